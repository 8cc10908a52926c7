#pragma once

#include "catalogue.h"
#include "error.h"

#include <QDateTime>

class DataDirectory;
class Journal;

/// What became of the journals of a data directory. A value.
struct PruneReport {
    int journals = 0; ///< Looked into.
    qint64 entries = 0; ///< Let go of.
    std::vector<std::pair<QUuid, Error>> failures; ///< Journals that kept all for a reason.
};

/// Lets go of what the journals of a data directory need to hold no longer: entries that the oldest
/// verified backup still kept holds, that the database holds too, and that are 400 days old. What
/// is left verifies, uploads and refunds as before. Blocks as long as the disk does; owned and used
/// by one thread that may wait.
class JournalPruner final
{
public:
    static constexpr int keptDays = 400;

    /// @p open are journals that this program holds itself; all outlive the pruner.
    JournalPruner(const DataDirectory &directory, std::vector<Journal *> open);

    /// @p held: per till the head that the oldest verified backup still kept holds; a till that is
    /// not in it keeps everything, and so do all without backups. Journals that another program
    /// holds are left alone.
    PruneReport prune(const QHash<QUuid, TillHead> &held, const QDateTime &now) const;

private:
    Journal *openOne(const QUuid &till) const;
    static void pruneOne(Journal &journal, const TillHead &held, const QDateTime &now,
                         PruneReport &report);

    const DataDirectory &m_directory;
    const std::vector<Journal *> m_open;
};
