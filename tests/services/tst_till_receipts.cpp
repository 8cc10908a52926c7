#include "till_bench.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

namespace {
constexpr Quantity one = Quantity::fromPieces(1);

Money minor(qint64 amount)
{
    return Money::fromMinor(amount);
}

QFuture<Result<Receipt>> payCash(TillBench &bench, const QUuid &basket, qint64 given)
{
    return bench.till->pay(basket, {{.method = TenderMethod::Cash, .amount = minor(given)}});
}

/// A basket of lines at prices of their own.
QUuid fillPriced(TillBench &bench, const std::vector<qint64> &prices)
{
    const QUuid basket = bench.till->startBasket(TaxMode::TakeAway).uuid;
    for (const qint64 price : prices)
        must(bool(bench.till->addPriced(basket, bread, one, minor(price))), "add");
    return basket;
}
}

/// Receipts looked at again and given back, with the journal alone: the database is away.
class TestTillReceipts final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void receipts_pageByPage_areAllOfThem();
    void receipt_byItsNames_isFound_data();
    void receipt_byItsNames_isFound();
    void receipt_unknownName_isNotFound_data();
    void receipt_unknownName_isNotFound();
    void receipt_ofAnotherTill_needsTheDatabase();
    void lastReceipt_isTheLastSale();
    void lastReceipt_afterAStart_isReadBack();
    void pay_doubleTap_isVectorA14();
    void pay_thenKilled_isVectorA15();
    void pay_cashStep_roundsCashFromThenOn();
    void refund_ofAReceiptDiscount_isVectorA13();
    void refund_ofACashStep_isVectorA9();
    void refund_byAClerk_isWrittenDown();
    void leftToRefund_afterRefunds_isTheRest();
    void checkWritable_asksTheJournal();
};

void TestTillReceipts::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s); // They speak of pretended failures.
}

void TestTillReceipts::receipts_pageByPage_areAllOfThem()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    std::vector<Receipt> sold;
    for (int i = 0; i < 5; ++i) {
        sold.push_back(*bench.sell({bread}));
        QVERIFY(await(bench.till->record(u"drawer"_s, {})));
    }
    const Result<std::vector<Receipt>> newest = await(bench.till->receipts(3));
    QVERIFY(newest);
    QCOMPARE(*newest, (std::vector<Receipt> {sold[4], sold[3], sold[2]}));
    const Result<std::vector<Receipt>> older = await(bench.till->receipts(3, sold[2].sequence));
    QVERIFY(older);
    QCOMPARE(*older, (std::vector<Receipt> {sold[1], sold[0]}));
}

void TestTillReceipts::receipt_byItsNames_isFound_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("as it is printed") << u"1-2"_s;
    QTest::newRow("by its number") << u"2"_s;
    QTest::newRow("with spaces around") << u" 1-2 "_s;
    QTest::newRow("with a nought before") << u"1-02"_s;
    QTest::newRow("by its uuid") << QString();
}

void TestTillReceipts::receipt_byItsNames_isFound()
{
    QFETCH(QString, name);
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QVERIFY(bench.sell({bread}));
    const Result<Receipt> sold = bench.sell({coffee});
    QVERIFY(bench.sell({muffin}));
    if (name.isEmpty())
        name = sold->uuid.toString(QUuid::WithoutBraces);
    const Result<Receipt> found = await(bench.till->receipt(name));
    QVERIFY(found);
    QCOMPARE(*found, *sold);
}

void TestTillReceipts::receipt_unknownName_isNotFound_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"", "1-", "abc", "1-2", "2", "0", "-1x", "99999999999999999999"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTillReceipts::receipt_unknownName_isNotFound()
{
    QFETCH(QString, name);
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QVERIFY(bench.sell({bread}));
    const Result<Receipt> found = await(bench.till->receipt(name));
    QVERIFY(!found);
    QCOMPARE(found.error().code, Error::Code::NotFound);
    QCOMPARE(found.error().reason, Error::Reason::UnknownReceipt);
}

void TestTillReceipts::receipt_ofAnotherTill_needsTheDatabase()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QCOMPARE(await(bench.till->receipt(u"2-1"_s)).error().code, Error::Code::Unavailable);
    Till alone(*bench.journal, bench.cache, bench.clock, {.zone = QTimeZone("Europe/London")});
    QCOMPARE(await(alone.receipt(u"2-1"_s)).error().code, Error::Code::NotFound);
}

void TestTillReceipts::lastReceipt_isTheLastSale()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QVERIFY(!bench.till->lastReceipt());
    QVERIFY(bench.sell({bread}));
    const Result<Receipt> sold = bench.sell({coffee});
    QCOMPARE(*bench.till->lastReceipt(), *sold);
    QVERIFY(await(bench.till->refund(*sold, {{.line = 1, .quantity = one}}, TenderMethod::Cash)));
    QCOMPARE(*bench.till->lastReceipt(), *sold);
}

void TestTillReceipts::lastReceipt_afterAStart_isReadBack()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const Result<Receipt> sold = bench.sell({coffee});
    QVERIFY(await(bench.till->refund(*sold, {{.line = 1, .quantity = one}}, TenderMethod::Cash)));
    bench.reopen();
    QVERIFY(!bench.till->lastReceipt());
    QVERIFY(await(bench.till->restoreBaskets()));
    QCOMPARE(*bench.till->lastReceipt(), *sold);
}

