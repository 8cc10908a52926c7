#include "database_note.h"
#include "failpoint.h"
#include "move_run.h"

using namespace Qt::StringLiterals;

// How a move is given up or taken back without its copy; how it goes on is in move_run.cpp.

namespace {

Error conflict(const QString &sentence)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::StateNotAllowed,
            .detail = sentence};
}

}

Result<void> MoveRun::giveUp(const MoveState &state)
{
    if (const Result<void> opened = openEnds(); !opened)
        return opened.error();
    const Result<CopyFacts> facts = m_to->facts();
    if (!facts)
        return facts.error();
    if (facts->holdsShop && facts->note == state.note()) {
        const Result<TableSums> copied = m_to->sums();
        if (!copied)
            return copied.error();
        if (*copied != state.sums)
            return conflict(u"somebody used the copy in %1; look what it is and remove it"_s.arg(
                m_plan.to.words));
        if (const Result<void> dropped = m_to->drop(); !dropped)
            return dropped.error();
    }
    failpoint("move.dropped");
    if (const Result<void> noted = m_from->setNote({}); !noted)
        return noted.error();
    return MoveState::remove(m_plan.directory);
}

/// As the shop left it; or, when a move back was under way, the copy that this has made there.
Result<void> MoveRun::checkLeft(CopyEnd &end, const MoveState &state) const
{
    Result<CopyFacts> facts = end.facts();
    if (facts && !facts->holdsShop) { // A move back has set it aside and come no further.
        if (const Result<void> brought = end.bringBack(); !brought)
            return brought.error();
        facts = end.facts();
    }
    if (!facts)
        return facts.error();
    const bool left = facts->holdsShop && (isMovedNote(facts->note) || facts->note.isEmpty());
    if (left)
        return {};
    const bool copied = facts->holdsShop && facts->note == state.note();
    const Result<TableSums> sums = copied ? end.sums() : TableSums();
    if (copied && sums && *sums == state.sums)
        return {};
    return conflict(u"%1 is not as the shop left it"_s.arg(m_plan.from.words));
}

Result<void> MoveRun::returnWithoutCopy(const MoveState &state)
{
    const Result<std::unique_ptr<CopyEnd>> end = CopyEnd::open(m_plan.from.address);
    if (!end)
        return end.error();
    if (const Result<void> left = checkLeft(**end, state); !left)
        return left.error();
    if (const Result<void> noted = (*end)->setNote({}); !noted)
        return noted.error();
    failpoint("move.reopened");
    if (const Result<void> written = writeSetting(m_plan.from.setting); !written)
        return written.error();
    failpoint("move.returned");
    return MoveState::remove(m_plan.directory);
}
