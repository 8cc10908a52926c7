#include "ctl_shop.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int sales = 60;

QJsonObject json(const CommandResult &result)
{
    return QJsonDocument::fromJson(result.output.toUtf8()).object();
}

QString words(const CommandResult &result)
{
    return u"%1\n%2%3"_s.arg(result.exitCode).arg(result.output, result.complaints);
}

}

/// bakehousectl backup and the backups that a server makes by itself, from outside.
class TestCtlBackup : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void call_wrongWords_isRefused_data();
    void call_wrongWords_isRefused();
    void make_inOneFile_isListedAndWhole();
    void make_besideTheData_saysSo();
    void make_insideTheData_isRefused();
    void make_folderWithoutShop_makesNone();
    void check_namesTheDamagedFile();
    void drill_newestBackup_isClean();
    void drill_damagedBackup_saysWhat();
    void keys_made_encryptFromThenOn();
    void serve_makesAndDrillsByItself();

private:
    CommandResult make(const QStringList &further = {}) const
    {
        return m_shop.run(QStringList {u"backup"_s, u"make"_s, u"--to"_s, m_folder} + further);
    }
    QStringList files() const
    {
        return QDir(m_folder).entryList({u"bakehouse-*.backup"_s}, QDir::Files, QDir::Name);
    }
    void empty() const
    {
        for (const QString &file : files())
            QFile::remove(QDir(m_folder).filePath(file));
    }

    CtlShop m_shop;
    const QString m_folder = m_shop.file(u"backups"_s);
};

void TestCtlBackup::initTestCase()
{
    const QString receipts = m_shop.prepareReplay(sales, 5);
    const CommandResult replayed = m_shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s});
    QVERIFY2(replayed.exitCode == 0, qPrintable(words(replayed)));
}

void TestCtlBackup::call_wrongWords_isRefused_data()
{
    QTest::addColumn<QStringList>("call");
    QTest::newRow("no verb") << QStringList {u"backup"_s};
    QTest::newRow("another verb") << QStringList {u"backup"_s, u"hide"_s};
    QTest::newRow("no folder") << QStringList {u"backup"_s, u"make"_s};
    QTest::newRow("no folder to list") << QStringList {u"backup"_s, u"list"_s};
}

void TestCtlBackup::call_wrongWords_isRefused()
{
    QFETCH(QStringList, call);
    const CommandResult result = m_shop.run(call);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.complaints.isEmpty());
}

