#include "copy_end.h"

#include "call_supervisor.h"
#include "connection.h"
#include "sql_outcome.h"

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours patience(2); // A table of a decade; a dead peer is noticed sooner.
constexpr int patienceMs = 7'200'000;
constexpr int lockPatienceMs = 30'000;

QString words(const TableSum &table)
{
    return table.sum.isEmpty() ? QString::number(table.rows)
                               : u"%1 rows of sum %2"_s.arg(table.rows).arg(table.sum);
}

}

QString firstDifference(const TableSums &one, const TableSums &other)
{
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        if (i >= one.size() || i >= other.size() || one[i].name != other[i].name)
            return u"the table %1 is on one side only"_s.arg(i < one.size() ? one[i].name
                                                                            : other[i].name);
        if (one[i] != other[i])
            return u"%1: %2 against %3"_s.arg(one[i].name, words(one[i]), words(other[i]));
    }
    return {};
}

/// The connection of an end and what is open on it.
class CopyEnd::Session
{
public:
    using Work = std::function<void(Sql &)>;

    Session() = default;
    /// Before the connection that it stands on.
    ~Session() { frozen.reset(); }
    Q_DISABLE_COPY_MOVE(Session)

    std::optional<Error> open(const DatabaseAddress &address);
    /// The error that @p work ended with.
    std::optional<Error> attempt(const Work &work);
    Result<void> perform(const Work &work);

    std::unique_ptr<Transaction> frozen;

private:
    CallSupervisor m_supervisor;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Sql> m_sql;
};

std::optional<Error> CopyEnd::Session::open(const DatabaseAddress &address)
{
    Result<std::unique_ptr<Connection>> connection =
        Connection::open({.name = u"copy"_s,
                          .address = address,
                          .statementTimeoutMs = patienceMs,
                          .lockTimeoutMs = lockPatienceMs,
                          .schema = Connection::Schema::Any},
                         m_supervisor);
    if (!connection)
        return connection.error();
    m_connection = *std::move(connection);
    m_sql = std::make_unique<Sql>(*m_connection);
    return attempt([](Sql &sql) { sql.run(u"copy_session"_s); });
}

std::optional<Error> CopyEnd::Session::attempt(const Work &work)
{
    SupervisedCall watch(m_supervisor, m_connection->call(CallSupervisor::Clock::now() + patience));
    try {
        work(*m_sql);
        return std::nullopt;
    } catch (const SqlError &error) {
        return errorOf({.error = error, .expired = watch.end()});
    }
}

Result<void> CopyEnd::Session::perform(const Work &work)
{
    const std::optional<Error> error = attempt(work);
    return error ? Result<void>(*error) : Result<void>();
}

CopyEnd::CopyEnd(std::unique_ptr<Session> session)
    : m_session(std::move(session))
{
}

CopyEnd::~CopyEnd() = default;

Result<std::unique_ptr<CopyEnd>> CopyEnd::open(const DatabaseAddress &address)
{
    auto session = std::make_unique<Session>();
    if (const std::optional<Error> error = session->open(address))
        return *error;
    return std::unique_ptr<CopyEnd>(new CopyEnd(std::move(session)));
}

Result<CopyFacts> CopyEnd::facts()
{
    CopyFacts facts;
    const std::optional<Error> error = m_session->attempt([&facts](Sql &sql) {
        const std::optional<SqlRow> row = sql.one(u"copy_facts"_s);
        facts = {.serverMajor = int(row->integer(0)),
                 .encoding = row->text(1),
                 .holdsShop = row->flag(2),
                 .note = row->text(3),
                 .sizeBytes = row->integer(4)};
    });
    return error ? Result<CopyFacts>(*error) : facts;
}

Result<bool> CopyEnd::claim()
{
    bool claimed = false;
    const std::optional<Error> error =
        m_session->attempt([&claimed](Sql &sql) { claimed = sql.one(u"copy_claim"_s)->flag(0); });
    return error ? Result<bool>(*error) : claimed;
}

