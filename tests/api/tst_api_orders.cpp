#include "api_bench.h"
#include "await.h"

#include <QJsonArray>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

/// Orders as a client of the API places, reads and cancels them, over a real PostgreSQL.
class TestApiOrders : public QObject
{
    Q_OBJECT

private slots:
    void order_isPlacedAndRead();
    void order_sameProductTwice_isMerged();
    void order_badField_isNamed_data();
    void order_badField_isNamed();
    void order_unknownProduct_isNotFound();
    void order_tooMuch_isAConflict();
    void order_soldOut_isAConflict();
    void order_weightOrOpenPrice_isNotFound();
    void order_ofRefusedKind_keepsNothing();
    void order_lastPieces_areSoldOnce();
    void key_sameOrder_givesTheSameAnswer();
    void key_otherOrder_isAConflict();
    void key_notPrintable_isRefused();
    void cancel_givesTheStockBack();
    void cancel_tooLate_isAConflict();
    void type_otherThanJson_isRefused();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestApiOrders::order_isPlacedAndRead()
{
    const ApiBench bench(m_cluster);
    const qint64 before = bench.stock(2);
    const JsonAnswer placed =
        bench.placeOrder(R"([{"product_id":2,"quantity":3},{"product_id":1,"quantity":1}])");
    QCOMPARE(placed.status, 201);
    QCOMPARE(bench.stock(2), before - 3);
    const qint64 id = placed.json[u"order_id"_s].toInteger();
    QVERIFY(id > 0 && id < (qint64(1) << 53));
    QCOMPARE(placed.json[u"status"_s].toString(), u"pending"_s);
    const QByteArray path = placed.json[u"status_url"_s].toString().toLatin1();
    QCOMPARE(placed.raw.header("Location"), path);

    const JsonAnswer order = bench.get(path);
    QCOMPARE(order.status, 200);
    QCOMPARE(order.raw.header("Cache-Control"), "no-store");
    QVERIFY(!order.raw.body.contains("zoe@example.com"));
    QCOMPARE(order.json[u"order_id"_s].toInteger(), id);
    QCOMPARE(order.json[u"customer_name"_s].toString(), u"Zoë <b>"_s);
    QCOMPARE(order.json[u"status"_s].toString(), u"pending"_s);
    QCOMPARE(order.json[u"pickup_code"_s], placed.json[u"pickup_code"_s]);
    const QJsonArray items = order.json[u"items"_s].toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0][u"product_id"_s].toInteger(), 2);
    QCOMPARE(items[0][u"quantity"_s].toInteger(), 3);
    const double total =
        items[0][u"total_price"_s].toDouble() + items[1][u"total_price"_s].toDouble();
    QVERIFY(qAbs(total - order.json[u"total"_s].toDouble()) < 0.001);

    const QString utc = order.json[u"created_at_utc"_s].toString();
    QCOMPARE(utc.size(), qsizetype(27));
    const QDateTime created = QDateTime::fromString(utc.left(19), Qt::ISODate);
    const QDateTime moment(created.date(), created.time(), Qt::UTC);
    QVERIFY(qAbs(moment.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QCOMPARE(order.json[u"created_at"_s].toString(),
             moment.toTimeZone(QTimeZone("Europe/Berlin")).toString(u"yyyy-MM-ddTHH:mm:ss"_s)
                 + utc.mid(19, 7));
}

void TestApiOrders::order_sameProductTwice_isMerged()
{
    const ApiBench bench(m_cluster);
    const JsonAnswer placed =
        bench.placeOrder(R"([{"product_id":2,"quantity":1},{"product_id":2,"quantity":2}])");
    QCOMPARE(placed.status, 201);
    const QJsonArray items =
        bench.get(placed.json[u"status_url"_s].toString().toLatin1()).json[u"items"_s].toArray();
    QCOMPARE(items.size(), 1);
    QCOMPARE(items[0][u"quantity"_s].toInteger(), 3);
}

void TestApiOrders::order_badField_isNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    QTest::newRow("no name") << QByteArray(
        R"({"customer_email":"a@b.cd","items":[{"product_id":1,"quantity":1}]})")
                             << u"missing_field"_s << u"customer_name"_s;
    QTest::newRow("bad e-mail") << QByteArray(
        R"({"customer_name":"A","customer_email":"no","items":[{"product_id":1,"quantity":1}]})")
                                << u"bad_field"_s << u"customer_email"_s;
    QTest::newRow("no items") << orderBody("[]") << u"missing_field"_s << u"items"_s;
    QTest::newRow("quantity 0") << orderBody(R"([{"product_id":1,"quantity":0}])")
                                << u"bad_quantity"_s << u"items[0].quantity"_s;
    QTest::newRow("quantity 1000") << orderBody(R"([{"product_id":1,"quantity":1000}])")
                                   << u"bad_quantity"_s << u"items[0].quantity"_s;
    QTest::newRow("quantity 2.0") << orderBody(
        R"([{"product_id":1,"quantity":1},{"product_id":1,"quantity":2.0}])")
                                  << u"bad_quantity"_s << u"items[1].quantity"_s;
}

