#pragma once

#include <QHash>

#include <algorithm>
#include <mutex>

/// Counts what it is told, from any thread.
class Tally
{
public:
    void add(qint64 id)
    {
        const std::lock_guard lock(m_mutex);
        ++m_times[id];
    }
    qsizetype size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_times.size();
    }
    int times(qint64 id) const
    {
        const std::lock_guard lock(m_mutex);
        return m_times.value(id);
    }
    int most() const
    {
        const std::lock_guard lock(m_mutex);
        int most = 0;
        for (const int times : m_times)
            most = std::max(most, times);
        return most;
    }

private:
    mutable std::mutex m_mutex;
    QHash<qint64, int> m_times;
};
