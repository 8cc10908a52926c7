#include "await.h"
#include "backup_target.h"
#include "counter_shop.h"
#include "fault_shop.h"
#include "shop_processes.h"
#include "small_disk.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// Small disks that are full or read-only, for data, logs and backups each: a sale is refused
/// before money is taken, nothing is half-written, and all goes on by itself when there is room.
class TestDiskFaults : public QObject
{
    Q_OBJECT

private slots:
    void data_full_refusesBeforeMoneyIsTaken();
    void data_readOnly_saysSoAtTheStart();
    void logs_full_harmNothing();
    void logs_readOnly_harmNothing();
    void backups_fullOrReadOnly_areNamed();

private:
    static constexpr int dataMegabytes = 320;
    static Result<std::unique_ptr<CounterShop>> openCounter(const QString &data);
    static Result<Receipt> sell(CounterShop &shop, std::optional<QUuid> &unpaid);
    static QString sellUntilRefused(CounterShop &shop, const SmallDisk &disk, qint64 &sold);
    static QString strikeDatabase(FaultShop &shop);
};

Result<std::unique_ptr<CounterShop>> TestDiskFaults::openCounter(const QString &data)
{
    SettingSources sources {.settingsFile = data + u"/settings.ini"_s};
    sources.commandLine = {{u"data.directory"_s, data},
                           {u"api.enabled"_s, u"no"_s},
                           {u"shop.first_run"_s, u"done"_s},
                           {u"shop.time_zone"_s, u"Europe/London"_s}};
    const Result<Settings> settings = Settings::load(sources);
    if (!settings)
        return settings.error();
    return CounterShop::open(sources, *settings);
}

/// As at the counter: first whether a sale can be kept, then the money. What was refused stays to
/// be paid.
Result<Receipt> TestDiskFaults::sell(CounterShop &shop, std::optional<QUuid> &unpaid)
{
    Till &till = shop.till();
    if (!unpaid || !till.basket(*unpaid)) {
        unpaid = till.startBasket(TaxMode::TakeAway).uuid;
        const Product &product = shop.catalogue().current()->goods().products.front();
        if (const Result<void> added = till.add(*unpaid, product.id, Quantity::fromPieces(1));
            !added)
            return added.error();
    }
    if (const Result<void> writable = await(till.checkWritable()); !writable)
        return writable.error();
    const Money total = till.basket(*unpaid)->total();
    return await(till.pay(*unpaid, {{.method = TenderMethod::Cash, .amount = total}}));
}

/// The disk fills while sales go on: the reserve is used, then they are refused.
QString TestDiskFaults::sellUntilRefused(CounterShop &shop, const SmallDisk &disk, qint64 &sold)
{
    constexpr int most = 20'000;
    std::optional<QUuid> unpaid;
    for (int sale = 0; sale < most; ++sale) {
        if (sale % 20 == 0)
            disk.fill();
        const Result<Receipt> receipt = sell(shop, unpaid);
        if (!receipt) {
            const bool clear = receipt.error().reason == Error::Reason::JournalUnwritable;
            return clear ? QString() : describe(receipt.error());
        }
        ++sold;
    }
    return u"a full disk took every sale"_s;
}

