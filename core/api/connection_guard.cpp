#include "connection_guard.h"

#include "api_platform.h"
#include "log_scope.h"
#include "request_log.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

// The part of the guard that follows requests and answers; connection_guard_wire.cpp sends.

ConnectionGuard::ConnectionGuard(QTcpSocket *socket, QObject *reader, const GuardLimits &limits,
                                 RequestLog &log)
    : QObject(socket)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
    , m_reader(reader)
    , m_limits(limits)
    , m_log(log)
    , m_check(limits.head)
{
    constexpr qint64 slack = 4'096;
    socket->setReadBufferSize(limits.head.headBytes + limits.head.bodyBytes + slack);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    // Slots run in the order of their connection: this one before QHttpServer's.
    connect(socket, &QTcpSocket::readyRead, this, &ConnectionGuard::readAlong);
    if (m_tls)
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &ConnectionGuard::written);
    else
        connect(socket, &QTcpSocket::bytesWritten, this, &ConnectionGuard::written);
    connect(socket, &QTcpSocket::disconnected, this, &ConnectionGuard::disconnected);
    if (!m_tls) {
        enter(State::Idle, limits.idleMs);
        return;
    }
    connect(m_tls, &QSslSocket::encrypted, this, [this] { enter(State::Idle, m_limits.idleMs); });
    connect(m_tls, &QSslSocket::errorOccurred, this, &ConnectionGuard::noteEnd);
    enter(State::Handshake, limits.handshakeMs);
}

ConnectionGuard *ConnectionGuard::of(const QTcpSocket *socket)
{
    return socket ? socket->findChild<ConnectionGuard *>(QString(), Qt::FindDirectChildrenOnly)
                  : nullptr;
}

Channel ConnectionGuard::channel() const
{
    return {.cover = m_tls ? Channel::Cover::Encrypted : Channel::Cover::Plain,
            .peer = m_socket->peerAddress()};
}

qint64 ConnectionGuard::unsent() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void ConnectionGuard::enter(State state, int deadlineMs)
{
    m_state = state;
    m_deadline.setRemainingTime(deadlineMs);
}

void ConnectionGuard::readAlong()
{
    switch (m_state) {
    case State::Idle:
        if (m_socket->bytesAvailable() == 0)
            return;
        if (unsent() > m_limits.unreadBytes) {
            linger(); // what is answered may still be read, no more is taken
            return;
        }
        beginRequest();
        enter(State::Head, m_limits.headMs);
        readHead();
        return;
    case State::Head:
        readHead();
        return;
    case State::Body:
        readBody(m_socket->bytesAvailable());
        return;
    case State::Streaming:
    case State::Closing:
        discardInput();
        return;
    case State::Handshake: // nothing is decrypted yet, so never
    case State::Handling: // silent, so never
    case State::Closed:
        return;
    }
}

void ConnectionGuard::beginRequest()
{
    m_check.reset();
    m_reach = Reach::Public;
    m_requestId.clear();
    m_handlingSince.reset();
    setRoute(-1, {});
}

const QByteArray &ConnectionGuard::requestId()
{
    if (m_requestId.isEmpty())
        m_requestId = head().requestId.isEmpty() ? m_log.nextId() : head().requestId;
    return m_requestId;
}

void ConnectionGuard::setRoute(int place, QByteArrayView pattern)
{
    m_route = place;
    m_pattern = pattern;
}

void ConnectionGuard::noteAnswered(const Answer &answer, qint64 bytes)
{
    AnsweredRequest request {.id = requestId(),
                             .method = head().method,
                             .route = m_route,
                             .pattern = m_pattern,
                             .status = answer.status,
                             .word = answer.word,
                             .bytes = bytes,
                             .time = {}};
    if (m_handlingSince)
        request.time = std::chrono::steady_clock::now() - *m_handlingSince;
    m_log.answered(request);
}

void ConnectionGuard::readHead()
{
    // Within QHttpServer's transaction peek() begins where it will read on.
    const QByteArray bytes = m_socket->peek(m_limits.head.headBytes + 1);
    switch (m_check.feed(bytes)) {
    case HeadCheck::Verdict::Incomplete:
        return;
    case HeadCheck::Verdict::Refused:
        refuse(m_check.refusal());
        return;
    case HeadCheck::Verdict::Complete:
        break;
    }
    const auto available = [this] { return m_socket->bytesAvailable() - m_check.taken(); };
    m_bodyLeft = head().contentLength;
    enter(State::Body, m_limits.bodyMs);
    if (head().expectsContinue && available() < m_bodyLeft)
        send("HTTP/1.1 100 Continue\r\n\r\n");
    if (m_state == State::Body)
        readBody(available()); // asked again: sending may have brought more
}

