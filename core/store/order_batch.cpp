#include "order_batch.h"

#include "failpoint.h"
#include "sql_outcome.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr std::size_t tripSize = 100; // More in one call are not quicker (measured).
static constexpr std::size_t waitingLimit = 4'096;

static QJsonValue hexOrNull(const QByteArray &hash)
{
    return hash.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(hash.toHex()));
}

static QJsonObject orderJson(const NewOrder &order)
{
    QJsonArray lines;
    for (const NewOrder::Line &line : order.lines)
        lines.append(QJsonArray {line.product, line.quantity.thousandths()});
    QJsonObject object {
        {u"uuid"_s, order.uuid.toString(QUuid::WithoutBraces)},
        {u"source"_s, orderSourceWord(order.source)},
        {u"flow"_s, order.flow == OrderFlow::Automatic ? u"automatic"_s : u"staff"_s},
        {u"name"_s, order.customerName},
        {u"email"_s, order.customerEmail},
        {u"phone"_s, order.customerPhone},
        {u"note"_s, order.note},
        {u"day"_s, order.businessDay.toString(Qt::ISODate)},
        {u"key"_s, hexOrNull(order.keyHash)},
        {u"request"_s, hexOrNull(order.requestHash)},
        {u"lines"_s, lines}};
    if (order.dueAt.isValid()) {
        object.insert(u"due"_s, order.dueAt.toString(Qt::ISODate));
        object.insert(u"pickup"_s, order.pickupAt.toString(Qt::ISODate));
        object.insert(u"pickup_end"_s, order.pickupEnd.toString(Qt::ISODate));
    }
    return object;
}

// Columns of orders_place: idx, outcome, public_id, pickup_code, state, total_minor, product,
// on_hand.
static Result<PlacedOrder> placedOrder(const SqlRow &row, const NewOrder &order)
{
    const QString outcome = row.text(1);
    const std::optional<qint64> product = row.optionalInteger(6);
    if (outcome == u"placed"_s || outcome == u"replayed"_s)
        return PlacedOrder {.publicId = row.integer(2),
                            .pickupCode = row.text(3),
                            .state =
                                orderStateFromWord(row.text(4)).value_or(OrderState::Confirmed),
                            .total = Money::fromMinor(row.integer(5)),
                            .pickupAt = order.pickupAt, // A replay asked for the same one.
                            .replayed = outcome == u"replayed"_s};
    if (outcome == u"key_reused"_s)
        return Error {.code = Error::Code::Conflict, .reason = Error::Reason::KeyReused};
    if (outcome == u"bad_quantity"_s)
        return Error {
            .code = Error::Code::Invalid, .reason = Error::Reason::BadQuantity, .product = product};
    if (outcome == u"unknown_product"_s)
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::UnknownProduct,
                      .product = product};
    return Error {.code = Error::Code::Conflict,
                  .reason = Error::Reason::InsufficientStock,
                  .product = product,
                  .left = Quantity::fromThousandths(row.integer(7)).wholePieces()};
}

OrderStore::Batch::Batch(Database &orders, StockListener &listener, const QString &origin)
    : m_orders(orders)
    , m_listener(listener)
    , m_origin(origin)
{
}

QFuture<Result<PlacedOrder>> OrderStore::Batch::add(const NewOrder &order)
{
    QPromise<Result<PlacedOrder>> promise;
    promise.start();
    QFuture<Result<PlacedOrder>> future = promise.future();
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= waitingLimit) {
            promise.addResult(Error {.code = Error::Code::Unavailable,
                                     .reason = Error::Reason::DatabaseBusy,
                                     .detail = u"too many orders wait for the database"_s});
            promise.finish();
            return future;
        }
        m_waiting.push_back({order, std::move(promise)});
        first = !std::exchange(m_posted, true);
    }
    if (first)
        post();
    return future;
}

