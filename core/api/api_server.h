#pragma once

#include "door.h"
#include "heartbeat.h"
#include "result.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QString>
#include <QTimeZone>

#include <memory>
#include <optional>
#include <vector>

class CatalogueCache;
class HealthDesk;
class KeyDesk;
class Metrics;
class OrderDesk;
class PartnerDesk;
class PickupDesk;
class PictureDesk;
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
    QString languagesFolder; ///< With further languages of the page; may be empty or missing.
};

/// Whom the calls ask; all outlive the server.
struct ApiDesks {
    OrderDesk &orders;
    const PickupDesk &pickups;
    CatalogueCache &catalogue;
    HealthDesk &health;
    KeyDesk &keys;
    PartnerDesk &partners;
    const Metrics &metrics;
    PictureDesk &pictures;
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

    /// What the thread shows of itself; it rests while nothing is served, and else beats four times
    /// a second.
    ThreadSign sign() const;
    /// Goes on with another thread on the same ports where the thread hangs. Connections that it
    /// had are lost to it. Errors: as start(); the next call tries again.
    Result<void> rebuild();

private:
    class Thread;
    /// What HTTPS is served with.
    struct Encryption {
        quint16 port = 0;
        QSslConfiguration tls;
    };
    Result<quint16> begin(quint16 port);
    Result<quint16> encrypt(const Encryption &encryption);

    const ApiDesks m_desks;
    const ApiSettings m_settings;
    quint16 m_port = 0; ///< Served, or to be served again; 0 = none.
    std::optional<Encryption> m_encryption;
    std::unique_ptr<Thread> m_thread;
    std::vector<std::unique_ptr<Thread>> m_leftBehind;
};
