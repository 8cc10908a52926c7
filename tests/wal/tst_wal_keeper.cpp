#include "await.h"
#include "backup_board.h"
#include "cluster_fixture.h"
#include "migrations.h"
#include "point_in_time.h"
#include "wal_keeper.h"
#include "wal_sealed_file.h"

#include <QDir>
#include <QLoggingCategory>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 60'000;

/// The one file whose name ends with @p ending, below @p folder.
QString fileLike(const QString &folder, const QString &pattern)
{
    const QStringList names = QDir(folder).entryList({pattern}, QDir::Files, QDir::Name);
    return names.isEmpty() ? QString() : QDir(folder).filePath(names.first());
}

void flipBit(const QString &path, qint64 at)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at))
        qFatal("%s cannot be changed", qUtf8Printable(path));
    const char before = file.peek(1).at(0);
    file.putChar(char(before ^ 1));
}

}

/// A database with a table of numbers, its keeper, and what can be brought back of it.
class TestWalKeeper final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void restore_toMoments_givesWhatWasThen();
    void restore_wherePrevented_saysWhy();
    void restore_changedFile_isNamed_data();
    void restore_changedFile_isNamed();
    void restore_missingSegment_isNamed();
    void keeper_killedServer_goesOn();
    void keeper_killedReceiver_goesOn();
    void keeper_targetAway_waitsAndCatchesUp();
    void keeper_lostLog_beginsWithANewBase();
    void keeper_otherHistoryOnTarget_setsItAside();
    void keeper_baseIsDue_makesItAndDropsTheOld();
    void keeper_encrypted_needsTheKey();

private:
    void keep(const SealKey &key = {}, int baseHours = 24);
    void write(int number);
    bool keptUntil(const QDateTime &time);
    bool keptNow() { return keptUntil(QDateTime::currentDateTimeUtc()); }
    Result<PointInTimeOutcome> restore(const std::optional<QDateTime> &at = {},
                                       const SealKey &key = {});
    QString restored();
    WalFolder folder() const { return {m_target, u"test"_s}; }
    QString spool() const { return m_data + u"/wal/test"_s; }

    ClusterFixture m_fixture;
    QString m_data;
    QString m_target;
    QString m_new;
    int m_round = 0;
    std::unique_ptr<Cluster> m_cluster;
    BackupBoard m_board;
    std::unique_ptr<WalKeeper> m_keeper;
};

void TestWalKeeper::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
    m_data = m_fixture.prepare(u"shop"_s);
    m_cluster = ClusterFixture::cluster(m_data);
    QVERIFY(await(m_cluster->start()));
    QVERIFY(Migrations::bringUp(m_cluster->address(), Migrations::Permission::Upgrade));
    QCOMPARE(value(connectTo(*m_cluster).get(), "CREATE TABLE numbers (n int)"), QString());
}

void TestWalKeeper::init()
{
    ++m_round;
    m_target = m_fixture.root() + u"/target-%1"_s.arg(m_round);
    m_new = m_fixture.root() + u"/new-%1"_s.arg(m_round);
    QDir(m_data + u"/wal"_s).removeRecursively();
    value(connectTo(*m_cluster).get(), "TRUNCATE numbers");
}

void TestWalKeeper::cleanup()
{
    m_keeper.reset();
    QDir(m_target).removeRecursively();
    QDir(m_new).removeRecursively();
}

void TestWalKeeper::cleanupTestCase()
{
    m_cluster.reset();
}

void TestWalKeeper::keep(const SealKey &key, int baseHours)
{
    m_keeper.reset();
    m_board.change([](BackupReport &report) { report = {}; });
    m_keeper =
        std::make_unique<WalKeeper>(WalKeeper::Options {.binaries = *ServerBinaries::find({}, 0),
                                                        .address = m_cluster->address(),
                                                        .target = m_target,
                                                        .dataDirectory = m_data,
                                                        .stream = u"test"_s,
                                                        .key = key,
                                                        .interval = std::chrono::milliseconds(50),
                                                        .baseEvery = std::chrono::hours(baseHours)},
                                    m_board);
}

void TestWalKeeper::write(int number)
{
    value(connectTo(*m_cluster).get(),
          qPrintable(u"INSERT INTO numbers VALUES (%1)"_s.arg(number)));
}

bool TestWalKeeper::keptUntil(const QDateTime &time)
{
    return QTest::qWaitFor(
        [this, time] {
            const std::optional<QDateTime> until = m_board.report().walReceivedAt;
            return until && *until >= time;
        },
        longMs);
}

Result<PointInTimeOutcome> TestWalKeeper::restore(const std::optional<QDateTime> &at,
                                                  const SealKey &key)
{
    QDir(m_new).removeRecursively();
    PointInTime job({.target = m_target, .at = at, .directory = m_new, .key = key}, {});
    return job.restore();
}

