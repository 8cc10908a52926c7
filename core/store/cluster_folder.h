#pragma once

#include "server_account.h"

#include <QString>
#include <QStringList>

#include <optional>

/// What the server wrote about itself (postmaster.pid).
struct ServerPidFile {
    qint64 pid = 0;
    QString socketFolder;
    bool ready = false;
    bool starting = false;
};

/// The files of the private cluster, DIR/cluster, and of its log. Used by the cluster's thread.
class ClusterFolder
{
public:
    explicit ClusterFolder(const QString &dataDirectory);
    /// A draft in the same data directory: see makeDraft().
    ClusterFolder draft(const QString &path) const;

    /// Without links, as the server itself and the system name it.
    QString path() const;
    QString dataDirectory() const { return m_dataDirectory; }
    /// Major version of what is there; 0 when nothing is. Errors: Unavailable/DirectoryUnusable
    /// (something else is there).
    Result<int> major() const;
    QString id() const;
    /// The settings to start the server with; it includes its own postgresql.conf.
    QString settingsFile() const;
    std::optional<ServerPidFile> pidFile() const;

    /// Where a new cluster is made, an empty folder of @p account; what earlier attempts left is
    /// removed.
    Result<QString> makeDraft(const ServerAccount &account) const;
    /// Marks a finished draft as a cluster of ours.
    Result<void> sign(const QString &draft, const ServerAccount &account) const;
    /// Gives a finished draft its place, for good.
    Result<void> accept(const QString &draft, const ServerAccount &account) const;
    /// Writes our part of the settings and who may connect: everybody who can reach the socket and
    /// is us.
    Result<void> configure(const ServerAccount &account, const QString &socketFolder,
                           const QStringList &extraSettings,
                           SocketAccess access = SocketAccess::Owner) const;
    void removePidFile() const;
    /// Removes a socket whose server is gone.
    void removeSocket(const QString &socketFolder) const;

    QString logFile() const;
    void rotateLog() const;
    /// The last lines that the server or initdb wrote after the first @p offset bytes.
    QString wordsSince(qint64 offset) const;

private:
    QString m_dataDirectory;
    QString m_path;
};
