#include "order_desk.h"

#include "business_day.h"
#include "delay.h"
#include "on_result.h"
#include "order_rules.h"
#include "order_store.h"
#include "pickup_desk.h"
#include "random_uuid.h"

#include <QDeadlineTimer>
#include <QPromise>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds askAgainFor {5'000};
constexpr std::chrono::milliseconds askAgainAfter {200};
constexpr std::chrono::milliseconds countEvery {5'000};

using Clockwork = std::chrono::steady_clock;

qint64 steadyMs()
{
    const auto sinceStart = Clockwork::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(sinceStart).count();
}

}

/// The orders on their way to the store and the count of open ones. Outlives the desk while the
/// store still holds a question of it; thread-safe without a lock.
class OrderDesk::Placing : public std::enable_shared_from_this<Placing>
{
public:
    Placing(OrderStore &orders, const PickupDesk *pickupDesk, std::function<void()> whenPlaced)
        : m_store(orders)
        , m_pickups(pickupDesk)
        , m_placed(std::move(whenPlaced))
    {
    }

    void finish() { m_delay.finish(); }

    QFuture<Result<PlacedOrder>> begin(NewOrder order)
    {
        const auto attempt = std::make_shared<Attempt>();
        attempt->order = std::move(order);
        attempt->promise.start();
        if (m_pickups)
            plan(attempt);
        else
            ask(attempt);
        return attempt->promise.future();
    }

    /// As of the last count and what was placed since; never waits.
    qint64 open()
    {
        qint64 countedAtMs = m_countedAtMs;
        const qint64 nowMs = steadyMs();
        const bool due = countedAtMs == 0 || nowMs - countedAtMs >= countEvery.count();
        if (due && m_countedAtMs.compare_exchange_strong(countedAtMs, nowMs))
            count();
        return m_open;
    }

    Counters counters() const { return {.placed = m_placedCount, .replayed = m_replayed}; }

private:
    struct Attempt {
        NewOrder order;
        QPromise<Result<PlacedOrder>> promise;
        QDeadlineTimer until {askAgainFor};
        bool unknown = false; // An earlier question may have placed it.
    };

    /// By the catalogue in memory; only a shop that has just started must wait for one.
    void plan(const std::shared_ptr<Attempt> &attempt)
    {
        if (const auto known = m_pickups->catalogue().current()) {
            planBy(*known, attempt);
            return;
        }
        onResult(m_pickups->catalogue().fresh(),
                 [weak = weak_from_this(), attempt](const auto &catalogue) {
                     const auto self = weak.lock();
                     if (self && catalogue)
                         self->planBy(**catalogue, attempt);
                     else if (self)
                         end(attempt, catalogue.error());
                 });
    }

    void planBy(const Catalogue &catalogue, const std::shared_ptr<Attempt> &attempt)
    {
        const Result<void> possible = m_pickups->plan(attempt->order, catalogue);
        if (possible)
            ask(attempt);
        else
            refuse(attempt, possible.error());
    }

    /// Unless it was ordered in time: a lost answer may be asked for again after the shop has
    /// closed.
    void refuse(const std::shared_ptr<Attempt> &attempt, const Error &refusal)
    {
        if (attempt->order.keyHash.isEmpty())
            return end(attempt, refusal);
        onResult(m_store.replayed(attempt->order),
                 [attempt, refusal](const Result<std::optional<PlacedOrder>> &known) {
                     if (!known)
                         end(attempt, known.error());
                     else
                         end(attempt, *known ? Result<PlacedOrder>(**known) : refusal);
                 });
    }

    /// What was placed while it was counted may not be in the count.
    void count()
    {
        const auto take = [weak = weak_from_this(),
                           before = m_placedCount.load()](const Result<qint64> &count) {
            if (const auto self = weak.lock(); self && count)
                self->m_open = std::max(*count, self->m_placedCount - before);
        };
        onResult(m_store.openCount(), take);
    }

    void ask(const std::shared_ptr<Attempt> &attempt)
    {
        onResult(m_store.place(attempt->order),
                 [weak = weak_from_this(), attempt](const Result<PlacedOrder> &placed) {
                     if (const auto self = weak.lock())
                         self->answer(attempt, placed);
                 });
    }

