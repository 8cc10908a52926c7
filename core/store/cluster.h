#pragma once

#include "address.h"
#include "server_account.h"

#include <QFuture>
#include <QStringList>

#include <memory>

/// The private PostgreSQL of a data directory: made on the first start, run as a child, adopted
/// when it outlived its program, started again when it dies, woken when it was stopped. Unix socket
/// only. All of it happens on a thread of its own that lives as long as the program (the child is
/// told when that thread ends). Owned by the shop; thread-safe.
class Cluster
{
public:
    /// What becomes of a cluster of an older major version than the server that is installed.
    enum class Upgrade {
        Automatic, ///< It is carried over at the start; the old one is kept.
        Never, ///< Its own server runs it, for as long as that is installed.
    };
    struct Options {
        QString dataDirectory; ///< Owned by us: see DataDirectory::claim().
        QString binaries; ///< Folder of initdb and postgres; empty = newest found.
        int niceness = 5;
        QStringList extraSettings; ///< Further lines of the server's settings, after ours.
        Upgrade upgrade = Upgrade::Automatic;
        SocketAccess access = SocketAccess::Owner;
    };
    explicit Cluster(Options options);
    /// Stops the server (fast), waits.
    ~Cluster();

    /// Known before anything runs.
    DatabaseAddress address() const;
    /// The same for those of the account's group, who may sell but own nothing.
    DatabaseAddress groupAddress() const;
    QString socketDirectory() const;
    /// Begins; resolves when the server first answers. Errors: Unavailable with ServerMissing,
    /// DirectoryUnusable (field = the path), SchemaMismatch (another major version's directory),
    /// Unspecified (detail = the server's own words).
    QFuture<Result<void>> start();
    /// Process id of the server, 0 while there is none.
    qint64 serverPid() const;
    /// Wakes a backend (and the server) that somebody stopped, so that it notices its closed
    /// socket. Thread-safe.
    void wake(qint64 backendPid);
    /// How often the server was started again after it died.
    int restarts() const;

private:
    class Runner;
    std::unique_ptr<Runner> m_runner;
};
