#include "histogram.h"

namespace {

constexpr qint64 microsecond = 1'000;
constexpr qint64 millisecond = 1'000 * microsecond;
constexpr qint64 second = 1'000 * millisecond;

} // namespace

const std::array<qint64, 16> shortTimes {50 * microsecond,  100 * microsecond,
                                         250 * microsecond, 500 * microsecond,
                                         millisecond,       2'500 * microsecond,
                                         5 * millisecond,   10 * millisecond,
                                         25 * millisecond,  50 * millisecond,
                                         100 * millisecond, 250 * millisecond,
                                         500 * millisecond, second,
                                         5 * second,        15 * second};

const std::array<qint64, 15> longTimes {
    millisecond,       5 * millisecond,   10 * millisecond, 20 * millisecond,    50 * millisecond,
    100 * millisecond, 500 * millisecond, second,           2'500 * millisecond, 5 * second,
    10 * second,       15 * second,       30 * second,      60 * second,         600 * second};

const std::array<qint64, 8> batchSizes {1, 2, 4, 8, 16, 32, 64, 100};
