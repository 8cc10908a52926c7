#pragma once

#include "order.h"

/// When the board speaks up about an order, in minutes. A value.
struct BoardTiming {
    int answerWithin = 10; ///< Until somebody should have accepted it.
    int makeWithin = 20; ///< Until goods without a promised time should be ready.
    int ahead = 15; ///< Before work on an order for later begins, it stands with the others.
    bool operator==(const BoardTiming &) const = default;
};

/// When the customer was told to come; invalid = as soon as it can be.
QDateTime promisedAt(const Order &order);
/// When it is shown with the others; invalid = from the first.
QDateTime appearsAt(const Order &order, const BoardTiming &timing);
/// Whether nobody has to do anything about it yet: an order for later, accepted, before its time.
bool isLater(const Order &order, const QDateTime &now, const BoardTiming &timing);
/// What stands at the right of its card: the promised time, else when it was placed.
QDateTime shownTime(const Order &order);
/// Minutes since the promised time, while the goods are not ready; 0 = not late.
int minutesLate(const Order &order, const QDateTime &now);
/// Minutes since it was placed, once that is longer than a customer should wait for somebody to
/// answer, or for goods without a promised time; 0 = no reason to say so.
int minutesWaiting(const Order &order, const QDateTime &now, const BoardTiming &timing);
/// Sold and paid for at a till already: handing it over takes no money.
bool isPaid(const Order &order);

/// How many orders raise their hand. A value.
struct RaisedHands {
    int late = 0; ///< Promised for earlier, or in the making for too long.
    int unanswered = 0; ///< Nobody accepted them for too long.
    int all() const { return late + unanswered; }
    bool operator==(const RaisedHands &) const = default;
};
RaisedHands raisedHands(const std::vector<Order> &orders, const QDateTime &now,
                        const BoardTiming &timing);
