#pragma once

#include "address.h"
#include "backup_head.h"
#include "backup_manifest.h"
#include "backup_shelf.h"
#include "backup_target.h"
#include "server_binaries.h"

#include <stop_token>

/// What is backed up, and where to. A value.
struct BackupPlan {
    QString dataDirectory;
    DatabaseAddress address;
    QString binaries; ///< Folder of pg_dump; empty: as the private server's.
    QString folder; ///< Where backups go.
    BackupTarget::Place place = BackupTarget::Place::Apart; ///< Where that may lie.
    int keepDays = 30;
    qint64 keptFreeBytes = 0; ///< Room that it leaves on the disk that it goes to.
};

/// A backup that was made and verified. A value.
struct MadeBackup {
    ShelvedBackup backup;
    BackupManifest manifest;
    BackupTarget target;
    bool encrypted = false;
    int pruned = 0; ///< Older ones that went by age.
};

/// Makes one: a moment of the database, each till's journal, pictures and settings in one file;
/// reads it back from the disk and compares; gives it its name; removes what is too old. Notes a
/// failure, and a journal that it could not copy, in DIR/backups.json. Blocks for seconds to
/// minutes; the till sells on. Errors: Conflict/DirectoryOwned (another run is under way); as
/// BackupTarget::check(), DatabaseMoment::open(), ClientProgram; Unavailable/DirectoryUnusable (no
/// room); Conflict/BackupDamaged (the disk gave back something else); Unavailable/Cancelled.
Result<MadeBackup> makeBackup(const BackupPlan &plan, const QDateTime &now,
                              const std::stop_token &stop = {});

/// The programs of PostgreSQL that fit the shop of @p dataDirectory, in @p folder or where systems
/// put them. Errors: as ServerBinaries::find().
Result<ServerBinaries> clientBinaries(const QString &dataDirectory, const QString &folder);
