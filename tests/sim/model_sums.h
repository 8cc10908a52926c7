#pragma once

#include "model_entry.h"

/// The arithmetic of the shop once more, by the rules and not by the product's code: all rounding
/// is half away from zero, all amounts are minor units below 10^9.
namespace ModelSums {
/// value × numerator / denominator (> 0).
qint64 share(qint64 value, qint64 numerator, qint64 denominator);
qint64 priceOf(qint64 price, qint64 thousandths);
/// @p amount over @p weights: the whole part of each share, then one more for the largest
/// fractions, of equal ones the first.
std::vector<qint64> spread(qint64 amount, const std::vector<qint64> &weights);
qint64 roundedTo(qint64 amount, qint64 step);
/// Fills total and VAT per rate from the lines.
void addUp(ModelEntry &receipt);
/// Fills change and rounding from total and tenders.
void settle(ModelEntry &receipt, qint64 cashStep);
}
