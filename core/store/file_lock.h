#pragma once

#include "result.h"

#include <QString>

#include <memory>

/// An exclusive lock on a file that ends with the process, however it ends. The file holds a line
/// for people about its owner. Platform code behind it: flock, LockFileEx.
class FileLock
{
public:
    /// Errors: Conflict/DirectoryOwned with detail = the owner's line;
    /// Unavailable/DirectoryUnusable.
    static Result<std::unique_ptr<FileLock>> take(const QString &path, const QString &ownerLine);
    /// Whether anybody holds it now, this process included.
    static bool held(const QString &path);
    virtual ~FileLock() = default;
};
