#pragma once

#include "entry.h"
#include "wal_sealed_file.h"

#include <QDateTime>
#include <QHash>

#include <limits>
#include <vector>

class JournalReader;

/// Copies of the tills' entries on the backup target, TARGET/entries/TILL: what the database does
/// not hold yet survives the loss of this machine. Pieces of a chain in files named by their first
/// and last sequence. Blocks; used by one thread.
class EntryCopies
{
public:
    explicit EntryCopies(const QString &target, SealKey key = {});

    /// Copies what @p journal holds beyond the copies; at first beyond what the database is known
    /// to hold, and beyond @p held, so that they go on where every restore ends. Copies that
    /// contradict the journal are moved aside. Gives the last sequence copied. Errors: as
    /// JournalReader; as SealedWriter.
    Result<qint64> copy(const QUuid &till, JournalReader &journal, const QDateTime &now,
                        qint64 held = std::numeric_limits<qint64>::max());
    /// Notes beside the copies that @p shop makes them, see BackupHead::shop. Errors:
    /// Unavailable/DirectoryUnusable (field = the file).
    Result<void> noteShop(const QUuid &till, const QString &shop) const;
    /// Whether the copies of @p till were made by @p shop, among others.
    bool madeBy(const QString &shop, const QUuid &till) const;
    /// The last sequence that a file of @p till names, readable or not; 0: none.
    qint64 lastOf(const QUuid &till) const;
    /// All tills that have copies.
    std::vector<QUuid> tills() const;
    /// What follows @p sequence without a gap, in order; may be nothing. Errors: as SealedReader;
    /// Conflict (field = the file: a link of the chain does not hold).
    Result<std::vector<Entry>> entriesAfter(const QUuid &till, qint64 sequence) const;
    /// Removes files whose entries are all up to @p held and which were written before @p before,
    /// and what was moved aside before then.
    void prune(const QUuid &till, qint64 held, const QDateTime &before) const;

private:
    /// A file of entries.
    struct Piece {
        QString path;
        qint64 first = 0;
        qint64 last = 0;
    };
    QString folderOf(const QUuid &till) const;
    std::vector<Piece> pieces(const QUuid &till) const;
    Result<std::vector<Entry>> read(const Piece &piece) const;
    Result<Piece> write(const QUuid &till, const std::vector<Entry> &entries) const;
    Result<bool> agrees(const Piece &last, JournalReader &journal, qint64 head) const;
    Result<void> setAside(const QUuid &till, const QDateTime &now);
    Result<qint64> copyAfter(const QUuid &till, JournalReader &journal, qint64 sequence);
    Result<void> append(const QUuid &till, const std::vector<Entry> &entries);

    const QString m_root;
    const SealKey m_key;
    QHash<QUuid, qint64> m_agreed; ///< Copies up to here were compared with the journal.
};

/// Entries as the files hold them; nothing when @p bytes are something else.
QByteArray entriesText(const std::vector<Entry> &entries);
std::optional<std::vector<Entry>> entriesFromText(const QByteArray &bytes);
