#include "upload_lag.h"

#include <algorithm>

void UploadLag::note(const JournalState &state, qint64 waiting)
{
    constexpr size_t mostHeads = 10'000; // Those after them count from when there is room again.
    if (state.till != m_till)
        m_heads.clear();
    m_till = state.till;
    const qint64 stored = state.head - waiting;
    while (!m_heads.empty() && m_heads.front().sequence <= stored)
        m_heads.pop_front();
    const qint64 seen = m_heads.empty() ? stored : m_heads.back().sequence;
    if (state.head > seen && m_heads.size() < mostHeads)
        m_heads.push_back({.sequence = state.head, .atMs = state.lastAt.toMSecsSinceEpoch()});
    m_waiting = waiting;
    m_oldestAtMs = m_heads.empty() ? 0 : m_heads.front().atMs;
}

std::chrono::milliseconds UploadLag::lag(const QDateTime &now) const
{
    const qint64 oldestAtMs = m_oldestAtMs;
    const qint64 lagMs = oldestAtMs == 0 ? 0 : now.toMSecsSinceEpoch() - oldestAtMs;
    return std::chrono::milliseconds(std::max<qint64>(0, lagMs)); // A clock may be set back.
}
