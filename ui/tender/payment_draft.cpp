#include "payment_draft.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
Error wrong(Error::Reason reason, const QString &field = {})
{
    return {.code = Error::Code::Invalid, .reason = reason, .field = field};
}

bool isCash(TenderMethod method)
{
    return method == TenderMethod::Cash;
}

bool isOther(TenderMethod method)
{
    return method != TenderMethod::Cash;
}
}

void PaymentDraft::setBill(Money total, Money cashStep)
{
    m_total = total;
    m_cashStep = cashStep;
}

Money PaymentDraft::given(bool (*counts)(TenderMethod)) const
{
    Money sum;
    for (const Tender &part : m_parts)
        sum += counts(part.method) ? part.amount : Money();
    return sum;
}

bool PaymentDraft::hasCash() const
{
    return std::ranges::any_of(m_parts, isCash, &Tender::method);
}

Money PaymentDraft::dueInCash() const
{
    return (m_total - given(isOther)).roundedTo(m_cashStep);
}

Money PaymentDraft::rest(TenderMethod method) const
{
    const Money due = isCash(method) ? dueInCash() : m_total - given(isOther);
    return std::max(due - given(isCash), Money());
}

Money PaymentDraft::rounding(TenderMethod method) const
{
    const bool inCash = isCash(method) || (hasCash() && covers());
    return inCash && !overpaid() ? dueInCash() - (m_total - given(isOther)) : Money();
}

bool PaymentDraft::covers() const
{
    return !m_parts.empty() && settle(m_total, m_parts, m_cashStep);
}

bool PaymentDraft::overpaid() const
{
    return given(isOther) > m_total;
}

Result<void> PaymentDraft::add(const Tender &part)
{
    const Money left = rest(part.method);
    if (part.amount < Money() || (part.amount == Money() && left > Money()))
        return wrong(Error::Reason::BadField, u"amount"_s);
    if (isOther(part.method) && part.amount > left)
        return wrong(Error::Reason::Overpaid);
    if (!isTenderNumber(part.method, part.number))
        return wrong(Error::Reason::BadField, u"number"_s);
    if (m_parts.size() >= mostParts && part.amount < left)
        return wrong(Error::Reason::BadField, u"parts"_s);
    m_parts.push_back(part);
    return {};
}

void PaymentDraft::remove(size_t part)
{
    if (part < m_parts.size())
        m_parts.erase(m_parts.begin() + std::ptrdiff_t(part));
}
