#include "event_client.h"

#include "raw_client.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

EventClient::EventClient(quint16 port, const QByteArray &target, const QByteArray &headers,
                         const QHostAddress &from)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &EventClient::read);
    m_socket.bind(from);
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.write(getRequest(target, headers));
}

int EventClient::status() const
{
    return m_head.split(' ').value(1).toInt();
}

QByteArray EventClient::header(const QByteArray &name) const
{
    return RawAnswer {.head = m_head}.header(name);
}

QString EventClient::states() const
{
    QStringList states;
    for (const SentEvent &event : m_events)
        states.append(event.data[u"state"_s].toString());
    return states.join(u' ');
}

void EventClient::read()
{
    m_buffer += m_socket.readAll();
    if (m_head.isEmpty()) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        m_head = m_buffer.first(end + 4);
        m_buffer.remove(0, end + 4);
    }
    for (qsizetype end = m_buffer.indexOf("\n\n"); end >= 0; end = m_buffer.indexOf("\n\n")) {
        readBlock(m_buffer.first(end));
        m_buffer.remove(0, end + 2);
    }
}

void EventClient::readBlock(const QByteArray &block)
{
    SentEvent event;
    for (const QByteArray &line : block.split('\n')) {
        if (line.startsWith(':'))
            ++m_comments;
        else if (line.startsWith("retry: "))
            m_retry = line.sliced(7);
        else if (line.startsWith("id: "))
            event.id = line.sliced(4);
        else if (line.startsWith("event: "))
            event.name = line.sliced(7);
        else if (line.startsWith("data: "))
            event.data = QJsonDocument::fromJson(line.sliced(6)).object();
    }
    if (!event.name.isEmpty())
        m_events.append(event);
}

QByteArray eventsPath(qint64 publicId)
{
    return "/api/orders/" + QByteArray::number(publicId) + "/events";
}
