#pragma once

#include "backup_run.h"
#include "database_work.h"

#include <functional>
#include <stop_token>

/// How a schema is brought to this program's version. A value.
struct SchemaUpgradePlan {
    enum class Backup {
        Before, ///< In its folder, else in DIR/before-upgrade: without one nothing changes.
        None,
    };
    BackupPlan place; ///< The database, the data directory, the folder of backups or none.
    Backup backup = Backup::Before;
    std::function<void(DatabaseWork)> told {}; ///< On the calling thread; None at the end.
};

/// Brings the schema to this program's version; gives it. An empty database is set up; an older one
/// is backed up first and then changed in one transaction, so that it is old or new whatever
/// happens; a newer one is refused and stays as it is. Blocks for as long as the backup takes. A @p
/// stop ends the backup. Errors: Conflict/SchemaMismatch (a newer program's, or the upgrade failed:
/// detail names the backup); Unavailable/DirectoryUnusable (no backup could be made); as
/// Migrations::bringUp(); Unavailable/Cancelled. After each the database is as it was, but after
/// Timeout that is not known before the next call.
Result<int> upgradeSchema(const SchemaUpgradePlan &plan, const QDateTime &now,
                          const std::stop_token &stop = {});
