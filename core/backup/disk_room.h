#pragma once

#include "result.h"

#include <QString>

/// Whether the disk of @p folder has @p bytes to spare. Errors: Unavailable/DirectoryUnusable
/// (field = the folder, detail = a sentence with both figures).
Result<void> checkRoom(const QString &folder, qint64 bytes);
