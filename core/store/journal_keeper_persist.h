#pragma once

#include "journal_keeper.h"

// The body of JournalKeeper::persist(), for the files that its functions stand in.

/// Runs @p work until it ends without a SQLite failure, each time on a fresh connection, a bounded
/// number of times.
template <typename F> auto JournalKeeper::persist(F work) -> std::invoke_result_t<F &>
{
    constexpr int attemptLimit = 3;
    for (int attempt = 0; attempt < attemptLimit; ++attempt) {
        try {
            if (const Result<void> ready = makeReady(); !ready)
                return ready.error();
            return work();
        } catch (const SqliteFailure &failure) {
            fail(failure);
        }
    }
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::JournalUnwritable,
                  .field = m_path,
                  .detail = m_lastFailure};
}
