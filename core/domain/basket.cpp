#include "basket.h"

#include "basket_limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr Quantity largestQuantity = Quantity::fromThousandths(999'999);

Error badQuantity(qint64 product)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadQuantity, .product = product};
}

/// The smallest part that may be sold, in thousandths.
qint64 smallestPart(SaleUnit unit, bool divisible)
{
    if (unit != SaleUnit::Piece)
        return 1;
    return divisible ? 500 : 1000;
}

Result<void> checkQuantity(const BasketLine &line, Quantity quantity)
{
    if (quantity > Quantity() && quantity <= largestQuantity
        && quantity.thousandths() % smallestPart(line.unit, line.divisible) == 0)
        return {};
    return badQuantity(line.product);
}

BasketLine lineOf(const Product &product, Quantity quantity, Money price)
{
    return {.product = product.id,
            .name = product.name,
            .quantity = quantity,
            .unitPrice = price,
            .discount = {},
            .taxClass = product.taxClass,
            .prepared = product.prepared,
            .reason = {},
            .listPrice = price,
            .unit = product.unit,
            .divisible = product.divisible};
}

bool takesMoreOf(const BasketLine &line, const BasketLine &added)
{
    return line.product == added.product && line.unitPrice == added.unitPrice
        && line.discount == Money() && line.reason.isEmpty();
}
}

Money Basket::goodsTotal() const
{
    Money sum;
    for (const BasketLine &line : lines)
        sum += line.gross();
    return sum;
}

Money Basket::discountTotal() const
{
    if (!discount)
        return {};
    const Money goods = goodsTotal();
    return discount->percentBp > 0 ? goods.scaled(discount->percentBp, wholeBp)
                                   : std::min(discount->amount, goods);
}

Money Basket::total() const
{
    return goodsTotal() - discountTotal();
}

std::vector<Money> discountShares(const Basket &basket)
{
    const Money taken = basket.discountTotal();
    if (taken == Money())
        return std::vector<Money>(basket.lines.size());
    std::vector<qint64> weights;
    for (const BasketLine &line : basket.lines)
        weights.push_back(line.gross().minor());
    return taken.spread(weights);
}

Result<void> addToBasket(Basket &basket, const Product &product, Quantity quantity)
{
    if (product.unit == SaleUnit::OpenPrice && product.price == Money()) {
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::MissingField,
                      .field = u"price"_s,
                      .product = product.id};
    }
    BasketLine added = lineOf(product, quantity, product.price);
    if (const Result<void> checked = checkQuantity(added, quantity); !checked)
        return checked.error();
    const auto same =
        std::find_if(basket.lines.begin(), basket.lines.end(),
                     [&added](const BasketLine &line) { return takesMoreOf(line, added); });
    if (same == basket.lines.end()) {
        basket.lines.push_back(std::move(added));
        return {};
    }
    if (same->quantity + quantity > largestQuantity)
        return badQuantity(product.id);
    same->quantity += quantity;
    return {};
}

Result<void> addPriced(Basket &basket, const Product &product, Quantity quantity, Money price)
{
    if (const Result<void> checked = checkPrice(price); !checked)
        return checked.error();
    BasketLine added = lineOf(product, quantity, price);
    if (const Result<void> checked = checkQuantity(added, quantity); !checked)
        return checked.error();
    basket.lines.push_back(std::move(added));
    return {};
}

Result<void> setLineQuantity(Basket &basket, int line, Quantity quantity)
{
    if (const Result<void> checked = checkLineNumber(basket, line); !checked)
        return checked.error();
    if (quantity == Quantity())
        return removeLine(basket, line);
    BasketLine &changed = basket.lines[size_t(line)];
    if (const Result<void> checked = checkQuantity(changed, quantity); !checked)
        return checked.error();
    changed.quantity = quantity;
    takeDiscountAgain(changed);
    return {};
}

Result<void> removeLine(Basket &basket, int line)
{
    if (const Result<void> checked = checkLineNumber(basket, line); !checked)
        return checked.error();
    basket.lines.erase(basket.lines.begin() + line);
    return {};
}
