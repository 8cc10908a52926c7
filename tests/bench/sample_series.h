#pragma once

#include <QtGlobal>

#include <chrono>
#include <vector>

/// What a series of times comes to. A value.
struct TimeFigures {
    qint64 count = 0;
    std::chrono::microseconds p50 {0};
    std::chrono::microseconds p95 {0};
    std::chrono::microseconds p99 {0};
    std::chrono::microseconds max {0};
};

/// Times of one kind of thing, each kept. A value.
class SampleSeries
{
public:
    void add(std::chrono::nanoseconds time);
    /// All of @p other.
    void add(const SampleSeries &other);
    bool empty() const { return m_times.empty(); }
    TimeFigures figures() const;

private:
    std::vector<qint32> m_times; ///< Microseconds, rounded up.
};
