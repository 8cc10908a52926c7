#pragma once

#include "product.h"
#include "receipt.h"

/// What of a receipt is to be given back, and how much money that is. A value.
class RefundDraft
{
public:
    RefundDraft() = default;
    /// Nothing can be chosen before it is known what is left.
    explicit RefundDraft(Receipt original);
    /// @p left is what is left of each line, from the till.
    RefundDraft(Receipt original, std::vector<Quantity> left);

    const Receipt &original() const { return m_original; }
    Quantity left(size_t line) const { return m_left.at(line); }
    Quantity chosen(size_t line) const { return m_chosen.at(line); }
    size_t lines() const { return m_left.size(); }
    bool empty() const; ///< Nothing is chosen.
    bool known() const { return m_known; } ///< What is left of the lines.
    bool nothingLeft() const; ///< All was given back before.

    /// From 0 to what is left.
    void choose(size_t line, Quantity quantity);
    /// By one piece; goods by weight all or nothing.
    void step(size_t line, int by, SaleUnit unit);
    void chooseAll();

    /// As Till::refund() wants them.
    std::vector<RefundLine> wanted(const QString &reason) const;
    /// What the refund will be, to the cent, without number and time. Errors: as makeRefund().
    Result<Receipt> preview(TenderMethod method, Money cashStep) const;
    /// How the original was paid, as far as it can be given back: by card where all was.
    TenderMethod suggestedMethod() const;

private:
    Receipt m_original;
    std::vector<Quantity> m_left;
    std::vector<Quantity> m_chosen;
    bool m_known = false;
};
