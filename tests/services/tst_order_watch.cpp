#include "database_run.h"
#include "desk_bench.h"
#include "order_desk.h"
#include "order_watch.h"
#include "test_database.h"

#include <QSemaphore>
#include <QTest>

#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Remembers what a follower was told, from any thread.
class Ear
{
public:
    OrderWatch::Listener listener()
    {
        return [this](const Result<OrderWatch::News> &news) {
            const std::lock_guard lock(m_mutex);
            ++m_calls;
            if (!news) {
                m_heard.append(reasonWord(news.error().reason));
                return;
            }
            for (const OrderMove &move : news->moves)
                m_heard.append(orderStateWord(move.state));
            m_present = orderStateWord(news->state);
        };
    }
    QString heard() const
    {
        const std::lock_guard lock(m_mutex);
        return m_heard.join(u' ');
    }
    QString present() const
    {
        const std::lock_guard lock(m_mutex);
        return m_present;
    }
    int calls() const
    {
        const std::lock_guard lock(m_mutex);
        return m_calls;
    }

private:
    mutable std::mutex m_mutex;
    QStringList m_heard;
    QString m_present;
    int m_calls = 0;
};

/// Only what is asked for is read.
constexpr OrderWatch::Timing unhurried {.everything = 1h, .retry = 20ms};

OrderMove moveTo(qint64 publicId, OrderState state)
{
    return {.publicId = publicId, .state = state, .at = QDateTime::currentDateTimeUtc()};
}

}

/// Those who follow an order are told each of its states once and in order, by few reads.
class TestOrderWatch : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void follow_anOrder_beginsWithItsState();
    void follow_whoKnowsSome_isToldTheRest_data();
    void follow_whoKnowsSome_isToldTheRest();
    void follow_unknownOrder_isNotFound();
    void follow_databaseAway_isUnavailable();
    void noteMoves_theNextStep_isToldWithoutARead();
    void noteMoves_twice_isToldOnce();
    void noteMoves_afterAMissedStep_tellsBoth();
    void noteMoves_ofOthers_readNothing();
    void hint_stepsOfAnotherProgram_areToldInOrder();
    void hint_burst_isTwoReads();
    void hint_ofOthers_readsNothing();
    void everything_isReadNowAndThen();
    void everything_withoutFollowers_isNotRead();
    void serverStopped_missesNothing();
    void following_gone_isToldNothing();
    void desk_cancelAndAdvance_areTold();

private:
    qint64 place(OrderFlow flow = OrderFlow::Staff);
    /// As another program does it.
    void step(qint64 publicId, const QString &to);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<DeskBench> m_bench;
};

void TestOrderWatch::init()
{
    m_bench.reset();
    m_database = std::make_unique<TestDatabase>(m_cluster);
    m_bench = std::make_unique<DeskBench>(m_database->address());
}

qint64 TestOrderWatch::place(OrderFlow flow)
{
    NewOrder order = orderOf(1, 1);
    order.flow = flow;
    return await(m_bench->orders.place(order))->publicId;
}

void TestOrderWatch::step(qint64 publicId, const QString &to)
{
    m_database->execute(
        u"SELECT bakehouse.advance_order(%1, '%2', 'staff', 'elsewhere')"_s.arg(publicId).arg(to));
}

void TestOrderWatch::follow_anOrder_beginsWithItsState()
{
    const qint64 order = place();
    step(order, u"confirmed"_s);
    OrderWatch watch(m_bench->orders, unhurried);
    std::mutex mutex;
    OrderWatch::News first;
    const auto following = watch.follow(order, 0, [&](const Result<OrderWatch::News> &news) {
        const std::lock_guard lock(mutex);
        first = *news;
    });
    QTRY_COMPARE(watch.followers(), 1);
    QTRY_VERIFY([&] {
        const std::lock_guard lock(mutex);
        return !first.moves.empty();
    }());
    QCOMPARE(first.moves.size(), size_t(1));
    QCOMPARE(first.state, OrderState::Confirmed);
    QCOMPARE(first.pickupCode, await(m_bench->orders.find(order))->pickupCode);
    const OrderMove move = first.moves.front();
    QCOMPARE(move.publicId, order);
    QCOMPARE(move.at.toString(u"yyyy-MM-dd HH:mm:ss."_s)
                 + u"%1"_s.arg(move.micros, 6, 10, QChar(u'0')),
             m_database->value(
                 u"SELECT to_char(state_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') "
                 "FROM bakehouse.orders"_s));
}

