#include "basket.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
Product product(qint64 id, qint64 price, SaleUnit unit = SaleUnit::Piece)
{
    return {.id = id,
            .name = u"Bread"_s,
            .taxClass = u"food"_s,
            .price = Money::fromMinor(price),
            .unit = unit};
}
}

/// What a customer is about to buy.
class BasketTest final : public QObject
{
    Q_OBJECT
private slots:
    void add_twice_makesOneLine();
    void add_afterAPriceChange_makesALineOfItsOwn();
    void add_besideADiscountedLine_makesALineOfItsOwn();
    void add_badQuantity_isRefused_data();
    void add_badQuantity_isRefused();
    void add_pastTheLargestQuantity_changesNothing();
    void add_weight_takesPartsOfAKilogram();
    void add_divisible_takesHalvesOnly_data();
    void add_divisible_takesHalvesOnly();
    void add_openPrice_asksForThePrice();
    void add_besideALineWithAReason_makesALineOfItsOwn();
    void addPriced_samePriceTwice_makesLinesOfTheirOwn();
    void addPriced_badPrice_isRefused_data();
    void addPriced_badPrice_isRefused();
    void setQuantity_zero_removesTheLine();
    void setQuantity_belowTheDiscount_cutsTheDiscount();
    void setQuantity_partOfAPiece_isRefused();
    void setQuantity_ofNoLine_isRefused();
    void remove_aLine_keepsTheOthers();
    void total_ofSeveralLines_isTheirSum();
};

void BasketTest::add_twice_makesOneLine()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(2)));
    QCOMPARE(basket.lines.size(), size_t(1));
    QCOMPARE(basket.lines[0].quantity, Quantity::fromPieces(3));
    QCOMPARE(basket.total().minor(), 960);
}

void BasketTest::add_afterAPriceChange_makesALineOfItsOwn()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    QVERIFY(addToBasket(basket, product(1, 340), Quantity::fromPieces(1)));
    QCOMPARE(basket.lines.size(), size_t(2));
    QCOMPARE(basket.lines[0].unitPrice.minor(), 320);
}

void BasketTest::add_besideADiscountedLine_makesALineOfItsOwn()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    basket.lines[0].discount = Money::fromMinor(20);
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    QCOMPARE(basket.lines.size(), size_t(2));
    QCOMPARE(basket.total().minor(), 620);
}

void BasketTest::add_badQuantity_isRefused_data()
{
    QTest::addColumn<qint64>("thousandths");
    QTest::newRow("nothing") << qint64(0);
    QTest::newRow("less than nothing") << qint64(-1000);
    QTest::newRow("half a roll") << qint64(500);
    QTest::newRow("more than a bakery bakes") << qint64(1'000'000);
}

void BasketTest::add_badQuantity_isRefused()
{
    QFETCH(qint64, thousandths);
    Basket basket;
    const Result<void> added =
        addToBasket(basket, product(7, 320), Quantity::fromThousandths(thousandths));
    QVERIFY(!added);
    QCOMPARE(added.error().reason, Error::Reason::BadQuantity);
    QCOMPARE(added.error().product, qint64(7));
    QVERIFY(basket.empty());
}

void BasketTest::add_pastTheLargestQuantity_changesNothing()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 1), Quantity::fromPieces(999)));
    QVERIFY(!addToBasket(basket, product(1, 1), Quantity::fromPieces(1)));
    QCOMPARE(basket.lines[0].quantity, Quantity::fromPieces(999));
}

void BasketTest::add_weight_takesPartsOfAKilogram()
{
    Basket basket;
    QVERIFY(
        addToBasket(basket, product(1, 1290, SaleUnit::Weight), Quantity::fromThousandths(337)));
    QCOMPARE(basket.total().minor(), 435);
}

void BasketTest::add_divisible_takesHalvesOnly_data()
{
    QTest::addColumn<qint64>("thousandths");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a half") << qint64(500) << true;
    QTest::newRow("one and a half") << qint64(1500) << true;
    QTest::newRow("a whole one") << qint64(1000) << true;
    QTest::newRow("a quarter") << qint64(250) << false;
    QTest::newRow("nearly a half") << qint64(501) << false;
}

void BasketTest::add_divisible_takesHalvesOnly()
{
    QFETCH(qint64, thousandths);
    QFETCH(bool, taken);
    Basket basket;
    Product loaf = product(1, 345);
    loaf.divisible = true;
    const Quantity quantity = Quantity::fromThousandths(thousandths);
    QCOMPARE(bool(addToBasket(basket, loaf, quantity)), taken);
    QVERIFY(addToBasket(basket, loaf, Quantity::fromThousandths(500)));
    QCOMPARE(basket.lines.size(), size_t(1));
    QCOMPARE(bool(setLineQuantity(basket, 0, quantity)), taken);
    if (thousandths == 500)
        QCOMPARE(basket.total().minor(), 173); // 172.5
}

