#pragma once

#include "money.h"
#include "vat.h"

#include <QString>

#include <vector>

/// A country that a shop can be in and what follows from it: an offer of the first start that every
/// shop may change. A value of a fixed table.
struct Country {
    QString code; ///< ISO 3166, "DE".
    QString currency; ///< ISO 4217, "EUR".
    int decimals = 2; ///< Of the currency's minor unit.
    Money cashStep = Money::fromMinor(1); ///< The smallest step of a sum paid in cash.
    QString language; ///< Of most of its people, ISO 639: "de".
    /// The usual rates of the classes "food" and "drink", in both modes. Where the law taxes bread
    /// less than pastry, "food" is pastry: such a shop gives its bread a class of its own.
    std::vector<TaxRate> rates;
};

/// By code, in alphabetical order.
const std::vector<Country> &countries();
/// Null for an unknown code.
const Country *countryOf(const QString &code);
