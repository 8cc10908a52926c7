#pragma once

#include "cluster_folder.h"
#include "server_process.h"

#include <QElapsedTimer>

#include <functional>

/// Deals with what an earlier program left in the cluster's folder: a server that still runs (taken
/// over), one that is going (waited for), processes without their main process (ended), files of a
/// dead one (removed). Only for the holder of the data directory's lock. Used by the cluster's
/// thread.
class Predecessor
{
public:
    /// Sleeps; false when the program wants to stop.
    using Pause = std::function<bool(int ms)>;
    Predecessor(const ClusterFolder &folder, const ServerAccount &account,
                const QString &socketFolder, Pause pause);

    /// The server to take over; null when the way is free.
    /// Errors: Unavailable (it will not go; Cancelled: told to stop).
    Result<std::unique_ptr<ServerProcess>> settle();

private:
    std::unique_ptr<ServerProcess> takeOver(const std::optional<ServerPidFile> &pidFile,
                                            const std::vector<qint64> &processes);
    bool isOurs(const ServerPidFile &pidFile) const;
    bool endsSoon(const ServerPidFile &pidFile);
    bool clearFiles(const std::optional<ServerPidFile> &pidFile);

    const ClusterFolder &m_folder;
    const ServerAccount &m_account;
    const QString m_socketFolder;
    const Pause m_pause;
    QElapsedTimer m_waited;
};
