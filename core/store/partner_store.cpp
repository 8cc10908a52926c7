#include "partner_store.h"

#include "catalogue_reader.h"
#include "database_run.h"
#include "order_rows.h"
#include "stock_listener.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fewestDigits = 3; // fewer are in every number

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonValue hex(const QByteArray &hash)
{
    return hash.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(hash.toHex()));
}

SqlValue handValue(const PartnerHand &hand)
{
    return jsonText({{u"key"_s, hand.key},
                     {u"name"_s, hand.keyName},
                     {u"reason"_s, hand.reason},
                     {u"key_hash"_s, hex(hand.keyHash)},
                     {u"request"_s, hex(hand.requestHash)}});
}

SqlValue factsValue(const ProductFacts &facts)
{
    QJsonObject object;
    if (facts.price)
        object.insert(u"price"_s, facts.price->minor());
    if (facts.available)
        object.insert(u"available"_s, *facts.available);
    if (facts.leadMinutes)
        object.insert(u"lead_minutes"_s, *facts.leadMinutes);
    if (facts.hasAllergens)
        object.insert(u"allergens"_s,
                      facts.allergens ? QJsonArray::fromStringList(*facts.allergens)
                                      : QJsonValue());
    return jsonText(object);
}

/// Of a change of an order: the state that it came into.
std::optional<OrderState> stateAfter(const PartnerChange &change)
{
    const QJsonObject after = QJsonDocument::fromJson(change.after.toUtf8()).object();
    return orderStateFromWord(after.value(u"state"_s).toString());
}

// Columns of partner_change: no, at, key_id, key_name, action, subject, before, after, reason.
PartnerChange changeOf(const SqlRow &row)
{
    return {.number = row.integer(0),
            .at = row.time(1),
            .micros = row.isNull(1) ? 0 : row.micros(1),
            .key = row.integer(2),
            .keyName = row.text(3),
            .action = row.text(4),
            .subject = row.integer(5),
            .before = row.text(6),
            .after = row.text(7),
            .reason = row.text(8)};
}

Result<PartnerChange> toldChange(Sql &sql, qint64 number)
{
    if (const std::optional<SqlRow> row = sql.one(u"partner_change"_s, {number}))
        return changeOf(*row);
    return Error {.code = Error::Code::Internal,
                  .reason = Error::Reason::Defect,
                  .detail = u"change %1 by partners is missing"_s.arg(number)};
}

/// Why nothing was changed; about @p subject, of which @p left is left.
Error refusalOf(const QString &outcome, qint64 subject, Quantity left)
{
    if (outcome == "key_reused"_L1)
        return {.code = Error::Code::Conflict, .reason = Error::Reason::KeyReused};
    if (outcome == "unknown"_L1)
        return {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
    if (outcome == "not_allowed"_L1)
        return {.code = Error::Code::Conflict, .reason = Error::Reason::StateNotAllowed};
    if (outcome == "unknown_product"_L1)
        return {.code = Error::Code::NotFound,
                .reason = Error::Reason::UnknownProduct,
                .product = subject};
    if (outcome == "insufficient_stock"_L1)
        return {.code = Error::Code::Conflict,
                .reason = Error::Reason::InsufficientStock,
                .product = subject,
                .left = left.wholePieces()};
    return {.code = Error::Code::Internal, .reason = Error::Reason::Defect, .detail = outcome};
}

Result<Order> readOrder(Sql &sql, qint64 publicId)
{
    const std::vector<Order> orders = ordersOf(sql.many(u"partner_order"_s, {publicId}));
    if (orders.empty())
        return Error {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
    return orders.front();
}

/// The order as change @p number left it, whatever has become of it since.
Result<Order> orderAfter(Sql &sql, qint64 publicId, qint64 number)
{
    Result<Order> order = readOrder(sql, publicId);
    const Result<PartnerChange> change = toldChange(sql, number);
    if (!change)
        return change.error();
    if (const std::optional<OrderState> state = stateAfter(*change); order && state) {
        order->state = *state;
        order->stateAt = change->at;
        order->stateMicros = change->micros;
    }
    return order;
}

// Columns of partner_move_order: outcome, change, product, on_hand.
Result<Order> move(Sql &sql, StockListener &listener, qint64 publicId, const SqlValues &values)
{
    const std::vector<SqlRow> rows = sql.many(u"partner_move_order"_s, values);
    const QString outcome = rows.front().text(0);
    if (outcome == "known"_L1)
        return orderAfter(sql, publicId, rows.front().integer(1));
    if (outcome != "done"_L1)
        return refusalOf(outcome, publicId, {});
    StockChange change;
    for (const SqlRow &row : rows) {
        if (!row.isNull(2))
            change.stock.push_back({row.integer(2), Quantity::fromThousandths(row.integer(3))});
    }
    if (!change.stock.empty())
        listener.stockChanged(change);
    return readOrder(sql, publicId);
}

QStringList stateWords(const OrderQuery &query)
{
    using enum OrderState;
    QStringList words;
    for (const OrderState state : {Requested, Confirmed, InProduction, Ready}) {
        if (query.states.empty())
            words.append(orderStateWord(state));
    }
    for (const OrderState state : query.states)
        words.append(orderStateWord(state));
    return words;
}

/// The digits of @p text as they stand in a phone number, with or without the code of a country.
std::optional<QString> phoneDigits(const QString &text)
{
    QString digits;
    for (const QChar sign : text) {
        const bool leadingZero = sign == u'0' && digits.isEmpty();
        if (sign >= u'0' && sign <= u'9' && !leadingZero)
            digits += sign;
    }
    return digits.size() >= fewestDigits ? std::optional(digits) : std::nullopt;
}

Result<OrderPage> page(Sql &sql, const OrderQuery &query)
{
    std::optional<qint64> before;
    if (query.before != 0) {
        const std::optional<SqlRow> row = sql.one(u"partner_order_id"_s, {query.before});
        if (!row)
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadField,
                          .field = u"before"_s,
                          .detail = u"there is no such order"_s};
        before = row->integer(0);
    }
    const std::optional<QString> find =
        query.find.isEmpty() ? std::nullopt : std::optional(query.find);
    OrderPage page {.orders = ordersOf(sql.many(u"partner_orders"_s,
                                                {SqlValue::array(stateWords(query)), query.since,
                                                 query.until, query.pickupFrom, query.pickupUntil,
                                                 find, find ? phoneDigits(*find) : std::nullopt,
                                                 before, query.limit + 1}))};
    if (page.orders.size() > size_t(query.limit)) { // One more says that there are more.
        page.orders.erase(page.orders.begin());
        page.next = page.orders.front().publicId;
    }
    return page;
}

}

