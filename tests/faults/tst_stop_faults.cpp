#include "fault_shop.h"
#include "shop_processes.h"

#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// SIGSTOP of everything that can be stopped: PostgreSQL's processes are woken by the program, and
/// the others sell on while till or server stand still.
class TestStopFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void stop_databaseProcesses_healthyByItself();
    void stop_till_othersSellOn();
    void stop_server_tillSellsOn();

private:
    static constexpr int plannedMs = 15'000;

    const FaultRounds m_plan = FaultRounds::read(3, 10);
    FaultShop m_shop;
};

void TestStopFaults::initTestCase()
{
    QString wrong = m_shop.open(m_plan.rounds * 3'000, m_plan.seed);
    if (wrong.isEmpty())
        wrong = m_shop.awaitSales(5, 5, 60'000);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

void TestStopFaults::stop_databaseProcesses_healthyByItself()
{
    QRandomGenerator random(m_plan.seed);
    QString wrong;
    qint64 longestMs = 0;
    for (int round = 0; round < m_plan.rounds && wrong.isEmpty(); ++round) {
        wrong = m_shop.awaitSales(5, 5, 60'000);
        QList<qint64> stopped = m_shop.backends();
        stopped.prepend(m_shop.postmaster());
        // All of them at first, then one at a time.
        if (round > 0)
            stopped = {stopped.at(random.bounded(int(stopped.size())))};
        QElapsedTimer since;
        since.start();
        signalTo(stopped, SIGSTOP);
        if (wrong.isEmpty())
            wrong = m_shop.awaitSales(1, 20, m_plan.limitMs(plannedMs));
        longestMs = std::max(longestMs, since.elapsed());
        const bool awake =
            QTest::qWaitFor([&] { return std::none_of(stopped.begin(), stopped.end(), isStopped); },
                            m_plan.limitMs(plannedMs));
        if (wrong.isEmpty() && !awake)
            wrong = u"a process of the database still stands still"_s;
        if (wrong.isEmpty())
            wrong = m_shop.checkGoingOn();
    }
    if (wrong.isEmpty())
        wrong = m_shop.checkAtRest();
    FaultRow row = m_shop.receiptsRow("stop: receipts");
    row.faults = m_plan.rounds;
    row.longestMs = longestMs;
    noteFaults(row);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

void TestStopFaults::stop_till_othersSellOn()
{
    QString wrong = m_shop.awaitSales(5, 5, 60'000);
    const qint64 till = m_shop.till().processId();
    signalTo(till, SIGSTOP);
    if (wrong.isEmpty())
        wrong = m_shop.awaitSales(0, 20, 60'000);
    signalTo(till, SIGCONT);
    if (wrong.isEmpty())
        wrong = m_shop.awaitSales(20, 5, 60'000);
    if (wrong.isEmpty())
        wrong = m_shop.checkAtRest();
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

void TestStopFaults::stop_server_tillSellsOn()
{
    QString wrong = m_shop.awaitSales(5, 5, 60'000);
    const qint64 server = m_shop.ctl().programPid();
    signalTo(server, SIGSTOP);
    if (wrong.isEmpty())
        wrong = m_shop.awaitReceipts(20, 60'000);
    signalTo(server, SIGCONT);
    if (wrong.isEmpty())
        wrong = m_shop.awaitSales(5, 20, 60'000);
    if (wrong.isEmpty())
        wrong = m_shop.checkAtRest();
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

QTEST_GUILESS_MAIN(TestStopFaults)
#include "tst_stop_faults.moc"
