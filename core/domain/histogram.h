#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>
#include <chrono>
#include <span>
#include <vector>

/// What a histogram held at one moment. A value.
struct HistogramReading {
    std::span<const qint64> bounds; ///< Upper ends, rising; of a table that lives for ever.
    std::vector<qint64> counts; ///< One for each bound and one for all beyond.
    qint64 sum = 0;
    int decimals = 0; ///< Of a bound and of the sum: 9 for seconds counted in nanoseconds.
};

/// Upper ends of buckets for what takes microseconds to seconds, in nanoseconds.
extern const std::array<qint64, 16> shortTimes;
/// For what takes milliseconds to ten minutes, in nanoseconds.
extern const std::array<qint64, 15> longTimes;
/// For numbers of things that go together, up to a hundred.
extern const std::array<qint64, 8> batchSizes;

/// Counts values by fixed buckets, in a few nanoseconds: of plain numbers where one thread counts
/// and reads, of atomic ones (relaxed) where several do. A member of whoever measures.
template <typename Cell> class HistogramOf
{
public:
    static constexpr size_t mostBounds = 16;

    /// @p bounds lives for ever; @p decimals as in HistogramReading.
    HistogramOf(std::span<const qint64> bounds, int decimals)
        : m_bounds(bounds)
        , m_decimals(decimals)
    {
        Q_ASSERT(bounds.size() <= mostBounds);
    }

    void add(qint64 value)
    {
        size_t bucket = 0;
        while (bucket < m_bounds.size() && value > m_bounds[bucket])
            ++bucket;
        increase(m_counts[bucket], 1);
        increase(m_sum, value);
    }
    void add(std::chrono::nanoseconds time) { add(qint64(time.count())); }

    HistogramReading reading() const
    {
        HistogramReading reading {.bounds = m_bounds, .counts = {}, .sum = m_sum};
        reading.decimals = m_decimals;
        for (size_t bucket = 0; bucket <= m_bounds.size(); ++bucket)
            reading.counts.push_back(m_counts[bucket]);
        return reading;
    }

private:
    static void increase(qint64 &cell, qint64 by) { cell += by; }
    static void increase(std::atomic<qint64> &cell, qint64 by)
    {
        cell.fetch_add(by, std::memory_order_relaxed);
    }

    std::span<const qint64> m_bounds;
    int m_decimals;
    std::array<Cell, mostBounds + 1> m_counts {};
    Cell m_sum {};
};

/// For one thread.
using PlainHistogram = HistogramOf<qint64>;
/// For any.
using SharedHistogram = HistogramOf<std::atomic<qint64>>;