void ConnectionGuard::readBody(qint64 available)
{
    m_bodyLeft -= std::min(available, m_bodyLeft);
    if (m_bodyLeft > 0)
        return;
    enter(State::Handling, m_limits.handlerMs); // QHttpServer's slot is next and runs the handler
    m_handlingSince = std::chrono::steady_clock::now();
}

void ConnectionGuard::handlerReturned()
{
    if (m_state != State::Handling)
        return;
    // Qt takes the end of the client's sending for the end of the connection and would throw the
    // answer away; and QHttpServer would read the next request. So nothing is read, and nothing
    // said, until the answer is there.
    pauseReading();
    m_socket->blockSignals(true);
}

void ConnectionGuard::answer(const Answer &answer)
{
    if (m_state != State::Handling)
        return;
    speakAgain();
    if (m_state == State::Closed)
        return;
    const bool close = !head().keepAlive || m_finishing || peerEnded();
    send(answer, form(close ? AfterAnswer::Close : AfterAnswer::KeepOpen));
    if (m_state == State::Closed)
        return;
    if (close) {
        linger();
        return;
    }
    enter(State::Idle, m_limits.idleMs);
    if (unsent() > 0)
        pauseReading(); // one answer after the other
    else
        resumeReading();
}

void ConnectionGuard::stream(const Answer &answer, const QByteArray &ping)
{
    if (m_state != State::Handling)
        return;
    speakAgain();
    if (m_state == State::Closed)
        return;
    const bool headOnly = head().method == "HEAD";
    AnswerForm streamed = form(AfterAnswer::Close);
    streamed.body = headOnly ? AnswerBody::StreamWithheld : AnswerBody::Streamed;
    send(answer, streamed);
    if (m_state == State::Closed)
        return;
    if (headOnly || m_finishing)
        linger();
    else
        beginStream(ping);
}

void ConnectionGuard::beginStream(const QByteArray &ping)
{
    m_ping = ping;
    detachReader();
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
    m_socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption,
                              m_limits.streamBufferBytes);
    limitUnacknowledged(m_socket->socketDescriptor(), m_limits.drainMs);
    enter(State::Streaming, m_limits.streamPingMs);
    resumeReading();
    discardInput();
}

void ConnectionGuard::push(const QByteArray &bytes)
{
    if (m_state != State::Streaming)
        return;
    if (unsent() + bytes.size() > m_limits.streamUnreadBytes) {
        drop();
        return;
    }
    m_deadline.setRemainingTime(m_limits.streamPingMs);
    send(bytes);
}

void ConnectionGuard::endStream()
{
    if (m_state == State::Streaming)
        linger();
}

void ConnectionGuard::refuse(Refusal refusal)
{
    if (m_state == State::Closing || m_state == State::Closed)
        return;
    m_refused = true;
    const LogScope scope(requestId());
    const Answer answer = refusalAnswer(refusal, requestId());
    m_log.note(answer.status, answer.word);
    speakAgain();
    if (m_state == State::Closed)
        return;
    detachReader();
    send(answer, form(AfterAnswer::Close));
    if (m_state != State::Closed)
        linger();
}

AnswerForm ConnectionGuard::form(AfterAnswer after)
{
    return {.body = head().method == "HEAD" ? AnswerBody::Withheld : AnswerBody::Sent,
            .after = after,
            .minorVersion = head().minorVersion,
            .reach = m_reach,
            .requestId = requestId()};
}

void ConnectionGuard::finish()
{
    m_finishing = true;
    if (m_state == State::Handshake)
        drop();
    if (m_state != State::Idle && m_state != State::Streaming)
        return;
    detachReader();
    m_socket->disconnectFromHost(); // after what is still to be written
}

void ConnectionGuard::tick()
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Handshake) {
        if (m_deadline.hasExpired())
            drop();
        return;
    }
    if (unsent() > 0) {
        // TLS has words of its own to send, for which nobody set a deadline.
        if (m_drainDeadline.isForever())
            m_drainDeadline.setRemainingTime(m_limits.drainMs);
        else if (m_drainDeadline.hasExpired())
            drop();
        return;
    }
    m_drainDeadline = QDeadlineTimer(QDeadlineTimer::Forever);
    if (m_state == State::Closing)
        endWhenQuiet();
    if (!m_deadline.hasExpired())
        return;
    switch (m_state) {
    case State::Handshake:
    case State::Idle:
        linger();
        return;
    case State::Head:
        refuse(Refusal::HeadTimeout);
        return;
    case State::Body:
        refuse(Refusal::BodyTimeout);
        return;
    case State::Handling:
        refuse(Refusal::HandlerTimeout);
        return;
    case State::Streaming:
        push(m_ping);
        return;
    case State::Closing:
        drop();
        return;
    case State::Closed:
        return;
    }
}
