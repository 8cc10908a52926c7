// A week's sales going into the database at once: how fast they go, what orders feel of it, and
// what a clerk feels of the database's being away and of its return.

#include "bench_database.h"
#include "bench_options.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "made_goods.h"
#include "served_shop.h"
#include "till_bench.h"
#include "uploader.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 200;
constexpr int mostPieces = 4;
constexpr int clients = 4;
constexpr int drainTimeoutMs = 300'000;
constexpr int endTimeoutMs = 30'000;
constexpr double rateGoal = 3'000; // receipts a second
constexpr double latencyGoal = 1.5;
constexpr double tapGoalMs = 100;
constexpr double tapMoreMs = 20;

/// Events go on until @p reached.
template <typename F> bool spinUntil(F reached, int timeoutMs)
{
    QElapsedTimer since;
    since.start();
    while (!reached() && !since.hasExpired(timeoutMs)) {
        QEventLoop pause;
        QTimer::singleShot(2, &pause, &QEventLoop::quit);
        pause.exec();
    }
    return reached();
}

/// A till of the shop with an uploader that waits for its start. Owned by a step of the benchmark;
/// main thread.
class WaitingTill
{
public:
    WaitingTill(const DatabaseAddress &address, quint32 seed)
        : m_random(seed)
        , bench(address)
        , uploader(*bench.journal, bench.entries, u"bench"_s)
    {
        must(bench.readGoods(), "read the goods");
        const Result<TillRegistration> till =
            await(bench.entries.registerTill(bench.tillId, u"bench"_s, 0));
        must(till && await(bench.journal->setRegistration(till->number, till->prefix)),
             "register the till");
        for (const Product &product : bench.cache.current()->goods().products) {
            if (product.unit == SaleUnit::Piece)
                m_products.push_back(product.id);
        }
    }

    /// Gives the times from the tap on Pay to the durable receipt.
    SampleSeries sell(int count)
    {
        SampleSeries times;
        for (int sale = 0; sale < count; ++sale) {
            std::vector<qint64> products(1 + m_random.bounded(quint32(mostPieces)));
            for (qint64 &product : products)
                product = m_products[m_random.bounded(quint32(m_products.size()))];
            const QUuid basket = bench.fill(products);
            QElapsedTimer time;
            time.start();
            const Result<Receipt> sold = await(bench.payExactly(basket));
            times.add(std::chrono::nanoseconds(time.nsecsElapsed()));
            must(bool(sold), "sell");
            takings += sold->total.minor();
            bench.clock.advanceMs(30'000);
        }
        return times;
    }
    bool drains()
    {
        return spinUntil([this] { return uploader.idle(); }, drainTimeoutMs);
    }
    double seconds() const { return double(m_since.nsecsElapsed()) / 1e9; }
    void start()
    {
        m_since.start();
        uploader.start();
    }

private:
    QRandomGenerator m_random;
    std::vector<qint64> m_products;
    QElapsedTimer m_since;

public:
    TillBench bench;
    Uploader uploader;
    qint64 takings = 0;
};

/// Owned by measureUpload().
class UploadBench
{
public:
    UploadBench(const BenchOptions &options, BenchReport &report)
        : m_options(options)
        , m_report(report)
        , m_shop(options.folder, {u"--orders-processing-seconds"_s, u"1-2"_s})
    {
    }

    Result<void> run()
    {
        Result<void> done = prepare();
        for (const auto step : {&UploadBench::alone, &UploadBench::besideOrders,
                                &UploadBench::databaseAway, &UploadBench::books}) {
            if (done)
                done = (this->*step)();
        }
        return done;
    }

private:
    Result<void> prepare()
    {
        Result<void> done = m_shop.start();
        if (done)
            done = m_shop.import({madeGoods(goods, m_options.seed, u"EUR"_s)});
        return done ? connect() : done;
    }

    Result<void> connect()
    {
        Result<std::unique_ptr<BenchDatabase>> database = BenchDatabase::open(m_shop.database());
        if (!database)
            return database.error();
        m_database = std::move(*database);
        const Result<DatabaseAddress> address = DatabaseAddress::parse(m_shop.database());
        if (!address)
            return address.error();
        m_address = *address;
        return {};
    }

    int receipts() const { return m_options.quick ? 1'500 : 4'000 * m_options.seconds; }

