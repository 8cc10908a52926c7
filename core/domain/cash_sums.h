#pragma once

#include "catalogue.h"

#include <utility>
#include <vector>

/// What a customer is likely to hand over for @p due (> 0): the sum itself, then the next multiples
/// of 0.50, 1, 5, 10, 20 and 50 without repeats, rising, up to @p count of them; of 100 and 200 too
/// where there would be fewer than three. In a currency without decimals from 50 on.
std::vector<Money> cashSums(Money due, int decimals, int count = 6);
std::vector<Money> cashSums(Money due, const Currency &currency, int count = 6);

/// @p change (> 0) in as few notes and coins of @p currency (ISO 4217) as there can be, the largest
/// first: how many of each. Empty for a currency that we do not know and for a sum that its coins
/// cannot make.
std::vector<std::pair<int, Money>> changeInCoins(Money change, const QString &currency);
