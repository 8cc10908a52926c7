#include "clock_watch.h"

#include "host_system.h"

#include <cstdlib>

namespace {
// What a time server may correct in one step without anybody being asked.
constexpr qint64 toleranceMs = 60'000;
}

ClockWatch::Reading ClockWatch::read()
{
    return {.clockMs = QDateTime::currentMSecsSinceEpoch(), .uptimeMs = msSinceBoot()};
}

bool ClockWatch::suspect(const QDateTime &at, const QDateTime &lastAt, Reading now) const
{
    const qint64 jumpMs = (now.clockMs - m_before.clockMs) - (now.uptimeMs - m_before.uptimeMs);
    return (lastAt.isValid() && at < lastAt) || std::abs(jumpMs) > toleranceMs;
}
