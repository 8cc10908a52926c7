#include "database_content.h"

#include "connection.h"
#include "sql_outcome.h"
#include "statements.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes patience(60); // A large shop on a slow disk.

Connection::Options options(const DatabaseAddress &address)
{
    return {.name = u"backup"_s,
            .address = address,
            .statementTimeoutMs = 0,
            .lockTimeoutMs = 60'000,
            .schema = Connection::Schema::Any};
}

DatabaseContent contentOf(Sql &sql)
{
    const SqlRow figures = *sql.one(u"backup_figures"_s);
    DatabaseContent content {.schemaVersion = int(figures.integer(0)),
                             .serverVersion = figures.text(6),
                             .sizeBytes = figures.integer(5),
                             .receipts = figures.integer(1),
                             .receiptsTotal = Money::fromMinor(figures.integer(2)),
                             .orders = figures.integer(3),
                             .ordersTotal = Money::fromMinor(figures.integer(4))};
    for (const SqlRow &row : sql.many(u"backup_tables"_s))
        content.tables.push_back({.name = row.text(0), .rows = row.integer(1), .sum = row.text(2)});
    for (const SqlRow &row : sql.many(u"backup_heads"_s))
        content.heads.push_back(
            {.till = row.uuid(0), .sequence = row.integer(1), .hash = row.bytes(2)});
    return content;
}

QString tableDifference(const TableContent &here, const std::vector<TableContent> &others)
{
    const auto other = std::ranges::find(others, here.name, &TableContent::name);
    if (other == others.end())
        return u"table %1 is missing"_s.arg(here.name);
    if (other->rows != here.rows)
        return u"table %1 holds %2 rows instead of %3"_s.arg(here.name)
            .arg(other->rows)
            .arg(here.rows);
    return other->sum == here.sum
        ? QString()
        : u"table %1 holds other values in its %2 rows"_s.arg(here.name).arg(here.rows);
}

/// Runs @p work on a connection of its own; what it throws becomes an error.
template <typename F>
auto onConnection(const DatabaseAddress &address, F work) -> std::invoke_result_t<F &, Sql &>
{
    CallSupervisor supervisor;
    const Result<std::unique_ptr<Connection>> opened =
        Connection::open(options(address), supervisor);
    if (!opened)
        return opened.error();
    SupervisedCall watch(supervisor, (*opened)->call(CallSupervisor::Clock::now() + patience));
    try {
        Sql sql(**opened);
        return work(sql);
    } catch (const SqlError &error) {
        return errorOf({.error = error, .expired = watch.end()});
    }
}

}

QString DatabaseContent::differenceFrom(const DatabaseContent &other) const
{
    for (const TableContent &table : tables) {
        if (QString found = tableDifference(table, other.tables); !found.isEmpty())
            return found;
    }
    if (other.tables.size() != tables.size())
        return u"there are %1 tables instead of %2"_s.arg(other.tables.size()).arg(tables.size());
    return other.heads == heads ? QString() : u"the heads of the tills differ"_s;
}

/// The connection and who watches it.
struct DatabaseMoment::Session {
    CallSupervisor supervisor {};
    std::unique_ptr<Connection> connection {};

    Result<QString> begin() const
    {
        try {
            Sql sql(*connection);
            sql.execute(u"backup_begin"_s);
            sql.execute(u"backup_hold"_s);
            return sql.one(u"backup_snapshot"_s)->text(0);
        } catch (const SqlError &error) {
            return errorOf({.error = error, .expired = false});
        }
    }
};

Result<std::unique_ptr<DatabaseMoment>> DatabaseMoment::open(const DatabaseAddress &address)
{
    auto session = std::make_unique<Session>();
    Result<std::unique_ptr<Connection>> opened =
        Connection::open(options(address), session->supervisor);
    if (!opened)
        return opened.error();
    session->connection = *std::move(opened);
    const Result<QString> snapshot = session->begin();
    if (!snapshot)
        return snapshot.error();
    std::unique_ptr<DatabaseMoment> moment(new DatabaseMoment(std::move(session)));
    moment->m_snapshot = *snapshot;
    return moment;
}

DatabaseMoment::DatabaseMoment(std::unique_ptr<Session> session)
    : m_session(std::move(session))
{
}

DatabaseMoment::~DatabaseMoment() = default;

Result<DatabaseContent> DatabaseMoment::content(const std::stop_token &stop)
{
    Connection &connection = *m_session->connection;
    CallSupervisor &supervisor = m_session->supervisor;
    SupervisedCall watch(supervisor, connection.call(CallSupervisor::Clock::now() + patience));
    const std::stop_callback stopping(stop, [&supervisor, id = watch.id()] {
        supervisor.move(id, CallSupervisor::Clock::now());
    });
    try {
        Sql sql(connection);
        return contentOf(sql);
    } catch (const SqlError &error) {
        return errorOf({.error = error, .expired = watch.end()});
    }
}

Result<bool> holdsShop(const DatabaseAddress &address)
{
    return onConnection(
        address, [](Sql &sql) -> Result<bool> { return sql.one(u"restore_state"_s)->flag(0); });
}

Result<void> prepareForRestore(const DatabaseAddress &address)
{
    return onConnection(address, [](Sql &sql) -> Result<void> {
        Transaction transaction(sql);
        sql.run(u"migration_lock"_s);
        if (sql.one(u"restore_state"_s)->flag(0))
            return Error {.code = Error::Code::Conflict,
                          .reason = Error::Reason::SchemaMismatch,
                          .detail = u"the database holds a shop already"_s};
        sql.execute(u"migration_database"_s);
        sql.script(migrationSteps().front().text);
        sql.execute(u"migration_login"_s);
        sql.execute(u"restore_clear"_s);
        transaction.commit();
        return Done {};
    });
}

Result<void> analyzeRestored(const DatabaseAddress &address)
{
    return onConnection(address, [](Sql &sql) -> Result<void> {
        sql.execute(u"restore_analyze"_s);
        return Done {};
    });
}
