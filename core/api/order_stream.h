#pragma once

#include "order_watch.h"
#include "stream_places.h"

#include <QObject>

#include <functional>
#include <memory>

class ConnectionGuard;

/// One client that follows one order: the present state, then each change as it is committed, as
/// Server-Sent Events, until the documented status is a final one. A child of its connection's
/// guard; lives in the api thread.
class OrderStream final : public QObject
{
    Q_OBJECT
public:
    /// Answers for an order that cannot be followed.
    using Refuse = std::function<void(const Error &)>;

    OrderStream(ConnectionGuard *guard, std::unique_ptr<StreamPlaces::Place> place, Refuse refuse);

    /// Begins; @p known as for OrderWatch::follow().
    void follow(OrderWatch &watch, qint64 publicId, int known);

private:
    void hear(const Result<OrderWatch::News> &news);
    void begin(const OrderWatch::News &news);
    void end();

    ConnectionGuard *const m_guard;
    const Refuse m_refuse;
    std::unique_ptr<StreamPlaces::Place> m_place;
    std::unique_ptr<OrderWatch::Following> m_following;
    bool m_begun = false;
};
