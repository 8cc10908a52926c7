#include "guarded_server.h"

#include "api_platform.h"
#include "connection_guard.h"
#include "encrypted_listener.h"
#include "request_log.h"

#include <QAbstractHttpServer>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace {

constexpr int backlog = 4'096; // bursts beyond it wait for a SYN to be sent again

} // namespace

QHostAddress countedAddress(const QHostAddress &peer)
{
    constexpr int networkBytes = 8;
    bool isVersion4 = false;
    const quint32 version4 = peer.toIPv4Address(&isVersion4); // also when mapped into IPv6
    if (isVersion4)
        return QHostAddress(version4);
    if (peer.isLoopback() || peer.protocol() != QAbstractSocket::IPv6Protocol)
        return peer;
    Q_IPV6ADDR bytes = peer.toIPv6Address();
    std::fill(std::begin(bytes.c) + networkBytes, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

GuardedServer::GuardedServer(QAbstractHttpServer *reader, GuardLimits limits, RequestLog &log)
    : m_reader(reader)
    , m_limits(std::move(limits))
    , m_log(log)
{
    setListenBacklogSize(backlog);
    connect(&m_ticker, &QTimer::timeout, this, &GuardedServer::tick);
    m_ticker.start(m_limits.tickMs);
}

/// QTcpServer accepts all that wait before anybody else has a turn: a burst of thousands would keep
/// those waiting who are here. With no room for pending ones its loop ends.
void GuardedServer::letOthersHaveATurn()
{
    constexpr int inOneGo = 32;
    if (++m_acceptedInOneGo < inOneGo)
        return;
    const int usual = maxPendingConnections();
    setMaxPendingConnections(0);
    m_acceptedInOneGo = -std::numeric_limits<int>::max();
    const auto goOn = [this, usual] {
        m_acceptedInOneGo = 0;
        setMaxPendingConnections(usual);
        if (isListening())
            resumeAccepting();
    };
    QMetaObject::invokeMethod(this, goOn, Qt::QueuedConnection);
}

bool GuardedServer::listenEncrypted(const QHostAddress &address, quint16 port,
                                    const QSslConfiguration &configuration)
{
    m_tls = configuration;
    if (!m_encrypted)
        m_encrypted = new EncryptedListener(
            [this](qintptr descriptor) { receive(new QSslSocket(this), descriptor); }, this);
    m_encrypted->setListenBacklogSize(backlog);
    return m_encrypted->listen(address, port);
}

quint16 GuardedServer::encryptedPort() const
{
    return m_encrypted ? m_encrypted->serverPort() : quint16(0);
}

QString GuardedServer::encryptedError() const
{
    return m_encrypted ? m_encrypted->errorString() : QString();
}

std::vector<qintptr> GuardedServer::listeningDescriptors() const
{
    std::vector<qintptr> descriptors {socketDescriptor()};
    if (m_encrypted)
        descriptors.push_back(m_encrypted->socketDescriptor());
    return descriptors;
}

void GuardedServer::incomingConnection(qintptr descriptor)
{
    letOthersHaveATurn();
    receive(new QTcpSocket(this), descriptor);
}

void GuardedServer::receive(QTcpSocket *socket, qintptr descriptor)
{
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        closeDescriptor(descriptor);
        return;
    }
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    const QHostAddress source = countedAddress(socket->peerAddress());
    if (m_guards.size() < m_limits.connections
        && (m_perAddress.value(source) < m_limits.connectionsPerAddress
            || m_limits.trustedProxies.contains(source)))
        admit(socket, source);
    else
        sayFarewell(socket);
}

void GuardedServer::admit(QTcpSocket *socket, const QHostAddress &source)
{
    auto *guard = new ConnectionGuard(socket, m_reader, m_limits, m_log);
    m_guards.insert(guard);
    m_crowd = std::max(m_crowd, m_guards.size());
    ++m_perAddress[source];
    m_log.figures().connectionOpened();
    connect(guard, &ConnectionGuard::closed, this,
            [this, guard, source] { forget(guard, source); });
    serve(socket);
}

/// Hands the connection to QHttpServer, under TLS once the handshake is done.
void GuardedServer::serve(QTcpSocket *socket)
{
    auto *encrypted = qobject_cast<QSslSocket *>(socket);
    if (!encrypted) {
        addPendingConnection(socket);
        return;
    }
    encrypted->setSslConfiguration(m_tls);
    connect(encrypted, &QSslSocket::encrypted, this,
            [this, encrypted] { addPendingConnection(encrypted); });
    encrypted->startServerEncryption();
}

void GuardedServer::sayFarewell(QTcpSocket *socket)
{
    m_log.figures().connectionRefused();
    if (qobject_cast<QSslSocket *>(socket)) { // a handshake only to refuse would cost too much
        m_log.note(refusalAnswer(Refusal::TooManyConnections).status,
                   refusalWord(Refusal::TooManyConnections));
        socket->abort();
        return;
    }
    if (m_farewells.size() >= m_limits.farewells) { // no waiting for the peer to read it
        const QByteArray id = m_log.nextId();
        socket->write(answerBytes(refusalAnswer(Refusal::TooManyConnections, id),
                                  {.after = AfterAnswer::Close, .requestId = id}));
        socket->flush();
        socket->disconnectFromHost();
        return;
    }
    auto *guard = new ConnectionGuard(socket, nullptr, m_limits, m_log);
    m_farewells.insert(guard);
    connect(guard, &ConnectionGuard::closed, this, [this, guard] { m_farewells.remove(guard); });
    guard->refuse(Refusal::TooManyConnections);
}

void GuardedServer::forget(ConnectionGuard *guard, const QHostAddress &source)
{
    m_guards.remove(guard);
    m_log.figures().connectionClosed();
    if (--m_perAddress[source] <= 0)
        m_perAddress.remove(source);
    if (m_finishing && m_guards.isEmpty())
        emit drained();
}

void GuardedServer::finish()
{
    m_finishing = true;
    close();
    if (m_encrypted)
        m_encrypted->close();
    const QSet<ConnectionGuard *> open = m_guards;
    for (ConnectionGuard *guard : open)
        guard->finish();
    if (m_guards.isEmpty())
        emit drained();
}

void GuardedServer::tick()
{
    if (!m_toTick.empty()) // the last round is not over
        return;
    for (const QSet<ConnectionGuard *> &guards : {m_guards, m_farewells})
        m_toTick.insert(m_toTick.end(), guards.begin(), guards.end());
    tickSome();
    recoverFromCrowd();
}

/// What a thousand TLS connections held is freed in crumbs between what lives on; the allocator
/// would keep it for ever.
void GuardedServer::recoverFromCrowd()
{
    constexpr qsizetype many = 200;
    constexpr qsizetype share = 4;
    if (m_crowd < many || m_guards.size() > m_crowd / share)
        return;
    m_crowd = m_guards.size();
    giveMemoryBack();
}

/// Thousands of deadlines may end at once; between some of them others have a turn.
void GuardedServer::tickSome()
{
    constexpr int inOneGo = 256;
    for (int i = 0; i < inOneGo && !m_toTick.empty(); ++i) {
        const QPointer<ConnectionGuard> guard = m_toTick.back(); // ticking may end others
        m_toTick.pop_back();
        if (guard)
            guard->tick();
    }
    if (!m_toTick.empty())
        QMetaObject::invokeMethod(this, &GuardedServer::tickSome, Qt::QueuedConnection);
}
