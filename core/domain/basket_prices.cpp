#include "basket_limits.h"
#include "clean_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// Discounts and changes of price, each with its reason; and the name of a parked basket.

namespace {
constexpr Money largestPrice = Money::fromMinor(100'000'000);
constexpr qsizetype longestReason = 100;
constexpr qsizetype longestName = 40;

Error invalid(Error::Reason reason, const QString &field)
{
    return {.code = Error::Code::Invalid, .reason = reason, .field = field};
}

Error badField(const QString &field)
{
    return invalid(Error::Reason::BadField, field);
}

Result<void> setCleanText(QString &kept, const QString &text, const QString &field)
{
    const QString trimmed = text.trimmed();
    if (!isCleanText(trimmed) || characters(trimmed) > longestName)
        return badField(field);
    kept = trimmed;
    return {};
}

Result<void> checkReason(const QString &reason)
{
    if (!hasVisibleText(reason))
        return invalid(Error::Reason::MissingField, u"reason"_s);
    if (!isCleanText(reason) || characters(reason) > longestReason)
        return badField(u"reason"_s);
    return {};
}

bool isDiscounted(const BasketLine &line)
{
    return line.discount != Money() || line.discountBp != 0;
}

bool isRepriced(const BasketLine &line)
{
    return line.unitPrice != line.listPrice;
}

/// Puts @p changed in place of a line, with its reason. Going back to the list needs none; taking
/// away one of two changes keeps the reason of the other.
Result<void> replaceLine(BasketLine &line, BasketLine changed, const QString &reason)
{
    const bool takesAway = (isDiscounted(line) && !isDiscounted(changed))
        || (isRepriced(line) && !isRepriced(changed));
    if (!isDiscounted(changed) && !isRepriced(changed)) {
        changed.reason.clear();
    } else if (!reason.isEmpty() || !takesAway) {
        if (const Result<void> checked = checkReason(reason); !checked)
            return checked.error();
        changed.reason = reason.trimmed();
    }
    line = std::move(changed);
    return {};
}

bool isSound(const ReceiptDiscount &discount)
{
    if (discount.percentBp != 0)
        return discount.percentBp > 0 && discount.percentBp <= wholeBp
            && discount.amount == Money();
    return discount.amount > Money() && discount.amount <= largestPrice;
}
}

Result<void> checkLineNumber(const Basket &basket, int line)
{
    if (line >= 0 && size_t(line) < basket.lines.size())
        return {};
    return badField(u"line"_s);
}

Result<void> checkPrice(Money price)
{
    return price >= Money() && price <= largestPrice ? Result<void>() : badField(u"price"_s);
}

void takeDiscountAgain(BasketLine &line)
{
    const Money whole = priceOf(line.unitPrice, line.quantity);
    line.discount = line.discountBp > 0 ? whole.scaled(line.discountBp, wholeBp)
                                        : std::min(line.discount, whole);
}

Result<void> setLinePrice(Basket &basket, int line, Money price, const QString &reason)
{
    if (const Result<void> checked = checkLineNumber(basket, line); !checked)
        return checked.error();
    if (const Result<void> checked = checkPrice(price); !checked)
        return checked.error();
    BasketLine changed = basket.lines[size_t(line)];
    changed.unitPrice = price;
    takeDiscountAgain(changed);
    return replaceLine(basket.lines[size_t(line)], std::move(changed), reason);
}

Result<void> setLineDiscount(Basket &basket, int line, Money amount, const QString &reason)
{
    if (const Result<void> checked = checkLineNumber(basket, line); !checked)
        return checked.error();
    BasketLine changed = basket.lines[size_t(line)];
    if (amount < Money() || amount > priceOf(changed.unitPrice, changed.quantity))
        return badField(u"discount"_s);
    changed.discount = amount;
    changed.discountBp = 0;
    return replaceLine(basket.lines[size_t(line)], std::move(changed), reason);
}

Result<void> setLinePercent(Basket &basket, int line, int percentBp, const QString &reason)
{
    if (const Result<void> checked = checkLineNumber(basket, line); !checked)
        return checked.error();
    if (percentBp < 0 || percentBp > wholeBp)
        return badField(u"discount"_s);
    BasketLine changed = basket.lines[size_t(line)];
    changed.discount = {};
    changed.discountBp = percentBp;
    takeDiscountAgain(changed);
    return replaceLine(basket.lines[size_t(line)], std::move(changed), reason);
}

Result<void> setReceiptDiscount(Basket &basket, const std::optional<ReceiptDiscount> &discount)
{
    if (discount) {
        if (!isSound(*discount))
            return badField(u"discount"_s);
        if (const Result<void> checked = checkReason(discount->reason); !checked)
            return checked.error();
    }
    basket.discount = discount;
    if (discount)
        basket.discount->reason = discount->reason.trimmed();
    return {};
}

Result<void> setBasketName(Basket &basket, const QString &name)
{
    return setCleanText(basket.name, name, u"name"_s);
}

Result<void> setBasketCustomer(Basket &basket, const QString &customer)
{
    return setCleanText(basket.customer, customer, u"customer"_s);
}
