#include "api_server.h"

#include "api_calls.h"
#include "api_platform.h"
#include "connection_guard.h"
#include "guarded_server.h"
#include "request_log.h"
#include "tls_configuration.h"

#include <QHttpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;

/// The thread in which everything of the API lives and dies.
class ApiServer::Thread final : public QThread
{
public:
    explicit Thread(ApiServer &owner)
        : m_owner(owner)
    {
        setObjectName(u"api"_s);
    }

    Result<quint16> listen()
    {
        std::future<Result<quint16>> listening = m_listening.get_future();
        start();
        return listening.get();
    }

    /// From any other thread, once listen() succeeded.
    Result<quint16> listenEncrypted(quint16 port, const QSslConfiguration &tls)
    {
        Result<quint16> listening;
        QMetaObject::invokeMethod(
            m_server, [&] { listening = encryptedPort(port, tls); }, Qt::BlockingQueuedConnection);
        return listening;
    }

    /// From any thread, once listen() succeeded.
    void setTls(const QSslConfiguration &tls)
    {
        GuardedServer *const server = m_server;
        QMetaObject::invokeMethod(server, [server, tls] { server->setTls(tls); });
    }

    /// From any thread, once listen() succeeded.
    void finish()
    {
        constexpr int patienceMs = 2'000;
        GuardedServer *const server = m_server;
        QMetaObject::invokeMethod(server, [this, server] {
            connect(server, &GuardedServer::drained, this, &QThread::quit, Qt::DirectConnection);
            QTimer::singleShot(patienceMs, server, [this] { quit(); });
            server->finish();
        });
        wait();
    }

protected:
    void run() override;

private:
    Result<quint16> encryptedPort(quint16 port, const QSslConfiguration &tls);

    ApiServer &m_owner;
    std::promise<Result<quint16>> m_listening;
    GuardedServer *m_server = nullptr; // written before m_listening is fulfilled
};

namespace {

Error cannotListen(const QString &setting, const QHostAddress &address, quint16 port,
                   const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .field = setting,
            .detail = u"cannot listen on %1 port %2: %3"_s.arg(address.toString(),
                                                               QString::number(port), why)};
}

/// As many connections as wanted, or as the open files allow beside all else that the program
/// opens.
GuardLimits limitsFor(const ApiSettings &settings)
{
    constexpr int filesForTheRest = 512;
    const int files = raiseOpenFileLimit(settings.maxConnections + filesForTheRest);
    GuardLimits limits;
    limits.connections = std::clamp(files - filesForTheRest, 1, settings.maxConnections);
    limits.connectionsPerAddress = settings.maxConnectionsPerAddress;
    limits.trustedProxies = settings.door.trustedProxies;
    if (limits.connections < settings.maxConnections)
        qCWarning(apiLog, "open files allow only %d connections", limits.connections);
    return limits;
}

}

void ApiServer::Thread::run()
{
    constexpr int niceness = 5;
    yieldToCounter(niceness);
    const ApiSettings &settings = m_owner.m_settings;
    RequestLog log;
    ApiCalls calls(m_owner.m_desks, settings, log);
    QHttpServer http;
    // Without routes every request comes here: QHttpServer's own matching decodes too much and
    // converts too freely.
    http.setMissingHandler(
        [&calls](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
            if (ConnectionGuard *guard = ConnectionGuard::of(responder.socket()))
                calls.handle(request, guard);
        });
    auto server = std::make_unique<GuardedServer>(&http, limitsFor(settings), log);
    if (!server->listen(settings.listen, settings.port)) {
        m_listening.set_value(
            cannotListen(u"api.port"_s, settings.listen, settings.port, server->errorString()));
        return;
    }
    m_server = server.get();
    http.bind(server.release()); // which makes it a child of http
    m_listening.set_value(m_server->serverPort());
    exec();
}

Result<quint16> ApiServer::Thread::encryptedPort(quint16 port, const QSslConfiguration &tls)
{
    const QHostAddress &address = m_owner.m_settings.listen;
    if (m_server->listenEncrypted(address, port, tls))
        return m_server->encryptedPort();
    return cannotListen(u"api.https_port"_s, address, port, m_server->encryptedError());
}

ApiServer::ApiServer(const ApiDesks &desks, ApiSettings settings)
    : m_desks(desks)
    , m_settings(std::move(settings))
{
}

ApiServer::~ApiServer()
{
    stop();
}

Result<quint16> ApiServer::start()
{
    m_thread = std::make_unique<Thread>(*this);
    Result<quint16> port = m_thread->listen();
    if (!port) {
        m_thread->wait();
        m_thread.reset();
    }
    return port;
}

Result<quint16> ApiServer::startHttps(quint16 port, const TlsIdentity &identity)
{
    Q_ASSERT(m_thread);
    return m_thread->listenEncrypted(port, tlsConfiguration(identity));
}

void ApiServer::useIdentity(const TlsIdentity &identity)
{
    if (m_thread)
        m_thread->setTls(tlsConfiguration(identity));
}

void ApiServer::stop()
{
    if (!m_thread)
        return;
    m_thread->finish();
    m_thread.reset();
}
