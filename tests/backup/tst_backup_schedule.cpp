#include "backup_schedule.h"

#include <QTest>

namespace {

BackupSchedule schedule()
{
    return {.zone = QTimeZone("Europe/Berlin")};
}

/// Local time of the shop, in winter.
QDateTime at(int day, int hour, int minute = 0)
{
    return QDateTime(QDate(2026, 2, day), QTime(hour, minute), QTimeZone("Europe/Berlin")).toUTC();
}

}

/// When backups and drills are due.
class TestBackupSchedule : public QObject
{
    Q_OBJECT

private slots:
    void backup_first_isDueAtOnce();
    void backup_afterTheDaysEnd_isDue();
    void backup_byTheHour_isDue();
    void backup_notWanted_isNeverDue();
    void backup_ofTheFuture_doesNotCount();
    void dayEnd_onTheNightOfSummerTime_isOnce();
    void drill_oncePerDay();
    void drill_withoutBackup_isNotDue();
};

void TestBackupSchedule::backup_first_isDueAtOnce()
{
    QVERIFY(schedule().backupDue(at(10, 12), {}));
}

void TestBackupSchedule::backup_afterTheDaysEnd_isDue()
{
    BackupSchedule daily = schedule();
    daily.everyHours = 0;
    QVERIFY(!daily.backupDue(at(11, 3, 59), at(10, 12)));
    QVERIFY(daily.backupDue(at(11, 4), at(10, 12)));
    QVERIFY(!daily.backupDue(at(11, 23), at(11, 4)));
    QVERIFY(daily.backupDue(at(14, 9), at(11, 4))); // The machine was off.
}

void TestBackupSchedule::backup_byTheHour_isDue()
{
    BackupSchedule hourly = schedule();
    hourly.atDayEnd = false;
    QVERIFY(!hourly.backupDue(at(10, 17, 59), at(10, 12)));
    QVERIFY(hourly.backupDue(at(10, 18), at(10, 12)));
}

void TestBackupSchedule::backup_notWanted_isNeverDue()
{
    BackupSchedule none = schedule();
    none.atDayEnd = false;
    none.everyHours = 0;
    QVERIFY(!none.backupDue(at(10, 12), {}));
}

void TestBackupSchedule::backup_ofTheFuture_doesNotCount()
{
    QVERIFY(schedule().backupDue(at(10, 12), at(20, 12)));
}

void TestBackupSchedule::dayEnd_onTheNightOfSummerTime_isOnce()
{
    BackupSchedule night = schedule();
    night.dayStart = QTime(2, 30); // Left out on 29 March.
    const QDateTime before(QDate(2026, 3, 29), QTime(0, 0), Qt::UTC);
    const QDateTime after(QDate(2026, 3, 29), QTime(6, 0), Qt::UTC);
    QVERIFY(night.lastDayEnd(before) < before);
    QVERIFY(night.lastDayEnd(after) > before);
    QVERIFY(night.lastDayEnd(after) <= after);
}

void TestBackupSchedule::drill_oncePerDay()
{
    QVERIFY(schedule().drillDue(at(10, 12), at(10, 4), {}));
    QVERIFY(!schedule().drillDue(at(10, 12), at(10, 10), at(10, 5)));
    QVERIFY(schedule().drillDue(at(11, 5), at(11, 4), at(10, 5)));
    BackupSchedule without = schedule();
    without.drills = false;
    QVERIFY(!without.drillDue(at(11, 5), at(11, 4), at(10, 5)));
}

void TestBackupSchedule::drill_withoutBackup_isNotDue()
{
    QVERIFY(!schedule().drillDue(at(10, 12), {}, {}));
}

QTEST_APPLESS_MAIN(TestBackupSchedule)
#include "tst_backup_schedule.moc"