// Queued like every other call, so that uploads have their turn between two trips.
void OrderStore::Batch::post()
{
    const auto self = shared_from_this();
    const auto trip = std::make_shared<Trip>();
    m_orders.run([self, trip](Sql &sql) { return self->place(sql, *trip); }, Database::Repeat::Safe)
        .then([self, trip](const Result<Answers> &answers) { self->finish(*trip, answers); });
}

void OrderStore::Batch::take(Trip &trip, std::size_t limit)
{
    bool more = false;
    {
        const std::lock_guard lock(m_mutex);
        const auto count = static_cast<std::ptrdiff_t>(std::min(limit, m_waiting.size()));
        const auto end = m_waiting.begin() + count;
        trip.orders.assign(std::move_iterator(m_waiting.begin()), std::move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
        trip.taken = true;
        more = !m_waiting.empty();
        m_posted = more;
    }
    if (more)
        post();
}

OrderStore::Batch::Answers OrderStore::Batch::place(Sql &sql, Trip &trip)
{
    if (!trip.taken)
        take(trip, tripSize);
    std::vector<const NewOrder *> orders;
    for (const Waiting &waiting : trip.orders)
        orders.push_back(&waiting.order);
    try {
        return orders.empty() ? Answers() : placeOrEach(sql, orders);
    } catch (const SqlError &error) {
        trip.lost = trip.lost || error.lost;
        throw;
    }
}

// All at once; when that fails for a reason of one of them, each by itself, so that a refused one
// never harms its neighbours. A statement is a transaction of its own and knows what it has placed.
OrderStore::Batch::Answers OrderStore::Batch::placeOrEach(
    Sql &sql, const std::vector<const NewOrder *> &orders)
{
    try {
        return placeTogether(sql, orders);
    } catch (const SqlError &error) {
        const QByteArray kind = error.sqlstate.left(2);
        if (error.lost || (kind != "22" && kind != "23" && kind != "40" && kind != "54"))
            throw;
        if (orders.size() == 1)
            return {errorOf({.error = error})};
    }
    Answers answers;
    for (const NewOrder *order : orders)
        answers.push_back(placeOrEach(sql, {order}).front());
    return answers;
}

OrderStore::Batch::Answers OrderStore::Batch::placeTogether(
    Sql &sql, const std::vector<const NewOrder *> &orders)
{
    QJsonArray list;
    for (const NewOrder *order : orders)
        list.append(orderJson(*order));
    const QByteArray text = QJsonDocument(list).toJson(QJsonDocument::Compact);
    Answers answers(orders.size());
    StockChange change;
    failpoint("orders.before_place");
    const auto begun = std::chrono::steady_clock::now();
    const std::vector<SqlRow> rows =
        sql.many(u"orders_place"_s, {QString::fromUtf8(text), m_origin});
    failpoint("orders.placed");
    m_times.add(std::chrono::steady_clock::now() - begun);
    m_sizes.add(qint64(orders.size()));
    const auto answer = [&orders, &answers](const SqlRow &row) {
        const auto place = static_cast<std::size_t>(row.integer(0));
        answers.at(place) = placedOrder(row, *orders.at(place));
    };
    for (const SqlRow &row : rows) {
        if (row.isNull(0))
            change.stock.push_back({row.integer(6), Quantity::fromThousandths(row.integer(7))});
        else
            answer(row);
    }
    if (!change.stock.empty())
        m_listener.stockChanged(change);
    failpoint("orders.published");
    return answers;
}

void OrderStore::Batch::finish(Trip &trip, const Result<Answers> &answers)
{
    if (!trip.taken) // It never came to a connection: nobody who waits fares better.
        take(trip, waitingLimit);
    Error error = answers ? Error() : answers.error();
    if (trip.lost && error.code == Error::Code::Unavailable) {
        error.code = Error::Code::Timeout;
        error.reason = Error::Reason::OutcomeUnknown;
    }
    for (std::size_t i = 0; i < trip.orders.size(); ++i) {
        QPromise<Result<PlacedOrder>> &promise = trip.orders[i].promise;
        promise.addResult(answers ? (*answers)[i] : Result<PlacedOrder>(error));
        promise.finish();
    }
}
