#pragma once

#include "backup_keys.h"

#include <vector>

/// The locks of the keys that sealed what lies on a backup target, TARGET/keys/NAME.json: with the
/// passphrase or the recovery code they open it on any machine. May be read by everybody.
class TargetLocks
{
public:
    explicit TargetLocks(const QString &target);

    /// Says there how @p keys are locked away. Blocks. Errors: Unavailable/DirectoryUnusable (field
    /// = the file).
    Result<void> note(const BackupKeys &keys) const;
    /// All that are there. Blocks. Errors: Conflict/BackupDamaged (field = the file).
    Result<std::vector<BackupLocks>> all() const;
    /// The key that @p secret opens. Blocks half a second for each lock. Errors: as
    /// BackupLocks::open().
    static Result<QByteArray> open(const std::vector<BackupLocks> &locks, const QString &secret);

private:
    QString m_folder;
};
