#pragma once

#include "guard_limits.h"

#include <QHash>
#include <QHostAddress>
#include <QPointer>
#include <QSet>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <vector>

class ConnectionGuard;
class EncryptedListener;
class QAbstractHttpServer;
class RequestLog;

/// The listening sockets behind which QHttpServer sits, of HTTP and, where asked for, of HTTPS:
/// counts the connections of both in all and per address, gives each one its guard and ticks the
/// guards' deadlines. Given to QAbstractHttpServer::bind(), which owns it from then on.
class GuardedServer final : public QTcpServer
{
    Q_OBJECT
public:
    GuardedServer(QAbstractHttpServer *reader, GuardLimits limits, RequestLog &log);

    /// Listens for HTTPS too; @p port 0 takes any free one. False with encryptedError().
    bool listenEncrypted(const QHostAddress &address, quint16 port,
                         const QSslConfiguration &configuration);
    quint16 encryptedPort() const;
    QString encryptedError() const;
    /// Of the sockets that listen.
    std::vector<qintptr> listeningDescriptors() const;
    /// For connections to come; those that are there keep theirs.
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }

    int connections() const { return int(m_guards.size()); }
    /// Accepts no more and closes each connection once its request is answered; then drained().
    void finish();

signals:
    void drained();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void receive(QTcpSocket *socket, qintptr descriptor);
    void admit(QTcpSocket *socket, const QHostAddress &source);
    void serve(QTcpSocket *socket);
    void sayFarewell(QTcpSocket *socket);
    void forget(ConnectionGuard *guard, const QHostAddress &source);
    void letOthersHaveATurn();
    void tick();
    void tickSome();
    void recoverFromCrowd();

    QAbstractHttpServer *const m_reader;
    const GuardLimits m_limits;
    RequestLog &m_log;
    QSet<ConnectionGuard *> m_guards;
    QSet<ConnectionGuard *> m_farewells;
    QHash<QHostAddress, int> m_perAddress;
    QSslConfiguration m_tls;
    EncryptedListener *m_encrypted = nullptr;
    QTimer m_ticker;
    std::vector<QPointer<ConnectionGuard>> m_toTick; ///< What is left of a round of ticks.
    int m_acceptedInOneGo = 0;
    qsizetype m_crowd = 0; ///< The most connections since memory was last given back.
    bool m_finishing = false;
};

/// What connections are counted by: the address; of a global IPv6 one the /64 that a household has.
QHostAddress countedAddress(const QHostAddress &peer);
