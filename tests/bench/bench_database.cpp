#include "bench_database.h"

#include "bench_process.h"

#include <QDeadlineTimer>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {
constexpr int statementTimeoutMs = 120'000;
constexpr int queueTimeoutMs = 300'000;
constexpr int betweenLooksMs = 100;
}

Result<std::unique_ptr<BenchDatabase>> BenchDatabase::open(const QString &uri)
{
    const Result<DatabaseAddress> address = DatabaseAddress::parse(uri);
    if (!address)
        return address.error();
    auto database = std::make_unique<BenchDatabase>();
    Result<std::unique_ptr<Connection>> connection =
        Connection::open({.name = u"bench"_s,
                          .address = *address,
                          .statementTimeoutMs = statementTimeoutMs,
                          .schema = Connection::Schema::Any},
                         database->m_supervisor);
    if (!connection)
        return connection.error();
    database->m_connection = std::move(*connection);
    return database;
}

template <typename F>
auto BenchDatabase::guarded(F ask) -> Result<decltype(ask(std::declval<Sql &>()))>
{
    try {
        Sql sql(*m_connection);
        return ask(sql);
    } catch (const SqlError &error) {
        return Error {.detail = error.message};
    }
}

Result<qint64> BenchDatabase::number(const QString &statement, const SqlValues &values)
{
    return guarded([&](Sql &sql) {
        const std::optional<SqlRow> row = sql.one(statement, values);
        return row ? row->integer(0) : qint64(0);
    });
}

Result<std::vector<qint64>> BenchDatabase::numbers(const QString &statement,
                                                   const SqlValues &values)
{
    return guarded([&](Sql &sql) {
        std::vector<qint64> numbers;
        for (const SqlRow &row : sql.many(statement, values))
            numbers.push_back(row.integer(0));
        return numbers;
    });
}

Result<void> BenchDatabase::script(const QString &name)
{
    QFile file(u"" BENCH_FOLDER "/pgbench/"_s + name + u".sql"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error {.detail = u"could not read "_s + file.fileName()};
    const Result<bool> done = guarded([&](Sql &sql) {
        sql.script(file.readAll());
        return true;
    });
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> BenchDatabase::awaitEmptyQueue()
{
    for (const QDeadlineTimer deadline(queueTimeoutMs); !deadline.hasExpired();) {
        const Result<qint64> waiting = number(u"bench_jobs_waiting"_s);
        if (!waiting)
            return waiting.error();
        if (*waiting == 0)
            return {};
        letPass(betweenLooksMs);
    }
    return Error {.code = Error::Code::Timeout, .detail = u"the queue does not empty"_s};
}
