#include "till_bench.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

namespace {
constexpr Quantity one = Quantity::fromPieces(1);

qint64 shownPieces(const TillBench &bench, qint64 product)
{
    const std::shared_ptr<const Catalogue> shown = bench.cache.current();
    return shown->shownStock(shown->indexOf(product)).wholePieces();
}
}

class TestTill final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void pay_basket_becomesReceiptAndIsGone();
    void pay_twiceAtOnce_sellsOnce();
    void pay_againWhenDone_givesTheSameReceipt();
    void pay_nobodyListens_isSettledAllTheSame();
    void pay_tooLittle_keepsTheBasket();
    void pay_tillNotRegistered_keepsTheBasket();
    void pay_unknownBasket_isNotFound();
    void pay_beforeDayStart_belongsToTheDayBefore();
    void pay_knownSource_isOnTheReceipt();
    void pay_sale_takesShownStock();
    void pay_journalUnwritable_keepsTheBasketChangeable();
    void pay_outcomeUnknown_freezesTheBasketUntilAskedAgain();
    void add_whileBeingPaid_isConflict();
    void add_unknownProduct_isNotFound();
    void add_sameProductTwice_isOneLine();
    void addLine_sameProductTwice_isTwoLines();
    void restoreBaskets_afterRestart_bringsTheUnpaid();
    void restoreBaskets_afterRestart_takesShownStock();
    void giveUp_basket_doesNotComeBack();
    void refund_ofOneLine_isItsMirror();
    void refund_twiceAtOnce_givesBackOnce();
    void record_drawer_isAnEntryOfTheChain();
};

void TestTill::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s); // They speak of pretended failures.
}

void TestTill::pay_basket_becomesReceiptAndIsGone()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QSignalSpy sold(bench.till.get(), &Till::sold);
    QSignalSpy written(bench.till.get(), &Till::entryWritten);
    const QUuid basket = bench.fill({bread, coffee});
    const Result<Receipt> receipt =
        await(bench.till->pay(basket, {{TenderMethod::Cash, Money::fromMinor(1000)}}));
    QVERIFY(receipt);
    QCOMPARE(receipt->uuid, basket);
    QCOMPARE(receipt->number, 1);
    QCOMPARE(receipt->total.minor(), 570);
    QCOMPARE(receipt->change.minor(), 430);
    QCOMPARE(receipt->vat.size(), size_t(2));
    QCOMPARE(receipt->soldAt, bench.clock.now());
    QVERIFY(!bench.till->basket(basket));
    QCOMPARE(sold.size(), 1);
    QCOMPARE(written.size(), 1);
}

void TestTill::pay_twiceAtOnce_sellsOnce()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = bench.fill({bread});
    const auto first = bench.payExactly(basket);
    const auto second = bench.payExactly(basket);
    const Result<Receipt> one = await(first);
    const Result<Receipt> other = await(second);
    QVERIFY(one && other);
    QCOMPARE(*one, *other);
    QCOMPARE(bench.till->state().head, 1);
}

void TestTill::pay_againWhenDone_givesTheSameReceipt()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const Result<Receipt> first = bench.sell({bread});
    QVERIFY(first);
    const Result<Receipt> again = await(bench.payExactly(first->uuid));
    QVERIFY(again);
    QCOMPARE(*again, *first);
    QCOMPARE(bench.till->state().head, 1);
}

void TestTill::pay_nobodyListens_isSettledAllTheSame()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QSignalSpy sold(bench.till.get(), &Till::sold);
    bench.payExactly(bench.fill({bread}));
    QVERIFY(sold.wait());
    QVERIFY(bench.till->baskets().empty());
}

void TestTill::pay_tooLittle_keepsTheBasket()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = bench.fill({bread});
    const Result<Receipt> receipt =
        await(bench.till->pay(basket, {{TenderMethod::Cash, Money::fromMinor(100)}}));
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().reason, Error::Reason::NotPaid);
    QVERIFY(bench.till->add(basket, bread, one));
    QCOMPARE(bench.till->state().head, 0);
}

