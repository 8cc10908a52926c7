#pragma once

#include "clock.h"

/// The machine's clock. A value; thread-safe.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};
