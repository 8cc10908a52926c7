#pragma once

#include "client_rates.h"
#include "host_names.h"
#include "network_list.h"

#include <QStringList>

#include <functional>
#include <optional>

struct Answer;
class ConnectionGuard;
class QHttpServerRequest;

/// Whom the API lets in. A value.
struct DoorSettings {
    QStringList hostNames; ///< Beside this machine's own; "*" for all.
    NetworkList trustedProxies; ///< Whose X-Forwarded-For is believed.
    bool limitLoopback = false; ///< Whether the rates count for this machine itself.
    RateLimits rates;
};

/// Microseconds of a clock that never goes back.
qint64 steadyMicros();

/// What a request passes before any call sees it: it must name this shop as its host, and its
/// client must not ask too often. Lives in the api thread.
class Door
{
public:
    /// @p listening: what the API listens on.
    Door(const QHostAddress &listening, const DoorSettings &settings,
         std::function<qint64()> clock = steadyMicros);

    /// Who asks: the peer, or whom a trusted proxy speaks for.
    QHostAddress askerOf(const QHttpServerRequest &request) const;
    /// By which address the rates count what @p asker asks; a null address for nobody's.
    QHostAddress clientOf(const QHostAddress &asker) const;
    /// The answer to a request that does not name this shop.
    std::optional<Answer> wrongHost(const ConnectionGuard &guard);
    /// Counts a request; the answer to one too many.
    std::optional<Answer> tooMany(Pace pace, const QHostAddress &client);
    /// Counts a request of a partner's key; the answer to one too many.
    std::optional<Answer> tooManyOfKey(qint64 key);
    /// The answer to a look-up by a client who may look up nothing for the time being.
    std::optional<Answer> shutFor(const QHostAddress &client);
    /// Counts a look-up that found nothing; the answer to one too many.
    std::optional<Answer> miss(const QHostAddress &client);

private:
    const NetworkList m_trusted;
    const bool m_limitLoopback;
    const std::function<qint64()> m_clock;
    HostNames m_hosts;
    ClientRates m_rates;
};