void TestTill::pay_tillNotRegistered_keepsTheBasket()
{
    TillBench bench;
    bench.feed();
    const QUuid basket = bench.fill({bread});
    const Result<Receipt> receipt = await(bench.payExactly(basket));
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().reason, Error::Reason::TillNotRegistered);
    QVERIFY(bench.till->add(basket, bread, one));
}

void TestTill::pay_unknownBasket_isNotFound()
{
    TillBench bench;
    bench.feed();
    const Result<Receipt> receipt = await(bench.payExactly(QUuid::createUuid()));
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().code, Error::Code::NotFound);
}

void TestTill::pay_beforeDayStart_belongsToTheDayBefore()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    bench.clock.set(QDateTime(QDate(2026, 7, 2), QTime(2, 59), Qt::UTC)); // 03:59 in London
    const Result<Receipt> night = bench.sell({bread});
    bench.clock.set(QDateTime(QDate(2026, 7, 2), QTime(3, 0), Qt::UTC));
    const Result<Receipt> morning = bench.sell({bread});
    QVERIFY(night && morning);
    QCOMPARE(night->businessDay, QDate(2026, 7, 1));
    QCOMPARE(morning->businessDay, QDate(2026, 7, 2));
}

void TestTill::pay_knownSource_isOnTheReceipt()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = bench.fill({bread});
    const Result<Receipt> receipt = await(
        bench.till->pay(basket, {{TenderMethod::Cash, Money::fromMinor(320)}}, u"receipt 17"_s));
    QVERIFY(receipt);
    QCOMPARE(receipt->sourceKey, u"receipt 17"_s);
}

void TestTill::pay_sale_takesShownStock()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QVERIFY(bench.sell({bread, bread}));
    QCOMPARE(shownPieces(bench, bread), 8);
}

void TestTill::pay_journalUnwritable_keepsTheBasketChangeable()
{
    FailingDisk disk;
    TillBench bench(TillBench::nowhere(), &disk);
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = bench.fill({bread});
    disk.set(FailingDisk::Fault::BeforeCommit);
    const Result<Receipt> receipt = await(bench.payExactly(basket));
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().code, Error::Code::Unavailable);
    disk.set(FailingDisk::Fault::None);
    QVERIFY(bench.till->add(basket, bread, one));
    const Result<Receipt> again = await(bench.payExactly(basket));
    QVERIFY(again);
    QCOMPARE(again->total.minor(), 640);
}

void TestTill::pay_outcomeUnknown_freezesTheBasketUntilAskedAgain()
{
    FailingDisk disk;
    TillBench bench(TillBench::nowhere(), &disk);
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = bench.fill({bread});
    disk.set(FailingDisk::Fault::AfterCommit);
    const Result<Receipt> unknown = await(bench.payExactly(basket));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, Error::Code::Timeout);
    QCOMPARE(bench.till->add(basket, bread, one).error().code, Error::Code::Conflict);
    QVERIFY(bench.till->basket(basket));

    disk.set(FailingDisk::Fault::None);
    const Result<Receipt> known = await(bench.payExactly(basket));
    QVERIFY(known);
    QCOMPARE(known->number, 1);
    QCOMPARE(bench.till->state().head, 1);
    QVERIFY(!bench.till->basket(basket));
}

void TestTill::add_whileBeingPaid_isConflict()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid basket = bench.fill({bread});
    const auto payment = bench.payExactly(basket);
    QCOMPARE(bench.till->add(basket, bread, one).error().code, Error::Code::Conflict);
    QCOMPARE(bench.till->giveUp(basket).error().code, Error::Code::Conflict);
    QVERIFY(await(payment));
}

void TestTill::add_unknownProduct_isNotFound()
{
    TillBench bench;
    bench.feed();
    const QUuid basket = bench.till->startBasket(TaxMode::TakeAway).uuid;
    const Result<void> added = bench.till->add(basket, 99, one);
    QCOMPARE(added.error().reason, Error::Reason::UnknownProduct);
    QCOMPARE(added.error().product.value_or(0), 99);
}

