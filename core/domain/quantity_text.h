#pragma once

#include "money.h"
#include "quantity.h"
#include "result.h"

#include <QString>

/// What a clerk types before a product: "3", "12*", "0.5", ".5", "½", "1½", "0,337"; exact, never
/// through a binary fraction. Errors: Invalid/BadQuantity (no number, more than three decimals, 0,
/// over 999.999).
Result<Quantity> quantityFromText(const QString &text);
/// A typed amount, "20.40", "20,4" or "20" with two @p decimals; exact. Errors: Invalid/BadField
/// with field "amount" (no number, a sign, too many decimals, more than a till takes).
Result<Money> moneyFromDigits(const QString &text, int decimals);
