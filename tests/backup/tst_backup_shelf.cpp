#include "backup_shelf.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

std::vector<ShelvedBackup> everySixHours(int count)
{
    std::vector<ShelvedBackup> backups;
    for (int i = count - 1; i >= 0; --i) {
        const QDateTime madeAt = now.addSecs(-qint64(i) * 6 * 3'600);
        backups.push_back({.name = BackupShelf::nameFor(u"0badcafe"_s, madeAt),
                           .shop = u"0badcafe"_s,
                           .madeAt = madeAt,
                           .bytes = 1});
    }
    return backups;
}

}

/// The folder of backups: whose they are, and which go by age.
class TestBackupShelf : public QObject
{
    Q_OBJECT

private slots:
    void backups_ofOneShop_inOrder();
    void removeDrafts_leavesOthers();
    void superfluous_thinsAfterTwoDays();
    void superfluous_olderThanKept_goes();
    void superfluous_newestThreeStay();
    void superfluous_clockSetBack_removesNothingNew();
    void prune_removesFromTheFolder();
    void heldByOldest_withoutBackups_isNothing();

private:
    static void touch(const QTemporaryDir &folder, const QString &name)
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
};

void TestBackupShelf::backups_ofOneShop_inOrder()
{
    const QTemporaryDir folder;
    touch(folder, BackupShelf::nameFor(u"0badcafe"_s, now));
    touch(folder, BackupShelf::nameFor(u"0badcafe"_s, now.addDays(-1)));
    touch(folder, BackupShelf::nameFor(u"12345678"_s, now.addDays(-2)));
    touch(folder, BackupShelf::draftName(BackupShelf::nameFor(u"0badcafe"_s, now.addDays(1))));
    touch(folder, u"bakehouse-yesterday.backup"_s);
    const std::vector<ShelvedBackup> own = BackupShelf(folder.path(), u"0badcafe"_s).backups();
    QCOMPARE(own.size(), size_t(2));
    QCOMPARE(own.front().madeAt, now.addDays(-1));
    QCOMPARE(own.back().madeAt, now);
    QCOMPARE(BackupShelf(folder.path()).backups().size(), size_t(3));
    QCOMPARE(BackupShelf(folder.path(), u"0badcafe"_s).newest()->madeAt, now);
}

void TestBackupShelf::removeDrafts_leavesOthers()
{
    const QTemporaryDir folder;
    const QString own = BackupShelf::draftName(BackupShelf::nameFor(u"0badcafe"_s, now));
    const QString others = BackupShelf::draftName(BackupShelf::nameFor(u"12345678"_s, now));
    touch(folder, own);
    touch(folder, others);
    BackupShelf(folder.path(), u"0badcafe"_s).removeDrafts();
    QVERIFY(!QFile::exists(folder.filePath(own)));
    QVERIFY(QFile::exists(folder.filePath(others)));
}

void TestBackupShelf::superfluous_thinsAfterTwoDays()
{
    const std::vector<ShelvedBackup> all = everySixHours(40); // Ten days.
    const std::vector<ShelvedBackup> going = BackupShelf::superfluous(all, now, 30);
    QHash<QDate, int> left;
    for (const ShelvedBackup &backup : all) {
        if (std::ranges::find(going, backup) == going.end())
            ++left[backup.madeAt.date()];
    }
    QCOMPARE(left.value(now.date()), 3);
    QCOMPARE(left.value(now.date().addDays(-1)), 4);
    for (int day = 3; day < 10; ++day)
        QCOMPARE(left.value(now.date().addDays(-day)), 1);
    for (const ShelvedBackup &backup : going)
        QVERIFY(backup.madeAt.time() < QTime(18, 0)); // The last of its day stays.
}

void TestBackupShelf::superfluous_olderThanKept_goes()
{
    const std::vector<ShelvedBackup> all = everySixHours(200);
    const std::vector<ShelvedBackup> going = BackupShelf::superfluous(all, now, 7);
    for (const ShelvedBackup &backup : all) {
        if (backup.madeAt.daysTo(now) > 7)
            QVERIFY(std::ranges::find(going, backup) != going.end());
    }
}

void TestBackupShelf::superfluous_newestThreeStay()
{
    const std::vector<ShelvedBackup> all = everySixHours(5);
    const std::vector<ShelvedBackup> going = BackupShelf::superfluous(all, now.addYears(3), 7);
    QCOMPARE(going.size(), size_t(2));
    QCOMPARE(going.front(), all.front());
}

void TestBackupShelf::superfluous_clockSetBack_removesNothingNew()
{
    const std::vector<ShelvedBackup> all = everySixHours(5);
    QVERIFY(BackupShelf::superfluous(all, now.addYears(-3), 7).empty());
}

void TestBackupShelf::prune_removesFromTheFolder()
{
    const QTemporaryDir folder;
    for (const ShelvedBackup &backup : everySixHours(40))
        touch(folder, backup.name);
    touch(folder, u"letter.txt"_s);
    const BackupShelf shelf(folder.path(), u"0badcafe"_s);
    const int gone = shelf.prune(now, 3);
    QVERIFY(gone > 20);
    QCOMPARE(int(shelf.backups().size()), 40 - gone);
    QVERIFY(QFile::exists(folder.filePath(u"letter.txt"_s)));
}

void TestBackupShelf::heldByOldest_withoutBackups_isNothing()
{
    const QTemporaryDir folder;
    const Result<QHash<QUuid, TillHead>> held = BackupShelf(folder.path()).heldByOldest({});
    QVERIFY(held);
    QVERIFY(held->isEmpty());
}

QTEST_GUILESS_MAIN(TestBackupShelf)
#include "tst_backup_shelf.moc"
