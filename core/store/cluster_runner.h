#pragma once

#include "cluster.h"
#include "cluster_folder.h"
#include "server_binaries.h"
#include "server_launch.h"
#include "server_process.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QSet>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

class ClusterUpgrade;

/// The thread of the cluster. It is the parent of the server, which is told when this thread ends.
class Cluster::Runner
{
public:
    explicit Runner(Options options);
    /// Stops the server, joins.
    ~Runner();
    Q_DISABLE_COPY_MOVE(Runner)

    QString socketFolder() const { return m_socketFolder; }
    QFuture<Result<void>> start();
    qint64 serverPid() const { return m_pid; }
    int restarts() const { return m_restarts; }
    void wake(qint64 backendPid);

private:
    void loop();
    bool waitForWish();
    bool pause(int ms);
    void answer(const Result<void> &outcome);
    void watch();
    bool revive();
    void heal();
    void healChildren();
    void wakeAll();
    void stopServer();
    bool awaitEnd();

    Result<void> bringUp();
    Result<void> prepare();
    Result<ServerBinaries> binariesFor(int major);
    bool carriedOver(const ServerBinaries &from, const ServerBinaries &to);
    Result<QString> upgrade(const ServerBinaries &from, const ServerBinaries &to);
    void noteUpgrade(ClusterUpgrade *upgrade);
    ServerLaunch ownLaunch();
    Result<void> makeCluster();
    Result<void> launch();

    const Options m_options;
    const ClusterFolder m_folder;
    const QString m_socketFolder;

    // The thread's own.
    ServerBinaries m_binaries;
    std::unique_ptr<ServerProcess> m_server;
    QElapsedTimer m_upSince;
    QSet<qint64> m_seenStopped;
    int m_failures = 0;
    bool m_upgradeTried = false;

    std::atomic<qint64> m_pid = 0;
    std::atomic<int> m_restarts = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<QPromise<Result<void>>> m_waiting; // By m_mutex, like the next three.
    ServerAccount m_account;
    ClusterUpgrade *m_upgrade = nullptr; ///< While one is under way.
    bool m_stopping = false;
    std::thread m_thread; // Last: starts when all above is there.
};
