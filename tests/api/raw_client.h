#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpSocket>

#include <optional>

/// One answer as it came over the wire.
struct RawAnswer {
    int status = 0;
    QByteArray head; ///< Status line and headers, lines ending with CRLF.
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
};

/// A client that sends any bytes it is told to and waits for what comes back. The server must live
/// in another thread.
class RawClient
{
public:
    explicit RawClient(quint16 port,
                       const QHostAddress &from = QHostAddress(QHostAddress::LocalHost));

    bool connected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
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

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

/// Sends @p bytes on a connection of their own, ends sending and gives the first answer.
std::optional<RawAnswer> exchange(quint16 port, const QByteArray &bytes);
QByteArray getRequest(const QByteArray &target, const QByteArray &headers = {});
QByteArray postRequest(const QByteArray &target, const QByteArray &body,
                       const QByteArray &headers = {});
