#pragma once

#include "backup_board.h"
#include "result.h"

/// What keeps the shop restorable to any moment, as its owner last saw it: the parts of a report
/// about the database's log and the copies of entries, in DIR/keeping.json, mode 0600, for programs
/// that ask. Blocks shortly. Errors: Unavailable/DirectoryUnusable (field = the file).
Result<void> saveKeeping(const QString &dataDirectory, const BackupReport &report);
/// Fills them in; leaves @p report alone where nothing was noted.
void describeKeeping(const QString &dataDirectory, BackupReport &report);
