#include "desk_bench.h"
#include "notifier.h"
#include "tally.h"
#include "test_database.h"
#include "worker.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Worker::Settings quick(const QString &name)
{
    return {.name = name, .minMs = 50, .maxMs = 150, .lease = std::chrono::seconds(10)};
}

QString countOf(TestDatabase &database, const QString &state)
{
    return database.value(u"SELECT count(*) FROM bakehouse.orders WHERE state = '%1'"_s.arg(state));
}

qint64 placeMany(DeskBench &bench, TestDatabase &database, int count,
                 OrderFlow flow = OrderFlow::Automatic)
{
    database.execute(u"UPDATE bakehouse.stock SET on_hand = 1000000000"_s);
    std::vector<QFuture<Result<PlacedOrder>>> answers;
    for (int index = 0; index < count; ++index) {
        NewOrder order = orderOf(1 + index % 3, 1);
        order.flow = flow;
        answers.push_back(bench.orders.place(order));
    }
    qint64 placed = 0;
    for (const auto &answer : answers)
        placed += await(answer) ? 1 : 0;
    return placed;
}

}

/// Orders on the timer: completed, shared among programs, left alone in the staff flow, after an
/// outage.
class TestWorkerFlow : public QObject
{
    Q_OBJECT
private slots:
    void flow_twoHundredOrders_areCompleted();
    void flow_wake_startsAtOnce();
    void flow_twoWorkers_moveEachOrderOnce();
    void flow_staff_isLeftAlone();
    void flow_orderForLater_waitsUntilItIsDue();
    void flow_staffOrderForLater_isToldWhenItIsDue();
    void outage_isSurvivedAndSaidOnce();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestWorkerFlow::flow_twoHundredOrders_areCompleted()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick(u"one"_s));
    Tally moved;
    worker.onOrdersChanged([&moved](const std::vector<OrderMove> &moves) {
        for (const OrderMove &move : moves)
            moved.add(move.publicId);
    });
    worker.start();
    QCOMPARE(placeMany(bench, database, 200), 200);
    worker.wake();
    QTRY_COMPARE_WITH_TIMEOUT(countOf(database, u"ready"_s), u"200"_s, 20'000);
    QTRY_COMPARE(worker.health().completed, 200 + 1); // And the housekeeping of the day.
    QCOMPARE(moved.size(), 200);
    QCOMPARE(moved.most(), 2);
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.jobs WHERE kind = 'order.advance'"_s),
             u"0"_s);
    QCOMPARE(database.value(
                 u"SELECT count(*) FROM bakehouse.order_events WHERE state = 'in_production'"_s),
             u"200"_s);
    QVERIFY(worker.health().running);
    QVERIFY(worker.health().lastRoundMs < 5'000);
}

void TestWorkerFlow::flow_wake_startsAtOnce()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker::Settings settings = quick(u"one"_s);
    settings.minMs = settings.maxMs = 0;
    Worker worker(bench.jobs, settings);
    worker.start();
    QTRY_COMPARE(worker.health().completed, 1);
    qint64 shortestMs = 1'000;
    for (int order = 0; order < 5; ++order) {
        const qint64 before = worker.health().completed;
        QVERIFY(await(bench.orders.place(orderOf(1, 1))));
        QElapsedTimer timer;
        timer.start();
        worker.wake();
        QTRY_VERIFY(worker.health().completed > before);
        shortestMs = std::min(shortestMs, timer.elapsed());
    }
    QVERIFY2(shortestMs < 500, "a wake-up must not wait for the poll");
}

void TestWorkerFlow::flow_twoWorkers_moveEachOrderOnce()
{
    TestDatabase database(m_cluster);
    DeskBench here(database.address());
    DeskBench there(database.address());
    QCOMPARE(placeMany(here, database, 200), 200);
    Tally moved;
    const auto note = [&moved](const std::vector<OrderMove> &moves) {
        for (const OrderMove &move : moves)
            moved.add(move.publicId);
    };
    Worker one(here.jobs, quick(u"one"_s));
    Worker two(there.jobs, quick(u"two"_s));
    one.onOrdersChanged(note);
    two.onOrdersChanged(note);
    one.start();
    two.start();
    QTRY_COMPARE_WITH_TIMEOUT(countOf(database, u"ready"_s), u"200"_s, 20'000);
    one.stop();
    two.stop();
    QCOMPARE(moved.size(), 200);
    QCOMPARE(moved.most(), 2); // Started once, completed once.
    QCOMPARE(database.value(u"SELECT max(n) FROM (SELECT count(*) AS n FROM bakehouse.order_events "
                            "WHERE state = 'ready' GROUP BY order_id) AS events"_s),
             u"1"_s);
}

void TestWorkerFlow::flow_staff_isLeftAlone()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    QCOMPARE(placeMany(bench, database, 3, OrderFlow::Staff), 3);
    Worker::Settings settings = quick(u"one"_s);
    settings.flow = OrderFlow::Staff;
    Worker worker(bench.jobs, settings);
    worker.start();
    QTRY_COMPARE(worker.health().completed, 1); // Other jobs go on.
    QCOMPARE(countOf(database, u"requested"_s), u"3"_s);
}

