#include "order_columns.h"

#include "folded_text.h"

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

int columnOfTime(const Order &order, const BoardQuery &query)
{
    const QDateTime promised = promisedAt(order);
    if (!promised.isValid())
        return minutesWaiting(order, query.now, query.timing) > 0 ? 0 : 1;
    if (promised < query.now)
        return 0;
    return query.now.secsTo(promised) <= secondsOfAnHour ? 1 : 2;
}

/// By the days of the shop.
int columnOfDay(const Order &order, const BoardQuery &query)
{
    const auto dayOf = [&query](const QDateTime &at) { return at.toTimeZone(query.zone).date(); };
    const qint64 days = dayOf(query.now).daysTo(dayOf(promisedAt(order)));
    return int(std::clamp<qint64>(days, 0, 2));
}

QString digitsOf(const QString &text)
{
    QString digits;
    std::ranges::copy_if(text, std::back_inserter(digits),
                         [](QChar letter) { return letter.isDigit(); });
    return digits;
}

/// "0171 234" is "+49 171 234" at home.
QString withoutTrunk(const QString &digits)
{
    const auto first = std::ranges::find_if(digits, [](QChar digit) { return digit != u'0'; });
    return first == digits.end() ? digits : digits.sliced(first - digits.begin());
}
}

int columnCount(BoardSort sort)
{
    return sort == BoardSort::ByState ? mostColumns : 3;
}

int columnOf(const Order &order, const BoardQuery &query)
{
    const int byState = columnOfState(order.state);
    if (byState < 0)
        return byState;
    const bool later = isLater(order, query.now, query.timing);
    switch (query.sort) {
    case BoardSort::ByState:
        return later && query.search.isEmpty() ? -1 : byState;
    case BoardSort::ByTime:
        return columnOfTime(order, query);
    case BoardSort::Later:
        return later ? columnOfDay(order, query) : -1;
    }
    Q_UNREACHABLE();
}

bool matchesSearch(const Order &order, const QString &typed)
{
    const QString wanted = typed.simplified();
    if (wanted.isEmpty() || order.pickupCode.contains(wanted, Qt::CaseInsensitive))
        return true;
    if (foldedText(order.customerName).contains(foldedText(wanted)))
        return true;
    if (std::ranges::any_of(wanted, [](QChar letter) { return letter.isLetter(); }))
        return false;
    const QString digits = withoutTrunk(digitsOf(wanted));
    return !digits.isEmpty() && digitsOf(order.customerPhone).contains(digits);
}

std::vector<OrderColumn> inColumns(const std::vector<Order> &orders, const BoardQuery &query)
{
    std::vector<OrderColumn> columns(size_t(columnCount(query.sort)));
    for (const Order &order : orders) {
        const int column = columnOf(order, query);
        if (column >= 0 && matchesSearch(order, query.search))
            columns[size_t(column)].push_back(&order);
    }
    for (OrderColumn &column : columns)
        std::ranges::stable_sort(column, {}, [](const Order *order) { return shownTime(*order); });
    return columns;
}
