#include "api_bench.h"
#include "await.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

QByteArray laterBody(const QString &pickup, qint64 product = 1)
{
    const QString body = uR"({"customer_name":"Zoë","customer_email":"zoe@example.com",)"
                         uR"("pickup_at":%1,"items":[{"product_id":%2,"quantity":1}]})"_s;
    return body.arg(pickup).arg(product).toUtf8();
}

JsonAnswer orderFor(const ApiBench &bench, const QString &time, const QByteArray &headers = {})
{
    return bench.post("/api/orders", laterBody(u'"' + time + u'"'), jsonType + headers);
}

/// "too_soon 2026-11-27T06:00:00Z 1" of a refusal.
QString refusalOf(const JsonAnswer &answer)
{
    const QJsonObject details = answer.json[u"details"_s].toObject();
    QStringList words {answer.code(), details[u"reason"_s].toString()};
    for (const QString &name : {u"earliest_utc"_s, u"opens_at_utc"_s}) {
        if (details.contains(name))
            words.append(details[name].isNull() ? u"null"_s : details[name].toString());
    }
    if (details.contains(u"product_id"_s))
        words.append(QString::number(details[u"product_id"_s].toInteger()));
    words.removeAll(QString());
    return words.join(u' ');
}

} // namespace

/// Opening hours as customers meet them: what is offered, what is taken and what is refused.
class TestPickupTimes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_shared = std::make_unique<ApiBench>(m_cluster); }
    void cleanupTestCase() { m_shared.reset(); }

    void shop_withoutHours_isAlwaysOpen();
    void shop_withHours_tellsWhenItOpensAndCloses();
    void order_whileClosed_isRefused();
    void order_forLater_waitsUntilItIsDue();
    void order_atATimeThatCannotBe_isRefused_data();
    void order_atATimeThatCannotBe_isRefused();
    void order_atABadTime_isNamed_data();
    void order_atABadTime_isNamed();
    void key_afterClosing_givesTheSameAnswer();
    void times_ofABasket_areOffered();
    void times_ofAnUnknownBasket_areRefused_data();
    void times_ofAnUnknownBasket_areRefused();
    void products_tellLeadAndCutoff();

private:
    /// Open from 7 to 18 but on Sundays; on Friday 27 November 2026 it is noon.
    static void openShop(ApiBench &bench);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_shared; ///< For what changes nothing.
};

void TestPickupTimes::openShop(ApiBench &bench)
{
    bench.clock().stopAt(utc(u"2026-11-27T11:00:00Z"_s));
    std::array<OpeningSpans, 7> week;
    std::fill_n(week.begin(), 6, *spansFromText(u"07:00-18:00"_s));
    QVERIFY(await(bench.hours().setWeek(week)));
}

void TestPickupTimes::shop_withoutHours_isAlwaysOpen()
{
    const ApiBench bench(m_cluster);
    const QJsonObject shop = bench.get("/api/shop").json;
    QCOMPARE(shop[u"has_hours"_s], QJsonValue(false));
    QCOMPARE(shop[u"open_now"_s], QJsonValue(true));
    QVERIFY(shop[u"opens_at_utc"_s].isNull() && shop[u"closes_at_utc"_s].isNull());
    QCOMPARE(shop[u"time_zone"_s].toString(), u"Europe/Berlin"_s);
    QCOMPARE(bench.get("/api/pickup-times").json[u"now"_s], QJsonValue(true));
    const JsonAnswer placed = bench.post("/api/orders", laterBody(u"null"_s), jsonType);
    QCOMPARE(placed.status, 201);
    QVERIFY(placed.json.contains(u"pickup_at_utc"_s) && placed.json[u"pickup_at_utc"_s].isNull());
}

