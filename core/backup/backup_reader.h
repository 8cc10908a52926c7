#pragma once

#include "backup_head.h"
#include "block_file.h"

#include <memory>
#include <optional>

/// Reads one backup part by part and checks every byte of it on the way. Owned and used by one
/// thread, which may wait. Errors of all, beside those of BlockReader: Conflict/BackupDamaged names
/// the file, the part and the bytes.
class BackupReader
{
public:
    static Result<std::unique_ptr<BackupReader>> open(const QString &path);
    ~BackupReader();
    Q_DISABLE_COPY_MOVE(BackupReader)

    const BackupHead &head() const { return m_head; }
    QString path() const { return m_file.path(); }
    qint64 position() const { return m_file.position(); } ///< How far it has read.
    /// Before the first part of an encrypted one. Errors: Denied/BadField (another key).
    Result<void> unlock(const QByteArray &key);
    /// The name of the next part; nothing at the end of the file. Skips, and checks, what is left
    /// of the one before. Errors: Denied/BadField (field "passphrase": not unlocked).
    Result<std::optional<QString>> nextPart();
    /// Its next bytes, at most 1 MiB; empty at its end.
    Result<QByteArray> read();
    /// All that is left of the part, at most @p limit bytes.
    Result<QByteArray> readAll(qint64 limit);
    /// Writes what is left of the part into a new file at @p path, for its owner's eyes.
    Result<void> extract(const QString &path);
    /// Goes through the sums of what is left without looking into it: works without a key.
    Result<void> checkSums();

private:
    struct State;
    BackupReader();
    Result<QByteArray> nextPiece();
    Result<void> endPart(const QByteArray &end);
    Result<QByteArray> decompressed();
    Error damaged(const QString &what) const;
    Error named(Error error) const;

    BlockReader m_file;
    BackupHead m_head;
    QString m_part;
    std::unique_ptr<State> m_state;
};
