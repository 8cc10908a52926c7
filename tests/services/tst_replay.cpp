#include "audit_store.h"
#include "replay.h"
#include "replay_acks.h"
#include "replay_clock.h"
#include "test_database.h"
#include "till_bench.h"
#include "uploader.h"

#include <QFile>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 30'000;
const QTimeZone london("Europe/London");

/// A till that replays, on the journal of a bench; another one on the same bench is the next run.
struct Run {
    Run(TillBench &bench, const ReplayFile &file, const Replay::Options &options)
        : till(*bench.journal, bench.cache, clock, {.zone = london})
        , uploader(*bench.journal, bench.entries, u"replay"_s)
        , replay({till, *bench.journal, uploader, clock}, file, options)
        , finished(&replay, &Replay::finished)
        , failed(&replay, &Replay::failed)
    {
        uploader.start();
        replay.start();
    }
    bool ends() { return finished.wait(longMs); }

    ReplayClock clock;
    Till till;
    Uploader uploader;
    Replay replay;
    QSignalSpy finished;
    QSignalSpy failed;
};

/// A shop with a database, and a file of @p receipts random receipts of its goods.
class Scene
{
public:
    Scene(TestCluster &cluster, int receipts)
        : database(cluster)
        , bench(database.address(), &disk,
                [&cluster](qint64 backend) { cluster.cluster().wake(backend); })
        , acks(bench.folder.filePath(u"acks"_s))
    {
        must(bench.readGoods(), "read the goods");
        text = makeFile(receipts);
        const Result<ReplayFile> parsed = parseReplayFile(text, goods(), london);
        must(bool(parsed), "read the file");
        file = *parsed;
    }

    const Goods &goods() const { return bench.cache.current()->goods(); }
    Replay::Options withAcks() const { return {.acksFile = acks}; }
    QString count(const QString &what)
    {
        return database.value(u"SELECT count(*) FROM bakehouse."_s + what);
    }
    QByteArray ackText() const
    {
        QFile ackFile(acks);
        return ackFile.open(QIODevice::ReadOnly) ? ackFile.readAll() : QByteArray();
    }
    /// What a whole replay must have acknowledged.
    QByteArray allAcks()
    {
        QByteArray lines;
        for (const QStringList &row : database.rows(
                 u"SELECT source_key, number, total_minor FROM bakehouse.receipts ORDER BY seq"_s))
            lines += row.join(u' ').toUtf8() + '\n';
        return lines;
    }
    /// Sells until @p count receipts are in the journal, then leaves as a crash does.
    void sellOnly(qint64 count)
    {
        {
            Run run(bench, file, withAcks());
            must(QTest::qWaitFor([&] { return run.till.state().head >= count; }, longMs),
                 "sell some");
        }
        bench.reopen();
    }

    TestDatabase database;
    FailingDisk disk;
    TillBench bench;
    const QString acks;
    QByteArray text;
    ReplayFile file;

private:
    QByteArray makeFile(int receipts)
    {
        QRandomGenerator random(7);
        std::vector<Product> products = goods().products;
        std::erase_if(products, [](const Product &one) { return one.unit != SaleUnit::Piece; });
        QByteArray lines = "date,time,receipt,item\n";
        QDateTime at(QDate(2026, 3, 28), QTime(9, 0), Qt::UTC);
        for (int receipt = 1; receipt <= receipts; ++receipt) {
            at = at.addSecs(random.bounded(1, 600));
            const QByteArray start = at.toString(u"yyyy-MM-dd,HH:mm:ss,"_s).toUtf8()
                + QByteArray::number(receipt * 3) + ',';
            for (int line = random.bounded(1, 5); line > 0; --line)
                lines += start
                    + products[size_t(random.bounded(int(products.size())))].name.toUtf8() + '\n';
        }
        return lines;
    }
};

/// Takings of a file, added up by hand.
qint64 takingsOf(const ReplayFile &file, const Goods &goods)
{
    qint64 sum = 0;
    for (const ReplaySale &sale : file.sales) {
        for (const qint64 product : sale.products) {
            const auto found =
                std::find_if(goods.products.begin(), goods.products.end(),
                             [product](const Product &one) { return one.id == product; });
            sum += found->price.minor();
        }
    }
    return sum;
}
}

