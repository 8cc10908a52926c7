#include "order.h"

#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr std::array states {
    OrderState::Requested, OrderState::Confirmed, OrderState::InProduction, OrderState::Ready,
    OrderState::Collected, OrderState::Cancelled, OrderState::NoShow,
};

struct Step {
    OrderState from;
    OrderState to;
    bool operator==(const Step &) const = default;
};

/// Goods may be paid for and taken in any state but the two last ones, even by a customer who came
/// late.
constexpr std::array steps {
    Step {OrderState::Requested, OrderState::Confirmed},
    Step {OrderState::Requested, OrderState::Cancelled},
    Step {OrderState::Requested, OrderState::Collected},
    Step {OrderState::Confirmed, OrderState::InProduction},
    Step {OrderState::Confirmed, OrderState::Cancelled},
    Step {OrderState::Confirmed, OrderState::Collected},
    Step {OrderState::InProduction, OrderState::Ready},
    Step {OrderState::InProduction, OrderState::Collected},
    Step {OrderState::Ready, OrderState::Collected},
    Step {OrderState::Ready, OrderState::NoShow},
    Step {OrderState::NoShow, OrderState::Collected},
};

bool reachable(OrderState from, OrderState to)
{
    return std::any_of(steps.begin(), steps.end(), [from, to](const Step &step) {
        return step.from == from && (step.to == to || reachable(step.to, to));
    });
}
}

QString orderStateWord(OrderState state)
{
    switch (state) {
    case OrderState::Requested:
        return u"requested"_s;
    case OrderState::Confirmed:
        return u"confirmed"_s;
    case OrderState::InProduction:
        return u"in_production"_s;
    case OrderState::Ready:
        return u"ready"_s;
    case OrderState::Collected:
        return u"collected"_s;
    case OrderState::Cancelled:
        return u"cancelled"_s;
    case OrderState::NoShow:
        return u"no_show"_s;
    }
    Q_UNREACHABLE();
}

std::optional<OrderState> orderStateFromWord(const QString &word)
{
    for (const OrderState state : states) {
        if (orderStateWord(state) == word)
            return state;
    }
    return std::nullopt;
}

QString orderStatusWord(OrderStatus status)
{
    switch (status) {
    case OrderStatus::Pending:
        return u"pending"_s;
    case OrderStatus::Processing:
        return u"processing"_s;
    case OrderStatus::Completed:
        return u"completed"_s;
    case OrderStatus::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

OrderStatus statusOf(OrderState state)
{
    switch (state) {
    case OrderState::Requested:
    case OrderState::Confirmed:
        return OrderStatus::Pending;
    case OrderState::InProduction:
        return OrderStatus::Processing;
    case OrderState::Ready:
    case OrderState::Collected:
        return OrderStatus::Completed;
    case OrderState::Cancelled:
    case OrderState::NoShow:
        return OrderStatus::Cancelled;
    }
    Q_UNREACHABLE();
}

QString orderSourceWord(OrderSource source)
{
    switch (source) {
    case OrderSource::Counter:
        return u"counter"_s;
    case OrderSource::Web:
        return u"web"_s;
    case OrderSource::Partner:
        return u"partner"_s;
    }
    Q_UNREACHABLE();
}

std::optional<OrderSource> orderSourceFromWord(const QString &word)
{
    for (const OrderSource source :
         {OrderSource::Counter, OrderSource::Web, OrderSource::Partner}) {
        if (orderSourceWord(source) == word)
            return source;
    }
    return std::nullopt;
}

bool stepAllowed(OrderState from, OrderState to)
{
    return std::find(steps.begin(), steps.end(), Step {from, to}) != steps.end();
}

int stepNumber(OrderState state)
{
    switch (state) {
    case OrderState::Requested:
        return 1;
    case OrderState::Confirmed:
        return 2;
    case OrderState::InProduction:
        return 3;
    case OrderState::Ready:
        return 4;
    case OrderState::NoShow:
        return 5;
    case OrderState::Collected:
        return 6;
    case OrderState::Cancelled:
        return 7;
    }
    Q_UNREACHABLE();
}

bool followsAtOnce(OrderState from, OrderState to)
{
    const auto leadsThere = [from, to](const Step &first) {
        return first.from == from && first.to != to && reachable(first.to, to);
    };
    return stepAllowed(from, to) && std::none_of(steps.begin(), steps.end(), leadsThere);
}

bool cancelAllowed(OrderState state)
{
    return stepAllowed(state, OrderState::Cancelled);
}

bool isForLater(const Order &order, const QDateTime &now)
{
    return statusOf(order.state) == OrderStatus::Pending && order.dueAt.isValid()
        && order.dueAt > now;
}

std::vector<NewOrder::Line> mergedLines(const std::vector<NewOrder::Line> &lines)
{
    std::vector<NewOrder::Line> merged;
    QHash<qint64, size_t> places;
    for (const NewOrder::Line &line : lines) {
        const size_t place = places.value(line.product, merged.size());
        if (place < merged.size()) {
            merged[place].quantity += line.quantity;
            continue;
        }
        places.insert(line.product, place);
        merged.push_back(line);
    }
    return merged;
}
