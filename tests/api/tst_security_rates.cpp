#include "api_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QHostAddress crowd(u"127.0.1.1"_s);
const QHostAddress neighbour(u"127.0.1.2"_s);
const QByteArray oneItem = R"([{"product_id":1,"quantity":1}])";

/// Rates as usual, but so slow to come back that a slow machine changes nothing.
DoorSettings slowRates()
{
    constexpr int hour = 3'600'000;
    return {.hostNames = {anyHost},
            .limitLoopback = true,
            .rates = {.reads = {.count = 1, .periodMs = hour, .burst = 60},
                      .writes = {.count = 1, .periodMs = hour, .burst = 10},
                      .misses = {.count = 1, .periodMs = hour, .burst = 10}}};
}

QByteArray orderRequest()
{
    return postRequest("/api/orders", orderBody(oneItem), jsonType);
}

/// One connection that asks and waits.
class Asker
{
public:
    Asker(const ApiBench &bench, const QHostAddress &from)
        : m_client(bench.port(), from)
    {
    }

    RawAnswer ask(const QByteArray &request)
    {
        m_client.send(request);
        return m_client.answer().value_or(RawAnswer {});
    }

    /// How many of @p most requests in a row are answered with @p status.
    int count(const QByteArray &request, int status, int most)
    {
        int found = 0;
        while (found < most && ask(request).status == status)
            ++found;
        return found;
    }

private:
    RawClient m_client;
};

}

/// Row S10: what one client address may ask for, over real sockets and a real database.
class TestSecurityRates : public QObject
{
    Q_OBJECT

private slots:
    void s10_reads_areLimitedPerAddress();
    void s10_orders_areLimitedPerAddress();
    void s10_unknownIds_shutLookUpsOfTheAddress();
    void s10_unknownIds_inParallel_areCountedAll();
    void s10_retryAfter_isTrue();
    void s10_loopback_isExemptUnlessSet();
    void s10_trustedProxy_namesTheClient();
    void s10_stranger_namesNobody();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestSecurityRates::s10_reads_areLimitedPerAddress()
{
    const ApiBench bench(m_cluster, slowRates());
    Asker asker(bench, crowd);
    QCOMPARE(asker.count(getRequest("/api/products"), 200, 100), 60);
    for (const QByteArray path : {"/api/products", "/api/health", "/", "/nowhere"}) {
        const RawAnswer refused = asker.ask(getRequest(path));
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.header("Retry-After").toInt() > 3'500);
        QVERIFY(refused.body.contains(R"("code":"too_many_requests")"));
    }
    QCOMPARE(asker.ask(orderRequest()).status, 201);
    QCOMPARE(Asker(bench, crowd).ask(getRequest("/")).status, 429); // by another connection
    QCOMPARE(Asker(bench, neighbour).ask(getRequest("/")).status, 200);
}

void TestSecurityRates::s10_orders_areLimitedPerAddress()
{
    ApiBench bench(m_cluster, slowRates());
    Asker asker(bench, crowd);
    QCOMPARE(asker.count(orderRequest(), 201, 50), 10);
    const RawAnswer refused = asker.ask(orderRequest());
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.header("Access-Control-Allow-Origin"), "*");
    QVERIFY(refused.header("Retry-After").toInt() > 0);
    QCOMPARE(asker.ask(postRequest("/api/orders/5/cancel", {})).status, 429);
    QCOMPARE(asker.ask(getRequest("/api/products")).status, 200);
    QCOMPARE(Asker(bench, neighbour).ask(orderRequest()).status, 201);
    QCOMPARE(bench.orders(), 11);
}

void TestSecurityRates::s10_unknownIds_shutLookUpsOfTheAddress()
{
    const ApiBench bench(m_cluster, slowRates());
    const QByteArray own = bench.placeOrder(oneItem).json[u"status_url"_s].toString().toLatin1();
    Asker asker(bench, crowd);
    QCOMPARE(asker.ask(getRequest(own)).status, 200);
    QCOMPARE(asker.count(getRequest("/api/orders/123456"), 404, 5), 5);
    QCOMPARE(asker.count(getRequest("/api/orders/abc"), 404, 4), 4);
    QCOMPARE(asker.ask(postRequest("/api/orders/123456/cancel", {})).status, 404);
    QCOMPARE(asker.ask(getRequest(own)).status, 200); // ten are allowed
    const RawAnswer refused = asker.ask(getRequest("/api/orders/123457"));
    QCOMPARE(refused.status, 429);
    const int wait = refused.header("Retry-After").toInt();
    QVERIFY2(wait > 30 && wait <= 60, refused.head.constData());
    QVERIFY(refused.body.contains(R"("code":"too_many_unknown_ids")"));
    QCOMPARE(asker.ask(getRequest(own)).status, 429);
    QCOMPARE(asker.ask(postRequest(own + "/cancel", {})).status, 429);
    QCOMPARE(asker.ask(getRequest("/api/products")).status, 200);
    QCOMPARE(Asker(bench, neighbour).ask(getRequest(own)).status, 200);
}

