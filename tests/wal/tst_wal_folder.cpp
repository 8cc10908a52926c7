#include "wal_folder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 segmentBytes = 16 << 20;

QDateTime day(int number, int hour = 0)
{
    return QDateTime(QDate(2026, 3, number), QTime(hour, 0), Qt::UTC);
}

BaseRecord base(int number)
{
    return {.name = u"base-%1"_s.arg(number),
            .startedAt = day(number),
            .finishedAt = day(number, 1),
            .firstSegment = u"0000000100000000%1"_s.arg(number, 8, 16, QChar(u'0')).toUpper(),
            .rawBytes = 40'000'000,
            .heads = {{QUuid(u"5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d"_s), number * 10}}};
}

/// Bases on the days 1, 2, 3, a gap, then on 5 and 6.
WalCatalog catalog()
{
    return {.system = u"7300"_s,
            .segmentBytes = segmentBytes,
            .bases = {base(1), base(2), base(3), base(5), base(6)},
            .covered = {{.since = day(1, 1), .until = day(4), .last = u"a"_s},
                        {.since = day(5, 1), .until = day(7), .last = u"b"_s}},
            .tills = {QUuid(u"5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d"_s)}};
}

QStringList namesOf(const std::vector<BaseRecord> &bases)
{
    QStringList names;
    for (const BaseRecord &one : bases)
        names.append(one.name);
    return names;
}

}

/// What stands on the target, which base a moment begins with, what may go.
class TestWalFolder final : public QObject
{
    Q_OBJECT
private slots:
    void number_ofNames_data();
    void number_ofNames();
    void catalog_written_isReadBack();
    void catalog_changed_isRefused();
    void catalog_missing_isEmpty();
    void base_forMoments_data();
    void base_forMoments();
    void plan_ofAges_data();
    void plan_ofAges();
    void plan_tooLarge_dropsTheOldest();
    void plan_lastTooLarge_wantsAnother();
    void forget_takesTheirTimesAlong();
    void setAside_goesWhenItsDaysAreOver();
};

void TestWalFolder::number_ofNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("number");
    QTest::newRow("the first") << u"000000010000000000000001"_s << qint64(1);
    QTest::newRow("the last of a part") << u"0000000100000000000000FF"_s << qint64(255);
    QTest::newRow("the next part") << u"000000010000000100000000"_s << qint64(256);
    QTest::newRow("another timeline") << u"0000000A0000000100000002"_s << qint64(258);
    QTest::newRow("still written") << u"000000010000000000000001.partial"_s << qint64(-1);
    QTest::newRow("a history") << u"00000002.history"_s << qint64(-1);
    QTest::newRow("small letters") << u"0000000100000000000000ff"_s << qint64(-1);
}

void TestWalFolder::number_ofNames()
{
    QFETCH(QString, name);
    QFETCH(qint64, number);
    QCOMPARE(segmentNumber(name, segmentBytes).value_or(-1), number);
}

void TestWalFolder::catalog_written_isReadBack()
{
    const QTemporaryDir target;
    const WalFolder folder(target.path(), u"shop"_s, QByteArray(32, 'k'));
    QVERIFY(folder.prepare());
    QVERIFY(folder.write(catalog()));
    const Result<WalCatalog> read = folder.read();
    QVERIFY(read);
    QCOMPARE(*read, catalog());
    QCOMPARE(WalFolder::streams(target.path()), QStringList {u"shop"_s});
}

void TestWalFolder::catalog_changed_isRefused()
{
    const QTemporaryDir target;
    const WalFolder folder(target.path(), u"shop"_s);
    QVERIFY(folder.prepare() && folder.write(catalog()));
    QFile file(folder.file(u"catalog"_s));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(40) && file.write("?") == 1);
    file.close();
    const Result<WalCatalog> read = folder.read();
    QVERIFY(!read);
    QCOMPARE(read.error().field, file.fileName());
}

void TestWalFolder::catalog_missing_isEmpty()
{
    const QTemporaryDir target;
    const Result<WalCatalog> read = WalFolder(target.path(), u"shop"_s).read();
    QVERIFY(read);
    QCOMPARE(*read, WalCatalog());
    QVERIFY(WalFolder::streams(target.path()).isEmpty());
}

