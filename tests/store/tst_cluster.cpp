#include "await.h"
#include "cluster.h"
#include "cluster_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

uint ownerOf(const QString &path)
{
    struct stat entry {
    };
    ::stat(QFile::encodeName(path).constData(), &entry);
    return entry.st_uid;
}

}

class TestPrivateCluster : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void start_newDirectory_answers();
    void start_newDirectory_settingsAreOurs();
    void start_asRoot_serverHasNoRights();
    void start_again_keepsTheData();
    void start_whileRunning_isDone();
    void start_oddPath_answers_data();
    void start_oddPath_answers();
    void start_environmentPointsElsewhere_answers();
    void start_parentClosedToTheServer_isNamed();
    void start_somethingElseInPlace_isNamed();
    void start_halfCluster_isReplaced();
    void start_otherMajor_isNamed();
    void start_noBinaries_isServerMissing();
    void start_brokenServer_saysItsWords();
    void start_strangersSocketFolder_isRefused();
    void start_longLog_isRotated();
    void socketDirectory_longRuntimeFolder_staysShort();
    void end_whileMaking_isQuick();

private:
    std::unique_ptr<Cluster> running();

    ClusterFixture m_fixture;
    QString m_directory;
};

void TestPrivateCluster::initTestCase()
{
    m_directory = m_fixture.prepare(u"shop"_s);
    QVERIFY(!m_directory.isEmpty());
}

std::unique_ptr<Cluster> TestPrivateCluster::running()
{
    auto cluster = ClusterFixture::cluster(m_directory);
    const Result<void> started = await(cluster->start());
    if (!started)
        qWarning("%s", qUtf8Printable(describe(started.error())));
    return started ? std::move(cluster) : nullptr;
}

void TestPrivateCluster::start_newDirectory_answers()
{
    const auto cluster = running();
    QVERIFY(cluster);
    QVERIFY(answers(*cluster));
    QVERIFY(cluster->serverPid() > 0);
    QCOMPARE(cluster->restarts(), 0);
}

void TestPrivateCluster::start_newDirectory_settingsAreOurs()
{
    const auto cluster = running();
    QVERIFY(cluster);
    const TestConnection connection = connectTo(*cluster);
    const auto setting = [&connection](const QByteArray &name) {
        return value(connection.get(), "SHOW " + name);
    };
    QCOMPARE(setting("data_checksums"), u"on"_s);
    QCOMPARE(setting("listen_addresses"), QString());
    QCOMPARE(setting("fsync"), u"on"_s);
    QCOMPARE(setting("synchronous_commit"), u"on"_s);
    QCOMPARE(setting("full_page_writes"), u"on"_s);
    QCOMPARE(setting("wal_level"), u"replica"_s);
    QCOMPARE(setting("max_wal_senders"), u"5"_s);
    QCOMPARE(setting("server_encoding"), u"UTF8"_s);
    QCOMPARE(setting("lc_collate"), u"C"_s);
    QCOMPARE(setting("TimeZone"), u"UTC"_s);
    QCOMPARE(setting("unix_socket_directories"), cluster->socketDirectory());
}

void TestPrivateCluster::start_asRoot_serverHasNoRights()
{
    if (!isRoot())
        QSKIP("only root gives up rights");
    const auto cluster = running();
    QVERIFY(cluster);
    const uint server = ownerOf(u"/proc/%1"_s.arg(cluster->serverPid()));
    QVERIFY(server != 0);
    QCOMPARE(ownerOf(m_directory), 0U);
    QCOMPARE(ownerOf(m_directory + u"/logs/postgresql.log"_s), 0U);
    QCOMPARE(ownerOf(m_directory + u"/cluster"_s), server);
    QCOMPARE(ownerOf(m_directory + u"/cluster/bakehouse.conf"_s), server);
    QCOMPARE(ownerOf(cluster->socketDirectory()), server);
    QFile status(u"/proc/%1/status"_s.arg(cluster->serverPid()));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray text = status.readAll();
    QVERIFY(text.contains("Groups:\t \n"));
    QVERIFY(text.contains("CapEff:\t0000000000000000\n"));
}

