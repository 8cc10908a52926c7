#include "predecessor.h"

#include "server_probe.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 50;
constexpr int zombiePatienceMs = 5'000; // A slow init collects the dead late.
constexpr int childPatienceMs = 2'000; // They notice the loss of their main process by themselves.
constexpr int answerPatienceMs = 10'000;
constexpr int patienceMs = 30'000;
constexpr int recoveryPatienceMs = 600'000;

}

Predecessor::Predecessor(const ClusterFolder &folder, const ServerAccount &account,
                         const QString &socketFolder, Pause pause)
    : m_folder(folder)
    , m_account(account)
    , m_socketFolder(socketFolder)
    , m_pause(std::move(pause))
{
}

Result<std::unique_ptr<ServerProcess>> Predecessor::settle()
{
    m_waited.start();
    for (;;) {
        const std::optional<ServerPidFile> pidFile = m_folder.pidFile();
        const std::vector<qint64> processes = serverProcessesIn(m_folder.path(), m_account);
        if (processes.empty() && clearFiles(pidFile))
            return std::unique_ptr<ServerProcess>();
        if (std::unique_ptr<ServerProcess> server = takeOver(pidFile, processes))
            return server;
        const bool recovering = pidFile && pidFile->starting && !processes.empty();
        if (m_waited.hasExpired(recovering ? recoveryPatienceMs : patienceMs))
            return Error {.code = Error::Code::Unavailable,
                          .detail = u"the database server of an earlier program does not end"_s};
        if (!m_pause(pauseMs))
            return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
    }
}

std::unique_ptr<ServerProcess> Predecessor::takeOver(const std::optional<ServerPidFile> &pidFile,
                                                     const std::vector<qint64> &processes)
{
    for (const qint64 pid : processes) {
        if (processState(pid) == ProcessState::Stopped)
            continueProcess(pid);
    }
    const bool mainLives = pidFile && std::ranges::find(processes, pidFile->pid) != processes.end();
    if (!mainLives && m_waited.hasExpired(childPatienceMs))
        std::ranges::for_each(processes, abandonProcess);
    if (!mainLives || !pidFile->ready)
        return nullptr;
    const bool usable = isOurs(*pidFile) && !endsSoon(*pidFile);
    auto server = ServerProcess::adopted(pidFile->pid);
    if (usable && pidFile->socketFolder == m_socketFolder)
        return server;
    // It works in our folder, but not where our connections look for it, or it lets nobody in.
    if (usable || m_waited.hasExpired(answerPatienceMs))
        server->request(ServerProcess::Request::FinishNow);
    return nullptr;
}

bool Predecessor::isOurs(const ServerPidFile &pidFile) const
{
    // Its number alone proves nothing: it must say itself that it serves this very cluster.
    const Result<ServerIdentity> identity = askIdentity(pidFile.socketFolder);
    return identity && *identity == ServerIdentity {.folder = m_folder.path(), .id = m_folder.id()};
}

bool Predecessor::endsSoon(const ServerPidFile &pidFile)
{
    // The death of its program may have told it to finish a moment ago.
    return !m_pause(2 * pauseMs) || !isOurs(pidFile);
}

bool Predecessor::clearFiles(const std::optional<ServerPidFile> &pidFile)
{
    QElapsedTimer waited;
    waited.start();
    while (pidFile && processState(pidFile->pid) == ProcessState::Dead
           && !waited.hasExpired(zombiePatienceMs)) {
        if (!m_pause(pauseMs))
            return false;
    }
    // No process of a server stands in the folder and its lock is ours. What the number belongs to
    // now is another program; the server would take it for a living one and refuse to start for
    // ever.
    if (pidFile && isOurs(*pidFile))
        return false; // It answers all the same: a server whose processes we are not shown.
    m_folder.removePidFile();
    m_folder.removeSocket(m_socketFolder);
    return true;
}
