#include "backup_board.h"
#include "backup_keeper.h"
#include "data_directory.h"
#include "journal_fixture.h"
#include "journal_pruner.h"
#include "journal_reader.h"
#include "manual_clock.h"
#include "shop_folder.h"
#include "test_database.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Backups and drills by themselves.
class TestBackupKeeper : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keeper_makesTheFirstAndDrillsIt();
    void keeper_afterTheDaysEnd_makesTheNext();
    void keeper_failure_isOnTheBoardAndTriedAgain();
    void keeper_withoutFolder_saysSo();
    void keeper_afterABackup_prunesJournals();
    void keeper_end_stopsWhatRuns();

private:
    void start(const QString &folder, const std::vector<Journal *> &journals = {})
    {
        const QString data = m_shop->data();
        m_keeper = std::make_unique<BackupKeeper>(
            BackupKeeper::Options {
                .backup = {.dataDirectory = data,
                           .address = m_database->address(),
                           .binaries = {},
                           .folder = folder},
                .drill = {.dataDirectory = data, .folder = folder, .keptFreeBytes = 0},
                .schedule = {.zone = QTimeZone::utc(), .everyHours = 0},
                .every = std::chrono::milliseconds(20),
                .openJournals = journals},
            m_clock, m_board);
    }
    QString folder() const { return m_folder->filePath(u"backups"_s); }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<ShopFolder> m_shop;
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    BackupBoard m_board;
    std::unique_ptr<BackupKeeper> m_keeper;
};

void TestBackupKeeper::init()
{
    m_keeper.reset();
    m_database = std::make_unique<TestDatabase>(m_cluster);
    m_shop = std::make_unique<ShopFolder>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock.set(QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC));
    m_board.change([](BackupReport &report) { report = {}; });
    QVERIFY(DataDirectory::prepare(m_shop->data()));
}

void TestBackupKeeper::keeper_makesTheFirstAndDrillsIt()
{
    start(folder());
    QTRY_VERIFY_WITH_TIMEOUT(m_board.report().drilledAt, 60'000);
    const BackupReport report = m_board.report();
    QCOMPARE(report.madeAt, std::optional(m_clock.now()));
    QCOMPARE(report.kept, 1);
    QVERIFY(report.madeBytes > 1'000);
    QVERIFY(!report.encrypted);
    QVERIFY2(report.drillClean, qPrintable(report.drillWords));
    QVERIFY(report.besideData);
    QVERIFY(!report.failedAt);
}

void TestBackupKeeper::keeper_afterTheDaysEnd_makesTheNext()
{
    start(folder());
    QTRY_VERIFY_WITH_TIMEOUT(m_board.report().drilledAt, 60'000);
    m_clock.set(QDateTime(QDate(2026, 3, 3), QTime(4, 0), Qt::UTC));
    QTRY_COMPARE_WITH_TIMEOUT(m_board.report().kept, 2, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_board.report().drilledAt, std::optional(m_clock.now()), 60'000);
}

void TestBackupKeeper::keeper_failure_isOnTheBoardAndTriedAgain()
{
    QFile file(folder()); // A file where the folder should be.
    QVERIFY(file.open(QIODevice::WriteOnly));
    start(folder());
    QTRY_VERIFY_WITH_TIMEOUT(m_board.report().failedAt, 30'000);
    QVERIFY(m_board.report().failure);
    QVERIFY(file.remove());
    m_clock.advanceMs(qint64(BackupSchedule::retryMinutes) * 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_board.report().kept, 1, 60'000);
    QVERIFY(!m_board.report().failedAt);
}

void TestBackupKeeper::keeper_withoutFolder_saysSo()
{
    start({});
    QTRY_VERIFY(QFile::exists(m_shop->file(u"backup.lock"_s))); // It has looked.
    m_keeper.reset();
    QVERIFY(m_board.report().folder.isEmpty());
    QVERIFY(!m_board.report().madeAt);
}

/// Of the till that this program has open, and of one that nobody holds.
void TestBackupKeeper::keeper_afterABackup_prunesJournals()
{
    constexpr int sales = JournalPruning::keptLeast + 20;
    const DataDirectory directory = *DataDirectory::prepare(m_shop->data());
    const QDateTime longAgo = m_clock.now().addDays(-2 * JournalPruner::keptDays);
    std::vector<std::unique_ptr<Journal>> journals;
    for (const QUuid &till : {testTill(), QUuid::createUuid()}) {
        auto journal = Journal::open(directory.tillFolder(till), till);
        QVERIFY(journal && await((*journal)->setRegistration(1, u"1-"_s)));
        for (int i = 0; i < sales; ++i)
            QVERIFY(await((*journal)->append(sale(QUuid::createUuid(), longAgo))));
        (*journal)->acknowledge(sales);
        QVERIFY(await((*journal)->checkWritable()));
        journals.push_back(*std::move(journal));
    }
    const QString other = journals.back()->folder();
    journals.pop_back();
    start(folder(), {journals.front().get()});
    QTRY_COMPARE_WITH_TIMEOUT(journals.front()->state().cut.sequence, 20, 60'000);
    const auto reader = JournalReader::open(other);
    QVERIFY(reader);
    QTRY_COMPARE_WITH_TIMEOUT((*reader)->state()->cut.sequence, 20, 60'000);
    m_keeper.reset();
}

void TestBackupKeeper::keeper_end_stopsWhatRuns()
{
    m_database->execute(u"BEGIN; LOCK TABLE bakehouse.orders"_s); // pg_dump waits for it.
    start(folder());
    QTRY_VERIFY_WITH_TIMEOUT(
        m_database->value(u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s) != u"0"_s, 30'000);
    m_keeper.reset();
    m_database->execute(u"ROLLBACK"_s);
    QVERIFY(QDir(folder()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

QTEST_GUILESS_MAIN(TestBackupKeeper)
#include "tst_backup_keeper.moc"
