#include "api_bench.h"
#include "await.h"
#include "event_client.h"
#include "followed_shop.h"

#include <QLoggingCategory>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 30'000;
}

/// GET /api/orders/{id}/events through real sockets, over a whole shop and a real database.
class TestOrderEvents : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void follow_anOrder_beginsWithItsState();
    void follow_whatTheCounterDoes_arrives();
    void follow_whatAnotherProgramDoes_arrives();
    void follow_aReceiptThatPays_arrives();
    void follow_whatTheWorkerDoes_arrivesAndEnds();
    void follow_aCancelledOrder_ends();
    void follow_again_goesOnWhereItWas();
    void follow_again_afterTheEnd_isToldToStop();
    void follow_withoutKnowing_afterTheEnd_isToldTheEnd();
    void follow_unknownOrMalformed_isNotFoundAlike_data();
    void follow_unknownOrMalformed_isNotFoundAlike();
    void follow_byHead_isTheHead();
    void follow_byPost_isNotAllowed();
    void cleanupTestCase();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_shared; ///< For what changes nothing.
};

void TestOrderEvents::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestOrderEvents::follow_anOrder_beginsWithItsState()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    EventClient client(shop.port(), eventsPath(order));
    QTRY_COMPARE(client.events().size(), 1);
    QCOMPARE(client.status(), 200);
    QCOMPARE(client.header("Content-Type"), "text/event-stream");
    QCOMPARE(client.header("Cache-Control"), "no-store");
    QCOMPARE(client.header("X-Accel-Buffering"), "no");
    QCOMPARE(client.header("Connection"), "close");
    QCOMPARE(client.header("Access-Control-Allow-Origin"), "*");
    QCOMPARE(client.header("Content-Length"), QByteArray());
    QVERIFY(client.retry().toInt() > 0);
    const SentEvent event = client.events().first();
    QCOMPARE(event.name, "status");
    QCOMPARE(event.id, "1");
    QCOMPARE(event.data[u"order_id"_s].toInteger(), order);
    QCOMPARE(event.data[u"status"_s].toString(), u"pending"_s);
    QCOMPARE(event.data[u"state"_s].toString(), u"requested"_s);
    QCOMPARE(event.data[u"pickup_code"_s].toString(),
             shop.database().value(u"SELECT pickup_code FROM bakehouse.orders"_s));
    QCOMPARE(event.data[u"changed_at_utc"_s].toString(),
             shop.database().value(
                 u"SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') "
                 "FROM bakehouse.order_events"_s));
    QVERIFY(!client.ended());
}

void TestOrderEvents::follow_whatTheCounterDoes_arrives()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    EventClient client(shop.port(), eventsPath(order));
    QTRY_COMPARE(client.states(), u"requested"_s);
    QVERIFY(shop.advance(order, OrderState::Confirmed));
    QTRY_COMPARE(client.states(), u"requested confirmed"_s);
    QVERIFY(shop.advance(order, OrderState::InProduction));
    QTRY_COMPARE(client.states(), u"requested confirmed in_production"_s);
    QVERIFY(!client.ended());
    QVERIFY(shop.advance(order, OrderState::Ready));
    QTRY_COMPARE(client.states(), u"requested confirmed in_production ready"_s);
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.events().last().data[u"status"_s].toString(), u"completed"_s);
}

void TestOrderEvents::follow_whatAnotherProgramDoes_arrives()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    EventClient client(shop.port(), eventsPath(order));
    QTRY_COMPARE(client.states(), u"requested"_s);
    shop.advanceElsewhere(order, u"confirmed"_s);
    QTRY_COMPARE(client.states(), u"requested confirmed"_s);
    shop.advanceElsewhere(order, u"in_production"_s);
    shop.advanceElsewhere(order, u"ready"_s);
    QTRY_COMPARE(client.states(), u"requested confirmed in_production ready"_s);
    QTRY_VERIFY(client.ended());
}

void TestOrderEvents::follow_aReceiptThatPays_arrives()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    QVERIFY(shop.advance(order, OrderState::Confirmed));
    EventClient client(shop.port(), eventsPath(order));
    QTRY_COMPARE(client.states(), u"confirmed"_s);
    const Result<Order> found = await(shop.counter().orders().find(order));
    QVERIFY(found);
    Till &till = shop.counter().till();
    const QUuid basket = till.startOrderBasket(*found, 0).uuid;
    QVERIFY(await(till.pay(
        basket, {{.method = TenderMethod::Cash, .amount = till.basket(basket)->total()}})));
    QTRY_COMPARE(client.states(), u"confirmed collected"_s);
    QTRY_VERIFY(client.ended());
}

