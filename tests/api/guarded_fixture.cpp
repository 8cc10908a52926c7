#include "guarded_fixture.h"

#include "certificate_maker.h"
#include "connection_guard.h"
#include "guarded_server.h"
#include "request_log.h"
#include "tls_configuration.h"
#include "tls_identity.h"

#include <QHttpServer>
#include <QSemaphore>
#include <QTcpSocket>
#include <QTimer>

namespace {

constexpr int kilobyte = 1'024;

QByteArray channelText(const Channel &channel)
{
    QByteArray text = channel.cover == Channel::Cover::Encrypted ? "encrypted" : "plain";
    text += channel.isLoopback() ? " loopback" : " network";
    return text + (channel.isPrivate() ? " private" : " open");
}

void stream(ConnectionGuard *guard, int kilobytes)
{
    guard->stream({.contentType = "text/event-stream", .body = "begun\n"}, "ping\n");
    for (int i = 0; i < kilobytes; ++i)
        guard->push(QByteArray(kilobyte - 1, 'x') + '\n');
    if (guard->head().target.endsWith("?end"))
        guard->endStream();
}

void handle(const QHttpServerRequest &request, ConnectionGuard *guard)
{
    const QByteArray target = guard->head().target;
    const QByteArray number = target.mid(target.indexOf('/', 1) + 1).split('?').first();
    const Answer answer {.contentType = "text/plain",
                         .body = target.startsWith("/big/")
                             ? bigBody(number.toInt())
                             : guard->head().method + ' ' + target + ' ' + request.body()};
    if (target == "/channel")
        guard->answer({.contentType = "text/plain", .body = channelText(guard->channel())});
    else if (target.startsWith("/later/"))
        QTimer::singleShot(number.toInt(), guard, [guard, answer] { guard->answer(answer); });
    else if (target.startsWith("/stream/"))
        QTimer::singleShot(0, guard, [guard, number] { stream(guard, number.toInt()); });
    else if (target != "/never")
        guard->answer(answer);
    guard->handlerReturned();
}

}

TlsIdentity freshIdentity()
{
    const auto made = makeSelfSigned(namesOfThisMachine({}), QDateTime::currentDateTimeUtc());
    if (!made)
        qFatal("no certificate: %s", qPrintable(made.error().detail));
    return {.chain = QSslCertificate::fromData(made->certificate),
            .key = QSslKey(made->key, QSsl::Ec),
            .facts = {}};
}

QByteArray bigBody(int kilobytes)
{
    QByteArray body;
    body.reserve(kilobytes * kilobyte);
    for (int i = 0; i < kilobytes; ++i)
        body += QByteArray::number(i).leftJustified(kilobyte, 'x');
    return body;
}

GuardLimits hastyLimits()
{
    GuardLimits limits;
    limits.tickMs = 20;
    limits.handshakeMs = 2'000;
    limits.headMs = 200;
    limits.bodyMs = 200;
    limits.idleMs = 300;
    limits.handlerMs = 300;
    limits.drainMs = 300;
    limits.lingerMs = 500;
    limits.streamPingMs = 60;
    limits.connectionsPerAddress = 1'000;
    return limits;
}

GuardedFixture::GuardedFixture(GuardLimits limits)
    : m_limits(limits)
{
    std::future<quint16> listening = m_listening.get_future();
    start();
    m_port = listening.get();
}

GuardedFixture::~GuardedFixture()
{
    quit();
    wait();
}

void GuardedFixture::run()
{
    RequestLog log;
    QHttpServer http;
    http.setMissingHandler(
        [this](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
            ++m_handled;
            handle(request, ConnectionGuard::of(responder.socket()));
        });
    m_server = new GuardedServer(&http, m_limits, log);
    m_server->listen(QHostAddress::LocalHost, 0);
    http.bind(m_server);
    const TlsIdentity identity = freshIdentity();
    m_certificate = identity.chain.constFirst();
    m_server->listenEncrypted(QHostAddress::LocalHost, 0, tlsConfiguration(identity));
    m_encryptedPort = m_server->encryptedPort();
    m_listening.set_value(m_server->serverPort());
    exec();
}

int GuardedFixture::connections()
{
    int count = 0;
    QMetaObject::invokeMethod(
        m_server, [this, &count] { count = m_server->connections(); },
        Qt::BlockingQueuedConnection);
    return count;
}

void GuardedFixture::keepBusy(int milliseconds)
{
    QMetaObject::invokeMethod(m_server, [this, milliseconds] {
        auto *turn = new QTimer(m_server);
        connect(turn, &QTimer::timeout, m_server,
                [milliseconds] { QSemaphore().tryAcquire(1, milliseconds); });
        turn->start(0);
    });
}

bool GuardedFixture::finish(int timeoutMs)
{
    QMetaObject::invokeMethod(m_server, [this] {
        connect(m_server, &GuardedServer::drained, this, &QThread::quit, Qt::DirectConnection);
        m_server->finish();
    });
    return wait(QDeadlineTimer(timeoutMs));
}

void GuardedFixture::useIdentity(const TlsIdentity &identity)
{
    QMetaObject::invokeMethod(
        m_server, [this, &identity] { m_server->setTls(tlsConfiguration(identity)); },
        Qt::BlockingQueuedConnection);
}

qint64 GuardedFixture::heldBytes()
{
    qint64 bytes = 0;
    QMetaObject::invokeMethod(
        m_server,
        [this, &bytes] {
            for (const QTcpSocket *socket : m_server->findChildren<QTcpSocket *>())
                bytes += socket->bytesAvailable();
        },
        Qt::BlockingQueuedConnection);
    return bytes;
}