void TestPickupTimes::shop_withHours_tellsWhenItOpensAndCloses()
{
    ApiBench bench(m_cluster);
    openShop(bench);
    const JsonAnswer open = bench.get("/api/shop");
    QCOMPARE(open.json[u"has_hours"_s], QJsonValue(true));
    QCOMPARE(open.json[u"open_now"_s], QJsonValue(true));
    QCOMPARE(open.json[u"closes_at_utc"_s].toString(), u"2026-11-27T17:00:00Z"_s);
    QVERIFY(open.json[u"opens_at_utc"_s].isNull());
    bench.clock().stopAt(utc(u"2026-11-28T17:00:00Z"_s)); // Saturday
    const JsonAnswer closed = bench.get("/api/shop");
    QCOMPARE(closed.json[u"open_now"_s], QJsonValue(false));
    QCOMPARE(closed.json[u"opens_at_utc"_s].toString(), u"2026-11-30T06:00:00Z"_s);
    QVERIFY(closed.json[u"closes_at_utc"_s].isNull());
    QVERIFY(closed.raw.header("ETag") != open.raw.header("ETag"));
    QVERIFY(await(bench.hours().setException({.day = {2026, 11, 30}, .name = u"Stocktaking"_s})));
    QCOMPARE(bench.get("/api/shop").json[u"opens_at_utc"_s].toString(), u"2026-12-01T06:00:00Z"_s);
}

void TestPickupTimes::order_whileClosed_isRefused()
{
    ApiBench bench(m_cluster);
    openShop(bench);
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":1}])").status, 201);
    bench.clock().stopAt(utc(u"2026-11-28T17:00:00Z"_s));
    const JsonAnswer refused = bench.placeOrder(R"([{"product_id":1,"quantity":1}])");
    QCOMPARE(refused.status, 409);
    QVERIFY(refused.isError());
    QCOMPARE(refusalOf(refused), u"shop_closed 2026-11-30T06:00:00Z"_s);
    QCOMPARE(refused.json[u"details"_s][u"field"_s].toString(), u"pickup_at"_s);
    QCOMPARE(bench.orders(), 1);
    QCOMPARE(orderFor(bench, u"2026-11-30T07:30:00+01:00"_s).status, 201);
}

void TestPickupTimes::order_forLater_waitsUntilItIsDue()
{
    ApiBench bench(m_cluster);
    openShop(bench);
    QVERIFY(await(bench.catalogue().setPickupNeed({.product = 1, .leadMinutes = 90})));
    const JsonAnswer placed = orderFor(bench, u"2026-11-28t08:15:00.000-02:30"_s); // in lower case
    QCOMPARE(placed.status, 201);
    QCOMPARE(placed.json[u"status"_s].toString(), u"pending"_s);
    QCOMPARE(placed.json[u"pickup_at_utc"_s].toString(), u"2026-11-28T10:45:00Z"_s);
    const QByteArray path = placed.json[u"status_url"_s].toString().toLatin1();
    QCOMPARE(bench.get(path).json[u"pickup_at_utc"_s], placed.json[u"pickup_at_utc"_s]);
    const auto value = [&bench](const QString &sql) { return bench.database().value(sql); };
    QCOMPARE(value(u"SELECT count(*) FROM bakehouse.orders WHERE due_at = '2026-11-28T09:15:00Z' "
                   "AND pickup_start = '2026-11-28T10:45:00Z' "
                   "AND pickup_end = '2026-11-28T11:00:00Z'"_s),
             u"1"_s);
    QCOMPARE(value(u"SELECT count(*) FROM bakehouse.jobs WHERE kind = 'order.advance' "
                   "AND due_at = '2026-11-28T09:15:00Z'"_s),
             u"1"_s);
}

void TestPickupTimes::order_atATimeThatCannotBe_isRefused_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("expected");
    const QString monday = u" 2026-11-30T06:00:00Z 1"_s;
    QTest::newRow("a minute ago") << u"2026-11-27T10:59:00Z"_s
                                  << u"pickup_not_possible too_soon 2026-11-30T06:00:00Z"_s;
    QTest::newRow("before the lead time")
        << u"2026-11-27T12:00:00Z"_s << u"pickup_not_possible too_soon"_s + monday;
    QTest::newRow("after the cut-off")
        << u"2026-11-28T12:00:00Z"_s << u"pickup_not_possible past_cutoff"_s + monday;
    QTest::newRow("on a Sunday") << u"2026-11-29T12:00:00Z"_s
                                 << u"pickup_not_possible closed 2026-11-30T06:00:00Z"_s;
    QTest::newRow("as it closes") << u"2026-11-30T17:00:00Z"_s
                                  << u"pickup_not_possible closed 2026-11-30T06:00:00Z"_s;
    QTest::newRow("in two weeks") << u"2026-12-11T12:00:00Z"_s
                                  << u"pickup_not_possible too_far 2026-11-30T06:00:00Z"_s;
    QTest::newRow("in the year 9999")
        << u"9999-12-31T23:59:00Z"_s << u"pickup_not_possible too_far 2026-11-30T06:00:00Z"_s;
}

