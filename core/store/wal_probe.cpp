#include "wal_probe.h"

#include "connection.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int answerMs = 5'000;

Error away(const QString &words)
{
    return {
        .code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway, .detail = words};
}

WalPosition positionOf(const SqlRow &row)
{
    return {.system = row.text(0),
            .flushed = row.integer(1),
            .received = row.optionalInteger(2),
            .segmentBytes = row.integer(3)};
}

}

WalProbe::WalProbe(const DatabaseAddress &address)
    : m_address(address)
{
}

WalProbe::~WalProbe() = default;

template <typename T, typename F> Result<T> WalProbe::ask(F work)
{
    if (!m_connection || !m_connection->alive()) {
        m_connection.reset();
        Result<std::unique_ptr<Connection>> opened =
            Connection::open({.name = u"wal"_s,
                              .address = m_address,
                              .statementTimeoutMs = answerMs,
                              .schema = Connection::Schema::Any},
                             m_supervisor);
        if (!opened)
            return opened.error();
        m_connection = *std::move(opened);
    }
    try {
        const SupervisedCall watch(
            m_supervisor,
            m_connection->call(CallSupervisor::Clock::now() + std::chrono::milliseconds(answerMs)));
        Sql sql(*m_connection);
        return work(sql);
    } catch (const SqlError &error) {
        m_connection.reset();
        return away(error.message);
    }
}

Result<WalPosition> WalProbe::position(const QString &receiver)
{
    return ask<WalPosition>([&receiver](Sql &sql) -> Result<WalPosition> {
        const std::optional<SqlRow> row = sql.one(u"wal_position"_s, {receiver});
        return row ? Result<WalPosition>(positionOf(*row)) : away(u"no answer"_s);
    });
}

Result<QHash<QUuid, qint64>> WalProbe::heads()
{
    return ask<QHash<QUuid, qint64>>([](Sql &sql) {
        QHash<QUuid, qint64> heads;
        for (const SqlRow &row : sql.many(u"wal_till_heads"_s))
            heads.insert(row.uuid(0), row.integer(1));
        return Result<QHash<QUuid, qint64>>(heads);
    });
}
