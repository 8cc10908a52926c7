#pragma once

#include "door.h"
#include "result.h"

#include <QHostAddress>
#include <QString>
#include <QTimeZone>

#include <memory>

class CatalogueCache;
class HealthDesk;
class OrderDesk;

/// What the API needs to know of this shop and machine.
struct ApiSettings {
    QHostAddress listen {QHostAddress::LocalHost};
    quint16 port = 5000; ///< 0 = any free one.
    int maxConnections = 4'096; ///< Less when the system allows fewer open files.
    int maxConnectionsPerAddress = 64; ///< IPv6 by /64; loopback addresses count like any other.
    DoorSettings door;
    QTimeZone zone = QTimeZone::utc(); ///< Of the shop: `created_at` is local time.
    QString shopName;
};

/// The HTTP API: a thread of its own (nice +5) in which server, guard and calls live. Owned by the
/// shop, after the desks it uses; start() and stop() are called from one thread.
class ApiServer
{
public:
    ApiServer(OrderDesk &orders, CatalogueCache &catalogue, HealthDesk &health,
              ApiSettings settings);
    ~ApiServer(); ///< stop()
    Q_DISABLE_COPY_MOVE(ApiServer)

    /// Returns once it listens, with the port. Errors: Unavailable (field = "api.port", the
    /// sentence in detail).
    Result<quint16> start();
    /// Takes no more connections, answers what is in hand (at most 2 s), ends the thread.
    void stop();

private:
    class Thread;
    OrderDesk &m_orders;
    CatalogueCache &m_catalogue;
    HealthDesk &m_health;
    const ApiSettings m_settings;
    std::unique_ptr<Thread> m_thread;
};
