#pragma once

#include "day_house.h"

/// What is given back.
const std::vector<DayChoice> &refundSteps();
