#include "partner_bench.h"

#include <QDeadlineTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Whether @p word comes on the connection within ten seconds.
bool hears(RawClient &client, const QByteArray &word)
{
    QByteArray heard;
    QDeadlineTimer end(10'000);
    while (!heard.contains(word) && !end.hasExpired()) {
        client.socket().waitForReadyRead(100);
        heard += client.socket().readAll();
    }
    return heard.contains(word);
}

}

/// What partners do with orders by their keys, over a real socket and a real database.
class TestPartnerOrders : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void orders_areListedInPages();
    void orders_areFoundBy_data();
    void orders_areFoundBy();
    void orders_ofAPickupDay_areThoseOfTheShopsDay();
    void orders_badQuery_isNamed_data();
    void orders_badQuery_isNamed();
    void order_ofAnyAge_isShown();
    void order_goesItsWay();
    void order_step_tellsWhoFollows();
    void order_cancelled_givesItsStockBack();
    void scopes_allowWhatTheySay();

private:
    QStringList namesOf(const QByteArray &query) const;

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<PartnerBench> m_bench;
};

void TestPartnerOrders::initTestCase()
{
    m_bench = std::make_unique<PartnerBench>(m_cluster);
}

/// Of the customers whose orders are listed.
QStringList TestPartnerOrders::namesOf(const QByteArray &query) const
{
    QStringList names;
    for (const QJsonValue &order :
         m_bench->get("/api/partner/orders" + query).json[u"orders"_s].toArray())
        names.append(order[u"customer_name"_s].toString());
    return names;
}

void TestPartnerOrders::orders_areListedInPages()
{
    m_bench->database().execute(u"UPDATE bakehouse.orders SET state = 'cancelled'"_s);
    for (const QByteArray &name : {"A"_ba, "B"_ba, "C"_ba, "D"_ba, "E"_ba})
        m_bench->placed(name);
    QCOMPARE(namesOf({}), QStringList({u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s}));
    QVERIFY(m_bench->get("/api/partner/orders").json[u"next"_s].isNull());
    QStringList pages;
    QByteArray before;
    do {
        const QJsonObject page = m_bench->get("/api/partner/orders?limit=2" + before).json;
        QStringList names;
        for (const QJsonValue &order : page[u"orders"_s].toArray())
            names.append(order[u"customer_name"_s].toString());
        pages.append(names.join(QString()));
        before = "&before=" + QByteArray::number(page[u"next"_s].toInteger());
    } while (before != "&before=0");
    QCOMPARE(pages, QStringList({u"DE"_s, u"BC"_s, u"A"_s}));
}

void TestPartnerOrders::orders_areFoundBy_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("names");
    const QStringList both {u"Zoë Baker"_s, u"100% Rye"_s};
    QTest::newRow("nothing more") << QByteArray("?q=") << both;
    QTest::newRow("part of a name") << "?q=bAk"_ba << both.first(1);
    QTest::newRow("a name as forms send it") << "?q=zo%C3%AB+b"_ba << both.first(1);
    QTest::newRow("a sign that SQL knows") << "?q=%25"_ba << both.last(1);
    QTest::newRow("digits of the phone") << "?q=017-01"_ba << both;
    QTest::newRow("the phone with its country") << "?q=%2B49%20170%201"_ba << QStringList();
    QTest::newRow("two digits are too few") << "?q=01"_ba << QStringList();
    QTest::newRow("nobody") << "?q=Xaver"_ba << QStringList();
    QTest::newRow("confirmed") << "?state=confirmed"_ba << both;
    QTest::newRow("one of two states") << "?state=ready,confirmed"_ba << both;
    QTest::newRow("another state") << "?state=ready"_ba << QStringList();
    QTest::newRow("open ones") << "?state=open"_ba << both;
    QTest::newRow("since long ago") << "?since=2020-01-01T00:00:00Z"_ba << both;
    QTest::newRow("since the future") << "?since=2120-01-01T00:00:00%2B01:00"_ba << QStringList();
    QTest::newRow("until the future") << "?until=2120-01-01T00:00:00.5+01:00"_ba << both;
    QTest::newRow("until long ago") << "?until=2020-01-01T00:00:00z"_ba << QStringList();
    QTest::newRow("another day") << "?pickup_day=2020-01-01"_ba << QStringList();
    QTest::newRow("a word nobody knows") << "?colour=red&q=Rye"_ba << both.last(1);
}

