#include "model_books.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// The orders of the books.

namespace {
constexpr qint64 freshSeconds = 30 * 60;
}

ModelOrder *ModelBooks::find(const QUuid &order)
{
    const auto found = std::find_if(orders.begin(), orders.end(),
                                    [&](const ModelOrder &one) { return one.uuid == order; });
    return found == orders.end() ? nullptr : &*found;
}

ModelOrder *ModelBooks::findPublic(qint64 publicId)
{
    const auto found = std::find_if(orders.begin(), orders.end(), [&](const ModelOrder &one) {
        return one.publicId == publicId;
    });
    return found == orders.end() ? nullptr : &*found;
}

bool ModelBooks::stepAllowed(const QString &from, const QString &to)
{
    static const std::map<QString, QStringList> steps {
        {u"requested"_s, {u"confirmed"_s, u"cancelled"_s, u"collected"_s}},
        {u"confirmed"_s, {u"in_production"_s, u"cancelled"_s, u"collected"_s}},
        {u"in_production"_s, {u"ready"_s, u"collected"_s}},
        {u"ready"_s, {u"collected"_s, u"no_show"_s}},
        {u"no_show"_s, {u"collected"_s}}};
    const auto found = steps.find(from);
    return found != steps.end() && found->second.contains(to);
}

std::optional<ModelAnswer> ModelBooks::refusal(const ModelRequest &request) const
{
    using Kind = ModelAnswer::Kind;
    for (const auto &[id, quantity] : request.lines) {
        const ModelProduct *product = goods.find(id);
        if (!product || !product->inPieces())
            return ModelAnswer {.kind = Kind::UnknownProduct, .product = id};
    }
    for (const auto &[id, quantity] : request.lines) {
        if (!goods.find(id)->available)
            return ModelAnswer {.kind = Kind::SoldOut, .product = id};
    }
    for (const auto &[id, quantity] : request.lines) {
        if (stock.at(id) < quantity)
            return ModelAnswer {.kind = Kind::SoldOut, .product = id, .left = stock.at(id)};
    }
    return {};
}

ModelAnswer ModelBooks::place(const ModelRequest &request)
{
    using Kind = ModelAnswer::Kind;
    if (find(request.uuid))
        return {.kind = Kind::Replayed, .order = request.uuid};
    if (const auto key = keys.find(request.key); key != keys.end()) {
        const auto &[known, order] = key->second;
        return known == request.request ? ModelAnswer {.kind = Kind::Replayed, .order = order}
                                        : ModelAnswer {.kind = Kind::KeyReused};
    }
    if (const std::optional<ModelAnswer> refused = refusal(request))
        return *refused;
    ModelOrder order {.uuid = request.uuid,
                      .source = u"web"_s,
                      .flow = request.flow,
                      .state = request.flow == u"automatic"_s ? u"confirmed"_s : u"requested"_s,
                      .day = request.day};
    order.job = order.state == u"confirmed"_s;
    for (const auto &[id, quantity] : request.lines) {
        const ModelProduct &product = *goods.find(id);
        const qint64 total = product.price * (quantity / 1000);
        order.lines.push_back({.product = id,
                               .name = product.name,
                               .quantity = quantity,
                               .price = product.price,
                               .total = total,
                               .taxClass = product.taxClass,
                               .prepared = product.prepared});
        order.total += total;
        book(id, -quantity, u"order"_s, request.day);
    }
    if (!request.key.isEmpty())
        keys[request.key] = {request.request, request.uuid};
    orders.push_back(order);
    return {.kind = Kind::Placed, .order = request.uuid};
}

bool ModelBooks::cancel(const QUuid &uuid)
{
    ModelOrder *order = find(uuid);
    if (!order || !order->till.isNull() || !stepAllowed(order->state, u"cancelled"_s))
        return false;
    for (const ModelOrder::Line &line : order->lines)
        book(line.product, line.quantity, u"cancel"_s, order->day);
    order->state = u"cancelled"_s;
    order->job = false;
    return true;
}

bool ModelBooks::advance(const QUuid &uuid, const QString &to)
{
    ModelOrder *order = find(uuid);
    const bool unpaid = to == u"collected"_s && order && order->till.isNull();
    if (!order || unpaid || !stepAllowed(order->state, to))
        return false;
    order->state = to;
    order->job = order->job && (to == u"confirmed"_s || to == u"in_production"_s);
    return true;
}

void ModelBooks::work()
{
    for (ModelOrder &order : orders) {
        if (!order.job)
            continue;
        order.job = order.state == u"confirmed"_s;
        if (order.state == u"confirmed"_s)
            order.state = u"in_production"_s;
        else if (order.state == u"in_production"_s)
            order.state = u"ready"_s;
    }
}

void ModelBooks::collect(const ModelEntry &receipt)
{
    ModelOrder *order = findPublic(*receipt.order);
    if (!order)
        return noteDiscrepancy(receipt, u"order_missing"_s);
    if (!order->till.isNull())
        return noteDiscrepancy(receipt, u"order_paid"_s);
    if (!stepAllowed(order->state, u"collected"_s))
        return noteDiscrepancy(receipt, u"order_cancelled"_s);
    order->till = receipt.till;
    order->sequence = receipt.sequence;
    order->state = u"collected"_s;
    order->job = false;
}

/// A sale that is fresh and holds something to be made is an order for the kitchen.
void ModelBooks::makeOrder(const ModelEntry &sale)
{
    bool prepared = false;
    ModelOrder order {.uuid = sale.uuid,
                      .source = u"counter"_s,
                      .flow = u"automatic"_s,
                      .day = sale.day,
                      .total = sale.total,
                      .till = sale.till,
                      .sequence = sale.sequence};
    for (const ModelLine &line : sale.lines) {
        prepared = prepared || line.prepared;
        order.lines.push_back({.product = line.product,
                               .name = line.name,
                               .quantity = line.quantity,
                               .price = line.price,
                               .total = line.gross,
                               .taxClass = line.taxClass});
    }
    order.job = prepared && sale.at.secsTo(QDateTime::currentDateTimeUtc()) < freshSeconds;
    order.state = order.job ? u"confirmed"_s : u"collected"_s;
    orders.push_back(order);
}
