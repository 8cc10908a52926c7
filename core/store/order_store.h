#pragma once

#include "histogram.h"
#include "order.h"
#include "result.h"

#include <QFuture>
#include <QHash>

#include <memory>
#include <optional>

class Database;
class StockListener;

/// How orders were placed together, in one commit each.
struct OrderBatchFigures {
    HistogramReading sizes; ///< Orders of a commit.
    HistogramReading times; ///< Of its round trip.
};

/// Orders in PostgreSQL. Thread-safe; owned by the shop, after the database it uses. Orders that
/// arrive while a commit is under way share the next one (up to 100): no timer, the commit is the
/// window.
class OrderStore
{
public:
    /// @p origin marks this program's notifications.
    OrderStore(Database &orders, Database &reads, StockListener &listener, const QString &origin);
    ~OrderStore();

    /// Errors: NotFound/UnknownProduct (product), Conflict/InsufficientStock (product, left),
    /// Invalid/BadQuantity (product), Conflict/KeyReused, Unavailable, Timeout.
    QFuture<Result<PlacedOrder>> place(const NewOrder &order);
    /// What was placed under @p order's key before, after all that is on its way; nothing for a new
    /// key. Errors: Conflict/KeyReused.
    QFuture<Result<std::optional<PlacedOrder>>> replayed(const NewOrder &order);
    /// Errors: NotFound/UnknownOrder, also 30 days after completion.
    QFuture<Result<Order>> find(qint64 publicId);
    /// Gives the stock back. Errors: NotFound/UnknownOrder, Conflict/StateNotAllowed.
    QFuture<Result<Order>> cancel(qint64 publicId);
    /// A step by staff. Errors as cancel().
    QFuture<Result<Order>> advance(qint64 publicId, OrderState to);
    /// The latest @p limit in requested, confirmed, in production or ready, oldest first.
    QFuture<Result<std::vector<Order>>> open(int limit);
    /// What orders went through, by public id; unknown ones, and those that find() shows no more,
    /// are left out.
    QFuture<Result<QHash<qint64, OrderHistory>>> histories(const std::vector<qint64> &publicIds);
    /// How many are open, for the backlog limit.
    QFuture<Result<qint64>> openCount();
    OrderBatchFigures batchFigures() const;

private:
    class Batch;
    Database &m_orders;
    Database &m_reads;
    StockListener &m_listener;
    const QString m_origin;
    std::shared_ptr<Batch> m_batch;
};
