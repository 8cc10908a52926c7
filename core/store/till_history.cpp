#include "till_history.h"

#include "connection.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int answerMs = 60'000; // A page of a database that has just come up, on a slow disk.

Error away(const QString &words)
{
    return {
        .code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway, .detail = words};
}

Entry entryOf(const SqlRow &row)
{
    return {.till = row.uuid(0),
            .sequence = row.integer(1),
            .uuid = row.uuid(2),
            .kind = row.text(3),
            .bytes = row.bytes(4),
            .previous = row.bytes(5),
            .hash = row.bytes(6)};
}

}

TillHistory::TillHistory() = default;
TillHistory::~TillHistory() = default;

Result<std::unique_ptr<TillHistory>> TillHistory::open(const DatabaseAddress &address)
{
    std::unique_ptr<TillHistory> history(new TillHistory);
    Result<std::unique_ptr<Connection>> opened =
        Connection::open({.name = u"history"_s,
                          .address = address,
                          .statementTimeoutMs = answerMs,
                          .schema = Connection::Schema::Any},
                         history->m_supervisor);
    if (!opened)
        return opened.error();
    history->m_connection = *std::move(opened);
    return history;
}

template <typename T, typename F> Result<T> TillHistory::ask(F work)
{
    try {
        const SupervisedCall watch(
            m_supervisor,
            m_connection->call(CallSupervisor::Clock::now() + std::chrono::milliseconds(answerMs)));
        Sql sql(*m_connection);
        return T(work(sql));
    } catch (const SqlError &error) {
        return away(error.message);
    }
}

Result<std::vector<KnownTill>> TillHistory::tills()
{
    return ask<std::vector<KnownTill>>([](Sql &sql) {
        std::vector<KnownTill> tills;
        if (!sql.one(u"connection_schema"_s)->flag(0))
            return tills;
        for (const SqlRow &row : sql.many(u"history_tills"_s))
            tills.push_back({.till = row.uuid(0),
                             .number = static_cast<int>(row.integer(1)),
                             .prefix = row.text(2),
                             .head = row.integer(3)});
        return tills;
    });
}

Result<std::vector<Entry>> TillHistory::entriesAfter(const QUuid &till, qint64 sequence, int limit)
{
    return ask<std::vector<Entry>>([&](Sql &sql) {
        std::vector<Entry> entries;
        for (const SqlRow &row : sql.many(u"history_entries"_s, {till, sequence, limit}))
            entries.push_back(entryOf(row));
        return entries;
    });
}