/// The numbers in what was restored.
QString TestWalKeeper::restored()
{
    const std::unique_ptr<Cluster> cluster = ClusterFixture::cluster(m_new);
    if (!await(cluster->start()))
        return u"did not start"_s;
    return value(connectTo(*cluster).get(),
                 "SELECT string_agg(n::text, ' ' ORDER BY n) FROM numbers");
}

void TestWalKeeper::restore_toMoments_givesWhatWasThen()
{
    keep();
    QVERIFY(keptNow());
    QList<QDateTime> moments;
    for (int number = 1; number <= 2; ++number) {
        write(number);
        moments.append(QDateTime::currentDateTimeUtc().addMSecs(1));
        QVERIFY(keptUntil(moments.last().addMSecs(1)));
    }
    for (int number = 2; number >= 1; --number) {
        const Result<PointInTimeOutcome> outcome = restore(moments.at(number - 1));
        QVERIFY2(outcome, outcome ? "" : qUtf8Printable(describe(outcome.error())));
        QCOMPARE(restored(), number == 1 ? u"1"_s : u"1 2"_s);
    }
    QVERIFY(!QFileInfo::exists(m_new + u".restoring"_s));
}

void TestWalKeeper::restore_wherePrevented_saysWhy()
{
    const Result<PointInTimeOutcome> nothing = restore();
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, Error::Code::NotFound);
    keep();
    QVERIFY(keptNow());
    for (const int days : {-1, 1}) {
        const Result<PointInTimeOutcome> outcome =
            restore(QDateTime::currentDateTimeUtc().addDays(days));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().field, u"at"_s);
    }
    QVERIFY(QDir().mkpath(m_new + u"/something"_s));
    PointInTime job({.target = m_target, .directory = m_new}, {});
    const Result<PointInTimeOutcome> full = job.restore();
    QVERIFY(!full);
    QCOMPARE(full.error().field, u"directory"_s);
    QVERIFY(QFileInfo::exists(m_new + u"/something"_s));
}

void TestWalKeeper::restore_changedFile_isNamed_data()
{
    QTest::addColumn<QString>("inside");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("rubbish");
    QTest::newRow("the base") << u""_s << u"base-*"_s << false;
    QTest::newRow("the archive in the base") << u""_s << u"base-*"_s << true;
    QTest::newRow("a segment") << u"/log"_s << u"*.wal"_s << false;
    QTest::newRow("the last segment") << u"/log"_s << u"*.partial"_s << false;
    QTest::newRow("the catalogue") << u""_s << u"catalog"_s << false;
}

void TestWalKeeper::restore_changedFile_isNamed()
{
    QFETCH(QString, inside);
    QFETCH(QString, pattern);
    QFETCH(bool, rubbish);
    keep();
    QVERIFY(keptNow());
    write(1);
    QVERIFY(keptNow());
    m_keeper.reset();
    const QString path = fileLike(folder().path() + inside, pattern);
    if (rubbish) { // It is decompressed well, and is no archive.
        Result<QByteArray> content = SealedReader::whole(path, {}, 1'000'000'000);
        content->front() = char(content->front() ^ 1);
        QVERIFY(SealedWriter::write(path, *content));
    }
    flipBit(path, rubbish ? QFileInfo(path).size() - 1 : QFileInfo(path).size() / 2);
    const Result<PointInTimeOutcome> outcome = restore();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().field, path);
    QVERIFY(!QFileInfo::exists(m_new));
}

void TestWalKeeper::restore_missingSegment_isNamed()
{
    keep();
    QVERIFY(keptNow());
    for (int i = 0; i < 3; ++i) {
        write(i);
        value(connectTo(*m_cluster).get(), "SELECT pg_switch_wal()");
    }
    QTRY_VERIFY_WITH_TIMEOUT(folder().segments().size() >= 3, longMs);
    QVERIFY(keptNow());
    m_keeper.reset();
    QVERIFY(QFile::remove(folder().segmentFile(folder().segments().at(1))));
    const Result<PointInTimeOutcome> outcome = restore();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, Error::Code::NotFound);
    QVERIFY(outcome.error().detail.contains(u"missing"_s));
}

