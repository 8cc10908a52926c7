#pragma once

#include "day_house.h"

/// What goes wrong with the database, and how days pass.
const std::vector<DayChoice> &faultSteps();

/// What happens while the database is away: most of all, that it comes back.
const std::vector<DayChoice> &outageSteps();

/// kill -9 of the server; takes about a second.
void crashServer(DayHouse &house);
/// The database answers again.
void databaseBack(DayHouse &house);