void TestPartnerOrders::orders_areFoundBy()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QStringList, names);
    m_bench->database().execute(u"UPDATE bakehouse.orders SET state = 'cancelled'"_s);
    const QByteArray id = m_bench->placed("Zoë Baker");
    m_bench->placed("100% Rye");
    QCOMPARE(namesOf(query), names);
    const QByteArray code =
        m_bench->get("/api/partner/orders/" + id).json[u"pickup_code"_s].toString().toLatin1();
    QVERIFY(namesOf("?q=" + code.toLower()).contains(u"Zoë Baker"_s));
}

void TestPartnerOrders::orders_ofAPickupDay_areThoseOfTheShopsDay()
{
    m_bench->database().execute(u"UPDATE bakehouse.orders SET state = 'cancelled'"_s);
    const QString later = u"UPDATE bakehouse.orders SET pickup_start = '%1' WHERE public_id = %2"_s;
    const auto place = [&](const QByteArray &name, const QString &pickup) {
        m_bench->database().execute(later.arg(pickup, QString::fromLatin1(m_bench->placed(name))));
    };
    place("first minute", u"2031-03-30 00:00+01"_s); // the day is an hour short in Berlin
    place("last minute", u"2031-03-30 23:59+02"_s);
    place("evening before", u"2031-03-29 23:59+01"_s);
    place("day after", u"2031-03-31 00:00+02"_s);
    QCOMPARE(namesOf("?pickup_day=2031-03-30"), QStringList({u"first minute"_s, u"last minute"_s}));
}

void TestPartnerOrders::orders_badQuery_isNamed_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("field");
    QTest::newRow("no state") << "state="_ba << u"state"_s;
    QTest::newRow("another state") << "state=baked"_ba << u"state"_s;
    QTest::newRow("a state too many") << "state=ready,"_ba << u"state"_s;
    QTest::newRow("a state twice") << "state=ready&state=open"_ba << u"state"_s;
    QTest::newRow("no moment") << "since=yesterday"_ba << u"since"_s;
    QTest::newRow("no offset") << "since=2026-01-01T00:00:00"_ba << u"since"_s;
    QTest::newRow("no day") << "since=2026-02-30T00:00:00Z"_ba << u"since"_s;
    QTest::newRow("a leap second") << "until=2026-01-01T00:00:60Z"_ba << u"until"_s;
    QTest::newRow("until before since")
        << "since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z"_ba << u"until"_s;
    QTest::newRow("a time for a day") << "pickup_day=2026-01-01T00:00"_ba << u"pickup_day"_s;
    QTest::newRow("no such day") << "pickup_day=2026-13-01"_ba << u"pickup_day"_s;
    QTest::newRow("limit 0") << "limit=0"_ba << u"limit"_s;
    QTest::newRow("limit 1,001") << "limit=1001"_ba << u"limit"_s;
    QTest::newRow("limit huge") << "limit=99999999999999999999"_ba << u"limit"_s;
    QTest::newRow("limit half") << "limit=1.5"_ba << u"limit"_s;
    QTest::newRow("before no order") << "before=17"_ba << u"before"_s;
    QTest::newRow("before a word") << "before=x"_ba << u"before"_s;
    QTest::newRow("no UTF-8") << "q=%ff"_ba << u"q"_s;
    QTest::newRow("a NUL") << "q=a%00b"_ba << u"q"_s;
    QTest::newRow("a long search") << "q=" + QByteArray(101, 'a') << u"q"_s;
}

void TestPartnerOrders::orders_badQuery_isNamed()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QString, field);
    const JsonAnswer answer = m_bench->get("/api/partner/orders?" + query);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), u"bad_field"_s);
    QCOMPARE(answer.json[u"details"_s][u"field"_s].toString(), field);
}

void TestPartnerOrders::order_ofAnyAge_isShown()
{
    const QByteArray id = m_bench->placed();
    m_bench->database().execute(
        u"UPDATE bakehouse.orders SET state = 'cancelled', completed_at = "
        "now() - interval '1 year' WHERE public_id = %1"_s.arg(QString::fromLatin1(id)));
    QCOMPARE(m_bench->shop().get("/api/orders/" + id).status, 404);
    const QJsonObject order = m_bench->get("/api/partner/orders/" + id).json;
    QCOMPARE(order[u"state"_s].toString(), u"cancelled"_s);
    QCOMPARE(order[u"note"_s].toString(), u"sliced"_s);
    QCOMPARE(order[u"customer_phone"_s].toString(), u"0170 123 45"_s);
    QCOMPARE(order[u"items"_s].toArray().size(), 1);
    QVERIFY(!order.contains(u"customer_email"_s));
    for (const QByteArray &other : {"17"_ba, "x"_ba, "9007199254740992"_ba})
        QCOMPARE(m_bench->get("/api/partner/orders/" + other).code(), u"unknown_order"_s);
}

