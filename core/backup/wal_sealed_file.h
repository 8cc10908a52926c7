#pragma once

#include "result.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>

#include <memory>

/// A key for files on the backup target, 32 bytes; empty: they are not encrypted.
using SealKey = QByteArray;

/// Writes one file of the backup target: compressed (zstd), encrypted when there is a key
/// (libsodium's secretstream), the SHA-256 of everything at its end. It gets its name when it is
/// whole and on the disk. Blocks; used by one thread.
class SealedWriter
{
public:
    explicit SealedWriter(QString path, SealKey key = {});
    ~SealedWriter(); ///< Removes what was not committed.
    Q_DISABLE_COPY_MOVE(SealedWriter)

    /// Errors, like those of the next two: Unavailable/DirectoryUnusable (field = the file).
    Result<void> open();
    Result<void> write(const QByteArray &bytes);
    /// Gives the size of the file.
    Result<qint64> commit();

    /// All of it at once; an older file of the name is replaced.
    static Result<qint64> write(const QString &path, const QByteArray &bytes,
                                const SealKey &key = {});

private:
    struct Machine;
    Result<void> pack(const QByteArray &bytes, bool last);
    Result<void> putFrame(const QByteArray &packed);
    Result<void> put(const QByteArray &bytes);
    Error failure(const QString &why) const;

    const QString m_path;
    const SealKey m_key;
    QFile m_file;
    QCryptographicHash m_sum {QCryptographicHash::Sha256};
    std::unique_ptr<Machine> m_machine;
};

/// Reads such a file back, portion by portion; memory is bounded whatever the file says. Blocks;
/// used by one thread.
class SealedReader
{
public:
    explicit SealedReader(QString path, SealKey key = {});
    ~SealedReader();
    Q_DISABLE_COPY_MOVE(SealedReader)

    /// Errors: Unavailable/DirectoryUnusable (it cannot be read); Denied/BadField, field "key" (it
    /// is encrypted and there is no key, or another one); Conflict (field = the file: it is not
    /// what was written).
    Result<void> open();
    /// The next portion, at most 1 MiB; empty at the end, whose sum has then been checked. Errors:
    /// as above.
    Result<QByteArray> read();

    /// All of it, at most @p limit bytes. Errors: as above.
    static Result<QByteArray> whole(const QString &path, const SealKey &key, qint64 limit);
    /// Reads @p path and compares its sum; needs no key. Errors: as above, but for Denied.
    static Result<void> check(const QString &path);

private:
    struct Machine;
    Result<void> nextFrame();
    Result<void> checkEnd();
    Result<QByteArray> take(qsizetype size);
    Error changed() const;

    const QString m_path;
    const SealKey m_key;
    QFile m_file;
    QCryptographicHash m_sum {QCryptographicHash::Sha256};
    std::unique_ptr<Machine> m_machine;
};
