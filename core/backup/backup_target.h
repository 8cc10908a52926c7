#pragma once

#include "result.h"

#include <QString>

/// The folder that backups go to, as found. A value.
struct BackupTarget {
    QString folder;
    bool besideData = false; ///< On the same disk as the data: lost together with it.

    enum class Place {
        Apart, ///< Outside of the data directory.
        Anywhere, ///< Also inside, where a backup serves an upgrade only.
    };

    /// Makes the folder (mode 0700) where there is none, and tries a synced write there. Blocks.
    /// Errors: Invalid/BadField, field "backup.folder" (it lies inside @p dataDirectory
    /// and is to be apart, or is no absolute path); Unavailable/DirectoryUnusable (field = the
    /// folder).
    static Result<BackupTarget> check(const QString &folder, const QString &dataDirectory,
                                      Place place = Place::Apart);
    /// Whether both lie on one disk and are lost together.
    static bool onOneDisk(const QString &folder, const QString &dataDirectory);
};
