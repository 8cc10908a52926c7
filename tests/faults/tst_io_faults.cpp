#include "ctl_shop.h"
#include "fault_rounds.h"
#include "seller_run.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <cerrno>

using namespace Qt::StringLiterals;

/// Calls of the system that fail under a till: the n-th write, sync or rename of its files, for
/// every n until a run ends without the fault; a disk that takes nothing for a while. Nothing is
/// acknowledged that is not there later, the program never crashes, and goes on by itself.
class TestIoFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void nthCall_fails_losesNothing_data();
    void nthCall_fails_losesNothing();
    void disk_takesNothingForAWhile_refusesThenSellsOn_data();
    void disk_takesNothingForAWhile_refusesThenSellsOn();

private:
    static constexpr int salesPerRun = 5;
    static constexpr int patienceMs = 4'000;

    SellerRun runIn(const QString &name) const;
    static QHash<QString, QString> faults(const SellerRun &run, int code);
    enum class Fault { Once, FromThenOn };
    QString survive(SellerRun run, qint64 at, int code, Fault fault);
    QString checkBooks(const SellerRun &run) const;

    CtlShop m_shop;
    FaultRow m_row {.part = "io"};
    qint64 m_lastCalls = 0; ///< Of the last first run.
};

void TestIoFaults::initTestCase()
{
    QVERIFY(!m_shop.serve().isEmpty());
    m_shop.prepareReplay(1, 3);
}

void TestIoFaults::cleanupTestCase()
{
    m_row.counted = m_row.stored;
    noteFaults(m_row);
    const CommandResult verify = m_shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
    QCOMPARE(m_shop.stopServer(), 0);
}

SellerRun TestIoFaults::runIn(const QString &name) const
{
    return {.data = m_shop.file(name),
            .acks = m_shop.file(name + u".acks"_s),
            .database = m_shop.databaseUrl(),
            .sales = salesPerRun,
            .settingsEvery = 2};
}

QHash<QString, QString> TestIoFaults::faults(const SellerRun &run, int code)
{
    return {{u"LD_PRELOAD"_s, QStringLiteral(IO_FAULT_SHIM)},
            {u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s},
            {u"BAKEHOUSE_IO_FAULT"_s, run.data},
            {u"BAKEHOUSE_IO_FAULT_CODE"_s, QString::number(code)}};
}

QString TestIoFaults::checkBooks(const SellerRun &run) const
{
    for (const QByteArray &line : ackLines(run.acks)) {
        const QList<QByteArray> words = line.split(' ');
        const QString found =
            m_shop.sql(u"SELECT number || ' ' || total_minor FROM bakehouse.receipts WHERE uuid = "
                       u"'%1'"_s.arg(QString::fromLatin1(words.first())));
        if (found.toUtf8() != words.at(1) + ' ' + words.at(2))
            return u"in the books it is \"%1\": %2"_s.arg(found, QString::fromLatin1(line));
    }
    return {};
}

/// A run in which it fails, and one in which nothing does.
QString TestIoFaults::survive(SellerRun run, qint64 at, int code, Fault fault)
{
    run.variables = faults(run, code);
    run.variables.insert(u"BAKEHOUSE_IO_FAULT_AT"_s, QString::number(at));
    run.variables.insert(u"BAKEHOUSE_IO_FAULT_COUNT"_s, m_shop.file(u"calls"_s));
    if (fault == Fault::FromThenOn)
        run.variables.insert(u"BAKEHOUSE_IO_FAULT_ON"_s, u"yes"_s);
    run.patienceMs = patienceMs;
    QString words;
    const int exitCode = run.run(&words);
    m_lastCalls = contentOf(m_shop.file(u"calls"_s)).trimmed().toLongLong();
    if (exitCode < 0)
        return u"it crashed or hung: "_s + words;
    if (exitCode == 1 && !words.contains(run.data))
        return u"it did not start and named no file: "_s + words;
    run.patienceMs = SellerRun().patienceMs;
    run.variables.clear();
    if (run.run(&words) != 0)
        return u"the next start failed: "_s + words;
    FaultRow row;
    QString wrong = compareWithJournals(run.data, run.acks, row);
    m_row.acknowledged += row.acknowledged;
    m_row.stored += row.stored;
    m_row.lost += row.lost;
    m_row.doubled += row.doubled;
    m_row.gaps += row.gaps;
    m_row.faults += at > 0 ? 1 : 0;
    if (wrong.isEmpty())
        wrong = checkBooks(run);
    QDir(run.data).removeRecursively();
    return wrong;
}

void TestIoFaults::nthCall_fails_losesNothing_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("an error of the disk, once") << EIO << false;
    QTest::newRow("an error of the disk, from then on") << EIO << true;
    QTest::newRow("a full disk, from then on") << ENOSPC << true;
}

/// In the long form every n, else some from a start that the seed chooses; to the first run that
/// ends before its n-th call.
void TestIoFaults::nthCall_fails_losesNothing()
{
    QFETCH(const int, code);
    QFETCH(const bool, goesOn);
    const FaultRounds plan = goesOn ? FaultRounds::read(2, 12) : FaultRounds::read(6);
    const Fault fault = goesOn ? Fault::FromThenOn : Fault::Once;
    const QString name = u"%1-%2-"_s.arg(code).arg(int(goesOn));
    QString wrong = survive(runIn(name + u"none"_s), 0, code, fault);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    const qint64 calls = m_lastCalls;
    QVERIFY(calls > 50);
    const qint64 stride = std::max<qint64>(1, calls / plan.rounds);
    QRandomGenerator random(plan.seed);
    bool reached = true;
    for (qint64 at = 1 + random.bounded(quint32(stride)); reached; at += stride) {
        wrong = survive(runIn(name + QString::number(at)), at, code, fault);
        QVERIFY2(wrong.isEmpty(),
                 qUtf8Printable(u"call %1 of %2: %3"_s.arg(at).arg(calls).arg(wrong)));
        reached = m_lastCalls >= at;
    }
}

void TestIoFaults::disk_takesNothingForAWhile_refusesThenSellsOn_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("read-only") << EROFS;
    QTest::newRow("full") << ENOSPC;
    QTest::newRow("broken") << EIO;
}

void TestIoFaults::disk_takesNothingForAWhile_refusesThenSellsOn()
{
    QFETCH(const int, code);
    SellerRun run = runIn(u"while-%1"_s.arg(code));
    const QString off = u"off-%1"_s.arg(code);
    run.sales = 0;
    run.variables = faults(run, code);
    run.variables.insert(u"BAKEHOUSE_IO_FAULT_SWITCH"_s, m_shop.file(off));
    const std::unique_ptr<QProcess> seller = run.start();
    QVERIFY(awaitAcks(*seller, run.acks, 5));
    m_shop.write(off, {});
    QByteArray said;
    const auto refused = [&] {
        said += seller->readAllStandardError();
        return said.contains("refused: ");
    };
    QVERIFY(QTest::qWaitFor(refused, 60'000));
    const qsizetype sold = ackLines(run.acks).size();
    QFile::remove(m_shop.file(off));
    QVERIFY2(awaitAcks(*seller, run.acks, sold + 5), "it did not sell on by itself");
    seller->terminate();
    QVERIFY(seller->waitForFinished());
    run.sales = 1;
    run.variables.clear();
    QString words;
    QVERIFY2(run.run(&words) == 0, qUtf8Printable(words));
    FaultRow row;
    QString wrong = compareWithJournals(run.data, run.acks, row);
    if (wrong.isEmpty())
        wrong = checkBooks(run);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

QTEST_GUILESS_MAIN(TestIoFaults)
#include "tst_io_faults.moc"
