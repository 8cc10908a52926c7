#include "test_database.h"
#include "till_bench.h"
#include "uploader.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 20'000;

/// A till that uploads to a database of its own.
struct Upload {
    explicit Upload(TestCluster &cluster)
        : database(cluster)
        , bench(database.address(), nullptr,
                [&cluster](qint64 backend) { cluster.cluster().wake(backend); })
    {
        uploader = std::make_unique<Uploader>(*bench.journal, bench.entries, u"test"_s);
    }

    bool begin()
    {
        if (!bench.readGoods())
            return false;
        connectTill();
        uploader->start();
        return QTest::qWaitFor([this] { return bench.till->state().tillNumber > 0; }, longMs);
    }
    void connectTill()
    {
        QObject::connect(bench.till.get(), &Till::entryWritten, uploader.get(), &Uploader::wake);
    }
    /// Another uploader of the same journal, as after a start.
    void restart()
    {
        uploader = std::make_unique<Uploader>(*bench.journal, bench.entries, u"test"_s);
        connectTill();
        uploader->start();
    }
    bool sell(int count)
    {
        const qint64 product = bench.cache.current()->goods().products.front().id;
        for (int sale = 0; sale < count; ++sale) {
            if (!bench.sell({product, product}))
                return false;
        }
        return true;
    }
    QString stored(const QString &what)
    {
        return database.value(u"SELECT count(*) FROM bakehouse."_s + what);
    }
    bool drains()
    {
        return QTest::qWaitFor([this] { return uploader->idle(); }, longMs);
    }

    TestDatabase database;
    TillBench bench;
    std::unique_ptr<Uploader> uploader;
};

/// What a dump taken at entry @p kept would bring back.
QString restoreTo(int kept)
{
    return uR"(
        SET session_replication_role = replica;
        SET search_path = bakehouse;
        DELETE FROM order_lines WHERE order_id IN (SELECT id FROM orders WHERE seq > %1);
        DELETE FROM order_events WHERE order_id IN (SELECT id FROM orders WHERE seq > %1);
        DELETE FROM jobs WHERE subject IN (SELECT id FROM orders WHERE seq > %1);
        DELETE FROM orders WHERE seq > %1;
        DELETE FROM receipt_lines WHERE seq > %1;
        DELETE FROM receipt_tenders WHERE seq > %1;
        DELETE FROM receipt_vat WHERE seq > %1;
        DELETE FROM receipts WHERE seq > %1;
        DELETE FROM shortfalls WHERE seq > %1;
        DELETE FROM stock_movements WHERE seq > %1;
        UPDATE stock SET on_hand = (SELECT coalesce(sum(quantity), 0) FROM stock_movements m
                                     WHERE m.product_id = stock.product_id);
        DELETE FROM entries WHERE seq > %1;
        UPDATE tills SET head_seq = %1,
                         head_hash = coalesce((SELECT hash FROM entries WHERE seq = %1),
                                              decode(repeat('00', 32), 'hex'));
    )"_s.arg(kept);
}
}

class TestUploader final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void start_newTill_isRegistered();
    void start_journalWithEntries_sendsThem();
    void wake_afterEachSale_keepsUp();
    void waiting_withoutDatabase_countsExactly();
    void start_serverCrashes_sendsTheRest();
    void start_serverStopped_sellsOnAndSendsLater();
    void start_backendHangs_sellsOnAndSendsAgain();
    void idle_serverRestoredToAnOlderState_sendsAgain();
    void start_serverWithoutTheTill_registersItAgain();
    void start_serverHoldsAnotherHash_isForked();
    void start_serverHoldsMore_isForked();
    void wake_afterFork_sendsNothing();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestUploader::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestUploader::start_newTill_isRegistered()
{
    Upload upload(m_cluster);
    QSignalSpy registered(upload.uploader.get(), &Uploader::registered);
    QVERIFY(upload.begin());
    QTRY_COMPARE(registered.size(), 1);
    QCOMPARE(upload.bench.till->state().prefix, u"1-"_s);
    QCOMPARE(upload.stored(u"tills"_s), u"1"_s);
}

void TestUploader::start_journalWithEntries_sendsThem()
{
    Upload upload(m_cluster);
    QVERIFY(upload.bench.readGoods());
    QVERIFY(upload.bench.registerTill());
    QVERIFY(upload.sell(130));
    QSignalSpy drained(upload.uploader.get(), &Uploader::drained);
    upload.uploader->start();
    QVERIFY(drained.wait(longMs));
    QCOMPARE(upload.stored(u"receipts"_s), u"130"_s);
    QCOMPARE(upload.uploader->waiting(), 0);
    QTRY_COMPARE(upload.bench.till->state().acknowledged, 130);
}

void TestUploader::wake_afterEachSale_keepsUp()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(200));
    QVERIFY(upload.drains());
    QCOMPARE(upload.stored(u"entries"_s), u"200"_s);
    QCOMPARE(upload.stored(u"orders"_s), u"200"_s);
}

