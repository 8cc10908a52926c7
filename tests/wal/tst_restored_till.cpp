#include "await.h"
#include "backup_board.h"
#include "call_supervisor.h"
#include "catalogue_cache.h"
#include "catalogue_store.h"
#include "cluster_fixture.h"
#include "database.h"
#include "entry_copies.h"
#include "entry_store.h"
#include "journal_fixture.h"
#include "journal_reader.h"
#include "manual_clock.h"
#include "migrations.h"
#include "point_in_time.h"
#include "snapshot_file.h"
#include "uploader.h"
#include "wal_keeper.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 60'000;

/// The way of a till's entries into a database.
struct Line {
    Line(const DatabaseAddress &address, const QString &snapshotFile)
        : snapshot(snapshotFile)
        , cache(catalogue, snapshot, clock)
        , orders({.name = u"orders"_s, .address = address}, supervisor)
        , catalogue(orders, cache, u"counter"_s)
        , entries(orders, cache, u"counter"_s)
    {
    }
    ~Line() { cache.stop(); }
    Q_DISABLE_COPY_MOVE(Line)

    /// Uploads all of @p journal; false when that did not come to its end, or it forked.
    bool drain(Journal &journal)
    {
        Uploader uploader(journal, entries, u"counter"_s);
        const QSignalSpy forked(&uploader, &Uploader::forked);
        QSignalSpy drained(&uploader, &Uploader::drained);
        uploader.start();
        return (!drained.isEmpty() || drained.wait(longMs)) && forked.isEmpty();
    }

    ManualClock clock;
    SnapshotFile snapshot;
    CatalogueCache cache;
    CallSupervisor supervisor;
    Database orders;
    CatalogueStore catalogue;
    EntryStore entries;
};

bool keptNow(const BackupBoard &board)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return QTest::qWaitFor(
        [&board, now] {
            const std::optional<QDateTime> until = board.report().walReceivedAt;
            return until && *until >= now;
        },
        longMs);
}

qint64 stored(const Cluster &cluster)
{
    return value(connectTo(cluster).get(), "SELECT count(*) FROM bakehouse.entries").toLongLong();
}

}

/// A till whose machine was lost while its database was away: it goes on where it was.
class TestRestoredTill final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void lostWithEntriesNotUploaded_goesOnWithoutAFork();
    void restoredToAnEarlierMoment_keepsEveryReceipt();

private:
    void sell(int count) const;
    Result<PointInTimeOutcome> restore(const std::optional<QDateTime> &at);
    void checkRestored(qint64 inDatabase);

    ClusterFixture m_fixture;
    QString m_data;
    QString m_target;
    QString m_new;
    std::unique_ptr<Journal> m_journal;
    QDateTime m_between; ///< Four entries are in the database, then six.
};

void TestRestoredTill::sell(int count) const
{
    for (int i = 0; i < count; ++i) {
        if (!await(m_journal->append(sale())))
            qFatal("not sold");
    }
}

/// Six sales uploaded, in two parts; then the database is away, and three more are sold.
void TestRestoredTill::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
    m_data = m_fixture.prepare(u"shop"_s);
    m_target = m_fixture.root() + u"/target"_s;
    m_new = m_fixture.root() + u"/new"_s;
    BackupBoard board;
    std::unique_ptr<Cluster> cluster = ClusterFixture::cluster(m_data);
    QVERIFY(await(cluster->start()));
    QVERIFY(Migrations::bringUp(cluster->address(), Migrations::Permission::Upgrade));
    auto opened = Journal::open(DataDirectory::prepare(m_data)->tillFolder(testTill()), testTill());
    QVERIFY(opened);
    m_journal = *std::move(opened);
    {
        const WalKeeper keeper({.binaries = *ServerBinaries::find({}, 0),
                                .address = cluster->address(),
                                .target = m_target,
                                .dataDirectory = m_data,
                                .stream = u"test"_s,
                                .interval = std::chrono::milliseconds(50)},
                               board);
        Line line(cluster->address(), m_data + u"/catalogue.sqlite"_s);
        QVERIFY(line.drain(*m_journal)); // Registers it.
        QVERIFY(keptNow(board));
        EntryCopies copies(m_target);
        const auto copy = [&] {
            const auto reader = JournalReader::open(m_journal->folder());
            return reader && copies.copy(testTill(), **reader, QDateTime::currentDateTimeUtc());
        };
        sell(4);
        QVERIFY(copy());
        QVERIFY(line.drain(*m_journal));
        QVERIFY(keptNow(board));
        m_between = QDateTime::currentDateTimeUtc();
        QVERIFY(keptNow(board));
        sell(2);
        QVERIFY(copy());
        QVERIFY(line.drain(*m_journal));
        QVERIFY(keptNow(board));
        sell(3);
        QVERIFY(copy());
    }
    m_journal.reset();
}

Result<PointInTimeOutcome> TestRestoredTill::restore(const std::optional<QDateTime> &at)
{
    QDir(m_new).removeRecursively();
    PointInTime job({.target = m_target, .at = at, .directory = m_new}, {});
    return job.restore();
}

/// Nine receipts, @p inDatabase of them there before; the tenth follows them.
void TestRestoredTill::checkRestored(qint64 inDatabase)
{
    const std::unique_ptr<Cluster> cluster = ClusterFixture::cluster(m_new);
    QVERIFY(await(cluster->start()));
    QCOMPARE(stored(*cluster), inDatabase);
    const auto journal =
        Journal::open(DataDirectory::prepare(m_new)->tillFolder(testTill()), testTill());
    QVERIFY(journal);
    QCOMPARE((*journal)->state().head, 9);
    Line line(cluster->address(), m_new + u"/catalogue.sqlite"_s);
    QVERIFY(line.drain(**journal));
    QCOMPARE(stored(*cluster), 9);
    const Result<Receipt> next = await((*journal)->append(sale()));
    QVERIFY(next);
    QCOMPARE(next->number, 10);
    QVERIFY(line.drain(**journal));
    QCOMPARE(value(connectTo(*cluster).get(), "SELECT count(*) FROM bakehouse.verify_all()"),
             u"0"_s);
}

void TestRestoredTill::lostWithEntriesNotUploaded_goesOnWithoutAFork()
{
    const Result<PointInTimeOutcome> outcome = restore({});
    QVERIFY2(outcome, outcome ? "" : qUtf8Printable(describe(outcome.error())));
    QCOMPARE(outcome->tills.size(), size_t(1));
    QCOMPARE(outcome->tills.front().inDatabase, 6);
    QCOMPARE(outcome->tills.front().head, 9);
    QVERIFY2(outcome->notes.isEmpty(), qUtf8Printable(outcome->notes.join(u' ')));
    checkRestored(6);
}

/// What was sold since then has been printed: no number is given again.
void TestRestoredTill::restoredToAnEarlierMoment_keepsEveryReceipt()
{
    const Result<PointInTimeOutcome> outcome = restore(m_between);
    QVERIFY2(outcome, outcome ? "" : qUtf8Printable(describe(outcome.error())));
    QCOMPARE(outcome->tills.front().inDatabase, 4);
    checkRestored(4);
}

QTEST_GUILESS_MAIN(TestRestoredTill)
#include "tst_restored_till.moc"