void TestOrderEvents::follow_whatTheWorkerDoes_arrivesAndEnds()
{
    FollowedShop shop(m_cluster, u"automatic"_s, {{u"orders.processing_seconds"_s, u"1"_s}});
    QVERIFY(shop.ready());
    EventClient client(shop.port(), eventsPath(shop.place()));
    QTRY_VERIFY_WITH_TIMEOUT(client.ended(), longMs);
    QVERIFY2(client.states().endsWith(u"in_production ready"_s), qPrintable(client.states()));
    QVERIFY(client.events().size() <= 3);
}

void TestOrderEvents::follow_aCancelledOrder_ends()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    EventClient client(shop.port(), eventsPath(order));
    QTRY_COMPARE(client.states(), u"requested"_s);
    const auto cancelled = exchange(
        shop.port(), postRequest("/api/orders/" + QByteArray::number(order) + "/cancel", {}));
    QVERIFY(cancelled);
    QCOMPARE(cancelled->status, 200);
    QTRY_COMPARE(client.states(), u"requested cancelled"_s);
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.events().last().data[u"status"_s].toString(), u"cancelled"_s);
}

void TestOrderEvents::follow_again_goesOnWhereItWas()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    EventClient first(shop.port(), eventsPath(order));
    QTRY_COMPARE(first.states(), u"requested"_s);
    const QByteArray seen = "Last-Event-ID: " + first.events().last().id + "\r\n";
    first.leave();
    EventClient idle(shop.port(), eventsPath(order), seen);
    QTRY_VERIFY(!idle.retry().isEmpty());
    QVERIFY(shop.advance(order, OrderState::Confirmed));
    QVERIFY(shop.advance(order, OrderState::InProduction));
    QTRY_COMPARE(idle.states(), u"confirmed in_production"_s);
    EventClient late(shop.port(), eventsPath(order), seen);
    QTRY_COMPARE(late.states(), u"confirmed in_production"_s);
    EventClient confused(shop.port(), eventsPath(order), "Last-Event-ID: 6\r\n");
    QTRY_COMPARE(confused.states(), u"in_production"_s);
}

void TestOrderEvents::follow_again_afterTheEnd_isToldToStop()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    QVERIFY(await(shop.counter().orders().cancel(order)));
    const auto answer =
        exchange(shop.port(), getRequest(eventsPath(order), "Last-Event-ID: 7\r\n"));
    QVERIFY(answer);
    QCOMPARE(answer->status, 204);
    QCOMPARE(answer->header("Access-Control-Allow-Origin"), "*");
}

void TestOrderEvents::follow_withoutKnowing_afterTheEnd_isToldTheEnd()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    QVERIFY(await(shop.counter().orders().cancel(order)));
    EventClient client(shop.port(), eventsPath(order));
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.states(), u"cancelled"_s);
    EventClient missed(shop.port(), eventsPath(order), "Last-Event-ID: 1\r\n");
    QTRY_VERIFY(missed.ended());
    QCOMPARE(missed.states(), u"cancelled"_s);
}

void TestOrderEvents::follow_unknownOrMalformed_isNotFoundAlike_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"1", "9007199254740991", "9007199254740992", "0", "-1", "01", "abc",
                           "1.0", "%31", "1%00"})
        QTest::newRow(id) << QByteArray(id);
}

void TestOrderEvents::follow_unknownOrMalformed_isNotFoundAlike()
{
    QFETCH(QByteArray, id);
    if (!m_shared)
        m_shared = std::make_unique<ApiBench>(m_cluster);
    const ApiBench &bench = *m_shared;
    const JsonAnswer answer = bench.get("/api/orders/" + id + "/events");
    const JsonAnswer look = bench.get("/api/orders/" + id);
    QCOMPARE(answer.status, 404);
    QVERIFY(answer.isError());
    QCOMPARE(answer.raw.body, look.raw.body);
    RawClient client(bench.port());
    client.send("HEAD /api/orders/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto head = client.answer(5'000, "HEAD");
    QVERIFY(head);
    QCOMPARE(head->status, 404);
}

void TestOrderEvents::follow_byHead_isTheHead()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    RawClient client(shop.port());
    client.send("HEAD " + eventsPath(shop.place()) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto head = client.answer(5'000, "HEAD");
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("Content-Type"), "text/event-stream");
    QVERIFY(client.closedByServer());
    QCOMPARE(client.rest(), QByteArray());
}

void TestOrderEvents::follow_byPost_isNotAllowed()
{
    ApiBench bench(m_cluster);
    const JsonAnswer answer = bench.post("/api/orders/1/events", {});
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.raw.header("Allow"), "GET, HEAD, OPTIONS");
}

void TestOrderEvents::cleanupTestCase()
{
    m_shared.reset(); // while there is an application for its thread
}

QTEST_GUILESS_MAIN(TestOrderEvents)
#include "tst_order_events.moc"