void TestPartnerOrders::order_goesItsWay()
{
    const QByteArray path = "/api/partner/orders/" + m_bench->placed();
    const auto step = [&](const QByteArray &to) {
        return m_bench->post(path + "/advance", R"({"to":")" + to + R"("})");
    };
    QCOMPARE(step("ready").code(), u"state_not_allowed"_s);
    for (const QByteArray &to : {"in_production"_ba, "ready"_ba, "no_show"_ba}) {
        const JsonAnswer answer = step(to);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json[u"state"_s].toString(), QString::fromLatin1(to));
        QCOMPARE(m_bench->get(path).json, answer.json);
    }
    QCOMPARE(m_bench->get(path).json[u"status"_s].toString(), u"cancelled"_s);
    QCOMPARE(m_bench->post("/api/partner/orders/17/advance", R"({"to":"ready"})").code(),
             u"unknown_order"_s);
    QCOMPARE(m_bench->database().value(u"SELECT string_agg(DISTINCT actor, ',') FROM "
                                       "bakehouse.order_events WHERE state = 'no_show'"_s),
             u"partner"_s);
}

void TestPartnerOrders::order_step_tellsWhoFollows()
{
    const QByteArray id = m_bench->placed();
    RawClient follower(m_bench->shop().port());
    follower.send(getRequest("/api/orders/" + id + "/events"));
    QVERIFY(hears(follower, "pending"));
    QCOMPARE(
        m_bench->post("/api/partner/orders/" + id + "/advance", R"({"to":"in_production"})").status,
        200);
    QVERIFY(hears(follower, "processing"));
}

void TestPartnerOrders::order_cancelled_givesItsStockBack()
{
    const QByteArray path = "/api/partner/orders/" + m_bench->placed() + "/cancel";
    const double before = m_bench->stock(6);
    const JsonAnswer answer = m_bench->post(path, R"({"reason":"The oven is cold."})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json[u"state"_s].toString(), u"cancelled"_s);
    QCOMPARE(m_bench->stock(6), before + 1);
    QCOMPARE(m_bench->post(path, {}).code(), u"state_not_allowed"_s);
    QCOMPARE(m_bench->shop().post(path, {}, m_bench->keyWith(apiKeyScopes())).code(),
             u"state_not_allowed"_s); // no body, no type
}

void TestPartnerOrders::scopes_allowWhatTheySay()
{
    struct Ask {
        QByteArray method;
        QByteArray path;
        QByteArray scope;
    };
    const std::vector<Ask> asks {{"GET", "orders", "orders.read"},
                                 {"GET", "orders/17", "orders.read"},
                                 {"POST", "orders/17/advance", "orders.write"},
                                 {"POST", "orders/17/cancel", "orders.write"},
                                 {"GET", "products", "goods.read"},
                                 {"GET", "products/1", "goods.read"},
                                 {"PATCH", "products/1", "goods.write"},
                                 {"POST", "products/1/stock", "goods.write"},
                                 {"GET", "stock", "goods.read"}};
    for (const QString &scope : apiKeyScopes()) {
        const QByteArray mine = m_bench->show(m_bench->keyWith({scope}));
        for (const Ask &ask : asks) {
            const QByteArray path = "/api/partner/" + ask.path;
            const JsonAnswer answer =
                ask.method == "GET" ? m_bench->get(path) : m_bench->send(ask.method, path, "[]");
            const bool refused = answer.status == 403;
            QVERIFY2(refused != (ask.scope == scope.toLatin1()),
                     path + " with " + scope.toLatin1());
            if (refused)
                QCOMPARE(answer.json[u"details"_s][u"field"_s].toString(),
                         QString::fromLatin1(ask.scope));
        }
        m_bench->show(mine);
    }
}

QTEST_GUILESS_MAIN(TestPartnerOrders)
#include "tst_partner_orders.moc"
