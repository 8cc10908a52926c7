#include "token_bucket.h"

#include <algorithm>

namespace {

/// The time in which one token comes back, rounded up: never more than the rate says.
qint64 interval(const RequestRate &rate)
{
    constexpr qint64 microsPerMs = 1'000;
    return (rate.periodMs * microsPerMs + rate.count - 1) / rate.count;
}

}

qint64 fillTime(const RequestRate &rate)
{
    return rate.limited() ? interval(rate) * rate.burst : 0;
}

qint64 TokenBucket::take(const RequestRate &rate, qint64 now)
{
    if (!rate.limited())
        return 0;
    const qint64 after = std::max(fullAt, now) + interval(rate);
    const qint64 wait = after - now - fillTime(rate);
    if (wait > 0)
        return wait;
    fullAt = after;
    return 0;
}
