#pragma once

#include "money.h"
#include "quantity.h"
#include "result.h"

#include <QString>

#include <optional>
#include <vector>

/// How the shop's own labels carry a price or a weight in an EAN-13: prefix, item, [inner check
/// digit], value, check digit of the whole. The first four together have 12 digits.
struct ScanPattern {
    enum class Kind { Price, Weight };
    QString prefix;
    int itemDigits = 5;
    int valueDigits = 5;
    Kind kind = Kind::Price;
    int decimals = 2; ///< Of the value: of the price, or of the kilograms (3 = grams).
    bool innerCheck = false; ///< A verifier of the value stands before it; 4 or 5 digits then.
    bool operator==(const ScanPattern &) const = default;
};

/// Reads patterns from a setting: entries by ';', each "prefix:price|weight:item digits:value
/// digits:decimals" and at will ":check" for the inner check digit, as
/// "20:price:5:5:2; 21:weight:5:5:3; 02:price:5:4:2:check". An empty text has none. Errors:
/// Invalid/BadField, detail = which entry and why.
Result<std::vector<ScanPattern>> scanPatterns(const QString &text);

/// What a scanner read.
struct ScanCode {
    enum class Kind {
        Gtin, ///< EAN-13, EAN-8 or UPC-A.
        Priced, ///< A label of the shop that holds a price.
        Weighed, ///< A label of the shop that holds a weight.
        Other,
    };
    Kind kind = Kind::Other;
    QString code; ///< EAN-13 (UPC-A with a leading 0) or EAN-8; of a label its item digits.
    std::optional<Money> price;
    std::optional<Quantity> weight; ///< Kilograms.
    bool operator==(const ScanCode &) const = default;
};

/// Reads @p text by the first of @p patterns whose prefix fits. A price is turned into the
/// currency's minor units, halves away from zero. Errors: Invalid/BadField, field = "barcode", for
/// a wrong check digit and what is empty, unprintable or longer than 64 characters.
Result<ScanCode> readScan(const QString &text, const std::vector<ScanPattern> &patterns,
                          int currencyDecimals = 2);

/// @p text as a product's barcode is kept: trimmed, a UPC-A with its leading 0, check digits of 8,
/// 12 and 13 digits verified. Errors: as readScan().
Result<QString> barcodeText(const QString &text);

/// The verifier digit of a value of 4 or 5 digits in a label, by the weights of GS1: each digit is
/// multiplied by its weight (2-, 2-, 3, 5- or 5+, 2-, 5-, 5+, 2-), where + and - add or take the
/// tens of that product. Of 4 digits it is the last digit of three times the sum; of 5 the digit
/// whose product by 5- fills the sum up to a multiple of ten.
int innerCheckDigit(const QString &value);