void TestWalKeeper::keeper_killedServer_goesOn()
{
    keep();
    QVERIFY(keptNow());
    write(1);
    const qint64 before = m_cluster->serverPid();
    QCOMPARE(::kill(pid_t(before), SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_cluster->serverPid() != before && answers(*m_cluster), longMs);
    write(2);
    QVERIFY(keptNow());
    QVERIFY(restore());
    QCOMPARE(restored(), u"1 2"_s);
    QCOMPARE(folder().read()->covered.size(), size_t(1)); // Without a gap.
}

void TestWalKeeper::keeper_killedReceiver_goesOn()
{
    keep();
    QVERIFY(keptNow());
    write(1);
    const QString receiver =
        value(connectTo(*m_cluster).get(),
              "SELECT pid FROM pg_stat_replication WHERE application_name = 'bakehouse wal'");
    value(connectTo(*m_cluster).get(),
          qPrintable(u"SELECT pg_terminate_backend(%1)"_s.arg(receiver)));
    write(2);
    QVERIFY(keptNow());
    QVERIFY(restore());
    QCOMPARE(restored(), u"1 2"_s);
    QCOMPARE(folder().read()->covered.size(), size_t(1));
}

void TestWalKeeper::keeper_targetAway_waitsAndCatchesUp()
{
    keep();
    QVERIFY(keptNow());
    const QString away = m_target + u".away"_s;
    QVERIFY(QDir().rename(m_target, away));
    QFile inTheWay(m_target);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QTRY_VERIFY_WITH_TIMEOUT(m_board.report().walFailure, longMs);
    write(1);
    value(connectTo(*m_cluster).get(), "SELECT pg_switch_wal()");
    write(2);
    QVERIFY(inTheWay.remove() && QDir().rename(away, m_target));
    QVERIFY(keptNow());
    QVERIFY(!m_board.report().walFailure);
    QVERIFY(restore());
    QCOMPARE(restored(), u"1 2"_s);
    QCOMPARE(folder().read()->covered.size(), size_t(1));
}

/// While nobody received it the server threw the log away.
void TestWalKeeper::keeper_lostLog_beginsWithANewBase()
{
    keep();
    QVERIFY(keptNow());
    write(1);
    const QDateTime first = QDateTime::currentDateTimeUtc().addMSecs(1); // Commits have micros.
    QVERIFY(keptUntil(first));
    m_keeper.reset();
    for (const char *sql : {"ALTER SYSTEM SET wal_keep_size = 0", "SELECT pg_reload_conf()"})
        value(connectTo(*m_cluster).get(), sql);
    for (int i = 0; i < 3; ++i) {
        write(2 + i);
        value(connectTo(*m_cluster).get(), "SELECT pg_switch_wal()");
    }
    QVERIFY(QDir(spool()).removeRecursively());
    keep();
    QVERIFY(keptNow());
    const Result<WalCatalog> catalog = folder().read();
    QVERIFY(catalog);
    QCOMPARE(catalog->covered.size(), size_t(2));
    QCOMPARE(catalog->bases.size(), size_t(2));
    QVERIFY(restore());
    QCOMPARE(restored(), u"1 2 3 4"_s);
    QVERIFY(restore(first)); // Before the gap as before.
    QCOMPARE(restored(), u"1"_s);
    const Result<PointInTimeOutcome> between = restore(catalog->covered.at(0).until.addMSecs(1));
    QVERIFY(!between);
}

void TestWalKeeper::keeper_otherHistoryOnTarget_setsItAside()
{
    const WalFolder target = folder();
    QVERIFY(target.prepare());
    QVERIFY(target.write({.system = u"another"_s, .segmentBytes = 16 << 20}));
    keep();
    QVERIFY(keptNow());
    QVERIFY(restore());
    QCOMPARE(QDir(m_target + u"/wal"_s).entryList({u"test.*"_s}, QDir::Dirs).size(), 1);
}

void TestWalKeeper::keeper_baseIsDue_makesItAndDropsTheOld()
{
    keep();
    QVERIFY(keptNow());
    // The base becomes old: ten days ago in the catalogue.
    m_keeper.reset();
    WalCatalog catalog = *folder().read();
    QCOMPARE(catalog.bases.size(), size_t(1));
    const QString old = catalog.bases.front().name;
    catalog.bases.front().finishedAt = QDateTime::currentDateTimeUtc().addDays(-10);
    catalog.covered.front().since = catalog.bases.front().finishedAt;
    QVERIFY(folder().write(catalog));
    write(1);
    keep();
    QTRY_COMPARE_WITH_TIMEOUT(folder().read()->bases.size(), size_t(2), longMs);
    QVERIFY(QFile::exists(folder().file(old))); // A restore goes back seven days.
    QVERIFY(keptNow());
    m_keeper.reset();
    catalog = *folder().read();
    catalog.bases.back().finishedAt = QDateTime::currentDateTimeUtc().addDays(-8);
    const QString needed = catalog.bases.back().firstSegment;
    QVERIFY(folder().write(catalog));
    keep();
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(folder().file(old)), longMs);
    QTRY_VERIFY_WITH_TIMEOUT(folder().segments().isEmpty() || folder().segments().first() >= needed,
                             longMs);
    QVERIFY(keptNow());
    QVERIFY(restore());
    QCOMPARE(restored(), u"1"_s);
}

void TestWalKeeper::keeper_encrypted_needsTheKey()
{
    const SealKey key(32, 'k');
    keep(key);
    QVERIFY(keptNow());
    write(1);
    QVERIFY(keptNow());
    const Result<PointInTimeOutcome> without = restore();
    QVERIFY(!without);
    QCOMPARE(without.error().code, Error::Code::Denied);
    QVERIFY(restore({}, key));
    QCOMPARE(restored(), u"1"_s);
}

QTEST_GUILESS_MAIN(TestWalKeeper)
#include "tst_wal_keeper.moc"
