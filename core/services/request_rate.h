#pragma once

#include "result.h"

#include <QString>

/// How often somebody may do a thing: @p count times per period, and @p burst times at once after a
/// pause. A value; without a count there is no limit.
struct RequestRate {
    int count = 0;
    int periodMs = 1'000;
    int burst = 0;
    bool operator==(const RequestRate &) const = default;

    bool limited() const { return count > 0; }
};

/// Reads "20/s burst 60", "30/min burst 10", "5/h burst 5" or "unlimited"; counts from 1 to
/// 1,000,000. Errors: Invalid/BadField, detail = "must be …".
Result<RequestRate> requestRate(const QString &text);
/// As requestRate() reads it.
QString requestRateText(const RequestRate &rate);
