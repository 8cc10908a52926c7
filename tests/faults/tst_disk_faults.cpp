#include "await.h"
#include "counter.h"
#include "counter_program.h"
#include "counter_sheets.h"
#include "counter_window.h"
#include "fault_shop.h"
#include "key_button.h"
#include "notice_card.h"
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
    static Result<std::unique_ptr<CounterProgram>> openCounter(const QString &data);
    static Result<Receipt> sell(CounterShop &shop, std::optional<QUuid> &unpaid);
    static QString sellUntilRefused(CounterShop &shop, const SmallDisk &disk, qint64 &sold);
    static void refuseAtTheWindow(CounterWindow &window, CounterShop &shop);
    static void takeMoneyAtTheWindow(CounterWindow &window, CounterShop &shop);
    static void tap(CounterWindow &window, const QString &key);
    static QString strikeDatabase(FaultShop &shop);
};

void TestDiskFaults::tap(CounterWindow &window, const QString &key)
{
    for (auto *button : window.findChildren<KeyButton *>(key)) {
        if (button->isVisible())
            return QTest::mouseClick(button, Qt::LeftButton);
    }
    QFAIL(qUtf8Printable(key));
}

Result<std::unique_ptr<CounterProgram>> TestDiskFaults::openCounter(const QString &data)
{
    SettingSources sources {.settingsFile = data + u"/settings.ini"_s};
    sources.commandLine = {{u"data.directory"_s, data},
                           {u"api.enabled"_s, u"no"_s},
                           {u"shop.first_run"_s, u"done"_s},
                           {u"shop.time_zone"_s, u"Europe/London"_s},
                           {u"ui.language"_s, u"en"_s}};
    const Result<Settings> settings = Settings::load(sources);
    if (!settings)
        return settings.error();
    return CounterProgram::open(sources, *settings);
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

/// The key for cash opens a sheet that says so and takes nothing.
void TestDiskFaults::refuseAtTheWindow(CounterWindow &window, CounterShop &shop)
{
    const qint64 number = shop.till().state().lastNumber;
    window.counter().sell(shop.catalogue().current()->goods().products.front().id);
    QTRY_VERIFY(!window.counter().empty());
    tap(window, u"cashKey"_s);
    const auto refusal = [&window] {
        const QWidget *sheet = window.sheets().current();
        const auto *card = sheet ? sheet->findChild<NoticeCard *>() : nullptr;
        return card && card->isVisible() ? card->words() : QString();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(refusal().contains(u"Take no money"_s), qUtf8Printable(refusal()),
                              30'000);
    for (const auto *sum : window.sheets().current()->findChildren<KeyButton *>(u"sumKey1"_s))
        QVERIFY(!sum->isEnabled());
    QTest::keyClick(window.sheets().current(), Qt::Key_Return); // Asks once more, and is refused.
    QTRY_VERIFY_WITH_TIMEOUT(refusal().contains(u"Take no money"_s), 30'000);
    QVERIFY(!window.counter().paying());
    QCOMPARE(shop.till().state().lastNumber, number);
}

/// By itself once there is room: the same sheet takes the money.
void TestDiskFaults::takeMoneyAtTheWindow(CounterWindow &window, CounterShop &shop)
{
    const qint64 number = shop.till().state().lastNumber;
    auto *card = window.sheets().current()->findChild<NoticeCard *>();
    QVERIFY(card);
    const auto asked = [&] {
        if (card->isVisible())
            card->key().click();
        return !card->isVisible();
    };
    QVERIFY(QTest::qWaitFor(asked, 30'000));
    // A tap in the moment in which the keys come alive was meant for what stood there before.
    const auto sold = [&] {
        if (shop.till().state().lastNumber == number && !window.counter().paying())
            tap(window, u"sumKey1"_s);
        return shop.till().state().lastNumber != number;
    };
    QVERIFY(QTest::qWaitFor(sold, 30'000));
    QCOMPARE(shop.till().state().lastNumber, number + 1);
}

void TestDiskFaults::data_full_refusesBeforeMoneyIsTaken()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the small disk that is filled");
    const SmallDisk disk(SmallDisk::Kind::Memory, dataMegabytes);
    QVERIFY(disk.mounted());
    const CtlShop folder(disk.path());
    auto program = openCounter(folder.data());
    QVERIFY2(bool(program), program ? "" : qUtf8Printable(describe(program.error())));
    (*program)->start();
    CounterShop &shop = (*program)->shop();
    QTRY_VERIFY_WITH_TIMEOUT(shop.till().state().tillNumber > 0 && shop.catalogue().current(),
                             60'000);
    qint64 sold = 0;
    const QString wrong = sellUntilRefused(shop, disk, sold);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    QVERIFY(sold > 0);
    QCOMPARE(shop.till().state().lastNumber, sold);
    refuseAtTheWindow((*program)->window(), shop);

    disk.makeRoom();
    takeMoneyAtTheWindow((*program)->window(), shop);
    QCOMPARE(shop.till().state().lastNumber, sold + 1);
    QTRY_COMPARE_WITH_TIMEOUT(shop.counterTill().waiting(), 0, 120'000);
    program->reset();
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

/// The folder is named, no half of a backup is left, and the next one is whole.
void TestDiskFaults::backups_fullOrReadOnly_areNamed()
{
    if (!SmallDisk::canBeMade())
        QSKIP("only root may mount the small disk that is filled");
    constexpr qint64 tooLittle = 40'000;
    CtlShop shop;
    shop.setVariable(u"BAKEHOUSE_DISK_MINIMUM_FREE_MB"_s, u"0"_s);
    QCOMPARE(shop.run({u"migrate"_s}).exitCode, 0);
    const SmallDisk disk(SmallDisk::Kind::Memory, 1);
    QVERIFY(disk.mounted());
    const QString folder = disk.path() + u"/backups"_s;
    int kept = 0;
    const auto make = [&](bool works) {
        const CommandResult made = shop.run({u"backup"_s, u"make"_s, u"--to"_s, folder});
        kept += works ? 1 : 0;
        const bool said = works || made.complaints.contains(folder);
        if ((made.exitCode == 0) != works || !said)
            return made.output + made.complaints;
        const QStringList files = QDir(folder).entryList(QDir::Files | QDir::Hidden);
        return files.size() == kept ? QString() : files.join(u' ');
    };
    QCOMPARE(make(true), QString());
    disk.fill();
    QCOMPARE(make(false), QString());
    QVERIFY(QFile::resize(disk.path() + u"/filler"_s,
                          QFileInfo(disk.path() + u"/filler"_s).size() - tooLittle));
    QCOMPARE(make(false), QString()); // In the middle of it.
    const CommandResult status = shop.run({u"status"_s, u"--backup-folder"_s, folder});
    QVERIFY2(status.output.contains(u"FAILED"_s), qUtf8Printable(status.output));
    disk.makeRoom();
    QCOMPARE(make(true), QString());
    QVERIFY(disk.set(SmallDisk::Writing::Forbidden));
    QCOMPARE(make(false), QString());
    QVERIFY(disk.set(SmallDisk::Writing::Allowed));
    QCOMPARE(make(true), QString());
    QCOMPARE(shop.run({u"backup"_s, u"check"_s, u"--to"_s, folder}).exitCode, 0);
}

QTEST_MAIN(TestDiskFaults)
#include "tst_disk_faults.moc"
