#include "server_launch.h"

#include "failpoint.h"
#include "server_probe.h"

#include <QDeadlineTimer>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

constexpr int readyBeatMs = 5;
constexpr int readyTimeoutMs = 600'000; // Recovery of a large log may take minutes.

}

Result<void> ServerLaunch::initialise(const QString &draft, const QStringList &further) const
{
    const qint64 logOffset = QFileInfo(folder.logFile()).size();
    ServerProcess::Command command {
        .program = binaries.program(u"initdb"_s),
        .arguments = {u"--pgdata"_s, draft, u"--username"_s, clusterRole(), u"--encoding"_s,
                      u"UTF8"_s, u"--locale=C"_s, u"--data-checksums"_s, u"--auth-local=peer"_s,
                      u"--auth-host=reject"_s, u"--no-instructions"_s},
        .account = account,
        .outputFile = folder.logFile(),
        .niceness = niceness,
    };
    command.arguments += further;
    Result<std::unique_ptr<ServerProcess>> initdb = ServerProcess::start(command);
    if (!initdb)
        return initdb.error();
    failpoint("cluster.initdb_runs");
    while (!(*initdb)->ended()) {
        if (!pause(readyBeatMs))
            (*initdb)->request(ServerProcess::Request::FinishNow);
    }
    if (!(*initdb)->succeeded())
        return wordsSince(logOffset);
    failpoint("cluster.initdb_done");
    return {};
}

Result<void> ServerLaunch::start(std::unique_ptr<ServerProcess> &server) const
{
    const qint64 logOffset = QFileInfo(folder.logFile()).size();
    ServerProcess::Command command {
        .program = binaries.program(u"postgres"_s),
        .arguments = {u"-D"_s, folder.path(), u"-c"_s, "config_file="_L1 + folder.settingsFile()},
        .account = account,
        .outputFile = folder.logFile(),
        .niceness = niceness,
    };
    for (const QString &option : options)
        command.arguments += {u"-c"_s, option};
    Result<std::unique_ptr<ServerProcess>> process = ServerProcess::start(command);
    if (!process)
        return process.error();
    server = std::move(*process);
    failpoint("cluster.launched");
    return awaitReady(*server, logOffset);
}

Result<void> ServerLaunch::awaitReady(ServerProcess &server, qint64 logOffset) const
{
    const QDeadlineTimer deadline(readyTimeoutMs);
    for (;;) {
        const std::optional<ServerPidFile> pidFile = folder.pidFile();
        if (pidFile && pidFile->pid == server.pid() && pidFile->ready)
            return {};
        if (server.ended() || deadline.hasExpired())
            return wordsSince(logOffset);
        if (!pause(readyBeatMs))
            return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
    }
}

Error ServerLaunch::wordsSince(qint64 logOffset) const
{
    return {.code = Error::Code::Unavailable, .detail = folder.wordsSince(logOffset)};
}
