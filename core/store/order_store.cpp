#include "order_store.h"

#include "order_batch.h"
#include "order_rows.h"

using namespace Qt::StringLiterals;

static Result<Order> findOrder(Sql &sql, qint64 publicId)
{
    const std::vector<Order> orders = ordersOf(sql.many(u"order_find"_s, {publicId}));
    if (orders.empty())
        return Error {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
    return orders.front();
}

// Runs order_cancel or order_advance: columns outcome, product, on_hand.
static Result<Order> changeState(Sql &sql, StockListener &listener, const QString &statement,
                                 const SqlValues &values, qint64 publicId)
{
    StockChange change;
    QString outcome;
    for (const SqlRow &row : sql.many(statement, values)) {
        outcome = row.text(0);
        if (!row.isNull(1))
            change.stock.push_back({row.integer(1), Quantity::fromThousandths(row.integer(2))});
    }
    if (outcome == u"unknown"_s)
        return Error {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
    if (outcome == u"not_allowed"_s)
        return Error {.code = Error::Code::Conflict, .reason = Error::Reason::StateNotAllowed};
    if (!change.stock.empty())
        listener.stockChanged(change);
    return findOrder(sql, publicId);
}

OrderStore::OrderStore(Database &orders, Database &reads, StockListener &listener,
                       const QString &origin)
    : m_orders(orders)
    , m_reads(reads)
    , m_listener(listener)
    , m_origin(origin)
    , m_batch(std::make_shared<Batch>(orders, listener, origin))
{
}

OrderStore::~OrderStore() = default;

QFuture<Result<PlacedOrder>> OrderStore::place(const NewOrder &order)
{
    return m_batch->add(order);
}

// Columns of order_replayed: outcome, public_id, pickup_code, state, total_minor.
static Result<std::optional<PlacedOrder>> findReplayed(Sql &sql, const NewOrder &order)
{
    const std::optional<SqlRow> row =
        sql.one(u"order_replayed"_s, {order.keyHash, order.requestHash});
    if (!row)
        return std::optional<PlacedOrder>();
    if (row->text(0) == u"key_reused"_s)
        return Error {.code = Error::Code::Conflict, .reason = Error::Reason::KeyReused};
    return std::optional(
        PlacedOrder {.publicId = row->integer(1),
                     .pickupCode = row->text(2),
                     .state = orderStateFromWord(row->text(3)).value_or(OrderState::Confirmed),
                     .total = Money::fromMinor(row->integer(4)),
                     .pickupAt = order.pickupAt,
                     .replayed = true});
}

QFuture<Result<std::optional<PlacedOrder>>> OrderStore::replayed(const NewOrder &order)
{
    return m_orders.run([order](Sql &sql) { return findReplayed(sql, order); },
                        Database::Repeat::Safe);
}

OrderBatchFigures OrderStore::batchFigures() const
{
    return m_batch->figures();
}

QFuture<Result<Order>> OrderStore::find(qint64 publicId)
{
    return m_reads.run([publicId](Sql &sql) { return findOrder(sql, publicId); },
                       Database::Repeat::Safe);
}

QFuture<Result<Order>> OrderStore::cancel(qint64 publicId)
{
    return m_orders.run([publicId, origin = m_origin, &listener = m_listener](Sql &sql) {
        return changeState(sql, listener, u"order_cancel"_s, {publicId, u"customer"_s, origin},
                           publicId);
    });
}

QFuture<Result<Order>> OrderStore::advance(qint64 publicId, OrderState to)
{
    const QString word = orderStateWord(to);
    return m_orders.run([publicId, word, origin = m_origin, &listener = m_listener](Sql &sql) {
        return changeState(sql, listener, u"order_advance"_s, {publicId, word, u"staff"_s, origin},
                           publicId);
    });
}

QFuture<Result<std::vector<Order>>> OrderStore::open(int limit)
{
    return m_reads.run([limit](Sql &sql) { return ordersOf(sql.many(u"orders_open"_s, {limit})); },
                       Database::Repeat::Safe);
}

// Columns of order_moves: public_id, pickup_code, state, at.
static QHash<qint64, OrderHistory> historiesOf(const std::vector<SqlRow> &rows)
{
    QHash<qint64, OrderHistory> histories;
    for (const SqlRow &row : rows) {
        const std::optional<OrderState> state = orderStateFromWord(row.text(2));
        if (!state)
            continue;
        OrderHistory &history = histories[row.integer(0)];
        history.pickupCode = row.text(1);
        history.moves.push_back({.publicId = row.integer(0),
                                 .state = *state,
                                 .at = row.time(3),
                                 .micros = row.micros(3)});
    }
    return histories;
}

QFuture<Result<QHash<qint64, OrderHistory>>> OrderStore::histories(
    const std::vector<qint64> &publicIds)
{
    return m_reads.run(
        [publicIds](Sql &sql) {
            return historiesOf(sql.many(u"order_moves"_s, {SqlValue::array(publicIds)}));
        },
        Database::Repeat::Safe);
}

QFuture<Result<qint64>> OrderStore::openCount()
{
    return m_reads.run([](Sql &sql) { return sql.one(u"orders_open_count"_s)->integer(0); },
                       Database::Repeat::Safe);
}
