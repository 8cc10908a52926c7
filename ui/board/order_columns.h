#pragma once

#include "order.h"
#include "order_times.h"

#include <QTimeZone>

/// How the board parts its orders. Later: those that nobody has to do anything about yet.
enum class BoardSort { ByState, ByTime, Later };

constexpr int mostColumns = 4;
int columnCount(BoardSort sort);

/// Whether @p typed is part of the code, the name or the phone number; nothing typed = yes.
/// Forgives accents and capitals.
bool matchesSearch(const Order &order, const QString &typed);

/// What to show, and of which moment. A value.
struct BoardQuery {
    BoardSort sort = BoardSort::ByState;
    QString search;
    QDateTime now;
    QTimeZone zone = QTimeZone::utc();
    BoardTiming timing {};
};
/// By state: new, accepted, in the oven, ready; what was accepted for later is there only when it
/// is searched for. By time: late, within the hour, later. Later: today, tomorrow, after that.
/// -1 = it stands nowhere.
int columnOf(const Order &order, const BoardQuery &query);
using OrderColumn = std::vector<const Order *>;
/// The orders that match, in their columns, the most urgent first. Points into @p orders.
std::vector<OrderColumn> inColumns(const std::vector<Order> &orders, const BoardQuery &query);
