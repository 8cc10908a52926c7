#pragma once

#include "day_house.h"

/// What clerks do at the counter.
const std::vector<DayChoice> &saleSteps();

/// Pays the basket @p number of @p counter in one of the ways there are.
void payBasket(DayHouse &house, DayCounter &counter, size_t number);
/// The entry that paying it with @p tenders must leave.
ModelEntry saleOf(const DayHouse &house, const DayCounter &counter, const ModelBasket &basket,
                  const std::vector<ModelTender> &tenders);
std::vector<ModelTender> tendersFor(DayHouse &house, qint64 total);
std::vector<Tender> productTenders(const std::vector<ModelTender> &tenders);
/// A basket with something in it, started now.
ModelBasket &startedBasket(DayHouse &house, DayCounter &counter);
