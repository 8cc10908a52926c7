#pragma once

#include "server_account.h"

#include <QStringList>

#include <memory>
#include <vector>

/// What the operating system says about a process.
enum class ProcessState {
    Gone,
    Dead, ///< Ended, not yet collected by its parent.
    Stopped,
    Running,
};
ProcessState processState(qint64 pid);

/// A program of the database server that we run or found running. Owned and used by one thread.
class ServerProcess
{
public:
    struct Command {
        QString program;
        QStringList arguments;
        ServerAccount account;
        QString outputFile; ///< Added to; opened with our rights, so it may lie where the account
                            ///< cannot look. When it cannot be written the server runs without.
        int niceness = 0;
    };
    /// A child in a session of its own (a terminal's Ctrl-C does not reach it) with no environment
    /// but the C locale. It is asked to finish (SIGINT) when the calling thread ends, however that
    /// happens. Errors: Unavailable.
    static Result<std::unique_ptr<ServerProcess>> start(const Command &command);
    /// One that an earlier program left.
    static std::unique_ptr<ServerProcess> adopted(qint64 pid);
    virtual ~ServerProcess() = default;

    virtual qint64 pid() const = 0;
    /// Collects a child that has ended.
    virtual bool ended() = 0;
    /// Whether a child that ended did what it was asked to.
    virtual bool succeeded() const = 0;
    enum class Request { FinishNow, FinishAtOnce };
    virtual void request(Request request) = 0;
};

/// The PostgreSQL processes that work in @p clusterFolder; never one of another user or of another
/// cluster.
std::vector<qint64> serverProcessesIn(const QString &clusterFolder, const ServerAccount &account);
bool isServerProcessIn(qint64 pid, const QString &clusterFolder, const ServerAccount &account);
/// Lets a stopped process go on.
void continueProcess(qint64 pid);
/// Asks a server process to end without its main process, which is gone.
void abandonProcess(qint64 pid);
