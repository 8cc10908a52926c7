#include "ctl_shop.h"
#include "fault_points.h"
#include "fault_rounds.h"
#include "seller_run.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// A till killed at each named step: its next start sells on, and what it had acknowledged is in
/// the books.
class TestTillPointFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void points_ofTheSources_areAllWalked();
    void kill_atEachPoint_nextStartSellsOn_data();
    void kill_atEachPoint_nextStartSellsOn();
    void kill_whileTakingANewId_nextStartSellsOn_data();
    void kill_whileTakingANewId_nextStartSellsOn();

private:
    SellerRun runIn(const QString &name, int sales) const;
    static bool diesAt(SellerRun run, const QByteArray &point);
    void checkBooks(const SellerRun &run);

    CtlShop m_shop;
    int m_walked = 0;
    qint64 m_acknowledged = 0;
};

void TestTillPointFaults::initTestCase()
{
    QVERIFY(!m_shop.serve().isEmpty());
    m_shop.prepareReplay(1, 3);
}

void TestTillPointFaults::cleanupTestCase()
{
    const qint64 counted = m_shop.sql(u"SELECT count(*) FROM bakehouse.receipts"_s).toLongLong();
    noteFaults({.part = "points of a till",
                .faults = m_walked,
                .acknowledged = m_acknowledged,
                .stored = counted,
                .counted = counted});
    const CommandResult verify = m_shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
    QCOMPARE(m_shop.stopServer(), 0);
}

void TestTillPointFaults::points_ofTheSources_areAllWalked()
{
    const QByteArrayList walked =
        tillPoints() + forkPoints() + startPoints() + servingPoints() + endPoints();
    QSet<QByteArray> areas;
    for (const QByteArray &point : walked)
        areas.insert(point.split('.').first());
    static const QRegularExpression call(uR"x(failpoint\("([^"]+)"\))x"_s);
    QSet<QByteArray> found;
    for (const QString &folder : {u"/core"_s, u"/app"_s}) {
        QDirIterator files(QStringLiteral(FAULT_SOURCES) + folder, {u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString text = QString::fromUtf8(contentOf(files.next()));
            for (const QRegularExpressionMatch &match : call.globalMatch(text)) {
                const QByteArray point = match.captured(1).toUtf8();
                if (areas.contains(point.split('.').first()))
                    found.insert(point);
            }
        }
    }
    const QSet<QByteArray> expected(walked.begin(), walked.end());
    const QSet<QByteArray> missed = (found - expected) + (expected - found);
    QVERIFY2(missed.isEmpty(), missed.values().join(' ').constData());
    QVERIFY(expected.size() >= 40);
}

SellerRun TestTillPointFaults::runIn(const QString &name, int sales) const
{
    return {.data = m_shop.file(name),
            .acks = m_shop.file(name + u".acks"_s),
            .database = m_shop.databaseUrl(),
            .sales = sales,
            .settingsEvery = 2};
}

bool TestTillPointFaults::diesAt(SellerRun run, const QByteArray &point)
{
    run.variables.insert(u"BAKEHOUSE_FAILPOINT"_s, QString::fromLatin1(point));
    const std::unique_ptr<QProcess> process = run.start();
    return process->waitForFinished(60'000) && process->exitStatus() == QProcess::CrashExit
        && process->exitCode() == SIGKILL;
}

/// The seller ended well, so everything was uploaded.
void TestTillPointFaults::checkBooks(const SellerRun &run)
{
    const QStringList stored =
        m_shop
            .sql(u"SELECT string_agg(uuid || ' ' || number || ' ' || total_minor, ';') "
                 u"FROM bakehouse.receipts"_s)
            .split(u';');
    const QSet<QString> known(stored.begin(), stored.end());
    QCOMPARE(known.size(), stored.size());
    for (const QByteArray &line : ackLines(run.acks)) {
        QVERIFY2(known.contains(QString::fromLatin1(line)), line.constData());
        ++m_acknowledged;
    }
    QCOMPARE(m_shop.sql(u"SELECT count(*) FROM (SELECT till FROM bakehouse.receipts GROUP BY till "
                        u"HAVING count(*) <> max(number)) AS gaps"_s),
             u"0"_s);
    ++m_walked;
}

void TestTillPointFaults::kill_atEachPoint_nextStartSellsOn_data()
{
    QTest::addColumn<QByteArray>("point");
    for (const QByteArray &point : tillPoints())
        QTest::newRow(point.constData()) << point;
}

void TestTillPointFaults::kill_atEachPoint_nextStartSellsOn()
{
    QFETCH(const QByteArray, point);
    const SellerRun run = runIn(QString::fromLatin1(point), 4);
    QVERIFY2(diesAt(run, point), "it was not killed there");
    QString words;
    QVERIFY2(run.run(&words) == 0, qUtf8Printable(words));
    QVERIFY(ackLines(run.acks).size() >= 4);
    FaultRow row;
    const QString wrong = compareWithJournals(run.data, run.acks, row);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    checkBooks(run);
    QDir(run.data).removeRecursively();
}

void TestTillPointFaults::kill_whileTakingANewId_nextStartSellsOn_data()
{
    QTest::addColumn<QByteArray>("point");
    for (const QByteArray &point : forkPoints())
        QTest::newRow(point.constData()) << point;
}

/// The data directory comes back from a copy that is older than what the database has.
void TestTillPointFaults::kill_whileTakingANewId_nextStartSellsOn()
{
    QFETCH(const QByteArray, point);
    const SellerRun run = runIn(QString::fromLatin1(point), 3);
    QCOMPARE(run.run(), 0);
    const QString copy = run.data + u".copy"_s;
    QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, run.data, copy}), 0);
    QCOMPARE(run.run(), 0);
    QDir(run.data).removeRecursively();
    QVERIFY(QDir().rename(copy, run.data));
    SellerRun forked = run;
    forked.sales = 0; // For ever: the till is told of the fork while it sells.
    QVERIFY2(diesAt(forked, point), "it was not killed there");
    QString words;
    QVERIFY2(run.run(&words) == 0, qUtf8Printable(words));
    QDir(run.data).removeRecursively();
}

QTEST_GUILESS_MAIN(TestTillPointFaults)
#include "tst_till_point_faults.moc"