    void answer(const std::shared_ptr<Attempt> &attempt, const Result<PlacedOrder> &placed)
    {
        if (placed) {
            (placed->replayed ? m_replayed : m_placedCount).fetch_add(1, std::memory_order_relaxed);
            ++m_open;
            if (m_placed)
                m_placed();
            return end(attempt, placed);
        }
        const Error::Code code = placed.error().code;
        attempt->unknown = attempt->unknown || code == Error::Code::Timeout;
        // Away now says nothing about the question before.
        const bool settled = code != Error::Code::Timeout && code != Error::Code::Unavailable;
        if (!attempt->unknown || settled)
            return end(attempt, placed);
        if (attempt->until.hasExpired())
            return end(attempt,
                       Error {.code = Error::Code::Timeout,
                              .reason = Error::Reason::OutcomeUnknown,
                              .detail = describe(placed.error())});
        m_delay.after(askAgainAfter, [weak = weak_from_this(), attempt] {
            if (const auto self = weak.lock())
                self->ask(attempt);
        });
    }

    static void end(const std::shared_ptr<Attempt> &attempt, const Result<PlacedOrder> &placed)
    {
        attempt->promise.addResult(placed);
        attempt->promise.finish();
    }

    OrderStore &m_store;
    const PickupDesk *const m_pickups;
    const std::function<void()> m_placed;
    std::atomic<qint64> m_open = 0;
    std::atomic<qint64> m_placedCount = 0;
    std::atomic<qint64> m_replayed = 0;
    std::atomic<qint64> m_countedAtMs = 0;
    Delay m_delay {u"order desk"_s};
};

OrderDesk::OrderDesk(OrderStore &store, const Clock &clock, Settings settings,
                     std::function<void()> placed)
    : m_store(store)
    , m_clock(clock)
    , m_settings(std::move(settings))
    , m_placing(std::make_shared<Placing>(store, m_settings.pickups, std::move(placed)))
    , m_watch(std::make_shared<OrderWatch>(store))
{
}

OrderDesk::~OrderDesk()
{
    m_placing->finish();
}

QFuture<Result<PlacedOrder>> OrderDesk::place(NewOrder order)
{
    using Answer = Result<PlacedOrder>;
    if (const Result<void> checked = checkOrder(order); !checked)
        return QtFuture::makeReadyFuture(Answer(checked.error()));
    if (m_placing->open() >= m_settings.openLimit)
        return QtFuture::makeReadyFuture(Answer(
            Error {.code = Error::Code::Unavailable, .reason = Error::Reason::TooManyOpenOrders}));
    if (order.uuid.isNull())
        order.uuid = makeRandomUuid(m_clock);
    order.flow = m_settings.flow;
    order.businessDay = businessDay(m_clock.now(), m_settings.zone, m_settings.dayStart);
    order.lines = mergedLines(order.lines);
    return m_placing->begin(std::move(order));
}

QFuture<Result<Order>> OrderDesk::find(qint64 publicId)
{
    return m_store.find(publicId);
}

QFuture<Result<Order>> OrderDesk::told(QFuture<Result<Order>> moved) const
{
    return moved.then(QtFuture::Launch::Sync,
                      [weak = std::weak_ptr(m_watch)](const Result<Order> &order) {
                          const auto watch = weak.lock();
                          if (watch && order)
                              watch->noteMoves({{.publicId = order->publicId,
                                                 .state = order->state,
                                                 .at = order->stateAt,
                                                 .micros = order->stateMicros}});
                          return order;
                      });
}

QFuture<Result<Order>> OrderDesk::cancel(qint64 publicId)
{
    return told(m_store.cancel(publicId));
}

QFuture<Result<Order>> OrderDesk::advance(qint64 publicId, OrderState to)
{
    return told(m_store.advance(publicId, to));
}

QFuture<Result<std::vector<Order>>> OrderDesk::open(int limit)
{
    return m_store.open(limit);
}

OrderDesk::Counters OrderDesk::counters() const
{
    return m_placing->counters();
}
