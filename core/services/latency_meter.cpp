#include "latency_meter.h"

#include <algorithm>
#include <bit>

using namespace Qt::StringLiterals;

namespace {

constexpr int subBits = 4; // 16 buckets for each doubling.
constexpr quint64 subCount = 1U << subBits;

} // namespace

int LatencyHistogram::bucketOf(Microseconds time)
{
    const auto us = quint64(std::max<qint64>(time.count(), 0));
    if (us < subCount)
        return int(us);
    const int shift = int(std::bit_width(us)) - 1 - subBits;
    const int bucket = (shift + 1) * int(subCount) + int((us >> shift) - subCount);
    return std::min(bucket, bucketCount - 1);
}

LatencyHistogram::Microseconds LatencyHistogram::upperEnd(int bucket)
{
    const int shift = bucket / int(subCount) - 1;
    if (shift < 0)
        return Microseconds(bucket);
    const quint64 first = (subCount + quint64(bucket) % subCount) << shift;
    return Microseconds(qint64(first + (quint64(1) << shift) - 1));
}

LatencyHistogram::LatencyHistogram(std::vector<qint64> buckets, Microseconds longest)
    : m_buckets(std::move(buckets))
    , m_longest(longest)
{
    for (const qint64 inBucket : m_buckets)
        m_count += inBucket;
}

LatencyHistogram::Microseconds LatencyHistogram::percentile(int percent) const
{
    const qint64 rank = (m_count * percent + 99) / 100;
    qint64 seen = 0;
    for (size_t bucket = 0; bucket < m_buckets.size() && rank > 0; ++bucket) {
        seen += m_buckets[bucket];
        if (seen >= rank)
            return std::min(upperEnd(int(bucket)), m_longest);
    }
    return m_longest;
}

QString millisecondsText(std::chrono::microseconds time)
{
    const qint64 tenths = (time.count() + 99) / 100;
    return u"%1.%2"_s.arg(tenths / 10).arg(tenths % 10);
}

QString LatencyMeter::spanWord(Span span)
{
    switch (span) {
    case Span::TapToPaint:
        return u"tap_to_paint"_s;
    case Span::Search:
        return u"search"_s;
    case Span::Scan:
        return u"scan"_s;
    case Span::Commit:
        return u"commit"_s;
    }
    Q_UNREACHABLE();
}

void LatencyMeter::add(Span span, std::chrono::nanoseconds time)
{
    const auto us = std::chrono::ceil<std::chrono::microseconds>(time);
    Counts &counts = m_counts.at(size_t(span));
    qint64 longest = counts.longestUs.load(std::memory_order_relaxed);
    while (us.count() > longest
           && !counts.longestUs.compare_exchange_weak(longest, us.count(),
                                                      std::memory_order_relaxed)) { }
    // After the longest: who sees the count finds no time beyond it.
    counts.buckets.at(size_t(LatencyHistogram::bucketOf(us)))
        .fetch_add(1, std::memory_order_release);
    counts.coarse.add(time);
}

LatencyHistogram LatencyMeter::histogram(Span span) const
{
    const Counts &counts = m_counts.at(size_t(span));
    std::vector<qint64> buckets;
    buckets.reserve(counts.buckets.size());
    for (const std::atomic<qint64> &bucket : counts.buckets)
        buckets.push_back(bucket.load(std::memory_order_acquire));
    return {std::move(buckets), LatencyHistogram::Microseconds(counts.longestUs.load())};
}
