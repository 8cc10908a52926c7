#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

/// Who of this machine reaches the socket of the private server.
enum class SocketAccess {
    Owner, ///< The account that runs it, and root.
    Group, ///< Members of that account's group too.
};

/// The account of the operating system under which the database server and its tools run: our own,
/// or, because they refuse root, one without rights. It owns the cluster's folder and the socket's,
/// nothing else. A value.
struct ServerAccount {
    QString name;
    uint user = 0;
    uint group = 0;
    bool givesUpRoot = false; ///< We are root and become this account for the server.

    /// The owner of an existing @p clusterFolder, else bakehouse, postgres or nobody for root, else
    /// ourselves. Errors: Unavailable/DirectoryUnusable (somebody else's folder; an account without
    /// a name).
    static Result<ServerAccount> forCluster(const QString &clusterFolder);
    static QString currentUser();

    /// Names the first folder on the way to @p path that the account cannot enter.
    /// Errors: Unavailable/DirectoryUnusable (field = that folder).
    Result<void> checkWay(const QString &path) const;
    /// Makes an empty folder that only this account enters. Errors: Unavailable/DirectoryUnusable.
    Result<void> makeFolder(const QString &path) const;
    /// Writes a file of the account, whole or not at all; follows no link that the account may have
    /// laid.
    Result<void> writeFile(const QString &path, const QByteArray &content) const;
    /// Hands over what we have made: a file or folder at @p path, no link.
    Result<void> takeOver(const QString &path) const;
    /// Accepts a folder that nobody else could have made and, but for those with @p access, can
    /// enter; makes it when it is missing.
    Result<void> ensureOwnFolder(const QString &path,
                                 SocketAccess access = SocketAccess::Owner) const;
};

/// A folder for the server's socket, short enough for a socket's name, told by @p clusterFolder
/// alone; below a service's own runtime folder where the service manager has made one.
QString socketFolderFor(const QString &clusterFolder);
