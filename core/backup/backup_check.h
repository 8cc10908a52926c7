#pragma once

#include "backup_head.h"
#include "backup_manifest.h"

#include <stop_token>

/// What a backup that was read from front to end turned out to be. A value.
struct CheckedBackup {
    BackupHead head;
    qint64 bytes = 0;
    std::optional<BackupManifest> manifest; ///< Nothing without the key of an encrypted one.
    QStringList parts; ///< Likewise empty.
};

/// Reads every byte of the backup at @p path, from the disk and not from memory, and checks it;
/// with @p key also what the encryption hides. Errors: Conflict/BackupDamaged (field = the file,
/// detail = part and bytes), NotFound, Denied/BadField (another key), Unavailable/Cancelled.
Result<CheckedBackup> checkBackup(const QString &path, const std::optional<QByteArray> &key,
                                  const std::stop_token &stop = {});
