#include "desk_bench.h"
#include "open_orders.h"
#include "order_desk.h"
#include "order_feed.h"
#include "test_database.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The open orders of a till over a real database, with a clock driven by hand.
struct OrdersBench {
    explicit OrdersBench(TestCluster &cluster, OrderFlow flow)
        : database(cluster)
        , store(database.address())
        , desk(store.orders, store.clock, {.zone = QTimeZone("Europe/Berlin"), .flow = flow})
    {
        store.clock.set(QDateTime::currentDateTimeUtc());
    }
    qint64 place()
    {
        const Result<PlacedOrder> placed = await(desk.place(orderOf(1, 1)));
        feed.hint();
        return placed ? placed->publicId : 0;
    }
    void set(qint64 id, const QString &assignments)
    {
        database.execute(
            u"UPDATE bakehouse.orders SET %1 WHERE public_id = %2"_s.arg(assignments).arg(id));
    }
    /// Wanted in so many seconds; work on it begins then too.
    void setLater(qint64 id, int seconds)
    {
        const QString at = store.clock.now().addSecs(seconds).toString(Qt::ISODateWithMs);
        set(id, u"pickup_start = '%1', pickup_end = '%1', due_at = '%1'"_s.arg(at));
    }
    /// As the program makes it at a start.
    std::unique_ptr<OpenOrders> start()
    {
        auto orders = std::make_unique<OpenOrders>(desk, feed, store.clock);
        orders->remember(folder.filePath(u"orders-seen"_s));
        return orders;
    }
    bool hasRead(const OpenOrders &orders, size_t count) const
    {
        return QTest::qWaitFor(
            [&] { return orders.readAt().isValid() && orders.list().size() == count; });
    }
    QByteArray seenFile() const
    {
        QFile file(folder.filePath(u"orders-seen"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    TestDatabase database;
    DeskBench store;
    OrderDesk desk;
    OrderFeed feed;
};

}

/// Which orders count as new, over starts and over time, and which raise their hand.
class TestOpenOrders final : public QObject
{
    Q_OBJECT

private slots:
    void start_acceptedByStaff_isNotNew();
    void start_lookedAtBefore_isNotNew();
    void start_withADamagedFile_countsWhatItDoesNotKnow();
    void orderForLater_isNewWhenItsTimeComes();
    void orderForLater_lookedAtBefore_isNewAllTheSame();
    void orderForLater_unanswered_isNewAtOnce();
    void hands_goUpWithTime_andDownWithTheAnswer();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestOpenOrders::start_acceptedByStaff_isNotNew()
{
    OrdersBench bench(m_cluster, OrderFlow::Staff);
    bench.place();
    const qint64 accepted = bench.place();
    bench.set(accepted, u"state = 'confirmed'"_s);
    const auto orders = bench.start();
    QVERIFY(bench.hasRead(*orders, 2));
    QTRY_COMPARE(orders->newCount(), 1);
}

void TestOpenOrders::start_lookedAtBefore_isNotNew()
{
    OrdersBench bench(m_cluster, OrderFlow::Automatic);
    bench.place();
    {
        const auto orders = bench.start();
        QTRY_COMPARE(orders->newCount(), 1); // Of an order that nobody looked at.
        orders->setPace(OpenOrders::Pace::Watched);
        QCOMPARE(orders->newCount(), 0);
        QTRY_VERIFY(!bench.seenFile().isEmpty());
    }
    bench.place(); // While the till is off.
    const auto orders = bench.start();
    const QSignalSpy told(orders.get(), &OpenOrders::newCountChanged);
    QVERIFY(bench.hasRead(*orders, 2));
    QTRY_COMPARE(orders->newCount(), 1);
    QCOMPARE(told.size(), 1); // Nothing was told before it was known.
}

void TestOpenOrders::start_withADamagedFile_countsWhatItDoesNotKnow()
{
    OrdersBench bench(m_cluster, OrderFlow::Automatic);
    const qint64 first = bench.place();
    bench.place();
    QFile file(bench.folder.filePath(u"orders-seen"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no number\n\xff\xfe\n" + QByteArray::number(first) + "\n99999999999999999999\n");
    file.close();
    const auto orders = bench.start();
    QTRY_COMPARE(orders->newCount(), 1);
}

void TestOpenOrders::orderForLater_isNewWhenItsTimeComes()
{
    OrdersBench bench(m_cluster, OrderFlow::Automatic);
    bench.setLater(bench.place(), 3'600);
    const auto orders = bench.start();
    orders->setTiming({.ahead = 15});
    QVERIFY(bench.hasRead(*orders, 1));
    QTRY_COMPARE(orders->laterCount(), 1);
    QCOMPARE(orders->newCount(), 0);
    bench.store.clock.advanceMs(qint64(45 * 60 - 1) * 1'000);
    bench.feed.hint(); // Asks again: a second is left.
    QTRY_VERIFY(orders->readAt() == bench.store.clock.now());
    QCOMPARE(orders->newCount(), 0);
    bench.store.clock.advanceMs(1'000);
    orders->setTiming({.ahead = 15});
    QCOMPARE(orders->newCount(), 1);
    QCOMPARE(orders->laterCount(), 0);
}

void TestOpenOrders::orderForLater_lookedAtBefore_isNewAllTheSame()
{
    OrdersBench bench(m_cluster, OrderFlow::Staff);
    const qint64 id = bench.place();
    bench.set(id, u"state = 'confirmed'"_s);
    bench.setLater(id, 15 * 60 + 1); // A second before it is shown.
    const auto orders = bench.start();
    orders->setPace(OpenOrders::Pace::Watched);
    QTRY_COMPARE(orders->laterCount(), 1);
    orders->setPace(OpenOrders::Pace::Counted);
    QCOMPARE(orders->newCount(), 0);
    const QSignalSpy changed(orders.get(), &OpenOrders::changed);
    bench.store.clock.advanceMs(1'000);
    QTRY_COMPARE(orders->newCount(), 1); // By itself.
    QVERIFY(!changed.isEmpty());
}

void TestOpenOrders::orderForLater_unanswered_isNewAtOnce()
{
    OrdersBench bench(m_cluster, OrderFlow::Staff);
    bench.setLater(bench.place(), 24 * 3'600);
    const auto orders = bench.start();
    QTRY_COMPARE(orders->newCount(), 1);
    QCOMPARE(orders->laterCount(), 0);
}

void TestOpenOrders::hands_goUpWithTime_andDownWithTheAnswer()
{
    OrdersBench bench(m_cluster, OrderFlow::Staff);
    const qint64 id = bench.place();
    const auto orders = bench.start();
    orders->setTiming({.answerWithin = 3});
    QVERIFY(bench.hasRead(*orders, 1));
    QTRY_COMPARE(orders->newCount(), 1);
    QCOMPARE(orders->hands(), RaisedHands());
    bench.store.clock.advanceMs(4 * 60'000);
    orders->setTiming({.answerWithin = 3});
    QCOMPARE(orders->hands(), (RaisedHands {.unanswered = 1}));
    orders->advance(id, OrderState::Confirmed);
    QCOMPARE(orders->hands(), RaisedHands());
    bench.setLater(id, -120);
    bench.feed.hint();
    QTRY_COMPARE(orders->hands(), (RaisedHands {.late = 1}));
}

QTEST_GUILESS_MAIN(TestOpenOrders)
#include "tst_open_orders.moc"
