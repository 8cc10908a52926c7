#include "basket.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr Quantity largestQuantity = Quantity::fromThousandths(999'999);

Error badQuantity(qint64 product)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadQuantity, .product = product};
}

Result<void> checkLineNumber(const Basket &basket, int line)
{
    if (line >= 0 && size_t(line) < basket.lines.size())
        return {};
    return Error {
        .code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = u"line"_s};
}
}

Money Basket::total() const
{
    Money sum;
    for (const BasketLine &line : lines)
        sum += line.gross();
    return sum;
}

Result<void> addToBasket(Basket &basket, const Product &product, Quantity quantity)
{
    const bool broken = product.unit == SaleUnit::Piece && quantity.thousandths() % 1000 != 0;
    if (quantity <= Quantity() || quantity > largestQuantity || broken)
        return badQuantity(product.id);

    const auto same =
        std::find_if(basket.lines.begin(), basket.lines.end(), [&product](const BasketLine &line) {
            return line.product == product.id && line.unitPrice == product.price
                && line.discount == Money();
        });
    if (same == basket.lines.end()) {
        basket.lines.push_back({.product = product.id,
                                .name = product.name,
                                .quantity = quantity,
                                .unitPrice = product.price,
                                .discount = {},
                                .taxClass = product.taxClass,
                                .prepared = product.prepared});
        return {};
    }
    if (same->quantity + quantity > largestQuantity)
        return badQuantity(product.id);
    same->quantity += quantity;
    return {};
}

Result<void> setLineQuantity(Basket &basket, int line, Quantity quantity)
{
    if (const Result<void> checked = checkLineNumber(basket, line); !checked)
        return checked.error();
    if (quantity == Quantity())
        return removeLine(basket, line);
    BasketLine &changed = basket.lines[size_t(line)];
    if (quantity < Quantity() || quantity > largestQuantity)
        return badQuantity(changed.product);
    changed.quantity = quantity;
    changed.discount = std::min(changed.discount, priceOf(changed.unitPrice, quantity));
    return {};
}

Result<void> removeLine(Basket &basket, int line)
{
    if (const Result<void> checked = checkLineNumber(basket, line); !checked)
        return checked.error();
    basket.lines.erase(basket.lines.begin() + line);
    return {};
}
