#include "api_bench.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

/// The API but for its orders: addresses, methods, goods, health, start and end; over a real
/// PostgreSQL.
class TestApiServer : public QObject
{
    Q_OBJECT

private slots:
    void products_areListed();
    void products_unchanged_areNotSentAgain();
    void products_forHead_haveNoBody();
    void orderId_malformedOrUnknown_isNotFoundAlike_data();
    void orderId_malformedOrUnknown_isNotFoundAlike();
    void address_unknown_isNotFound();
    void method_unknownToTheAddress_isRefused_data();
    void method_unknownToTheAddress_isRefused();
    void preflight_allowsWhatClientsNeed();
    void health_namesTheFailingCheck();
    void index_namesTheCalls();
    void database_away_isUnavailable();
    void start_portInUse_isAnError();
    void stop_endsInTime();

    void cleanupTestCase();

private:
    const ApiBench &shared(); ///< For tests that change nothing.

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_shared;
};

const ApiBench &TestApiServer::shared()
{
    if (!m_shared)
        m_shared = std::make_unique<ApiBench>(m_cluster);
    return *m_shared;
}

void TestApiServer::products_areListed()
{
    const ApiBench bench(m_cluster);
    const JsonAnswer answer = bench.get("/api/products");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.raw.header("Content-Type"), "application/json");
    QCOMPARE(answer.raw.header("Access-Control-Allow-Origin"), "*");
    const QJsonArray products = answer.json[u"products"_s].toArray();
    QVERIFY(products.size() > 10);
    qint64 last = 0;
    for (const QJsonValue &product : products) {
        QVERIFY(product[u"id"_s].toInteger() > last);
        last = product[u"id"_s].toInteger();
        QVERIFY(!product[u"name"_s].toString().isEmpty());
        QVERIFY(product[u"description"_s].isString());
        QVERIFY(product[u"price"_s].toDouble() > 0);
        QVERIFY(product[u"stock"_s].toInteger(-1) >= 0);
    }
}

void TestApiServer::products_unchanged_areNotSentAgain()
{
    const ApiBench bench(m_cluster);
    const QByteArray tag = bench.get("/api/products").raw.header("ETag");
    QVERIFY(tag.startsWith('"'));
    const JsonAnswer same = bench.get("/api/products", "If-None-Match: " + tag + "\r\n");
    QCOMPARE(same.status, 304);
    QCOMPARE(same.raw.body, QByteArray());
    const JsonAnswer packed = bench.get("/api/products", "Accept-Encoding: gzip\r\n");
    QCOMPARE(packed.raw.header("Content-Encoding"), "gzip");
    QVERIFY(packed.raw.header("ETag") != tag);
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":1}])").status, 201);
    QCOMPARE(bench.get("/api/products", "If-None-Match: " + tag + "\r\n").status, 200);
}

void TestApiServer::products_forHead_haveNoBody()
{
    const ApiBench bench(m_cluster);
    const qsizetype size = bench.get("/api/products").raw.body.size();
    RawClient client(bench.port());
    client.send("HEAD /api/products HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const auto head = client.answer(5'000, "HEAD");
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("Content-Length").toLongLong(), size);
    QVERIFY(client.closedByServer());
    QCOMPARE(client.rest(), QByteArray());
}

void TestApiServer::orderId_malformedOrUnknown_isNotFoundAlike_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"2000000000",
                           "1",
                           "9007199254740991",
                           "9007199254740992",
                           "9223372036854775808",
                           "0",
                           "-1",
                           "+1",
                           "01",
                           "1.0",
                           "1e3",
                           "0x1",
                           "abc",
                           "%31",
                           "1%0A",
                           "1%00",
                           "%EF%BC%91",
                           "..",
                           "1;x",
                           "1,2"})
        QTest::newRow(id) << QByteArray(id);
}

void TestApiServer::orderId_malformedOrUnknown_isNotFoundAlike()
{
    QFETCH(QByteArray, id);
    const ApiBench &bench = shared();
    const JsonAnswer answer = bench.get("/api/orders/" + id);
    QCOMPARE(answer.status, 404);
    QVERIFY(answer.isError());
    QCOMPARE(answer.raw.body,
             R"({"error":"There is no such order.","code":"unknown_order","details":{}})");
}

void TestApiServer::address_unknown_isNotFound()
{
    const ApiBench bench(m_cluster);
    for (const QByteArray path :
         {"/api/nope", "/api", "/api/products/", "/API/products", "/api/orders/1/2", "/api/orders/",
          "/api/%70roducts", "/index.php", "/api/../api/products"}) {
        const JsonAnswer answer = bench.get(path);
        QCOMPARE(answer.status, 404);
        QVERIFY(answer.isError());
        QCOMPARE(answer.code(), u"not_found"_s);
    }
    QCOMPARE(bench.get("/api/products?page=1").status, 200);
}

