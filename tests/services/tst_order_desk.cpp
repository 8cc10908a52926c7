#include "desk_bench.h"
#include "order_desk.h"
#include "pickup_desk.h"
#include "test_database.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

OrderDesk::Settings shopIn(const char *zone)
{
    return {.zone = QTimeZone(zone)};
}

}

/// Orders from above: completed, checked, limited, asked about again.
class TestOrderDesk : public QObject
{
    Q_OBJECT
private slots:
    void place_good_isStoredAndTold();
    void place_lateAtNight_belongsToTheDayBefore();
    void place_sameProductTwice_isOneLine();
    void place_bad_isRefusedWithoutTheDatabase();
    void place_staffFlow_isRequested();
    void place_tooManyOpen_isRefusedSoon();
    void place_databaseAway_isUnavailableAtOnce();
    void place_unknownProduct_isNotFound();
    void place_backendKilledInCommit_isPlacedOnce();
    void place_deskGoes_futureIsCancelledOrDone();
    void cancel_thenFind_isCancelled();
    void open_tellsWhatTheBoardShows();
    void place_beforeTheCatalogueIsRead_waitsForIt();
    void place_closedButKnown_isAnsweredAgain();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestOrderDesk::place_good_isStoredAndTold()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    std::atomic<int> told = 0;
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"), [&told] { ++told; });
    NewOrder order = orderOf(1, 2);
    order.uuid = {};
    const Result<PlacedOrder> placed = await(desk.place(order));
    QVERIFY(placed);
    QCOMPARE(told, 1);
    QCOMPARE(placed->state, OrderState::Confirmed);
    const Result<Order> found = await(desk.find(placed->publicId));
    QVERIFY(found);
    QCOMPARE(found->customerName, order.customerName);
    QCOMPARE(found->lines.size(), size_t(1));
    QCOMPARE(database.value(u"SELECT substr(uuid::text, 15, 1) FROM bakehouse.orders"_s), u"7"_s);
}

void TestOrderDesk::place_lateAtNight_belongsToTheDayBefore()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    bench.clock.set(QDateTime(QDate(2026, 7, 2), QTime(1, 59), Qt::UTC)); // 03:59 in Berlin.
    QVERIFY(await(desk.place(orderOf(1, 1))));
    QCOMPARE(database.value(u"SELECT business_day FROM bakehouse.orders"_s), u"2026-07-01"_s);
}

void TestOrderDesk::place_sameProductTwice_isOneLine()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    NewOrder order = orderOf(1, 2);
    order.lines.push_back({2, Quantity::fromPieces(1)});
    order.lines.push_back({1, Quantity::fromPieces(3)});
    const Result<PlacedOrder> placed = await(desk.place(order));
    QVERIFY(placed);
    const Result<Order> found = await(desk.find(placed->publicId));
    QCOMPARE(found->lines.size(), size_t(2));
    QCOMPARE(found->lines[0].quantity, Quantity::fromPieces(5));
}

void TestOrderDesk::place_bad_isRefusedWithoutTheDatabase()
{
    DeskBench bench;
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    NewOrder order = orderOf(1, 2);
    order.lines.push_back({2, Quantity::fromPieces(1'000)});
    const QFuture<Result<PlacedOrder>> refused = desk.place(order);
    QVERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().field, u"items[1].quantity"_s);
}

void TestOrderDesk::place_staffFlow_isRequested()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk::Settings settings = shopIn("Europe/Berlin");
    settings.flow = OrderFlow::Staff;
    OrderDesk desk(bench.orders, bench.clock, settings);
    const Result<PlacedOrder> placed = await(desk.place(orderOf(1, 1)));
    QVERIFY(placed);
    QCOMPARE(placed->state, OrderState::Requested);
    const Result<Order> confirmed = await(desk.advance(placed->publicId, OrderState::Confirmed));
    QVERIFY(confirmed);
    QCOMPARE(confirmed->state, OrderState::Confirmed);
}

void TestOrderDesk::place_tooManyOpen_isRefusedSoon()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk::Settings settings = shopIn("Europe/Berlin");
    settings.openLimit = 3;
    OrderDesk desk(bench.orders, bench.clock, settings);
    for (int order = 0; order < 3; ++order)
        QVERIFY(await(desk.place(orderOf(1, 1))));
    const Result<PlacedOrder> refused = await(desk.place(orderOf(1, 1)));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Unavailable);
    QCOMPARE(refused.error().reason, Error::Reason::TooManyOpenOrders);

    // Another program's desk learns it by its first count.
    OrderDesk other(bench.orders, bench.clock, settings);
    const auto isRefused = [&] { return !await(other.place(orderOf(2, 1))); };
    QTRY_VERIFY(isRefused());
}

