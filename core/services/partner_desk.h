#pragma once

#include "clock.h"
#include "order_query.h"
#include "partner_change.h"
#include "result.h"

#include <QFuture>
#include <QTime>
#include <QTimeZone>

#include <vector>

class OrderDesk;
class PartnerStore;

/// What partners read and change by their keys: orders, stock, goods. Checks what was asked for,
/// tells who follows an order of its step; each change is told for the shop. Stateless;
/// thread-safe; owned by the shop, after the desk of orders. Errors of changes besides those named:
/// Conflict/KeyReused, Invalid/BadField (field "reason": up to 200 characters on one line), and
/// those of the database.
class PartnerDesk
{
public:
    struct Settings {
        QTimeZone zone;
        QTime dayStart {4, 0};
    };
    PartnerDesk(PartnerStore &store, OrderDesk &orders, const Clock &clock, Settings settings);

    /// Errors: Invalid/BadField, field "limit" (1…1,000), "q" (1…100 characters on one line),
    /// "until" (not after since), or "before" (there is no such order).
    QFuture<Result<OrderPage>> orders(const OrderQuery &query);
    /// Of any age. Errors: NotFound/UnknownOrder.
    QFuture<Result<Order>> order(qint64 publicId);
    /// Accepts, starts, finishes, gives up or (Cancelled) cancels an order. The same under the same
    /// Idempotency-Key gives the order as it was after the step. Errors: Invalid/BadField, field
    /// "to" (Requested, Collected); NotFound/UnknownOrder; Conflict/StateNotAllowed.
    QFuture<Result<Order>> moveOrder(const PartnerHand &hand, qint64 publicId, OrderState to);
    /// What is added settles what was sold short today, as a delivery does. Errors:
    /// Invalid/MissingField, field "reason"; Invalid/BadField, field "set" (0…1,000,000) or "add"
    /// (−1,000,000…1,000,000, not 0; whole where it is sold by the piece); NotFound/UnknownProduct;
    /// Conflict/InsufficientStock (left).
    QFuture<Result<PartnerChange>> changeStock(const PartnerHand &hand, qint64 product,
                                               StockStep step);
    /// Errors: Invalid/BadField, field "price" (0…100,000,000 minor units), "lead_minutes"
    /// (0…10,080) or "allergens" (not of the list, or twice); Invalid/MissingField, field "price"
    /// (nothing to change); NotFound/UnknownProduct.
    QFuture<Result<PartnerChange>> changeProduct(const PartnerHand &hand, qint64 product,
                                                 const ProductFacts &facts);
    /// What partners changed, the latest first.
    QFuture<Result<std::vector<PartnerChange>>> changes(const PartnerChangeQuery &query);

    const Settings &settings() const { return m_settings; }

private:
    PartnerStore &m_store;
    OrderDesk &m_orders;
    const Clock &m_clock;
    const Settings m_settings;
};
