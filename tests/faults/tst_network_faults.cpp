#include "fault_rounds.h"
#include "proxied_till.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Mode = FaultProxy::Mode;

/// A till and its database with a network between them that fails in every way: the till sells on,
/// and afterwards each sale is stored once.
class TestNetworkFaults final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void till_networkFails_sellsOnAndSendsLater_data();
    void till_networkFails_sellsOnAndSendsLater();
    void till_connectionCutWithinAnAnswer_storesEachSaleOnce();
    void till_networkChangesAtRandom_storesEachSaleOnce();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff, TestCluster::Reach::Tcp};
};

void TestNetworkFaults::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestNetworkFaults::till_networkFails_sellsOnAndSendsLater_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::newRow("it is slow") << Mode::Slow;
    QTest::newRow("it trickles") << Mode::Trickle;
    QTest::newRow("its plug is pulled for a while") << Mode::Silent;
    QTest::newRow("it swallows everything") << Mode::Drop;
    QTest::newRow("the server's end is gone") << Mode::HalfOpen;
    QTest::newRow("connections are refused") << Mode::Refuse;
}

void TestNetworkFaults::till_networkFails_sellsOnAndSendsLater()
{
    QFETCH(const Mode, mode);
    ProxiedTill till(m_cluster, FaultRounds::read(1).seed);
    QVERIFY(till.begin());
    QVERIFY(till.sell(20));
    till.network.set(mode);
    QSignalSpy stalled(&till.uploader, &Uploader::stalled);
    QVERIFY(till.sell(40));
    if (mode != Mode::Slow) // All others are found out, and sales go on.
        QTRY_VERIFY_WITH_TIMEOUT(stalled.count() > 0, 30'000);
    QVERIFY(till.sell(20));
    till.network.set(Mode::Forward);
    QVERIFY(till.sell(20));
    QVERIFY(till.drains());
    QCOMPARE(till.fault(), QString());
    noteFaults(till.row(QTest::currentDataTag(), 1));
}

void TestNetworkFaults::till_connectionCutWithinAnAnswer_storesEachSaleOnce()
{
    const FaultRounds plan = FaultRounds::read(25);
    ProxiedTill till(m_cluster, plan.seed);
    QVERIFY(till.begin());
    QVERIFY(till.drains());
    QRandomGenerator random(plan.seed);
    int cuts = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        till.network.resetAfter(1 + random.bounded(700));
        QVERIFY(till.sell(1 + random.bounded(3)));
        QVERIFY(till.drains());
        cuts += till.network.cut() ? 1 : 0;
    }
    QVERIFY2(cuts > plan.rounds / 4, qPrintable(QString::number(cuts)));
    QCOMPARE(till.fault(), QString());
    noteFaults(till.row("connection cut within an answer", cuts));
}

void TestNetworkFaults::till_networkChangesAtRandom_storesEachSaleOnce()
{
    const FaultRounds plan = FaultRounds::read(20);
    ProxiedTill till(m_cluster, plan.seed);
    QVERIFY(till.begin());
    QRandomGenerator random(plan.seed);
    const std::array<Mode, 7> modes {Mode::Forward, Mode::Slow,     Mode::Trickle, Mode::Silent,
                                     Mode::Drop,    Mode::HalfOpen, Mode::Refuse};
    for (int round = 0; round < plan.rounds; ++round) {
        till.network.set(modes[random.bounded(quint32(modes.size()))]);
        if (random.bounded(4) == 0)
            till.network.resetAll();
        QVERIFY(till.sell(1 + random.bounded(40)));
    }
    till.network.set(Mode::Forward);
    QVERIFY(till.drains());
    QCOMPARE(till.fault(), QString());
    noteFaults(till.row("network changed at random", plan.rounds));
}

QTEST_GUILESS_MAIN(TestNetworkFaults)
#include "tst_network_faults.moc"
