#include "uuid7.h"

namespace {
/// Bits @p shift … @p shift + 7 of @p value.
uchar octet(quint64 value, int shift)
{
    return uchar((value >> shift) & 0xff);
}
}

QUuid makeUuid7(qint64 msSinceEpoch, quint64 randomHigh, quint64 randomLow)
{
    const auto time = quint64(msSinceEpoch);
    const quint64 variant = (randomLow & 0x3fff'ffff'ffff'ffffULL) | 0x8000'0000'0000'0000ULL;
    return {uint((time >> 16) & 0xffff'ffff),
            ushort(time & 0xffff),
            ushort(0x7000 | (randomHigh & 0x0fff)),
            octet(variant, 56),
            octet(variant, 48),
            octet(variant, 40),
            octet(variant, 32),
            octet(variant, 24),
            octet(variant, 16),
            octet(variant, 8),
            octet(variant, 0)};
}
