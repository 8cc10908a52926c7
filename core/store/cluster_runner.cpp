#include "cluster_runner.h"

#include "cluster_upgrade.h"
#include "thread_platform.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QLoggingCategory>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(clusterLog, "bakehouse.cluster")

constexpr int beatMs = 100; // How late a death is noticed.
constexpr int healEveryBeats = 10;
constexpr int healChildrenEveryBeats = 30;
constexpr int finishTimeoutMs = 10'000;
constexpr int finishBeatMs = 5;
constexpr int wakeEveryBeats = 40;
constexpr int longestBackoffMs = 5'000;
constexpr int steadyMs = 10'000;

}

Cluster::Runner::Runner(Options options)
    : m_options(std::move(options))
    , m_folder(m_options.dataDirectory)
    , m_socketFolder(socketFolderFor(m_folder.dataDirectory() + "/cluster"_L1))
    , m_thread([this] { loop(); })
{
}

Cluster::Runner::~Runner()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        if (m_upgrade)
            m_upgrade->stop();
    }
    m_changed.notify_all();
    m_thread.join();
}

QFuture<Result<void>> Cluster::Runner::start()
{
    QPromise<Result<void>> promise;
    promise.start();
    QFuture<Result<void>> future = promise.future();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(promise));
    }
    m_changed.notify_all();
    return future;
}

void Cluster::Runner::wake(qint64 backendPid)
{
    ServerAccount account;
    {
        const std::lock_guard lock(m_mutex);
        account = m_account;
    }
    for (const qint64 pid : {backendPid, serverPid()}) {
        if (processState(pid) == ProcessState::Stopped
            && isServerProcessIn(pid, m_folder.path(), account))
            continueProcess(pid);
    }
}

void Cluster::Runner::loop()
{
    nameThisThread(u"cluster"_s);
    while (waitForWish()) {
        const Result<void> outcome = bringUp();
        if (!outcome)
            stopServer();
        answer(outcome);
        if (outcome)
            watch();
    }
    stopServer();
    QDir().rmdir(m_socketFolder); // Stays when somebody else's server has a socket there.
    answer(Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled});
}

bool Cluster::Runner::waitForWish()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
    return !m_stopping;
}

bool Cluster::Runner::pause(int ms)
{
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_stopping; });
}

void Cluster::Runner::answer(const Result<void> &outcome)
{
    std::vector<QPromise<Result<void>>> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
    }
    for (QPromise<Result<void>> &promise : waiting) {
        promise.addResult(outcome);
        promise.finish();
    }
}

void Cluster::Runner::watch()
{
    for (int beat = 1; pause(beatMs); ++beat) {
        if (m_server->ended() && !revive())
            return;
        answer({}); // Whoever asks for a start of what runs.
        if (beat % healEveryBeats == 0)
            heal();
        if (beat % healChildrenEveryBeats == 0)
            healChildren();
    }
}

/// False when the program wants to stop.
bool Cluster::Runner::revive()
{
    m_pid = 0;
    qCWarning(clusterLog) << "the database server ended by itself; starting it again";
    if (m_upSince.hasExpired(steadyMs))
        m_failures = 0;
    for (;;) {
        const int backoffMs =
            m_failures == 0 ? 0 : std::min(longestBackoffMs, 50 << std::min(m_failures, 10));
        ++m_failures;
        if (!pause(backoffMs))
            return false;
        const Result<void> outcome = bringUp();
        if (outcome) {
            ++m_restarts;
            return true;
        }
        stopServer();
        qCWarning(clusterLog).noquote()
            << "the database server did not start:" << describe(outcome.error());
    }
}

void Cluster::Runner::heal()
{
    if (processState(m_pid) != ProcessState::Stopped)
        return;
    qCWarning(clusterLog) << "somebody stopped the database server; waking it";
    wakeAll();
}

/// A process that is found stopped twice in a row holds up the others; a shorter stop is its
/// connection's affair.
void Cluster::Runner::healChildren()
{
    QSet<qint64> stopped;
    for (const qint64 pid : serverProcessesIn(m_folder.path(), m_account)) {
        if (processState(pid) != ProcessState::Stopped)
            continue;
        stopped.insert(pid);
        if (m_seenStopped.contains(pid))
            continueProcess(pid);
    }
    m_seenStopped = stopped;
}

void Cluster::Runner::stopServer()
{
    m_pid = 0;
    if (!m_server)
        return;
    m_server->request(ServerProcess::Request::FinishNow);
    if (!awaitEnd()) {
        qCWarning(clusterLog) << "the database server does not finish; ending it at once";
        m_server->request(ServerProcess::Request::FinishAtOnce);
        awaitEnd();
    }
    m_server.reset();
}

bool Cluster::Runner::awaitEnd()
{
    const QDeadlineTimer deadline(finishTimeoutMs);
    for (int beat = 0; !m_server->ended() && !deadline.hasExpired(); ++beat) {
        if (beat % wakeEveryBeats == 0)
            wakeAll(); // A stopped process would hear nothing.
        std::this_thread::sleep_for(std::chrono::milliseconds(finishBeatMs));
    }
    return m_server->ended();
}

void Cluster::Runner::wakeAll()
{
    std::ranges::for_each(serverProcessesIn(m_folder.path(), m_account), continueProcess);
}
