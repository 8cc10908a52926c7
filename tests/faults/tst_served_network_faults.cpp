#include "ctl_shop.h"
#include "fault_proxy.h"
#include "fault_rounds.h"
#include "test_database.h"
#include "web_customers.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using Mode = FaultProxy::Mode;

namespace {
constexpr int longMs = 60'000;
constexpr int plannedHealthMs = 15'000;
}

/// The web API with a network to its database that fails in every way: customers who insist get
/// one order for each key, and the shop is healthy again by itself.
class TestServedNetworkFaults final : public QObject
{
    Q_OBJECT
private slots:
    void orders_networkChangesAtRandom_oneForEachKey();

private:
    bool healthy(const QString &api);
    bool healthySoon(const QString &api);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff, TestCluster::Reach::Tcp};
    QNetworkAccessManager m_network;
};

bool TestServedNetworkFaults::healthy(const QString &api)
{
    QNetworkRequest request(QUrl(api + u"/api/health"_s));
    request.setTransferTimeout(plannedHealthMs);
    const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
    return QTest::qWaitFor([&reply] { return reply->isFinished(); }, longMs)
        && reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
}

bool TestServedNetworkFaults::healthySoon(const QString &api)
{
    const QDeadlineTimer limit(longMs);
    while (!healthy(api)) {
        if (limit.hasExpired())
            return false;
    }
    return true;
}

void TestServedNetworkFaults::orders_networkChangesAtRandom_oneForEachKey()
{
    const FaultRounds plan = FaultRounds::read(7, 10);
    QRandomGenerator random(plan.seed);
    TestDatabase database(m_cluster);
    database.execute(u"SELECT bakehouse.book_delivery('test', current_date, (SELECT "
                     "jsonb_agg(jsonb_build_array(id, 100000000)) "
                     "FROM bakehouse.catalogue_products), 'test')"_s);
    FaultProxy network(m_cluster.host(), TestCluster::port);
    CtlShop shop;
    shop.setVariable(u"DATABASE_URL"_s,
                     database.addressAt(network.host(), QString::number(network.port())).uri());
    shop.setVariable(u"BAKEHOUSE_ORDERS_PROCESSING_SECONDS"_s, u"0-1"_s);
    const QString api = shop.serve();
    QVERIFY(!api.isEmpty());
    WebCustomers customers(8, {1, 2, 3});
    customers.orderAt(api);
    customers.start();
    const std::array<Mode, 6> modes {Mode::HalfOpen, Mode::Refuse, Mode::Silent,
                                     Mode::Drop,     Mode::Slow,   Mode::Trickle};
    qint64 longestMs = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        const qsizetype before = customers.answers().size();
        QTRY_VERIFY_WITH_TIMEOUT(customers.answers().size() >= before + 10, longMs);
        network.resetAfter(1 + random.bounded(2'000));
        QTRY_VERIFY_WITH_TIMEOUT(network.cut(), longMs);
        network.set(modes[size_t(round) % modes.size()]);
        healthy(api); // It says something in any case, in time.
        network.set(Mode::Forward);
        QElapsedTimer time;
        time.start();
        QVERIFY(healthySoon(api));
        longestMs = std::max(longestMs, time.elapsed());
    }
    QVERIFY(customers.finish(longMs));
    QCOMPARE(customers.contradictions(), 0);
    const auto count = [&database](const QString &what) {
        return database.value(u"SELECT count(*) FROM bakehouse."_s + what).toLongLong();
    };
    const qint64 placed = customers.answers().size();
    QCOMPARE(count(u"orders"_s), placed);
    QTRY_COMPARE_WITH_TIMEOUT(count(u"orders WHERE state <> 'ready'"_s), 0, longMs);
    QCOMPARE(count(u"order_events WHERE state = 'ready'"_s), placed);
    QVERIFY2(longestMs <= plan.limitMs(plannedHealthMs), qPrintable(QString::number(longestMs)));
    const CommandResult verify = shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qPrintable(verify.output + verify.complaints));
    noteFaults({.part = "network between API and database",
                .faults = 2 * plan.rounds,
                .acknowledged = placed,
                .stored = count(u"orders"_s),
                .counted = count(u"order_events WHERE state = 'ready'"_s),
                .longestMs = longestMs});
}

QTEST_GUILESS_MAIN(TestServedNetworkFaults)
#include "tst_served_network_faults.moc"
