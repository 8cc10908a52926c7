#pragma once

#include "result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <optional>

// A file of blocks: "BKHSBAK1", the length of a head and the head, its sum; then for each block its
// length (the highest bit marks the last one), its bytes, and a sum over the sum before, the length
// and the bytes. So no byte can change, go or come unseen, and the block where it happened is
// known.

/// Writes such a file from front to end. Owned and used by one thread, which may wait.
class BlockWriter
{
public:
    enum class Place { Inner, Last };
    /// Errors of all: Unavailable/DirectoryUnusable (field = the file, detail = the system's
    /// words).
    Result<void> open(const QString &path, const QByteArray &head);
    Result<void> write(const QByteArray &block, Place place = Place::Inner);
    /// Brings it to the disk itself.
    Result<void> finish();
    /// The sum up to here: binds what comes to what was.
    QByteArray sum() const { return m_sum; }
    qint64 size() const { return m_file.pos(); }

private:
    Result<void> put(const QByteArray &bytes);
    Error failure() const;

    QFile m_file;
    QByteArray m_sum;
};

/// Reads such a file and checks it. Owned and used by one thread, which may wait.
class BlockReader
{
public:
    struct Block {
        QByteArray bytes;
        QByteArray sumBefore; ///< As BlockWriter::sum() was when it was written.
        bool last = false;
    };
    /// Gives the head. Errors: NotFound (no such file); Unavailable (cannot be read);
    /// Conflict/BackupDamaged (field = the file, detail = which bytes).
    Result<QByteArray> open(const QString &path);
    /// Errors: as above.
    Result<Block> read();
    /// Where the block that was read last begins and ends, as "bytes 120 to 4,300".
    QString place() const;
    QString path() const { return m_file.fileName(); }
    qint64 position() const { return m_file.pos(); }

private:
    Error damaged(const QString &what) const;
    Result<QByteArray> take(qint64 count, const QString &what);
    Result<void> checkSum(const QByteArray &covered, const QString &what);

    QFile m_file;
    QByteArray m_sum;
    qint64 m_begin = 0;
};
