#pragma once

#include "backup_board.h"
#include "result.h"

/// What a data directory remembers of its backups beyond the files themselves: DIR/backups.json,
/// mode 0600. Changed under the lock of a run (DIR/backup.lock) only. A value.
struct BackupRecord {
    QString shop; ///< Eight letters, made once: marks this directory's backups in a folder.
    QString folder {}; ///< Where the last owner of the directory had them made; empty: nowhere.
    std::optional<QDateTime> failedAt {};
    QString failure {}; ///< One line.
    std::optional<QDateTime> drilledAt {};
    QString drilledName {}; ///< The file that the last drill tried.
    bool drillClean = false;
    QString drillWords {};

    /// An empty one with a new name where there is none, or none that can be read.
    static BackupRecord load(const QString &dataDirectory);
    /// The name that the directory has been given; none before the first note.
    static std::optional<QString> shopOf(const QString &dataDirectory);
    /// Errors: Unavailable/DirectoryUnusable (field = the file).
    Result<void> save(const QString &dataDirectory) const;
};

/// Notes where the owner of @p dataDirectory has backups made, for programs that ask. Errors: as
/// BackupRecord::save(); Conflict/DirectoryOwned (a run is under way).
Result<void> noteBackupFolder(const QString &dataDirectory, const QString &folder);
/// Fills in what record and folder say; @p folder empty: no backups are made.
void describeBackups(const QString &dataDirectory, const QString &folder, BackupReport &report);
