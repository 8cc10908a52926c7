#pragma once

#include "order.h"

/// When the customer was told to come; invalid = as soon as it can be.
QDateTime promisedAt(const Order &order);
/// What stands at the right of its card: the promised time, else when it was placed.
QDateTime shownTime(const Order &order);
/// Minutes since the promised time, while the goods are not ready; 0 = not late.
int minutesLate(const Order &order, const QDateTime &now);
/// Minutes since it was placed, once that is longer than a customer should wait for somebody to
/// answer, or for goods without a promised time; 0 = no reason to say so.
int minutesWaiting(const Order &order, const QDateTime &now);
/// Sold and paid for at a till already: handing it over takes no money.
bool isPaid(const Order &order);
