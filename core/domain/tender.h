#pragma once

#include "money.h"
#include "result.h"

#include <QString>

#include <vector>

enum class TenderMethod { Cash, Card, Voucher };
QString tenderMethodWord(TenderMethod method); ///< "cash", "card", "voucher"
std::optional<TenderMethod> tenderMethodFromWord(const QString &word);

/// Money handed over (or, negative, handed back in a refund) in one way.
struct Tender {
    TenderMethod method = TenderMethod::Cash;
    Money amount;
    QString number; ///< Of a voucher, where it has one.
    bool operator==(const Tender &) const = default;
};

/// Whether @p number may stand on a tender of @p method: nothing, or 4 to 12 digits of a voucher.
bool isTenderNumber(TenderMethod method, const QString &number);

/// A settled bill: the tenders, the change, and the cash rounding that made them meet the total.
/// Always: sum of tenders − change = total + rounding.
struct Settlement {
    std::vector<Tender> tenders;
    Money change;
    Money rounding;
    bool operator==(const Settlement &) const = default;
};

/// Settles @p total with @p tenders. Change is given from cash only. @p cashStep > 1 minor unit
/// rounds the part paid in cash (rule 3.1). Errors: Invalid with NotPaid (left = minor units
/// missing), Overpaid (card or voucher over the total), BadField (an amount of the wrong sign, a
/// number that is none).
Result<Settlement> settle(Money total, const std::vector<Tender> &tenders,
                          Money cashStep = Money::fromMinor(1));
