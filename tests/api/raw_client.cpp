#include "raw_client.h"

#include "api_platform.h"

#include <QDeadlineTimer>
#include <QSslSocket>
#include <QtEndian>

#include <algorithm>

#include <netinet/in.h>
#include <sys/socket.h>

qintptr connectedDescriptor(quint16 port, const QHostAddress &from)
{
    const auto place = [](quint32 address, quint16 number) {
        sockaddr_in at {};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = qToBigEndian(address);
        at.sin_port = qToBigEndian(number);
        return at;
    };
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in ours = place(from.toIPv4Address(), 0);
    const sockaddr_in theirs = place(INADDR_LOOPBACK, port);
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&ours), sizeof ours) != 0
        || ::connect(descriptor, reinterpret_cast<const sockaddr *>(&theirs), sizeof theirs) != 0)
        qFatal("no connection to port %d", port);
    return descriptor;
}

QByteArray RawAnswer::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

QByteArray withoutItsOwn(const RawAnswer &answer)
{
    QByteArrayList lines = answer.head.split('\n');
    lines.removeIf([](const QByteArray &line) {
        return line.startsWith("Date: ") || line.startsWith("X-Request-Id: ");
    });
    return lines.join('\n') + answer.body;
}

RawClient::RawClient(quint16 port, const QHostAddress &from, Transport transport)
    : m_socket(transport == Transport::Plain ? std::make_unique<QTcpSocket>()
                                             : std::make_unique<QSslSocket>())
{
    constexpr int patienceMs = 5'000;
    if (transport == Transport::Plain) {
        m_socket->bind(from);
        m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket->waitForConnected(patienceMs);
        return;
    }
    auto *encrypted = static_cast<QSslSocket *>(m_socket.get());
    encrypted->setPeerVerifyMode(QSslSocket::VerifyNone);
    encrypted->setSocketDescriptor(connectedDescriptor(port, from)); // QSslSocket binds to nothing
    encrypted->startClientEncryption();
    encrypted->waitForEncrypted(patienceMs);
}

RawClient::RawClient(quint16 port, Transport transport)
    : RawClient(port, QHostAddress(QHostAddress::LocalHost), transport)
{
}

QSslCertificate RawClient::certificate() const
{
    const auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get());
    return encrypted ? encrypted->peerCertificate() : QSslCertificate();
}

void RawClient::send(const QByteArray &bytes)
{
    constexpr int patienceMs = 5'000;
    m_socket->write(bytes);
    const auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get());
    const auto unsent = [&] {
        return m_socket->bytesToWrite() + (encrypted ? encrypted->encryptedBytesToWrite() : 0);
    };
    while (unsent() > 0 && m_socket->waitForBytesWritten(patienceMs)) { }
}

void RawClient::endSending()
{
    shutdownSending(m_socket->socketDescriptor());
}

bool RawClient::more(int timeoutMs)
{
    const QDeadlineTimer deadline(std::max(1, timeoutMs));
    bool arrived = m_socket->bytesAvailable() > 0;
    // Under TLS the wait ends, with nothing, at what is no data: a ticket of TLS 1.3.
    do {
        arrived = arrived || m_socket->waitForReadyRead(std::max(1, int(deadline.remainingTime())));
    } while (!arrived && connected() && !deadline.hasExpired());
    const QByteArray read = m_socket->readAll(); // What came with the end of the connection, too.
    m_buffer += read;
    return arrived || !read.isEmpty();
}

std::optional<RawAnswer> RawClient::answer(int timeoutMs, const QByteArray &method)
{
    const QDeadlineTimer deadline(timeoutMs);
    for (;;) {
        const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
        if (headEnd >= 0) {
            RawAnswer answer {.head = m_buffer.first(headEnd + 4)};
            answer.status = answer.head.split(' ').value(1).toInt();
            const qsizetype length =
                method == "HEAD" ? 0 : answer.header("Content-Length").toLongLong();
            if (m_buffer.size() >= answer.head.size() + length) {
                answer.body = m_buffer.sliced(answer.head.size(), length);
                m_buffer.remove(0, answer.head.size() + length);
                return answer;
            }
        }
        if (deadline.hasExpired() || !more(int(deadline.remainingTime())))
            return std::nullopt;
    }
}

bool RawClient::closedByServer(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (connected() && !deadline.hasExpired())
        more(int(deadline.remainingTime()));
    return !connected();
}

void RawClient::reset()
{
    // Closing with a linger time of nothing makes the kernel send RST.
    const linger none {.l_onoff = 1, .l_linger = 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    m_socket->abort();
}

std::optional<RawAnswer> exchange(quint16 port, const QByteArray &bytes, Transport transport)
{
    RawClient client(port, transport);
    client.send(bytes);
    client.endSending();
    return client.answer();
}

QByteArray getRequest(const QByteArray &target, const QByteArray &headers)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

QByteArray postRequest(const QByteArray &target, const QByteArray &body, const QByteArray &headers)
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}