void TestApiOrders::order_badField_isNamed()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(QString, field);
    ApiBench bench(m_cluster);
    const JsonAnswer answer = bench.post("/api/orders", body, jsonType);
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isError());
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.json[u"details"_s][u"field"_s].toString(), field);
    QCOMPARE(bench.orders(), 0);
}

void TestApiOrders::order_unknownProduct_isNotFound()
{
    ApiBench bench(m_cluster);
    for (const QByteArray id : {"100001", "0", "-1", "9223372036854775807"}) {
        const JsonAnswer answer =
            bench.placeOrder(R"([{"product_id":)" + id + R"(,"quantity":1}])");
        QCOMPARE(answer.status, 404);
        QVERIFY(answer.isError());
        QCOMPARE(answer.code(), u"unknown_product"_s);
        QCOMPARE(answer.json[u"details"_s][u"product_id"_s].toInteger(), id.toLongLong());
    }
    QCOMPARE(bench.orders(), 0);
}

void TestApiOrders::order_tooMuch_isAConflict()
{
    ApiBench bench(m_cluster);
    const qint64 left = bench.stock(3);
    const JsonAnswer answer =
        bench.placeOrder(R"([{"product_id":1,"quantity":1},{"product_id":3,"quantity":900}])");
    QCOMPARE(answer.status, 409);
    QVERIFY(answer.isError());
    QCOMPARE(answer.code(), u"insufficient_stock"_s);
    QCOMPARE(answer.json[u"details"_s][u"product_id"_s].toInteger(), 3);
    QCOMPARE(answer.json[u"details"_s][u"left"_s].toInteger(), left);
    QCOMPARE(bench.orders(), 0);
}

void TestApiOrders::order_soldOut_isAConflict()
{
    ApiBench bench(m_cluster);
    QVERIFY(await(bench.catalogue().setAvailable(1, false)));
    const QJsonArray products = bench.get("/api/products").json[u"products"_s].toArray();
    QCOMPARE(products[0][u"id"_s].toInteger(), 1);
    QCOMPARE(products[0][u"available"_s].toBool(true), false);
    QCOMPARE(products[0][u"stock"_s].toInteger(), 0);
    const JsonAnswer answer =
        bench.placeOrder(R"([{"product_id":2,"quantity":1},{"product_id":1,"quantity":1}])");
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), u"insufficient_stock"_s);
    QCOMPARE(answer.json[u"details"_s][u"product_id"_s].toInteger(), 1);
    QCOMPARE(answer.json[u"details"_s][u"left"_s].toInteger(), 0);
    QCOMPARE(bench.orders(), 0);
    QVERIFY(await(bench.catalogue().setAvailable(1, true)));
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":1}])").status, 201);
}

void TestApiOrders::order_weightOrOpenPrice_isNotFound()
{
    ApiBench bench(m_cluster);
    const QString ids = bench.database().value(
        u"SELECT string_agg(id::text, ' ') FROM bakehouse.products WHERE unit <> 'piece'"_s);
    QCOMPARE(ids.split(u' ').size(), 2);
    for (const QString &id : ids.split(u' ')) {
        QCOMPARE(bench.stock(id.toLongLong()), -1); // not shown
        const JsonAnswer answer =
            bench.placeOrder(R"([{"product_id":)" + id.toLatin1() + R"(,"quantity":1}])");
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.code(), u"unknown_product"_s);
    }
    QCOMPARE(bench.orders(), 0);
}

void TestApiOrders::order_ofRefusedKind_keepsNothing()
{
    ApiBench bench(m_cluster);
    const QByteArray before = bench.get("/api/products").raw.body;
    QCOMPARE(
        bench.placeOrder(R"([{"product_id":1,"quantity":1},{"product_id":99999,"quantity":1}])")
            .status,
        404);
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":1},{"product_id":2,"quantity":999}])")
                 .status,
             409);
    QCOMPARE(bench.get("/api/products").raw.body, before);
    QCOMPARE(bench.database().value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s);
}