void TestDiskFaults::data_full_refusesBeforeMoneyIsTaken()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the small disk that is filled");
    const SmallDisk disk(SmallDisk::Kind::Memory, dataMegabytes);
    QVERIFY(disk.mounted());
    const CtlShop folder(disk.path());
    auto shop = openCounter(folder.data());
    QVERIFY2(bool(shop), shop ? "" : qUtf8Printable(describe(shop.error())));
    (*shop)->start();
    QTRY_VERIFY_WITH_TIMEOUT(
        (*shop)->till().state().tillNumber > 0 && (*shop)->catalogue().current(), 60'000);
    qint64 sold = 0;
    const QString wrong = sellUntilRefused(**shop, disk, sold);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    QVERIFY(sold > 0);
    QCOMPARE((*shop)->till().state().lastNumber, sold);

    disk.makeRoom();
    std::optional<QUuid> unpaid = (*shop)->till().baskets().back().uuid;
    QVERIFY(QTest::qWaitFor([&] { return bool(sell(**shop, unpaid)); }, 30'000));
    QCOMPARE((*shop)->till().state().lastNumber, sold + 1);
    QTRY_COMPARE_WITH_TIMEOUT((*shop)->counterTill().waiting(), 0, 120'000);
    shop->reset();
    const CommandResult verify = folder.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output + verify.complaints));
    noteFaults({.part = "disk: data full",
                .faults = 1,
                .acknowledged = sold + 1,
                .stored = sold + 1,
                .counted = sold + 1});
}

void TestDiskFaults::data_readOnly_saysSoAtTheStart()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the small disk that is read-only");
    const SmallDisk disk(SmallDisk::Kind::Memory, dataMegabytes);
    QVERIFY(disk.mounted());
    CtlShop shop(disk.path());
    QVERIFY(!shop.serve().isEmpty());
    QCOMPARE(shop.stopServer(), 0);
    QVERIFY(disk.set(SmallDisk::Writing::Forbidden));
    const CommandResult refused = shop.run({u"serve"_s, u"--port"_s, u"0"_s});
    QVERIFY(refused.exitCode > 0);
    QVERIFY2(refused.complaints.contains(shop.data()), qUtf8Printable(refused.complaints));
    QVERIFY(disk.set(SmallDisk::Writing::Allowed));
    QVERIFY(!shop.serve().isEmpty());
    QCOMPARE(shop.stopServer(), 0);
}

/// The database dies, so that it needs its log for the next start.
QString TestDiskFaults::strikeDatabase(FaultShop &shop)
{
    signalTo(shop.postmaster(), SIGKILL);
    QString wrong = shop.awaitSales(10, 10, 60'000);
    if (wrong.isEmpty())
        wrong = shop.checkAtRest();
    return wrong;
}

void TestDiskFaults::logs_full_harmNothing()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the small disk that is filled");
    FaultShop shop;
    QVERIFY(QDir().mkpath(shop.ctl().data() + u"/logs"_s));
    const SmallDisk logs(SmallDisk::Kind::Memory, 1, shop.ctl().data() + u"/logs"_s);
    QVERIFY(logs.mounted());
    QString wrong = shop.open(2'000, 9);
    if (wrong.isEmpty())
        wrong = shop.awaitSales(5, 5, 60'000);
    logs.fill();
    if (wrong.isEmpty())
        wrong = strikeDatabase(shop);
    logs.makeRoom();
    if (wrong.isEmpty())
        wrong = strikeDatabase(shop);
    shop.stop();
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

void TestDiskFaults::logs_readOnly_harmNothing()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the small disk that is read-only");
    FaultShop shop;
    QVERIFY(QDir().mkpath(shop.ctl().data() + u"/logs"_s));
    const SmallDisk logs(SmallDisk::Kind::Memory, 1, shop.ctl().data() + u"/logs"_s);
    QVERIFY(logs.mounted() && logs.set(SmallDisk::Writing::Forbidden));
    QString wrong = shop.open(2'000, 10);
    if (wrong.isEmpty())
        wrong = shop.awaitSales(5, 5, 60'000);
    if (wrong.isEmpty())
        wrong = strikeDatabase(shop);
    shop.stop();
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

void TestDiskFaults::backups_fullOrReadOnly_areNamed()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the small disk that is filled");
    const CtlShop shop;
    const SmallDisk disk(SmallDisk::Kind::Memory, 1);
    const QString folder = disk.path() + u"/backups"_s;
    QVERIFY(disk.mounted() && QDir().mkpath(shop.data()));
    const Result<BackupTarget> open = BackupTarget::check(folder, shop.data());
    QVERIFY2(bool(open), open ? "" : qUtf8Printable(describe(open.error())));
    disk.fill();
    const Result<BackupTarget> full = BackupTarget::check(folder, shop.data());
    QVERIFY(!full);
    QCOMPARE(full.error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(full.error().field, folder);
    disk.makeRoom();
    QVERIFY(bool(BackupTarget::check(folder, shop.data())));
    QVERIFY(disk.set(SmallDisk::Writing::Forbidden));
    const Result<BackupTarget> closed = BackupTarget::check(folder, shop.data());
    QVERIFY(!closed);
    QCOMPARE(closed.error().field, folder);
    QVERIFY(disk.set(SmallDisk::Writing::Allowed));
    QVERIFY(QDir(folder).isEmpty());
}

QTEST_MAIN(TestDiskFaults)
#include "tst_disk_faults.moc"