void TestSecurityRates::s10_unknownIds_inParallel_areCountedAll()
{
    const ApiBench bench(m_cluster, slowRates());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 40; ++i)
        clients.push_back(std::make_unique<RawClient>(bench.port(), crowd));
    for (const auto &client : clients)
        client->send(getRequest("/api/orders/123456"));
    int unknown = 0;
    int refused = 0;
    for (const auto &client : clients) {
        const int status = client->answer().value_or(RawAnswer {}).status;
        unknown += status == 404 ? 1 : 0;
        refused += status == 429 ? 1 : 0;
    }
    QCOMPARE(unknown, 10);
    QCOMPARE(refused, 30);
}

void TestSecurityRates::s10_retryAfter_isTrue()
{
    DoorSettings door = slowRates();
    door.rates.reads = {.count = 1, .periodMs = 1'000, .burst = 1};
    const ApiBench bench(m_cluster, door);
    Asker asker(bench, crowd);
    RawAnswer refused;
    const auto turnedAway = [&] {
        refused = asker.ask(getRequest("/"));
        return refused.status == 429;
    };
    while (!turnedAway()) { }
    QCOMPARE(refused.header("Retry-After"), "1");
    while (turnedAway()) { }
    QCOMPARE(refused.status, 200);
}

void TestSecurityRates::s10_loopback_isExemptUnlessSet()
{
    DoorSettings door = slowRates();
    door.limitLoopback = false;
    const ApiBench bench(m_cluster, door);
    Asker asker(bench, crowd);
    QCOMPARE(asker.count(getRequest("/"), 200, 100), 100);
    QCOMPARE(asker.count(getRequest("/api/orders/abc"), 404, 20), 20);
    QCOMPARE(asker.count(orderRequest(), 201, 15), 15);
}

void TestSecurityRates::s10_trustedProxy_namesTheClient()
{
    DoorSettings door = slowRates();
    door.limitLoopback = false;
    door.trustedProxies = *NetworkList::parse(u"127.0.1.1"_s);
    const ApiBench bench(m_cluster, door);
    Asker proxy(bench, crowd);
    const auto asked = [](const QByteArray &forwarded) {
        return getRequest("/", "X-Forwarded-For: " + forwarded + "\r\n");
    };
    QCOMPARE(proxy.count(asked("198.51.100.1"), 200, 100), 60);
    QCOMPARE(proxy.ask(asked("127.0.0.1, 198.51.100.1")).status, 429);
    QCOMPARE(proxy
                 .ask(getRequest("/",
                                 "X-Forwarded-For: 127.0.0.1\r\n"
                                 "X-Forwarded-For: 198.51.100.1\r\n"))
                 .status,
             429);
    QCOMPARE(proxy.ask(asked("198.51.100.2")).status, 200);
    QCOMPARE(proxy.ask(asked("2001:db8::1")).status, 200);
    QCOMPARE(proxy.count(asked("2001:db8::2"), 200, 100), 59); // of the same /64
    QCOMPARE(proxy.ask(asked("rubbish")).status, 200); // then the proxy itself asks
}

void TestSecurityRates::s10_stranger_namesNobody()
{
    DoorSettings door = slowRates();
    door.trustedProxies = *NetworkList::parse(u"127.0.1.9"_s);
    const ApiBench bench(m_cluster, door);
    Asker asker(bench, crowd);
    int answered = 0;
    for (int i = 0; i < 100; ++i) {
        const QByteArray other = "X-Forwarded-For: 198.51.100." + QByteArray::number(i) + "\r\n";
        answered += asker.ask(getRequest("/", other)).status == 200 ? 1 : 0;
    }
    QCOMPARE(answered, 60);
}

QTEST_GUILESS_MAIN(TestSecurityRates)
#include "tst_security_rates.moc"
