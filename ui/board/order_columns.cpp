#include "order_columns.h"

#include "folded_text.h"
#include "order_times.h"

#include <algorithm>

namespace {
constexpr int secondsOfAnHour = 3'600;

int columnOfState(OrderState state)
{
    switch (state) {
    case OrderState::Requested:
        return 0;
    case OrderState::Confirmed:
        return 1;
    case OrderState::InProduction:
        return 2;
    case OrderState::Ready:
        return 3;
    case OrderState::Collected:
    case OrderState::Cancelled:
    case OrderState::NoShow:
        break;
    }
    return -1;
}

int columnOfTime(const Order &order, const QDateTime &now)
{
    const QDateTime promised = promisedAt(order);
    if (!promised.isValid())
        return minutesWaiting(order, now) > 0 ? 0 : 1;
    if (promised < now)
        return 0;
    return now.secsTo(promised) <= secondsOfAnHour ? 1 : 2;
}

QString digitsOf(const QString &text)
{
    QString digits;
    std::ranges::copy_if(text, std::back_inserter(digits),
                         [](QChar letter) { return letter.isDigit(); });
    return digits;
}
}

int columnCount(BoardSort sort)
{
    return sort == BoardSort::ByState ? mostColumns : 3;
}

int columnOf(const Order &order, BoardSort sort, const QDateTime &now)
{
    const int byState = columnOfState(order.state);
    return sort == BoardSort::ByState || byState < 0 ? byState : columnOfTime(order, now);
}

bool matchesSearch(const Order &order, const QString &typed)
{
    const QString wanted = typed.simplified();
    if (wanted.isEmpty() || order.pickupCode.contains(wanted, Qt::CaseInsensitive))
        return true;
    if (foldedText(order.customerName).contains(foldedText(wanted)))
        return true;
    const QString digits = digitsOf(wanted);
    return !digits.isEmpty() && digitsOf(order.customerPhone).contains(digits);
}

std::vector<OrderColumn> inColumns(const std::vector<Order> &orders, const BoardQuery &query)
{
    std::vector<OrderColumn> columns(size_t(columnCount(query.sort)));
    for (const Order &order : orders) {
        const int column = columnOf(order, query.sort, query.now);
        if (column >= 0 && matchesSearch(order, query.search))
            columns[size_t(column)].push_back(&order);
    }
    for (OrderColumn &column : columns)
        std::ranges::stable_sort(column, {}, [](const Order *order) { return shownTime(*order); });
    return columns;
}
