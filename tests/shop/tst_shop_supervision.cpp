#include "await.h"
#include "counter_shop.h"
#include "database_run.h"
#include "prometheus_reader.h"
#include "shop_folder.h"
#include "shop_supervision.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 60'000;

ThreadReport stalled(const QString &thread)
{
    return {.thread = thread, .silentMs = 4'500, .stalled = true};
}

}

/// A shop whose orders thread hangs: health says so, another goes on, the figures tell.
class TestShopSupervision : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s); }
    void check_allGoOn_isHealthy();
    void check_oneStalls_saysWhich();
    void check_oneWasRebuilt_isHealthyAndSaysSo();
    void ordersThreadHangs_isNoticedRebuiltAndCounted();

private:
    QByteArray page(const QString &path);

    ShopFolder m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<CounterShop> m_counter;
};

void TestShopSupervision::check_allGoOn_isHealthy()
{
    const HealthCheck check = checkThreads({{.thread = u"orders"_s}, {.thread = u"api"_s}});
    QVERIFY(check.healthy);
    QCOMPARE(check.note, u"2 go on"_s);
}

void TestShopSupervision::check_oneStalls_saysWhich()
{
    const HealthCheck check = checkThreads({{.thread = u"orders"_s}, stalled(u"worker"_s)});
    QVERIFY(!check.healthy);
    QCOMPARE(check.note, u"worker silent for 4500 ms"_s);
}

void TestShopSupervision::check_oneWasRebuilt_isHealthyAndSaysSo()
{
    ThreadReport report {.thread = u"api"_s, .rebuilt = 2};
    report.rebuiltAt = QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);
    const HealthCheck check = checkThreads({report});
    QVERIFY(check.healthy);
    QCOMPARE(check.note, u"api rebuilt 2 times, last at 2026-03-02T08:00:00Z"_s);
}

QByteArray TestShopSupervision::page(const QString &path)
{
    const std::unique_ptr<QNetworkReply> reply(
        m_network.get(QNetworkRequest(QUrl(m_counter->shop().apiUrl() + path))));
    const bool answered = QTest::qWaitFor([&reply] { return reply->isFinished(); }, longMs);
    return answered ? reply->readAll() : QByteArray();
}

void TestShopSupervision::ordersThreadHangs_isNoticedRebuiltAndCounted()
{
    const SettingSources sources {
        .settingsFile = m_folder.file(u"settings.ini"_s),
        .dotEnvFile = {},
        .commandLine = {{u"data.directory"_s, m_folder.data()}, {u"api.port"_s, u"0"_s}}};
    auto opened = CounterShop::open(sources, *Settings::load(sources));
    QVERIFY(opened);
    m_counter = *std::move(opened);
    m_counter->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_counter->catalogue().current(), longMs);
    QSemaphore inIt;
    QSemaphore go;
    const auto letGo = qScopeGuard([&go] { go.release(); });
    const QFuture<Result<int>> hanging = m_counter->shop().stores().ordersDatabase.run([&](Sql &) {
        inIt.release();
        go.acquire();
        return 1;
    });
    QVERIFY(inIt.tryAcquire(1, longMs));
    const auto threads = [this] {
        return QJsonDocument::fromJson(page(u"/api/health"_s))
            .object()[u"checks"_s][u"threads"_s]
            .toObject();
    };
    QTRY_VERIFY_WITH_TIMEOUT(threads()[u"note"_s].toString().contains(u"orders silent for"_s),
                             longMs);
    QCOMPARE(m_counter->shop().stalledThreads(), u"orders"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hanging.isFinished(), longMs);
    QCOMPARE(hanging.result().error().code, Error::Code::Timeout);
    QTRY_VERIFY_WITH_TIMEOUT(threads()[u"note"_s].toString().contains(u"orders rebuilt once"_s),
                             longMs);
    const PrometheusReader figures(page(u"/metrics"_s));
    QCOMPARE(figures.value(u"bakehouse_thread_rebuilds_total{thread=\"orders\"}"_s), u"1"_s);
    QCOMPARE(figures.value(u"bakehouse_thread_rebuilds_total{thread=\"api\"}"_s), u"0"_s);
    QVERIFY2(figures.faults().isEmpty(), qPrintable(figures.faults().join(u'\n')));
    const Result<PlacedOrder> placed = await(m_counter->shop().stores().orders.place(
        {.uuid = QUuid::createUuid(),
         .customerName = u"Zoë"_s,
         .customerEmail = u"zoe@example.com"_s,
         .businessDay = QDate(2026, 3, 2),
         .lines = {{m_counter->catalogue().current()->goods().products.front().id,
                    Quantity::fromPieces(1)}}}));
    QVERIFY2(placed, placed ? "" : qPrintable(describe(placed.error())));
}

QTEST_GUILESS_MAIN(TestShopSupervision)
#include "tst_shop_supervision.moc"