void TestPickupTimes::order_atATimeThatCannotBe_isRefused()
{
    QFETCH(QString, time);
    QFETCH(QString, expected);
    ApiBench &bench = *m_shared;
    openShop(bench);
    QVERIFY(await(
        bench.catalogue().setPickupNeed({.product = 1, .leadMinutes = 120, .cutoff = 11 * 60})));
    const qint64 before = bench.stock(1);
    const JsonAnswer refused = orderFor(bench, time);
    QCOMPARE(refused.status, 422);
    QVERIFY(refused.isError());
    QCOMPARE(refusalOf(refused), expected);
    QCOMPARE(refused.json[u"details"_s][u"field"_s].toString(), u"pickup_at"_s);
    QCOMPARE(bench.orders(), 0);
    QCOMPARE(bench.stock(1), before);
}

void TestPickupTimes::order_atABadTime_isNamed_data()
{
    QTest::addColumn<QString>("pickup");
    for (const char *text : {"\"\"",
                             "\"now\"",
                             "\"2026-11-28\"",
                             "\"2026-11-28T08:15:00\"",
                             "\"2026-11-28T08:15Z\"",
                             "\"2026-11-28 08:15:00Z\"",
                             "\"2026-11-28T08:15:30Z\"",
                             "\"2026-11-28T08:15:00.5Z\"",
                             "\"2026-02-30T08:15:00Z\"",
                             "\"2026-11-28T24:00:00Z\"",
                             "\"2026-11-28T08:60:00Z\"",
                             "\"2026-11-28T08:15:00+24:00\"",
                             "\"2026-11-28T08:15:00+0100\"",
                             "\"2026-11-28T08:15:00Z \"",
                             "\"2026-11-28T08:15:00Z\\u0000\"",
                             "\"٢٠٢٦-11-28T08:15:00Z\"",
                             "1764316500",
                             "true",
                             "{}",
                             "[]",
                             "\"0000-01-01T00:00:00Z\""})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestPickupTimes::order_atABadTime_isNamed()
{
    QFETCH(QString, pickup);
    const ApiBench &bench = *m_shared;
    const JsonAnswer refused = bench.post("/api/orders", laterBody(pickup), jsonType);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.code(), u"bad_field"_s);
    QCOMPARE(refused.json[u"details"_s][u"field"_s].toString(), u"pickup_at"_s);
    QCOMPARE(m_shared->orders(), 0);
}

void TestPickupTimes::key_afterClosing_givesTheSameAnswer()
{
    ApiBench bench(m_cluster);
    openShop(bench);
    const QByteArray now = "Idempotency-Key: now\r\n";
    const QByteArray later = "Idempotency-Key: later\r\n";
    const QString time = u"2026-11-27T12:15:00Z"_s;
    const JsonAnswer first = bench.placeOrder(R"([{"product_id":1,"quantity":1}])", now);
    const JsonAnswer forLater = orderFor(bench, time, later);
    QCOMPARE(forLater.status, 201);
    bench.clock().stopAt(utc(u"2026-11-27T18:00:00Z"_s));
    const JsonAnswer again = bench.placeOrder(R"([{"product_id":1,"quantity":1}])", now);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.json, first.json);
    const JsonAnswer laterAgain = orderFor(bench, u"2026-11-27T13:15:00.0+01:00"_s, later);
    QCOMPARE(laterAgain.status, 201);
    QCOMPARE(laterAgain.json, forLater.json);
    QCOMPARE(orderFor(bench, u"2026-11-27T12:30:00Z"_s, later).code(), u"key_reused"_s);
    QCOMPARE(orderFor(bench, time, "Idempotency-Key: new\r\n").status, 422);
    QCOMPARE(bench.orders(), 2);
}