void TestPrivateCluster::start_again_keepsTheData()
{
    {
        const auto cluster = running();
        QVERIFY(cluster);
        value(connectTo(*cluster).get(), "CREATE TABLE kept AS SELECT 42 AS number");
    }
    const auto cluster = running();
    QVERIFY(cluster);
    QCOMPARE(value(connectTo(*cluster).get(), "SELECT number FROM kept"), u"42"_s);
}

void TestPrivateCluster::start_whileRunning_isDone()
{
    const auto cluster = running();
    QVERIFY(cluster);
    const qint64 pid = cluster->serverPid();
    QVERIFY(await(cluster->start()));
    QCOMPARE(cluster->serverPid(), pid);
}

void TestPrivateCluster::start_oddPath_answers_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces and other letters") << u"Müllers Bäckerei, Straße 1"_s;
    QTest::newRow("quotes and a backslash") << u"O'Brien \"best\" \\ bread"_s;
    QTest::newRow("longer than a socket's name") << QString(180, u'b');
}

void TestPrivateCluster::start_oddPath_answers()
{
    QFETCH(QString, name);
    const auto cluster = ClusterFixture::cluster(m_fixture.prepare(name));
    const Result<void> started = await(cluster->start());
    QVERIFY2(started, started ? "" : qPrintable(describe(started.error())));
    QVERIFY(answers(*cluster));
}

void TestPrivateCluster::start_environmentPointsElsewhere_answers()
{
    const QList<std::pair<const char *, QByteArray>> variables {
        {"PGPORT", "5433"},     {"PGHOST", "/nowhere"},
        {"PGDATA", "/nowhere"}, {"PGOPTIONS", "-c nonsense=1"},
        {"PGUSER", "nobody"},   {"LC_ALL", "de_DE.UTF-8"}};
    for (const auto &[name, content] : variables)
        qputenv(name, content);
    const auto cluster = running();
    qunsetenv("PGOPTIONS");
    const bool answered = cluster && answers(*cluster);
    for (const auto &[name, content] : variables)
        qunsetenv(name);
    QVERIFY(answered);
}

