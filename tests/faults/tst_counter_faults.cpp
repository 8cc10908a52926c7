#include "ctl_shop.h"
#include "fault_rounds.h"
#include "seller_run.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

/// The counter with its window, killed while a clerk taps and sells: each sale that was
/// acknowledged is in the journal once, the next start sells on as the same till, and the books
/// agree.
class TestCounterFaults : public QObject
{
    Q_OBJECT

private slots:
    void kill_whileTheClerkTaps_keepsEverySale();

private:
    QTemporaryDir m_outside;
};

void TestCounterFaults::kill_whileTheClerkTaps_keepsEverySale()
{
    const FaultRounds plan = FaultRounds::read(4, 5);
    QRandomGenerator random(plan.seed);
    const CtlShop shop;
    shop.prepareReplay(1, plan.seed);
    SellerRun run {.data = shop.data(),
                   .acks = m_outside.filePath(u"acks"_s),
                   .place = SellerRun::Place::Window};
    FaultRow row {.part = "counter", .faults = plan.rounds};
    for (int round = 1; round <= plan.rounds; ++round) {
        run.seed = random.generate();
        const qsizetype before = ackLines(run.acks).size();
        QElapsedTimer since;
        since.start();
        const std::unique_ptr<QProcess> counter = run.start();
        const bool sold = awaitAcks(*counter, run.acks, before + 1);
        row.longestMs = std::max(row.longestMs, since.elapsed());
        QVERIFY2(sold && awaitAcks(*counter, run.acks, before + random.bounded(2, 20)),
                 counter->readAllStandardError().constData());
        counter->kill();
        QVERIFY(counter->waitForFinished());
        const QString wrong = compareWithJournals(run.data, run.acks, row);
        QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    }
    run.sales = 2;
    QString words;
    QVERIFY2(run.run(&words) == 0, qUtf8Printable(words));
    const QString wrong = compareWithJournals(run.data, run.acks, row);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));

    const QString out = shop.file(u"out.csv"_s);
    QCOMPARE(shop.run({u"export"_s, u"receipts"_s, out}).exitCode, 0);
    row.counted = csvRows(out).size();
    noteFaults(row);
    QCOMPARE(row.counted, row.stored);
    const CommandResult verify = shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
}

QTEST_GUILESS_MAIN(TestCounterFaults)
#include "tst_counter_faults.moc"
