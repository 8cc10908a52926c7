#include "counter.h"
#include "goods_feed.h"
#include "latency_meter.h"
#include "picture_goods.h"
#include "till_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace PictureGoods;

/// What a tap, a key or a scan does, over a real till and its journal.
class TestCounter : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void typedBeforeTile_isTheQuantity_data();
    void typedBeforeTile_isTheQuantity();
    void typedPlu_sells();
    void starThenPlu_sellsThatMany();
    void unknownPlu_isTold();
    void goodsByWeight_askFirst();
    void typedWeight_sellsAtOnce();
    void openPrice_asksFirst();
    void soldOutTile_sellsNothing();
    void lessThanOne_removesTheLine();
    void undo_bringsARemovedLineBack();
    void fourClerks_eachHaveTheirBasket();
    void fifthClerk_isRefused();
    void parkedBasket_comesBackWithItsLines();
    void baskets_surviveARestart();
    void payTwice_booksOnce();
    void paidBasket_leavesAnEmptyOne();
    void failedPayment_keepsTheBasket();

private:
    void sellAndPay();

    std::unique_ptr<TillBench> m_bench;
    std::unique_ptr<FailingDisk> m_disk;
    std::unique_ptr<GoodsFeed> m_goods;
    std::unique_ptr<LatencyMeter> m_meter;
    std::unique_ptr<Counter> m_counter;
};

void TestCounter::init()
{
    m_disk = std::make_unique<FailingDisk>();
    m_bench = std::make_unique<TillBench>(TillBench::nowhere(), m_disk.get());
    m_bench->cache.catalogueRead(PictureGoods::read());
    must(m_bench->registerTill(), "register the till");
    m_goods = std::make_unique<GoodsFeed>(m_bench->cache);
    m_meter = std::make_unique<LatencyMeter>();
    m_counter = std::make_unique<Counter>(
        Counter::Parts {*m_bench->till, *m_goods, *m_meter, m_bench->clock},
        QStringList {u"Anna"_s, u"Ben"_s, u"Ida"_s, u"Emre"_s, u"Mia"_s});
    QTRY_VERIFY(m_goods->index().byPlu(u"101"_s)); // Made on another thread.
}

void TestCounter::cleanup()
{
    m_counter.reset();
    m_goods.reset();
    m_bench.reset();
}

