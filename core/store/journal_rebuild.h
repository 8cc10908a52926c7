#pragma once

#include "entry.h"

#include <memory>
#include <vector>

class JournalFile;

/// Makes the journal of a till anew from its entries, wherever they were kept. Each link is checked
/// as it is added. Blocks; owned and used by one thread. Not to be opened by a till before
/// finish().
class JournalRebuild
{
public:
    /// Makes @p folder/journal.sqlite. Errors: Unavailable/JournalUnwritable (field = the file).
    static Result<std::unique_ptr<JournalRebuild>> begin(const QString &folder, const QUuid &till);
    /// Goes on behind the last entry of the journal in @p folder, which no till has open. Errors:
    /// NotFound (no journal there), Conflict (field "till": it is another till's),
    /// Unavailable/JournalUnwritable.
    static Result<std::unique_ptr<JournalRebuild>> resume(const QString &folder, const QUuid &till);
    ~JournalRebuild();
    Q_DISABLE_COPY_MOVE(JournalRebuild)

    qint64 head() const { return m_head; }
    /// @p entries follow head(), in order. Errors: Conflict (field = what differs, left = the
    /// sequence; nothing of these was kept); Unavailable/JournalUnwritable.
    Result<void> add(const std::vector<Entry> &entries);
    /// Brings everything to the disk. @p number and @p prefix as the till prints them.
    Result<void> finish(int number, const QString &prefix, qint64 acknowledged);
    /// The same for a journal that was resumed.
    Result<void> finish();
    /// Notes that the till wrote entries up to @p last which are not here: the next start takes a
    /// new id, so that no number is given twice. After finish(). Errors:
    /// Unavailable/DirectoryUnusable (field = the note).
    Result<void> noteLost(qint64 last) const;

private:
    JournalRebuild(QString path, const QUuid &till, std::unique_ptr<JournalFile> file);
    Result<void> checkAll(const std::vector<Entry> &entries) const;

    const QString m_path;
    const QUuid m_till;
    std::unique_ptr<JournalFile> m_file;
    qint64 m_head = 0;
    QByteArray m_headHash = genesisHash();
};
