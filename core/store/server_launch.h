#pragma once

#include "cluster_folder.h"
#include "server_binaries.h"
#include "server_process.h"

#include <functional>

/// How a server of a cluster of ours is made and brought up. A value; used by the cluster's thread.
struct ServerLaunch {
    /// Sleeps; false when the program wants to stop.
    using Pause = std::function<bool(int ms)>;

    ServerBinaries binaries;
    ServerAccount account;
    ClusterFolder folder;
    int niceness = 0;
    Pause pause;
    QStringList options {}; ///< "port=5500": said on the command line, so they win.

    /// Fills the empty folder @p draft, with @p further arguments for initdb.
    /// Errors: Unavailable (detail = initdb's own words).
    Result<void> initialise(const QString &draft, const QStringList &further = {}) const;
    /// Starts the server and waits until it is ready; @p server is there also after a failure, to
    /// be ended. Errors: Unavailable (detail = the server's own words; Cancelled: told to stop).
    Result<void> start(std::unique_ptr<ServerProcess> &server) const;

private:
    Result<void> awaitReady(ServerProcess &server, qint64 logOffset) const;
    Error wordsSince(qint64 logOffset) const;
};
