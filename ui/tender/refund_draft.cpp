#include "refund_draft.h"

#include <algorithm>

RefundDraft::RefundDraft(Receipt original)
    : RefundDraft(std::move(original), {})
{
    m_known = false;
}

RefundDraft::RefundDraft(Receipt original, std::vector<Quantity> left)
    : m_original(std::move(original))
    , m_left(std::move(left))
    , m_known(true)
{
    m_left.resize(m_original.lines.size());
    m_chosen.resize(m_left.size());
}

bool RefundDraft::empty() const
{
    return std::ranges::all_of(m_chosen, [](Quantity chosen) { return chosen == Quantity(); });
}

bool RefundDraft::nothingLeft() const
{
    return m_known && std::ranges::all_of(m_left, [](Quantity left) { return left == Quantity(); });
}

void RefundDraft::choose(size_t line, Quantity quantity)
{
    m_chosen.at(line) = std::clamp(quantity, Quantity(), m_left.at(line));
}

void RefundDraft::step(size_t line, int by, SaleUnit unit)
{
    const Quantity piece = unit == SaleUnit::Weight ? m_left.at(line) : Quantity::fromPieces(1);
    choose(line, m_chosen.at(line) + (by < 0 ? -piece : piece));
}

void RefundDraft::chooseAll()
{
    m_chosen = m_left;
}

std::vector<RefundLine> RefundDraft::wanted(const QString &reason) const
{
    std::vector<RefundLine> lines;
    for (size_t i = 0; i < m_chosen.size(); ++i) {
        if (m_chosen[i] > Quantity())
            lines.push_back({.line = int(i) + 1, .quantity = m_chosen[i], .reason = reason});
    }
    return lines;
}

/// Earlier refunds gave back each line's share exactly, however they were cut: one refund of the
/// same quantities stands for all of them.
Result<Receipt> RefundDraft::preview(TenderMethod method, Money cashStep) const
{
    std::vector<RefundLine> given;
    for (size_t i = 0; i < m_left.size(); ++i) {
        const Quantity before = m_original.lines[i].quantity - m_left[i];
        if (before > Quantity())
            given.push_back({.line = int(i) + 1, .quantity = before});
    }
    std::vector<Receipt> earlier;
    if (!given.empty()) {
        Result<Receipt> before = makeRefund(m_original, given, {}, TenderMethod::Card);
        if (!before)
            return before.error();
        earlier.push_back(std::move(*before));
    }
    return makeRefund(m_original, wanted({}), earlier, method, cashStep);
}

TenderMethod RefundDraft::suggestedMethod() const
{
    const bool card = !m_original.tenders.empty()
        && std::ranges::all_of(m_original.tenders, [](const Tender &tender) {
               return tender.method == TenderMethod::Card;
           });
    return card ? TenderMethod::Card : TenderMethod::Cash;
}
