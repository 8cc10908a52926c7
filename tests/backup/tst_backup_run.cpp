#include "backup_check.h"
#include "backup_record.h"
#include "backup_run.h"
#include "backup_writer.h"
#include "data_directory.h"
#include "file_lock.h"
#include "migrations.h"
#include "restore_drill.h"
#include "restore_run.h"
#include "schema_upgrade.h"
#include "shop_folder.h"
#include "test_database.h"
#include "upgrade_record.h"

#include <QDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(4, 0), Qt::UTC);

}

/// One backup, what it holds and what can go wrong. The whole way from outside: tst_ctl_backup.
class TestBackupRun : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void make_whileRowsChange_holdsOneMoment();
    void make_leavesThePasswordOut();
    void make_targetIsAFile_isRefusedAndNoted();
    void make_noRoom_isRefused();
    void make_databaseAway_isNotedAndNothingLeft();
    void make_whileAnotherRuns_isRefused();
    void make_stopped_leavesNothing();
    void make_prunesByAge();
    void make_journalDamaged_isNotedAndTheRestIsKept();
    void restore_ofANewerProgram_isRefused();
    void restore_partThatLeadsElsewhere_isRefused();
    void restore_databaseChangedAfterwards_isFoundByTheDrill();
    void upgrade_failedByANewerProgram_isForgotten();
    void upgrade_thatIsDone_staysKnown();

private:
    BackupPlan plan()
    {
        return {.dataDirectory = m_shop->data(),
                .address = m_database->address(),
                .binaries = {},
                .folder = m_folder->filePath(u"backups"_s)};
    }
    Result<RestoredShop> restoreForged(int schema, const QString &part);
    QStringList left() const
    {
        return QDir(m_folder->filePath(u"backups"_s)).entryList(QDir::Files | QDir::Hidden);
    }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<ShopFolder> m_shop;
    std::unique_ptr<ShopFolder> m_other;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBackupRun::init()
{
    m_database = std::make_unique<TestDatabase>(m_cluster);
    m_shop = std::make_unique<ShopFolder>();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(DataDirectory::prepare(m_shop->data()));
}

