#pragma once

#include "backup_keys.h"
#include "result.h"

#include <QDateTime>

/// What stands in front of a backup and can be read by everybody. A value.
struct BackupHead {
    QDateTime madeAt; ///< UTC.
    QString shop; ///< Eight letters that tell the shops apart whose backups share a folder.
    QString program; ///< Version of the program that made it.
    QString keyName; ///< BackupKeys::name(); empty: not encrypted.
    QByteArray salt {}; ///< Of this file alone, as the next.
    QByteArray streamHead {};
    BackupLocks locks {};

    bool encrypted() const { return !keyName.isEmpty(); }
    QByteArray toJson() const;
    /// Errors: Conflict/BackupDamaged (it is of a newer program, or none of ours).
    static Result<BackupHead> fromJson(const QByteArray &json);
};

/// The key of one file from the shop's @p key. 32 bytes.
QByteArray fileKey(const QByteArray &key, const QByteArray &salt);
