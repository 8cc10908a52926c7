#include "api_bench.h"
#include "metrics_page.h"
#include "prometheus_reader.h"

#include <QPromise>
#include <QTest>

using namespace Qt::StringLiterals;

/// /metrics over a real socket and database: who may read it, and that it says what happened.
class TestMetricsPage : public QObject
{
    Q_OBJECT

private slots:
    void mayReadMetrics_data();
    void mayReadMetrics();
    void page_isTextOfPrometheus();
    void page_forHead_hasNoBody();
    void page_otherOrigins_mayNotReadIt();
    void page_switchedOff_isNotThere_data();
    void page_switchedOff_isNotThere();
    void requests_areCountedByRoute();
    void requests_rawPathsAndOddMethods_makeNoSeries();
    void requests_durations_areCounted();
    void orders_areCountedByTheirRefusal();
    void refusals_areCountedByWord();
    void connections_areCounted();
    void figures_elsewhere_areWaitedForButNotForLong();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

static PrometheusReader figuresOf(const ApiBench &bench)
{
    return PrometheusReader(bench.get("/metrics").raw.body);
}

/// The series that says how often a route was answered so.
static QString requests(const QString &route, const QString &method, int status)
{
    return uR"(bakehouse_http_requests_total{route="%1",method="%2",status="%3",class="%4xx"})"_s
        .arg(route, method)
        .arg(status)
        .arg(status / 100);
}

void TestMetricsPage::mayReadMetrics_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<bool>("whenLoopback");
    QTest::newRow("this machine") << u"127.0.0.1"_s << true;
    QTest::newRow("this machine, another address") << u"127.0.1.9"_s << true;
    QTest::newRow("this machine, version 6") << u"::1"_s << true;
    QTest::newRow("this machine, mapped") << u"::ffff:127.0.0.1"_s << true;
    QTest::newRow("the shop's network") << u"192.168.1.7"_s << false;
    QTest::newRow("the network, mapped") << u"::ffff:192.168.1.7"_s << false;
    QTest::newRow("the network, version 6") << u"fe80::1"_s << false;
    QTest::newRow("nobody knows") << QString() << false;
}

void TestMetricsPage::mayReadMetrics()
{
    QFETCH(const QString, peer);
    QFETCH(const bool, whenLoopback);
    QCOMPARE(::mayReadMetrics(MetricsReach::Loopback, QHostAddress(peer)), whenLoopback);
    QVERIFY(::mayReadMetrics(MetricsReach::Network, QHostAddress(peer)));
    QVERIFY(!::mayReadMetrics(MetricsReach::Off, QHostAddress(peer)));
}

void TestMetricsPage::page_isTextOfPrometheus()
{
    const ApiBench bench(m_cluster);
    QCOMPARE(bench.get("/api/products").status, 200);
    const JsonAnswer answer = bench.get("/metrics");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.raw.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    QCOMPARE(answer.raw.header("Cache-Control"), "no-store");
    QCOMPARE(PrometheusReader(answer.raw.body).faults(), QStringList());
}

