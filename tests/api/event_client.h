#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QJsonObject>
#include <QList>
#include <QTcpSocket>

/// One event as it came over the wire.
struct SentEvent {
    QByteArray id;
    QByteArray name;
    QJsonObject data;
};

/// A client that reads a stream of events as it comes, by the event loop of its thread.
class EventClient final : public QObject
{
    Q_OBJECT
public:
    EventClient(quint16 port, const QByteArray &target, const QByteArray &headers = {},
                const QHostAddress &from = QHostAddress(QHostAddress::LocalHost));

    int status() const; ///< 0 before the head is there.
    QByteArray header(const QByteArray &name) const;
    const QList<SentEvent> &events() const { return m_events; }
    /// The detailed states told so far, with blanks between them.
    QString states() const;
    QByteArray retry() const { return m_retry; }
    int comments() const { return m_comments; }
    bool ended() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void leave() { m_socket.abort(); }

private:
    void read();
    void readBlock(const QByteArray &block);

    QTcpSocket m_socket;
    QByteArray m_head;
    QByteArray m_buffer;
    QList<SentEvent> m_events;
    QByteArray m_retry;
    int m_comments = 0;
};

QByteArray eventsPath(qint64 publicId);
