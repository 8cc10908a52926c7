#pragma once

#include <QtGlobal>

/// What the counter sold of a product in one hour of the day, over the last weeks.
struct HourlySales {
    int hour = 0; ///< 0…23 by the shop's clock.
    qint64 product = 0;
    qint64 pieces = 0;
    bool operator==(const HourlySales &) const = default;
};
