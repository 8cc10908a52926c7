#include "counter_private.h"
#include "goods_feed.h"
#include "latency_meter.h"
#include "when_done.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

// The part of the counter that changes baskets: selling, parking, paying.

int Counter::Private::slotOf(int clerk) const
{
    const auto found = std::ranges::find(seats, clerk, &ClerkSlot::clerk);
    return found == seats.end() ? -1 : int(found - seats.begin());
}

QUuid Counter::Private::openBasket()
{
    ClerkSlot &slot = seat();
    if (!till.basket(slot.basket)) {
        slot.basket = till.startBasket(slot.nextMode, slot.clerk).uuid;
        slot.chosenLine = -1;
    }
    return slot.basket;
}

void Counter::Private::clampChosen(ClerkSlot &slot) const
{
    const Basket *basket = till.basket(slot.basket);
    const int lines = basket ? int(basket->lines.size()) : 0;
    slot.chosenLine = std::min(slot.chosenLine, lines - 1);
}

void Counter::Private::tillChanged(const QUuid &uuid)
{
    for (size_t i = 0; i < seats.size(); ++i) {
        if (seats[i].basket != uuid)
            continue;
        clampChosen(seats[i]);
        if (int(i) == active) {
            emit q->basketChanged();
            emit q->chosenChanged();
        }
    }
    emit q->clerksChanged();
}

void Counter::Private::chooseLineOf(const QUuid &uuid, size_t linesBefore, qint64 product) const
{
    const Basket *basket = till.basket(uuid);
    if (!basket || basket->lines.empty())
        return;
    int line = int(basket->lines.size()) - 1;
    if (basket->lines.size() == linesBefore) {
        const auto merged = std::ranges::find(basket->lines.rbegin(), basket->lines.rend(), product,
                                              &BasketLine::product);
        line = int(basket->lines.rend() - merged) - 1;
    }
    q->choose(line);
}

template <typename F> void Counter::Private::sellInto(qint64 product, F add)
{
    const QUuid uuid = openBasket();
    const Basket *before = till.basket(uuid);
    const size_t lines = before ? before->lines.size() : 0;
    emit q->saleBegun();
    if (q->accepted(add(uuid)))
        chooseLineOf(uuid, lines, product);
}

void Counter::sell(qint64 product)
{
    const Product *known = m->goods.find(product);
    if (!known) {
        emit refused({.code = Error::Code::NotFound,
                      .reason = Error::Reason::UnknownProduct,
                      .product = product});
        return;
    }
    if (!known->available) {
        emit soldOutTapped(product);
        return;
    }
    const bool typedAny = !m->typed.isEmpty();
    if (known->unit == SaleUnit::OpenPrice) {
        const Quantity quantity = takeTypedQuantity();
        emit priceAsked(product, quantity.thousandths());
    } else if (known->unit == SaleUnit::Weight && !typedAny) {
        emit measureAsked(product);
    } else {
        sellQuantity(product, takeTypedQuantity());
    }
}

void Counter::sellQuantity(qint64 product, Quantity quantity)
{
    m->sellInto(product, [&](const QUuid &uuid) { return m->till.add(uuid, product, quantity); });
}

void Counter::sellPriced(qint64 product, Quantity quantity, Money price)
{
    m->sellInto(product, [&](const QUuid &uuid) {
        return m->till.addPriced(uuid, product, quantity, price);
    });
}

void Counter::sellRepriced(qint64 product, Quantity quantity, Money price, const QString &reason)
{
    m->sellInto(product, [&](const QUuid &uuid) -> Result<void> {
        if (Result<void> added = m->till.addLine(uuid, product, quantity); !added)
            return added;
        const int line = int(m->till.basket(uuid)->lines.size()) - 1;
        return m->till.setPrice(uuid, line, price, reason);
    });
}

Result<void> Counter::setCustomer(const QString &name)
{
    return m->till.setCustomer(m->openBasket(), name);
}

void Counter::changeQuantity(int pieces)
{
    const Basket *open = basket();
    const int line = chosenLine();
    if (!open || line < 0)
        return;
    const Quantity wanted = open->lines[size_t(line)].quantity + Quantity::fromPieces(pieces);
    if (wanted <= Quantity())
        removeChosen();
    else
        accepted(m->till.setQuantity(open->uuid, line, wanted));
}

void Counter::setQuantity(Quantity quantity)
{
    if (basket() && chosenLine() >= 0)
        accepted(m->till.setQuantity(m->seat().basket, chosenLine(), quantity));
}

void Counter::removeChosen()
{
    if (basket() && chosenLine() >= 0)
        accepted(m->till.remove(m->seat().basket, chosenLine()));
}

