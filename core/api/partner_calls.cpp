#include "partner_calls.h"

#include "api_calls.h"
#include "api_key.h"
#include "catalogue_cache.h"
#include "order_reader.h"
#include "partner_desk.h"
#include "partner_reader.h"
#include "partner_text.h"
#include "request_headers.h"
#include "route_table.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace {

constexpr auto notStored = "Cache-Control: no-store\r\n";

Answer found(const QByteArray &body)
{
    return {.headers = notStored, .body = body};
}

QByteArrayView queryOf(const Call &call)
{
    const QByteArrayView target(call.guard->head().target);
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
}

Error badField(const QString &field)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = field};
}

Error unknownOrder()
{
    return {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
}

Error unknownProduct(std::optional<qint64> id)
{
    return {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownProduct, .product = id};
}

Error away()
{
    return {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway};
}

/// Each part with its length before it, so that no two lists give the same bytes.
QByteArray joined(const QByteArrayList &parts)
{
    QByteArray bytes;
    for (const QByteArray &part : parts)
        bytes += QByteArray::number(part.size()) + ':' + part;
    return bytes;
}

QByteArray factsText(const ProductFacts &facts)
{
    QByteArrayList parts;
    parts.append(facts.price ? QByteArray::number(facts.price->minor()) : QByteArray());
    parts.append(facts.available ? QByteArray::number(int(*facts.available)) : QByteArray());
    parts.append(facts.leadMinutes ? QByteArray::number(*facts.leadMinutes) : QByteArray());
    parts.append(QByteArray::number(int(facts.hasAllergens) + int(facts.allergens.has_value())));
    for (const QString &word : facts.allergens.value_or(QStringList()))
        parts.append(word.toUtf8());
    return joined(parts);
}

}

PartnerCalls::PartnerCalls(ApiCalls &calls, PartnerDesk &desk, const ApiSettings &settings)
    : m_calls(calls)
    , m_desk(desk)
    , m_settings(settings)
{
}

void PartnerCalls::refuse(const Call &call, const Error &error)
{
    call.guard->answer(m_calls.failed(error, call.guard->requestId()));
}

std::optional<int> PartnerCalls::decimals() const
{
    const std::shared_ptr<const Catalogue> catalogue = m_calls.m_catalogue.current();
    return catalogue ? std::optional(catalogue->goods().currency.decimals) : std::nullopt;
}

Answer PartnerCalls::orderAnswer(const Order &order) const
{
    const std::optional<int> digits = decimals();
    return digits ? found(partnerOrderText(order, *digits, m_settings.zone)) : errorAnswer(away());
}

void PartnerCalls::listOrders(const Call &call)
{
    const Result<OrderQuery> query = readOrderQuery(queryOf(call), m_settings.zone);
    if (!query)
        return refuse(call, query.error());
    m_calls.whenKnown(m_desk.orders(*query), call.guard, [this](const OrderPage &page) {
        const std::optional<int> digits = decimals();
        return digits ? found(orderPageText(page, *digits, m_settings.zone)) : errorAnswer(away());
    });
}

void PartnerCalls::showOrder(const Call &call)
{
    const std::optional<qint64> id = publicIdOf(call.id);
    if (!id)
        return refuse(call, unknownOrder());
    m_calls.whenKnown(m_desk.order(*id), call.guard,
                      [this](const Order &order) { return orderAnswer(order); });
}

std::optional<JsonValue> PartnerCalls::bodyOf(const Call &call)
{
    if (const std::optional<Answer> answer = m_calls.foreignType(call)) {
        call.guard->answer(*answer);
        return std::nullopt;
    }
    const Result<JsonValue> body = readJson(call.request.body());
    if (!body) {
        call.guard->answer(m_calls.malformed(body.error()));
        return std::nullopt;
    }
    if (body->type != JsonValue::Type::Object) {
        refuse(call, badField(u"body"_s));
        return std::nullopt;
    }
    return *body;
}

Result<PartnerHand> PartnerCalls::handOf(const Call &call, const JsonValue &body,
                                         const QByteArray &request)
{
    const Result<QString> reason = readReason(body);
    if (!reason)
        return reason.error();
    PartnerHand hand {.key = call.key->id,
                      .keyName = call.key->name,
                      .reason = *reason,
                      .keyHash = {},
                      .requestHash = {}};
    if (!call.guard->head().hasIdempotencyKey)
        return hand;
    const Result<QByteArray> hash = hashOfKey(call.request.value("Idempotency-Key"));
    if (!hash)
        return hash.error();
    hand.keyHash = *hash;
    hand.requestHash = QCryptographicHash::hash(
        joined({call.guard->head().path().toByteArray(), request, reason->toUtf8()}),
        QCryptographicHash::Sha256);
    return hand;
}

