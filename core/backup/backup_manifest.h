#pragma once

#include "database_content.h"
#include "result.h"

#include <QUuid>

#include <vector>

/// Names of the parts of a backup, in their order; between settings and database the files of the
/// shop: "tills/<uuid>/journal.sqlite", "pictures/…".
namespace BackupPart {
constexpr auto manifest = "manifest.json";
constexpr auto settings = "settings.ini";
constexpr auto database = "database.dump";
}

/// A till's journal as it lies in a backup.
struct BackedJournal {
    QUuid till;
    qint64 head = 0; ///< Its last entry; 0 = it is empty.
    QByteArray hash; ///< Of that.
    bool operator==(const BackedJournal &) const = default;
};

/// The first part of a backup: what it holds, to be compared with what a restore brought. A value.
struct BackupManifest {
    DatabaseContent database;
    std::vector<BackedJournal> journals;
    QStringList unread; ///< Journals that could not be copied, with the reason.

    QByteArray toJson() const;
    /// Errors: Conflict/BackupDamaged.
    static Result<BackupManifest> fromJson(const QByteArray &json);
    /// The last entry that the backup holds of the journal of @p till; 0: none.
    qint64 heldOf(const QUuid &till) const;
};
