#pragma once

#include "tender.h"

#include <vector>

/// What was handed over for one bill so far, and what is left to pay. Cash rounding touches the
/// part in cash alone. A value.
class PaymentDraft
{
public:
    static constexpr size_t mostParts = 3;

    /// The parts stay: they lie in the drawer.
    void setBill(Money total, Money cashStep);

    Money total() const { return m_total; }
    const std::vector<Tender> &parts() const { return m_parts; }
    /// Left to pay when the rest is paid by @p method; never negative.
    Money rest(TenderMethod method) const;
    /// What cash rounding changes about the bill when the rest is paid by @p method.
    Money rounding(TenderMethod method) const;
    /// Whether the parts pay the bill.
    bool covers() const;
    /// Whether cards and vouchers gave more than the bill.
    bool overpaid() const;

    /// Errors: Invalid with Overpaid (card or voucher beyond the rest), BadField "amount" (nothing,
    /// though something is left to pay), "number" (of a voucher: 4 to 12 digits or none), "parts"
    /// (three at most unless the next one pays the bill).
    Result<void> add(const Tender &part);
    void remove(size_t part);

private:
    Money given(bool (*counts)(TenderMethod)) const;
    Money dueInCash() const;
    bool hasCash() const;

    Money m_total;
    Money m_cashStep = Money::fromMinor(1);
    std::vector<Tender> m_parts;
};
