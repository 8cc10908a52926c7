#include "open_orders.h"

#include "clock.h"
#include "order_desk.h"
#include "order_feed.h"
#include "when_done.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds countPause = 2s;

bool isOpen(OrderState state)
{
    return state == OrderState::Requested || state == OrderState::Confirmed
        || state == OrderState::InProduction || state == OrderState::Ready;
}
}

OpenOrders::OpenOrders(OrderDesk &desk, OrderFeed &feed, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_clock(clock)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(countPause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_again || m_stale)
            read();
    });
    connect(&feed, &OrderFeed::changed, this, &OpenOrders::hear);
    read();
}

void OpenOrders::setPace(Pace pace)
{
    m_pace = pace;
    if (pace == Pace::Counted)
        return;
    read();
    count(); // What is shown is seen.
}

void OpenOrders::hear()
{
    if (m_pace == Pace::Watched || !m_pause.isActive())
        read();
    else
        m_again = true;
}

void OpenOrders::read()
{
    m_again = m_reading;
    if (m_reading)
        return;
    m_reading = true;
    whenDone(m_desk.open(most), this,
             [this, epoch = m_epoch](const Result<std::vector<Order>> &orders) {
                 m_reading = false;
                 if (epoch == m_epoch || !orders)
                     take(orders);
                 else
                     m_again = true;
                 m_pause.start();
                 if (m_again && !m_stale && m_pace == Pace::Watched)
                     read();
             });
}

void OpenOrders::take(const Result<std::vector<Order>> &orders)
{
    const bool wasStale = m_stale;
    m_stale = !orders;
    if (!orders) {
        if (!wasStale)
            emit changed();
        return;
    }
    m_readAt = m_clock.now();
    const auto isGone = [&orders](qint64 publicId) {
        return std::ranges::find(*orders, publicId, &Order::publicId) == orders->end();
    };
    m_handedOver.removeIf(isGone);
    const bool differs = m_read != *orders;
    if (differs)
        m_read = *orders;
    if (differs || wasStale)
        show();
}

void OpenOrders::show()
{
    m_shown.clear();
    for (const Order &order : m_read) {
        const auto steps = m_steps.constFind(order.publicId);
        const OrderState state = steps == m_steps.constEnd() ? order.state : steps->last();
        if (!isOpen(state) || m_handedOver.contains(order.publicId))
            continue;
        m_shown.push_back(order);
        m_shown.back().state = state;
    }
    count();
    emit changed();
}

void OpenOrders::count()
{
    QSet<qint64> seen;
    int fresh = 0;
    for (const Order &order : m_shown) {
        const bool known = m_pace == Pace::Watched || m_seen.contains(order.publicId)
            || order.source == OrderSource::Counter;
        if (known)
            seen.insert(order.publicId);
        if (!known || order.state == OrderState::Requested)
            ++fresh;
    }
    m_seen = seen;
    if (std::exchange(m_newCount, fresh) != fresh)
        emit newCountChanged(fresh);
}

const Order *OpenOrders::find(qint64 publicId) const
{
    const auto found = std::ranges::find(m_shown, publicId, &Order::publicId);
    return found == m_shown.end() ? nullptr : &*found;
}

void OpenOrders::advance(qint64 publicId, OrderState to)
{
    if (!find(publicId))
        return;
    QList<OrderState> &steps = m_steps[publicId];
    steps.append(to);
    if (steps.size() == 1)
        ask(publicId);
    show();
}

void OpenOrders::noteHandedOver(qint64 publicId)
{
    m_handedOver.insert(publicId);
    show();
}

void OpenOrders::ask(qint64 publicId)
{
    whenDone(m_desk.advance(publicId, m_steps.value(publicId).first()), this,
             [this, publicId](const Result<Order> &order) { settle(publicId, order); });
}

void OpenOrders::settle(qint64 publicId, const Result<Order> &order)
{
    ++m_epoch;
    const auto known = std::ranges::find(m_read, publicId, &Order::publicId);
    const QString code = known == m_read.end() ? QString() : known->pickupCode;
    if (order && known != m_read.end())
        *known = *order;
    QList<OrderState> &steps = m_steps[publicId];
    steps.removeFirst();
    const bool more = order && !steps.isEmpty();
    if (!more)
        m_steps.remove(publicId);
    show();
    if (more)
        return ask(publicId);
    if (!order)
        emit refused(code, order.error());
    read();
}