void TestOrderWatch::follow_whoKnowsSome_isToldTheRest_data()
{
    QTest::addColumn<int>("known");
    QTest::addColumn<QString>("heard");
    QTest::newRow("knows nothing") << 0 << u"in_production"_s;
    QTest::newRow("knows the first") << 1 << u"confirmed in_production"_s;
    QTest::newRow("knows all but the last") << 2 << u"in_production"_s;
    QTest::newRow("knows all") << 3 << QString();
    QTest::newRow("knows more than there was") << 6 << u"in_production"_s;
}

void TestOrderWatch::follow_whoKnowsSome_isToldTheRest()
{
    QFETCH(int, known);
    QFETCH(QString, heard);
    const qint64 order = place();
    step(order, u"confirmed"_s);
    step(order, u"in_production"_s);
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, known, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    QCOMPARE(ear.heard(), heard);
    QCOMPARE(ear.present(), u"in_production"_s);
    step(order, u"ready"_s);
    watch.hint({order});
    QTRY_COMPARE(ear.calls(), 2);
    QCOMPARE(ear.heard(), heard + (heard.isEmpty() ? u"ready"_s : u" ready"_s));
}

void TestOrderWatch::follow_unknownOrder_isNotFound()
{
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(4711, 0, ear.listener());
    QTRY_COMPARE(ear.heard(), u"unknown_order"_s);
    QCOMPARE(watch.followers(), 0);
    const qint64 order = place();
    m_database->execute(u"UPDATE bakehouse.orders SET completed_at = now() - interval '31 days'"_s);
    const auto late = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.heard(), u"unknown_order unknown_order"_s);
}

void TestOrderWatch::follow_databaseAway_isUnavailable()
{
    DeskBench away;
    OrderWatch watch(away.orders, unhurried);
    Ear ear;
    const auto following = watch.follow(4711, 0, ear.listener());
    QTRY_COMPARE(ear.heard(), u"database_away"_s);
    QCOMPARE(watch.followers(), 0);
}

void TestOrderWatch::noteMoves_theNextStep_isToldWithoutARead()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear one;
    Ear two;
    const auto first = watch.follow(order, 0, one.listener());
    const auto second = watch.follow(order, 0, two.listener());
    QTRY_COMPARE(one.calls() + two.calls(), 2);
    const qint64 reads = watch.reads();
    watch.noteMoves({moveTo(order, OrderState::Confirmed)});
    QCOMPARE(one.heard(), u"requested confirmed"_s);
    QCOMPARE(two.heard(), u"requested confirmed"_s);
    QCOMPARE(watch.reads(), reads);
}

void TestOrderWatch::noteMoves_twice_isToldOnce()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    step(order, u"confirmed"_s);
    watch.noteMoves({moveTo(order, OrderState::Confirmed)});
    watch.noteMoves({moveTo(order, OrderState::Confirmed)});
    watch.hint({order});
    step(order, u"in_production"_s);
    watch.hint({order});
    QTRY_COMPARE(ear.heard(), u"requested confirmed in_production"_s);
    watch.noteMoves({moveTo(order, OrderState::Confirmed)});
    QCOMPARE(ear.heard(), u"requested confirmed in_production"_s);
}

void TestOrderWatch::noteMoves_afterAMissedStep_tellsBoth()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    step(order, u"confirmed"_s);
    step(order, u"in_production"_s);
    watch.noteMoves({moveTo(order, OrderState::InProduction)});
    QTRY_COMPARE(ear.heard(), u"requested confirmed in_production"_s);
}

void TestOrderWatch::noteMoves_ofOthers_readNothing()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    watch.noteMoves({moveTo(order + 1, OrderState::Ready)});
    QCOMPARE(watch.reads(), 1);
}

void TestOrderWatch::hint_stepsOfAnotherProgram_areToldInOrder()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    step(order, u"confirmed"_s);
    step(order, u"in_production"_s);
    step(order, u"ready"_s);
    watch.hintAll();
    QTRY_COMPARE(ear.heard(), u"requested confirmed in_production ready"_s);
    QCOMPARE(ear.calls(), 2);
}

