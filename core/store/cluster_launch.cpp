#include "cluster_runner.h"
#include "predecessor.h"
#include "server_probe.h"

#include <QDeadlineTimer>
#include <QFileInfo>

using namespace Qt::StringLiterals;

// How the runner brings the server up; what it does while it runs is in cluster_runner.cpp.

namespace {

constexpr int readyBeatMs = 5;
constexpr int readyTimeoutMs = 600'000; // Recovery of a large log may take minutes.

}

Result<void> Cluster::Runner::bringUp()
{
    const Result<void> prepared = prepare();
    if (!prepared)
        return prepared.error();
    Predecessor predecessor(m_folder, m_account, m_socketFolder,
                            [this](int ms) { return pause(ms); });
    Result<std::unique_ptr<ServerProcess>> found = predecessor.settle();
    if (!found)
        return found.error();
    m_server = std::move(*found);
    const Result<void> launched = m_server ? Result<void>() : launch();
    if (!launched)
        return launched.error();
    const Result<void> answered = ensureDatabase(m_socketFolder);
    if (!answered)
        return answered.error();
    m_pid = m_server->pid();
    m_upSince.start();
    return {};
}

Result<void> Cluster::Runner::prepare()
{
    const Result<ServerAccount> account = ServerAccount::forCluster(m_folder.path());
    if (!account)
        return account.error();
    {
        const std::lock_guard lock(m_mutex);
        m_account = *account;
    }
    const Result<void> reachable = m_account.checkWay(m_folder.dataDirectory());
    if (!reachable)
        return reachable.error();
    const Result<void> socket = m_account.ensureOwnFolder(m_socketFolder);
    if (!socket)
        return socket.error();
    const Result<int> major = m_folder.major();
    if (!major)
        return major.error();
    const Result<ServerBinaries> binaries = ServerBinaries::find(m_options.binaries, *major);
    if (!binaries)
        return binaries.error();
    m_binaries = *binaries;
    m_folder.rotateLog();
    const Result<void> made = *major == 0 ? makeCluster() : Result<void>();
    if (!made)
        return made.error();
    return m_folder.configure(m_account, m_socketFolder, m_options.extraSettings);
}

Result<void> Cluster::Runner::makeCluster()
{
    const Result<QString> draft = m_folder.makeDraft(m_account);
    if (!draft)
        return draft.error();
    const qint64 logOffset = QFileInfo(m_folder.logFile()).size();
    const ServerProcess::Command command {
        .program = m_binaries.program(u"initdb"_s),
        .arguments = {u"--pgdata"_s, *draft, u"--username"_s, clusterRole(), u"--encoding"_s,
                      u"UTF8"_s, u"--locale=C"_s, u"--data-checksums"_s, u"--auth-local=peer"_s,
                      u"--auth-host=reject"_s, u"--no-instructions"_s},
        .account = m_account,
        .outputFile = m_folder.logFile(),
        .niceness = m_options.niceness,
    };
    Result<std::unique_ptr<ServerProcess>> initdb = ServerProcess::start(command);
    if (!initdb)
        return initdb.error();
    while (!(*initdb)->ended()) {
        if (!pause(readyBeatMs))
            (*initdb)->request(ServerProcess::Request::FinishNow);
    }
    if (!(*initdb)->succeeded())
        return serverWords(logOffset);
    return m_folder.accept(*draft, m_account);
}

Result<void> Cluster::Runner::launch()
{
    const qint64 logOffset = QFileInfo(m_folder.logFile()).size();
    const ServerProcess::Command command {
        .program = m_binaries.program(u"postgres"_s),
        .arguments = {u"-D"_s, m_folder.path(), u"-c"_s,
                      "config_file="_L1 + m_folder.settingsFile()},
        .account = m_account,
        .outputFile = m_folder.logFile(),
        .niceness = m_options.niceness,
    };
    Result<std::unique_ptr<ServerProcess>> process = ServerProcess::start(command);
    if (!process)
        return process.error();
    m_server = std::move(*process);
    return awaitReady(logOffset);
}

Result<void> Cluster::Runner::awaitReady(qint64 logOffset)
{
    const QDeadlineTimer deadline(readyTimeoutMs);
    for (;;) {
        const std::optional<ServerPidFile> pidFile = m_folder.pidFile();
        if (pidFile && pidFile->pid == m_server->pid() && pidFile->ready)
            return {};
        if (m_server->ended() || deadline.hasExpired())
            return serverWords(logOffset);
        if (!pause(readyBeatMs))
            return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
    }
}

Error Cluster::Runner::serverWords(qint64 logOffset) const
{
    return {.code = Error::Code::Unavailable, .detail = m_folder.wordsSince(logOffset)};
}
