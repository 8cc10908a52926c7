// The queue against pgbench calling the same functions; and what orders in production cost while
// nothing happens to them.

#include "await.h"
#include "bench_database.h"
#include "bench_options.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "database.h"
#include "job_store.h"
#include "made_goods.h"
#include "measured_process.h"
#include "served_shop.h"
#include "worker.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 200;
constexpr int batch = 500; ///< Of the worker, and of advance_orders.sql.
constexpr int slackCalls = 4;
constexpr int placingClients = 8;
constexpr int crowdClients = 64;
constexpr qint64 manyOrders = 10'000;
constexpr int crowdTimeoutMs = 120'000;
constexpr double queueGoal = 0.9;

/// A shop whose queue nobody moves, and what is asked of its database. Owned by measureQueue().
class QueueBench
{
public:
    QueueBench(const BenchOptions &options, BenchReport &report)
        : m_options(options)
        , m_report(report)
        , m_orders(options.quick ? 4'000 : 20'000)
        , m_shop(options.folder + u"/shop"_s, {u"--no-worker"_s})
    {
    }

    Result<void> run()
    {
        Result<void> done = prepare();
        if (done)
            done = orderFlow();
        return done ? singleJobs() : done;
    }

private:
    Result<void> prepare()
    {
        Result<void> done = m_shop.start();
        if (done)
            done = m_shop.import({madeGoods(goods, m_options.seed, u"EUR"_s)});
        if (!done)
            return done;
        Result<std::unique_ptr<BenchDatabase>> database = BenchDatabase::open(m_shop.database());
        if (!database)
            return database.error();
        m_bench = std::move(*database);
        const Result<DatabaseAddress> address = DatabaseAddress::parse(m_shop.database());
        if (!address)
            return address.error();
        m_worker = std::make_unique<Database>(
            Database::Options {.name = u"worker"_s, .address = *address}, m_supervisor);
        m_jobs = std::make_unique<JobStore>(*m_worker, u"bench"_s);
        const auto first = m_bench->numbers(u"bench_goods"_s, {true});
        if (!first)
            return first.error();
        m_first = first->front();
        return m_bench->script(u"lean_function"_s);
    }

    Result<void> place() const
    {
        const auto figures = PgbenchRun {
            .database = m_shop.database(),
            .script = u"place_lean"_s,
            .clients = placingClients,
            .transactions = m_orders / placingClients,
            .variables = {
                u"goods=%1"_s.arg(goods), u"first=%1"_s.arg(m_first),
                u"hot=0"_s}}.run();
        return figures ? Result<void>() : Result<void>(figures.error());
    }

    /// Orders moved per second, by the times at which they were, while @p move empties the queue.
    template <typename F> Result<double> stepsPerSecond(F move)
    {
        if (const Result<void> placed = place(); !placed)
            return placed.error();
        const auto marker = m_bench->number(u"bench_last_event"_s);
        if (!marker)
            return marker.error();
        if (const Result<void> moved = move(); !moved)
            return moved.error();
        const auto steps = m_bench->number(u"bench_steps"_s, {*marker});
        const auto span = m_bench->number(u"bench_steps_span"_s, {*marker});
        if (!steps || !span || *steps != 2LL * m_orders)
            return Error {.detail = u"not every order was moved to its end"_s};
        return double(*steps) * 1e6 / double(*span);
    }

    Result<void> byWorker()
    {
        Worker worker(*m_jobs, {.name = u"bench"_s, .minMs = 0, .maxMs = 0});
        worker.start();
        return m_bench->awaitEmptyQueue();
    }

    Result<void> byPgbench()
    {
        const auto figures = PgbenchRun {
            .database = m_shop.database(),
            .script = u"advance_orders"_s,
            .transactions = 2 * m_orders / batch + slackCalls,
            .variables = {}}.run();
        if (!figures)
            return figures.error();
        return m_bench->awaitEmptyQueue();
    }

    Result<void> orderFlow()
    {
        m_report.begin(
            u"queue: %1 orders through both steps, batches of %2"_s.arg(m_orders).arg(batch));
        PairedFigures rates;
        for (int i = 0; i < m_options.rounds; ++i) {
            const Result<double> ours = stepsPerSecond([this] { return byWorker(); });
            const Result<double> theirs =
                ours ? stepsPerSecond([this] { return byPgbench(); }) : ours;
            if (!theirs)
                return theirs.error();
            rates.ours.push_back(*ours);
            rates.theirs.push_back(*theirs);
        }
        m_report.pairs(u"claim + complete, steps/s, one worker"_s, rates,
                       {.limit = queueGoal, .kind = RatioGoal::Kind::AtLeast});
        return {};
    }

