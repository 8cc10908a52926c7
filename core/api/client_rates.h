#pragma once

#include "recent_addresses.h"
#include "token_bucket.h"

#include <QHash>

/// What a request counts as.
enum class Pace { Read, Write };

/// How much one client address may ask for.
struct RateLimits {
    RequestRate reads {.count = 20, .periodMs = 1'000, .burst = 60};
    RequestRate writes {.count = 30, .periodMs = 60'000, .burst = 10};
    RequestRate keys {.count = 600, .periodMs = 60'000, .burst = 60}; ///< Of each partner's key.
    RequestRate misses {.count = 10, .periodMs = 60'000, .burst = 10};
    qint64 shutMicros = 60'000'000; ///< No look-ups for so long after too many misses.
};

/// Counts what each client address asks for. Addresses come as countedAddress() has them, moments
/// as microseconds of a clock that never goes back; every answer is how many of them to wait, 0 for
/// not at all. Owned by the door; its thread.
class ClientRates
{
public:
    explicit ClientRates(const RateLimits &limits);

    /// Counts one request.
    qint64 take(Pace pace, const QHostAddress &client, qint64 now);
    /// Counts one request of a partner's key; no address counts it then.
    qint64 takeOfKey(qint64 key, qint64 now);
    /// How long the client may look up nothing.
    qint64 shutFor(const QHostAddress &client, qint64 now);
    /// Counts a look-up that found nothing; one too many shuts the client's look-ups.
    qint64 miss(const QHostAddress &client, qint64 now);
    /// Addresses remembered at the moment.
    qsizetype size() const { return m_reads.size() + m_writes.size() + m_misses.size(); }

private:
    /// What a client looked up in vain.
    struct Misses {
        TokenBucket bucket;
        qint64 shutUntil = 0;
    };

    RateLimits m_limits;
    RecentAddresses<TokenBucket> m_reads;
    RecentAddresses<TokenBucket> m_writes;
    RecentAddresses<Misses> m_misses;
    QHash<qint64, TokenBucket> m_keys; ///< As many as the shop gave out.
};