void TestOrderWatch::hint_burst_isTwoReads()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    QSemaphore gate;
    const auto held = m_bench->reads.run([&gate](Sql &) { gate.acquire(); });
    const qint64 reads = watch.reads();
    for (int i = 0; i < 1'000; ++i)
        watch.hint({order, order + 1});
    QCOMPARE(watch.reads(), reads + 1);
    step(order, u"confirmed"_s);
    gate.release();
    QTRY_COMPARE(ear.heard(), u"requested confirmed"_s);
    QTRY_COMPARE(watch.reads(), reads + 2);
    QVERIFY(await(m_bench->reads.run([](Sql &) {})));
    QCOMPARE(watch.reads(), reads + 2);
}

void TestOrderWatch::hint_ofOthers_readsNothing()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    watch.hint({order + 1, order + 2});
    watch.hint({});
    QCOMPARE(watch.reads(), 1);
}

void TestOrderWatch::everything_isReadNowAndThen()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, {.everything = 20ms, .retry = 20ms});
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    step(order, u"confirmed"_s);
    QTRY_COMPARE(ear.heard(), u"requested confirmed"_s);
}

void TestOrderWatch::everything_withoutFollowers_isNotRead()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, {.everything = 10ms, .retry = 10ms});
    Ear ear;
    auto following = watch.follow(order, 0, ear.listener());
    QTRY_VERIFY(watch.reads() > 2);
    following.reset();
    QCOMPARE(watch.followers(), 0);
    QVERIFY(await(m_bench->reads.run([](Sql &) {}))); // one may have been under way
    const qint64 reads = watch.reads();
    QVERIFY(!QTest::qWaitFor([&] { return watch.reads() > reads; }, 100));
    following = watch.follow(order, 0, ear.listener());
    QTRY_VERIFY(watch.reads() > reads + 2);
}

void TestOrderWatch::serverStopped_missesNothing()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear ear;
    const auto following = watch.follow(order, 0, ear.listener());
    QTRY_COMPARE(ear.calls(), 1);
    step(order, u"confirmed"_s);
    m_cluster.stop();
    watch.hint({order});
    QTRY_VERIFY(watch.reads() > 2); // it tries again
    m_cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(ear.heard(), u"requested confirmed"_s, 30'000);
}

void TestOrderWatch::following_gone_isToldNothing()
{
    const qint64 order = place();
    OrderWatch watch(m_bench->orders, unhurried);
    Ear stays;
    Ear leaves;
    const auto following = watch.follow(order, 0, stays.listener());
    auto left = watch.follow(order, 0, leaves.listener());
    QTRY_COMPARE(leaves.calls(), 1);
    QTRY_COMPARE(stays.calls(), 1);
    left.reset();
    watch.noteMoves({moveTo(order, OrderState::Confirmed)});
    QCOMPARE(stays.calls(), 2);
    QCOMPARE(leaves.calls(), 1);
}

void TestOrderWatch::desk_cancelAndAdvance_areTold()
{
    OrderDesk desk(m_bench->orders, m_bench->clock, {.zone = QTimeZone::utc()});
    const qint64 order = place();
    const qint64 other = place();
    Ear ear;
    Ear otherEar;
    const auto following = desk.watch().follow(order, 0, ear.listener());
    const auto second = desk.watch().follow(other, 0, otherEar.listener());
    QTRY_COMPARE(ear.calls() + otherEar.calls(), 2);
    QVERIFY(await(desk.advance(order, OrderState::Confirmed)));
    QCOMPARE(ear.heard(), u"requested confirmed"_s); // before the caller heard of it
    QVERIFY(await(desk.cancel(order)));
    QCOMPARE(ear.heard(), u"requested confirmed cancelled"_s);
    QVERIFY(await(desk.cancel(other)));
    QTRY_COMPARE(otherEar.heard(), u"requested cancelled"_s);
    QVERIFY(!await(desk.cancel(other)));
    QCOMPARE(otherEar.calls(), 2);
}

QTEST_GUILESS_MAIN(TestOrderWatch)
#include "tst_order_watch.moc"
