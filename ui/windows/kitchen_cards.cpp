#include "kitchen_cards.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int waitingMinutes = 10;
constexpr int lateMinutes = 20; // Without an agreed time.
constexpr int minutesOfAnHour = 60;

QString say(const char *text)
{
    return QCoreApplication::translate("Kitchen", text);
}

/// Since when the kitchen could have begun.
QDateTime since(const Order &order)
{
    return order.dueAt.isValid() ? std::max(order.dueAt, order.placedAt) : order.placedAt;
}

QString span(int minutes)
{
    if (minutes < minutesOfAnHour)
        return say(QT_TRANSLATE_NOOP("Kitchen", "%1 min")).arg(minutes);
    return say(QT_TRANSLATE_NOOP("Kitchen", "%1 h %2"))
        .arg(minutes / minutesOfAnHour)
        .arg(minutes % minutesOfAnHour, 2, 10, QChar(u'0'));
}

KitchenCard::Mood moodOf(const Order &order, int minutes, const QDateTime &now)
{
    using Mood = KitchenCard::Mood;
    if (order.pickupStart.isValid() && now >= order.pickupStart)
        return Mood::Late;
    if (order.pickupStart.isValid())
        return Mood::Calm;
    if (minutes >= lateMinutes)
        return Mood::Late;
    return minutes >= waitingMinutes ? Mood::Waiting : Mood::Calm;
}

QString unusualWords(KitchenCard::Mood mood)
{
    switch (mood) {
    case KitchenCard::Mood::Calm:
        return {};
    case KitchenCard::Mood::Waiting:
        return say(QT_TRANSLATE_NOOP("Kitchen", "Waits"));
    case KitchenCard::Mood::Late:
        return say(QT_TRANSLATE_NOOP("Kitchen", "Late"));
    }
    Q_UNREACHABLE();
}

KitchenCard cardOf(const Order &order, const KitchenContext &context)
{
    const int minutes = std::max(0, int(since(order).secsTo(context.now) / 60));
    KitchenCard card {.publicId = order.publicId,
                      .code = order.pickupCode,
                      .name = order.customerName.simplified(),
                      .elapsed = span(minutes),
                      .mood = moodOf(order, minutes, context.now),
                      .begun = order.state == OrderState::InProduction,
                      .note = order.note.simplified()};
    card.unusual = unusualWords(card.mood);
    if (order.pickupStart.isValid())
        card.pickup =
            say(QT_TRANSLATE_NOOP("Kitchen", "Pick-up %1"))
                .arg(context.figures.clock(order.pickupStart.toTimeZone(context.zone).time()));
    for (const Order::Line &line : order.lines)
        card.items.push_back({context.figures.quantity(line.quantity, SaleUnit::Piece),
                              line.productName.simplified()});
    const auto ticket = context.tickets.constFind(order.publicId);
    if (ticket != context.tickets.constEnd())
        card.ticket = ticket->state;
    return card;
}

} // namespace

bool isDue(const Order &order, const QDateTime &now)
{
    return !order.dueAt.isValid() || order.dueAt <= now;
}

KitchenPlan kitchenPlan(const std::vector<Order> &orders, const KitchenContext &context)
{
    std::vector<const Order *> due;
    KitchenPlan plan;
    for (const Order &order : orders) {
        const bool begun = order.state == OrderState::InProduction;
        if (!begun && order.state != OrderState::Confirmed)
            continue;
        if (begun || isDue(order, context.now))
            due.push_back(&order);
        else
            ++plan.later;
    }
    std::ranges::stable_sort(due, {}, [](const Order *order) { return since(*order); });
    for (const Order *order : due)
        plan.cards.push_back(cardOf(*order, context));
    return plan;
}

QString KitchenCard::spoken() const
{
    QStringList parts {code, name, pickup, elapsed, unusual};
    for (const Item &item : items)
        parts << item.quantity + u' ' + item.name;
    parts << note;
    parts.removeAll(QString());
    return parts.join(u", "_s);
}