void TestTill::add_sameProductTwice_isOneLine()
{
    TillBench bench;
    bench.feed();
    QCOMPARE(bench.till->basket(bench.fill({bread, bread}))->lines.size(), size_t(1));
}

void TestTill::addLine_sameProductTwice_isTwoLines()
{
    TillBench bench;
    bench.feed();
    const QUuid basket = bench.fill({bread});
    QVERIFY(bench.till->addLine(basket, bread, one));
    QCOMPARE(bench.till->basket(basket)->lines.size(), size_t(2));
    QCOMPARE(bench.till->basket(basket)->total().minor(), 640);
    QVERIFY(!bench.till->addLine(basket, bread, Quantity::fromThousandths(500)));
    QCOMPARE(bench.till->basket(basket)->lines.size(), size_t(2));
}

void TestTill::restoreBaskets_afterRestart_bringsTheUnpaid()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const QUuid paid = bench.fill({bread});
    const QUuid unpaid = bench.fill({coffee, bread});
    const Basket before = *bench.till->basket(unpaid);
    QVERIFY(await(bench.payExactly(paid)));
    bench.reopen();
    QVERIFY(await(bench.till->restoreBaskets()));
    QCOMPARE(bench.till->baskets().size(), size_t(1));
    QCOMPARE(bench.till->baskets().front(), before);
}

void TestTill::restoreBaskets_afterRestart_takesShownStock()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QVERIFY(bench.sell({bread}));
    TillBench other; // Another cache, as after a start, with the same journal.
    other.feed();
    QCOMPARE(shownPieces(other, bread), 10);
    Till till(*bench.journal, other.cache, other.clock, {.zone = QTimeZone("Europe/London")});
    QVERIFY(await(till.restoreBaskets()));
    QTRY_COMPARE(shownPieces(other, bread), 9);
}

void TestTill::giveUp_basket_doesNotComeBack()
{
    TillBench bench;
    bench.feed();
    const QUuid basket = bench.fill({bread});
    QCoreApplication::processEvents(); // It has been saved.
    QVERIFY(bench.till->giveUp(basket));
    bench.reopen();
    QVERIFY(await(bench.till->restoreBaskets()));
    QVERIFY(bench.till->baskets().empty());
}

void TestTill::refund_ofOneLine_isItsMirror()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const Result<Receipt> sale = bench.sell({bread, coffee});
    QVERIFY(sale);
    const Result<Receipt> refund =
        await(bench.till->refund(*sale, {{.line = 2, .quantity = one}}, TenderMethod::Cash));
    QVERIFY(refund);
    QCOMPARE(refund->kind, ReceiptKind::Refund);
    QCOMPARE(refund->total.minor(), -250);
    QCOMPARE(refund->number, 2);
    QCOMPARE(refund->original->uuid, sale->uuid);
    QCOMPARE(refund->businessDay, sale->businessDay);
}

void TestTill::refund_twiceAtOnce_givesBackOnce()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    const Result<Receipt> sale = bench.sell({bread});
    QVERIFY(sale);
    const std::vector<RefundLine> lines {{.line = 1, .quantity = one}};
    const auto first = bench.till->refund(*sale, lines, TenderMethod::Cash);
    const auto second = bench.till->refund(*sale, lines, TenderMethod::Cash);
    QVERIFY(await(first));
    const Result<Receipt> refused = await(second);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Error::Reason::NothingLeftToRefund);
    QCOMPARE(bench.till->state().head, 2);
}

void TestTill::record_drawer_isAnEntryOfTheChain()
{
    TillBench bench;
    bench.feed();
    QVERIFY(bench.registerTill());
    QVERIFY(bench.sell({bread}));
    const Result<Entry> entry =
        await(bench.till->record(u"drawer"_s, {{u"reason"_s, u"change"_s}}));
    QVERIFY(entry);
    QCOMPARE(entry->sequence, 2);
    QCOMPARE(entry->kind, u"drawer"_s);
    QVERIFY(await(bench.journal->verify()));
    QCOMPARE(bench.till->state().lastNumber, 1);
}

QTEST_GUILESS_MAIN(TestTill)
#include "tst_till.moc"
