#include "wide_division.h"

#include <limits>

#ifndef __SIZEOF_INT128__
#error "This compiler needs a multiplyDivide() of its own, for example by long division."
#endif

__extension__ using Wide = __int128;

Division multiplyDivide(qint64 value, qint64 factor, qint64 divisor)
{
    Q_ASSERT(divisor > 0);
    constexpr qint64 lowest = std::numeric_limits<qint64>::min();
    constexpr qint64 highest = std::numeric_limits<qint64>::max();
    const Wide product = Wide(value) * factor;
    const Wide quotient = product / divisor;
    if (quotient > highest)
        return {.quotient = highest};
    if (quotient < lowest)
        return {.quotient = lowest};
    return {.quotient = qint64(quotient), .remainder = qint64(product % divisor)};
}
