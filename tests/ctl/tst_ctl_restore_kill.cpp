#include "ctl_shop.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int sales = 40;

QString words(const CommandResult &result)
{
    return u"%1\n%2%3"_s.arg(result.exitCode).arg(result.output, result.complaints);
}

qint64 receiptsOf(const CommandResult &status)
{
    return QJsonDocument::fromJson(status.output.toUtf8())
        .object()
        .value(u"receipts"_s)
        .toInteger(-1);
}

}

/// Backups and restores that are killed: what is left is old or new, never between.
class TestCtlRestoreKill : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void make_killedAtAnyStep_leavesNoBackupAndTheNextIsWhole_data();
    void make_killedAtAnyStep_leavesNoBackupAndTheNextIsWhole();
    void restore_killedAtAnyStep_isOldOrNew_data();
    void restore_killedAtAnyStep_isOldOrNew();

private:
    CtlShop m_shop;
    const QString m_folder = m_shop.file(u"backups"_s);
    QString m_backup;
};

void TestCtlRestoreKill::initTestCase()
{
    const QString receipts = m_shop.prepareReplay(sales, 9);
    QCOMPARE(m_shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s}).exitCode, 0);
    const CommandResult made = m_shop.run({u"backup"_s, u"make"_s, u"--to"_s, m_folder});
    QVERIFY2(made.exitCode == 0, qPrintable(words(made)));
    m_backup = QDir(m_folder).filePath(
        QDir(m_folder).entryList({u"bakehouse-*.backup"_s}, QDir::Files, QDir::Name).last());
}

void TestCtlRestoreKill::make_killedAtAnyStep_leavesNoBackupAndTheNextIsWhole_data()
{
    QTest::addColumn<QString>("failpoint");
    QTest::addColumn<int>("kept");
    for (const char *name :
         {"backup.journals_copied", "backup.dumping", "backup.written", "backup.verified"})
        QTest::newRow(name) << QString::fromLatin1(name) << 0;
    QTest::newRow("backup.named") << u"backup.named"_s << 1;
}

void TestCtlRestoreKill::make_killedAtAnyStep_leavesNoBackupAndTheNextIsWhole()
{
    QFETCH(QString, failpoint);
    QFETCH(int, kept);
    const QString folder = m_shop.file(failpoint);
    const QStringList call {u"backup"_s, u"make"_s, u"--to"_s, folder};
    QVERIFY(m_shop.killedAt(failpoint, call));
    const auto files = [&folder] {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden).size();
    };
    const auto backups = [&folder] {
        return QDir(folder).entryList({u"bakehouse-*.backup"_s}, QDir::Files).size();
    };
    QCOMPARE(backups(), kept);
    const CommandResult made = m_shop.run(call);
    QVERIFY2(made.exitCode == 0, qPrintable(words(made)));
    QCOMPARE(backups(), kept + 1);
    QCOMPARE(files(), kept + 1); // No draft is left.
    QVERIFY(!QFileInfo::exists(m_shop.data() + u"/backup.tmp"_s));
    QCOMPARE(m_shop.run({u"backup"_s, u"check"_s, u"--to"_s, folder}).exitCode, 0);
}

void TestCtlRestoreKill::restore_killedAtAnyStep_isOldOrNew_data()
{
    QTest::addColumn<QString>("failpoint");
    QTest::addColumn<bool>("restored"); // By the next owner, without a further restore.
    for (const char *name :
         {"restore.unpacking:3", "restore.unpacked", "restore.started", "restore.prepared",
          "restore.filled", "restore.compared", "restore.stopped", "restore.later_entries"})
        QTest::newRow(name) << QString::fromLatin1(name) << false;
    for (const char *name :
         {"restore.begun", "restore.set_aside", "restore.half", "restore.moved_in:1",
          "restore.moved_in:2", "restore.moved_in:3", "restore.switched"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
}

void TestCtlRestoreKill::restore_killedAtAnyStep_isOldOrNew()
{
    QFETCH(QString, failpoint);
    QFETCH(bool, restored);
    const CtlShop other;
    QCOMPARE(other.run({u"migrate"_s}).exitCode, 0); // A shop without receipts.
    const QStringList call {u"restore"_s, m_backup, u"--replace"_s};
    QVERIFY(other.killedAt(failpoint, call));
    const CommandResult status = other.run({u"status"_s, u"--json"_s});
    QVERIFY2(status.exitCode == 0, qPrintable(words(status)));
    QCOMPARE(receiptsOf(status), restored ? sales : 0);
    if (!restored)
        QCOMPARE(other.run(call).exitCode, 0);
    const CommandResult verified = other.run({u"verify"_s});
    QVERIFY2(verified.exitCode == 0, qPrintable(words(verified)));
    QVERIFY(verified.output.contains(u"clean; %1 receipts"_s.arg(sales)));
    QVERIFY(QDir(other.data()).entryList({u"restore*"_s}).isEmpty());
    QVERIFY(QDir(other.data()).entryList({u"replaced-*"_s}).size() >= 1);
}

QTEST_GUILESS_MAIN(TestCtlRestoreKill)
#include "tst_ctl_restore_kill.moc"