    /// Jobs with nothing to do, by a worker as each shop has one.
    Result<double> jobsPerSecond()
    {
        Worker worker(*m_jobs, {.name = u"bench"_s, .flow = OrderFlow::Staff});
        worker.handle(u"bench"_s, 1, [](const Job &) -> Result<void> { return Done {}; });
        QElapsedTimer since;
        since.start();
        worker.start();
        letPass(m_options.seconds * 1'000);
        const qint64 completed = worker.health().completed;
        const double perSecond = double(completed) * 1e9 / double(since.nsecsElapsed());
        worker.stop();
        const auto left = m_bench->number(u"bench_jobs_left"_s);
        if (!left || *left == 0)
            return left ? Error {.detail = u"the worker ran out of jobs"_s} : left.error();
        return perSecond;
    }

    Result<void> singleJobs()
    {
        constexpr qint64 jobsPerSecondAtMost = 20'000;
        m_report.begin(u"queue: jobs with nothing to do, claim_jobs and complete_jobs"_s);
        PairedFigures rates;
        for (int i = 0; i < m_options.rounds; ++i) {
            const auto added =
                m_bench->number(u"bench_jobs_add"_s, {m_options.seconds * jobsPerSecondAtMost});
            if (!added)
                return added.error();
            const Result<double> ours = jobsPerSecond();
            if (!ours)
                return ours.error();
            const auto theirs = PgbenchRun {
                .database = m_shop.database(),
                .script = u"claim_complete"_s,
                .seconds = m_options.seconds,
                .variables = {}}.run();
            const auto cleared = m_bench->number(u"bench_jobs_clear"_s);
            if (!theirs || !cleared)
                return theirs ? cleared.error() : theirs.error();
            rates.ours.push_back(*ours);
            rates.theirs.push_back(theirs->perSecond);
        }
        m_report.pairs(u"claim + complete, jobs/s, one worker"_s, rates,
                       {.limit = queueGoal, .kind = RatioGoal::Kind::AtLeast});
        return {};
    }

    const BenchOptions m_options;
    BenchReport &m_report;
    const int m_orders;
    ServedShop m_shop;
    std::unique_ptr<BenchDatabase> m_bench;
    CallSupervisor m_supervisor;
    std::unique_ptr<Database> m_worker;
    std::unique_ptr<JobStore> m_jobs;
    qint64 m_first = 0;
};

/// Threads of the shop and connections to its database.
struct Footprint {
    qint64 threads = 0;
    qint64 connections = 0;
};

Result<Footprint> footprint(const ServedShop &shop, BenchDatabase &database)
{
    const auto connections = database.number(u"bench_connections"_s);
    if (!connections)
        return connections.error();
    return Footprint {.threads = threadsOf(shop.pid()), .connections = *connections};
}

Result<void> orderUntilCrowded(const ServedShop &shop, BenchDatabase &database, qint64 crowd)
{
    const auto goodsIds = database.numbers(u"bench_goods"_s, {true});
    if (!goodsIds)
        return goodsIds.error();
    const LoadRun load {.server = shop.url(),
                        .clients = crowdClients,
                        .seconds = 1,
                        .words = {u"read=0"_s, u"products="_s + idList(*goodsIds)}};
    const QDeadlineTimer deadline(crowdTimeoutMs);
    for (qint64 inProduction = 0; inProduction < crowd;) {
        const Result<LoadFigures> figures = load.run();
        if (!figures)
            return figures.error();
        const auto count = database.number(u"bench_in_state"_s, {u"in_production"_s});
        if (!count || deadline.hasExpired())
            return Error {.code = Error::Code::Timeout,
                          .detail = u"the orders do not get into production"_s};
        inProduction = *count;
    }
    letPass(1'000); // The last clients hang up.
    return {};
}

Result<void> measureCrowd(const BenchOptions &options, BenchReport &report)
{
    ServedShop shop(options.folder + u"/crowd"_s, {u"--orders-processing-seconds"_s, u"600-600"_s});
    Result<void> done = shop.start();
    if (done)
        done = shop.import({madeGoods(goods, options.seed, u"EUR"_s)});
    if (!done)
        return done;
    const auto database = BenchDatabase::open(shop.database());
    if (!database)
        return database.error();
    // What opens at its first use is open then; orders are looked up on another connection than
    // placed.
    if (done = orderUntilCrowded(shop, **database, 1); !done)
        return done;
    const auto opened = askJson(shop.url().resolved(QUrl(u"/api/health"_s)).toString());
    if (!opened)
        return opened.error();
    const Result<Footprint> before = footprint(shop, **database);
    if (done = orderUntilCrowded(shop, **database, manyOrders); !done)
        return done;
    const Result<Footprint> during = footprint(shop, **database);
    if (!before || !during)
        return Error {.detail = u"threads and connections could not be counted"_s};
    report.begin(u"queue: %1 orders and more in production"_s.arg(manyOrders));
    report.fact(u"threads, connections before"_s,
                u"%1, %2"_s.arg(before->threads).arg(before->connections));
    report.goal(u"threads more"_s, during->threads - before->threads, u"<= 0"_s,
                during->threads <= before->threads);
    report.goal(u"connections more"_s, during->connections - before->connections, u"<= 0"_s,
                during->connections <= before->connections);
    return {};
}

} // namespace

Result<void> measureQueue(const BenchOptions &options, BenchReport &report)
{
    const Result<void> done = QueueBench(options, report).run();
    return done ? measureCrowd(options, report) : done;
}