Result<void> CopyEnd::makeRoles()
{
    return m_session->perform([](Sql &sql) {
        Transaction transaction(sql);
        sql.execute(u"copy_roles"_s);
        sql.execute(u"migration_database"_s);
        transaction.commit();
    });
}

Result<void> CopyEnd::freeze()
{
    Result<void> frozen = m_session->perform([this](Sql &sql) {
        sql.execute(u"copy_owner"_s);
        m_session->frozen = std::make_unique<Transaction>(sql);
        sql.execute(u"copy_freeze"_s);
    });
    if (!frozen)
        m_session->frozen.reset();
    return frozen;
}

Result<void> CopyEnd::thaw()
{
    Result<void> committed = m_session->perform([this](Sql &) {
        if (m_session->frozen)
            m_session->frozen->commit();
    });
    m_session->frozen.reset();
    return committed;
}

Result<TableSums> CopyEnd::sums(const std::function<bool()> &goOn)
{
    TableSums sums;
    std::vector<SqlRow> tables;
    std::optional<Error> error = m_session->attempt([&](Sql &sql) {
        sql.execute(u"copy_owner"_s);
        tables = sql.many(u"copy_tables"_s);
        for (const SqlRow &sequence : sql.many(u"copy_sequences"_s))
            sums.push_back({.name = sequence.text(0), .rows = sequence.integer(1)});
    });
    for (std::size_t i = 0; !error && i < tables.size(); ++i) {
        if (goOn && !goOn())
            return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
        error = m_session->attempt([&sums, name = tables[i].text(0)](Sql &sql) {
            sql.run(u"copy_choose_table"_s, {name});
            sql.execute(u"copy_sum"_s);
            const std::optional<SqlRow> row = sql.one(u"copy_summed"_s);
            sums.push_back({.name = name, .rows = row->integer(0), .sum = row->text(1)});
        });
    }
    return error ? Result<TableSums>(*error) : sums;
}

Result<void> CopyEnd::setNote(const QString &note)
{
    return m_session->perform([&note](Sql &sql) {
        sql.execute(u"copy_owner"_s);
        sql.run(u"copy_choose_note"_s, {note.isNull() ? u""_s : note});
        sql.execute(u"copy_note"_s);
    });
}

Result<void> CopyEnd::analyze()
{
    return m_session->perform([](Sql &sql) {
        sql.execute(u"copy_owner"_s);
        sql.execute(u"copy_analyze"_s);
    });
}

Result<void> CopyEnd::drop()
{
    return m_session->perform([](Sql &sql) {
        sql.execute(u"copy_owner"_s);
        sql.execute(u"copy_drop"_s);
        sql.execute(u"copy_login"_s);
    });
}

Result<QString> CopyEnd::setAside()
{
    QString name;
    const std::optional<Error> error = m_session->attempt([&name](Sql &sql) {
        sql.execute(u"copy_login"_s); // The owner may make nothing beside its schema.
        sql.execute(u"copy_set_aside"_s);
        name = sql.one(u"copy_aside"_s)->text(0);
    });
    return error ? Result<QString>(*error) : name;
}

Result<void> CopyEnd::bringBack()
{
    return m_session->perform([](Sql &sql) {
        sql.execute(u"copy_login"_s);
        sql.execute(u"copy_bring_back"_s);
    });
}

Result<QByteArray> CopyEnd::roles()
{
    QByteArray script;
    const std::optional<Error> error = m_session->attempt(
        [&script](Sql &sql) { script = sql.one(u"upgrade_roles"_s)->text(0).toUtf8(); });
    return error ? Result<QByteArray>(*error) : script;
}

Result<void> CopyEnd::makeRoles(const QByteArray &script)
{
    return m_session->perform([&script](Sql &sql) {
        sql.script(script);
        sql.execute(u"migration_database"_s);
    });
}

Result<QStringList> CopyEnd::otherDatabases()
{
    QStringList names;
    const std::optional<Error> error = m_session->attempt([&names](Sql &sql) {
        for (const SqlRow &row : sql.many(u"upgrade_others"_s))
            names.append(row.text(0));
    });
    return error ? Result<QStringList>(*error) : names;
}
