#include "database_run.h"
#include "order_store.h"
#include "store_bench.h"

#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;

/// Uploads of sales and orders share a thread: a flood of either does not hold up the other.
class TestUploadLane final : public QObject
{
    Q_OBJECT

private slots:
    void orders_inAFlood_letUploadsThrough();
    void calls_inAFlood_letUploadsThrough();
    void uploads_inAFlood_letOrdersThrough();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

namespace {

/// How many of @p futures are done, once @p one is.
template <typename T, typename Many> int doneBy(const QFuture<T> &one, const Many &futures)
{
    QFuture<T>(one).waitForFinished();
    return int(std::ranges::count_if(futures, [](const auto &f) { return f.isFinished(); }));
}

}

void TestUploadLane::orders_inAFlood_letUploadsThrough()
{
    TillBench bench(m_cluster);
    bench.setOnHand(6, 100'000);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    QSemaphore gate;
    const auto held = bench.orders.run([&gate](Sql &) { gate.acquire(); });
    std::vector<QFuture<Result<PlacedOrder>>> placed;
    for (int i = 0; i < 1'000; ++i)
        placed.push_back(store.place(webOrder(6)));
    const auto upload = bench.store.record({bench.chain.write(ChainWriter::sale({{1}}))});
    gate.release();
    QVERIFY(doneBy(upload, placed) <= 200); // of the ten commits that they take
    QVERIFY(upload.result());
    for (const auto &order : placed)
        QVERIFY(await(order));
}

void TestUploadLane::calls_inAFlood_letUploadsThrough()
{
    TillBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    QSemaphore gate;
    const auto held = bench.orders.run([&gate](Sql &) { gate.acquire(); });
    std::vector<QFuture<Result<Order>>> cancelled;
    for (int i = 0; i < 1'000; ++i)
        cancelled.push_back(store.cancel(4'711));
    const auto upload = bench.store.record({bench.chain.write(ChainWriter::sale({{1}}))});
    gate.release();
    QVERIFY(doneBy(upload, cancelled) < 500);
    QVERIFY(upload.result());
}

void TestUploadLane::uploads_inAFlood_letOrdersThrough()
{
    TillBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    QSemaphore gate;
    const auto held = bench.orders.run([&gate](Sql &) { gate.acquire(); });
    std::vector<QFuture<Result<RecordOutcome>>> uploads;
    for (int i = 0; i < 200; ++i)
        uploads.push_back(bench.store.record({bench.chain.write(ChainWriter::sale({{1}}))}));
    const auto placed = store.place(webOrder(2));
    gate.release();
    QVERIFY(doneBy(placed, uploads) < 100);
    QVERIFY(placed.result());
    for (const auto &upload : uploads)
        QVERIFY(await(upload));
    QCOMPARE(bench.faults(), QString());
}

QTEST_GUILESS_MAIN(TestUploadLane)
#include "tst_upload_lane.moc"
