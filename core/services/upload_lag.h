#pragma once

#include "journal_state.h"

#include <atomic>
#include <chrono>
#include <deque>

/// How far the database is behind a till's journal. Told on the main thread whenever something was
/// written or uploaded; asked on any. Owned by the counter.
class UploadLag
{
public:
    /// @p waiting of the journal's entries are not known to be in the database.
    void note(const JournalState &state, qint64 waiting);

    qint64 waiting() const { return m_waiting; }
    /// How long the oldest of them has waited at @p now; 0 when none waits.
    std::chrono::milliseconds lag(const QDateTime &now) const;

private:
    struct Head {
        qint64 sequence;
        qint64 atMs;
    };

    QUuid m_till;
    std::deque<Head> m_heads; ///< Of those that wait, as far as they were seen; oldest first.
    std::atomic<qint64> m_waiting = 0;
    std::atomic<qint64> m_oldestAtMs = 0; ///< Since 1970; 0 = none waits.
};