PartnerStore::PartnerStore(Database &orders, Database &reports, StockListener &listener,
                           const QString &origin)
    : m_orders(orders)
    , m_reports(reports)
    , m_listener(listener)
    , m_origin(origin)
{
}

QFuture<Result<OrderPage>> PartnerStore::orders(const OrderQuery &query)
{
    return m_reports.run([query](Sql &sql) { return page(sql, query); }, Database::Repeat::Safe);
}

QFuture<Result<Order>> PartnerStore::order(qint64 publicId)
{
    return m_reports.run([publicId](Sql &sql) { return readOrder(sql, publicId); },
                         Database::Repeat::Safe);
}

/// With an Idempotency-Key a change can be asked for again.
static Database::Repeat repeatOf(const PartnerHand &hand)
{
    return hand.keyHash.isEmpty() ? Database::Repeat::Never : Database::Repeat::Safe;
}

QFuture<Result<Order>> PartnerStore::moveOrder(const PartnerHand &hand, qint64 publicId,
                                               OrderState to)
{
    return m_orders.run(
        [publicId, values = SqlValues {handValue(hand), publicId, orderStateWord(to), m_origin},
         &listener = m_listener](Sql &sql) { return move(sql, listener, publicId, values); },
        repeatOf(hand));
}

// Columns of partner_change_stock: outcome, change, on_hand.
static Result<MadeChange> step(Sql &sql, StockListener &listener, qint64 product,
                               const SqlValues &values, const QString &field)
{
    const SqlRow row = *sql.one(u"partner_change_stock"_s, values);
    const QString outcome = row.text(0);
    const Quantity onHand = Quantity::fromThousandths(row.integer(2));
    if (outcome == "bad_quantity"_L1)
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = field,
                      .detail = u"must be whole pieces"_s};
    if (outcome != "done"_L1 && outcome != "known"_L1)
        return refusalOf(outcome, product, onHand);
    if (outcome == "done"_L1)
        listener.stockChanged({.stock = {{product, onHand}}, .heads = {}});
    const Result<PartnerChange> change = toldChange(sql, row.integer(1));
    if (!change)
        return change.error();
    return MadeChange {.change = *change, .replayed = outcome == "known"_L1};
}

QFuture<Result<MadeChange>> PartnerStore::changeStock(const PartnerHand &hand, qint64 product,
                                                      StockStep wanted, QDate businessDay)
{
    const qint64 thousandths = wanted.quantity.thousandths();
    const bool sets = wanted.kind == StockStep::Kind::Set;
    const std::optional<qint64> amount = thousandths;
    return m_orders.run(
        [product, field = sets ? u"set"_s : u"add"_s,
         values = SqlValues {handValue(hand), product, sets ? amount : std::nullopt,
                             sets ? std::nullopt : amount, businessDay, m_origin},
         &listener = m_listener](Sql &sql) { return step(sql, listener, product, values, field); },
        repeatOf(hand));
}

// Columns of partner_change_product: outcome, change.
static Result<MadeChange> changeFacts(Sql &sql, StockListener &listener, qint64 product,
                                      const SqlValues &values)
{
    const SqlRow row = *sql.one(u"partner_change_product"_s, values);
    const QString outcome = row.text(0);
    if (outcome != "done"_L1 && outcome != "known"_L1)
        return refusalOf(outcome, product, {});
    if (outcome == "done"_L1)
        listener.catalogueRead(readCatalogue(sql));
    const Result<PartnerChange> change = toldChange(sql, row.integer(1));
    if (!change)
        return change.error();
    return MadeChange {.change = *change, .replayed = outcome == "known"_L1};
}

QFuture<Result<MadeChange>> PartnerStore::changeProduct(const PartnerHand &hand, qint64 product,
                                                        const ProductFacts &facts)
{
    return m_orders.run(
        [product, values = SqlValues {handValue(hand), product, factsValue(facts), m_origin},
         &listener = m_listener](Sql &sql) { return changeFacts(sql, listener, product, values); },
        repeatOf(hand));
}

QFuture<Result<std::vector<PartnerChange>>> PartnerStore::changes(const PartnerChangeQuery &query)
{
    return m_reports.run(
        [query](Sql &sql) {
            std::vector<PartnerChange> changes;
            for (const SqlRow &row :
                 sql.many(u"partner_changes"_s,
                          {query.before, query.action, query.subject, query.limit}))
                changes.push_back(changeOf(row));
            return changes;
        },
        Database::Repeat::Safe);
}
