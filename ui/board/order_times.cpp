#include "order_times.h"

#include <algorithm>

namespace {
constexpr int secondsOfAMinute = 60;

int minutesBetween(const QDateTime &from, const QDateTime &to)
{
    return int(from.secsTo(to) / secondsOfAMinute);
}
}

QDateTime promisedAt(const Order &order)
{
    return order.pickupStart.isValid() ? order.pickupStart : order.dueAt;
}

QDateTime appearsAt(const Order &order, const BoardTiming &timing)
{
    const QDateTime begins = order.dueAt.isValid() ? order.dueAt : order.pickupStart;
    return begins.isValid() ? begins.addSecs(-qint64(timing.ahead) * secondsOfAMinute)
                            : QDateTime();
}

bool isLater(const Order &order, const QDateTime &now, const BoardTiming &timing)
{
    const QDateTime appears = appearsAt(order, timing);
    return order.state == OrderState::Confirmed && !isPaid(order) && appears.isValid()
        && now < appears;
}

QDateTime shownTime(const Order &order)
{
    const QDateTime promised = promisedAt(order);
    return promised.isValid() ? promised : order.placedAt;
}

int minutesLate(const Order &order, const QDateTime &now)
{
    const QDateTime promised = promisedAt(order);
    if (!promised.isValid() || order.state == OrderState::Ready)
        return 0;
    return std::max(0, minutesBetween(promised, now));
}

int minutesWaiting(const Order &order, const QDateTime &now, const BoardTiming &timing)
{
    if (order.state == OrderState::Ready)
        return 0;
    const bool unanswered = order.state == OrderState::Requested;
    if (!unanswered && promisedAt(order).isValid())
        return 0;
    const int minutes = minutesBetween(order.placedAt, now);
    return minutes >= (unanswered ? timing.answerWithin : timing.makeWithin) ? minutes : 0;
}

bool isPaid(const Order &order)
{
    return order.source == OrderSource::Counter; // A counter sale is a receipt from the first.
}

RaisedHands raisedHands(const std::vector<Order> &orders, const QDateTime &now,
                        const BoardTiming &timing)
{
    RaisedHands hands;
    for (const Order &order : orders) {
        const bool waits = minutesWaiting(order, now, timing) > 0;
        if (order.state == OrderState::Requested && waits)
            ++hands.unanswered;
        else if (waits || minutesLate(order, now) > 0)
            ++hands.late;
    }
    return hands;
}
