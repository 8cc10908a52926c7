#pragma once

#include "clock.h"

#include <mutex>

/// A clock that stands still until the test moves it. Thread-safe.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(QDateTime start = QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC))
        : m_now(std::move(start))
    {
    }
    QDateTime now() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_now;
    }
    void set(const QDateTime &now)
    {
        const std::lock_guard lock(m_mutex);
        m_now = now;
    }
    void advanceMs(qint64 ms)
    {
        const std::lock_guard lock(m_mutex);
        m_now = m_now.addMSecs(ms);
    }

private:
    mutable std::mutex m_mutex;
    QDateTime m_now;
};