void TestApiOrders::order_lastPieces_areSoldOnce()
{
    ApiBench bench(m_cluster);
    const qint64 left = bench.stock(1);
    std::atomic<int> sold = 0;
    std::atomic<int> refused = 0;
    std::atomic<int> otherwise = 0;
    std::vector<std::thread> buyers;
    for (int i = 0; i < 8; ++i) {
        buyers.emplace_back([&] {
            for (int k = 0; k < left / 8 + 2; ++k) {
                const int status = bench.placeOrder(R"([{"product_id":1,"quantity":1}])").status;
                ++(status == 201 ? sold : status == 409 ? refused : otherwise);
            }
        });
    }
    for (std::thread &buyer : buyers)
        buyer.join();
    QCOMPARE(qint64(sold.load()), left);
    QVERIFY(refused > 0);
    QCOMPARE(otherwise.load(), 0);
    QCOMPARE(bench.stock(1), 0);
}

void TestApiOrders::key_sameOrder_givesTheSameAnswer()
{
    ApiBench bench(m_cluster);
    const QByteArray key = "Idempotency-Key: order 1 of today\r\n";
    const JsonAnswer first = bench.placeOrder(R"([{"product_id":1,"quantity":2}])", key);
    QCOMPARE(first.status, 201);
    QCOMPARE(bench.get(first.json[u"status_url"_s].toString().toLatin1()).status, 200);
    const JsonAnswer again = bench.placeOrder(R"( [ {"quantity":2, "product_id":1} ] )", key);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.raw.body, first.raw.body);
    QCOMPARE(bench.orders(), 1);
}

void TestApiOrders::key_otherOrder_isAConflict()
{
    ApiBench bench(m_cluster);
    const QByteArray key = "Idempotency-Key: k\r\n";
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":2}])", key).status, 201);
    const JsonAnswer answer = bench.placeOrder(R"([{"product_id":1,"quantity":3}])", key);
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), u"key_reused"_s);
    QVERIFY(answer.isError());
    QCOMPARE(bench.orders(), 1);
}

void TestApiOrders::key_notPrintable_isRefused()
{
    ApiBench bench(m_cluster);
    for (const QByteArray &key : {QByteArray(), QByteArray("\xc3\xab"), QByteArray(256, 'k')}) {
        const JsonAnswer answer = bench.placeOrder(R"([{"product_id":1,"quantity":2}])",
                                                   "Idempotency-Key: " + key + "\r\n");
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.json[u"details"_s][u"field"_s].toString(), u"Idempotency-Key"_s);
    }
    QCOMPARE(bench.orders(), 0);
}

void TestApiOrders::cancel_givesTheStockBack()
{
    const ApiBench bench(m_cluster);
    const qint64 before = bench.stock(1);
    const JsonAnswer placed = bench.placeOrder(R"([{"product_id":1,"quantity":2}])");
    const QByteArray path = placed.json[u"status_url"_s].toString().toLatin1();
    const JsonAnswer cancelled = bench.post(path + "/cancel", {});
    QCOMPARE(cancelled.status, 200);
    QCOMPARE(cancelled.json[u"status"_s].toString(), u"cancelled"_s);
    QCOMPARE(bench.stock(1), before);
    QCOMPARE(bench.get(path).json[u"status"_s].toString(), u"cancelled"_s);
}

void TestApiOrders::cancel_tooLate_isAConflict()
{
    const ApiBench bench(m_cluster);
    const JsonAnswer placed = bench.placeOrder(R"([{"product_id":1,"quantity":2}])");
    const QByteArray path = placed.json[u"status_url"_s].toString().toLatin1() + "/cancel";
    QCOMPARE(bench.post(path, {}).status, 200);
    const JsonAnswer again = bench.post(path, {});
    QCOMPARE(again.status, 409);
    QCOMPARE(again.code(), u"state_not_allowed"_s);
    QVERIFY(again.isError());
    QCOMPARE(bench.post("/api/orders/12345/cancel", {}).status, 404);
}

void TestApiOrders::type_otherThanJson_isRefused()
{
    ApiBench bench(m_cluster);
    const QByteArray body = orderBody(R"([{"product_id":1,"quantity":1}])");
    for (const QByteArray type :
         {"", "Content-Type: text/plain\r\n", "Content-Type: application/json; charset=latin1\r\n",
          "Content-Type: application/x-www-form-urlencoded\r\n"}) {
        const JsonAnswer answer = bench.post("/api/orders", body, type);
        QCOMPARE(answer.status, 415);
        QVERIFY(answer.isError());
    }
    QCOMPARE(bench.orders(), 0);
    QCOMPARE(
        bench.post("/api/orders", body, "Content-Type: application/json; charset=utf-8\r\n").status,
        201);
}

QTEST_GUILESS_MAIN(TestApiOrders)
#include "tst_api_orders.moc"
