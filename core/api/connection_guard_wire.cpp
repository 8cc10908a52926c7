#include "api_platform.h"
#include "connection_guard.h"
#include "request_log.h"

#include <QSocketNotifier>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>
#include <array>
#include <utility>

// The part of the guard that knows how bytes leave and how a connection ends.

/// @p more follows @p bytes: what is sent again and again need not be copied behind each head.
void ConnectionGuard::send(const QByteArray &bytes, const QByteArray &more)
{
    if (unsent() == 0)
        m_drainDeadline.setRemainingTime(m_limits.drainMs);
    const qsizetype size = bytes.size() + more.size();
    m_log.figures().sent(size);
    const qsizetype sent = sendAtOnce(bytes, more);
    if (sent == size)
        return;
    if (sent < bytes.size())
        m_socket->write(bytes.sliced(sent));
    m_socket->write(more.sliced(std::max<qsizetype>(0, sent - bytes.size())));
    flush(); // now, for the client may have ended its sending already
}

/// Counted as answered before the first byte goes: whoever has the answer may ask for the figures.
void ConnectionGuard::send(const Answer &answer, const AnswerForm &form)
{
    const QByteArray head = headBytes(answer, form);
    const QByteArray body = bodyBytes(answer, form);
    noteAnswered(answer, head.size() + body.size());
    send(head, body);
}

/// As much as the kernel takes, past QTcpSocket: that would begin to wait for writing and end it
/// with each answer, which wakes the event loop twice. Nothing where bytes wait already, or where
/// another kind of socket has its own way with them.
qsizetype ConnectionGuard::sendAtOnce(const QByteArray &bytes, const QByteArray &more)
{
    const bool bare = m_socket->metaObject() == &QTcpSocket::staticMetaObject;
    return bare && unsent() == 0 ? sendNow(m_socket->socketDescriptor(), bytes, more) : 0;
}

void ConnectionGuard::flush()
{
    if (!m_tls) {
        m_socket->flush();
        return;
    }
    // Under TLS flushing reads as well. Told of it now, QHttpServer would begin with the next
    // request before this one is done.
    const bool wasSilent = m_socket->blockSignals(true);
    m_socket->flush();
    if (!wasSilent)
        speakAgain();
}

void ConnectionGuard::endSending()
{
    if (!m_tls)
        shutdownSending(m_socket->socketDescriptor());
    else if (!m_refused && m_discarded == 0)
        m_socket->disconnectFromHost(); // the peer has said all it had to say
}

/// TLS has its own word for the end of sending, and Qt says it only when it closes. Bytes that come
/// in then would make the kernel throw our answer away, so it waits for a tick without any.
void ConnectionGuard::endWhenQuiet()
{
    const bool quiet = m_discarded == std::exchange(m_discardedAtTick, m_discarded);
    if (m_tls && quiet && m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->disconnectFromHost();
}

void ConnectionGuard::written()
{
    if (m_state == State::Streaming)
        m_drainDeadline.setRemainingTime(m_limits.drainMs); // it reads, if slowly
    if (unsent() > 0)
        return;
    m_drainDeadline = QDeadlineTimer(QDeadlineTimer::Forever);
    if (m_state == State::Idle) {
        m_deadline.setRemainingTime(m_limits.idleMs);
        resumeReading();
    } else if (m_state == State::Closing) {
        m_deadline.setRemainingTime(m_limits.lingerMs);
        endSending();
    }
}

void ConnectionGuard::disconnected()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    emit closed();
}

/// TLS has a word for the end of sending (close_notify), after which Qt leaves the connection open.
bool ConnectionGuard::peerEnded() const
{
    return m_tls && m_tls->error() == QAbstractSocket::RemoteHostClosedError;
}

void ConnectionGuard::noteEnd()
{
    const bool nothingMore = m_state == State::Head || m_state == State::Body
        || m_state == State::Streaming
        || (m_state == State::Idle && m_socket->bytesAvailable() == 0);
    if (peerEnded() && nothingMore)
        linger();
}

void ConnectionGuard::detachReader()
{
    // In the middle of an emission this also keeps QHttpServer from being called in it.
    if (m_reader)
        QObject::disconnect(m_socket, &QTcpSocket::readyRead, m_reader, nullptr);
}

void ConnectionGuard::speakAgain()
{
    if (!m_socket->signalsBlocked())
        return;
    m_socket->blockSignals(false);
    if (m_socket->state() == QAbstractSocket::UnconnectedState) { // it happened in the silence
        disconnected();
        m_socket->deleteLater();
    }
}

void ConnectionGuard::pauseReading()
{
    if (m_paused)
        return;
    m_paused = true;
    for (QSocketNotifier *notifier : m_socket->findChildren<QSocketNotifier *>()) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->setEnabled(false);
    }
}

void ConnectionGuard::resumeReading()
{
    if (!m_paused)
        return;
    m_paused = false;
    for (QSocketNotifier *notifier : m_socket->findChildren<QSocketNotifier *>()) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->setEnabled(true);
    }
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(m_socket, &QTcpSocket::readyRead, Qt::QueuedConnection);
}

void ConnectionGuard::linger()
{
    // Closing at once, with bytes of the client still unread, would make its kernel throw our
    // answer away.
    detachReader();
    enter(State::Closing, m_limits.lingerMs);
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
    resumeReading();
    discardInput();
    if (m_state == State::Closing && unsent() == 0)
        endSending();
}

void ConnectionGuard::discardInput()
{
    std::array<char, 16'384> sink {};
    for (;;) {
        const qint64 count = m_socket->read(sink.data(), qint64(sink.size()));
        if (count <= 0)
            return;
        m_discarded += count;
        if (m_discarded > m_limits.discardedBytes) {
            drop();
            return;
        }
    }
}

void ConnectionGuard::drop()
{
    speakAgain();
    detachReader();
    m_socket->abort();
    disconnected();
    m_socket->deleteLater();
}
