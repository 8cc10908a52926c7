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
#include <mutex>

using namespace Qt::StringLiterals;

/// The thread in which everything of the API lives and dies.
class ApiServer::Thread final : public QThread
{
public:
    Thread(const ApiDesks &desks, const ApiSettings &settings, quint16 port)
        : m_desks(desks)
        , m_settings(settings)
        , m_port(port)
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
            forgetSockets(); // Their numbers may be another's once they are closed.
            server->finish();
        });
    }

    /// From any other thread: its ports are free at once, and it ends when it comes back.
    void abandon()
    {
        {
            const std::lock_guard lock(m_mutex);
            std::ranges::for_each(m_listeningSockets, endListening);
        }
        finish();
    }

    ThreadSign sign() const { return m_pulse.sign(); }

protected:
    void run() override;

private:
    Result<quint16> encryptedPort(quint16 port, const QSslConfiguration &tls);
    void noteSockets();
    void forgetSockets();

    // By value: a thread that hangs may outlive the server.
    const ApiDesks m_desks;
    const ApiSettings m_settings;
    const quint16 m_port;
    Heartbeat m_pulse;
    std::mutex m_mutex;
    std::vector<qintptr> m_listeningSockets; // under m_mutex
    std::promise<Result<quint16>> m_listening;
    GuardedServer *m_server = nullptr; // written before m_listening is fulfilled
};

namespace {

constexpr int beatMs = 250;

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
    RequestLog log;
    std::optional<ApiCalls> calls; // Outlives what calls it.
    QHttpServer http;
    auto server = std::make_unique<GuardedServer>(&http, limitsFor(m_settings), log);
    if (!server->listen(m_settings.listen, m_port)) {
        m_listening.set_value(
            cannotListen(u"api.port"_s, m_settings.listen, m_port, server->errorString()));
        return;
    }
    calls.emplace(m_desks, m_settings, log); // Only now: who waits for a port tries often.
    // Without routes every request comes here: QHttpServer's own matching decodes too much and
    // converts too freely.
    http.setMissingHandler(
        [&calls](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
            if (ConnectionGuard *guard = ConnectionGuard::of(responder.socket()))
                calls->handle(request, guard);
        });
    m_server = server.get();
    noteSockets();
    http.bind(server.release()); // which makes it a child of http
    QTimer heart;
    connect(&heart, &QTimer::timeout, &heart, [this] { m_pulse.beat(); });
    heart.start(beatMs);
    m_listening.set_value(m_server->serverPort());
    exec();
}

Result<quint16> ApiServer::Thread::encryptedPort(quint16 port, const QSslConfiguration &tls)
{
    const QHostAddress &address = m_settings.listen;
    const bool listens = m_server->listenEncrypted(address, port, tls);
    noteSockets();
    if (listens)
        return m_server->encryptedPort();
    return cannotListen(u"api.https_port"_s, address, port, m_server->encryptedError());
}

void ApiServer::Thread::noteSockets()
{
    const std::lock_guard lock(m_mutex);
    m_listeningSockets = m_server->listeningDescriptors();
}

void ApiServer::Thread::forgetSockets()
{
    const std::lock_guard lock(m_mutex);
    m_listeningSockets.clear();
}

ApiServer::ApiServer(const ApiDesks &desks, ApiSettings settings)
    : m_desks(desks)
    , m_settings(std::move(settings))
{
}

ApiServer::~ApiServer()
{
    stop();
    constexpr int lastWordsMs = 200;
    for (std::unique_ptr<Thread> &left : m_leftBehind) {
        if (left->wait(lastWordsMs))
            continue;
        qCWarning(apiLog, "a thread that hangs is left behind");
        (void)left.release(); // Its destructor would end the program.
    }
}

Result<quint16> ApiServer::start()
{
    Result<quint16> port = begin(m_settings.port);
    if (port)
        m_port = *port;
    return port;
}

Result<quint16> ApiServer::begin(quint16 port)
{
    m_thread = std::make_unique<Thread>(m_desks, m_settings, port);
    Result<quint16> served = m_thread->listen();
    if (!served) {
        m_thread->wait();
        m_thread.reset();
    }
    return served;
}

Result<quint16> ApiServer::startHttps(quint16 port, const TlsIdentity &identity)
{
    Q_ASSERT(m_thread);
    Encryption encryption {.port = port, .tls = tlsConfiguration(identity)};
    Result<quint16> served = encrypt(encryption);
    if (!served)
        return served;
    encryption.port = *served;
    m_encryption = std::move(encryption);
    return served;
}

Result<quint16> ApiServer::encrypt(const Encryption &encryption)
{
    return m_thread->listenEncrypted(encryption.port, encryption.tls);
}

void ApiServer::useIdentity(const TlsIdentity &identity)
{
    if (m_encryption)
        m_encryption->tls = tlsConfiguration(identity);
    if (m_thread && m_encryption)
        m_thread->setTls(m_encryption->tls);
}

ThreadSign ApiServer::sign() const
{
    return m_thread ? m_thread->sign() : ThreadSign {.resting = m_port == 0};
}

Result<void> ApiServer::rebuild()
{
    if (m_thread) {
        m_thread->abandon();
        m_leftBehind.push_back(std::move(m_thread));
    }
    if (const Result<quint16> port = begin(m_port); !port)
        return port.error();
    if (!m_encryption)
        return {};
    const Result<quint16> encrypted = encrypt(*m_encryption);
    return encrypted ? Result<void>() : encrypted.error();
}

void ApiServer::stop()
{
    m_port = 0;
    if (!m_thread)
        return;
    constexpr int patienceMs = 5'000;
    m_thread->finish();
    if (m_thread->wait(patienceMs))
        m_thread.reset();
    else
        m_leftBehind.push_back(std::move(m_thread));
}
