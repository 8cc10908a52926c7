#include "batch_size.h"

#include <algorithm>
#include <limits>

namespace {
constexpr qint64 leastCostNs = 1'000;
constexpr int smallest = 10;
constexpr int largest = 500;
}

BatchSize::BatchSize()
{
    m_costs.fill(std::numeric_limits<qint64>::max());
}

void BatchSize::took(int entries, qint64 microseconds)
{
    if (m_overheadUs < 0 || microseconds < m_overheadUs)
        m_overheadUs = microseconds;
    if (entries * 2 < m_current)
        return; // The till sells no faster: this says little about a long batch.
    m_costs[m_next++ % m_costs.size()] = (microseconds - m_overheadUs) * 1'000 / entries;
    const qint64 costNs = std::max(*std::min_element(m_costs.begin(), m_costs.end()), leastCostNs);
    const qint64 wanted =
        std::clamp<qint64>(m_wantedNs / costNs, m_current / 2, qint64(m_current) * 2);
    m_current = int(std::clamp<qint64>(wanted, smallest, largest));
}