void TestWalFolder::base_forMoments_data()
{
    QTest::addColumn<QDateTime>("at");
    QTest::addColumn<QString>("name");
    QTest::newRow("before all") << day(1) << u""_s;
    QTest::newRow("when the first is done") << day(1, 1) << u"base-1"_s;
    QTest::newRow("between two") << day(2, 12) << u"base-2"_s;
    QTest::newRow("up to the gap") << day(4) << u"base-3"_s;
    QTest::newRow("in the gap") << day(4, 12) << u""_s;
    QTest::newRow("while the next is made") << day(5) << u""_s;
    QTest::newRow("behind the gap") << day(5, 2) << u"base-5"_s;
    QTest::newRow("the latest") << day(7) << u"base-6"_s;
    QTest::newRow("later than that") << day(7, 1) << u""_s;
}

void TestWalFolder::base_forMoments()
{
    QFETCH(QDateTime, at);
    QFETCH(QString, name);
    const WalCatalog all = catalog();
    const BaseRecord *found = all.baseFor(at);
    QCOMPARE(found ? found->name : u""_s, name);
}

void TestWalFolder::plan_ofAges_data()
{
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QStringList>("gone");
    QTest::newRow("young") << day(7) << QStringList();
    QTest::newRow("just not old enough") << day(9) << QStringList();
    QTest::newRow("the second reaches back far enough") << day(9, 1) << QStringList {u"base-1"_s};
    QTest::newRow("much later") << day(30)
                                << QStringList {u"base-1"_s, u"base-2"_s, u"base-3"_s, u"base-5"_s};
}

void TestWalFolder::plan_ofAges()
{
    QFETCH(QDateTime, now);
    QFETCH(QStringList, gone);
    const WalPlan plan = planPruning(catalog(), {}, now, {.days = 7});
    QCOMPARE(namesOf(plan.bases), gone);
    QVERIFY(!plan.baseWanted);
}

void TestWalFolder::plan_tooLarge_dropsTheOldest()
{
    const QHash<QString, qint64> bytes {{u"base-1"_s, 500},
                                        {u"base-2"_s, 400},
                                        {u"base-3"_s, 300},
                                        {u"base-5"_s, 200},
                                        {u"base-6"_s, 100}};
    const WalPlan plan = planPruning(catalog(), bytes, day(7), {.days = 7, .bytes = 300});
    QCOMPARE(namesOf(plan.bases), (QStringList {u"base-1"_s, u"base-2"_s}));
    QVERIFY(!plan.baseWanted);
}

void TestWalFolder::plan_lastTooLarge_wantsAnother()
{
    const QHash<QString, qint64> bytes {{u"base-1"_s, 500},
                                        {u"base-2"_s, 500},
                                        {u"base-3"_s, 500},
                                        {u"base-5"_s, 500},
                                        {u"base-6"_s, 500}};
    const WalPlan plan = planPruning(catalog(), bytes, day(7), {.days = 7, .bytes = 300});
    QCOMPARE(plan.bases.size(), size_t(4)); // Never the newest.
    QVERIFY(plan.baseWanted);
}

void TestWalFolder::forget_takesTheirTimesAlong()
{
    WalCatalog all = catalog();
    all.forget({base(1)});
    QCOMPARE(all.covered.front().since, day(2, 1));
    QCOMPARE(all.covered.size(), size_t(2));
    all.forget({base(2), base(3)});
    QCOMPARE(all.covered.size(), size_t(1));
    QCOMPARE(all.covered.front().since, day(5, 1));
    QCOMPARE(namesOf(all.bases), (QStringList {u"base-5"_s, u"base-6"_s}));
}

void TestWalFolder::setAside_goesWhenItsDaysAreOver()
{
    const QTemporaryDir target;
    const WalFolder folder(target.path(), u"shop"_s);
    QVERIFY(folder.prepare() && folder.setAside(day(3)));
    QVERIFY(folder.prepare() && folder.setAside(day(5)));
    const WalFolder other(target.path(), u"other"_s);
    QVERIFY(other.prepare() && other.write(catalog()));
    folder.removeOld({}, day(4));
    const auto there = [&target] {
        return QDir(target.filePath(u"wal"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    };
    QCOMPARE(there(), 2); // One aside, and the stream of somebody else.
    folder.removeOld({u"other"_s}, QDateTime::currentDateTimeUtc().addDays(-1));
    QCOMPARE(there(), 1); // The one aside is old by now; the other stream was written just now.
    folder.removeOld({u"other"_s}, QDateTime::currentDateTimeUtc().addDays(1));
    QCOMPARE(there(), 0);
}

QTEST_GUILESS_MAIN(TestWalFolder)
#include "tst_wal_folder.moc"
