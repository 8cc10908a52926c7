#include "client_rates.h"

#include <algorithm>

ClientRates::ClientRates(const RateLimits &limits)
    : m_limits(limits)
    , m_reads(fillTime(limits.reads))
    , m_writes(fillTime(limits.writes))
    , m_misses(std::max(fillTime(limits.misses), limits.shutMicros))
{
}

qint64 ClientRates::take(Pace pace, const QHostAddress &client, qint64 now)
{
    const bool write = pace == Pace::Write;
    const RequestRate &rate = write ? m_limits.writes : m_limits.reads;
    return rate.limited() ? (write ? m_writes : m_reads).at(client, now).take(rate, now) : 0;
}

qint64 ClientRates::takeOfKey(qint64 key, qint64 now)
{
    return m_limits.keys.limited() ? m_keys[key].take(m_limits.keys, now) : 0;
}

qint64 ClientRates::shutFor(const QHostAddress &client, qint64 now)
{
    return m_limits.misses.limited() ? std::max<qint64>(0, m_misses.at(client, now).shutUntil - now)
                                     : 0;
}

qint64 ClientRates::miss(const QHostAddress &client, qint64 now)
{
    if (!m_limits.misses.limited())
        return 0;
    Misses &misses = m_misses.at(client, now);
    if (misses.shutUntil <= now && misses.bucket.take(m_limits.misses, now) > 0)
        misses.shutUntil = now + m_limits.shutMicros;
    return std::max<qint64>(0, misses.shutUntil - now);
}
