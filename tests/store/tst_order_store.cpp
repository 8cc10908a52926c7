#include "order_store.h"
#include "store_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Reading and moving orders on a real server.
class TestOrderStore final : public QObject
{
    Q_OBJECT

private slots:
    void find_unknown_isNotFound();
    void find_placed_givesEverything();
    void find_thirtyDaysAfterItsEnd_isNotFound();
    void cancel_confirmed_givesStockBack();
    void cancel_notAllowed_changesNothing();
    void advance_steps_followTheTable();
    void advance_paidAtTheTill_isHandedOver();
    void open_moreThanTheLimit_givesTheLatest();
    void steps_areThoseOfTheDomain();
    void steps_areOfTheMomentOfTheirOrder();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestOrderStore::find_unknown_isNotFound()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const Result<Order> order = await(store.find(12345));
    QVERIFY(!order);
    QCOMPARE(order.error().code, Error::Code::NotFound);
    QCOMPARE(order.error().reason, Error::Reason::UnknownOrder);
}

void TestOrderStore::find_placed_givesEverything()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    NewOrder wanted = webOrder(4, 2);
    wanted.lines.push_back({.product = 1, .quantity = Quantity::fromPieces(1)});
    const Result<PlacedOrder> placed = await(store.place(wanted));
    QVERIFY(placed);

    const Result<Order> order = await(store.find(placed->publicId));

    QVERIFY(order);
    QCOMPARE(order->publicId, placed->publicId);
    QCOMPARE(order->pickupCode, placed->pickupCode);
    QCOMPARE(order->source, OrderSource::Web);
    QCOMPARE(order->state, OrderState::Confirmed);
    QCOMPARE(order->customerName, u"Anna"_s);
    QCOMPARE(order->total, placed->total);
    QCOMPARE(order->lines.size(), size_t(2));
    QCOMPARE(order->lines[0].product, 4);
    QCOMPARE(order->lines[0].productName, u"Baguette"_s);
    QCOMPARE(order->lines[0].quantity, Quantity::fromPieces(2));
    QCOMPARE(order->lines[0].unitPrice, Money::fromMinor(240));
    QCOMPARE(order->lines[0].total, Money::fromMinor(480));
    QCOMPARE(order->lines[0].taxClass,
             bench.server.value(u"SELECT tax_class FROM bakehouse.products WHERE id = 4"_s));
    QVERIFY(qAbs(order->placedAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QCOMPARE(order->placedMicros / 1000, order->placedAt.time().msec());
}

void TestOrderStore::find_thirtyDaysAfterItsEnd_isNotFound()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const Result<PlacedOrder> placed = await(store.place(webOrder(1)));
    QVERIFY(await(store.cancel(placed->publicId)));
    bench.server.execute(
        u"UPDATE bakehouse.orders SET completed_at = now() - interval '29 days'"_s);
    QVERIFY(await(store.find(placed->publicId)));
    QCOMPARE(await(store.cancel(placed->publicId)).error().reason, Error::Reason::StateNotAllowed);
    bench.server.execute(
        u"UPDATE bakehouse.orders SET completed_at = now() - interval '31 days'"_s);
    QVERIFY(!await(store.find(placed->publicId)));
    QCOMPARE(await(store.cancel(placed->publicId)).error().reason, Error::Reason::UnknownOrder);
}

void TestOrderStore::cancel_confirmed_givesStockBack()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const Result<PlacedOrder> placed = await(store.place(webOrder(1, 3)));
    const Result<Order> cancelled = await(store.cancel(placed->publicId));
    QVERIFY2(cancelled, qPrintable(cancelled ? QString() : describe(cancelled.error())));
    QCOMPARE(cancelled->state, OrderState::Cancelled);
    QCOMPARE(bench.onHand(1), 30);
    QCOMPARE(bench.listener.onHand(1), 30);
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s);
    QCOMPARE(bench.faults(), QString());
}

void TestOrderStore::cancel_notAllowed_changesNothing()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const Result<PlacedOrder> placed = await(store.place(webOrder(1, 3)));
    QVERIFY(await(store.cancel(placed->publicId)));
    const Result<Order> again = await(store.cancel(placed->publicId));
    QVERIFY(!again);
    QCOMPARE(again.error().reason, Error::Reason::StateNotAllowed);
    QCOMPARE(await(store.cancel(4711)).error().reason, Error::Reason::UnknownOrder);
    QCOMPARE(bench.onHand(1), 30);
}

