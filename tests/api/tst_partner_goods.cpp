#include "partner_bench.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray json(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

}

/// What partners change of stock and goods by their keys, and how changes are told.
class TestPartnerGoods : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void stock_isSetAndAdded();
    void stock_belowNothing_isRefused();
    void stock_addedToWhatWasSoldShort_settlesIt();
    void product_isChanged();
    void badBody_isNamed_data();
    void badBody_isNamed();
    void key_repeatedChange_isOneChange_data();
    void key_repeatedChange_isOneChange();
    void changes_areTold();
    void changes_changed_areNamedByVerify();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<PartnerBench> m_bench;
};

void TestPartnerGoods::initTestCase()
{
    m_bench = std::make_unique<PartnerBench>(m_cluster);
}

void TestPartnerGoods::stock_isSetAndAdded()
{
    const QByteArray path = "/api/partner/products/7/stock";
    QCOMPARE(m_bench->post(path, R"({"set":20,"reason":"counted"})").status, 200);
    QCOMPARE(m_bench->stock(7), 20.0);
    const JsonAnswer more = m_bench->post(path, R"({"add":5,"reason":"baked again"})");
    QCOMPARE(more.status, 200);
    QCOMPARE(json(more.json[u"before"_s]), R"({"stock":20})"_ba);
    QCOMPARE(json(more.json[u"after"_s]), R"({"stock":25})"_ba);
    QCOMPARE(m_bench->post(path, R"({"add":-25,"reason":"fell down"})").status, 200);
    QCOMPARE(m_bench->shop().stock(7), 0);
    const int cookies = 25; // by weight
    const QByteArray weighed = "/api/partner/products/" + QByteArray::number(cookies) + "/stock";
    QCOMPARE(m_bench->post(weighed, R"({"set":12.345,"reason":"weighed"})").status, 200);
    QCOMPARE(m_bench->stock(cookies), 12.345);
    QCOMPARE(m_bench->database().value(u"SELECT string_agg(f, '; ') FROM "
                                       "bakehouse.verify_all() AS f WHERE f LIKE 'product %'"_s),
             QString());
}

void TestPartnerGoods::stock_belowNothing_isRefused()
{
    QCOMPARE(
        m_bench->post("/api/partner/products/8/stock", R"({"set":3,"reason":"counted"})").status,
        200);
    const JsonAnswer answer =
        m_bench->post("/api/partner/products/8/stock", R"({"add":-4,"reason":"eaten"})");
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), u"insufficient_stock"_s);
    QCOMPARE(answer.json[u"details"_s][u"left"_s].toInt(), 3);
    QCOMPARE(m_bench->stock(8), 3.0);
    QCOMPARE(
        m_bench->post("/api/partner/products/999/stock", R"({"set":3,"reason":"counted"})").code(),
        u"unknown_product"_s);
}

// What the counter sold beyond the books is made up for first, as by any delivery.
void TestPartnerGoods::stock_addedToWhatWasSoldShort_settlesIt()
{
    TestDatabase &database = m_bench->database();
    QCOMPARE(
        m_bench->post("/api/partner/products/9/stock", R"({"set":0,"reason":"counted"})").status,
        200);
    database.execute(
        u"INSERT INTO bakehouse.shortfalls (till, seq, product_id, business_day, quantity) "
        "SELECT gen_random_uuid(), 1, 9, m.business_day, 2000 FROM bakehouse.stock_movements m "
        "WHERE m.booking = (SELECT no FROM bakehouse.stock_bookings_head)"_s);
    QCOMPARE(m_bench->post("/api/partner/products/9/stock", R"({"add":5,"reason":"baked"})").status,
             200);
    QCOMPARE(m_bench->stock(9), 3.0);
}

