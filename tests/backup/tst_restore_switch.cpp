#include "restore_switch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

void put(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A shop of files that say which one they are of.
void putShop(const QString &folder, const QByteArray &word)
{
    put(folder + u"/cluster/PG_VERSION"_s, word);
    put(folder + u"/tills/one/journal.sqlite"_s, word);
    put(folder + u"/settings.ini"_s, word);
}

}

/// The switch from the old to the restored shop. Kills at each step: tst_ctl_restore.
class TestRestoreSwitch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void run_putsTheOldAside();
    void run_intoEmpty_leavesNothingAside();
    void finish_withoutPlan_doesNothing();
    void finish_halfWay_goesOn();
    void finish_planOfNonsense_isRefused_data();
    void finish_planOfNonsense_isRefused();

private:
    QString path(const QString &name) const { return m_directory.file(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    DataDirectory m_directory;
};

void TestRestoreSwitch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile::setPermissions(m_folder->path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    const Result<DataDirectory> directory = DataDirectory::prepare(m_folder->filePath(u"shop"_s));
    QVERIFY(directory);
    m_directory = *directory;
    QVERIFY(m_directory.claim(u"test"_s));
}

void TestRestoreSwitch::run_putsTheOldAside()
{
    putShop(m_directory.path(), "old");
    put(path(u"catalogue.sqlite"_s), "old");
    put(path(u"logs/today"_s), "kept");
    putShop(path(u"draft"_s), "new");
    QVERIFY(RestoreSwitch::run(m_directory, u"draft"_s, u"replaced-1"_s));
    QCOMPARE(contentOf(path(u"cluster/PG_VERSION"_s)), "new");
    QCOMPARE(contentOf(path(u"tills/one/journal.sqlite"_s)), "new");
    QCOMPARE(contentOf(path(u"settings.ini"_s)), "new");
    QCOMPARE(contentOf(path(u"replaced-1/cluster/PG_VERSION"_s)), "old");
    QCOMPARE(contentOf(path(u"replaced-1/tills/one/journal.sqlite"_s)), "old");
    QCOMPARE(contentOf(path(u"replaced-1/catalogue.sqlite"_s)), "old");
    QVERIFY(!QFile::exists(path(u"catalogue.sqlite"_s)));
    QCOMPARE(contentOf(path(u"logs/today"_s)), "kept");
    QVERIFY(!QFile::exists(path(u"draft"_s)));
    QVERIFY(!QFile::exists(path(u"restore.switch"_s)));
}

void TestRestoreSwitch::run_intoEmpty_leavesNothingAside()
{
    putShop(path(u"draft"_s), "new");
    QVERIFY(RestoreSwitch::run(m_directory, u"draft"_s, u"replaced-1"_s));
    QCOMPARE(contentOf(path(u"tills/one/journal.sqlite"_s)), "new");
    QVERIFY(!QFile::exists(path(u"replaced-1"_s)));
}

void TestRestoreSwitch::finish_withoutPlan_doesNothing()
{
    putShop(m_directory.path(), "old");
    putShop(path(u"draft"_s), "new");
    const Result<bool> finished = RestoreSwitch::finish(m_directory);
    QVERIFY(finished);
    QVERIFY(!*finished);
    QCOMPARE(contentOf(path(u"settings.ini"_s)), "old");
}

void TestRestoreSwitch::finish_halfWay_goesOn()
{
    // The old is aside and one of the new has moved in.
    putShop(path(u"replaced-1"_s), "old");
    putShop(path(u"draft"_s), "new");
    QVERIFY(QDir().rename(path(u"draft/cluster"_s), path(u"cluster"_s)));
    put(path(u"restore.switch"_s),
        R"({"draft": "draft", "aside": "replaced-1", "moving_in": true})");
    const Result<bool> finished = RestoreSwitch::finish(m_directory);
    QVERIFY(finished);
    QVERIFY(*finished);
    QCOMPARE(contentOf(path(u"cluster/PG_VERSION"_s)), "new");
    QCOMPARE(contentOf(path(u"tills/one/journal.sqlite"_s)), "new");
    QCOMPARE(contentOf(path(u"replaced-1/cluster/PG_VERSION"_s)), "old");
}

void TestRestoreSwitch::finish_planOfNonsense_isRefused_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no names") << QByteArray(R"({"draft": "", "aside": ""})");
    QTest::newRow("another folder") << QByteArray(R"({"draft": "../x", "aside": "y"})");
}

void TestRestoreSwitch::finish_planOfNonsense_isRefused()
{
    QFETCH(QByteArray, plan);
    putShop(m_directory.path(), "old");
    put(path(u"restore.switch"_s), plan);
    const Result<bool> finished = RestoreSwitch::finish(m_directory);
    QVERIFY(!finished);
    QCOMPARE(finished.error().field, path(u"restore.switch"_s));
    QCOMPARE(contentOf(path(u"settings.ini"_s)), "old");
}

QTEST_GUILESS_MAIN(TestRestoreSwitch)
#include "tst_restore_switch.moc"
