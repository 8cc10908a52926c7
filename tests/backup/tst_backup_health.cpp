#include "backup_health.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

BackupReport good()
{
    return {.folder = u"/mnt/stick"_s,
            .madeAt = now.addSecs(-3'600),
            .kept = 4,
            .drilledAt = now.addSecs(-3'000),
            .drillClean = true,
            .drillWords = u"clean; 12 receipts"_s};
}

}

/// The check of backups in health.
class TestBackupHealth : public QObject
{
    Q_OBJECT

private slots:
    void check_data();
    void check();
};

void TestBackupHealth::check_data()
{
    QTest::addColumn<BackupReport>("report");
    QTest::addColumn<bool>("healthy");
    QTest::addColumn<QString>("words");
    BackupReport report = good();
    QTest::newRow("made and drilled") << report << true << u"restored on trial 2026-03-02"_s;
    report.besideData = true;
    QTest::newRow("beside the data") << report << true << u"on the disk of the only copy"_s;
    report.failedAt = now;
    report.failure = Error {.detail = u"no room"_s};
    QTest::newRow("failed") << report << false << u"the last backup failed: no room"_s;
    report = good();
    report.madeAt = now.addDays(-3);
    QTest::newRow("old") << report << false << u"the newest backup is of 2026-02-27"_s;
    report = good();
    report.drillClean = false;
    report.drillWords = u"table orders is missing"_s;
    QTest::newRow("drill") << report << false << u"found: table orders is missing"_s;
    report = good();
    report.walReceivedAt = now.addSecs(-30);
    report.walFailure = Error {.code = Error::Code::Unavailable, .detail = u"gone"_s};
    QTest::newRow("log, a moment behind") << report << true << u"any moment up to 2026-03-02"_s;
    report.walReceivedAt = now.addSecs(-600);
    QTest::newRow("log, long behind")
        << report << false << u"the log of the database is kept up to 2026-03-02T11:50:00Z only"_s;
    report.walReceivedAt.reset();
    QTest::newRow("log, never") << report << false << u"not kept yet: gone"_s;
    report.walFailure->code = Error::Code::Denied;
    QTest::newRow("log of a shared server") << report << true << u"restored on trial"_s;
    report = good();
    report.entriesCopiedAt = now.addSecs(-600);
    QTest::newRow("copies, long behind") << report << false << u"kept up to 2026-03-02T11:50"_s;
    report = {.folder = u"/mnt/stick"_s};
    QTest::newRow("none yet") << report << true << u"no backup yet"_s;
    QTest::newRow("none wanted") << BackupReport() << true << u"no backups are made"_s;
}

void TestBackupHealth::check()
{
    QFETCH(BackupReport, report);
    QFETCH(bool, healthy);
    QFETCH(QString, words);
    const HealthCheck check = checkBackups(report, now);
    QCOMPARE(check.name, u"backup"_s);
    QCOMPARE(check.healthy, healthy);
    QVERIFY2(check.note.contains(words), qPrintable(check.note));
}

QTEST_APPLESS_MAIN(TestBackupHealth)
#include "tst_backup_health.moc"