void TestPickupTimes::times_ofABasket_areOffered()
{
    ApiBench bench(m_cluster);
    openShop(bench);
    QVERIFY(await(bench.catalogue().setPickupNeed({.product = 2, .leadMinutes = 1440})));
    const auto firstOf = [&bench](const QByteArray &query) {
        const JsonAnswer answer = bench.get("/api/pickup-times" + query);
        const QJsonObject day = answer.json[u"days"_s][0].toObject();
        return u"%1 %2 %3 %4"_s.arg(answer.json[u"now"_s].toBool())
            .arg(answer.json[u"days"_s].toArray().size())
            .arg(day[u"date"_s].toString(), day[u"times"_s][0][u"at"_s].toString());
    };
    QCOMPARE(firstOf({}), u"1 12 2026-11-27 2026-11-27T12:00:00+01:00"_s);
    QCOMPARE(firstOf("?products="), firstOf({}));
    QCOMPARE(firstOf("?products=1&else=3"), firstOf({}));
    QCOMPARE(firstOf("?products=1,2"), u"0 11 2026-11-28 2026-11-28T12:00:00+01:00"_s);
    QCOMPARE(firstOf("?products=2%2C1"), firstOf("?products=1,2"));
    const JsonAnswer offered = bench.get("/api/pickup-times");
    for (const QJsonValue &day : offered.json[u"days"_s].toArray()) {
        const QJsonValue last = day[u"times"_s].toArray().last();
        QCOMPARE(last[u"at_utc"_s].toString(), day[u"date"_s].toString() + u"T16:45:00Z"_s);
        QCOMPARE(orderFor(bench, last[u"at"_s].toString()).status, 201);
    }
    const QByteArray tag = "If-None-Match: " + offered.raw.header("ETag") + "\r\n";
    QCOMPARE(bench.get("/api/pickup-times", tag).status, 304);
    bench.clock().stopAt(utc(u"2026-11-27T11:01:00Z"_s));
    QCOMPARE(bench.get("/api/pickup-times", tag).status, 200);
}

void TestPickupTimes::times_ofAnUnknownBasket_areRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::newRow("a word") << QByteArray("bread") << 400;
    QTest::newRow("nothing between commas") << QByteArray("1,,2") << 400;
    QTest::newRow("a sign") << QByteArray("-1") << 400;
    QTest::newRow("more than a number holds") << QByteArray("9999999999999999999") << 400;
    QTest::newRow("an escape") << QByteArray("%31") << 400;
    QTest::newRow("more than an order holds")
        << QByteArray(400, '1').replace("11", "1,") + '1' << 400;
    QTest::newRow("not sold") << QByteArray("4711") << 404;
}

void TestPickupTimes::times_ofAnUnknownBasket_areRefused()
{
    QFETCH(QByteArray, query);
    QFETCH(int, status);
    const ApiBench &bench = *m_shared;
    const JsonAnswer refused = bench.get("/api/pickup-times?products=" + query);
    QCOMPARE(refused.status, status);
    QVERIFY(refused.isError());
    QCOMPARE(refused.json[u"details"_s][u"field"_s].toString(),
             status == 400 ? u"products"_s : QString());
    if (status == 404)
        QCOMPARE(refused.json[u"details"_s][u"product_id"_s].toInteger(), 4711);
}

void TestPickupTimes::products_tellLeadAndCutoff()
{
    ApiBench bench(m_cluster);
    QVERIFY(await(
        bench.catalogue().setPickupNeed({.product = 2, .leadMinutes = 45, .cutoff = 17 * 60 + 5})));
    const QJsonArray products = bench.get("/api/products").json[u"products"_s].toArray();
    QCOMPARE(products[0][u"lead_minutes"_s].toInteger(), 0);
    QVERIFY(products[0].toObject().contains(u"cutoff"_s) && products[0][u"cutoff"_s].isNull());
    QCOMPARE(products[1][u"lead_minutes"_s].toInteger(), 45);
    QCOMPARE(products[1][u"cutoff"_s].toString(), u"17:05"_s);
    const auto unknown = await(bench.catalogue().setPickupNeed({.product = 4711}));
    QCOMPARE(unknown.error().reason, Error::Reason::UnknownProduct);
}

QTEST_GUILESS_MAIN(TestPickupTimes)
#include "tst_pickup_times.moc"
