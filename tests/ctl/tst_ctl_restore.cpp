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

/// bakehousectl restore from outside.
class TestCtlRestore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void restore_intoNewFolder_isTheSameShop();
    void restore_overAShop_isRefusedAndChangesNothing();
    void restore_replace_setsTheOldAside();
    void restore_damagedBackup_changesNothing();
    void restore_ownedFolder_isRefused();
    void restore_encrypted_asksForASecret();
    void restore_intoSharedDatabase_needsAnEmptyOne();

private:
    QString newestBackup() const
    {
        return QDir(m_folder).filePath(
            QDir(m_folder).entryList({u"bakehouse-*.backup"_s}, QDir::Files, QDir::Name).last());
    }
    CtlShop m_shop;
    const QString m_folder = m_shop.file(u"backups"_s);
    QString m_backup;
};

void TestCtlRestore::initTestCase()
{
    const QString receipts = m_shop.prepareReplay(sales, 9);
    QCOMPARE(m_shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s}).exitCode, 0);
    QFile settings(m_shop.data() + u"/settings.ini"_s);
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("shop.name = Crumb and Daughters\n");
    settings.close();
    const CommandResult made = m_shop.run({u"backup"_s, u"make"_s, u"--to"_s, m_folder});
    QVERIFY2(made.exitCode == 0, qPrintable(words(made)));
    m_backup = newestBackup();
    // So that a chain which is rewritten later is found.
    QVERIFY(contentOf(m_shop.data() + u"/anchors"_s)
                .contains("backup " + QFileInfo(m_backup).fileName().toUtf8()));
}

void TestCtlRestore::restore_intoNewFolder_isTheSameShop()
{
    const CtlShop other;
    const CommandResult restored = other.run({u"restore"_s, m_backup});
    QVERIFY2(restored.exitCode == 0, qPrintable(words(restored)));
    QVERIFY(restored.output.contains(u"%1 receipts"_s.arg(sales)));
    const CommandResult verified = other.run({u"verify"_s});
    QVERIFY2(verified.exitCode == 0, qPrintable(words(verified)));
    QVERIFY(!verified.output.contains(u"not compared"_s)); // The journals came along.
    QCOMPARE(receiptsOf(other.run({u"status"_s, u"--json"_s})), sales);
    QVERIFY(contentOf(other.data() + u"/settings.ini"_s).contains("Crumb and Daughters"));
    QVERIFY(QDir(other.data()).entryList({u"restore*"_s, u"replaced*"_s}).isEmpty());
}

void TestCtlRestore::restore_overAShop_isRefusedAndChangesNothing()
{
    const CommandResult restored = m_shop.run({u"restore"_s, m_backup});
    QCOMPARE(restored.exitCode, 1);
    QVERIFY2(restored.complaints.contains(u"there is a shop in this folder"_s),
             qPrintable(restored.complaints));
    QCOMPARE(receiptsOf(m_shop.run({u"status"_s, u"--json"_s})), sales);
}

void TestCtlRestore::restore_replace_setsTheOldAside()
{
    const CtlShop other;
    QVERIFY(!other.prepareReplay(1, 2).isEmpty()); // A shop with other goods and no receipt.
    const CommandResult restored = other.run({u"restore"_s, m_backup, u"--replace"_s});
    QVERIFY2(restored.exitCode == 0, qPrintable(words(restored)));
    QCOMPARE(receiptsOf(other.run({u"status"_s, u"--json"_s})), sales);
    const QStringList aside = QDir(other.data()).entryList({u"replaced-*"_s}, QDir::Dirs);
    QCOMPARE(aside.size(), 1);
    QVERIFY(restored.output.contains(aside.first()));
    QVERIFY(QFileInfo::exists(other.data() + u'/' + aside.first() + u"/cluster/PG_VERSION"_s));
}