void TestCtlBackup::make_inOneFile_isListedAndWhole()
{
    const CommandResult made = make();
    QVERIFY2(made.exitCode == 0, qPrintable(words(made)));
    QVERIFY2(made.output.contains(u"made and verified"_s), qPrintable(made.output));
    QVERIFY(made.output.contains(u"%1 receipts"_s.arg(sales)));
    QCOMPARE(files().size(), 1);
    const QString path = QDir(m_folder).filePath(files().first());
    QCOMPARE(made.output.section(u'\n', 0, 0), path);
    QCOMPARE(QFile::permissions(path) & QFile::Permissions(0x0077), QFile::Permissions());
    const CommandResult listed =
        m_shop.run({u"backup"_s, u"list"_s, u"--json"_s, u"--to"_s, m_folder});
    const QJsonArray list = QJsonDocument::fromJson(listed.output.toUtf8()).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0][u"file"_s].toString(), path);
    QCOMPARE(list[0][u"bytes"_s].toInteger(), QFileInfo(path).size());
    const CommandResult checked = m_shop.run({u"backup"_s, u"check"_s, path});
    QCOMPARE(checked.exitCode, 0);
    QVERIFY2(checked.output.contains(u"whole; %1 receipts"_s.arg(sales)),
             qPrintable(checked.output));
    // Nothing else is left behind, neither there nor here.
    QCOMPARE(
        QDir(m_folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
    QVERIFY(!QFile::exists(m_shop.data() + u"/backup.tmp"_s));
}

void TestCtlBackup::make_besideTheData_saysSo()
{
    const CommandResult made = make();
    QCOMPARE(made.exitCode, 0);
    QVERIFY2(made.output.contains(u"the same disk"_s), qPrintable(made.output));
}

void TestCtlBackup::make_insideTheData_isRefused()
{
    const CommandResult made =
        m_shop.run({u"backup"_s, u"make"_s, u"--to"_s, m_shop.data() + u"/backups"_s});
    QCOMPARE(made.exitCode, 1);
    QVERIFY2(made.complaints.contains(u"inside the data directory"_s), qPrintable(made.complaints));
}

void TestCtlBackup::make_folderWithoutShop_makesNone()
{
    const CtlShop none;
    const CommandResult made =
        none.run({u"backup"_s, u"make"_s, u"--to"_s, none.file(u"backups"_s)});
    QCOMPARE(made.exitCode, 1);
    QVERIFY(!QFile::exists(none.data()));
}

void TestCtlBackup::check_namesTheDamagedFile()
{
    empty();
    QCOMPARE(make().exitCode, 0);
    const QString path = QDir(m_folder).filePath(files().first());
    const QByteArray whole = contentOf(path);
    QFile file(path);
    for (const qsizetype place : {qsizetype(3), whole.size() / 3, whole.size() - 5}) {
        QByteArray changed = whole;
        changed[place] = char(uchar(changed.at(place)) ^ 4U);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(changed);
        file.close();
        const CommandResult checked = m_shop.run({u"backup"_s, u"check"_s, u"--to"_s, m_folder});
        QCOMPARE(checked.exitCode, 1);
        QVERIFY2(checked.output.contains(path) && checked.output.contains(u"backup_damaged"_s),
                 qPrintable(checked.output));
    }
    empty();
}

void TestCtlBackup::drill_newestBackup_isClean()
{
    empty();
    QCOMPARE(make().exitCode, 0);
    const CommandResult drilled = m_shop.run({u"backup"_s, u"drill"_s, u"--to"_s, m_folder});
    QVERIFY2(drilled.exitCode == 0, qPrintable(words(drilled)));
    QVERIFY2(drilled.output.contains(u"clean; %1 receipts"_s.arg(sales)),
             qPrintable(drilled.output));
    const QJsonObject backup =
        json(m_shop.run({u"status"_s, u"--json"_s, u"--backup-folder"_s, m_folder}))
            .value(u"backup"_s)
            .toObject();
    QCOMPARE(backup.value(u"drill_clean"_s).toBool(), true);
    QVERIFY(!backup.value(u"drill_at"_s).toString().isEmpty());
    QCOMPARE(backup.value(u"last_file"_s).toString(), files().first());
    QVERIFY(!QFile::exists(m_shop.data() + u"/drill.tmp"_s));
}

void TestCtlBackup::drill_damagedBackup_saysWhat()
{
    empty();
    QCOMPARE(make().exitCode, 0);
    QFile file(QDir(m_folder).filePath(files().first()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() / 2);
    file.write("changed");
    file.close();
    const CommandResult drilled = m_shop.run({u"backup"_s, u"drill"_s, u"--to"_s, m_folder});
    QCOMPARE(drilled.exitCode, 1);
    QVERIFY2(drilled.output.contains(u"was changed"_s), qPrintable(drilled.output));
    empty();
}

void TestCtlBackup::keys_made_encryptFromThenOn()
{
    empty();
    const std::unique_ptr<QProcess> keys = m_shop.start({u"backup"_s, u"keys"_s, u"--make"_s});
    keys->write("brown bread at dawn\nbrown bread at dawn\n");
    keys->closeWriteChannel();
    QVERIFY(keys->waitForFinished());
    QCOMPARE(keys->exitCode(), 0);
    const QString said = QString::fromUtf8(keys->readAllStandardOutput());
    QVERIFY2(said.contains(u"Recovery code"_s), qPrintable(said));
    QVERIFY(!said.contains(u"brown bread"_s));
    const CommandResult made = make();
    QCOMPARE(made.exitCode, 0);
    QVERIFY2(made.output.contains(u", encrypted"_s), qPrintable(made.output));
    const QByteArray content = contentOf(QDir(m_folder).filePath(files().last()));
    QVERIFY(!content.contains("Plain loaf"));
    // Another one without asking, and no second key by mistake.
    QVERIFY(m_shop.run({u"backup"_s, u"drill"_s, u"--to"_s, m_folder}).output.contains(u"clean"_s));
    QCOMPARE(m_shop.run({u"backup"_s, u"keys"_s, u"--make"_s}).exitCode, 1);
    QCOMPARE(m_shop.run({u"backup"_s, u"keys"_s, u"--forget"_s}).exitCode, 0);
    empty();
}

void TestCtlBackup::serve_makesAndDrillsByItself()
{
    empty();
    QVERIFY(!m_shop.serve({u"--backup-folder"_s, m_folder}).isEmpty());
    const auto backup = [this] {
        return json(m_shop.run({u"status"_s, u"--json"_s})).value(u"backup"_s).toObject();
    };
    QTRY_VERIFY_WITH_TIMEOUT(backup().value(u"drill_clean"_s).toBool()
                                 && backup().value(u"kept"_s).toInt() == 1
                                 && backup().value(u"drill"_s).toString().contains(u"clean"_s),
                             60'000);
    QCOMPARE(files().size(), 1);
    QCOMPARE(backup().value(u"folder"_s).toString(), m_folder);
    const auto kept = [&backup](const QString &what, const QString &time) {
        const QJsonObject object = backup().value(what).toObject();
        return object.value(u"failure"_s).isNull() && object.value(time).isString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(kept(u"log"_s, u"until"_s) && kept(u"entries"_s, u"copied_at"_s),
                             60'000);
    const QString words = m_shop.run({u"status"_s}).output;
    QVERIFY2(words.contains(u"any moment up to"_s) && words.contains(u"entries of the tills"_s),
             qPrintable(words));
    QCOMPARE(m_shop.stopServer(), 0);
}

QTEST_GUILESS_MAIN(TestCtlBackup)
#include "tst_ctl_backup.moc"