void TestOrderStore::advance_steps_followTheTable()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    NewOrder order = webOrder(1);
    order.flow = OrderFlow::Staff;
    const qint64 id = await(store.place(order))->publicId;
    QCOMPARE(await(store.advance(id, OrderState::Ready)).error().reason,
             Error::Reason::StateNotAllowed);
    for (const OrderState next :
         {OrderState::Confirmed, OrderState::InProduction, OrderState::Ready}) {
        const Result<Order> moved = await(store.advance(id, next));
        QVERIFY(moved);
        QCOMPARE(moved->state, next);
    }
    // Only a receipt makes it collected.
    QCOMPARE(await(store.advance(id, OrderState::Collected)).error().reason,
             Error::Reason::StateNotAllowed);
    QCOMPARE(await(store.advance(4711, OrderState::Ready)).error().reason,
             Error::Reason::UnknownOrder);
    QCOMPARE(
        bench.server.value(u"SELECT string_agg(state || ' by ' || actor, ', ' ORDER BY id) "
                           "FROM bakehouse.order_events"_s),
        u"requested by customer, confirmed by staff, in_production by staff, ready by staff"_s);
    QCOMPARE(bench.faults(), QString());
}

/// A counter sale with something still to be made has its receipt already.
void TestOrderStore::advance_paidAtTheTill_isHandedOver()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const qint64 id = await(store.place(webOrder(1)))->publicId;
    bench.server.execute(
        u"UPDATE bakehouse.orders SET source = 'counter', till = gen_random_uuid(), seq = 1"_s);
    const Result<Order> handed = await(store.advance(id, OrderState::Collected));
    QVERIFY(handed);
    QCOMPARE(handed->state, OrderState::Collected);
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s);
    QCOMPARE(await(store.cancel(id)).error().reason, Error::Reason::StateNotAllowed);
}

void TestOrderStore::open_moreThanTheLimit_givesTheLatest()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    QList<qint64> ids;
    for (int i = 0; i < 4; ++i)
        ids.append(await(store.place(webOrder(1)))->publicId);
    QVERIFY(await(store.cancel(ids[1])));
    QCOMPARE(*await(store.openCount()), 3);
    const Result<std::vector<Order>> open = await(store.open(2));
    QVERIFY(open);
    QCOMPARE(open->size(), size_t(2));
    QCOMPARE((*open)[0].publicId, ids[2]);
    QCOMPARE((*open)[1].publicId, ids[3]);
}

void TestOrderStore::steps_areThoseOfTheDomain()
{
    StoreBench bench(m_cluster);
    constexpr std::array states {
        OrderState::Requested, OrderState::Confirmed, OrderState::InProduction, OrderState::Ready,
        OrderState::Collected, OrderState::Cancelled, OrderState::NoShow};
    QStringList steps;
    QStringList statuses;
    for (const OrderState from : states) {
        statuses.append(orderStateWord(from) + u' ' + orderStatusWord(statusOf(from)));
        for (const OrderState to : states)
            if (stepAllowed(from, to))
                steps.append(orderStateWord(from) + u' ' + orderStateWord(to));
    }
    steps.sort();
    statuses.sort();
    QCOMPARE(bench.server.value(
                 u"SELECT string_agg(s, ',' ORDER BY s COLLATE \"C\") "
                 "FROM (SELECT from_state || ' ' || to_state AS s FROM bakehouse.order_steps) x"_s),
             steps.join(u','));
    QCOMPARE(bench.server.value(
                 u"SELECT string_agg(s, ',' ORDER BY s COLLATE \"C\") "
                 "FROM (SELECT state || ' ' || status AS s FROM bakehouse.order_states) x"_s),
             statuses.join(u','));
}

// Whatever happens to the clock of the server in between.
void TestOrderStore::steps_areOfTheMomentOfTheirOrder()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const Result<PlacedOrder> moved = await(store.place(webOrder(1)));
    QVERIFY(await(store.place(webOrder(2))));
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.orders o JOIN "
                                "bakehouse.order_events e ON e.order_id = o.id "
                                "WHERE o.placed_at = e.at AND o.state_at = e.at"_s),
             u"2"_s);
    QVERIFY(await(store.cancel(moved->publicId)));
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.orders o JOIN "
                                "bakehouse.order_events e ON e.order_id = o.id AND e.state = "
                                "o.state WHERE o.state_at = e.at AND (o.completed_at = e.at) "
                                "IS NOT FALSE"_s),
             u"2"_s);
}

QTEST_GUILESS_MAIN(TestOrderStore)
#include "tst_order_store.moc"