void TestMetricsPage::page_forHead_hasNoBody()
{
    const ApiBench bench(m_cluster);
    RawClient client(bench.port());
    client.send("HEAD /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto answer = client.answer(5'000, "HEAD");
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QVERIFY(answer->header("Content-Length").toInt() > 0);
    QVERIFY(!answer->header("X-Request-Id").isEmpty());
    QVERIFY(answer->body.isEmpty());
}

void TestMetricsPage::page_otherOrigins_mayNotReadIt()
{
    const ApiBench bench(m_cluster);
    const JsonAnswer page = bench.get("/metrics", "Origin: http://elsewhere.example\r\n");
    QCOMPARE(page.status, 200);
    QVERIFY(!page.raw.head.toLower().contains("access-control-"));
    const JsonAnswer preflight = bench.send(
        "OPTIONS /metrics HTTP/1.1\r\nHost: x\r\nOrigin: http://elsewhere.example\r\n\r\n");
    QVERIFY(!preflight.raw.head.toLower().contains("access-control-"));
    QCOMPARE(preflight.raw.header("Allow"), "GET, HEAD, OPTIONS");
    const JsonAnswer other = bench.send("PUT /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(other.status, 405);
    QVERIFY(!other.raw.head.toLower().contains("access-control-"));
}

void TestMetricsPage::page_switchedOff_isNotThere_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("read") << QByteArray("GET");
    QTest::newRow("by another method") << QByteArray("POST");
    QTest::newRow("asked for its methods") << QByteArray("OPTIONS");
}

void TestMetricsPage::page_switchedOff_isNotThere()
{
    QFETCH(const QByteArray, method);
    const ApiBench bench(m_cluster, {.hostNames = {anyHost}}, MetricsReach::Off);
    const auto ask = [&](const QByteArray &target) {
        return bench.send(method + ' ' + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    };
    const JsonAnswer hidden = ask("/metrics");
    QCOMPARE(hidden.status, 404);
    QCOMPARE(hidden.raw.body, ask("/nothing").raw.body);
    QVERIFY(!bench.get("/").raw.body.contains("/metrics"));
}

void TestMetricsPage::requests_areCountedByRoute()
{
    const ApiBench bench(m_cluster);
    const JsonAnswer placed = bench.placeOrder(R"([{"product_id":1,"quantity":1}])");
    QCOMPARE(placed.status, 201);
    const QByteArray path = placed.json[u"status_url"_s].toString().toLatin1();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(bench.get(path).status, 200);
    QCOMPARE(bench.get("/api/orders/1").status, 404);
    QCOMPARE(bench.send("OPTIONS /api/orders HTTP/1.1\r\nHost: x\r\n\r\n").status, 204);
    const PrometheusReader reader = figuresOf(bench);
    QCOMPARE(reader.value(requests(u"/api/orders"_s, u"POST"_s, 201)), u"1"_s);
    QCOMPARE(reader.value(requests(u"/api/orders"_s, u"OPTIONS"_s, 204)), u"1"_s);
    QCOMPARE(reader.value(requests(u"/api/orders/{id}"_s, u"GET"_s, 200)), u"3"_s);
    QCOMPARE(reader.value(requests(u"/api/orders/{id}"_s, u"GET"_s, 404)), u"1"_s);
    QCOMPARE(figuresOf(bench).value(requests(u"/metrics"_s, u"GET"_s, 200)), u"1"_s);
}

void TestMetricsPage::requests_rawPathsAndOddMethods_makeNoSeries()
{
    const ApiBench bench(m_cluster);
    const qsizetype before = figuresOf(bench).series().size();
    for (int i = 0; i < 20; ++i) {
        const QByteArray number = QByteArray::number(i);
        QCOMPARE(bench.get("/secret-" + number).status, 404);
        QCOMPARE(bench.send("BREW" + number + " / HTTP/1.1\r\nHost: x\r\n\r\n").status, 405);
    }
    const PrometheusReader reader = figuresOf(bench);
    QCOMPARE(reader.faults(), QStringList());
    QCOMPARE(reader.value(requests(u"none"_s, u"GET"_s, 404)), u"20"_s);
    QCOMPARE(reader.value(requests(u"/"_s, u"other"_s, 405)), u"20"_s);
    for (const QString &series : reader.series())
        QVERIFY2(!series.contains(u"secret"_s) && !series.contains(u"BREW"_s), qPrintable(series));
    constexpr qsizetype histogramSeries = 19;
    QVERIFY(reader.series().size() <= before + 5 + 3 * histogramSeries);
}

void TestMetricsPage::requests_durations_areCounted()
{
    const ApiBench bench(m_cluster);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(bench.get("/api/products").status, 200);
    const PrometheusReader reader = figuresOf(bench);
    const QString name = u"bakehouse_http_request_duration_seconds"_s;
    QCOMPARE(reader.value(name + uR"(_count{route="/api/products"})"_s), u"5"_s);
    QVERIFY(reader.value(name + uR"(_sum{route="/api/products"})"_s).toDouble() > 0);
}

void TestMetricsPage::orders_areCountedByTheirRefusal()
{
    const ApiBench bench(m_cluster);
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":999}])").status, 409);
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":999}])").status, 409);
    QCOMPARE(bench.placeOrder(R"([{"product_id":4711,"quantity":1}])").status, 404);
    QCOMPARE(bench.post("/api/orders", "{", jsonType).status, 400);
    QCOMPARE(bench.get("/api/orders").status, 405);
    const PrometheusReader reader = figuresOf(bench);
    const QString name = u"bakehouse_orders_refused_total{reason=\"%1\"}"_s;
    QCOMPARE(reader.value(name.arg(u"insufficient_stock"_s)), u"2"_s);
    QCOMPARE(reader.value(name.arg(u"unknown_product"_s)), u"1"_s);
    QCOMPARE(reader.value(name.arg(u"malformed_json"_s)), u"1"_s);
    QVERIFY(!reader.has(name.arg(u"method_not_allowed"_s)));
}

void TestMetricsPage::refusals_areCountedByWord()
{
    const ApiBench bench(m_cluster);
    QCOMPARE(bench.get("/nowhere").status, 404);
    QCOMPARE(bench.get("/", "Upgrade: websocket\r\n").status, 400);
    QCOMPARE(bench.send("GET / HTTP/1.1\r\n\r\n").status, 400);
    const PrometheusReader reader = figuresOf(bench);
    for (const QString &word : {u"not_found"_s, u"upgrade_refused"_s, u"bad_host"_s})
        QCOMPARE(reader.value(uR"(bakehouse_http_refusals_total{word="%1"})"_s.arg(word)), u"1"_s);
}

void TestMetricsPage::connections_areCounted()
{
    const ApiBench bench(m_cluster);
    const RawClient waits(bench.port());
    QVERIFY(waits.connected());
    RawClient asks(bench.port());
    qint64 sent = 0;
    for (int i = 0; i < 2; ++i) {
        asks.send(getRequest("/metrics"));
        const auto answer = asks.answer();
        QVERIFY(answer);
        const PrometheusReader reader(answer->body);
        QCOMPARE(reader.value(u"bakehouse_http_connections_open"_s), u"2"_s);
        QCOMPARE(reader.value(u"bakehouse_http_connections_refused_total"_s), u"0"_s);
        QCOMPARE(reader.value(u"bakehouse_http_sent_bytes_total"_s), QString::number(sent));
        sent += answer->head.size() + answer->body.size();
    }
}

void TestMetricsPage::figures_elsewhere_areWaitedForButNotForLong()
{
    ApiBench bench(m_cluster);
    QPromise<Result<void>> reading;
    reading.start();
    bench.metrics().refreshBy([future = reading.future()] { return future; });
    RawClient client(bench.port());
    client.send(getRequest("/metrics"));
    QCOMPARE(bench.get("/api/products").status, 200); // Others are served meanwhile.
    const auto late = client.answer();
    QVERIFY(late);
    QCOMPARE(late->status, 200);
    reading.addResult(Result<void>(Done {}));
    reading.finish();
    client.send(getRequest("/metrics"));
    const auto fresh = client.answer();
    QVERIFY(fresh);
    QCOMPARE(PrometheusReader(fresh->body).faults(), QStringList());
}

QTEST_GUILESS_MAIN(TestMetricsPage)
#include "tst_metrics_page.moc"
