#pragma once

#include "basket.h"

// What the changes of a basket have in common; for basket.cpp and basket_prices.cpp only.

constexpr int wholeBp = 10'000; ///< 100 %.

/// Errors: Invalid/BadField with field "line".
Result<void> checkLineNumber(const Basket &basket, int line);
/// Errors: Invalid/BadField with field "price".
Result<void> checkPrice(Money price);
/// After a change of price or quantity: a percentage of the new gross, an amount up to it.
void takeDiscountAgain(BasketLine &line);