void PartnerCalls::moveOrder(const Call &call, const JsonValue &body, OrderState to)
{
    const Result<PartnerHand> hand = handOf(call, body, orderStateWord(to).toLatin1());
    if (!hand)
        return refuse(call, hand.error());
    const std::optional<qint64> id = publicIdOf(call.id);
    if (!id)
        return refuse(call, unknownOrder());
    m_calls.whenKnown(m_desk.moveOrder(*hand, *id, to), call.guard,
                      [this](const Order &order) { return orderAnswer(order); });
}

void PartnerCalls::advanceOrder(const Call &call)
{
    const std::optional<JsonValue> body = bodyOf(call);
    if (!body)
        return;
    const Result<OrderState> to = readStep(*body);
    if (!to)
        return refuse(call, to.error());
    if (*to == OrderState::Cancelled) // There is a call of its own for that.
        return refuse(call, badField(u"to"_s));
    moveOrder(call, *body, *to);
}

void PartnerCalls::cancelOrder(const Call &call)
{
    if (call.request.body().isEmpty())
        return moveOrder(call, {.type = JsonValue::Type::Object}, OrderState::Cancelled);
    if (const std::optional<JsonValue> body = bodyOf(call))
        moveOrder(call, *body, OrderState::Cancelled);
}

template <typename F> void PartnerCalls::withCatalogue(const Call &call, F toAnswer)
{
    const auto settle = [toAnswer](const std::shared_ptr<const Catalogue> &catalogue) {
        return toAnswer(*catalogue);
    };
    m_calls.whenKnown(m_calls.m_catalogue.fresh(), call.guard, settle);
}

void PartnerCalls::listProducts(const Call &call)
{
    withCatalogue(call,
                  [](const Catalogue &catalogue) { return found(partnerProductsText(catalogue)); });
}

void PartnerCalls::listStock(const Call &call)
{
    withCatalogue(call, [](const Catalogue &catalogue) { return found(stockText(catalogue)); });
}

void PartnerCalls::showProduct(const Call &call)
{
    withCatalogue(call, [id = publicIdOf(call.id)](const Catalogue &catalogue) {
        const int index = id ? catalogue.indexOf(*id) : -1;
        return index >= 0 ? found(partnerProductText(catalogue, index))
                          : errorAnswer(unknownProduct(id));
    });
}

void PartnerCalls::answerChange(const Call &call, const QFuture<Result<PartnerChange>> &change)
{
    m_calls.whenKnown(change, call.guard, [this](const PartnerChange &made) {
        const std::optional<int> digits = decimals();
        return digits ? found(changeText(made, *digits)) : errorAnswer(away());
    });
}

void PartnerCalls::changeProduct(const Call &call)
{
    const std::optional<JsonValue> body = bodyOf(call);
    if (!body)
        return;
    const std::optional<int> digits = decimals();
    if (!digits)
        return refuse(call, away());
    const Result<ProductFacts> facts = readProductFacts(*body, *digits);
    if (!facts)
        return refuse(call, facts.error());
    const Result<PartnerHand> hand = handOf(call, *body, factsText(*facts));
    if (!hand)
        return refuse(call, hand.error());
    const std::optional<qint64> id = publicIdOf(call.id);
    if (!id)
        return refuse(call, unknownProduct(id));
    answerChange(call, m_desk.changeProduct(*hand, *id, *facts));
}

void PartnerCalls::changeStock(const Call &call)
{
    const std::optional<JsonValue> body = bodyOf(call);
    if (!body)
        return;
    const Result<StockStep> step = readStockStep(*body);
    if (!step)
        return refuse(call, step.error());
    const QByteArray kind = step->kind == StockStep::Kind::Set ? "set" : "add";
    const Result<PartnerHand> hand =
        handOf(call, *body, joined({kind, QByteArray::number(step->quantity.thousandths())}));
    if (!hand)
        return refuse(call, hand.error());
    const std::optional<qint64> id = publicIdOf(call.id);
    if (!id)
        return refuse(call, unknownProduct(id));
    answerChange(call, m_desk.changeStock(*hand, *id, *step));
}
