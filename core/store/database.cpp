#include "database.h"

#include "connection.h"
#include "sql_outcome.h"
#include "work_queue.h"

#include <QLoggingCategory>

#include <utility>

using namespace Qt::StringLiterals;
using Clock = CallSupervisor::Clock;

namespace {

Q_LOGGING_CATEGORY(databaseLog, "bakehouse.database")

}

/// The connection of a Database, on its thread; only the flags and the last error are read by
/// others.
class Database::Session
{
public:
    Session(Options options, CallSupervisor &supervisor);

    std::optional<Error> attempt(const std::function<void(Sql &)> &body, Repeat repeat);
    /// When the call that comes next was posted.
    void setPosted(Clock::time_point posted) { m_posted = posted; }
    /// From any thread: no call begins any more, and the one under way has 2 s.
    void stop();

    bool connected() const { return m_connected; }
    QString lastConnectError() const;
    Heartbeat &pulse() { return m_pulse; }
    ThreadSign sign() const { return m_pulse.sign(); }

private:
    std::optional<Error> connect();
    SqlOutcome once(const std::function<void(Sql &)> &body, Clock::time_point deadline);
    void runGuarded(const std::function<void(Sql &)> &body, SqlOutcome &outcome);
    std::optional<Error> refuseLate() const;
    void drop();

    const Options m_options;
    CallSupervisor &m_supervisor;
    std::unique_ptr<Connection> m_connection;
    Clock::time_point m_posted;
    std::optional<Clock::time_point> m_connectFailed;
    std::optional<Error> m_connectFailure;
    std::atomic<bool> m_connected = false;
    std::atomic<bool> m_stopping = false;
    std::atomic<quint64> m_watch = 0;
    Heartbeat m_pulse;
    mutable std::mutex m_mutex;
    QString m_lastConnectError; ///< Under m_mutex.
};

Database::Session::Session(Options options, CallSupervisor &supervisor)
    : m_options(std::move(options))
    , m_supervisor(supervisor)
{
}

QString Database::Session::lastConnectError() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastConnectError;
}

void Database::Session::stop()
{
    m_stopping = true;
    m_supervisor.move(m_watch, Clock::now() + std::chrono::seconds(2));
}

void Database::Session::drop()
{
    m_connection.reset();
    m_connected = false;
}

// Everyone who waits behind a server that is away is told so at once, not after a try of two
// seconds each.
std::optional<Error> Database::Session::connect()
{
    constexpr std::chrono::milliseconds pause(250);
    if (m_connection && m_connection->alive())
        return std::nullopt;
    drop();
    if (m_connectFailed && Clock::now() - *m_connectFailed < pause)
        return m_connectFailure;
    Result<std::unique_ptr<Connection>> opened =
        Connection::open({.name = m_options.name,
                          .address = m_options.address,
                          .statementTimeoutMs = m_options.statementTimeoutMs,
                          .onHung = m_options.onHung},
                         m_supervisor);
    const std::lock_guard lock(m_mutex);
    if (!opened) {
        m_connectFailed = Clock::now();
        m_connectFailure = opened.error();
        m_lastConnectError = opened.error().detail;
        return m_connectFailure;
    }
    m_connection = *std::move(opened);
    m_connectFailed.reset();
    m_lastConnectError.clear();
    return std::nullopt;
}

void Database::Session::runGuarded(const std::function<void(Sql &)> &body, SqlOutcome &outcome)
{
    try {
        Sql sql(*m_connection);
        body(sql);
    } catch (const SqlError &error) {
        outcome.error = error;
    } catch (const std::exception &defect) {
        outcome.error = SqlError {.message = QString::fromUtf8(defect.what())};
    }
}

SqlOutcome Database::Session::once(const std::function<void(Sql &)> &body,
                                   Clock::time_point deadline)
{
    SqlOutcome outcome;
    SupervisedCall watch(m_supervisor, m_connection->call(deadline));
    m_watch = watch.id();
    if (m_stopping) // stop() may have looked before the line above.
        m_supervisor.move(watch.id(), Clock::now() + std::chrono::seconds(2));
    runGuarded(body, outcome);
    m_watch = 0;
    outcome.expired = watch.end();
    m_connected = !outcome.expired && !(outcome.error && outcome.error->lost);
    // A transaction left open would swallow the next call.
    if (!m_connected || needsNewConnection(outcome) || m_connection->inTransaction())
        m_connection.reset();
    return outcome;
}

std::optional<Error> Database::Session::refuseLate() const
{
    if (m_stopping)
        return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
    if (Clock::now() - m_posted > std::chrono::milliseconds(m_options.callTimeoutMs))
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DatabaseBusy,
                      .detail = u"waited too long for its turn"_s};
    return std::nullopt;
}

