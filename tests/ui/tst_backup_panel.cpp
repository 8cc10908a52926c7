#include "backup_panel.h"
#include "language.h"
#include "setting_list.h"
#include "settings_screen.h"
#include "setup_bench.h"
#include "text_label.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime madeAt(QDate(2026, 3, 2), QTime(4, 0), Qt::UTC);

BackupReport good()
{
    return {.folder = u"/mnt/stick/bakehouse"_s,
            .madeAt = madeAt,
            .kept = 12,
            .drilledAt = madeAt.addSecs(60),
            .drillClean = true,
            .drillWords = u"clean; 12 receipts"_s};
}

BackupReport bad()
{
    BackupReport report = good();
    report.besideData = true;
    report.failedAt = madeAt.addDays(1);
    report.drillClean = false;
    report.drillWords = u"table orders holds 11 rows instead of 12"_s;
    return report;
}

/// The settings over a bench, open at the database.
struct OpenDatabase {
    explicit OpenDatabase(QSize screen = {1366, 768}, Mode mode = Mode::Light, int percent = 100)
        : bench(screen, mode, percent)
        , settings(bench.theme, *shelf.book, &bench.window)
    {
        settings.setFrame(bench.frame);
        settings.open(u"database"_s);
    }
    void show(const BackupReport &report)
    {
        settings.settingList()->backupPanel().show(report);
        settings.settingList()->arrange();
    }
    QString text(const char *label) { return bench.part<QLabel>(label)->text(); }
    bool shows(const char *part) { return bench.part<QWidget>(part)->isVisible(); }

    SettingsShelf shelf;
    SetupBench bench;
    SettingsScreen settings;
};

}

/// Backups on the settings of the database.
class TestBackupPanel : public QObject
{
    Q_OBJECT
private slots:
    void made_saysWhenAndThatItWasTried();
    void none_saysWhatToDo();
    void failure_isSaid();
    void drillFinding_isSaid();
    void board_changes_areShown();
    void otherGroup_hidesIt();
    void picture_data() { addScreens(); }
    void picture();
    void textFits_atEverySize_data() { addTextSizes(); }
    void textFits_atEverySize();
};

void TestBackupPanel::made_saysWhenAndThatItWasTried()
{
    OpenDatabase database;
    database.show(good());
    QVERIFY(database.bench.show());
    QCOMPARE(database.text("backupTitle"), u"Backups are made"_s);
    QVERIFY(database.text("backupSentence").contains(u"/mnt/stick/bakehouse"_s));
    QVERIFY(database.text("backupSentence").contains(u"12"_s));
    QVERIFY(database.text("backupDrill").contains(u"everything was there"_s));
    QVERIFY(database.text("backupSecrecy").contains(u"not encrypted"_s));
    QVERIFY(!database.shows("backupBeside"));
}

void TestBackupPanel::none_saysWhatToDo()
{
    OpenDatabase database;
    database.show({});
    QVERIFY(database.bench.show());
    QCOMPARE(database.text("backupTitle"), u"No backups are made"_s);
    QVERIFY(database.text("backupSentence").contains(u"another disk"_s));
    QVERIFY(!database.shows("backupDrill"));
}

void TestBackupPanel::failure_isSaid()
{
    OpenDatabase database;
    database.show(bad());
    QVERIFY(database.bench.show());
    QCOMPARE(database.text("backupTitle"), u"The last backup failed"_s);
    QVERIFY(database.shows("backupBeside"));
}

void TestBackupPanel::drillFinding_isSaid()
{
    OpenDatabase database;
    database.show(bad());
    QVERIFY(database.bench.show());
    QVERIFY(database.text("backupDrill").contains(u"table orders holds 11 rows"_s));
}

void TestBackupPanel::board_changes_areShown()
{
    BackupBoard board;
    OpenDatabase database;
    database.settings.setBackups(board);
    QVERIFY(database.bench.show());
    QCOMPARE(database.text("backupTitle"), u"No backups are made"_s);
    board.change([](BackupReport &report) { report = good(); });
    QTRY_COMPARE(database.text("backupTitle"), u"Backups are made"_s);
}

void TestBackupPanel::otherGroup_hidesIt()
{
    OpenDatabase database;
    QVERIFY(database.bench.show());
    QVERIFY(database.shows("backupPanel"));
    database.settings.open(u"cash"_s);
    QVERIFY(!database.shows("backupPanel"));
    database.bench.part<QLineEdit>("settingSearch")->setText(u"folder"_s);
    QVERIFY(!database.shows("backupPanel"));
}

void TestBackupPanel::picture()
{
    QFETCH(QSize, screen);
    QFETCH(Mode, mode);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    OpenDatabase database(screen, mode);
    database.show(mode == Mode::Contrast ? bad() : good());
    QVERIFY(database.bench.show());
    QVERIFY(
        database.bench.picture(u"settings-backup-"_s + QString::fromUtf8(QTest::currentDataTag())));
}

void TestBackupPanel::textFits_atEverySize()
{
    QFETCH(QSize, screen);
    QFETCH(int, percent);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    OpenDatabase database(screen, Mode::Light, percent);
    for (const BackupReport &report : {BackupReport(), good(), bad()}) {
        database.show(report);
        QVERIFY(database.bench.show());
        QVERIFY(database.settings.settingList()->backupPanel().textFits());
    }
}

QTEST_MAIN(TestBackupPanel)
#include "tst_backup_panel.moc"
