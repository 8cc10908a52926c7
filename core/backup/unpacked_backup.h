#pragma once

#include "backup_manifest.h"
#include "backup_reader.h"

#include <stop_token>

/// The parts of a backup as files below a folder. A value.
struct UnpackedBackup {
    QString folder;
    BackupManifest manifest;

    QString dump() const; ///< The file for pg_restore.
    /// Checks the chain of each journal and that it ends where the manifest says. Errors:
    /// Conflict/BackupDamaged (field = the till).
    Result<void> checkJournals() const;
};

/// Unpacks what @p reader holds into the folder @p folder, which is there. A name that leads
/// elsewhere is refused. Errors: as BackupReader; Unavailable/DirectoryUnusable (no room);
/// Unavailable/Cancelled.
Result<UnpackedBackup> unpackBackup(BackupReader &reader, const QString &folder,
                                    const std::stop_token &stop = {});
