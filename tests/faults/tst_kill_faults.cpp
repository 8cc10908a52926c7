#include "fault_shop.h"
#include "shop_processes.h"

#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// kill -9 of the till, of `serve`, of one backend and of PostgreSQL's main process, at random
/// moments, under sales and web orders: what was acknowledged is stored and counted, once, with
/// numbers that have no gap.
class TestKillFaults : public QObject
{
    Q_OBJECT

private slots:
    void kill_anythingAtRandom_losesAndDoublesNothing();

private:
    static constexpr int salesPerRound = 120; ///< More than a round takes.
    static constexpr int roundsBetweenRests = 10;
    static qint64 victim(FaultShop &shop, QRandomGenerator &random);
};

/// Till, server, backend and main process of PostgreSQL, each as often as the others.
qint64 TestKillFaults::victim(FaultShop &shop, QRandomGenerator &random)
{
    switch (random.bounded(4)) {
    case 0:
        return shop.till().processId();
    case 1:
        return shop.ctl().programPid();
    case 2: {
        const QList<qint64> backends = shop.backends();
        return backends.isEmpty() ? shop.postmaster()
                                  : backends.at(random.bounded(int(backends.size())));
    }
    default:
        return shop.postmaster();
    }
}

void TestKillFaults::kill_anythingAtRandom_losesAndDoublesNothing()
{
    const FaultRounds plan = FaultRounds::read(6);
    QRandomGenerator random(plan.seed);
    FaultShop shop;
    const QString opened = shop.open(plan.rounds * salesPerRound, plan.seed);
    QVERIFY2(opened.isEmpty(), qUtf8Printable(opened));
    QString wrong = shop.awaitSales(5, 5, 60'000);
    qint64 longestMs = 0;
    for (int round = 1; round <= plan.rounds && wrong.isEmpty(); ++round) {
        wrong = shop.awaitReceipts(random.bounded(1, 40), 60'000);
        if (!wrong.isEmpty())
            break;
        QElapsedTimer since;
        since.start();
        const qint64 killed = victim(shop, random);
        signalTo(killed, SIGKILL);
        if (!QTest::qWaitFor([&] { return !isAlive(killed); }, 30'000))
            wrong = u"a killed process lives"_s;
        if (wrong.isEmpty())
            wrong = shop.startDead();
        if (wrong.isEmpty())
            wrong = shop.awaitSales(3, 3, 60'000);
        longestMs = std::max(longestMs, since.elapsed());
        if (wrong.isEmpty())
            wrong = round % roundsBetweenRests == 0 ? shop.checkAtRest() : shop.checkGoingOn();
        if (!wrong.isEmpty())
            wrong.prepend(u"round %1: "_s.arg(round));
    }
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    wrong = shop.checkAtEnd();
    FaultRow receipts = shop.receiptsRow("kill: receipts");
    FaultRow orders = shop.ordersRow("kill: orders");
    receipts.faults = orders.faults = plan.rounds;
    receipts.longestMs = orders.longestMs = longestMs;
    noteFaults(receipts);
    noteFaults(orders);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

QTEST_GUILESS_MAIN(TestKillFaults)
#include "tst_kill_faults.moc"