void TestPrivateCluster::start_parentClosedToTheServer_isNamed()
{
    if (!isRoot())
        QSKIP("only root runs the server as somebody else");
    const QString directory = m_fixture.prepare(u"closed/inner/shop"_s);
    const QString closed = m_fixture.root() + u"/closed"_s;
    ::chmod(QFile::encodeName(closed).constData(), 0700);
    const Result<void> started = await(ClusterFixture::cluster(directory)->start());
    QVERIFY(!started);
    QCOMPARE(started.error().code, Error::Code::Unavailable);
    QCOMPARE(started.error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(started.error().field, closed);
}

void TestPrivateCluster::start_somethingElseInPlace_isNamed()
{
    const QString directory = m_fixture.prepare(u"taken"_s);
    QVERIFY(QDir(directory).mkpath(u"cluster/holiday pictures"_s));
    const auto cluster = ClusterFixture::cluster(directory);
    const Result<void> started = await(cluster->start());
    QVERIFY(!started);
    QCOMPARE(started.error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(started.error().field, directory + u"/cluster"_s);
    QVERIFY(QFile::exists(directory + u"/cluster/holiday pictures"_s));
}

void TestPrivateCluster::start_halfCluster_isReplaced()
{
    const QString directory = m_fixture.prepare(u"half"_s);
    for (const QString &left :
         {u"cluster.tmp/base"_s, u"cluster.tmp-0badcafe/global"_s, u"cluster"_s})
        QVERIFY(QDir(directory).mkpath(left));
    const auto cluster = ClusterFixture::cluster(directory);
    QVERIFY(await(cluster->start()));
    QCOMPARE(QDir(directory).entryList({u"cluster*"_s}), QStringList {u"cluster"_s});
    QVERIFY(answers(*cluster));
}

void TestPrivateCluster::start_otherMajor_isNamed()
{
    const QString directory = m_fixture.prepare(u"old"_s);
    QVERIFY(QDir(directory).mkpath(u"cluster"_s));
    QFile version(directory + u"/cluster/PG_VERSION"_s);
    QVERIFY(version.open(QIODevice::WriteOnly));
    version.write("13\n");
    version.close();
    const auto cluster = ClusterFixture::cluster(directory);
    const Result<void> started = await(cluster->start());
    QVERIFY(!started);
    QCOMPARE(started.error().code, Error::Code::Conflict);
    QCOMPARE(started.error().reason, Error::Reason::SchemaMismatch);
    QVERIFY(started.error().detail.contains(u"PostgreSQL 13"_s));
}

void TestPrivateCluster::start_noBinaries_isServerMissing()
{
    Cluster cluster({.dataDirectory = m_fixture.prepare(u"bare"_s),
                     .binaries = m_fixture.root(),
                     .niceness = 0,
                     .extraSettings = {}});
    const Result<void> started = await(cluster.start());
    QVERIFY(!started);
    QCOMPARE(started.error().reason, Error::Reason::ServerMissing);
    QCOMPARE(started.error().field, m_fixture.root());
}

void TestPrivateCluster::start_brokenServer_saysItsWords()
{
    QVERIFY(running());
    Cluster cluster({.dataDirectory = m_directory,
                     .binaries = {},
                     .niceness = 0,
                     .extraSettings = {u"shared_buffers = nonsense"_s}});
    const Result<void> started = await(cluster.start());
    QVERIFY(!started);
    QCOMPARE(started.error().code, Error::Code::Unavailable);
    QVERIFY(started.error().detail.contains(u"invalid value for parameter \"shared_buffers\""_s));
    QCOMPARE(cluster.serverPid(), 0);
}

void TestPrivateCluster::start_strangersSocketFolder_isRefused()
{
    const QString directory = m_fixture.prepare(u"watched"_s);
    const auto cluster = ClusterFixture::cluster(directory);
    QVERIFY(QDir().mkpath(cluster->socketDirectory()));
    ::chmod(QFile::encodeName(cluster->socketDirectory()).constData(), 0777);
    const Result<void> started = await(cluster->start());
    QVERIFY(!started);
    QCOMPARE(started.error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(started.error().field, cluster->socketDirectory());
}

void TestPrivateCluster::start_longLog_isRotated()
{
    QVERIFY(running());
    QFile log(m_directory + u"/logs/postgresql.log"_s);
    QVERIFY(log.resize(11 * 1024 * 1024));
    QVERIFY(running());
    QVERIFY(log.size() < 1024 * 1024);
    QCOMPARE(QFileInfo(log.fileName() + u".1"_s).size(), 11 * 1024 * 1024);
}

void TestPrivateCluster::socketDirectory_longRuntimeFolder_staysShort()
{
    const QString folder = m_fixture.root() + u'/' + QString(90, u'r');
    QVERIFY(QDir().mkpath(folder));
    ::chmod(QFile::encodeName(folder).constData(), 0700);
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(folder));
    const auto cluster = running();
    qunsetenv("XDG_RUNTIME_DIR");
    QVERIFY(cluster);
    QVERIFY(QFile::encodeName(cluster->socketDirectory()).size() <= 93);
    QVERIFY(answers(*cluster));
}

void TestPrivateCluster::end_whileMaking_isQuick()
{
    auto cluster = ClusterFixture::cluster(m_fixture.prepare(u"hurried"_s));
    QFuture<Result<void>> started = cluster->start();
    QTRY_VERIFY(!QDir(m_fixture.root() + u"/hurried"_s).entryList({u"cluster.tmp*"_s}).isEmpty());
    cluster.reset();
    QVERIFY(started.isFinished());
    QVERIFY(!started.result());
}

QTEST_GUILESS_MAIN(TestPrivateCluster)
#include "tst_cluster.moc"
