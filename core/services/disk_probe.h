#pragma once

#include "result.h"

#include <QString>

/// Writes a small file into @p folder, has the disk keep it, removes it. Blocks as long as the disk
/// does. Errors: Unavailable/DirectoryUnusable (field = the folder, detail = the system's words).
Result<void> probeDisk(const QString &folder);