void TestTillReceipts::pay_doubleTap_isVectorA14()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = fillPriced(bench, {460, 260, 120});
    const auto first = payCash(bench, basket, 1000);
    const auto second = payCash(bench, basket, 1000);
    const Result<Receipt> receipt = await(first);
    QVERIFY(receipt);
    QCOMPARE(receipt->total.minor(), 840);
    QCOMPARE(receipt->change.minor(), 160);
    QCOMPARE(receipt->tenders.size(), size_t(1));
    QCOMPARE(*await(second), *receipt);
    QCOMPARE(*await(payCash(bench, basket, 1000)), *receipt); // A tap that came late.
    QCOMPARE(bench.till->state().head, 1);
    QCOMPARE(await(bench.till->receipts(10))->size(), size_t(1));
}

void TestTillReceipts::pay_thenKilled_isVectorA15()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = fillPriced(bench, {840});
    QCoreApplication::processEvents();
    QVERIFY(await(bench.journal->baskets())); // The basket is in the file before it is paid.
    const Result<Receipt> receipt = await(payCash(bench, basket, 1000));
    QVERIFY(receipt);
    bench.reopenAsKilled();
    QVERIFY(await(bench.till->restoreBaskets()));
    QVERIFY(bench.till->baskets().empty());
    QCOMPARE(*bench.till->lastReceipt(), *receipt);
    QCOMPARE(*await(bench.till->receipts(10)), std::vector<Receipt> {*receipt});
    QCOMPARE(*await(payCash(bench, basket, 1000)), *receipt);
    QVERIFY(await(bench.journal->verify()));
}

void TestTillReceipts::pay_cashStep_roundsCashFromThenOn()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QCOMPARE(bench.till->cashStep().minor(), 1);
    bench.till->setCashStep(minor(5));
    QCOMPARE(bench.till->cashStep().minor(), 5);
    const Result<Receipt> down = await(payCash(bench, fillPriced(bench, {3076}), 4000)); // A9
    QVERIFY(down);
    QCOMPARE(down->change.minor(), 4000 - 3075);
    QCOMPARE(down->rounding.minor(), -1);
    const Result<Receipt> up = await(payCash(bench, fillPriced(bench, {3078}), 4000));
    QCOMPARE(up->change.minor(), 4000 - 3080);
    QCOMPARE(up->total.minor(), 3078);
    const Result<Receipt> card =
        await(bench.till->pay(fillPriced(bench, {3078}), {{TenderMethod::Card, minor(3078)}}));
    QVERIFY(card);
    QCOMPARE(card->rounding.minor(), 0);
}

void TestTillReceipts::refund_ofAReceiptDiscount_isVectorA13()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = fillPriced(bench, {212, 135, 140}); // A6
    QVERIFY(bench.till->setDiscount(
        basket, ReceiptDiscount {.percentBp = 1000, .amount = {}, .reason = u"baker"_s}));
    const Result<Receipt> sold = await(payCash(bench, basket, 438));
    QVERIFY(sold);
    QCOMPARE(sold->total.minor(), 438);
    const Result<Receipt> again = await(bench.till->receipt(u"1-1"_s));
    QVERIFY(again);
    const Result<Receipt> refund =
        await(bench.till->refund(*again, {{.line = 1, .quantity = one}}, TenderMethod::Cash));
    QVERIFY(refund);
    QCOMPARE(refund->total.minor(), -191);
    QCOMPARE(refund->lines[0].rateBp, sold->lines[0].rateBp);
    QVERIFY(await(bench.journal->verify()));
}

void TestTillReceipts::refund_ofACashStep_isVectorA9()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    bench.till->setCashStep(minor(5));
    const Result<Receipt> sold = await(payCash(bench, fillPriced(bench, {752}), 750));
    QVERIFY(sold);
    const Result<Receipt> refund =
        await(bench.till->refund(*sold, {{.line = 1, .quantity = one}}, TenderMethod::Cash));
    QVERIFY(refund);
    QCOMPARE(refund->total.minor(), -752);
    QCOMPARE(refund->tenders[0].amount.minor(), -750);
}

void TestTillReceipts::refund_byAClerk_isWrittenDown()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const Result<Receipt> sold = bench.sell({bread});
    const Result<Receipt> refund =
        await(bench.till->refund(*sold, {{.line = 1, .quantity = one}}, TenderMethod::Cash, 4));
    QVERIFY(refund);
    QCOMPARE(refund->clerk, 4);
}

void TestTillReceipts::leftToRefund_afterRefunds_isTheRest()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const Result<Receipt> sold = bench.sell({bread, bread, bread, coffee});
    QVERIFY(sold);
    const std::vector<RefundLine> two {{.line = 1, .quantity = one + one}};
    QVERIFY(await(bench.till->refund(*sold, two, TenderMethod::Cash)));
    const Result<std::vector<Quantity>> left = await(bench.till->leftToRefund(*sold));
    QVERIFY(left);
    QCOMPARE(*left, (std::vector<Quantity> {one, one}));
    QCOMPARE(await(bench.till->refund(*sold, two, TenderMethod::Cash)).error().reason,
             Error::Reason::NothingLeftToRefund);
}

void TestTillReceipts::checkWritable_asksTheJournal()
{
    FailingDisk disk;
    TillBench bench(TillBench::nowhere(), &disk);
    QVERIFY(await(bench.till->checkWritable()));
    disk.set(FailingDisk::Fault::Everything);
    QCOMPARE(await(bench.till->checkWritable()).error().reason, Error::Reason::JournalUnwritable);
    disk.set(FailingDisk::Fault::None);
    QVERIFY(await(bench.till->checkWritable()));
}

QTEST_GUILESS_MAIN(TestTillReceipts)
#include "tst_till_receipts.moc"
