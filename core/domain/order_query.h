#pragma once

#include "order.h"

/// Which orders to list. Moments are UTC; invalid = no limit.
struct OrderQuery {
    std::vector<OrderState> states; ///< Empty = all that somebody still has to do something about.
    QDateTime since; ///< Placed then or later.
    QDateTime until; ///< Placed before.
    QDateTime pickupFrom; ///< To be picked up then or later; without a time of its own: placed.
    QDateTime pickupUntil; ///< To be picked up before.
    QString find; ///< Beginning of the code, part of the name, or digits of the phone; empty = any.
    qint64 before = 0; ///< Only orders placed before the one with this public id; 0 = the latest.
    int limit = 1'000;
};

/// Some of the orders asked for: the latest, the oldest of them first.
struct OrderPage {
    std::vector<Order> orders;
    qint64 next = 0; ///< What to ask for as `before` to have those placed earlier; 0 = no more.
};