void TestOrderDesk::place_databaseAway_isUnavailableAtOnce()
{
    DeskBench bench;
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    QElapsedTimer timer;
    timer.start();
    const Result<PlacedOrder> refused = await(desk.place(orderOf(1, 1)));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Unavailable);
    QVERIFY(timer.elapsed() < 4'000);
}

void TestOrderDesk::place_unknownProduct_isNotFound()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    const Result<PlacedOrder> refused = await(desk.place(orderOf(999'999, 1)));
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Error::Reason::UnknownProduct);
    QCOMPARE(refused.error().product, std::optional<qint64>(999'999));
}

/// Backends die again and again while orders are placed: what was answered is there exactly once,
/// what was refused is not there.
void TestOrderDesk::place_backendKilledInCommit_isPlacedOnce()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    database.execute(u"UPDATE bakehouse.stock SET on_hand = 1000000"_s);
    QSet<qint64> placed;
    const auto isPlaced = [&placed](const QFuture<Result<PlacedOrder>> &answer) {
        const Result<PlacedOrder> order = await(answer);
        if (order)
            placed.insert(order->publicId);
        return bool(order);
    };
    for (int round = 0; round < 20; ++round) {
        QTRY_VERIFY(isPlaced(desk.place(orderOf(2, 1)))); // The connection is there again.
        std::vector<QFuture<Result<PlacedOrder>>> answers;
        for (int order = 0; order < 20; ++order)
            answers.push_back(desk.place(orderOf(1, 1)));
        database.execute(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         "WHERE datname = current_database() AND pid <> pg_backend_pid()"_s);
        for (const auto &answer : answers)
            isPlaced(answer);
    }
    QVERIFY(placed.size() >= 20);
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.orders"_s),
             QString::number(placed.size()));
}

void TestOrderDesk::place_deskGoes_futureIsCancelledOrDone()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    auto desk = std::make_unique<OrderDesk>(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    std::vector<QFuture<Result<PlacedOrder>>> answers;
    for (int order = 0; order < 20; ++order)
        answers.push_back(desk->place(orderOf(1, 1)));
    desk.reset();
    for (const auto &answer : answers)
        QTRY_VERIFY(answer.isFinished());
}

void TestOrderDesk::cancel_thenFind_isCancelled()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    QVERIFY(await(bench.cache.fresh()));
    const qint64 before = bench.shown(1);
    const Result<PlacedOrder> placed = await(desk.place(orderOf(1, 2)));
    QVERIFY(placed);
    QCOMPARE(bench.shown(1), before - 2);
    QCOMPARE(await(desk.cancel(placed->publicId))->state, OrderState::Cancelled);
    QCOMPARE(bench.shown(1), before);
    QCOMPARE(await(desk.find(placed->publicId))->state, OrderState::Cancelled);
    QCOMPARE(await(desk.cancel(placed->publicId)).error().reason, Error::Reason::StateNotAllowed);
}

