#include "notifier.h"

#include "connection.h"
#include "socket_platform.h"
#include "statements.h"
#include "thread_platform.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using Clock = CallSupervisor::Clock;

namespace {

Q_LOGGING_CATEGORY(notifierLog, "bakehouse.notifier")

}

/// The thread behind a Notifier: connects, listens, waits on the socket, and asks the server now
/// and then whether it is still there, since a dead connection says nothing by itself. Has a
/// supervisor of its own against a server that hangs.
class Notifier::Listener
{
public:
    Listener(DatabaseAddress address, QStringList channels, Callbacks callbacks);
    ~Listener();
    bool listening() const { return m_listening; }
    ThreadSign sign() const { return m_pulse.sign(); }
    /// Calls nobody any more and ends as soon as it can.
    void stop();
    /// Whether it has come to its end after stop(), waiting a little for it.
    bool ended();

private:
    void loop();
    void live();
    void listen();
    bool subscribe(Connection &connection, quint64 watch);
    bool waitAndDeliver(Connection &connection, quint64 watch);
    bool answers(Connection &connection, quint64 watch);
    void pause();

    const DatabaseAddress m_address;
    const QStringList m_channels;
    const Callbacks m_callbacks;
    CallSupervisor m_supervisor;
    std::atomic<quint64> m_watch = 0;
    std::atomic<bool> m_listening = false;
    Heartbeat m_pulse;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ended = false; ///< Under m_mutex.
    std::atomic<bool> m_stopping = false;
    std::thread m_thread; // last: starts when all above is there
};

Notifier::Listener::Listener(DatabaseAddress address, QStringList channels, Callbacks callbacks)
    : m_address(std::move(address))
    , m_channels(std::move(channels))
    , m_callbacks(std::move(callbacks))
    , m_thread([this] { loop(); })
{
}

Notifier::Listener::~Listener()
{
    stop();
    m_thread.join();
}

void Notifier::Listener::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_supervisor.move(m_watch, Clock::now());
}

bool Notifier::Listener::ended()
{
    constexpr std::chrono::milliseconds lastWords(200);
    std::unique_lock lock(m_mutex);
    return m_wake.wait_for(lock, lastWords, [this] { return m_ended; });
}

void Notifier::Listener::loop()
{
    nameThisThread(u"notifier"_s);
    live();
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_wake.notify_all(); // Under the lock: who waits may take this object away then.
}

void Notifier::Listener::live()
{
    while (!m_stopping) {
        m_pulse.beat();
        listen();
        m_listening = false;
        pause();
    }
}

void Notifier::Listener::pause()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, std::chrono::milliseconds(250), [this] { return m_stopping.load(); });
}

void Notifier::Listener::listen()
{
    const Result<std::unique_ptr<Connection>> opened = Connection::open(
        {.name = u"notifier"_s, .address = m_address, .schema = Connection::Schema::Any},
        m_supervisor);
    if (!opened)
        return;
    Connection &connection = **opened;
    // One watch for the connection's whole life: far away while it waits, near during a question,
    // now to end it.
    SupervisedCall watch(m_supervisor, connection.call(Clock::time_point::max()));
    m_watch = watch.id();
    if (m_stopping || !subscribe(connection, watch.id()))
        return;
    m_listening = true;
    m_pulse.beat();
    m_callbacks.listening();
    while (!m_stopping && waitAndDeliver(connection, watch.id())) { }
}

// Runs the statements of @p question within @p patience.
template <typename F>
static bool asked(CallSupervisor &supervisor, quint64 watch, std::chrono::milliseconds patience,
                  F question)
{
    supervisor.move(watch, Clock::now() + patience);
    try {
        question();
    } catch (const SqlError &) {
        return false;
    }
    supervisor.move(watch, Clock::time_point::max());
    return true;
}

bool Notifier::Listener::subscribe(Connection &connection, quint64 watch)
{
    return asked(m_supervisor, watch, std::chrono::seconds(3), [&] {
        const QString statement = QString::fromUtf8(statementText(u"notifier_listen"_s));
        for (const QString &channel : m_channels)
            connection.execute(statement.arg(channel).toUtf8());
    });
}

bool Notifier::Listener::answers(Connection &connection, quint64 watch)
{
    return asked(m_supervisor, watch, std::chrono::milliseconds(1500),
                 [&] { Sql(connection).run(u"connection_ping"_s); });
}

bool Notifier::Listener::waitAndDeliver(Connection &connection, quint64 watch)
{
    constexpr int quietMs = 1'000;
    m_pulse.beat();
    const bool quiet = !waitReadable(connection.socket(), quietMs);
    if (!connection.alive() || (quiet && !answers(connection, watch)))
        return false;
    while (const auto notification = connection.nextNotification()) {
        if (m_stopping)
            return false;
        m_callbacks.notified(notification->first, notification->second);
        m_pulse.beat();
    }
    return true;
}

Notifier::Notifier(DatabaseAddress address, QStringList channels, Callbacks callbacks)
    : m_address(std::move(address))
    , m_channels(std::move(channels))
    , m_callbacks(std::move(callbacks))
    , m_listener(makeListener())
{
}

Notifier::~Notifier()
{
    for (std::unique_ptr<Listener> &left : m_leftBehind) {
        if (left->ended())
            continue;
        qCWarning(notifierLog) << "a thread that hangs is left behind";
        (void)left.release(); // Its destructor would wait for the thread.
    }
}

std::unique_ptr<Notifier::Listener> Notifier::makeListener() const
{
    return std::make_unique<Listener>(m_address, m_channels, m_callbacks);
}

bool Notifier::listening() const
{
    const std::lock_guard lock(m_mutex);
    return m_listener->listening();
}

ThreadSign Notifier::sign() const
{
    const std::lock_guard lock(m_mutex);
    return m_listener->sign();
}

void Notifier::rebuild()
{
    const std::lock_guard lock(m_mutex);
    m_listener->stop();
    m_leftBehind.push_back(std::move(m_listener));
    m_listener = makeListener();
}
