#include "journal_check.h"

#include "journal_file.h"

using namespace Qt::StringLiterals;

namespace {
Error wrong(const QString &field, qint64 sequence, const QString &detail)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::JournalForked,
            .field = field,
            .left = sequence,
            .detail = detail};
}
}

Result<JournalCheck::Progress> JournalCheck::step(JournalFile &file, int limit)
{
    const std::vector<Entry> entries = file.entriesAfter(m_end.sequence, limit);
    for (const Entry &entry : entries) {
        if (entry.sequence != m_end.sequence + 1 && skipPruned(file))
            return Progress::More;
        if (const Result<void> checked = check(file, entry); !checked)
            return checked.error();
        m_end.sequence = entry.sequence;
        m_end.hash = entry.hash;
    }
    if (!entries.empty())
        return Progress::More;
    if (const Result<void> end = checkEnd(); !end)
        return end.error();
    return Progress::Finished;
}

/// The journal may be pruned while it is being checked: goes on from where it begins now.
bool JournalCheck::skipPruned(JournalFile &file)
{
    const JournalCut now = file.cut();
    if (now.sequence <= m_end.sequence)
        return false;
    m_end = now;
    return true;
}

Result<void> JournalCheck::check(JournalFile &file, const Entry &entry)
{
    if (entry.sequence != m_end.sequence + 1)
        return wrong(u"seq"_s, m_end.sequence + 1, u"the entry is missing"_s);
    if (entry.till != m_state.till)
        return wrong(u"till"_s, entry.sequence, u"it belongs to another till"_s);
    const Result<std::optional<Receipt>> receipt = readLink(entry, m_end.hash);
    if (!receipt) {
        Error error = receipt.error();
        error.left = entry.sequence;
        return error;
    }
    // The index answers whether a sale was kept already: it must know the entry.
    if (const std::optional<Entry> found = file.entryOf(entry.uuid);
        !found || found->sequence != entry.sequence)
        return wrong(u"uuid"_s, entry.sequence, u"the entry is not found by its uuid"_s);
    return *receipt ? checkNumber(**receipt) : Result<void>();
}

Result<void> JournalCheck::checkNumber(const Receipt &receipt)
{
    if (receipt.number != m_end.number + 1)
        return wrong(u"number"_s, receipt.sequence, u"expected receipt %1"_s.arg(m_end.number + 1));
    m_end.number = receipt.number;
    return {};
}

Result<void> JournalCheck::checkEnd() const
{
    // Cutting the newest entries off breaks no link: what the till or the database knew of them
    // tells.
    const qint64 known = std::max(m_state.head, m_state.acknowledged);
    if (m_end.sequence < known)
        return wrong(u"seq"_s, m_end.sequence + 1, u"the journal once held entry %1"_s.arg(known));
    return {};
}
