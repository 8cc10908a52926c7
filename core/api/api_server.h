#pragma once

#include "door.h"
#include "result.h"

#include <QHostAddress>
#include <QString>
#include <QTimeZone>

#include <memory>

class CatalogueCache;
class HealthDesk;
class KeyDesk;
class Metrics;
class OrderDesk;
struct TlsIdentity;

/// Who is shown /metrics: this machine, everybody who reaches the API, or nobody.
enum class MetricsReach { Loopback, Network, Off };

/// What the API needs to know of this shop and machine.
struct ApiSettings {
    QHostAddress listen {QHostAddress::LocalHost};
    quint16 port = 5000; ///< 0 = any free one.
    int maxConnections = 4'096; ///< Less when the system allows fewer open files.
    int maxConnectionsPerAddress = 64; ///< IPv6 by /64; loopback addresses count like any other.
    DoorSettings door;
    int maxStreams = 1'024; ///< Clients that follow an order, in all.
    int maxStreamsPerAddress = 16; ///< Counted as connections are.
    QTimeZone zone = QTimeZone::utc(); ///< Of the shop: `created_at` is local time.
    QString shopName;
    MetricsReach metrics = MetricsReach::Loopback;
};

/// Whom the calls ask; all outlive the server.
struct ApiDesks {
    OrderDesk &orders;
    CatalogueCache &catalogue;
    HealthDesk &health;
    KeyDesk &keys;
    const Metrics &metrics;
};

/// The HTTP API: a thread of its own (nice +5) in which server, guard and calls live. Owned by the
/// shop, after the desks it uses; start() and stop() are called from one thread.
class ApiServer
{
public:
    ApiServer(const ApiDesks &desks, ApiSettings settings);
    ~ApiServer(); ///< stop()
    Q_DISABLE_COPY_MOVE(ApiServer)

    /// Returns once it listens, with the port. Errors: Unavailable (field = "api.port", the
    /// sentence in detail).
    Result<quint16> start();
    /// Serves HTTPS too, with the same calls, thread and budget of connections; after start().
    /// Returns once it listens, with the port; 0 takes any free one. Errors: Unavailable (field =
    /// "api.https_port", the sentence in detail).
    Result<quint16> startHttps(quint16 port, const TlsIdentity &identity);
    /// What connections to come are shown; those that are there go on.
    void useIdentity(const TlsIdentity &identity);
    /// Takes no more connections, answers what is in hand (at most 2 s), ends the thread.
    void stop();

private:
    class Thread;
    const ApiDesks m_desks;
    const ApiSettings m_settings;
    std::unique_ptr<Thread> m_thread;
};
