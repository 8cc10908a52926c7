#include "data_directory.h"
#include "fault_shop.h"
#include "journal_reader.h"
#include "shop_processes.h"
#include "small_disk.h"

#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// The power goes while the shop sells: its disk is an image, all its processes are stopped, and
/// what had reached the image by then is all that is left. Nothing that was acknowledged may be
/// missing. The same without syncs must lose something, or the test would prove nothing.
class TestPowerFaults : public QObject
{
    Q_OBJECT

private slots:
    void cut_underLoad_losesNothingAcknowledged();
    void cut_withoutSyncs_losesSales();

private:
    static constexpr int megabytes = 1'024;
    static constexpr int salesPerRound = 400; ///< More than a round takes.
    static QString cutPower(FaultShop &shop, SmallDisk &disk);
};

/// Everything stands still, then is gone; the disk comes back as it was at that moment.
QString TestPowerFaults::cutPower(FaultShop &shop, SmallDisk &disk)
{
    const QList<qint64> all =
        QList<qint64> {shop.till().processId(), shop.ctl().programPid(), shop.postmaster()}
        + shop.backends();
    signalTo(all, SIGSTOP);
    const bool kept = disk.keepImage();
    signalTo(all, SIGKILL);
    shop.till().waitForFinished();
    shop.ctl().killServer();
    const bool gone =
        QTest::qWaitFor([&] { return std::none_of(all.begin(), all.end(), isAlive); }, 30'000);
    return kept && gone && disk.backFromImage() ? QString() : u"the disk did not come back"_s;
}

void TestPowerFaults::cut_underLoad_losesNothingAcknowledged()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the disk whose power is cut");
    const FaultRounds plan = FaultRounds::read(3, 10);
    QRandomGenerator random(plan.seed);
    SmallDisk disk(SmallDisk::Kind::Image, megabytes);
    QVERIFY(disk.mounted());
    FaultShop shop(disk.path());
    QString wrong = shop.open(plan.rounds * salesPerRound, plan.seed);
    if (wrong.isEmpty())
        wrong = shop.awaitSales(5, 5, 60'000);
    qint64 longestMs = 0;
    for (int round = 1; round <= plan.rounds && wrong.isEmpty(); ++round) {
        wrong = shop.awaitReceipts(random.bounded(1, 60), 60'000);
        if (wrong.isEmpty())
            wrong = cutPower(shop, disk);
        QElapsedTimer since;
        since.start();
        if (wrong.isEmpty())
            wrong = shop.serve();
        if (wrong.isEmpty())
            wrong = shop.startDead();
        if (wrong.isEmpty())
            wrong = shop.awaitSales(3, 3, 120'000);
        longestMs = std::max(longestMs, since.elapsed());
        if (wrong.isEmpty())
            wrong = shop.checkAtRest();
        if (!wrong.isEmpty())
            wrong.prepend(u"cut %1: "_s.arg(round));
    }
    if (wrong.isEmpty())
        wrong = shop.checkAtEnd();
    FaultRow receipts = shop.receiptsRow("power: receipts");
    FaultRow orders = shop.ordersRow("power: orders");
    receipts.faults = orders.faults = plan.rounds;
    receipts.longestMs = orders.longestMs = longestMs;
    noteFaults(receipts);
    noteFaults(orders);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

/// The control: syncs of till and database do nothing.
void TestPowerFaults::cut_withoutSyncs_losesSales()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the disk whose power is cut");
    SmallDisk disk(SmallDisk::Kind::Image, megabytes);
    QVERIFY(disk.mounted());
    FaultShop shop(disk.path());
    shop.ctl().setVariable(u"LD_PRELOAD"_s, QStringLiteral(IO_FAULT_SHIM));
    shop.ctl().setVariable(u"BAKEHOUSE_IO_FAULT_NOSYNC"_s, u"yes"_s);
    QString wrong = shop.open(2'000, 5);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    shop.ctl().sql(u"ALTER SYSTEM SET fsync = off"_s);
    shop.ctl().sql(u"SELECT pg_reload_conf()"_s);
    wrong = shop.awaitSales(100, 20, 60'000);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    wrong = cutPower(shop, disk);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));

    qint64 kept = 0;
    const Result<DataDirectory> directory = DataDirectory::prepare(shop.ctl().data());
    QVERIFY(bool(directory));
    for (const QUuid &till : directory->tills()) {
        const auto reader = JournalReader::open(directory->tillFolder(till));
        const Result<JournalState> state = reader ? (*reader)->state() : reader.error();
        kept += state ? state->lastNumber : 0;
    }
    const qint64 acknowledged = shop.acknowledged();
    noteFaults({.part = "power, no syncs (must lose)",
                .faults = 1,
                .acknowledged = acknowledged,
                .stored = kept,
                .counted = kept,
                .lost = acknowledged - kept});
    QVERIFY(kept < acknowledged);
}

QTEST_GUILESS_MAIN(TestPowerFaults)
#include "tst_power_faults.moc"