    Result<void> alone()
    {
        m_report.begin(u"upload: %1 receipts that waited"_s.arg(receipts()));
        std::vector<double> rates;
        for (int i = 0; i < m_options.rounds; ++i) {
            WaitingTill till(m_address, m_options.seed + quint32(i));
            till.sell(receipts());
            till.start();
            if (!till.drains())
                return Error {.detail = u"the upload does not end"_s};
            rates.push_back(receipts() / till.seconds());
            m_takings += till.takings;
        }
        const double rate = median(rates);
        m_report.goal(u"receipts/s into the database"_s, rate, u">= "_s + QString::number(rateGoal),
                      rate >= rateGoal);
        return {};
    }

    Result<LoadFigures> orders()
    {
        const auto inStock = m_database->numbers(u"bench_goods"_s, {true});
        if (!inStock)
            return inStock.error();
        const QFuture<Result<LoadFigures>> load = QtConcurrent::run(
            [run = LoadRun {.server = m_shop.url(),
                            .clients = clients,
                            .seconds = m_options.seconds,
                            .words = {u"read=0"_s, u"products="_s + idList(*inStock)}}] {
                return run.run();
            });
        spinUntil([&load] { return load.isFinished(); }, drainTimeoutMs);
        return load.isFinished() ? load.result() : Error {.detail = u"the orders do not end"_s};
    }

    Result<void> besideOrders()
    {
        m_report.begin(u"orders of %1 clients beside an upload"_s.arg(clients));
        PairedFigures p99;
        std::vector<double> rates;
        for (int i = 0; i < m_options.rounds; ++i) {
            WaitingTill till(m_address, m_options.seed + quint32(i));
            till.sell(receipts());
            if (const Result<void> empty = m_database->awaitEmptyQueue(); !empty)
                return empty.error();
            const Result<LoadFigures> without = orders();
            till.start();
            const Result<LoadFigures> with = without ? orders() : without;
            if (!with)
                return with.error();
            const qint64 uploaded = receipts() - till.uploader.waiting();
            rates.push_back(double(uploaded) / till.seconds());
            if (!till.drains() || without->faults + with->faults > 0)
                return Error {.detail = u"the upload does not end, or orders failed"_s};
            m_takings += till.takings;
            p99.ours.push_back(double(with->orders.p99.count()));
            p99.theirs.push_back(double(without->orders.p99.count()));
        }
        m_report.pairs(u"POST p99 us, with : without"_s, p99,
                       {.limit = latencyGoal, .kind = RatioGoal::Kind::AtMost});
        m_report.fact(u"receipts/s meanwhile"_s, median(rates));
        return {};
    }

    Result<void> databaseAway()
    {
        const int sales = m_options.quick ? 200 : 2'000;
        m_report.begin(u"%1 sales while the database comes and goes"_s.arg(3 * sales));
        WaitingTill till(m_address, m_options.seed);
        till.start();
        const TimeFigures undisturbed = till.sell(sales).figures();
        ::kill(pid_t(m_shop.pid()), SIGTERM);
        SampleSeries times = till.sell(sales);
        m_shop.stop();
        if (const Result<void> again = m_shop.start(); !again)
            return again.error();
        times.add(till.sell(sales)); // Beside the upload.
        if (!till.drains())
            return Error {.detail = u"the upload does not end"_s};
        m_takings += till.takings;
        const TimeFigures disturbed = times.figures();
        m_report.times(u"tap to durable, undisturbed"_s, undisturbed);
        m_report.times(u"tap to durable, away and back"_s, disturbed);
        const double longestMs = double(disturbed.max.count()) / 1'000;
        const double limitMs =
            std::max(tapGoalMs, double(undisturbed.max.count()) / 1'000 + tapMoreMs);
        m_report.goal(u"longest tap to durable, ms"_s, longestMs,
                      u"<= "_s + QString::number(limitMs), longestMs <= limitMs);
        return connect();
    }

    Result<void> books()
    {
        const Result<qint64> stored = m_database->number(u"bench_takings"_s);
        if (!stored)
            return stored.error();
        m_report.goal(u"takings, in the database"_s, *stored, QString::number(m_takings),
                      *stored == m_takings);
        return {};
    }

    const BenchOptions &m_options;
    BenchReport &m_report;
    ServedShop m_shop;
    DatabaseAddress m_address;
    std::unique_ptr<BenchDatabase> m_database;
    qint64 m_takings = 0; ///< Of all that was sold.
};

} // namespace

Result<void> measureUpload(const BenchOptions &options, BenchReport &report)
{
    return UploadBench(options, report).run();
}
