#pragma once

#include "order_query.h"
#include "partner_change.h"
#include "result.h"

#include <QDate>
#include <QFuture>

#include <vector>

class Database;
class StockListener;

/// A change of a product or its stock, made now or, under the same Idempotency-Key, before.
struct MadeChange {
    PartnerChange change;
    bool replayed = false;
};

/// What partners read and change by their keys, in PostgreSQL; each change is told in its
/// transaction. Thread-safe; owned by the shop. Every change can end with Conflict/KeyReused beside
/// the errors named.
class PartnerStore
{
public:
    /// Lists go by @p reports: a long one holds up nobody's order.
    PartnerStore(Database &orders, Database &reports, StockListener &listener,
                 const QString &origin);

    /// Errors: Invalid/BadField, field "before" (there is no such order).
    QFuture<Result<OrderPage>> orders(const OrderQuery &query);
    /// An order of any age. Errors: NotFound/UnknownOrder.
    QFuture<Result<Order>> order(qint64 publicId);
    /// A step of an order, or to Cancelled. Under a known Idempotency-Key: the order as it was
    /// after the step. Errors: NotFound/UnknownOrder, Conflict/StateNotAllowed.
    QFuture<Result<Order>> moveOrder(const PartnerHand &hand, qint64 publicId, OrderState to);
    /// Errors: NotFound/UnknownProduct, Conflict/InsufficientStock (left), Invalid/BadField (field
    /// "set" or "add": parts of what is sold in whole pieces).
    QFuture<Result<MadeChange>> changeStock(const PartnerHand &hand, qint64 product,
                                            StockStep wanted, QDate businessDay);
    /// Errors: NotFound/UnknownProduct.
    QFuture<Result<MadeChange>> changeProduct(const PartnerHand &hand, qint64 product,
                                              const ProductFacts &facts);
    QFuture<Result<std::vector<PartnerChange>>> changes(const PartnerChangeQuery &query);

private:
    Database &m_orders;
    Database &m_reports;
    StockListener &m_listener;
    const QString m_origin;
};
