#include "door.h"

#include "client_address.h"
#include "connection_guard.h"
#include "error_answer.h"
#include "guarded_server.h"

#include <QHttpServerRequest>

#include <chrono>

namespace {

/// Whole seconds, rounded up: who waits so long is let in.
std::optional<Answer> waitAnswer(Problem problem, qint64 micros)
{
    constexpr qint64 microsPerSecond = 1'000'000;
    if (micros <= 0)
        return std::nullopt;
    Answer answer = problemAnswer(problem);
    const qint64 seconds = (micros + microsPerSecond - 1) / microsPerSecond;
    answer.headers += "Retry-After: " + QByteArray::number(seconds) + "\r\n";
    return answer;
}

}

qint64 steadyMicros()
{
    const auto sinceStart = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(sinceStart).count();
}

Door::Door(const QHostAddress &listening, const DoorSettings &settings,
           std::function<qint64()> clock)
    : m_trusted(settings.trustedProxies)
    , m_limitLoopback(settings.limitLoopback)
    , m_clock(std::move(clock))
    , m_hosts(listening, settings.hostNames)
    , m_rates(settings.rates)
{
}

QHostAddress Door::askerOf(const QHttpServerRequest &request) const
{
    const QHostAddress peer = request.remoteAddress();
    if (m_trusted.empty() || !m_trusted.contains(peer))
        return peer;
    return clientAddress(peer, request.value("X-Forwarded-For"), m_trusted);
}

QHostAddress Door::clientOf(const QHostAddress &asker) const
{
    return asker.isLoopback() && !m_limitLoopback ? QHostAddress() : countedAddress(asker);
}

std::optional<Answer> Door::wrongHost(const ConnectionGuard &guard)
{
    const RequestHead &head = guard.head();
    if (head.host.isEmpty() || m_hosts.allows(head.host)) // HTTP/1.0 need not say one
        return std::nullopt;
    return problemAnswer(Problem::WrongHost);
}

std::optional<Answer> Door::tooMany(Pace pace, const QHostAddress &client)
{
    return waitAnswer(Problem::TooManyRequests,
                      client.isNull() ? 0 : m_rates.take(pace, client, m_clock()));
}

std::optional<Answer> Door::tooManyOfKey(qint64 key)
{
    return waitAnswer(Problem::TooManyRequests, m_rates.takeOfKey(key, m_clock()));
}

std::optional<Answer> Door::shutFor(const QHostAddress &client)
{
    return waitAnswer(Problem::TooManyUnknownIds,
                      client.isNull() ? 0 : m_rates.shutFor(client, m_clock()));
}

std::optional<Answer> Door::miss(const QHostAddress &client)
{
    return waitAnswer(Problem::TooManyUnknownIds,
                      client.isNull() ? 0 : m_rates.miss(client, m_clock()));
}