void TestBackupRun::make_whileRowsChange_holdsOneMoment()
{
    m_database->execute(u"CREATE TABLE bakehouse.busy (id bigint PRIMARY KEY, words text);"
                        "ALTER TABLE bakehouse.busy OWNER TO bakehouse_owner;"
                        "INSERT INTO bakehouse.busy SELECT i, repeat(md5(i::text), 50) "
                        "FROM generate_series(1, 20000) AS i"_s);
    std::atomic<bool> stop = false;
    std::thread writer([this, &stop] {
        TestDatabase *database = m_database.get();
        for (int i = 0; !stop; ++i)
            database->execute(u"UPDATE bakehouse.busy SET words = words || '!' WHERE id = %1;"
                              "INSERT INTO bakehouse.busy VALUES (%2, 'new')"_s.arg(1 + i % 20'000)
                                  .arg(100'000 + i));
    });
    const Result<MadeBackup> made = makeBackup(plan(), now);
    stop = true;
    writer.join();
    QVERIFY2(made, qPrintable(made ? QString() : describe(made.error())));
    // The drill compares every table with what the manifest of that moment says.
    const Result<DrillOutcome> drill = drillRestore(
        {.dataDirectory = m_shop->data(), .folder = plan().folder, .keptFreeBytes = 0}, now);
    QVERIFY(drill);
    QVERIFY2(drill->clean, qPrintable(drill->words));
}

void TestBackupRun::make_leavesThePasswordOut()
{
    QFile settings(m_shop->file(u"settings.ini"_s));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("shop.name = Crumb\ndatabase.url = postgresql://till:brown-bread@server/shop\n");
    settings.close();
    const Result<MadeBackup> made = makeBackup(plan(), now);
    QVERIFY(made);
    const ShopFolder other;
    Result<DataDirectory> directory = DataDirectory::prepare(other.data());
    QVERIFY(directory);
    QVERIFY(directory->claim(u"test"_s));
    const QString file = QDir(plan().folder).filePath(made->backup.name);
    RestorePlan restore;
    restore.file = file;
    const Result<RestoredShop> restored = restoreShop(restore, *directory, now);
    QVERIFY2(restored, qPrintable(restored ? QString() : describe(restored.error())));
    QCOMPARE(other.content(u"settings.ini"_s), "shop.name = Crumb\n");
}

void TestBackupRun::make_targetIsAFile_isRefusedAndNoted()
{
    BackupPlan wrong = plan();
    QFile file(wrong.folder);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Result<MadeBackup> made = makeBackup(wrong, now);
    QVERIFY(!made);
    QCOMPARE(made.error().reason, Error::Reason::DirectoryUnusable);
    const BackupRecord record = BackupRecord::load(m_shop->data());
    QCOMPARE(record.failedAt, std::optional(now));
    QVERIFY(record.failure.contains(wrong.folder));
}

void TestBackupRun::make_noRoom_isRefused()
{
    BackupPlan greedy = plan();
    greedy.keptFreeBytes = qint64(1) << 60;
    const Result<MadeBackup> made = makeBackup(greedy, now);
    QVERIFY(!made);
    QVERIFY2(made.error().detail.contains(u"MB are needed"_s), qPrintable(made.error().detail));
    QVERIFY(left().isEmpty());
}

void TestBackupRun::make_databaseAway_isNotedAndNothingLeft()
{
    BackupPlan away = plan();
    away.address = away.address.with(u"dbname"_s, u"nowhere"_s);
    QVERIFY(!makeBackup(away, now));
    QVERIFY(left().isEmpty());
    QVERIFY(BackupRecord::load(m_shop->data()).failedAt);
    QVERIFY(makeBackup(plan(), now));
    QVERIFY(!BackupRecord::load(m_shop->data()).failedAt);
}

void TestBackupRun::make_whileAnotherRuns_isRefused()
{
    const auto lock = FileLock::take(m_shop->file(u"backup.lock"_s), u"another"_s);
    QVERIFY(lock);
    const Result<MadeBackup> made = makeBackup(plan(), now);
    QVERIFY(!made);
    QCOMPARE(made.error().reason, Error::Reason::DirectoryOwned);
}

void TestBackupRun::make_stopped_leavesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!makeBackup(plan(), now, stop.get_token()));
    QVERIFY(left().isEmpty());
    QVERIFY(!QFile::exists(m_shop->file(u"backup.tmp"_s)));
}

void TestBackupRun::make_prunesByAge()
{
    for (int day = 0; day < 5; ++day)
        QVERIFY(makeBackup(plan(), now.addDays(day)));
    BackupPlan brief = plan();
    brief.keepDays = 1;
    const Result<MadeBackup> made = makeBackup(brief, now.addDays(30));
    QVERIFY(made);
    QCOMPARE(made->pruned, 3);
    QCOMPARE(left().size(), 3);
}

void TestBackupRun::make_journalDamaged_isNotedAndTheRestIsKept()
{
    const QString till = m_shop->file(u"tills/5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d"_s);
    QVERIFY(QDir().mkpath(till));
    QFile journal(till + u"/journal.sqlite"_s);
    QVERIFY(journal.open(QIODevice::WriteOnly));
    journal.write(QByteArray(50'000, 'x'));
    journal.close();
    const Result<MadeBackup> made = makeBackup(plan(), now);
    QVERIFY(made);
    QCOMPARE(made->manifest.unread.size(), 1);
    QVERIFY(made->manifest.unread.first().contains(till));
    QCOMPARE(BackupRecord::load(m_shop->data()).failedAt, std::optional(now));
    QVERIFY(checkBackup(QDir(plan().folder).filePath(made->backup.name), {}));
}

/// What comes of restoring a file with such a manifest and one part more.
Result<RestoredShop> TestBackupRun::restoreForged(int schema, const QString &part)
{
    const QString path = m_folder->filePath(u"forged"_s);
    QFile::remove(path);
    const BackupManifest manifest {
        .database = {.schemaVersion = schema,
                     .tables = {{.name = u"orders"_s, .rows = 0, .sum = u"0"_s}}},
        .journals = {},
        .unread = {}};
    Result<std::unique_ptr<BackupWriter>> writer =
        BackupWriter::open(path, {.madeAt = now, .shop = u"0badcafe"_s, .program = u"1"_s}, {});
    if (!writer || !(*writer)->writePart(u"manifest.json"_s, manifest.toJson())
        || !(*writer)->writePart(part, "content") || !(*writer)->finish())
        qFatal("the file could not be written");
    m_other = std::make_unique<ShopFolder>();
    Result<DataDirectory> directory = DataDirectory::prepare(m_other->data());
    if (!directory || !directory->claim(u"test"_s))
        qFatal("no folder");
    RestorePlan plan;
    plan.file = path;
    return restoreShop(plan, *directory, now);
}

void TestBackupRun::restore_ofANewerProgram_isRefused()
{
    const Result<RestoredShop> restored = restoreForged(9'999, u"settings.ini"_s);
    QVERIFY(!restored);
    QCOMPARE(restored.error().reason, Error::Reason::SchemaMismatch);
    QVERIFY(!QFile::exists(m_other->file(u"settings.ini"_s)));
}

void TestBackupRun::restore_partThatLeadsElsewhere_isRefused()
{
    for (const QString &part :
         {u"../evil"_s, u"/etc/evil"_s, u"pictures/../../evil"_s, u"pictures/.evil"_s,
          u"tills/x/journal.sqlite"_s, u"run.json"_s, u"settings.ini\n"_s}) {
        const Result<RestoredShop> restored = restoreForged(1, part);
        QVERIFY2(!restored, qPrintable(part));
        QCOMPARE(restored.error().reason, Error::Reason::BackupDamaged);
        QVERIFY(QDir(m_other->data()).entryList({u"*evil*"_s, u"restore*"_s}).isEmpty());
    }
}

void TestBackupRun::restore_databaseChangedAfterwards_isFoundByTheDrill()
{
    // A database that is wrong before it is backed up: whole as a file, and yet not clean.
    m_database->execute(u"UPDATE bakehouse.stock SET on_hand = on_hand + 1000 WHERE product_id = "
                        "(SELECT min(product_id) FROM bakehouse.stock)"_s);
    QVERIFY(makeBackup(plan(), now));
    const Result<DrillOutcome> drill = drillRestore(
        {.dataDirectory = m_shop->data(), .folder = plan().folder, .keptFreeBytes = 0}, now);
    QVERIFY(drill);
    QVERIFY(!drill->clean);
    QVERIFY2(drill->words.contains(u"stock"_s) || drill->words.contains(u"product"_s),
             qPrintable(drill->words));
    QCOMPARE(BackupRecord::load(m_shop->data()).drillWords, drill->words);
}

// The shop went on as it was: the backup from before that try is no longer one from before.
void TestBackupRun::upgrade_failedByANewerProgram_isForgotten()
{
    const UpgradeRecord record {
        .from = Migrations::newest(), .to = 9'999, .at = now, .backup = m_folder->path()};
    QVERIFY(record.save(m_shop->data()));
    const Result<int> version = upgradeSchema({.place = plan()}, now);
    QVERIFY2(version, qPrintable(version ? QString() : describe(version.error())));
    QCOMPARE(*version, Migrations::newest());
    QVERIFY(!UpgradeRecord::load(m_shop->data()));
    QCOMPARE(left(), QStringList()); // No backup without an upgrade.
}

void TestBackupRun::upgrade_thatIsDone_staysKnown()
{
    const UpgradeRecord record {
        .from = 1, .to = Migrations::newest(), .at = now, .backup = m_folder->path()};
    QVERIFY(record.save(m_shop->data()));
    QVERIFY(upgradeSchema({.place = plan()}, now));
    QCOMPARE(UpgradeRecord::load(m_shop->data())->backup, m_folder->path());
}

QTEST_GUILESS_MAIN(TestBackupRun)
#include "tst_backup_run.moc"
