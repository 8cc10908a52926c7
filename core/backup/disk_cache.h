#pragma once

#include <QString>

/// Asks the system to forget what it holds in memory of the file at @p path, so that the next
/// reading comes from the disk. Only a wish.
void dropFromMemory(const QString &path);
/// Brings everything below @p folder, and the rest of its file system, to the disk itself. False
/// when the disk refuses.
bool syncFileSystem(const QString &folder);
