#include "journal_pruner.h"

#include "data_directory.h"
#include "journal.h"

#include <algorithm>

JournalPruner::JournalPruner(const DataDirectory &directory, std::vector<Journal *> open)
    : m_directory(directory)
    , m_open(std::move(open))
{
}

PruneReport JournalPruner::prune(const QHash<QUuid, TillHead> &held, const QDateTime &now) const
{
    PruneReport report;
    for (const QUuid &till : m_directory.tills()) {
        const auto backup = held.constFind(till);
        if (backup == held.constEnd())
            continue;
        if (Journal *own = openOne(till)) {
            pruneOne(*own, *backup, now, report);
            continue;
        }
        const auto journal = Journal::open(m_directory.tillFolder(till), till);
        if (journal)
            pruneOne(**journal, *backup, now, report);
        else if (journal.error().reason != Error::Reason::DirectoryOwned)
            report.failures.emplace_back(till, journal.error());
    }
    return report;
}

Journal *JournalPruner::openOne(const QUuid &till) const
{
    const auto own = std::ranges::find_if(
        m_open, [&till](const Journal *journal) { return journal->state().till == till; });
    return own == m_open.end() ? nullptr : *own;
}

void JournalPruner::pruneOne(Journal &journal, const TillHead &held, const QDateTime &now,
                             PruneReport &report)
{
    QFuture<Result<qint64>> pruned =
        journal.prune({.held = held, .before = now.addDays(-keptDays)});
    pruned.waitForFinished();
    ++report.journals;
    if (pruned.isCanceled() || pruned.resultCount() == 0)
        return; // The journal was closed meanwhile.
    const Result<qint64> gone = pruned.result();
    if (gone)
        report.entries += *gone;
    else
        report.failures.emplace_back(journal.state().till, gone.error());
}
