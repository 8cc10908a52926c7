#pragma once

#include "guard_limits.h"

#include <QHash>
#include <QHostAddress>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTimer>

#include <vector>

class ConnectionGuard;
class QAbstractHttpServer;
class RequestLog;

/// The listening socket behind which QHttpServer sits: counts connections in all and per address,
/// gives each one its guard and ticks the guards' deadlines. Given to QAbstractHttpServer::bind(),
/// which owns it from then on.
class GuardedServer final : public QTcpServer
{
    Q_OBJECT
public:
    GuardedServer(QAbstractHttpServer *reader, GuardLimits limits, RequestLog &log);

    int connections() const { return int(m_guards.size()); }
    /// Accepts no more and closes each connection once its request is answered; then drained().
    void finish();

signals:
    void drained();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void admit(QTcpSocket *socket, const QHostAddress &source);
    void sayFarewell(QTcpSocket *socket);
    void forget(ConnectionGuard *guard, const QHostAddress &source);
    void letOthersHaveATurn();
    void tick();
    void tickSome();

    QAbstractHttpServer *const m_reader;
    const GuardLimits m_limits;
    RequestLog &m_log;
    QSet<ConnectionGuard *> m_guards;
    QSet<ConnectionGuard *> m_farewells;
    QHash<QHostAddress, int> m_perAddress;
    QTimer m_ticker;
    std::vector<QPointer<ConnectionGuard>> m_toTick; ///< What is left of a round of ticks.
    int m_acceptedInOneGo = 0;
    bool m_finishing = false;
};

/// What connections are counted by: the address; of a global IPv6 one the /64 that a household has.
QHostAddress countedAddress(const QHostAddress &peer);
