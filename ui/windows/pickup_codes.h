#pragma once

#include "order.h"

#include <QSizeF>
#include <QStringList>

#include <vector>

/// What customers see: codes only. A value.
struct PickupCodes {
    QStringList making; ///< The oldest first.
    QStringList ready; ///< The latest first.
    QStringList fresh; ///< Of those that are ready, since a moment ago.
    bool operator==(const PickupCodes &) const = default;
};
/// Of what is made now, and of what became ready within half a day.
PickupCodes pickupCodes(const std::vector<Order> &orders, const QDateTime &now);

/// How codes stand in a box: in columns, all in one size. A value.
struct CodeGrid {
    int columns = 1;
    int rows = 1;
    qreal codeHeight = 0; ///< Of the em, in pixels.
    int perPage() const { return columns * rows; }
    bool operator==(const CodeGrid &) const = default;
};
/// The grid with the largest codes for @p count of them in @p box, between @p least and @p most
/// pixels high; where even the least is too large, as many as fit.
CodeGrid codeGrid(int count, QSizeF box, qreal least, qreal most);
