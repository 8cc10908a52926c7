#include "await.h"
#include "counter_shop.h"
#include "prometheus_reader.h"
#include "shop_folder.h"

#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 60'000;

QByteArray answerOf(QNetworkReply *reply)
{
    const std::unique_ptr<QNetworkReply> owned(reply);
    const bool answered = QTest::qWaitFor([reply] { return reply->isFinished(); }, longMs);
    return answered ? reply->readAll() : QByteArray();
}

}

/// The whole page of a counter that sells and takes orders: every family there, every figure right.
class TestShopMetrics : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void page_ofACounter_saysWhatHappened();
    void page_afterAnOrder_saysHowItWent();
    void end_takesTheCounterOutFirst();

private:
    PrometheusReader page();
    void sell();

    ShopFolder m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<CounterShop> m_counter;
};

void TestShopMetrics::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
    const SettingSources sources {.settingsFile = m_folder.file(u"settings.ini"_s),
                                  .dotEnvFile = {},
                                  .commandLine = {{u"data.directory"_s, m_folder.data()},
                                                  {u"orders.processing_seconds"_s, u"0"_s},
                                                  {u"api.port"_s, u"0"_s}}};
    auto opened = CounterShop::open(sources, *Settings::load(sources));
    QVERIFY(opened);
    m_counter = *std::move(opened);
    m_counter->start();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_counter->catalogue().current() && m_counter->till().state().tillNumber > 0, longMs);
}

PrometheusReader TestShopMetrics::page()
{
    return PrometheusReader(
        answerOf(m_network.get(QNetworkRequest(QUrl(m_counter->shop().apiUrl() + u"/metrics"_s)))));
}

void TestShopMetrics::sell()
{
    Till &till = m_counter->till();
    const QUuid basket = till.startBasket(TaxMode::TakeAway).uuid;
    const qint64 product = m_counter->catalogue().current()->goods().products.front().id;
    QVERIFY(till.add(basket, product, Quantity::fromPieces(1)));
    QVERIFY(await(till.pay(
        basket, {{.method = TenderMethod::Cash, .amount = till.basket(basket)->total()}})));
}

void TestShopMetrics::page_ofACounter_saysWhatHappened()
{
    sell();
    sell();
    m_counter->meter().add(LatencyMeter::Span::TapToPaint, std::chrono::milliseconds(7));
    QTRY_COMPARE_WITH_TIMEOUT(page().value(u"bakehouse_receipts_total"_s), u"2"_s, longMs);
    QTRY_COMPARE_WITH_TIMEOUT(page().value(u"bakehouse_journal_waiting_entries"_s), u"0"_s, longMs);
    const PrometheusReader reader = page();
    QCOMPARE(reader.faults(), QStringList());
    QCOMPARE(reader.value(u"bakehouse_database_up"_s), u"1"_s);
    QVERIFY(reader.value(u"bakehouse_journal_commit_seconds_count"_s).toInt() >= 2);
    QCOMPARE(reader.value(u"bakehouse_journal_upload_lag_seconds"_s), u"0"_s);
    const QString spans = u"bakehouse_counter_latency_seconds_"_s;
    QCOMPARE(reader.value(spans + uR"(count{span="tap_to_paint"})"_s), u"1"_s);
    QCOMPARE(reader.value(spans + uR"(sum{span="tap_to_paint"})"_s), u"0.007"_s);
    for (const QString &span : {u"search"_s, u"scan"_s, u"commit"_s})
        QVERIFY(reader.has(spans + uR"(count{span="%1"})"_s.arg(span)));
    for (const char *family : {"build_info",
                               "process_resident_memory_bytes",
                               "process_cpu_seconds_total",
                               "process_open_fds",
                               "process_start_time_seconds",
                               "catalogue_cache_hits_total",
                               "catalogue_cache_misses_total",
                               "catalogue_cache_reloads_total",
                               "catalogue_cache_fallbacks_total",
                               "catalogue_cache_age_seconds",
                               "orders_open",
                               "queue_depth",
                               "queue_oldest_age_seconds",
                               "queue_dead_jobs",
                               "job_waiting_seconds",
                               "job_running_seconds",
                               "jobs_completed_total",
                               "orders_placed_total",
                               "orders_refused_total",
                               "order_batch_orders",
                               "order_batch_commit_seconds",
                               "http_requests_total",
                               "http_request_duration_seconds",
                               "http_sent_bytes_total",
                               "http_connections_open"})
        QVERIFY2(reader.hasFamily(u"bakehouse_"_s + QString::fromLatin1(family)), family);
}

void TestShopMetrics::page_afterAnOrder_saysHowItWent()
{
    const qint64 product = m_counter->catalogue().current()->goods().products.front().id;
    const NewOrder order {.customerName = u"Zoë"_s,
                          .customerEmail = u"zoe@example.com"_s,
                          .lines = {{.product = product, .quantity = Quantity::fromPieces(1)}}};
    QVERIFY(await(m_counter->orders().place(order)));
    const QString running = uR"(bakehouse_job_running_seconds_count{kind="order.advance"})"_s;
    QTRY_COMPARE_WITH_TIMEOUT(page().value(running), u"1"_s, longMs);
    QTRY_COMPARE_WITH_TIMEOUT(page().value(uR"(bakehouse_orders_open{state="ready"})"_s), u"1"_s,
                              longMs);
    const PrometheusReader reader = page();
    QCOMPARE(reader.faults(), QStringList());
    QCOMPARE(reader.value(uR"(bakehouse_job_waiting_seconds_count{kind="order.advance"})"_s),
             u"1"_s);
    QCOMPARE(reader.value(u"bakehouse_orders_placed_total"_s), u"1"_s);
    QCOMPARE(reader.value(uR"(bakehouse_order_batch_orders_bucket{le="1"})"_s), u"1"_s);
    QCOMPARE(reader.value(u"bakehouse_order_batch_commit_seconds_count"_s), u"1"_s);
}

void TestShopMetrics::end_takesTheCounterOutFirst()
{
    // While the page is being asked for: what it reads must outlive it.
    const std::unique_ptr<QNetworkReply> reply(
        m_network.get(QNetworkRequest(QUrl(m_counter->shop().apiUrl() + u"/metrics"_s))));
    m_counter.reset();
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), longMs);
}

QTEST_GUILESS_MAIN(TestShopMetrics)
#include "tst_shop_metrics.moc"
