#pragma once

#include "backup_head.h"
#include "backup_manifest.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>
#include <vector>

/// A finished backup by its name: each was verified before it got it. A value.
struct ShelvedBackup {
    QString name; ///< Of the file.
    QString shop; ///< Which shop's, see BackupHead::shop.
    QDateTime madeAt; ///< UTC, to the second.
    qint64 bytes = 0;
    bool operator==(const ShelvedBackup &) const = default;
};

/// The backups of one folder. A value; its calls read the folder and may block.
class BackupShelf
{
public:
    /// @p shop: only that shop's; empty: all.
    explicit BackupShelf(QString folder, QString shop = {});

    QString path(const QString &name) const;
    static QString nameFor(const QString &shop, const QDateTime &madeAt);
    static QString draftName(const QString &name);
    /// Oldest first.
    std::vector<ShelvedBackup> backups() const;
    std::optional<ShelvedBackup> newest() const;
    /// Removes what a killed run left of its drafts. Only while no other makes a backup.
    void removeDrafts() const;
    /// What may go by age: older than @p keepDays; of those older than two days all but the last of
    /// each day. The newest three stay, however old they are. Touches nothing.
    static std::vector<ShelvedBackup> superfluous(const std::vector<ShelvedBackup> &backups,
                                                  const QDateTime &now, int keepDays);
    /// Removes them; gives how many went.
    int prune(const QDateTime &now, int keepDays) const;
    /// The last entry of each till that the oldest backup holds: what a journal may forget. Empty
    /// without backups. @p keys as the shop has them. Errors: as BackupReader.
    Result<QHash<QUuid, TillHead>> heldByOldest(const std::optional<BackupKeys> &keys) const;

private:
    QString m_folder;
    QString m_shop;
};

/// The manifest in the file at @p path; reads no further than that. Errors: as BackupReader.
Result<BackupManifest> manifestOf(const QString &path, const std::optional<QByteArray> &key);
