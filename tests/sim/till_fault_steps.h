#pragma once

#include "day_house.h"

/// What goes wrong with a till: its program, its disk, its clock, its journal; and its uploads.
const std::vector<DayChoice> &tillFaultSteps();