void TestCounter::typedBeforeTile_isTheQuantity_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("thousandths");
    QTest::newRow("nothing is one") << QString() << qint64(1'000);
    QTest::newRow("three") << u"3"_s << qint64(3'000);
    QTest::newRow("twelve with a star") << u"12*"_s << qint64(12'000);
    QTest::newRow("half a loaf") << u"0.5"_s << qint64(500);
    QTest::newRow("half a loaf, comma") << u"0,5"_s << qint64(500);
    QTest::newRow("one and a half") << u"1.5"_s << qint64(1'500);
}

void TestCounter::typedBeforeTile_isTheQuantity()
{
    QFETCH(QString, typed);
    QFETCH(qint64, thousandths);
    for (const QChar letter : typed)
        QVERIFY(m_counter->type(letter));
    m_counter->sell(sourdough);
    QVERIFY(m_counter->basket());
    QCOMPARE(m_counter->basket()->lines.size(), size_t(1));
    QCOMPARE(m_counter->basket()->lines[0].quantity.thousandths(), thousandths);
    QVERIFY(m_counter->typed().isEmpty());
    QCOMPARE(m_counter->chosenLine(), 0);
}

void TestCounter::typedPlu_sells()
{
    for (const QChar letter : u"101"_s)
        m_counter->type(letter);
    m_counter->sellTyped();
    QCOMPARE(m_counter->basket()->lines[0].product, croissant);
    QCOMPARE(m_counter->basket()->lines[0].quantity, Quantity::fromPieces(1));
}

void TestCounter::starThenPlu_sellsThatMany()
{
    for (const QChar letter : u"12*101"_s)
        m_counter->type(letter);
    m_counter->sellTyped();
    QCOMPARE(m_counter->basket()->lines[0].product, croissant);
    QCOMPARE(m_counter->basket()->lines[0].quantity, Quantity::fromPieces(12));
}

void TestCounter::unknownPlu_isTold()
{
    QSignalSpy refused(m_counter.get(), &Counter::refused);
    for (const QChar letter : u"99999"_s)
        m_counter->type(letter);
    m_counter->sellTyped();
    QCOMPARE(refused.count(), 1);
    QVERIFY(m_counter->empty());
    QVERIFY(m_counter->typed().isEmpty());
}

void TestCounter::goodsByWeight_askFirst()
{
    QSignalSpy asked(m_counter.get(), &Counter::measureAsked);
    m_counter->sell(looseCookies);
    QCOMPARE(asked.count(), 1);
    QVERIFY(m_counter->empty());
}

void TestCounter::typedWeight_sellsAtOnce()
{
    for (const QChar letter : u"0.337"_s)
        m_counter->type(letter);
    m_counter->sell(looseCookies);
    QCOMPARE(m_counter->total(), Money::fromMinor(435)); // vector A4
}

void TestCounter::openPrice_asksFirst()
{
    QSignalSpy asked(m_counter.get(), &Counter::priceAsked);
    m_counter->type(u'2');
    m_counter->sell(otherGoods);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).toLongLong(), 2'000);
    m_counter->sellPriced(otherGoods, Quantity::fromPieces(2), Money::fromMinor(199));
    QCOMPARE(m_counter->total(), Money::fromMinor(398));
}

void TestCounter::soldOutTile_sellsNothing()
{
    QSignalSpy told(m_counter.get(), &Counter::soldOutTapped);
    m_counter->sell(17);
    QCOMPARE(told.count(), 1);
    QVERIFY(m_counter->empty());
}

void TestCounter::lessThanOne_removesTheLine()
{
    m_counter->sell(croissant);
    m_counter->changeQuantity(1);
    QCOMPARE(m_counter->basket()->lines[0].quantity, Quantity::fromPieces(2));
    m_counter->changeQuantity(-1);
    m_counter->changeQuantity(-1);
    QVERIFY(m_counter->empty());
}

void TestCounter::undo_bringsARemovedLineBack()
{
    m_counter->sell(croissant);
    m_counter->sell(coffee);
    m_counter->choose(0);
    m_counter->removeChosen();
    QCOMPARE(m_counter->basket()->lines.size(), size_t(1));
    m_counter->undo();
    QCOMPARE(m_counter->basket()->lines.size(), size_t(2));
    QCOMPARE(m_counter->basket()->lines[0].product, croissant);
}

void TestCounter::fourClerks_eachHaveTheirBasket()
{
    const std::vector<qint64> goods {croissant, coffee, sourdough, 7};
    for (int clerk = 1; clerk <= 4; ++clerk) {
        QVERIFY(m_counter->signOn(clerk));
        m_counter->sell(goods[size_t(clerk - 1)]);
    }
    QCOMPARE(m_counter->slotList().size(), size_t(4));
    for (int slot = 0; slot < 4; ++slot) {
        m_counter->activate(slot);
        QCOMPARE(m_counter->basket()->lines.size(), size_t(1));
        QCOMPARE(m_counter->basket()->lines[0].product, goods[size_t(slot)]);
        QCOMPARE(m_counter->basket()->clerk, slot + 1);
        QCOMPARE(m_counter->sumOf(slot), m_counter->total());
    }
}

void TestCounter::fifthClerk_isRefused()
{
    for (int clerk = 1; clerk <= 4; ++clerk)
        QVERIFY(m_counter->signOn(clerk));
    QVERIFY(!m_counter->signOn(5));
    m_counter->sell(croissant);
    QVERIFY(!m_counter->signOff(m_counter->activeSlot())); // It holds something.
    QVERIFY(m_counter->signOff(0));
    QVERIFY(m_counter->signOn(5));
}

void TestCounter::parkedBasket_comesBackWithItsLines()
{
    m_counter->sell(croissant);
    m_counter->sell(coffee);
    QVERIFY(m_counter->park(u"Table 4"_s));
    QVERIFY(m_counter->empty());
    QCOMPARE(m_counter->parked().size(), size_t(1));
    const QUuid parked = m_counter->parked().front()->uuid;
    m_counter->sell(7);
    QVERIFY(!m_counter->recall(parked)); // The open basket is never lost.
    QVERIFY(m_counter->park(u"Table 5"_s));
    QVERIFY(m_counter->recall(parked));
    QCOMPARE(m_counter->basket()->lines.size(), size_t(2));
    QCOMPARE(m_counter->parked().size(), size_t(1));
}

void TestCounter::baskets_surviveARestart()
{
    m_counter->sell(croissant);
    QVERIFY(m_counter->signOn(2));
    m_counter->sell(coffee);
    QVERIFY(m_counter->signOn(3));
    m_counter->sell(7);
    QVERIFY(m_counter->park(u"Later"_s));
    m_counter.reset();
    m_bench->reopen();
    QVERIFY(await(m_bench->till->restoreBaskets()));
    m_counter = std::make_unique<Counter>(
        Counter::Parts {*m_bench->till, *m_goods, *m_meter, m_bench->clock}, QStringList());
    m_counter->takeUpBaskets();
    QCOMPARE(m_counter->basket()->lines[0].product, croissant);
    QVERIFY(m_counter->signOn(2));
    QCOMPARE(m_counter->basket()->lines[0].product, coffee);
    QCOMPARE(m_counter->parked().size(), size_t(1));
    QCOMPARE(m_counter->parked().front()->name, u"Later"_s);
}

void TestCounter::payTwice_booksOnce()
{
    m_counter->sell(croissant);
    QSignalSpy sold(m_counter.get(), &Counter::sold);
    const std::vector<Tender> cash {{TenderMethod::Cash, Money::fromMinor(1'000)}};
    m_counter->pay(cash);
    m_counter->pay(cash);
    QVERIFY(sold.wait());
    m_counter->pay(cash); // The tap that came late meets an empty basket.
    QCOMPARE(sold.count(), 1);
    QCOMPARE(m_bench->till->state().lastNumber, 1);
    QCOMPARE(m_counter->lastSale()->change, Money::fromMinor(820));
}

void TestCounter::paidBasket_leavesAnEmptyOne()
{
    m_counter->setMode(TaxMode::EatIn);
    m_counter->sell(croissant);
    QCOMPARE(m_counter->basket()->mode, TaxMode::EatIn);
    sellAndPay();
    QVERIFY(m_counter->empty());
    QCOMPARE(m_counter->chosenLine(), -1);
    QCOMPARE(m_counter->mode(), TaxMode::TakeAway);
    QCOMPARE(m_meter->histogram(LatencyMeter::Span::Commit).count(), 1);
}

void TestCounter::failedPayment_keepsTheBasket()
{
    m_counter->sell(croissant);
    QSignalSpy refused(m_counter.get(), &Counter::refused);
    m_disk->set(FailingDisk::Fault::BeforeCommit);
    m_counter->pay({{TenderMethod::Cash, Money::fromMinor(180)}});
    QVERIFY(refused.wait());
    QCOMPARE(m_counter->basket()->lines.size(), size_t(1));
    QVERIFY(!m_counter->paying());
    m_disk->set(FailingDisk::Fault::None);
    sellAndPay();
    QCOMPARE(m_bench->till->state().lastNumber, 1);
}

void TestCounter::sellAndPay()
{
    QSignalSpy sold(m_counter.get(), &Counter::sold);
    m_counter->pay({{TenderMethod::Cash, m_counter->total()}});
    QVERIFY(sold.wait());
}

QTEST_MAIN(TestCounter)
#include "tst_counter.moc"