class TestReplay final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void start_file_isSoldWhole();
    void start_file_isSoldAtItsOwnTimes();
    void start_afterACrash_goesOnWhereTheJournalEnds();
    void start_afterTornAcks_completesThem();
    void start_allSold_onlyCompletesAcks();
    void start_serverRestoredMeanwhile_storesAllAgain();
    void start_databaseAway_sellsAndFinishesLater();
    void start_diskFailsForAWhile_sellsEachOnce_data();
    void start_diskFailsForAWhile_sellsEachOnce();
    void start_journalOfAnotherFile_fails();
    void start_acksOfMoreThanTheJournal_fails();
    void start_recordedPace_keepsTheGaps();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestReplay::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestReplay::start_file_isSoldWhole()
{
    Scene scene(m_cluster, 300);
    QVERIFY(await(scene.bench.catalogue.bookDelivery(scene.file.deliveryKey, scene.file.firstDay,
                                                     scene.file.needed)));
    Run run(scene.bench, scene.file, scene.withAcks());
    QVERIFY(run.ends());
    const ReplaySummary &summary = run.replay.summary();
    QCOMPARE(summary.receipts, 300);
    QCOMPARE(summary.soldNow, 300);
    QCOMPARE(summary.lines, scene.file.rows);
    QCOMPARE(summary.takings.minor(), takingsOf(scene.file, scene.goods()));
    QCOMPARE(scene.count(u"receipts"_s), u"300"_s);
    QCOMPARE(scene.count(u"receipt_lines"_s), QString::number(scene.file.rows));
    QCOMPARE(scene.count(u"shortfalls"_s), u"0"_s);
    QCOMPARE(scene.ackText(), scene.allAcks());
    Money gross;
    for (const VatTotal &part : summary.vat)
        gross += part.gross;
    QCOMPARE(gross, summary.takings);
    QCOMPARE(summary.vat.size(), size_t(2));
    QVERIFY(summary.taps.longest.count() > 0);
    QVERIFY(summary.whole >= summary.selling);
}

void TestReplay::start_file_isSoldAtItsOwnTimes()
{
    Scene scene(m_cluster, 5);
    Run run(scene.bench, scene.file, {});
    QVERIFY(run.ends());
    const auto rows = scene.database.rows(u"SELECT uuid, to_char(sold_at AT TIME ZONE 'UTC', "
                                          u"'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), mode, suspect"
                                          " FROM bakehouse.receipts ORDER BY seq"_s);
    QCOMPARE(rows.size(), 5);
    for (int sale = 0; sale < rows.size(); ++sale) {
        const ReplaySale &expected = scene.file.sales[size_t(sale)];
        QCOMPARE(rows[sale],
                 QStringList({expected.uuid.toString(QUuid::WithoutBraces),
                              expected.soldAt.toString(Qt::ISODate), u"takeaway"_s, u"f"_s}));
    }
}

void TestReplay::start_afterACrash_goesOnWhereTheJournalEnds()
{
    Scene scene(m_cluster, 300);
    scene.sellOnly(40);
    scene.sellOnly(120);
    Run run(scene.bench, scene.file, scene.withAcks());
    QVERIFY(run.ends());
    QCOMPARE(run.replay.summary().receipts, 300);
    QVERIFY(run.replay.summary().soldNow <= 180);
    QCOMPARE(run.replay.summary().takings.minor(), takingsOf(scene.file, scene.goods()));
    QCOMPARE(scene.count(u"receipts"_s), u"300"_s);
    QCOMPARE(scene.ackText(), scene.allAcks());
}

void TestReplay::start_afterTornAcks_completesThem()
{
    Scene scene(m_cluster, 100);
    scene.sellOnly(50);
    const QByteArray before = scene.ackText();
    QVERIFY(QFile::resize(scene.acks, before.size() / 2)); // In the middle of a line, or nearly.
    Run run(scene.bench, scene.file, scene.withAcks());
    QVERIFY(run.ends());
    QCOMPARE(scene.ackText(), scene.allAcks());
}

void TestReplay::start_allSold_onlyCompletesAcks()
{
    Scene scene(m_cluster, 20);
    {
        Run first(scene.bench, scene.file, {});
        QVERIFY(first.ends());
    }
    scene.bench.reopen();
    Run second(scene.bench, scene.file, scene.withAcks());
    QVERIFY(second.ends());
    QCOMPARE(second.replay.summary().receipts, 20);
    QCOMPARE(second.replay.summary().soldNow, 0);
    QCOMPARE(scene.ackText(), scene.allAcks());
    QCOMPARE(scene.count(u"receipts"_s), u"20"_s);
}

