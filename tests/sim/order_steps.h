#pragma once

#include "day_house.h"

/// Customers on the net, the kitchen, and handing over.
const std::vector<DayChoice> &orderSteps();

/// A wish of a customer for up to three goods, under a key of its own or without one.
ModelRequest newRequest(DayHouse &house);
/// The answer that the desk gave must be that of the books.
void compareAnswer(DayHouse &house, const Result<PlacedOrder> &placed, const ModelRequest &request);
NewOrder productOrder(const ModelRequest &request);
