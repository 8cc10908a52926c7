#include "catalogue_cache.h"
#include "journal.h"
#include "random_uuid.h"
#include "till_private.h"
#include "when_done.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

// The part of the till that makes and changes baskets.

Q_DECLARE_LOGGING_CATEGORY(logTill)

Basket &Till::startBasket(TaxMode mode, int clerk, const QUuid &uuid)
{
    Q_ASSERT(uuid.isNull() || !basket(uuid));
    m->baskets.push_back({.uuid = uuid.isNull() ? makeRandomUuid(m->clock) : uuid,
                          .startedAt = m->clock.now(),
                          .clerk = clerk,
                          .mode = mode});
    return m->baskets.back();
}

const std::vector<Basket> &Till::baskets() const
{
    return m->baskets;
}

const Basket *Till::basket(const QUuid &uuid) const
{
    return m->find(uuid);
}

/// The tax class is the promised one, also where the product is no longer sold.
BasketLine Till::Private::promisedLine(const Order::Line &line) const
{
    const Result<Product> known = product(line.product);
    BasketLine promised {.product = line.product,
                         .name = line.productName,
                         .quantity = line.quantity,
                         .unitPrice = line.unitPrice,
                         .discount = priceOf(line.unitPrice, line.quantity) - line.total,
                         .taxClass = line.taxClass};
    promised.listPrice = line.unitPrice;
    if (!known)
        return promised;
    if (promised.taxClass.isEmpty())
        promised.taxClass = known->taxClass;
    promised.prepared = known->prepared;
    promised.unit = known->unit;
    promised.divisible = known->divisible;
    return promised;
}

Basket &Till::startOrderBasket(const Order &order, int clerk)
{
    const auto same =
        std::find_if(m->baskets.begin(), m->baskets.end(), [&order](const Basket &basket) {
            return basket.orderPublicId == order.publicId;
        });
    if (same != m->baskets.end())
        return *same;
    Basket &basket = startBasket(TaxMode::TakeAway, clerk);
    const QUuid uuid = basket.uuid;
    basket.orderPublicId = order.publicId;
    for (const Order::Line &line : order.lines)
        basket.lines.push_back(m->promisedLine(line));
    m->changed(uuid);
    return *m->find(uuid);
}

Result<void> Till::Private::addProduct(
    const QUuid &uuid, qint64 id, const std::function<Result<void>(Basket &, const Product &)> &add)
{
    const Result<Basket *> found = changeable(uuid);
    if (!found)
        return found.error();
    const Result<Product> known = product(id);
    if (!known)
        return known.error();
    return change(uuid, Touches::Goods,
                  [&add, &known](Basket &basket) { return add(basket, *known); });
}

Result<void> Till::add(const QUuid &basket, qint64 product, Quantity quantity)
{
    return m->addProduct(basket, product, [quantity](Basket &changed, const Product &known) {
        return addToBasket(changed, known, quantity);
    });
}

Result<void> Till::addLine(const QUuid &basket, qint64 product, Quantity quantity)
{
    return m->addProduct(basket, product, [quantity](Basket &changed, const Product &known) {
        Basket alone; // An empty basket has no line that this one could be merged with.
        Result<void> added = addToBasket(alone, known, quantity);
        if (added)
            changed.lines.push_back(std::move(alone.lines.front()));
        return added;
    });
}

Result<void> Till::addPriced(const QUuid &basket, qint64 product, Quantity quantity, Money price)
{
    return m->addProduct(basket, product, [=](Basket &changed, const Product &known) {
        return ::addPriced(changed, known, quantity, price);
    });
}

Result<void> Till::setQuantity(const QUuid &basket, int line, Quantity quantity)
{
    return m->change(basket, Private::Touches::Goods,
                     [=](Basket &changed) { return setLineQuantity(changed, line, quantity); });
}

Result<void> Till::remove(const QUuid &basket, int line)
{
    Basket before;
    Result<void> removed =
        m->change(basket, Private::Touches::Goods, [&before, line](Basket &changed) {
            before = changed;
            return removeLine(changed, line);
        });
    if (removed)
        m->noteRemoved(before, before.lines[size_t(line)]);
    return removed;
}

