#include "chain_check.h"

#include "audit_store.h"
#include "data_directory.h"
#include "journal_reader.h"
#include "waited.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace {

QString name(const QUuid &till)
{
    return till.toString(QUuid::WithoutBraces);
}

/// The hash that a journal has at @p sequence, its beginning included; empty where it holds none.
QByteArray hashIn(JournalReader &journal, const JournalState &state, qint64 sequence)
{
    if (sequence == state.cut.sequence)
        return state.cut.hash;
    const Result<Entry> entry = journal.entryAt(sequence);
    return entry ? entry->hash : QByteArray();
}

}

ChainCheck::ChainCheck(AuditStore &audit, const DataDirectory &directory,
                       std::vector<ChainAnchor> anchors)
    : m_audit(audit)
    , m_directory(directory)
    , m_anchors(std::move(anchors))
{
}

Result<void> ChainCheck::run()
{
    const Result<std::vector<TillHead>> heads = waited(m_audit.heads());
    if (!heads)
        return heads.error();
    std::map<QUuid, TillHead> stored;
    for (const TillHead &head : *heads)
        stored.emplace(head.till, head);
    for (const ChainAnchor &anchor : m_anchors)
        stored.try_emplace(anchor.till, TillHead {.till = anchor.till, .hash = {}});
    const std::vector<QUuid> tills = m_directory.tills();
    const std::set<QUuid> here(tills.begin(), tills.end());
    for (const QUuid &till : here) {
        const TillHead none {.till = till, .hash = {}};
        const Result<void> checked =
            checkJournal(till, stored.contains(till) ? stored.at(till) : none);
        if (!checked)
            return checked.error();
    }
    for (const auto &[till, head] : stored) {
        if (!here.contains(till))
            notChecked.append(
                u"the journal of till %1 is not under this directory"_s.arg(name(till)));
        if (const Result<void> checked = checkAnchors(head, here.contains(till)); !checked)
            return checked.error();
    }
    return {};
}

Result<void> ChainCheck::checkJournal(const QUuid &till, const TillHead &stored)
{
    const auto reader = JournalReader::open(m_directory.tillFolder(till));
    if (!reader) {
        findings.append(
            u"journal of till %1: cannot be read: %2"_s.arg(name(till), describe(reader.error())));
        return {};
    }
    ++journals;
    if (const Result<void> chain = (*reader)->verify(); !chain) {
        const Error &error = chain.error();
        findings.append(error.code == Error::Code::Conflict
                            ? u"journal of till %1: entry %2: %3 was changed"_s.arg(name(till))
                                  .arg(error.left.value_or(0))
                                  .arg(error.field)
                            : u"journal of till %1: %2"_s.arg(name(till), describe(error)));
        return {};
    }
    const Result<JournalState> state = (*reader)->state();
    if (!state) {
        findings.append(u"journal of till %1: %2"_s.arg(name(till), describe(state.error())));
        return {};
    }
    if (state->till != till) {
        findings.append(
            u"journal of till %1: it is that of till %2"_s.arg(name(till), name(state->till)));
        return {};
    }
    checkAnchorsOf(**reader, *state);
    return compare(**reader, *state, stored);
}

Result<void> ChainCheck::compare(JournalReader &journal, const JournalState &state,
                                 const TillHead &stored)
{
    if (stored.sequence > state.head) {
        findings.append(
            u"till %1: the database holds entry %2, the journal ends at %3"_s.arg(name(state.till))
                .arg(stored.sequence)
                .arg(state.head));
        return {};
    }
    if (stored.sequence < state.cut.sequence) {
        findings.append(u"till %1: the database ends at entry %2, the journal begins after %3"_s
                            .arg(name(state.till))
                            .arg(stored.sequence)
                            .arg(state.cut.sequence));
        return {};
    }
    if (stored.sequence == 0 || hashIn(journal, state, stored.sequence) == stored.hash)
        return {};
    const Result<qint64> first = firstDifference(journal, state, stored.sequence);
    if (!first)
        return first.error();
    findings.append(
        u"till %1: entry %2 differs between the journal and the database%3"_s.arg(name(state.till))
            .arg(*first)
            .arg(*first == state.cut.sequence && *first > 0
                     ? u", or one before it that the journal holds no longer"_s
                     : u", and so does every one after it"_s));
    return {};
}

/// Chains that part never meet again, so the first difference is found by halving.
Result<qint64> ChainCheck::firstDifference(JournalReader &journal, const JournalState &state,
                                           qint64 upTo)
{
    qint64 same = state.cut.sequence;
    if (same > 0) {
        const Result<bool> beginning = agrees(journal, state, same);
        if (!beginning || !*beginning)
            return beginning ? Result<qint64>(same) : beginning.error();
    }
    qint64 different = upTo;
    while (different - same > 1) {
        const qint64 middle = same + (different - same) / 2;
        const Result<bool> there = agrees(journal, state, middle);
        if (!there)
            return there.error();
        (*there ? same : different) = middle;
    }
    return different;
}

Result<bool> ChainCheck::agrees(JournalReader &journal, const JournalState &state, qint64 sequence)
{
    const Result<QByteArray> theirs = waited(m_audit.entryHash(state.till, sequence));
    if (!theirs && theirs.error().code != Error::Code::NotFound)
        return theirs.error();
    return theirs && *theirs == hashIn(journal, state, sequence);
}

std::vector<ChainAnchor> ChainCheck::anchorsOf(const QUuid &till) const
{
    std::vector<ChainAnchor> anchors;
    std::ranges::copy_if(m_anchors, std::back_inserter(anchors),
                         [&till](const ChainAnchor &anchor) { return anchor.till == till; });
    std::ranges::stable_sort(anchors, {}, &ChainAnchor::sequence);
    return anchors;
}

/// Journal and database may have been rewritten both.
void ChainCheck::checkAnchorsOf(JournalReader &journal, const JournalState &state)
{
    qint64 same = 0;
    for (const ChainAnchor &anchor : anchorsOf(state.till)) {
        if (anchor.sequence < state.cut.sequence)
            continue;
        if (hashIn(journal, state, anchor.sequence) == anchor.hash) {
            same = anchor.sequence;
            continue;
        }
        findings.append(
            u"journal of till %1: one of the entries %2 to %3 is not what was noted at %4"_s
                .arg(name(state.till))
                .arg(same + 1)
                .arg(anchor.sequence)
                .arg(anchor.occasion));
        return;
    }
}

Result<void> ChainCheck::checkAnchors(const TillHead &stored, bool journalHere)
{
    qint64 same = 0;
    for (const ChainAnchor &anchor : anchorsOf(stored.till)) {
        // What the database lacks of it the journal sends again.
        if (anchor.sequence > stored.sequence && journalHere)
            break;
        const Result<QByteArray> hash = waited(m_audit.entryHash(stored.till, anchor.sequence));
        if (!hash && hash.error().code != Error::Code::NotFound)
            return hash.error();
        ++anchorsSeen;
        if (hash && *hash == anchor.hash) {
            same = anchor.sequence;
            continue;
        }
        findings.append(
            u"till %1: one of the entries %2 to %3 is not what was noted at %4 (entry %3)"_s
                .arg(name(stored.till))
                .arg(same + 1)
                .arg(anchor.sequence)
                .arg(anchor.occasion));
        break;
    }
    return {};
}
