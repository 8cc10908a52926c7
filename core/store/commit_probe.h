#pragma once

#include "result.h"

#include <QString>

/// How many commits a second SQLite manages in @p folder with nothing around them: write-ahead log,
/// synchronous=FULL, one row of 700 bytes each, @p commits of them. The measure of every till's
/// journal on that disk. Blocks; leaves nothing behind. Errors: Unavailable/DirectoryUnusable.
Result<double> bareCommitsPerSecond(const QString &folder, int commits);
/// The same for 4 KiB written over and synced, @p syncs times.
Result<double> syncsPerSecond(const QString &folder, int syncs);
