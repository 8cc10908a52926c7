#pragma once

#include "database_run.h"
#include "order_store.h"
#include "stock_listener.h"

#include <QPromise>

#include <mutex>

/// The orders that wait for the next commit: filled by any thread, placed on the orders thread.
/// Kept alive by the trips that are under way.
class OrderStore::Batch final : public std::enable_shared_from_this<OrderStore::Batch>
{
public:
    Batch(Database &orders, StockListener &listener, const QString &origin);

    QFuture<Result<PlacedOrder>> add(const NewOrder &order);
    OrderBatchFigures figures() const { return {m_sizes.reading(), m_times.reading()}; }

private:
    using Answers = std::vector<Result<PlacedOrder>>;
    struct Waiting {
        NewOrder order;
        QPromise<Result<PlacedOrder>> promise;
    };
    /// Orders on their way to the database; the same ones again after a lost connection.
    struct Trip {
        std::vector<Waiting> orders;
        bool taken = false;
        bool lost = false; ///< A connection was lost under it: what became of it is unknown.
    };

    void post();
    void take(Trip &trip, std::size_t limit);
    Answers place(Sql &sql, Trip &trip);
    Answers placeTogether(Sql &sql, const std::vector<const NewOrder *> &orders);
    Answers placeOrEach(Sql &sql, const std::vector<const NewOrder *> &orders);
    void finish(Trip &trip, const Result<Answers> &answers);

    Database &m_orders;
    StockListener &m_listener;
    const QString m_origin;
    std::mutex m_mutex;
    std::vector<Waiting> m_waiting; ///< Under m_mutex, as the next.
    bool m_posted = false; ///< A trip is queued that has taken nothing yet.
    SharedHistogram m_sizes {batchSizes, 0};
    SharedHistogram m_times {shortTimes, 9};
};