void TestReplay::start_serverRestoredMeanwhile_storesAllAgain()
{
    Scene scene(m_cluster, 60);
    scene.sellOnly(30);
    scene.database.execute(
        u"SET session_replication_role = replica; SET search_path = bakehouse;"
        "TRUNCATE tills, entries, receipts, receipt_lines, receipt_tenders, receipt_vat, orders, "
        "order_lines, order_events, jobs, shortfalls;"
        "DELETE FROM stock_movements WHERE seq IS NOT NULL;"
        "UPDATE stock SET on_hand = (SELECT coalesce(sum(quantity), 0) FROM stock_movements m "
        "WHERE m.product_id = stock.product_id)"_s);
    Run run(scene.bench, scene.file, scene.withAcks());
    QVERIFY(run.ends());
    QCOMPARE(scene.count(u"receipts"_s), u"60"_s);
    QCOMPARE(scene.ackText(), scene.allAcks());
}

void TestReplay::start_databaseAway_sellsAndFinishesLater()
{
    Scene scene(m_cluster, 100);
    scene.sellOnly(10);
    m_cluster.stop();
    {
        Run run(scene.bench, scene.file, scene.withAcks());
        QTRY_COMPARE_WITH_TIMEOUT(run.till.state().head, 100, longMs);
        QVERIFY(run.finished.isEmpty());
        m_cluster.start();
        QVERIFY(run.ends());
    }
    QCOMPARE(scene.count(u"receipts"_s), u"100"_s);
}

void TestReplay::start_diskFailsForAWhile_sellsEachOnce_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("before the commit") << int(FailingDisk::Fault::BeforeCommit);
    QTest::newRow("after the commit") << int(FailingDisk::Fault::AfterCommit);
    QTest::newRow("everything") << int(FailingDisk::Fault::Everything);
}

void TestReplay::start_diskFailsForAWhile_sellsEachOnce()
{
    QFETCH(int, fault);
    Scene scene(m_cluster, 200);
    Run run(scene.bench, scene.file, scene.withAcks());
    QTRY_VERIFY_WITH_TIMEOUT(run.till.state().head >= 50, longMs);
    scene.disk.set(FailingDisk::Fault(fault));
    QVERIFY(!run.finished.wait(600));
    QVERIFY(run.failed.isEmpty());
    scene.disk.set(FailingDisk::Fault::None);
    QVERIFY(run.ends());
    QCOMPARE(scene.count(u"receipts"_s), u"200"_s);
    QCOMPARE(run.replay.summary().takings.minor(), takingsOf(scene.file, scene.goods()));
    QCOMPARE(scene.ackText(), scene.allAcks());
}

void TestReplay::start_journalOfAnotherFile_fails()
{
    Scene scene(m_cluster, 10);
    const Result<ReplayFile> other = parseReplayFile(scene.text + '\n', scene.goods(), london);
    QVERIFY(other);
    scene.sellOnly(5);
    Run run(scene.bench, *other, {});
    QTRY_COMPARE_WITH_TIMEOUT(run.failed.size(), 1, longMs);
    QVERIFY(run.finished.isEmpty());
}

void TestReplay::start_acksOfMoreThanTheJournal_fails()
{
    Scene scene(m_cluster, 10);
    scene.sellOnly(5);
    QFile acks(scene.acks);
    QVERIFY(acks.open(QIODevice::Append));
    QCOMPARE(acks.write("999 999 999\n"), 12);
    acks.close();
    Run run(scene.bench, scene.file, scene.withAcks());
    QTRY_COMPARE_WITH_TIMEOUT(run.failed.size(), 1, longMs);
    QVERIFY(run.finished.isEmpty());
}

void TestReplay::start_recordedPace_keepsTheGaps()
{
    Scene scene(m_cluster, 4);
    const qint64 recordedMs =
        scene.file.sales.front().soldAt.msecsTo(scene.file.sales.back().soldAt);
    Run run(scene.bench, scene.file,
            {.pace = Replay::Pace::Recorded, .speed = double(recordedMs) / 400});
    QVERIFY(run.ends());
    QVERIFY(run.replay.summary().selling >= std::chrono::milliseconds(395));
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
