#pragma once

#include "address.h"
#include "backup_head.h"
#include "backup_manifest.h"
#include "data_directory.h"
#include "later_entries.h"

#include <stop_token>

/// What is restored, and where to. A value.
struct RestorePlan {
    QString file; ///< The backup.
    std::optional<QByteArray> key; ///< Of an encrypted one, see BackupLocks::open().
    QString binaries; ///< Folder of PostgreSQL's programs; empty: the newest found.
    std::optional<DatabaseAddress> shared; ///< Into this empty database instead of a private one.
    /// Folder with copies of what tills wrote later, see EntryCopies; empty: none. Its key is that
    /// of the backup.
    QString copies {};
    bool replace = false; ///< A shop that is in the directory is set aside instead of refused.
};

/// What a restore brought. A value.
struct RestoredShop {
    BackupHead head;
    BackupManifest manifest;
    AddedEntries later; ///< What tills had written after the backup.
    QString aside; ///< Folder with the shop that was there before; empty when none was.
};

/// Puts a backup into @p directory, which is claimed: database, journals, pictures, settings. The
/// journals get what their tills wrote after the backup, from the copies and from the shop that is
/// replaced; it goes up to the database by itself. What comes out of the database is compared with
/// the manifest, table by table, before anything takes its place; until then nothing that is there
/// changes, and after it a killed run is carried to its end by the next owner of the directory.
/// Errors: Conflict/DirectoryUnusable (a shop is there and replace is not set),
/// Conflict/SchemaMismatch (the shared database is not empty), Conflict/BackupDamaged; as
/// BackupReader, Cluster, ClientProgram; Unavailable/Cancelled.
Result<RestoredShop> restoreShop(const RestorePlan &plan, const DataDirectory &directory,
                                 const QDateTime &now, const std::stop_token &stop = {});
