#pragma once

#include <QDateTime>

/// The time, asked for by everything that needs it; real in the program, driven by hand in tests
/// and by the recorded times in a replay. Implementations are thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Now, in UTC.
    virtual QDateTime now() const = 0;
};