void TestWorkerFlow::flow_orderForLater_waitsUntilItIsDue()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    const QDateTime due = QDateTime::currentDateTimeUtc().addDays(3);
    NewOrder later = orderOf(1, 1);
    later.dueAt = due;
    later.pickupAt = due.addSecs(3'600);
    later.pickupEnd = later.pickupAt.addSecs(900);
    const Result<PlacedOrder> placed = await(bench.orders.place(later));
    QVERIFY(placed);
    QCOMPARE(placed->pickupAt, later.pickupAt);
    Worker worker(bench.jobs, quick(u"one"_s));
    worker.start();
    QCOMPARE(placeMany(bench, database, 3), 3);
    worker.wake();
    QTRY_COMPARE_WITH_TIMEOUT(countOf(database, u"ready"_s), u"3"_s, 10'000);
    QCOMPARE(countOf(database, u"confirmed"_s), u"1"_s);
    QVERIFY(isForLater(*await(bench.orders.find(placed->publicId)), due.addSecs(-1)));
    QVERIFY(!isForLater(*await(bench.orders.find(placed->publicId)), due.addSecs(1)));
    database.execute(u"UPDATE bakehouse.jobs SET due_at = now() WHERE kind = 'order.advance'"_s);
    worker.wake();
    QTRY_COMPARE_WITH_TIMEOUT(countOf(database, u"ready"_s), u"4"_s, 10'000);
}

void TestWorkerFlow::flow_staffOrderForLater_isToldWhenItIsDue()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    NewOrder later = orderOf(1, 1);
    later.flow = OrderFlow::Staff;
    later.dueAt = QDateTime::currentDateTimeUtc().addDays(3);
    later.pickupAt = later.pickupEnd = later.dueAt;
    const Result<PlacedOrder> placed = await(bench.orders.place(later));
    QVERIFY(placed);
    QSemaphore heard;
    Notifier notifier(database.address(), {u"bakehouse_orders"_s},
                      {.notified =
                           [&](const QString &, const QString &payload) {
                               if (payload.contains(QString::number(placed->publicId)))
                                   heard.release();
                           },
                       .listening = [&heard] { heard.release(); }});
    QVERIFY(heard.tryAcquire(1, 10'000));
    Worker::Settings settings = quick(u"one"_s);
    settings.flow = OrderFlow::Staff;
    Worker worker(bench.jobs, settings);
    worker.start();
    QTRY_COMPARE(worker.health().completed, 1); // The housekeeping.
    QCOMPARE(heard.available(), 0);
    database.execute(u"UPDATE bakehouse.jobs SET due_at = now() WHERE kind = 'order.due'"_s);
    worker.wake();
    QVERIFY(heard.tryAcquire(1, 10'000));
    QTRY_COMPARE(worker.health().completed, 2);
    QCOMPARE(countOf(database, u"requested"_s), u"1"_s);
}

void TestWorkerFlow::outage_isSurvivedAndSaidOnce()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick(u"one"_s));
    worker.start();
    QTRY_COMPARE(worker.health().completed, 1);
    QTest::failOnWarning(
        QRegularExpression(u"the queue waits"_s)); // A second line would fail the test.
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the queue waits"_s));
    m_cluster.stop();
    QTRY_VERIFY_WITH_TIMEOUT(worker.health().lastRoundMs > 3'000, 15'000);
    QVERIFY(worker.health().running);
    m_cluster.start();
    QTRY_VERIFY_WITH_TIMEOUT(worker.health().lastRoundMs < 1'500, 20'000);
    QCOMPARE(placeMany(bench, database, 3), 3);
    worker.wake();
    QTRY_COMPARE_WITH_TIMEOUT(countOf(database, u"ready"_s), u"3"_s, 10'000);
}

QTEST_GUILESS_MAIN(TestWorkerFlow)
#include "tst_worker_flow.moc"