bool Counter::knows(const QUuid &uuid) const
{
    const Basket *found = m->till.basket(uuid);
    const auto holds = [&uuid](const ClerkSlot &slot) { return slot.basket == uuid; };
    return !found || !found->name.isEmpty() || std::ranges::any_of(m->seats, holds);
}

void Counter::takeUpBaskets()
{
    for (const Basket &kept : m->till.baskets()) {
        if (!kept.name.isEmpty())
            continue;
        int slot = m->slotOf(kept.clerk);
        if (slot < 0 && m->seats.size() < mostClerks && kept.clerk > 0) {
            m->seats.push_back({.clerk = kept.clerk, .name = m->nameOf(kept.clerk)});
            slot = int(m->seats.size()) - 1;
        }
        const QUuid uuid = kept.uuid;
        if (slot >= 0 && !m->till.basket(m->seats[size_t(slot)].basket))
            m->seats[size_t(slot)].basket = uuid;
        else
            accepted(m->till.setName(uuid, m->nameOf(kept.clerk)));
    }
    emit clerksChanged();
    emit basketChanged();
}

void Counter::Private::freeSeat(ClerkSlot &slot) const
{
    slot.basket = {};
    slot.chosenLine = -1;
    slot.nextMode = TaxMode::TakeAway;
}

Result<void> Counter::park(const QString &name)
{
    if (empty())
        return Error {.code = Error::Code::Invalid, .reason = Error::Reason::EmptyBasket};
    Result<void> named = m->till.setName(m->seat().basket, name);
    if (!named)
        return named;
    m->freeSeat(m->seat());
    emit basketChanged();
    emit chosenChanged();
    emit clerksChanged();
    return {};
}

std::vector<const Basket *> Counter::parked() const
{
    std::vector<const Basket *> found;
    for (const Basket &kept : m->till.baskets()) {
        if (!kept.name.isEmpty())
            found.push_back(&kept);
    }
    return found;
}

Result<void> Counter::recall(const QUuid &uuid)
{
    if (!empty())
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::StateNotAllowed,
                      .field = u"basket"_s};
    if (basket())
        accepted(m->till.giveUp(m->seat().basket));
    if (Result<void> unnamed = m->till.setName(uuid, {}); !unnamed)
        return unnamed;
    accepted(m->till.setClerk(uuid, m->seat().clerk));
    m->seat().basket = uuid;
    emit saleBegun();
    emit basketChanged();
    emit clerksChanged();
    return {};
}

Result<void> Counter::takeOrder(const Order &order)
{
    if (basket() && basket()->orderPublicId == order.publicId)
        return {}; // Its tender was left, and is asked for again.
    if (!empty())
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::StateNotAllowed,
                      .field = u"basket"_s};
    if (basket())
        accepted(m->till.giveUp(m->seat().basket));
    const Basket &taken = m->till.startOrderBasket(order, m->seat().clerk);
    const QUuid uuid = taken.uuid;
    if (!taken.name.isEmpty()) { // It was parked, maybe by somebody else.
        accepted(m->till.setName(uuid, {}));
        accepted(m->till.setClerk(uuid, m->seat().clerk));
    }
    m->seat().basket = uuid;
    emit saleBegun();
    emit basketChanged();
    emit clerksChanged();
    return {};
}

void Counter::pay(const std::vector<Tender> &tenders)
{
    const QUuid uuid = m->seat().basket;
    if (!m->payingBasket.isNull())
        return; // The tap before this one books.
    m->payingBasket = uuid;
    emit payingChanged();
    QElapsedTimer timer;
    timer.start();
    const int clerk = m->seat().clerk;
    whenDone(m->till.pay(uuid, tenders), this,
             [this, uuid, clerk, timer](const Result<Receipt> &receipt) {
                 m->meter.add(LatencyMeter::Span::Commit,
                              std::chrono::nanoseconds(timer.nsecsElapsed()));
                 m->paid(clerk, uuid, receipt);
             });
}

void Counter::Private::paid(int clerk, const QUuid &uuid, const Result<Receipt> &receipt)
{
    payingBasket = {};
    emit q->payingChanged();
    if (!receipt) {
        emit q->refused(receipt.error());
        return;
    }
    const int slot = slotOf(clerk);
    if (slot >= 0 && seats[size_t(slot)].basket == uuid)
        freeSeat(seats[size_t(slot)]);
    lastSale = *receipt;
    emit q->basketChanged();
    emit q->chosenChanged();
    emit q->clerksChanged();
    emit q->sold(receipt->uuid);
}

bool Counter::paying() const
{
    return !m->payingBasket.isNull();
}

const std::optional<Receipt> &Counter::lastSale() const
{
    return m->lastSale;
}
