#include "point_in_time_tills.h"

#include "data_directory.h"
#include "journal_rebuild.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageEntries = 5'000;

}

KnownTill tillByItsReceipts(const QUuid &till, const std::vector<Entry> &entries)
{
    KnownTill known {.till = till};
    for (const Entry &entry : entries) {
        const Result<Receipt> receipt = receiptOf(entry.bytes);
        if (!receipt)
            continue;
        known.prefix = receipt->prefix;
        known.number = receipt->prefix.chopped(1).toInt();
    }
    return known;
}

RestoredTills::RestoredTills(const DatabaseAddress &address, const EntryCopies &copies,
                             const DataDirectory &directory)
    : m_address(address)
    , m_copies(copies)
    , m_directory(directory)
{
}

Result<void> RestoredTills::readTills()
{
    if (m_history)
        return {};
    Result<std::unique_ptr<TillHistory>> history = TillHistory::open(m_address);
    if (!history)
        return history.error();
    Result<std::vector<KnownTill>> known = (*history)->tills();
    if (!known)
        return known.error();
    m_known = *std::move(known);
    m_history = *std::move(history);
    return {};
}

Result<std::optional<PointInTimeTill>> RestoredTills::rebuild(const QUuid &till)
{
    if (const Result<void> read = readTills(); !read)
        return read.error();
    const auto found = std::ranges::find(m_known, till, &KnownTill::till);
    const qint64 stored = found == m_known.end() ? 0 : found->head;
    const Result<std::vector<Entry>> copied = m_copies.entriesAfter(till, stored);
    if (!copied)
        return copied.error();
    if (found == m_known.end() && copied->empty())
        return std::optional<PointInTimeTill>();
    return make(found == m_known.end() ? tillByItsReceipts(till, *copied) : *found, *copied);
}

Result<std::optional<PointInTimeTill>> RestoredTills::make(const KnownTill &known,
                                                           const std::vector<Entry> &copied)
{
    auto journal = JournalRebuild::begin(m_directory.tillFolder(known.till), known.till);
    if (!journal)
        return journal.error();
    while ((*journal)->head() < known.head) {
        const Result<std::vector<Entry>> page =
            m_history->entriesAfter(known.till, (*journal)->head(), pageEntries);
        if (!page)
            return page.error();
        if (page->empty())
            return Error {
                .code = Error::Code::Conflict,
                .field = u"entries"_s,
                .left = (*journal)->head() + 1,
                .detail = u"the restored database lacks an entry of till %1"_s.arg(known.prefix)};
        if (const Result<void> added = (*journal)->add(*page); !added)
            return added.error();
    }
    const Result<void> added = (*journal)->add(copied);
    if (!added && added.error().code != Error::Code::Conflict)
        return added.error();
    if (const Result<void> whole = (*journal)->finish(known.number, known.prefix, known.head);
        !whole)
        return whole.error();
    const qint64 head = (*journal)->head();
    if (const qint64 last = m_copies.lastOf(known.till); last > head) {
        m_notes.append(u"till %1: copies of later entries do not continue what the database "
                       "holds, and are left out; it goes on under a new id, so that no number is "
                       "given twice"_s.arg(known.prefix));
        if (const Result<void> noted = (*journal)->noteLost(last); !noted)
            return noted.error();
    }
    return std::optional(
        PointInTimeTill {.till = known.till, .inDatabase = known.head, .head = head});
}
