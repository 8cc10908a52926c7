#pragma once

#include "clock.h"
#include "order.h"
#include "order_watch.h"
#include "result.h"

#include <QFuture>
#include <QTimeZone>

#include <functional>
#include <memory>

class OrderStore;
class PickupDesk;

/// Orders for everybody above: the API, the board. Stateless but for a counter; thread-safe; owned
/// by the shop.
class OrderDesk
{
public:
    struct Settings {
        QTimeZone zone;
        QTime dayStart {4, 0};
        OrderFlow flow = OrderFlow::Automatic;
        qint64 openLimit = 200'000;
        const PickupDesk *pickups = nullptr; ///< Null = always open; outlives the desk.
    };
    /// @p placed is called (on the orders thread) when an order was stored: the worker's wake-up.
    OrderDesk(OrderStore &store, const Clock &clock, Settings settings,
              std::function<void()> placed = {});
    /// Orders that are being asked about again end as cancelled futures.
    ~OrderDesk();
    Q_DISABLE_COPY_MOVE(OrderDesk)

    /// Completes @p order (uuid, day, flow, merged lines), checks it and stores it. Asks again by
    /// itself, for 5 s, when the outcome is unknown. Errors: Invalid (field = "items[2].quantity"
    /// …), Conflict as PickupRules::checkNow() and check(), and as OrderStore::place();
    /// Unavailable/TooManyOpenOrders. An order known under its key is answered as before, whatever
    /// the time is now.
    QFuture<Result<PlacedOrder>> place(NewOrder order);
    QFuture<Result<Order>> find(qint64 publicId);
    QFuture<Result<Order>> cancel(qint64 publicId);
    QFuture<Result<Order>> advance(qint64 publicId, OrderState to);
    /// The latest @p limit orders that somebody still has to do something about, the oldest first.
    QFuture<Result<std::vector<Order>>> open(int limit);
    /// What @p moved gives, after those who follow the order have been told of its state.
    QFuture<Result<Order>> told(QFuture<Result<Order>> moved) const;
    /// Who follows single orders; cancel() and advance() tell it themselves.
    OrderWatch &watch() { return *m_watch; }
    const Settings &settings() const { return m_settings; }

    struct Counters {
        qint64 placed = 0;
        qint64 replayed = 0; ///< Asked for again under the same key.
    };
    Counters counters() const;

private:
    class Placing;

    OrderStore &m_store;
    const Clock &m_clock;
    const Settings m_settings;
    const std::shared_ptr<Placing> m_placing;
    const std::shared_ptr<OrderWatch> m_watch;
};