std::optional<Error> Database::Session::attempt(const std::function<void(Sql &)> &body,
                                                Repeat repeat)
{
    if (std::optional<Error> late = refuseLate())
        return late;
    constexpr int tries = 4;
    const Clock::time_point deadline =
        Clock::now() + std::chrono::milliseconds(m_options.callTimeoutMs);
    bool repeated = false;
    for (int attempt = 1;; ++attempt) {
        m_pulse.beat();
        if (std::optional<Error> away = connect())
            return away;
        m_pulse.beat();
        const SqlOutcome outcome = once(body, deadline);
        if (!outcome.error)
            return std::nullopt;
        const bool inTime = attempt < tries && !outcome.expired && !m_stopping;
        const bool again = nothingHappened(outcome)
            || (repeat == Repeat::Safe && outcome.error->lost && !std::exchange(repeated, true));
        if (!inTime || !again)
            return errorOf(outcome);
    }
}

/// A session with the thread that uses it.
class Database::Crew
{
public:
    Crew(const Options &options, CallSupervisor &supervisor)
        : m_waitingLimit(options.waitingLimit)
        , m_session(options, supervisor)
        , m_queue(options.name, options.niceness)
    {
        m_session.pulse().rest();
    }

    bool post(const std::shared_ptr<Call> &call, Lane lane);
    /// Carries out what waits, and ends.
    void finish()
    {
        m_session.stop();
        m_queue.finish();
    }
    /// No call begins any more; all are answered in the stead of a thread that hangs.
    void abandon();
    bool ended() const { return m_queue.ended(std::chrono::milliseconds(200)); }
    const Session &session() const { return m_session; }

private:
    void carryOut(const std::shared_ptr<Call> &call, Clock::time_point posted);

    const int m_waitingLimit;
    Session m_session;
    std::mutex m_mutex;
    std::shared_ptr<Call> m_underWay; ///< Under m_mutex.
    WorkQueue m_queue; ///< Last: its thread uses all above.
};

bool Database::Crew::post(const std::shared_ptr<Call> &call, Lane lane)
{
    const auto work = [this, call, posted = Clock::now()] { carryOut(call, posted); };
    return m_queue.post(work, m_waitingLimit,
                        lane == Lane::Uploads ? WorkQueue::Lane::Second : WorkQueue::Lane::First);
}

void Database::Crew::carryOut(const std::shared_ptr<Call> &call, Clock::time_point posted)
{
    {
        const std::lock_guard lock(m_mutex);
        m_underWay = call;
    }
    m_session.setPosted(posted);
    m_session.pulse().work();
    call->run(m_session);
    m_session.pulse().rest();
    const std::lock_guard lock(m_mutex);
    m_underWay.reset();
}

void Database::Crew::abandon()
{
    m_session.stop();
    m_queue.abandon().clear(); // Calls that end unanswered answer by themselves.
    std::shared_ptr<Call> underWay;
    {
        const std::lock_guard lock(m_mutex);
        underWay = m_underWay;
    }
    if (underWay)
        underWay->giveUp({.code = Error::Code::Timeout,
                          .reason = Error::Reason::OutcomeUnknown,
                          .detail = u"the connection's thread does not come back"_s});
}

Database::Database(Options options, CallSupervisor &supervisor)
    : m_options(std::move(options))
    , m_supervisor(supervisor)
    , m_crew(std::make_shared<Crew>(m_options, m_supervisor))
{
}

Database::~Database()
{
    m_crew->finish();
    for (const std::shared_ptr<Crew> &left : m_leftBehind) {
        if (left->ended())
            continue;
        qCWarning(databaseLog).noquote()
            << "a thread of the connection" << m_options.name << "hangs and is left behind";
        // Its end would wait for the thread.
        (void)std::make_unique<std::shared_ptr<Crew>>(left).release();
    }
}

std::shared_ptr<Database::Crew> Database::crew() const
{
    const std::lock_guard lock(m_mutex);
    return m_crew;
}

bool Database::connected() const
{
    return crew()->session().connected();
}

QString Database::lastConnectError() const
{
    return crew()->session().lastConnectError();
}

ThreadSign Database::sign() const
{
    return crew()->session().sign();
}

void Database::rebuild()
{
    std::shared_ptr<Crew> old;
    {
        const std::lock_guard lock(m_mutex);
        old = std::exchange(m_crew, std::make_shared<Crew>(m_options, m_supervisor));
        m_leftBehind.push_back(old);
    }
    old->abandon();
}

bool Database::post(const std::shared_ptr<Call> &call, Lane lane)
{
    return crew()->post(call, lane);
}

std::optional<Error> Database::attempt(Session &session, const std::function<void(Sql &)> &body,
                                       Repeat repeat)
{
    return session.attempt(body, repeat);
}

Error Database::refusal()
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DatabaseBusy,
            .detail = u"too many calls wait for the database"_s};
}
