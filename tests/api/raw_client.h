#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QSslCertificate>
#include <QTcpSocket>

#include <memory>
#include <optional>

/// One answer as it came over the wire.
struct RawAnswer {
    int status = 0;
    QByteArray head; ///< Status line and headers, lines ending with CRLF.
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
};

enum class Transport {
    Plain,
    Encrypted, ///< By TLS, whatever certificate is shown.
};

/// Head and body without the lines that are each answer's own: Date and X-Request-Id.
QByteArray withoutItsOwn(const RawAnswer &answer);

/// A client that sends any bytes it is told to and waits for what comes back. The server must live
/// in another thread.
class RawClient
{
public:
    explicit RawClient(quint16 port,
                       const QHostAddress &from = QHostAddress(QHostAddress::LocalHost),
                       Transport transport = Transport::Plain);
    RawClient(quint16 port, Transport transport);

    bool connected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    /// For what a test does by hand.
    QTcpSocket &socket() { return *m_socket; }
    QSslCertificate certificate() const; ///< The server's.
    void send(const QByteArray &bytes);
    /// Ends our sending; the server's answer can still be read.
    void endSending();
    /// The next answer; nothing when the connection ended or @p timeoutMs passed before it was
    /// whole.
    std::optional<RawAnswer> answer(int timeoutMs = 5'000, const QByteArray &method = "GET");
    /// True when the server closed within @p timeoutMs; everything still to come is kept in rest().
    bool closedByServer(int timeoutMs = 5'000);
    QByteArray rest() const { return m_buffer; }
    /// Ends the connection with a reset.
    void reset();

private:
    bool more(int timeoutMs);

    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_buffer;
};

/// A TCP connection to @p port of 127.0.0.1, of whoever asks.
qintptr connectedDescriptor(quint16 port, const QHostAddress &from);
/// Sends @p bytes on a connection of their own, ends sending and gives the first answer.
std::optional<RawAnswer> exchange(quint16 port, const QByteArray &bytes,
                                  Transport transport = Transport::Plain);
QByteArray getRequest(const QByteArray &target, const QByteArray &headers = {});
QByteArray postRequest(const QByteArray &target, const QByteArray &body,
                       const QByteArray &headers = {});
