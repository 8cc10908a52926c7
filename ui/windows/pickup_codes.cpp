#include "pickup_codes.h"

#include "kitchen_cards.h"

#include <algorithm>

namespace {

constexpr qint64 readySeconds = qint64(12) * 60 * 60;
constexpr qint64 freshSeconds = 60;
constexpr int mostColumns = 4;
// A code of five wide letters beside its height, with the space around it.
constexpr qreal widthOfACode = 4.6;
constexpr qreal heightOfARow = 1.5;

} // namespace

PickupCodes pickupCodes(const std::vector<Order> &orders, const QDateTime &now)
{
    PickupCodes codes;
    std::vector<const Order *> ready;
    for (const Order &order : orders) {
        const bool begun = order.state == OrderState::InProduction;
        if (begun || (order.state == OrderState::Confirmed && isDue(order, now)))
            codes.making << order.pickupCode;
        if (order.state == OrderState::Ready && order.stateAt.secsTo(now) < readySeconds)
            ready.push_back(&order);
    }
    std::ranges::stable_sort(ready, std::ranges::greater(), &Order::stateAt);
    for (const Order *order : ready) {
        codes.ready << order->pickupCode;
        if (order->stateAt.secsTo(now) < freshSeconds)
            codes.fresh << order->pickupCode;
    }
    return codes;
}

CodeGrid codeGrid(int count, QSizeF box, qreal least, qreal most)
{
    CodeGrid best;
    for (int columns = 1; columns <= mostColumns; ++columns) {
        const int rows = std::max(1, (count + columns - 1) / columns);
        const qreal high = std::min(
            {most, box.width() / columns / widthOfACode, box.height() / rows / heightOfARow});
        if (high > best.codeHeight)
            best = {columns, rows, high};
    }
    if (best.codeHeight >= least)
        return best;
    best.codeHeight = least;
    best.columns = std::max(1, int(box.width() / (least * widthOfACode)));
    best.rows = std::max(1, int(box.height() / (least * heightOfARow)));
    return best;
}
