#pragma once

#include "result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

/// How the key of a shop's backups is locked away in each of them: once under a passphrase
/// (Argon2id, 64 MiB, 3 passes), once under a recovery code. A value that may be read by everybody.
struct BackupLocks {
    QJsonObject values;

    bool empty() const { return values.isEmpty(); }
    /// The key behind them. @p secret is the passphrase or the recovery code, as typed. Takes half
    /// a second. Errors: Denied/BadField (field "passphrase": neither opens it; detail says which
    /// was tried); Conflict/BackupDamaged.
    Result<QByteArray> open(const QString &secret) const;
};

/// The key of a shop's backups and its locks: DIR/backup.key, mode 0600. With it backups are made
/// encrypted and tried out without asking anybody; whoever has only a backup needs the passphrase
/// or the recovery code. A value.
struct BackupKeys {
    QByteArray key; ///< 32 bytes.
    BackupLocks locks;

    /// New ones. @p recovery gets the recovery code, to be printed once. Errors: Invalid/BadField
    /// (field "passphrase": shorter than 12 characters), Internal (no memory for Argon2id).
    static Result<BackupKeys> make(const QString &passphrase, QString &recovery);
    /// Nothing when the shop has none. Errors: Denied/BadField (others can read the file),
    /// Conflict/BackupDamaged, Unavailable (field = the file).
    static Result<std::optional<BackupKeys>> load(const QString &path);
    /// Errors: Unavailable/DirectoryUnusable (field = the file).
    Result<void> save(const QString &path) const;
    /// Eight letters that say which key it is, and nothing about it.
    QString name() const;
};

/// DIR/backup.key.
QString backupKeyFile(const QString &dataDirectory);
