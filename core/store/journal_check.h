#pragma once

#include "entry.h"
#include "journal_state.h"

class JournalFile;

/// Recomputes a journal from its first entry on, in slices, so that sales can go on between. A
/// value of whoever verifies.
class JournalCheck final
{
public:
    enum class Progress { More, Finished };

    explicit JournalCheck(JournalState state)
        : m_state(std::move(state))
        , m_end(m_state.cut)
    {
    }
    /// Checks up to @p limit further entries. Errors: Conflict with field = what differs, left =
    /// sequence. Throws SqliteFailure.
    Result<Progress> step(JournalFile &file, int limit);

private:
    Result<void> check(JournalFile &file, const Entry &entry);
    Result<void> checkNumber(const Receipt &receipt);
    bool skipPruned(JournalFile &file);
    Result<void> checkEnd() const;

    const JournalState m_state; ///< As it was when the check began: the end must reach that far.
    JournalCut m_end; ///< Of what has been checked so far.
};
