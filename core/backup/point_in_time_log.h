#pragma once

#include "server_account.h"
#include "wal_folder.h"

/// Which part of a log is wanted: segments by name, both ends included. A value.
struct LogRange {
    QString first;
    QString last;
    qint64 segmentBytes = 0;
};

/// Unpacks the segments of @p range, and all histories of timelines, into @p target, a folder of
/// @p account. Gives how many segments. Blocks. Errors: NotFound (field = a segment that is not
/// there); as SealedReader; Unavailable/DirectoryUnusable.
Result<int> unpackLogFiles(const WalFolder &folder, const LogRange &range, const QString &target,
                           const ServerAccount &account);
