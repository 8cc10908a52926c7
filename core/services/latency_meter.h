#pragma once

#include "histogram.h"

#include <QString>

#include <array>
#include <atomic>
#include <chrono>
#include <vector>

/// How long something took, counted in buckets that are at most 1/16 of their value wide: from a
/// microsecond to over an hour. A value.
class LatencyHistogram
{
public:
    using Microseconds = std::chrono::microseconds;
    static constexpr int bucketCount = 16 * 30;

    LatencyHistogram() = default;
    /// @p buckets counts by bucketOf().
    LatencyHistogram(std::vector<qint64> buckets, Microseconds longest);

    qint64 count() const { return m_count; }
    /// The time that @p percent of all did not exceed, as far as the buckets tell, never too small;
    /// 0 of none.
    Microseconds percentile(int percent) const;
    Microseconds p50() const { return percentile(50); }
    Microseconds p95() const { return percentile(95); }
    Microseconds p99() const { return percentile(99); }
    Microseconds max() const { return m_longest; }
    bool operator==(const LatencyHistogram &) const = default;

    static int bucketOf(Microseconds time);
    /// The longest time of a bucket.
    static Microseconds upperEnd(int bucket);

private:
    std::vector<qint64> m_buckets;
    qint64 m_count = 0;
    Microseconds m_longest {0};
};

/// "12.4" for 12,413 µs; rounded up, so that a limit that was missed never looks kept.
QString millisecondsText(std::chrono::microseconds time);

/// Measures what a clerk waits for. Any thread adds, any thread reads, nobody waits. Owned by the
/// counter.
class LatencyMeter
{
public:
    enum class Span {
        TapToPaint, ///< From the delivery of an event to the end of the paint that it caused.
        Search, ///< From a key to its results.
        Scan, ///< From the last character to the line in the basket.
        Commit, ///< From paying to the durable sale.
    };
    static constexpr std::array spans {Span::TapToPaint, Span::Search, Span::Scan, Span::Commit};
    static QString spanWord(Span span); ///< "tap_to_paint", "search", "scan", "commit"

    LatencyMeter() = default;
    Q_DISABLE_COPY_MOVE(LatencyMeter)

    void add(Span span, std::chrono::nanoseconds time);
    LatencyHistogram histogram(Span span) const;
    /// The same in fewer and fixed buckets.
    HistogramReading reading(Span span) const { return m_counts.at(size_t(span)).coarse.reading(); }

private:
    struct Counts {
        std::array<std::atomic<qint64>, LatencyHistogram::bucketCount> buckets {};
        std::atomic<qint64> longestUs = 0;
        SharedHistogram coarse {shortTimes, 9};
    };
    std::array<Counts, spans.size()> m_counts;
};
