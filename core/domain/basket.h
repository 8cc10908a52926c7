#pragma once

#include "catalogue.h"
#include "result.h"

#include <QDateTime>
#include <QUuid>

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
    bool operator==(const BasketLine &) const = default;
    Money gross() const { return priceOf(unitPrice, quantity) - discount; }
};

/// What a customer is about to buy: made at the first tap, kept in the journal's file until it is
/// paid or given up. A value, changed by the functions below.
struct Basket {
    QUuid uuid; ///< Becomes the sale's uuid.
    QDateTime startedAt; ///< UTC.
    int clerk = 0; ///< Number of the clerk, 0 = nobody signed in.
    TaxMode mode = TaxMode::TakeAway;
    QString name; ///< Given when parked.
    std::vector<BasketLine> lines;
    bool operator==(const Basket &) const = default;

    Money total() const;
    bool empty() const { return lines.empty(); }
};

/// Adds @p quantity of @p product: to a line of the same product, price and discount 0, or as a new
/// one. Errors: Invalid/BadQuantity (≤ 0, over 999,999 thousandths, or part of a piece that is sold
/// whole).
Result<void> addToBasket(Basket &basket, const Product &product, Quantity quantity);
/// Sets the quantity of a line; 0 removes it.
Result<void> setLineQuantity(Basket &basket, int line, Quantity quantity);
Result<void> removeLine(Basket &basket, int line);
