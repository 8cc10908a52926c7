#pragma once

#include "channel.h"
#include "guard_limits.h"

#include <QDeadlineTimer>
#include <QObject>

#include <chrono>
#include <optional>

class QSslSocket;
class QTcpSocket;
class RequestLog;

/// Stands between one connection and QHttpServer: it reads along (by peeking) before QHttpServer
/// does, lets only strict HTTP through, keeps the deadlines and writes every answer. While a
/// request is in hand the connection is silent: what else arrives waits in the kernel, so answers
/// never swap. Under TLS it also bounds the handshake. A child of its socket; lives in its thread.
class ConnectionGuard final : public QObject
{
    Q_OBJECT
public:
    enum class State { Handshake, Idle, Head, Body, Handling, Streaming, Closing, Closed };

    /// @p reader is the QHttpServer that reads the socket, or null for a connection that is only
    /// refused.
    ConnectionGuard(QTcpSocket *socket, QObject *reader, const GuardLimits &limits,
                    RequestLog &log);

    /// The guard of a socket of GuardedServer, or null.
    static ConnectionGuard *of(const QTcpSocket *socket);

    State state() const { return m_state; }
    QTcpSocket *socket() const { return m_socket; }
    /// How requests come in here.
    Channel channel() const;
    /// Bytes that are written and not yet with the kernel, in the clear or encrypted.
    qint64 unsent() const;
    /// The request in hand, while Handling.
    const RequestHead &head() const { return m_check.head(); }
    /// Which pages may read the answer to the request in hand. Until it is said all may: the
    /// guard's own refusals are fixed words.
    void setReach(Reach reach) { m_reach = reach; }
    /// What the request in hand is called in answers and log lines.
    const QByteArray &requestId();
    /// Which route of the table it takes, for what is counted.
    void setRoute(int place, QByteArrayView pattern);
    /// Writes the answer to the request in hand; later ones, and those after its deadline, are
    /// dropped.
    void answer(const Answer &answer);
    /// Begins an answer to the request in hand that goes on with what push() is given; @p ping is
    /// sent after each silence. What the client sends meanwhile is thrown away, and the end of its
    /// sending is the end of the stream: what has gone away looks the same. To HEAD it is the whole
    /// answer.
    void stream(const Answer &answer, const QByteArray &ping);
    /// Only while Streaming. Ends the connection when too much of the stream is unread.
    void push(const QByteArray &bytes);
    /// Closes once the client has all of the stream.
    void endStream();
    /// To be called when the handler has returned, answered or not.
    void handlerReturned();
    /// Says why, reads what is under way and closes.
    void refuse(Refusal refusal);
    /// Closes as soon as no request is in hand.
    void finish();
    /// Looks at the deadlines.
    void tick();

signals:
    /// The connection is gone and counts no longer; once.
    void closed();

private:
    void enter(State state, int deadlineMs);
    void beginRequest();
    void noteAnswered(const Answer &answer, qint64 bytes);
    void readAlong();
    void readHead();
    void readBody(qint64 available);
    AnswerForm form(AfterAnswer after);
    void beginStream(const QByteArray &ping);
    void send(const QByteArray &bytes, const QByteArray &more = {});
    void send(const Answer &answer, const AnswerForm &form);
    void flush();
    void endSending();
    void endWhenQuiet();
    qsizetype sendAtOnce(const QByteArray &bytes, const QByteArray &more);
    void written();
    void disconnected();
    bool peerEnded() const;
    void noteEnd();
    void detachReader();
    void speakAgain();
    void pauseReading();
    void resumeReading();
    void linger();
    void discardInput();
    void drop();

    QTcpSocket *const m_socket;
    QSslSocket *const m_tls; ///< The same socket where it is encrypted, else null.
    QObject *const m_reader;
    const GuardLimits &m_limits;
    RequestLog &m_log;
    HeadCheck m_check;
    State m_state = State::Idle;
    Reach m_reach = Reach::Public;
    QByteArray m_requestId; ///< Empty until it is asked for.
    int m_route = -1;
    QByteArrayView m_pattern;
    std::optional<std::chrono::steady_clock::time_point> m_handlingSince;
    QDeadlineTimer m_deadline;
    QDeadlineTimer m_drainDeadline {QDeadlineTimer::Forever}; ///< That while nothing is unsent.
    QByteArray m_ping; ///< While Streaming.
    qint64 m_bodyLeft = 0;
    qint64 m_discarded = 0;
    qint64 m_discardedAtTick = -1;
    bool m_refused = false;
    bool m_paused = false;
    bool m_finishing = false;
};