void TestCtlRestore::restore_damagedBackup_changesNothing()
{
    QByteArray content = contentOf(m_backup);
    content[content.size() - 100] = char(uchar(content.at(content.size() - 100)) ^ 1U);
    const CtlShop other;
    const QString damaged = other.write(u"damaged.backup"_s, content);
    const CommandResult restored = other.run({u"restore"_s, damaged});
    QCOMPARE(restored.exitCode, 1);
    QVERIFY2(restored.complaints.contains(damaged), qPrintable(restored.complaints));
    QVERIFY(!QFileInfo::exists(other.data() + u"/cluster"_s));
    QVERIFY(QDir(other.data()).entryList({u"restore*"_s}).isEmpty());
}

void TestCtlRestore::restore_ownedFolder_isRefused()
{
    QVERIFY(!m_shop.serve().isEmpty());
    const CommandResult restored = m_shop.run({u"restore"_s, m_backup, u"--replace"_s});
    QCOMPARE(restored.exitCode, 1);
    QVERIFY2(restored.complaints.contains(u"bakehousectl serve"_s),
             qPrintable(restored.complaints));
    QCOMPARE(m_shop.stopServer(), 0);
}

void TestCtlRestore::restore_encrypted_asksForASecret()
{
    const std::unique_ptr<QProcess> keys = m_shop.start({u"backup"_s, u"keys"_s, u"--make"_s});
    keys->write("brown bread at dawn\nbrown bread at dawn\n");
    keys->closeWriteChannel();
    QVERIFY(keys->waitForFinished());
    const QString code = QString::fromUtf8(keys->readAllStandardOutput())
                             .section(u"\n    "_s, 1, 1)
                             .section(u'\n', 0, 0);
    const QString folder = m_shop.file(u"sealed"_s);
    QCOMPARE(m_shop.run({u"backup"_s, u"make"_s, u"--to"_s, folder}).exitCode, 0);
    QCOMPARE(m_shop.run({u"backup"_s, u"keys"_s, u"--forget"_s}).exitCode, 0);
    const QString sealed =
        QDir(folder).filePath(QDir(folder).entryList({u"bakehouse-*"_s}, QDir::Files).first());
    for (const QByteArray &secret :
         {QByteArray("brown bread at dusk"), code.toLatin1(), QByteArray("brown bread at dawn")}) {
        const CtlShop other;
        const std::unique_ptr<QProcess> restore = other.start({u"restore"_s, sealed});
        restore->write(secret + '\n');
        restore->closeWriteChannel();
        QVERIFY(restore->waitForFinished(60'000));
        const bool right = !secret.contains("dusk");
        const QByteArray said = restore->readAllStandardError();
        QVERIFY2((restore->exitCode() == 0) == right, said.constData());
        QVERIFY(!said.contains(secret));
        if (right)
            QCOMPARE(receiptsOf(other.run({u"status"_s, u"--json"_s})), sales);
    }
}

void TestCtlRestore::restore_intoSharedDatabase_needsAnEmptyOne()
{
    CtlShop host; // Its private server plays the shared one.
    QVERIFY(!host.serve().isEmpty());
    host.sql(u"CREATE DATABASE shared"_s);
    QString shared = host.databaseUrl();
    const CtlShop till;
    const CommandResult refused = till.run({u"restore"_s, m_backup, u"--database"_s, shared});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.complaints.contains(u"holds a shop already"_s), qPrintable(words(refused)));
    shared.replace(u"/bakehouse?"_s, u"/shared?"_s);
    const QStringList call {u"restore"_s, m_backup, u"--database"_s, shared};
    QVERIFY(till.killedAt(u"restore.compared"_s, call));
    const CommandResult restored = till.run(call); // It is there already, and the very same.
    QVERIFY2(restored.exitCode == 0, qPrintable(words(restored)));
    const CommandResult verified = till.run({u"verify"_s, u"--database"_s, shared});
    QVERIFY2(verified.exitCode == 0, qPrintable(words(verified)));
    QVERIFY(!QFileInfo::exists(till.data() + u"/cluster"_s));
    QCOMPARE(host.stopServer(), 0);
}

QTEST_GUILESS_MAIN(TestCtlRestore)
#include "tst_ctl_restore.moc"
