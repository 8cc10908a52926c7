#pragma once

#include "address.h"
#include "file_lock.h"

#include <QDateTime>

#include <optional>

/// What the owner of a data directory tells other programs (DIR/run.json, mode 0600).
struct RunningOwner {
    QString program; ///< "bakehousectl serve"
    qint64 pid = 0;
    QDateTime since;
    QString databaseUri;
    QString apiUrl; ///< Empty until it serves.
    QString httpsUrl {}; ///< Empty while it does not serve HTTPS.
};

/// A data directory and the right to own it. The first till or server owns it; short commands
/// attach to the owner or own it for their time. Layout: owner.lock, run.json, cluster/, logs/,
/// tills/<uuid>/, tls/, catalogue.sqlite, settings.ini.
class DataDirectory
{
public:
    /// Makes the folders (private to the user; for root traversable by the server's user).
    /// Errors: Unavailable/DirectoryUnusable (field = the path at fault).
    static Result<DataDirectory> prepare(const QString &path);
    /// Default: /var/lib/bakehouse for root, else the user's data folder.
    static QString defaultPath();

    QString path() const { return m_path; }
    QString file(const QString &name) const;
    QString tillFolder(const QUuid &till) const;
    std::vector<QUuid> tills() const;

    /// Errors: Conflict/DirectoryOwned (detail names program, pid and since).
    Result<void> claim(const QString &program);
    bool owned() const { return bool(m_lock); }
    Result<void> publish(const RunningOwner &owner) const;
    void withdraw() const;
    /// The owner, if one is alive and has published.
    std::optional<RunningOwner> owner() const;
    /// The same. Errors: Unavailable/DirectoryUnusable (field = run.json, which is damaged).
    Result<std::optional<RunningOwner>> readOwner() const;

private:
    QString m_path;
    std::shared_ptr<FileLock> m_lock;
};
