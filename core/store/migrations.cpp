#include "migrations.h"

#include "connection.h"
#include "database_note.h"
#include "failpoint.h"
#include "sql_outcome.h"
#include "statements.h"

#include <functional>

using namespace Qt::StringLiterals;

static Error mismatch(const QString &sentence)
{
    return {
        .code = Error::Code::Conflict, .reason = Error::Reason::SchemaMismatch, .detail = sentence};
}

// What the database says about its steps; as the runtime role, since a login need not read tables
// itself.
static std::vector<SqlRow> appliedSteps(Sql &sql, const SqlRow &state)
{
    if (!state.flag(0))
        return {};
    if (state.flag(1))
        sql.execute(u"migration_reader"_s);
    std::vector<SqlRow> applied = sql.many(u"migration_applied"_s);
    sql.execute(u"migration_login"_s);
    return applied;
}

// The steps applied must be the first of ours, word for word.
static std::optional<Error> compare(const std::vector<SqlRow> &applied,
                                    const std::vector<MigrationStep> &steps)
{
    if (applied.size() > steps.size())
        return mismatch(
            u"The database is at step %1 and this program knows only step %2: update the program."_s
                .arg(applied.back().integer(0))
                .arg(steps.size()));
    for (std::size_t i = 0; i < applied.size(); ++i) {
        const SqlRow &row = applied[i];
        if (row.integer(0) != steps[i].version || row.text(2) != steps[i].sum)
            return mismatch(
                u"Step %1 (%2) of the database was made from another text than this program "
                "holds."_s.arg(row.integer(0))
                    .arg(row.text(1)));
    }
    return std::nullopt;
}

// The first step makes the roles, so it runs as the login; all others belong to the owner.
static void apply(Sql &sql, const MigrationStep &step)
{
    if (step.version > 1)
        sql.execute(u"migration_owner"_s);
    try {
        sql.script(step.text);
    } catch (SqlError &error) {
        error.message = u"step %1 (%2): %3"_s.arg(step.version).arg(step.name, error.message);
        throw;
    }
    sql.run(u"migration_note"_s, {step.version, step.name, step.sum});
}

// How many steps are applied, in the transaction of the caller.
static Result<std::size_t> countApplied(Sql &sql)
{
    const std::optional<SqlRow> state = sql.one(u"migration_state"_s);
    if (const std::optional<Error> left = refusalOf(state->text(2)))
        return *left;
    const std::vector<SqlRow> applied = appliedSteps(sql, *state);
    if (const std::optional<Error> problem = compare(applied, migrationSteps()))
        return *problem;
    return applied.size();
}

static Result<int> migrate(Sql &sql, Migrations::Permission permission)
{
    const std::vector<MigrationStep> &steps = migrationSteps();
    Transaction transaction(sql);
    sql.run(u"migration_lock"_s);
    const Result<std::size_t> applied = countApplied(sql);
    if (!applied)
        return applied.error();
    if (*applied == steps.size())
        return Migrations::newest();
    const bool fresh = *applied == 0;
    if (!fresh && permission == Migrations::Permission::OnlyWhenEmpty)
        return mismatch(
            u"The database is at step %1 and this program needs step %2: run `bakehousectl "
            "migrate`."_s.arg(steps[*applied - 1].version)
                .arg(Migrations::newest()));
    sql.execute(u"migration_database"_s);
    for (std::size_t next = *applied; next < steps.size(); ++next) {
        apply(sql, steps[next]);
        failpoint("migrations.step");
    }
    failpoint("migrations.applied");
    if (fresh)
        sql.run(u"migration_samples"_s);
    transaction.commit();
    failpoint("migrations.committed");
    return Migrations::newest();
}

// Opens a connection for whatever schema is there and calls work with it.
static Result<int> withConnection(const DatabaseAddress &address,
                                  const std::function<Result<int>(Sql &)> &work)
{
    constexpr std::chrono::minutes patience(
        10); // Others may be at it, and a step may rewrite a large table.
    CallSupervisor supervisor;
    const Result<std::unique_ptr<Connection>> opened =
        Connection::open({.name = u"migrations"_s,
                          .address = address,
                          .statementTimeoutMs = 600'000,
                          .lockTimeoutMs = 600'000,
                          .schema = Connection::Schema::Any},
                         supervisor);
    if (!opened)
        return opened.error();
    SupervisedCall watch(supervisor, (*opened)->call(CallSupervisor::Clock::now() + patience));
    try {
        Sql sql(**opened);
        return work(sql);
    } catch (const SqlError &error) {
        Error failure = errorOf({.error = error, .expired = watch.end()});
        if (failure.code == Error::Code::Denied)
            failure.detail =
                u"The login may not set up the database (it must be able to create the roles "
                u"bakehouse_owner and "
                "bakehouse_runtime, or be a member of both, and to create a schema): "_s
                + error.message;
        return failure;
    }
}

Result<int> Migrations::bringUp(const DatabaseAddress &address, Permission permission)
{
    return withConnection(address, [permission](Sql &sql) { return migrate(sql, permission); });
}

Result<int> Migrations::applied(const DatabaseAddress &address)
{
    return withConnection(address, [](Sql &sql) -> Result<int> {
        const Transaction reading(sql); // For the role that looks; nothing is kept.
        const Result<std::size_t> steps = countApplied(sql);
        if (!steps)
            return steps.error();
        return *steps == 0 ? 0 : migrationSteps()[*steps - 1].version;
    });
}

int Migrations::newest()
{
    return migrationSteps().empty() ? 0 : migrationSteps().back().version;
}
