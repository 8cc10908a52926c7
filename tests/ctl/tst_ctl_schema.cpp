#include "ctl_shop.h"
#include "migrations.h"
#include "old_shop.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int oldStep = 20;

QString words(const CommandResult &result)
{
    return u"%1\n%2%3"_s.arg(result.exitCode).arg(result.output, result.complaints);
}

} // namespace

/// A newer program at an older shop, and an older one at a newer shop: a backup comes first, a
/// failure or a kill leaves old or new, and what does not fit is left alone. One shop goes through
/// all of it, in this order.
class TestCtlSchema : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void upgrade_withoutABackup_changesNothing();
    void upgrade_killedBefore_isOld_data();
    void upgrade_killedBefore_isOld();
    void upgrade_failingStep_changesNothingAndNamesTheBackup();
    void upgrade_killedAfter_isNew();
    void olderProgram_saysSoAndChangesNothing();
    void backupFromBefore_canBeRestored();

private:
    QString newest() const { return QString::number(Migrations::newest()); }
    QStringList backups() const
    {
        return QDir(m_before).entryList({u"bakehouse-*.backup"_s}, QDir::Files);
    }

    CtlShop m_shop;
    const OldShop m_old {m_shop.data()};
    const QString m_before = m_shop.data() + u"/before-upgrade"_s;
    QString m_goods;
};

void TestCtlSchema::initTestCase()
{
    if (Migrations::newest() <= oldStep)
        QFAIL("there is no newer step");
    QCOMPARE(m_old.make(oldStep), QString());
    m_goods = m_old.goods();
}

// Neither the folder of the settings nor the one beside the data can be used.
void TestCtlSchema::upgrade_withoutABackup_changesNothing()
{
    QFile inTheWay(m_before);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    m_shop.setVariable(u"BAKEHOUSE_BACKUP_FOLDER"_s, u"/dev/null/stick"_s);
    const CommandResult refused = m_shop.run({u"migrate"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.complaints.contains(
                 u"no backup could be made before the upgrade of the database from step 20"_s),
             qPrintable(words(refused)));
    QCOMPARE(m_old.step(), QString::number(oldStep));
    QVERIFY(inTheWay.remove());
}

void TestCtlSchema::upgrade_killedBefore_isOld_data()
{
    QTest::addColumn<QString>("failpoint");
    const bool every = qEnvironmentVariableIsSet("BAKEHOUSE_EVERY_KILL");
    if (every)
        QTest::newRow("while the backup is made") << u"backup.verified"_s;
    QTest::newRow("after the backup") << u"schema.backed_up"_s;
    if (every) {
        QTest::newRow("when the backup was noted") << u"schema.noted"_s;
        QTest::newRow("after the first step") << u"migrations.step"_s;
    }
    QTest::newRow("after the last step") << u"migrations.applied"_s;
}

void TestCtlSchema::upgrade_killedBefore_isOld()
{
    QFETCH(QString, failpoint);
    QVERIFY(m_shop.killedAt(failpoint, {u"migrate"_s}));
    QCOMPARE(m_old.step(), QString::number(oldStep));
}

// As a step that a shop's own data does not let through.
void TestCtlSchema::upgrade_failingStep_changesNothingAndNamesTheBackup()
{
    m_old.ask(u"CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS "
              "$$ BEGIN RAISE 'the oven is cold'; END $$;"
              "CREATE EVENT TRIGGER refuse ON ddl_command_start EXECUTE FUNCTION "
              "public.refuse()"_s);
    const CommandResult failed = m_shop.run({u"migrate"_s});
    QCOMPARE(failed.exitCode, 1);
    const QString sentence = u"The upgrade of the database from step 20 to %1 failed, and "
                             "nothing was changed: "_s.arg(newest());
    QVERIFY2(failed.complaints.contains(sentence), qPrintable(words(failed)));
    QVERIFY2(failed.complaints.contains(u"the oven is cold"_s), qPrintable(words(failed)));
    QVERIFY2(failed.complaints.contains(u"The backup from before is "_s + m_before),
             qPrintable(words(failed)));
    QCOMPARE(backups().size(), 2); // That of the try before is as good.
    m_old.ask(u"DROP EVENT TRIGGER refuse; DROP FUNCTION public.refuse()"_s);
    QCOMPARE(m_old.step(), QString::number(oldStep));
    QCOMPARE(m_old.goods(), m_goods);
}

void TestCtlSchema::upgrade_killedAfter_isNew()
{
    QVERIFY(m_shop.killedAt(u"migrations.committed"_s, {u"migrate"_s}));
    QCOMPARE(m_old.step(), newest());
    QCOMPARE(m_old.goods(), m_goods);
    const CommandResult verified = m_shop.run({u"verify"_s});
    QVERIFY2(verified.exitCode == 0, qPrintable(words(verified)));
    QCOMPARE(backups().size(), 2);
}

void TestCtlSchema::olderProgram_saysSoAndChangesNothing()
{
    m_old.ask(u"INSERT INTO bakehouse.schema_migrations VALUES (9999, 'later', repeat('0', 64))"_s);
    for (const char *command : {"migrate", "serve", "status"}) {
        const CommandResult refused = m_shop.run({QString::fromLatin1(command)});
        QVERIFY2(refused.exitCode == 1, command);
        QVERIFY2(refused.complaints.contains(u"The database is at step 9999"_s),
                 qPrintable(words(refused)));
        QVERIFY2(refused.complaints.contains(u"update the program"_s), command);
        QVERIFY2(refused.complaints.contains(m_before), qPrintable(words(refused)));
    }
    QCOMPARE(m_old.goods(), m_goods);
    QCOMPARE(m_old.ask(u"DELETE FROM bakehouse.schema_migrations WHERE version = 9999 "
                       "RETURNING version"_s),
             u"9999"_s);
    QCOMPARE(m_old.step(), newest());
}

void TestCtlSchema::backupFromBefore_canBeRestored()
{
    CtlShop other;
    const CommandResult restored = other.run({u"restore"_s, m_before + u'/' + backups().last()});
    QVERIFY2(restored.exitCode == 0, qPrintable(words(restored)));
    const OldShop there(other.data());
    QCOMPARE(there.step(), QString::number(oldStep));
    QCOMPARE(there.goods(), m_goods);
    // And its own upgrade is backed up where this shop's backups go.
    const QString stick = other.file(u"stick"_s);
    other.setVariable(u"BAKEHOUSE_BACKUP_FOLDER"_s, stick);
    const CommandResult migrated = other.run({u"migrate"_s});
    QVERIFY2(migrated.exitCode == 0, qPrintable(words(migrated)));
    QCOMPARE(QDir(stick).entryList({u"bakehouse-*.backup"_s}).size(), 1);
    QVERIFY(!QDir(other.data()).exists(u"before-upgrade"_s));
}

QTEST_GUILESS_MAIN(TestCtlSchema)
#include "tst_ctl_schema.moc"