/// Fire and forget: the counter does not wait for what only the journal is to know.
void Till::Private::noteRemoved(const Basket &basket, const BasketLine &line)
{
    const QMap<QString, QString> values {
        {u"amount"_s, QString::number(line.gross().minor())},
        {u"basket"_s, basket.uuid.toString(QUuid::WithoutBraces)},
        {u"name"_s, line.name},
        {u"product"_s, QString::number(line.product)},
        {u"quantity"_s, QString::number(line.quantity.thousandths())},
    };
    whenDone(record(u"void"_s, values, basket.clerk), q, [](const Result<Entry> &entry) {
        if (!entry)
            qCWarning(logTill, "a removed line was not noted: %s",
                      qUtf8Printable(describe(entry.error())));
    });
}

Result<void> Till::setPrice(const QUuid &basket, int line, Money price, const QString &reason)
{
    return m->change(basket, Private::Touches::Goods, [&, line, price](Basket &changed) {
        return setLinePrice(changed, line, price, reason);
    });
}

Result<void> Till::setLineDiscount(const QUuid &basket, int line, Money amount,
                                   const QString &reason)
{
    return m->change(basket, Private::Touches::Goods, [&, line, amount](Basket &changed) {
        return ::setLineDiscount(changed, line, amount, reason);
    });
}

Result<void> Till::setLinePercent(const QUuid &basket, int line, int percentBp,
                                  const QString &reason)
{
    return m->change(basket, Private::Touches::Goods, [&, line, percentBp](Basket &changed) {
        return ::setLinePercent(changed, line, percentBp, reason);
    });
}

Result<void> Till::setDiscount(const QUuid &basket, const std::optional<ReceiptDiscount> &discount)
{
    return m->change(basket, Private::Touches::Goods, [&discount](Basket &changed) {
        return setReceiptDiscount(changed, discount);
    });
}

Result<void> Till::setMode(const QUuid &basket, TaxMode mode)
{
    return m->change(basket, Private::Touches::Head, [mode](Basket &changed) -> Result<void> {
        changed.mode = mode;
        return {};
    });
}

Result<void> Till::setName(const QUuid &basket, const QString &name)
{
    return m->change(basket, Private::Touches::Head,
                     [&name](Basket &changed) { return setBasketName(changed, name); });
}

Result<void> Till::setCustomer(const QUuid &basket, const QString &customer)
{
    return m->change(basket, Private::Touches::Head,
                     [&customer](Basket &changed) { return setBasketCustomer(changed, customer); });
}

Result<void> Till::setClerk(const QUuid &basket, int clerk)
{
    return m->change(basket, Private::Touches::Head, [clerk](Basket &changed) -> Result<void> {
        if (clerk < 0)
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadField,
                          .field = u"clerk"_s};
        changed.clerk = clerk;
        return {};
    });
}

Result<void> Till::giveUp(const QUuid &basket)
{
    const Result<Basket *> found = m->changeable(basket);
    if (!found)
        return found.error();
    const QUuid uuid = basket; // It may be that of the basket itself.
    m->history.keepGivenUp(std::move(**found));
    m->erase(uuid);
    whenDone(m->journal.dropBasket(uuid), this, [](const Result<void> &dropped) {
        if (!dropped)
            qCWarning(logTill, "a basket was not dropped: %s",
                      qUtf8Printable(describe(dropped.error())));
    });
    emit basketChanged(uuid);
    return {};
}

bool Till::canUndo(const QUuid &basket) const
{
    return m->history.has(basket) && !m->payments.contains(basket);
}

Result<void> Till::undo(const QUuid &basket)
{
    if (m->payments.contains(basket))
        return notAllowed(u"basket"_s);
    std::optional<Basket> before = m->history.takeLast(basket);
    Basket *found = m->find(basket);
    if (!before)
        return found ? notAllowed(u"undo"_s) : unknownBasket();
    if (found)
        *found = *std::move(before);
    else
        m->baskets.push_back(*std::move(before));
    m->changed(basket);
    return {};
}
