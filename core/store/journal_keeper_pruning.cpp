#include "journal_keeper.h"
#include "journal_keeper_persist.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Error notHeld(qint64 sequence)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::JournalForked,
            .field = u"hash"_s,
            .left = sequence,
            .detail = u"the backup holds another entry %1 than the journal"_s.arg(sequence)};
}

}

Result<qint64> JournalKeeper::prune(const JournalPruning &rule, int limit)
{
    if (const Result<void> held = checkHeld(rule.held); !held)
        return held.error();
    const Result<JournalCut> cut = cutOf(rule, limit);
    if (!cut)
        return cut.error();
    const qint64 gone = cut->sequence - m_state.cut.sequence;
    if (gone == 0)
        return 0;
    return persist([&]() -> Result<qint64> {
        m_file->begin(SqliteConnection::Sync::Full);
        m_file->prune(*cut);
        m_file->commit();
        m_state.cut = *cut;
        m_logUsed = true;
        return gone;
    });
}

/// A backup of another chain holds nothing of this one.
Result<void> JournalKeeper::checkHeld(const TillHead &held)
{
    if (held.sequence < m_state.cut.sequence)
        return {};
    if (held.sequence == m_state.cut.sequence)
        return held.hash == m_state.cut.hash || held.sequence == 0 ? Result<void>()
                                                                   : notHeld(held.sequence);
    const Result<std::vector<Entry>> own = entriesAfter(held.sequence - 1, 1);
    if (!own)
        return own.error();
    const bool same =
        !own->empty() && own->front().sequence == held.sequence && own->front().hash == held.hash;
    return same ? Result<void>() : notHeld(held.sequence);
}

/// Where the journal may begin, at most @p limit entries on; a damaged entry is left for verify.
/// What came from a file stays: a replay reads in the journal what of the file is sold, and its
/// receipts are old on the day they are written.
Result<JournalCut> JournalKeeper::cutOf(const JournalPruning &rule, int limit)
{
    JournalCut cut = m_state.cut;
    const qint64 last = std::min(
        {rule.held.sequence, m_state.acknowledged, m_state.head - JournalPruning::keptLeast});
    const Result<std::vector<Entry>> entries = entriesAfter(cut.sequence, limit);
    if (!entries)
        return entries.error();
    for (const Entry &entry : *entries) {
        const QDateTime at = JournalFile::timeOf(entry);
        if (entry.sequence > last || !at.isValid() || at >= rule.before)
            break;
        const Result<std::optional<Receipt>> receipt = readLink(entry, cut.hash);
        if (!receipt || entry.sequence != cut.sequence + 1)
            break;
        if (*receipt && !(*receipt)->sourceKey.isEmpty())
            break;
        cut = {.sequence = entry.sequence,
               .hash = entry.hash,
               .number = *receipt ? (*receipt)->number : cut.number};
    }
    return cut;
}