void TestPartnerGoods::product_isChanged()
{
    const QByteArray path = "/api/partner/products/10";
    const QJsonObject before = m_bench->get(path).json;
    const JsonAnswer answer = m_bench->patch(
        path, R"({"price":4.05,"available":false,"allergens":["milk","wheat"],"lead_minutes":90})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json[u"product_id"_s].toInt(), 10);
    QCOMPARE(answer.json[u"before"_s][u"price"_s], before[u"price"_s]);
    QCOMPARE(
        json(answer.json[u"after"_s]),
        R"({"allergens":["milk","wheat"],"available":false,"lead_minutes":90,"price":4.05})"_ba);
    const QJsonObject after = m_bench->get(path).json;
    QCOMPARE(after[u"price"_s].toDouble(), 4.05);
    QCOMPARE(after[u"available"_s].toBool(true), false);
    QCOMPARE(json(after[u"allergens"_s]), R"(["milk","wheat"])"_ba);
    QCOMPARE(after[u"name"_s], before[u"name"_s]);
    QCOMPARE(m_bench->patch(path, R"({"allergens":null})").status, 200);
    QVERIFY(m_bench->get(path).json[u"allergens"_s].isNull());
    QCOMPARE(m_bench->get(path).json[u"price"_s].toDouble(), 4.05);
    QCOMPARE(m_bench->patch("/api/partner/products/999", R"({"price":1})").code(),
             u"unknown_product"_s);
    QCOMPARE(m_bench->get("/api/partner/products/999").code(), u"unknown_product"_s);
    bool listed = false;
    for (const QJsonValue &one :
         m_bench->get("/api/partner/products").json[u"products"_s].toArray())
        listed = listed || (one[u"id"_s].toInt() == 10 && one[u"price"_s].toDouble() == 4.05);
    QVERIFY(listed);
}

void TestPartnerGoods::badBody_isNamed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *method, const char *path, const char *body,
                        const char *field) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(body)
                            << QString::fromLatin1(field);
    };
    row("no step", "POST", "orders/{}/advance", "{}", "to");
    row("a step that is none", "POST", "orders/{}/advance", R"({"to":"baked"})", "to");
    row("a step back", "POST", "orders/{}/advance", R"({"to":"requested"})", "to");
    row("handed over without a receipt", "POST", "orders/{}/advance", R"({"to":"collected"})",
        "to");
    row("cancelled by the wrong call", "POST", "orders/{}/advance", R"({"to":"cancelled"})", "to");
    row("a number for a step", "POST", "orders/{}/advance", R"({"to":1})", "to");
    row("a reason of two lines", "POST", "orders/{}/cancel", R"({"reason":"a\nb"})", "reason");
    row("a reason that is no text", "POST", "orders/{}/cancel", R"({"reason":[]})", "reason");
    row("no amount", "POST", "products/1/stock", R"({"reason":"a"})", "set");
    row("two amounts", "POST", "products/1/stock", R"({"set":1,"add":1,"reason":"a"})", "add");
    row("no reason", "POST", "products/1/stock", R"({"set":1})", "reason");
    row("an empty reason", "POST", "products/1/stock", R"({"set":1,"reason":" "})", "reason");
    row("less than nothing", "POST", "products/1/stock", R"({"set":-1,"reason":"a"})", "set");
    row("nothing to add", "POST", "products/1/stock", R"({"add":0,"reason":"a"})", "add");
    row("a text for an amount", "POST", "products/1/stock", R"({"set":"1","reason":"a"})", "set");
    row("an exponent", "POST", "products/1/stock", R"({"set":1e3,"reason":"a"})", "set");
    row("four decimals", "POST", "products/25/stock", R"({"set":1.0001,"reason":"a"})", "set");
    row("half a roll", "POST", "products/6/stock", R"({"add":0.5,"reason":"a"})", "add");
    row("a mountain", "POST", "products/1/stock", R"({"set":1000001,"reason":"a"})", "set");
    row("beyond 64 bits", "POST", "products/1/stock",
        R"({"set":99999999999999999999,"reason":"a"})", "set");
    row("nothing to change", "PATCH", "products/1", "{}", "price");
    row("a price below nothing", "PATCH", "products/1", R"({"price":-0.01})", "price");
    row("half a cent", "PATCH", "products/1", R"({"price":0.005})", "price");
    row("a price as text", "PATCH", "products/1", R"({"price":"1.00"})", "price");
    row("a price beyond all", "PATCH", "products/1", R"({"price":1000000.01})", "price");
    row("no price", "PATCH", "products/1", R"({"price":null})", "price");
    row("available by a number", "PATCH", "products/1", R"({"available":1})", "available");
    row("an allergen of no list", "PATCH", "products/1", R"({"allergens":["love"]})", "allergens");
    row("an allergen twice", "PATCH", "products/1", R"({"allergens":["milk","milk"]})",
        "allergens");
    row("an allergen that is no text", "PATCH", "products/1", R"({"allergens":["milk",1]})",
        "allergens[1]");
    row("allergens as text", "PATCH", "products/1", R"({"allergens":"milk"})", "allergens");
    row("a lead of half a minute", "PATCH", "products/1", R"({"lead_minutes":0.5})",
        "lead_minutes");
    row("a lead below nothing", "PATCH", "products/1", R"({"lead_minutes":-1})", "lead_minutes");
    row("a lead of years", "PATCH", "products/1", R"({"lead_minutes":9999999999})", "lead_minutes");
    row("a list", "PATCH", "products/1", "[]", "body");
    row("half a body", "POST", "products/1/stock", "{", "body");
}

