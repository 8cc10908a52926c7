#pragma once

#include "notifier.h"

#include <QHash>

#include <chrono>
#include <mutex>
#include <optional>
#include <vector>

/// Hears, as any program may, that changes of orders were committed, and keeps when. Owned by the
/// benchmark; any thread may ask.
class CommitEar
{
public:
    using Clock = std::chrono::steady_clock;

    explicit CommitEar(const DatabaseAddress &address);

    bool listening() const { return m_notifier.listening(); }
    /// When change number @p index of an order was committed, if that was heard already.
    std::optional<Clock::time_point> heard(qint64 order, int index) const;

private:
    mutable std::mutex m_mutex;
    QHash<qint64, std::vector<Clock::time_point>> m_heard; ///< Under m_mutex.
    Notifier m_notifier; // Last: it calls.
};