void BasketTest::add_openPrice_asksForThePrice()
{
    Basket basket;
    const Result<void> added =
        addToBasket(basket, product(7, 0, SaleUnit::OpenPrice), Quantity::fromPieces(1));
    QVERIFY(!added);
    QCOMPARE(added.error().code, Error::Code::Invalid);
    QCOMPARE(added.error().reason, Error::Reason::MissingField);
    QCOMPARE(added.error().field, u"price"_s);
    QVERIFY(addPriced(basket, product(7, 0, SaleUnit::OpenPrice), Quantity::fromPieces(2),
                      Money::fromMinor(1250)));
    QCOMPARE(basket.total().minor(), 2500);
    QVERIFY(basket.lines[0].reason.isEmpty());
}

void BasketTest::add_besideALineWithAReason_makesALineOfItsOwn()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    basket.lines[0].reason = u"dented"_s;
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    QCOMPARE(basket.lines.size(), size_t(2));
}

void BasketTest::addPriced_samePriceTwice_makesLinesOfTheirOwn()
{
    Basket basket;
    for (int i = 0; i < 2; ++i)
        QVERIFY(addPriced(basket, product(1, 320), Quantity::fromPieces(1), Money::fromMinor(320)));
    QCOMPARE(basket.lines.size(), size_t(2));
}

void BasketTest::addPriced_badPrice_isRefused_data()
{
    QTest::addColumn<qint64>("price");
    QTest::addColumn<bool>("taken");
    QTest::newRow("less than nothing") << qint64(-1) << false;
    QTest::newRow("nothing") << qint64(0) << true;
    QTest::newRow("a million") << qint64(100'000'000) << true;
    QTest::newRow("more than a million") << qint64(100'000'001) << false;
}

void BasketTest::addPriced_badPrice_isRefused()
{
    QFETCH(qint64, price);
    QFETCH(bool, taken);
    Basket basket;
    const Result<void> added = addPriced(basket, product(1, 0, SaleUnit::OpenPrice),
                                         Quantity::fromPieces(1), Money::fromMinor(price));
    QCOMPARE(bool(added), taken);
    QCOMPARE(basket.empty(), !taken);
    if (!taken)
        QCOMPARE(added.error().field, u"price"_s);
}

void BasketTest::setQuantity_zero_removesTheLine()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    QVERIFY(setLineQuantity(basket, 0, Quantity()));
    QVERIFY(basket.empty());
}

void BasketTest::setQuantity_belowTheDiscount_cutsTheDiscount()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 100), Quantity::fromPieces(5)));
    basket.lines[0].discount = Money::fromMinor(250);
    QVERIFY(setLineQuantity(basket, 0, Quantity::fromPieces(2)));
    QCOMPARE(basket.total().minor(), 0);
}

void BasketTest::setQuantity_partOfAPiece_isRefused()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 320), Quantity::fromPieces(1)));
    const Result<void> set = setLineQuantity(basket, 0, Quantity::fromThousandths(1500));
    QVERIFY(!set);
    QCOMPARE(set.error().reason, Error::Reason::BadQuantity);
    QCOMPARE(basket.lines[0].quantity, Quantity::fromPieces(1));
}

void BasketTest::setQuantity_ofNoLine_isRefused()
{
    Basket basket;
    for (const int line : {-1, 0, 1})
        QVERIFY(!setLineQuantity(basket, line, Quantity::fromPieces(1)));
}

void BasketTest::remove_aLine_keepsTheOthers()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 100), Quantity::fromPieces(1)));
    QVERIFY(addToBasket(basket, product(2, 200), Quantity::fromPieces(1)));
    QVERIFY(removeLine(basket, 0));
    QCOMPARE(basket.lines[0].product, 2);
    QVERIFY(!removeLine(basket, 1));
}

void BasketTest::total_ofSeveralLines_isTheirSum()
{
    Basket basket;
    QVERIFY(addToBasket(basket, product(1, 212), Quantity::fromPieces(1)));
    QVERIFY(addToBasket(basket, product(2, 135), Quantity::fromPieces(1)));
    basket.lines[0].discount = Money::fromMinor(21);
    QCOMPARE(basket.total().minor(), 191 + 135);
}

QTEST_APPLESS_MAIN(BasketTest)
#include "tst_basket.moc"
