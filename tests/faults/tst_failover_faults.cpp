#include "ctl_shop.h"
#include "fault_proxy.h"
#include "fault_rounds.h"
#include "shop_folder.h"
#include "standby_server.h"
#include "test_database.h"
#include "till_process.h"
#include "web_customers.h"

#include <QElapsedTimer>
#include <QTest>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 60'000;

/// A server with a standby behind it, and a network to either that can be cut: what a shop with two
/// machines has. A member of one test.
struct Pair {
    explicit Pair(TestCluster &cluster)
        : database(cluster)
        , standby(cluster)
        , toPrimary(cluster.host(), TestCluster::port)
        , toStandby(standby.host(), TestCluster::port)
    {
    }
    /// Without its standby the first would wait for ever.
    ~Pair()
    {
        database.execute(u"ALTER SYSTEM RESET synchronous_standby_names"_s);
        database.execute(u"SELECT pg_reload_conf()"_s);
    }
    Q_DISABLE_COPY_MOVE(Pair)
    /// Of both, for whoever wants to write.
    QString uri() const
    {
        const auto each = [](const QString &first, const QString &second) {
            return first + u',' + second;
        };
        return database
            .addressAt(each(toPrimary.host(), toStandby.host()),
                       each(QString::number(toPrimary.port()), QString::number(toStandby.port())))
            .with(u"target_session_attrs"_s, u"read-write"_s)
            .uri();
    }
    QString onStandby(const QString &sql) const
    {
        const QString address =
            database.addressAt(standby.host(), QString::number(TestCluster::port)).uri();
        const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
            PQconnectdb(address.toUtf8().constData()), &PQfinish);
        const std::unique_ptr<PGresult, decltype(&PQclear)> answer(
            PQexec(connection.get(), sql.toUtf8().constData()), &PQclear);
        return PQntuples(answer.get()) == 1 ? QString::fromUtf8(PQgetvalue(answer.get(), 0, 0))
                                            : QString();
    }
    bool follows(const QString &sql, const QString &value) const
    {
        return QTest::qWaitFor([&] { return onStandby(sql) == value; }, longMs);
    }
    /// The first machine is gone, and the second takes over.
    void failOver(FaultProxy::Mode how)
    {
        toPrimary.set(how);
        standby.promote();
    }

    TestDatabase database;
    StandbyServer standby;
    FaultProxy toPrimary;
    FaultProxy toStandby;
};

}

/// The server dies and its standby takes over: programs with both in their URI go on by themselves,
/// tills send again what the standby had not got.
class TestFailoverFaults final : public QObject
{
    Q_OBJECT
private slots:
    void till_standbyPromoted_sendsAgainWhatItLacks();
    void orders_synchronousStandbyPromoted_keepsEachAnswer();
};

void TestFailoverFaults::till_standbyPromoted_sendsAgainWhatItLacks()
{
    TestCluster cluster {TestCluster::Durability::FsyncOff, TestCluster::Reach::Tcp};
    Pair pair(cluster);
    const ShopFolder folder;
    TillProcess till(folder.data());
    till.setVariable(u"DATABASE_URL"_s, pair.uri());
    QVERIFY(till.start());
    QCOMPARE(till.sell(40).size(), size_t(40));
    QTRY_COMPARE_WITH_TIMEOUT(till.waiting(), 0, longMs);
    const QString count = u"SELECT count(*) FROM bakehouse.receipts"_s;
    QVERIFY(pair.follows(count, u"40"_s));
    // It stops following, as over a line that broke just before the first machine did.
    pair.onStandby(u"SELECT pg_wal_replay_pause()"_s);
    QCOMPARE(till.sell(25).size(), size_t(25));
    QTRY_COMPARE_WITH_TIMEOUT(till.waiting(), 0, longMs);
    QCOMPARE(pair.database.value(count), u"65"_s);
    pair.onStandby(u"ALTER SYSTEM SET primary_conninfo = ''"_s);
    pair.onStandby(u"SELECT pg_reload_conf()"_s);

    QElapsedTimer time;
    time.start();
    pair.failOver(FaultProxy::Mode::HalfOpen); // Without a word.
    QCOMPARE(till.sell(20).size(), size_t(20));
    QTRY_VERIFY_WITH_TIMEOUT(till.databaseUp() && till.waiting() == 0, longMs);
    const qint64 tookMs = time.elapsed();
    const auto stored = [&pair](const QString &what) {
        return pair.onStandby(u"SELECT %1 FROM bakehouse.receipts"_s.arg(what)).toLongLong();
    };
    QCOMPARE(stored(u"count(*)"_s), 85);
    QCOMPARE(stored(u"count(DISTINCT uuid)"_s), 85);
    QCOMPARE(stored(u"max(number)"_s), 85);
    QCOMPARE(pair.onStandby(u"SELECT count(*) FROM bakehouse.tills"_s), u"1"_s); // No fork.
    noteFaults({.part = "fail-over of a till",
                .faults = 1,
                .acknowledged = 85,
                .stored = stored(u"count(*)"_s),
                .counted = stored(u"count(DISTINCT number)"_s),
                .longestMs = tookMs});
}

void TestFailoverFaults::orders_synchronousStandbyPromoted_keepsEachAnswer()
{
    TestCluster cluster {TestCluster::Durability::Full, TestCluster::Reach::Tcp};
    Pair pair(cluster);
    pair.database.execute(u"SELECT bakehouse.book_delivery('test', current_date, (SELECT "
                          "jsonb_agg(jsonb_build_array(id, 100000000)) "
                          "FROM bakehouse.catalogue_products), 'test')"_s);
    pair.database.execute(u"ALTER SYSTEM SET synchronous_standby_names = '*'"_s);
    pair.database.execute(u"SELECT pg_reload_conf()"_s);
    CtlShop shop;
    shop.setVariable(u"DATABASE_URL"_s, pair.uri());
    shop.setVariable(u"BAKEHOUSE_ORDERS_PROCESSING_SECONDS"_s, u"0-1"_s);
    const QString api = shop.serve();
    QVERIFY(!api.isEmpty());
    WebCustomers customers(8, {1, 2, 3});
    customers.orderAt(api);
    customers.start();
    QTRY_VERIFY_WITH_TIMEOUT(customers.answers().size() >= 60, longMs);
    QElapsedTimer time;
    time.start();
    pair.failOver(FaultProxy::Mode::Refuse);
    const qsizetype before = customers.answers().size();
    QTRY_VERIFY_WITH_TIMEOUT(customers.answers().size() >= before + 60, longMs);
    const qint64 tookMs = time.elapsed();
    QVERIFY(customers.finish(longMs));
    QCOMPARE(customers.contradictions(), 0);
    const auto count = [&pair](const QString &what) {
        return pair.onStandby(u"SELECT count(*) FROM bakehouse."_s + what).toLongLong();
    };
    QCOMPARE(count(u"orders"_s), customers.answers().size());
    QTRY_COMPARE_WITH_TIMEOUT(count(u"orders WHERE state <> 'ready'"_s), 0, longMs);
    QCOMPARE(count(u"order_events WHERE state = 'ready'"_s), customers.answers().size());
    const CommandResult verify = shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qPrintable(verify.output + verify.complaints));
    noteFaults({.part = "fail-over of web orders",
                .faults = 1,
                .acknowledged = customers.answers().size(),
                .stored = count(u"orders"_s),
                .counted = count(u"order_events WHERE state = 'ready'"_s),
                .longestMs = tookMs});
}

QTEST_GUILESS_MAIN(TestFailoverFaults)
#include "tst_failover_faults.moc"
