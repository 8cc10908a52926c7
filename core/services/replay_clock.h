#pragma once

#include "clock.h"

#include <atomic>

/// Shows the recorded time of the receipt that a replay sells. Owned by whoever composes the
/// replay; thread-safe.
class ReplayClock final : public Clock
{
public:
    QDateTime now() const override
    {
        return QDateTime::fromMSecsSinceEpoch(m_msSinceEpoch.load(), Qt::UTC);
    }
    void set(const QDateTime &moment) { m_msSinceEpoch = moment.toMSecsSinceEpoch(); }

private:
    std::atomic<qint64> m_msSinceEpoch = 0;
};