void TestPartnerGoods::badBody_isNamed()
{
    QFETCH(const QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, field);
    static const QByteArray order = m_bench->placed();
    const int told = m_bench->changes();
    const JsonAnswer answer =
        m_bench->send(method, "/api/partner/" + path.replace("{}", order), body);
    QVERIFY(answer.isError());
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json[u"details"_s][u"field"_s].toString(), field);
    QCOMPARE(m_bench->changes(), told);
}

void TestPartnerGoods::key_repeatedChange_isOneChange_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("a step") << "POST"_ba
                            << "orders/{}/advance"_ba
                            << R"({"to":"in_production"})"_ba
                            << R"({"to":"ready"})"_ba;
    QTest::newRow("a cancellation") << "POST"_ba
                                    << "orders/{}/cancel"_ba
                                    << R"({})"_ba
                                    << R"({"reason":"a"})"_ba;
    QTest::newRow("stock") << "POST"_ba
                           << "products/11/stock"_ba
                           << R"({"add":2,"reason":"a"})"_ba
                           << R"({"set":2,"reason":"a"})"_ba;
    QTest::newRow("a product") << "PATCH"_ba
                               << "products/11"_ba
                               << R"({"price":2})"_ba
                               << R"({"price":2,"available":true})"_ba;
}

void TestPartnerGoods::key_repeatedChange_isOneChange()
{
    QFETCH(const QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, other);
    const QByteArray id = m_bench->placed();
    path = "/api/partner/" + path.replace("{}", id);
    const QByteArray key = "Idempotency-Key: " + id + "\r\n";
    const int told = m_bench->changes();
    const JsonAnswer first = m_bench->send(method, path, body, key);
    QCOMPARE(first.status, 200);
    if (path.endsWith("/advance")) // What has become of it since is none of the answer's business.
        QCOMPARE(m_bench->post(path, R"({"to":"ready"})").status, 200);
    const int made = m_bench->changes();
    const JsonAnswer again = m_bench->send(method, path, body, key);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.raw.body, first.raw.body);
    QCOMPARE(m_bench->send(method, path, other, key).code(), u"key_reused"_s);
    QCOMPARE(m_bench->changes(), made);
    QVERIFY(made > told);
    // Another partner's keys are its own.
    const QByteArray mine = m_bench->show(m_bench->keyWith(apiKeyScopes()));
    QVERIFY(m_bench->send(method, path, body, key).code() != u"key_reused"_s);
    m_bench->show(mine);
    const JsonAnswer bad = m_bench->send(method, path, body, "Idempotency-Key: \xc3\xa4\r\n");
    QCOMPARE(bad.json[u"details"_s][u"field"_s].toString(), u"Idempotency-Key"_s);
}

void TestPartnerGoods::changes_areTold()
{
    QCOMPARE(
        m_bench->patch("/api/partner/products/12", R"({"price":1.2,"reason":"Monday"})").status,
        200);
    const QStringList row =
        m_bench->database().rows(u"SELECT key_name, action, subject, before, after, reason FROM "
                                 "bakehouse.told_partner_changes(NULL, NULL, NULL, 1)"_s)[0];
    QCOMPARE(row[0], u"Partner 1"_s);
    QCOMPARE(row[1], u"product.change"_s);
    QCOMPARE(row[2], u"12"_s);
    QVERIFY(row[3].startsWith(u"{\"price\": "_s) && !row[3].contains(u"120}"_s));
    QCOMPARE(row[4], u"{\"price\": 120}"_s);
    QCOMPARE(row[5], u"Monday"_s);
    QCOMPARE(m_bench->database().value(
                 u"SELECT count(*) FROM bakehouse.told_partner_changes(NULL, 'stock.set', 8, 9)"_s),
             u"1"_s);
}

void TestPartnerGoods::changes_changed_areNamedByVerify()
{
    TestDatabase &database = m_bench->database();
    const auto faults = [&] {
        return database.value(u"SELECT string_agg(f, '; ') FROM bakehouse.verify_all() AS f "
                              "WHERE f LIKE '%by partners%'"_s);
    };
    QCOMPARE(faults(), QString());
    database.execute(
        u"UPDATE bakehouse.partner_changes SET content = replace(content, 'Partner 1', "
        "'Partner 2') WHERE no = 3"_s);
    QCOMPARE(faults(), u"change 3 by partners: its hash is not that of its content"_s);
    database.execute(u"DELETE FROM bakehouse.partner_changes WHERE no = 3"_s);
    QVERIFY(faults().contains(u"change 4 by partners: it follows change 2: changes are missing"_s));
    QCOMPARE(database.refusal(u"SET ROLE bakehouse_runtime; UPDATE bakehouse.partner_changes SET "
                              "content = ''"_s),
             u"42501"_s);
    database.execute(u"RESET ROLE"_s);
}

QTEST_GUILESS_MAIN(TestPartnerGoods)
#include "tst_partner_goods.moc"
