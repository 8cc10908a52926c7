#include "api_bench.h"
#include "await.h"
#include "event_client.h"
#include "followed_shop.h"
#include "town_crowd.h"

#include <QLoggingCategory>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;

QHostAddress loopback(int number)
{
    return QHostAddress(u"127.0.1.%1"_s.arg(number));
}

}

/// Orders followed by many, and while server and shop come and go.
class TestManyEvents : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void follow_tooMany_areRefusedPerAddressAndInAll();
    void follow_twoHundred_hearEachStepOnceInOrder();
    void town_ordersAndWatches_missesNothing();
    void follow_serverLost_missesNothing();
    void follow_databaseAway_isUnavailable();
    void shopCloses_streamsEnd();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestManyEvents::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestManyEvents::follow_tooMany_areRefusedPerAddressAndInAll()
{
    FollowedShop shop(m_cluster, u"staff"_s,
                      {{u"api.max_streams_per_address"_s, u"3"_s}, {u"api.max_streams"_s, u"5"_s}});
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    std::vector<std::unique_ptr<EventClient>> clients;
    const auto follow = [&](int address) {
        clients.push_back(std::make_unique<EventClient>(shop.port(), eventsPath(order),
                                                        QByteArray(), loopback(address)));
        return QTest::qWaitFor([&] { return clients.back()->status() != 0; })
            ? clients.back()->status()
            : 0;
    };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(follow(1), 200);
    QCOMPARE(follow(1), 429);
    QVERIFY(clients.back()->header("Retry-After").toInt() > 0);
    QCOMPARE(follow(2), 200);
    QCOMPARE(follow(2), 200);
    QCOMPARE(follow(3), 503);
    QVERIFY(clients.back()->header("Retry-After").toInt() > 0);
    clients.front()->leave(); // who vanishes gives the place free
    QVERIFY(QTest::qWaitFor([&] { return follow(3) == 200; }));
    QVERIFY(await(shop.counter().orders().cancel(order)));
    for (const auto &client : clients)
        QTRY_VERIFY(client->ended() || client->status() != 200);
    const qint64 next = shop.place();
    std::vector<std::unique_ptr<EventClient>> again; // and so does the end of an order
    for (int i = 0; i < 3; ++i) {
        again.push_back(std::make_unique<EventClient>(shop.port(), eventsPath(next), QByteArray(),
                                                      loopback(1)));
        QTRY_COMPARE(again.back()->status(), 200);
    }
}

void TestManyEvents::follow_twoHundred_hearEachStepOnceInOrder()
{
    constexpr int orderCount = 20;
    constexpr int clientCount = 200;
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    std::vector<qint64> orders;
    for (int i = 0; i < orderCount; ++i)
        orders.push_back(shop.place());
    std::vector<std::unique_ptr<EventClient>> clients;
    for (int i = 0; i < clientCount; ++i)
        clients.push_back(std::make_unique<EventClient>(shop.port(),
                                                        eventsPath(orders[size_t(i % orderCount)]),
                                                        QByteArray(), loopback(1 + i / 16)));
    for (const auto &client : clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->events().size(), 1, longMs);
    int turn = 0;
    for (const OrderState state :
         {OrderState::Confirmed, OrderState::InProduction, OrderState::Ready}) {
        for (const qint64 order : orders) { // now here, now elsewhere
            if (++turn % 2 == 0)
                QVERIFY(shop.advance(order, state));
            else
                shop.advanceElsewhere(order, orderStateWord(state));
        }
    }
    for (const auto &client : clients)
        QTRY_VERIFY_WITH_TIMEOUT(client->ended(), longMs);
    for (const auto &client : clients) {
        QCOMPARE(client->states(), u"requested confirmed in_production ready"_s);
        for (qsizetype i = 0; i < client->events().size(); ++i)
            QCOMPARE(client->events()[i].id, QByteArray::number(i + 1));
    }
}

// The short form of the benchmark's part "town", whose times only a quiet machine can judge.
void TestManyEvents::town_ordersAndWatches_missesNothing()
{
    constexpr int customers = 200;
    FollowedShop shop(m_cluster, u"automatic"_s, {{u"orders.processing_seconds"_s, u"1"_s}});
    shop.database().execute(
        u"SET search_path = bakehouse; SELECT set_stock(array_agg(id), "
        "array_agg(1000000000::bigint), 'import', current_date) FROM products"_s);
    QVERIFY(shop.ready());
    TownCrowd town({.port = shop.port(),
                    .customers = customers,
                    .firstProduct = 1,
                    .lastProduct = 24,
                    .thinkMs = 500});
    QTRY_VERIFY_WITH_TIMEOUT(town.account().orders >= 2 * customers, 2 * longMs); // some 5 s
    town.close();
    QTRY_VERIFY_WITH_TIMEOUT(town.quiet(), longMs);
    const TownAccount &account = town.account();
    QCOMPARE(account.faults, 0);
    QCOMPARE(account.missed, 0);
    QCOMPARE(account.finished, account.orders);
    QVERIFY(account.reads >= account.orders);
    QVERIFY(account.changes.figures().count >= account.orders);
    QCOMPARE(
        shop.database().value(u"SELECT count(*) FROM bakehouse.orders WHERE state = 'ready'"_s),
        QString::number(account.orders));
}

void TestManyEvents::follow_serverLost_missesNothing()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    EventClient client(shop.port(), eventsPath(order));
    QTRY_COMPARE(client.states(), u"requested"_s);
    shop.database().execute(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                            "WHERE datname = current_database() AND pid <> pg_backend_pid()"_s);
    shop.advanceElsewhere(order, u"confirmed"_s);
    QTRY_COMPARE_WITH_TIMEOUT(client.states(), u"requested confirmed"_s, longMs);
    m_cluster.stop();
    m_cluster.start();
    QVERIFY(QTest::qWaitFor([&] { return shop.advance(order, OrderState::InProduction); }, longMs));
    QTRY_COMPARE_WITH_TIMEOUT(client.states(), u"requested confirmed in_production"_s, longMs);
    QVERIFY(!client.ended());
}

void TestManyEvents::follow_databaseAway_isUnavailable()
{
    ApiBench bench(m_cluster);
    const qint64 order =
        bench.placeOrder(R"([{"product_id":1,"quantity":1}])").json[u"order_id"_s].toInteger();
    QVERIFY(order > 0);
    m_cluster.stop();
    const JsonAnswer answer = bench.get(eventsPath(order));
    m_cluster.start();
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.isError());
    QVERIFY(answer.raw.header("Retry-After").toInt() > 0);
}

void TestManyEvents::shopCloses_streamsEnd()
{
    FollowedShop shop(m_cluster, u"staff"_s);
    QVERIFY(shop.ready());
    const qint64 order = shop.place();
    std::vector<std::unique_ptr<EventClient>> clients;
    for (int i = 0; i < 10; ++i)
        clients.push_back(std::make_unique<EventClient>(shop.port(), eventsPath(order)));
    for (const auto &client : clients)
        QTRY_COMPARE(client->events().size(), 1);
    shop.close();
    for (const auto &client : clients)
        QTRY_VERIFY(client->ended());
}

QTEST_GUILESS_MAIN(TestManyEvents)
#include "tst_many_events.moc"
