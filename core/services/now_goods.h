#pragma once

#include "catalogue.h"
#include "hourly_sales.h"

#include <vector>

/// Parts of the day in which the counter sells different things.
enum class DayPart {
    Morning, ///< 4:00-10:00: rolls and coffee.
    Midday, ///< 10:00-14:00: snacks.
    Afternoon, ///< 14:00-17:00: cake.
    Evening, ///< 17:00-4:00: bread for supper.
};
DayPart dayPart(int hour);

/// At most @p count goods for the "now" keys at @p hour: those most sold in its part of the day,
/// equal ones by id, then the first goods of each category in turn. The same all through a part of
/// the day; goods that are sold out keep their place.
std::vector<qint64> nowGoods(const Goods &goods, const std::vector<HourlySales> &sales, int hour,
                             int count);
