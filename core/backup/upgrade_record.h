#pragma once

#include "result.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// What the last upgrade of a shop's schema was about, in DIR/upgrade.json, mode 0600: so that an
/// older program can name the backup from before, and a second try needs no second one. A value.
struct UpgradeRecord {
    int from = 0; ///< Steps that were applied before.
    int to = 0; ///< And were to be after; the database says whether they are.
    QDateTime at; ///< UTC.
    QString program; ///< Version of who did it.
    QString backup; ///< Path of the file from before; empty: none was made.

    /// Nothing where there is none, or none that can be read.
    static std::optional<UpgradeRecord> load(const QString &dataDirectory);
    /// Errors: Unavailable/DirectoryUnusable (field = the file).
    Result<void> save(const QString &dataDirectory) const;
    static void remove(const QString &dataDirectory);
};
