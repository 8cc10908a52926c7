#include "sample_series.h"

#include <algorithm>

using std::chrono::microseconds;

void SampleSeries::add(std::chrono::nanoseconds time)
{
    m_times.push_back(qint32(std::chrono::ceil<microseconds>(time).count()));
}

void SampleSeries::add(const SampleSeries &other)
{
    m_times.insert(m_times.end(), other.m_times.begin(), other.m_times.end());
}

TimeFigures SampleSeries::figures() const
{
    if (m_times.empty())
        return {};
    std::vector<qint32> sorted = m_times;
    std::ranges::sort(sorted);
    const auto rank = [&sorted](size_t percent) {
        return microseconds(sorted[(sorted.size() * percent + 99) / 100 - 1]);
    };
    return {.count = qint64(sorted.size()),
            .p50 = rank(50),
            .p95 = rank(95),
            .p99 = rank(99),
            .max = microseconds(sorted.back())};
}
