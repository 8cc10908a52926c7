#include "money.h"

#include "wide_division.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace {
/// Whether @p remainder of a division by @p divisor moves the quotient one away from zero.
bool movesAway(qint64 remainder, qint64 divisor, Rounding rounding)
{
    const qint64 size = std::abs(remainder);
    switch (rounding) {
    case Rounding::HalfAwayFromZero:
        return size >= divisor - size;
    case Rounding::Up:
        return size > 0;
    case Rounding::Down:
        return false;
    }
    Q_UNREACHABLE();
}
}

qint64 scaledInteger(qint64 value, qint64 numerator, qint64 denominator, Rounding rounding)
{
    const Division division = multiplyDivide(value, numerator, denominator);
    if (division.remainder == 0 || !movesAway(division.remainder, denominator, rounding))
        return division.quotient;
    return division.quotient + (division.remainder > 0 ? 1 : -1);
}

Money Money::scaled(qint64 numerator, qint64 denominator, Rounding rounding) const
{
    return Money(scaledInteger(m_minor, numerator, denominator, rounding));
}

std::vector<Money> Money::split(int parts) const
{
    return spread(std::vector<qint64>(size_t(std::max(parts, 1)), 1));
}

std::vector<Money> Money::spread(const std::vector<qint64> &weights) const
{
    const qint64 sum = std::accumulate(weights.begin(), weights.end(), qint64(0));
    Q_ASSERT(sum > 0);
    std::vector<Money> shares;
    std::vector<qint64> rests;
    qint64 left = m_minor;
    for (const qint64 weight : weights) {
        Q_ASSERT(weight >= 0);
        const Division share = multiplyDivide(m_minor, weight, sum);
        shares.push_back(Money(share.quotient));
        rests.push_back(std::abs(share.remainder));
        left -= share.quotient;
    }
    std::vector<size_t> byRest(weights.size());
    std::iota(byRest.begin(), byRest.end(), size_t(0));
    std::stable_sort(byRest.begin(), byRest.end(),
                     [&rests](size_t a, size_t b) { return rests[a] > rests[b]; });
    const Money one(left < 0 ? -1 : 1);
    for (size_t i = 0; left != 0; ++i, left -= one.m_minor)
        shares[byRest[i]] += one;
    return shares;
}

Money Money::roundedTo(Money step) const
{
    return Money(scaledInteger(m_minor, 1, step.m_minor, Rounding::HalfAwayFromZero)
                 * step.m_minor);
}
