#pragma once

#include "result.h"

#include <QString>

#include <optional>

/// Where the shop that this machine's service keeps is, for counters of other accounts: a small
/// file that everybody may read and that holds no secret, since the server asks the system who
/// comes. A value.
struct SharedShop {
    QString databaseUri; ///< As a counter logs in, which may sell but owns nothing.
    QString apiUrl; ///< Empty until it serves.
    bool operator==(const SharedShop &) const = default;

    /// What @p file says; nothing where there is no such file, or its server is gone.
    /// Errors: Denied (field = the folder of the socket, which our account may not enter),
    /// Unavailable/DirectoryUnusable (field = the file, which is damaged).
    static Result<std::optional<SharedShop>> read(const QString &file);
    /// Writes it, whole or not at all. Errors: Unavailable/DirectoryUnusable.
    Result<void> write(const QString &file) const;
};
