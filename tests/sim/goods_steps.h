#pragma once

#include "day_house.h"

/// Goods and their stock: deliveries, files, sold out, and hearing of all that.
const std::vector<DayChoice> &goodsSteps();