void TestUploader::waiting_withoutDatabase_countsExactly()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    Uploader uploader(*bench.journal, bench.entries, u"test"_s);
    QSignalSpy stalled(&uploader, &Uploader::stalled);
    connect(bench.till.get(), &Till::entryWritten, &uploader, &Uploader::wake);
    uploader.start();
    for (int sale = 1; sale <= 3; ++sale) {
        QVERIFY(bench.sell({BakeryGoods::bread}));
        QCOMPARE(uploader.waiting(), sale);
    }
    QVERIFY(!uploader.idle());
    QTRY_COMPARE(stalled.size(), 1);
    for (int sale = 1; sale <= 3; ++sale)
        QVERIFY(bench.sell({BakeryGoods::bread})); // Each wakes it: more tries, one outage.
    QCOMPARE(stalled.size(), 1);
}

void TestUploader::start_serverCrashes_sendsTheRest()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(20));
    m_cluster.crash();
    QVERIFY(upload.sell(100));
    QVERIFY(upload.drains());
    QCOMPARE(upload.stored(u"receipts"_s), u"120"_s);
}

void TestUploader::start_serverStopped_sellsOnAndSendsLater()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(5));
    QVERIFY(upload.drains());
    m_cluster.stop();
    QVERIFY(upload.sell(30));
    QCOMPARE(upload.uploader->waiting(), 30);
    m_cluster.start();
    QVERIFY(upload.drains());
    QCOMPARE(upload.stored(u"receipts"_s), u"35"_s);
}

void TestUploader::start_backendHangs_sellsOnAndSendsAgain()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(5));
    QVERIFY(upload.drains());
    const QString backend = upload.database.value(
        u"SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
        "pg_backend_pid()"_s);
    QVERIFY(backend.toInt() > 0);
    QCOMPARE(::kill(backend.toInt(), SIGSTOP), 0);
    QElapsedTimer selling;
    selling.start();
    QVERIFY(upload.sell(30));
    QVERIFY2(selling.elapsed() < 1'500, "selling waited for the database");
    QVERIFY(upload.drains());
    QCOMPARE(upload.stored(u"receipts"_s), u"35"_s);
}

void TestUploader::idle_serverRestoredToAnOlderState_sendsAgain()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(10));
    QVERIFY(upload.drains());
    upload.database.execute(restoreTo(4));
    QCOMPARE(upload.stored(u"receipts"_s), u"4"_s);
    QTRY_COMPARE_WITH_TIMEOUT(upload.stored(u"receipts"_s), u"10"_s, longMs);
    QVERIFY(upload.drains());
}

void TestUploader::start_serverWithoutTheTill_registersItAgain()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(10));
    QVERIFY(upload.drains());
    upload.database.execute(restoreTo(0) + u"DELETE FROM tills;"_s);
    QVERIFY(upload.sell(1));
    QTRY_COMPARE_WITH_TIMEOUT(upload.stored(u"receipts"_s), u"11"_s, longMs);
    QCOMPARE(upload.database.value(u"SELECT number FROM bakehouse.tills"_s), u"1"_s);
}

void TestUploader::start_serverHoldsAnotherHash_isForked()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(3));
    QVERIFY(upload.drains());
    upload.database.execute(
        u"SET session_replication_role = replica;"
        "UPDATE bakehouse.tills SET head_hash = decode(repeat('ab', 32), 'hex')"_s);
    upload.restart();
    QSignalSpy forked(upload.uploader.get(), &Uploader::forked);
    QVERIFY(forked.wait(longMs));
}

void TestUploader::start_serverHoldsMore_isForked()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(3));
    QVERIFY(upload.drains());
    upload.database.execute(u"SET session_replication_role = replica;"
                            "UPDATE bakehouse.tills SET head_seq = 9"_s);
    upload.restart();
    QSignalSpy forked(upload.uploader.get(), &Uploader::forked);
    QVERIFY(forked.wait(longMs));
}

void TestUploader::wake_afterFork_sendsNothing()
{
    Upload upload(m_cluster);
    QVERIFY(upload.begin());
    QVERIFY(upload.sell(3));
    QVERIFY(upload.drains());
    upload.database.execute(
        u"SET session_replication_role = replica;"
        "UPDATE bakehouse.tills SET head_hash = decode(repeat('ab', 32), 'hex')"_s);
    QSignalSpy forked(upload.uploader.get(), &Uploader::forked);
    QVERIFY(upload.sell(1));
    QVERIFY(forked.wait(longMs));
    QVERIFY(upload.sell(1));
    QCOMPARE(upload.uploader->waiting(), 2);
    QCOMPARE(upload.stored(u"entries"_s), u"3"_s);
}

QTEST_GUILESS_MAIN(TestUploader)
#include "tst_uploader.moc"
