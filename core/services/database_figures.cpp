#include "database_figures.h"

#include "audit_store.h"
#include "metrics_text.h"
#include "on_result.h"
#include "shared_answer.h"
#include "shop_figures.h"

#include <atomic>
#include <chrono>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

using Moment = std::chrono::steady_clock;
using Type = MetricsText::Type;
constexpr std::chrono::milliseconds freshFor {2'000};
constexpr std::chrono::milliseconds patience {1'000};

/// One reading and those who wait for it.
struct Round {
    const Moment::time_point begun = Moment::now();
    std::atomic<bool> probed = false;
    std::atomic<int> left = 2; // Probe and figures.
    SharedAnswer<Result<void>> answer;

    bool hangs() const { return Moment::now() - begun > patience; }
};

struct Reading {
    ShopFigures figures;
    Moment::time_point at;
};

MetricLabels kindLabel(const QueueKind &kind)
{
    return {{.name = "kind", .value = kind.kind}};
}

void writeOrders(MetricsText &text, const ShopFigures &figures)
{
    text.family("bakehouse_orders_open", Type::Gauge,
                "Orders that somebody still has to do something about, by state.");
    for (const auto &[state, count] : figures.openOrders)
        text.sample(count, {{.name = "state", .value = state}});
    text.family("bakehouse_receipts_total", Type::Counter, "Receipts in the database.")
        .sample(figures.receipts);
}

void writeDepth(MetricsText &text, const std::vector<QueueKind> &queue)
{
    text.family("bakehouse_queue_depth", Type::Gauge,
                "Jobs of the queue by kind: due now, scheduled for later, running.");
    const auto depth = [&text](const QueueKind &kind, const QString &state, qint64 count) {
        text.sample(count,
                    {{.name = "kind", .value = kind.kind}, {.name = "state", .value = state}});
    };
    for (const QueueKind &kind : queue) {
        depth(kind, u"due"_s, kind.due);
        depth(kind, u"scheduled"_s, kind.scheduled);
        depth(kind, u"running"_s, kind.running);
    }
}

void writeQueue(MetricsText &text, std::vector<QueueKind> queue)
{
    constexpr int milli = 3;
    if (queue.empty())
        queue.push_back({.kind = u"order.advance"_s}); // That nothing waits is a figure too.
    writeDepth(text, queue);
    text.family("bakehouse_queue_dead_jobs", Type::Gauge,
                "Jobs that failed for the last time, by kind.");
    for (const QueueKind &kind : queue)
        text.sample(kind.dead, kindLabel(kind));
    text.family("bakehouse_queue_oldest_age_seconds", Type::Gauge,
                "Age of the oldest job that is not dead, by kind.");
    for (const QueueKind &kind : queue)
        text.decimal(kind.oldestMs, milli, kindLabel(kind));
    text.family("bakehouse_queue_overdue_seconds", Type::Gauge,
                "How long the most overdue job has been due, by kind.");
    for (const QueueKind &kind : queue)
        text.decimal(kind.overdueMs, milli, kindLabel(kind));
}

} // namespace

/// The last reading and the one under way. Shared with the store's answers.
class DatabaseFigures::State : public std::enable_shared_from_this<State>
{
public:
    State(AuditStore &reports, AuditStore &probe)
        : m_reports(reports)
        , m_probe(probe)
    {
    }

    QFuture<Result<void>> refresh()
    {
        const std::shared_ptr<const Moment::time_point> ended = m_ended.load();
        if (ended && Moment::now() - *ended < freshFor)
            return QtFuture::makeReadyFuture(Result<void>(Done {}));
        const auto round = std::make_shared<Round>();
        std::shared_ptr<Round> underWay;
        if (!m_round.compare_exchange_strong(underWay, round))
            return underWay->hangs() ? QtFuture::makeReadyFuture(Result<void>(Done {}))
                                     : underWay->answer.join();
        QFuture<Result<void>> future = round->answer.join();
        begin(round);
        return future;
    }

    /// A probe that hangs is no answer.
    bool up() const
    {
        const std::shared_ptr<Round> round = m_round.load();
        return m_up && !(round && !round->probed && round->hangs());
    }

    std::shared_ptr<const Reading> last() const { return m_last.load(); }

private:
    void begin(const std::shared_ptr<Round> &round)
    {
        onResult(m_probe.ping(), [weak = weak_from_this(), round](const Result<void> &answered) {
            if (const auto self = weak.lock()) {
                self->m_up = bool(answered);
                round->probed = true;
                self->oneLess(round);
            }
        });
        onResult(m_reports.figures(),
                 [weak = weak_from_this(), round](const Result<ShopFigures> &figures) {
                     const auto self = weak.lock();
                     if (self && figures)
                         self->m_last =
                             std::make_shared<const Reading>(Reading {*figures, Moment::now()});
                     if (self)
                         self->oneLess(round);
                 });
    }

    void oneLess(const std::shared_ptr<Round> &round)
    {
        if (--round->left > 0)
            return;
        m_ended = std::make_shared<const Moment::time_point>(Moment::now());
        m_round.store({});
        round->answer.give(Done {});
    }

    AuditStore &m_reports;
    AuditStore &m_probe;
    std::atomic<bool> m_up = false;
    std::atomic<std::shared_ptr<const Reading>> m_last;
    std::atomic<std::shared_ptr<const Moment::time_point>> m_ended;
    std::atomic<std::shared_ptr<Round>> m_round;
};

DatabaseFigures::DatabaseFigures(AuditStore &reports, AuditStore &probe)
    : m_state(std::make_shared<State>(reports, probe))
{
}

DatabaseFigures::~DatabaseFigures() = default;

QFuture<Result<void>> DatabaseFigures::refresh()
{
    return m_state->refresh();
}

void DatabaseFigures::write(MetricsText &text) const
{
    constexpr int milli = 3;
    text.family("bakehouse_database_up", Type::Gauge, "Whether the database answers: 1 or 0.")
        .sample(m_state->up() ? 1 : 0);
    const std::shared_ptr<const Reading> last = m_state->last();
    if (!last)
        return;
    const auto age =
        std::chrono::duration_cast<std::chrono::milliseconds>(Moment::now() - last->at);
    text.family("bakehouse_database_figures_age_seconds", Type::Gauge,
                "Age of the figures of orders, receipts and queue.")
        .decimal(age.count(), milli);
    writeOrders(text, last->figures);
    writeQueue(text, last->figures.queue);
}
