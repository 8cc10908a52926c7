#include "order_times.h"

namespace {
constexpr int answerWithinMinutes = 10;
constexpr int makeWithinMinutes = 20;

int minutesBetween(const QDateTime &from, const QDateTime &to)
{
    return int(from.secsTo(to) / 60);
}
}

QDateTime promisedAt(const Order &order)
{
    return order.dueAt.isValid() ? order.dueAt : order.pickupStart;
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

int minutesWaiting(const Order &order, const QDateTime &now)
{
    if (order.state == OrderState::Ready)
        return 0;
    const bool unanswered = order.state == OrderState::Requested;
    if (!unanswered && promisedAt(order).isValid())
        return 0;
    const int minutes = minutesBetween(order.placedAt, now);
    return minutes >= (unanswered ? answerWithinMinutes : makeWithinMinutes) ? minutes : 0;
}

bool isPaid(const Order &order)
{
    return order.source == OrderSource::Counter; // A counter sale is a receipt from the first.
}
