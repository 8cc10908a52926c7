#include "later_entries.h"

#include "head_mark.h"
#include "journal_reader.h"
#include "journal_rebuild.h"
#include "point_in_time_tills.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageEntries = 5'000;

QString name(const QUuid &till)
{
    return till.toString(QUuid::WithoutBraces);
}

}

LaterEntries::LaterEntries(LaterSources sources, const DataDirectory &draft,
                           std::vector<BackedJournal> journals)
    : m_sources(std::move(sources))
    , m_draft(draft)
    , m_journals(std::move(journals))
    , m_copies(m_sources.target, m_sources.key)
{
}

qint64 LaterEntries::Growing::head() const
{
    return journal ? journal->head() : 0;
}

Result<AddedEntries> LaterEntries::add()
{
    for (const QUuid &till : tills()) {
        if (const Result<void> added = addTo(till); !added)
            return added.error();
    }
    return m_added;
}

/// Those of the backup, and those that began after it.
std::vector<QUuid> LaterEntries::tills() const
{
    std::set<QUuid> all;
    for (const BackedJournal &journal : m_journals)
        all.insert(journal.till);
    if (m_sources.replaced) {
        const std::vector<QUuid> there = m_sources.replaced->tills();
        all.insert(there.begin(), there.end());
    }
    if (!m_sources.target.isEmpty()) {
        for (const QUuid &till : m_copies.tills()) {
            if (m_copies.madeBy(m_sources.shop, till))
                all.insert(till);
        }
    }
    return {all.begin(), all.end()};
}

bool LaterEntries::isOurs(const QUuid &till) const
{
    return std::ranges::any_of(
        m_journals, [&till](const BackedJournal &journal) { return journal.till == till; });
}

Result<void> LaterEntries::addTo(const QUuid &till)
{
    Growing growing {.till = till};
    if (isOurs(till)) {
        Result<std::unique_ptr<JournalRebuild>> journal =
            JournalRebuild::resume(m_draft.tillFolder(till), till);
        if (!journal)
            return journal.error();
        growing.journal = *std::move(journal);
        growing.resumed = true;
        growing.before = growing.head();
    }
    Result<void> added = addReplaced(growing);
    if (added)
        added = addCopies(growing);
    return added ? settle(growing) : added;
}

/// Nothing is newer than what the till itself held.
Result<void> LaterEntries::addReplaced(Growing &growing) const
{
    if (!m_sources.replaced)
        return {};
    const auto reader = JournalReader::open(m_sources.replaced->tillFolder(growing.till));
    if (!reader) {
        if (reader.error().code != Error::Code::NotFound)
            growing.refused.append(describe(reader.error()));
        return {};
    }
    if (const Result<JournalState> state = (*reader)->state()) {
        growing.number = state->tillNumber;
        growing.prefix = state->prefix;
    }
    for (;;) {
        const Result<std::vector<Entry>> page =
            (*reader)->entriesAfter(growing.head(), pageEntries);
        if (!page)
            growing.refused.append(describe(page.error()));
        if (!page || page->empty())
            return {};
        const qint64 before = growing.head();
        if (Result<void> added = append(growing, *page); !added)
            return added;
        if (growing.head() == before)
            return {}; // Refused.
    }
}

Result<void> LaterEntries::addCopies(Growing &growing) const
{
    if (m_sources.target.isEmpty() || m_copies.lastOf(growing.till) <= growing.head())
        return {};
    const Result<std::vector<Entry>> copied = m_copies.entriesAfter(growing.till, growing.head());
    if (!copied) {
        growing.refused.append(describe(copied.error()));
        return {};
    }
    if (growing.number == 0) {
        const KnownTill known = tillByItsReceipts(growing.till, *copied);
        growing.number = known.number;
        growing.prefix = known.prefix;
    }
    return append(growing, *copied);
}

Result<void> LaterEntries::append(Growing &growing, const std::vector<Entry> &entries) const
{
    if (entries.empty())
        return {};
    if (!growing.journal) {
        Result<std::unique_ptr<JournalRebuild>> made =
            JournalRebuild::begin(m_draft.tillFolder(growing.till), growing.till);
        if (!made)
            return made.error();
        growing.journal = *std::move(made);
    }
    Result<void> added = growing.journal->add(entries);
    if (added || added.error().code != Error::Code::Conflict)
        return added;
    growing.refused.append(describe(added.error()));
    return {};
}

qint64 LaterEntries::lastKnownOf(const QUuid &till) const
{
    qint64 last = m_sources.target.isEmpty() ? 0 : m_copies.lastOf(till);
    if (!m_sources.replaced)
        return last;
    const QString folder = m_sources.replaced->tillFolder(till);
    if (const std::optional<HeadMark::Entry> noted = HeadMark(folder).read())
        last = std::max(last, noted->sequence);
    const auto reader = JournalReader::open(folder);
    const Result<JournalState> state =
        reader ? (*reader)->state() : Result<JournalState>(reader.error());
    return state ? std::max(last, state->head) : last;
}

Result<void> LaterEntries::settle(const Growing &growing)
{
    if (!growing.journal)
        return {};
    Result<void> kept = growing.resumed
        ? growing.journal->finish()
        : growing.journal->finish(growing.number, growing.prefix, 0);
    if (!kept)
        return kept;
    const qint64 added = growing.head() - growing.before;
    m_added.entries += added;
    m_added.tills += added > 0 ? 1 : 0;
    const qint64 last = lastKnownOf(growing.till);
    if (last <= growing.head() && growing.refused.isEmpty())
        return {};
    return mark(growing, std::max(last, growing.head() + 1));
}

/// The till's next start finds that entries are missing which it had acknowledged.
Result<void> LaterEntries::mark(const Growing &growing, qint64 last)
{
    m_added.notes.append(
        u"till %1: what it wrote after entry %2 could not be brought back whole%3; it goes on "
        "under a new id, so that no number is given twice"_s.arg(name(growing.till))
            .arg(growing.head())
            .arg(growing.refused.isEmpty() ? QString()
                                           : u" ("_s + growing.refused.constFirst() + u')'));
    return growing.journal->noteLost(last);
}