void TestOrderDesk::open_tellsWhatTheBoardShows()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    OrderDesk desk(bench.orders, bench.clock, shopIn("Europe/Berlin"));
    NewOrder order = orderOf(1, 2);
    order.customerPhone = u"+49 30 1234"_s;
    order.note = u"no nuts"_s;
    const Result<PlacedOrder> first = await(desk.place(order));
    QVERIFY(first);
    database.execute(u"UPDATE bakehouse.orders SET due_at = '2026-03-02T10:00Z', pickup_start = "
                     "'2026-03-02T09:45Z', pickup_end = '2026-03-02T10:15Z'"_s);
    const Result<PlacedOrder> second = await(desk.place(orderOf(2, 1)));
    QVERIFY(second);
    const Result<std::vector<Order>> open = await(desk.open(10));
    QVERIFY(open);
    QCOMPARE(open->size(), size_t(2));
    QCOMPARE(open->front().publicId, first->publicId);
    QCOMPARE(open->front().customerPhone, order.customerPhone);
    QCOMPARE(open->front().note, order.note);
    QCOMPARE(open->front().dueAt, QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC));
    QCOMPARE(open->front().pickupStart, QDateTime(QDate(2026, 3, 2), QTime(9, 45), Qt::UTC));
    QCOMPARE(open->front().pickupEnd, QDateTime(QDate(2026, 3, 2), QTime(10, 15), Qt::UTC));
    QVERIFY(!open->back().dueAt.isValid());
    QCOMPARE(*await(desk.find(first->publicId)), open->front());
    QCOMPARE(await(desk.open(1))->size(), size_t(1));
}

/// The first order of a start is not refused for what is not read yet, nor taken while closed.
void TestOrderDesk::place_beforeTheCatalogueIsRead_waitsForIt()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    const PickupDesk pickups(bench.cache, bench.clock, {.zone = QTimeZone("Europe/Berlin")});
    OrderDesk::Settings settings = shopIn("Europe/Berlin");
    settings.pickups = &pickups;
    OrderDesk desk(bench.orders, bench.clock, settings);
    QVERIFY(!bench.cache.current());
    QVERIFY(await(desk.place(orderOf(1, 1))));

    database.execute(u"INSERT INTO bakehouse.opening_hours VALUES (1, 600, 720)"_s);
    DeskBench other(database.address()); // Monday, nine o'clock
    const PickupDesk closed(other.cache, other.clock, {.zone = QTimeZone("Europe/Berlin")});
    settings.pickups = &closed;
    OrderDesk second(other.orders, other.clock, settings);
    QVERIFY(!other.cache.current());
    const Result<PlacedOrder> refused = await(second.place(orderOf(1, 1)));
    QCOMPARE(refused.error().reason, Error::Reason::ShopClosed);
    QCOMPARE(refused.error().at, QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC));

    DeskBench away;
    const PickupDesk unknown(away.cache, away.clock, {.zone = QTimeZone("Europe/Berlin")});
    settings.pickups = &unknown;
    OrderDesk third(away.orders, away.clock, settings);
    QCOMPARE(await(third.place(orderOf(1, 1))).error().code, Error::Code::Unavailable);
}

void TestOrderDesk::place_closedButKnown_isAnsweredAgain()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    const PickupDesk pickups(bench.cache, bench.clock, {.zone = QTimeZone("Europe/Berlin")});
    OrderDesk::Settings settings = shopIn("Europe/Berlin");
    settings.pickups = &pickups;
    OrderDesk desk(bench.orders, bench.clock, settings);
    NewOrder order = orderOf(1, 1);
    order.keyHash = QByteArray(32, 'k');
    order.requestHash = QByteArray(32, 'r');
    const Result<PlacedOrder> first = await(desk.place(order));
    QVERIFY(first);
    database.execute(u"INSERT INTO bakehouse.opening_hours VALUES (1, 600, 720)"_s);
    QVERIFY(await(bench.catalogue.read()));
    order.uuid = QUuid::createUuid();
    const Result<PlacedOrder> again = await(desk.place(order));
    QVERIFY(again);
    QCOMPARE(again->publicId, first->publicId);
    QVERIFY(again->replayed);
    order.requestHash = QByteArray(32, 'o');
    QCOMPARE(await(desk.place(order)).error().reason, Error::Reason::KeyReused);
    order.keyHash = QByteArray(32, 'n');
    QCOMPARE(await(desk.place(order)).error().reason, Error::Reason::ShopClosed);
}

QTEST_GUILESS_MAIN(TestOrderDesk)
#include "tst_order_desk.moc"