void TestApiServer::method_unknownToTheAddress_isRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("allow");
    QTest::newRow("DELETE products")
        << QByteArray("DELETE") << QByteArray("/api/products") << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("POST products")
        << QByteArray("POST") << QByteArray("/api/products") << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("GET orders") << QByteArray("GET") << QByteArray("/api/orders")
                                << QByteArray("POST, OPTIONS");
    QTest::newRow("PUT order") << QByteArray("PUT") << QByteArray("/api/orders/5")
                               << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("GET cancel") << QByteArray("GET") << QByteArray("/api/orders/5/cancel")
                                << QByteArray("POST, OPTIONS");
    QTest::newRow("TRACE") << QByteArray("TRACE") << QByteArray("/api/health")
                           << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("unknown method")
        << QByteArray("BREW") << QByteArray("/") << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("lower case") << QByteArray("get") << QByteArray("/")
                                << QByteArray("GET, HEAD, OPTIONS");
}

void TestApiServer::method_unknownToTheAddress_isRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, allow);
    const ApiBench &bench = shared();
    const JsonAnswer answer = bench.send(method + ' ' + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(answer.status, 405);
    QVERIFY(answer.isError());
    QCOMPARE(answer.raw.header("Allow"), allow);
}

void TestApiServer::preflight_allowsWhatClientsNeed()
{
    const ApiBench bench(m_cluster);
    const JsonAnswer answer =
        bench.send("OPTIONS /api/orders HTTP/1.1\r\nHost: x\r\nOrigin: http://shop.test\r\n"
                   "Access-Control-Request-Method: POST\r\n"
                   "Access-Control-Request-Headers: content-type, idempotency-key\r\n\r\n");
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.raw.header("Access-Control-Allow-Origin"), "*");
    QCOMPARE(answer.raw.header("Access-Control-Allow-Methods"), "POST, OPTIONS");
    QVERIFY(answer.raw.header("Access-Control-Allow-Headers").contains("Content-Type"));
    QVERIFY(answer.raw.header("Access-Control-Allow-Headers").contains("Idempotency-Key"));
    QVERIFY(answer.raw.header("Access-Control-Max-Age").toInt() > 0);
    QVERIFY(answer.raw.header("Access-Control-Allow-Credentials").isEmpty());
    QCOMPARE(bench.send("OPTIONS /nowhere HTTP/1.1\r\nHost: x\r\n\r\n").status, 404);
}

void TestApiServer::health_namesTheFailingCheck()
{
    ApiBench bench(m_cluster);
    const JsonAnswer well = bench.get("/api/health");
    QCOMPARE(well.status, 200);
    QCOMPARE(well.json[u"status"_s].toString(), u"healthy"_s);
    QVERIFY(well.json[u"checks"_s][u"database"_s][u"healthy"_s].toBool());
    bench.healthy() = false;
    QTRY_COMPARE(bench.get("/api/health").status, 503);
    const JsonAnswer ill = bench.get("/api/health");
    QCOMPARE(ill.json[u"status"_s].toString(), u"unhealthy"_s);
    QVERIFY(!ill.raw.header("Retry-After").isEmpty());
    QVERIFY(ill.json[u"error"_s].toString().contains(u"database"_s));
}

void TestApiServer::index_namesTheCalls()
{
    const ApiBench bench(m_cluster);
    const JsonAnswer answer = bench.get("/");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json[u"shop"_s].toString(), u"Test Bakery"_s);
    QVERIFY(answer.json[u"calls"_s].toArray().contains(u"POST /api/orders"_s));
}

void TestApiServer::database_away_isUnavailable()
{
    ApiBench bench(m_cluster);
    const JsonAnswer placed = bench.placeOrder(R"([{"product_id":1,"quantity":1}])");
    m_cluster.stop();
    const JsonAnswer order = bench.placeOrder(R"([{"product_id":1,"quantity":1}])");
    const JsonAnswer read = bench.get(placed.json[u"status_url"_s].toString().toLatin1());
    const JsonAnswer products = bench.get("/api/products");
    m_cluster.start();
    QCOMPARE(order.status, 503);
    QVERIFY(order.isError());
    QVERIFY(!order.raw.header("Retry-After").isEmpty());
    QCOMPARE(read.status, 503);
    QCOMPARE(products.status, 200);
    const QByteArray key = "Idempotency-Key: asked until it worked\r\n";
    QTRY_COMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":1}])", key).status, 201);
    QCOMPARE(bench.orders(), 2);
}

void TestApiServer::start_portInUse_isAnError()
{
    QTcpServer squatter;
    QVERIFY(squatter.listen(QHostAddress::LocalHost, 0));
    ApiBench bench(m_cluster);
    const Result<quint16> second = bench.startAnother(squatter.serverPort());
    QVERIFY(!second);
    QCOMPARE(int(second.error().code), int(Error::Code::Unavailable));
    QVERIFY(second.error().detail.contains(QString::number(squatter.serverPort())));
}

void TestApiServer::stop_endsInTime()
{
    ApiBench bench(m_cluster);
    RawClient idle(bench.port());
    idle.send(getRequest("/"));
    QVERIFY(idle.answer());
    QElapsedTimer clock;
    clock.start();
    bench.server().stop();
    QVERIFY(clock.elapsed() < 2'500);
    QVERIFY(idle.closedByServer());
    QVERIFY(!RawClient(bench.port()).connected());
    const Result<quint16> again = bench.server().start();
    QVERIFY(again);
}

void TestApiServer::cleanupTestCase()
{
    m_shared.reset(); // before its server
}

QTEST_GUILESS_MAIN(TestApiServer)
#include "tst_api_server.moc"
