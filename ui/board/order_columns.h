#pragma once

#include "order.h"

/// How the board parts its orders.
enum class BoardSort { ByState, ByTime };

constexpr int mostColumns = 4;
int columnCount(BoardSort sort);
/// By state: new, accepted, in the oven, ready. By time: late, within the hour, later. -1 = the
/// order is at its end and stands nowhere.
int columnOf(const Order &order, BoardSort sort, const QDateTime &now);

/// Whether @p typed is part of the code, the name or the phone number; nothing typed = yes.
/// Forgives accents and capitals.
bool matchesSearch(const Order &order, const QString &typed);

/// What to show, and of which moment. A value.
struct BoardQuery {
    BoardSort sort = BoardSort::ByState;
    QString search;
    QDateTime now;
};
using OrderColumn = std::vector<const Order *>;
/// The orders that match, in their columns, the most urgent first. Points into @p orders.
std::vector<OrderColumn> inColumns(const std::vector<Order> &orders, const BoardQuery &query);
