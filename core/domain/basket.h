#pragma once

#include "catalogue.h"
#include "result.h"

#include <QDateTime>
#include <QUuid>

#include <optional>
#include <vector>

/// One product in a basket, its price frozen when it was added.
struct BasketLine {
    qint64 product = 0;
    QString name;
    Quantity quantity;
    Money unitPrice;
    Money discount; ///< Taken off the gross of the line; never more than it.
    QString taxClass;
    bool prepared = false;
    QString reason; ///< Why price or discount differ from the list; empty = list price.
    Money listPrice; ///< What one cost when it was added, before any change of price.
    int discountBp = 0; ///< The percentage behind the discount; 0 = it is an amount.
    SaleUnit unit = SaleUnit::Piece;
    bool divisible = false; ///< A half may be sold.
    bool operator==(const BasketLine &) const = default;
    Money gross() const { return priceOf(unitPrice, quantity) - discount; }
};

/// Taken off the whole basket: either a percentage or an amount, and why.
struct ReceiptDiscount {
    int percentBp = 0; ///< Of the goods, in 1/100 %; 0 = an amount.
    Money amount; ///< Never takes off more than the goods.
    QString reason;
    bool operator==(const ReceiptDiscount &) const = default;
};

/// What a customer is about to buy: made at the first tap, kept in the journal's file until it is
/// paid or given up. A value, changed by the functions below.
struct Basket {
    QUuid uuid; ///< Becomes the sale's uuid.
    QDateTime startedAt; ///< UTC.
    int clerk = 0; ///< Number of the clerk, 0 = nobody signed in.
    TaxMode mode = TaxMode::TakeAway;
    QString name; ///< Given when parked.
    /// Whose basket it is, for the screen only: no entry of the journal holds a person's name.
    QString customer;
    std::vector<BasketLine> lines;
    std::optional<ReceiptDiscount> discount;
    std::optional<qint64> orderPublicId; ///< The order this pays for.
    bool operator==(const Basket &) const = default;

    Money goodsTotal() const; ///< Of the lines, before the discount on the whole.
    Money discountTotal() const; ///< What the discount on the whole takes off.
    Money total() const; ///< What is to be paid.
    bool empty() const { return lines.empty(); }
};

/// The discount on the whole spread over the lines by largest remainder (rule 3.1): one share for
/// each line, zeros without a discount.
std::vector<Money> discountShares(const Basket &basket);

/// Adds @p quantity of @p product: to a line of the same product at its list price without
/// discount, or as a new one. Errors: Invalid/BadQuantity (≤ 0, over 999,999 thousandths, or a part
/// of a piece; halves are allowed where the product is divisible), Invalid/MissingField with field
/// "price" (an open price that nobody named).
Result<void> addToBasket(Basket &basket, const Product &product, Quantity quantity);
/// Adds a line of its own at @p price (0 to 1,000,000.00) for one: open prices and price barcodes.
/// Errors: as addToBasket(); Invalid/BadField with field "price".
Result<void> addPriced(Basket &basket, const Product &product, Quantity quantity, Money price);
/// Sets the quantity of a line; 0 removes it. A percentage is taken off again, an amount stays.
Result<void> setLineQuantity(Basket &basket, int line, Quantity quantity);
Result<void> removeLine(Basket &basket, int line);

// Changes of price. @p reason is one line of up to 100 characters; only a change back to the list
// needs none. Errors: Invalid/MissingField or BadField with field "reason"; BadField with "line",
// "price" or "discount".

/// As addPriced() limits it; a percentage is taken off again.
Result<void> setLinePrice(Basket &basket, int line, Money price, const QString &reason);
/// @p amount off the line, 0 to its whole gross.
Result<void> setLineDiscount(Basket &basket, int line, Money amount, const QString &reason);
/// @p percentBp (0…10,000) of the line's gross, halves away from zero.
Result<void> setLinePercent(Basket &basket, int line, int percentBp, const QString &reason);
/// Either a percentage (1…10,000) or an amount > 0 off the whole; nothing takes it away again.
Result<void> setReceiptDiscount(Basket &basket, const std::optional<ReceiptDiscount> &discount);
/// Parks the basket under a name of up to 40 characters, or takes it back: empty. Errors:
/// Invalid/BadField with field "name".
Result<void> setBasketName(Basket &basket, const QString &name);
/// As setBasketName(), for the customer. Errors: Invalid/BadField with field "customer".
Result<void> setBasketCustomer(Basket &basket, const QString &customer);
