#include "open_orders.h"

#include "clock.h"
#include "order_desk.h"
#include "order_feed.h"
#include "seen_orders.h"
#include "when_done.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds countPause = 2s;
constexpr qint64 agesEveryMs = 10'000; ///< Clocks are set, and minutes go by.
constexpr qint64 leastPauseMs = 50;

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
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &OpenOrders::age);
    connect(&feed, &OrderFeed::changed, this, &OpenOrders::hear);
    read();
}

void OpenOrders::setTiming(const BoardTiming &timing)
{
    m_timing = timing;
    age();
}

void OpenOrders::remember(const QString &file)
{
    m_memory = new SeenOrders(file, this);
    m_remembering = true;
    whenDone(m_memory->read(), this, [this](const Result<QSet<qint64>> &seen) {
        m_remembering = false;
        if (seen) {
            m_seen.unite(*seen);
            m_firstList = false; // What came since the last look is known.
        }
        count();
    });
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
    const bool first = !m_readAt.isValid();
    m_readAt = m_clock.now();
    const auto isGone = [&orders](qint64 publicId) {
        return std::ranges::find(*orders, publicId, &Order::publicId) == orders->end();
    };
    m_handedOver.removeIf(isGone);
    const bool differs = m_read != *orders;
    if (differs)
        m_read = *orders;
    if (differs || wasStale || first)
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

/// Where staff moves orders, who accepted one has looked at it; but an order for later is new once
/// more when its time comes.
bool OpenOrders::isAccepted(const Order &order) const
{
    if (m_desk.settings().flow != OrderFlow::Staff || order.state == OrderState::Requested)
        return false;
    const bool wasLater = appearsAt(order, m_timing).isValid();
    return order.state != OrderState::Confirmed || !wasLater || m_firstList;
}

bool OpenOrders::isKnown(const Order &order) const
{
    return m_pace == Pace::Watched || m_seen.contains(order.publicId)
        || order.source == OrderSource::Counter || isAccepted(order);
}

void OpenOrders::count()
{
    if (m_remembering || !m_readAt.isValid())
        return;
    const QDateTime now = m_clock.now();
    QSet<qint64> seen;
    int fresh = 0;
    m_laterCount = 0;
    for (const Order &order : m_shown) {
        const bool later = isLater(order, now, m_timing);
        const bool known = isKnown(order);
        m_laterCount += later ? 1 : 0;
        if (known && !later)
            seen.insert(order.publicId);
        if (order.state == OrderState::Requested || (!known && !later))
            ++fresh;
    }
    m_firstList = false;
    see(seen);
    awaitNext(now);
    if (std::exchange(m_newCount, fresh) != fresh)
        emit newCountChanged(fresh);
    const RaisedHands hands = raisedHands(m_shown, now, m_timing);
    if (std::exchange(m_hands, hands) != hands)
        emit handsChanged(hands);
}

void OpenOrders::see(const QSet<qint64> &seen)
{
    if (m_seen == seen)
        return;
    m_seen = seen;
    if (m_memory)
        m_memory->note(seen);
}

void OpenOrders::age()
{
    const int later = m_laterCount;
    count();
    if (m_laterCount != later)
        emit changed();
}

/// Sleeps until the next order for later appears, or a while.
void OpenOrders::awaitNext(const QDateTime &now)
{
    qint64 pauseMs = agesEveryMs;
    for (const Order &order : m_shown) {
        if (isLater(order, now, m_timing))
            pauseMs = std::min(pauseMs, now.msecsTo(appearsAt(order, m_timing)));
    }
    m_next.start(int(std::max(leastPauseMs, pauseMs)));
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
