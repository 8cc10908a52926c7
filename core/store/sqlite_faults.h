#pragma once

#include <QString>

/// Decides which SQLite steps fail; a test's stand-in for a bad disk. Owned by the caller, outlives
/// what it is given to; asked on the connection's thread.
class SqliteFaults
{
public:
    virtual ~SqliteFaults() = default;
    /// Asked before statement @p name runs. Anything but 0 is the SQLite code it fails with,
    /// without having run.
    virtual int before(const QString &name) = 0;
    /// Asked when it has run: it did its work, but the answer is the failure.
    virtual int after(const QString &name) = 0;
};
