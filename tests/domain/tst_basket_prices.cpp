#include "basket.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
Money minor(qint64 amount)
{
    return Money::fromMinor(amount);
}

Basket basketOf(const std::vector<qint64> &prices)
{
    Basket basket;
    for (const qint64 price : prices) {
        const Product product {.id = qint64(basket.lines.size()) + 1,
                               .name = u"Bread"_s,
                               .taxClass = u"food"_s,
                               .price = minor(price)};
        if (!addToBasket(basket, product, Quantity::fromPieces(1)))
            qFatal("the basket could not be filled");
    }
    return basket;
}

std::vector<qint64> sharesOf(const Basket &basket)
{
    std::vector<qint64> shares;
    for (const Money share : discountShares(basket))
        shares.push_back(share.minor());
    return shares;
}

ReceiptDiscount percent(int percentBp)
{
    return {.percentBp = percentBp, .amount = {}, .reason = u"baker"_s};
}

ReceiptDiscount amount(qint64 off)
{
    return {.percentBp = 0, .amount = minor(off), .reason = u"baker"_s};
}
}

/// Discounts and changes of price in a basket, each with its reason.
class BasketPricesTest final : public QObject
{
    Q_OBJECT
private slots:
    void setPrice_withAReason_isCharged();
    void setPrice_backToTheList_needsNoReason();
    void setDiscount_withAReason_isTakenOff();
    void setDiscount_awayFromAChangedPrice_keepsItsReason();
    void setPercent_ofALine_roundsHalvesAway_data();
    void setPercent_ofALine_roundsHalvesAway();
    void setPercent_thenAnotherQuantity_isTakenAgain();
    void setPercent_tooSmallToTell_keepsItsReason();
    void change_badReason_isRefused_data();
    void change_badReason_isRefused();
    void change_beyondTheLimits_isRefused();
    void receiptDiscount_spread_data();
    void receiptDiscount_spread();
    void receiptDiscount_overALineDiscount_takesOfTheRest();
    void receiptDiscount_unsound_isRefused_data();
    void receiptDiscount_unsound_isRefused();
    void receiptDiscount_nothing_takesItAway();
    void setName_badText_isRefused_data();
    void setName_badText_isRefused();
};

void BasketPricesTest::setPrice_withAReason_isCharged()
{
    Basket basket = basketOf({320, 200});
    QVERIFY(setLinePrice(basket, 0, minor(250), u" dented "_s));
    QCOMPARE(basket.total().minor(), 450);
    QCOMPARE(basket.lines[0].reason, u"dented"_s);
    QCOMPARE(basket.lines[0].listPrice.minor(), 320);
}

void BasketPricesTest::setPrice_backToTheList_needsNoReason()
{
    Basket basket = basketOf({320});
    const Basket before = basket;
    QVERIFY(setLinePrice(basket, 0, minor(250), u"dented"_s));
    QVERIFY(setLinePrice(basket, 0, minor(320), {}));
    QCOMPARE(basket, before);
}

void BasketPricesTest::setDiscount_withAReason_isTakenOff()
{
    Basket basket = basketOf({320});
    QVERIFY(setLineDiscount(basket, 0, minor(320), u"goodwill"_s));
    QCOMPARE(basket.total().minor(), 0);
    QVERIFY(setLineDiscount(basket, 0, minor(20), u"goodwill"_s));
    QCOMPARE(basket.total().minor(), 300);
}

void BasketPricesTest::setDiscount_awayFromAChangedPrice_keepsItsReason()
{
    Basket basket = basketOf({320});
    QVERIFY(setLinePrice(basket, 0, minor(250), u"dented"_s));
    QVERIFY(setLinePercent(basket, 0, 1000, u"baker"_s));
    QVERIFY(setLineDiscount(basket, 0, Money(), {}));
    QCOMPARE(basket.total().minor(), 250);
    QCOMPARE(basket.lines[0].reason, u"baker"_s);
    QVERIFY(!setLinePrice(basket, 0, minor(200), {}));
}

void BasketPricesTest::setPercent_ofALine_roundsHalvesAway_data()
{
    QTest::addColumn<qint64>("price");
    QTest::addColumn<int>("percentBp");
    QTest::addColumn<qint64>("left");
    QTest::newRow("10 % of 3.20") << qint64(320) << 1000 << qint64(288);
    QTest::newRow("a half goes away from zero") << qint64(125) << 1000 << qint64(112);
    QTest::newRow("a third") << qint64(100) << 3333 << qint64(67);
    QTest::newRow("all of it") << qint64(320) << 10'000 << qint64(0);
}

void BasketPricesTest::setPercent_ofALine_roundsHalvesAway()
{
    QFETCH(qint64, price);
    QFETCH(int, percentBp);
    QFETCH(qint64, left);
    Basket basket = basketOf({price});
    QVERIFY(setLinePercent(basket, 0, percentBp, u"baker"_s));
    QCOMPARE(basket.total().minor(), left);
}

void BasketPricesTest::setPercent_thenAnotherQuantity_isTakenAgain()
{
    Basket basket = basketOf({320});
    QVERIFY(setLinePercent(basket, 0, 1000, u"baker"_s));
    QVERIFY(setLineQuantity(basket, 0, Quantity::fromPieces(3)));
    QCOMPARE(basket.total().minor(), 960 - 96);
    QVERIFY(setLinePrice(basket, 0, minor(300), u"baker"_s));
    QCOMPARE(basket.total().minor(), 900 - 90);
    QVERIFY(setLineDiscount(basket, 0, minor(50), u"goodwill"_s));
    QVERIFY(setLineQuantity(basket, 0, Quantity::fromPieces(2)));
    QCOMPARE(basket.total().minor(), 600 - 50);
}

void BasketPricesTest::setPercent_tooSmallToTell_keepsItsReason()
{
    Basket basket = basketOf({10});
    QVERIFY(setLinePercent(basket, 0, 100, u"baker"_s));
    QCOMPARE(basket.total().minor(), 10);
    QVERIFY(setLineQuantity(basket, 0, Quantity::fromPieces(100)));
    QCOMPARE(basket.total().minor(), 990);
    QCOMPARE(basket.lines[0].reason, u"baker"_s);
}

void BasketPricesTest::change_badReason_isRefused_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("fault");
    const int missing = int(Error::Reason::MissingField);
    const int bad = int(Error::Reason::BadField);
    QTest::newRow("none") << QString() << missing;
    QTest::newRow("spaces") << u"  "_s << missing;
    QTest::newRow("two lines") << u"dented\nburnt"_s << bad;
    QTest::newRow("101 characters") << QString(101, u'a') << bad;
}

void BasketPricesTest::change_badReason_isRefused()
{
    QFETCH(QString, reason);
    QFETCH(int, fault);
    Basket basket = basketOf({320});
    const Basket before = basket;
    ReceiptDiscount discount = percent(1000);
    discount.reason = reason;
    for (const Result<void> &changed :
         {setLinePrice(basket, 0, minor(100), reason), setLineDiscount(basket, 0, minor(1), reason),
          setLinePercent(basket, 0, 1000, reason), setReceiptDiscount(basket, discount)}) {
        QVERIFY(!changed);
        QCOMPARE(changed.error().code, Error::Code::Invalid);
        QCOMPARE(int(changed.error().reason), fault);
        QCOMPARE(changed.error().field, u"reason"_s);
    }
    QCOMPARE(basket, before);
    QVERIFY(setLinePrice(basket, 0, minor(100), QString(100, u'a')));
}

void BasketPricesTest::change_beyondTheLimits_isRefused()
{
    Basket basket = basketOf({320});
    const QString reason = u"baker"_s;
    const auto field = [](const Result<void> &changed) {
        return changed ? QString() : changed.error().field;
    };
    QCOMPARE(field(setLinePrice(basket, 0, minor(-1), reason)), u"price"_s);
    QCOMPARE(field(setLinePrice(basket, 0, minor(100'000'001), reason)), u"price"_s);
    QCOMPARE(field(setLineDiscount(basket, 0, minor(-1), reason)), u"discount"_s);
    QCOMPARE(field(setLineDiscount(basket, 0, minor(321), reason)), u"discount"_s);
    QCOMPARE(field(setLinePercent(basket, 0, -1, reason)), u"discount"_s);
    QCOMPARE(field(setLinePercent(basket, 0, 10'001, reason)), u"discount"_s);
    for (const int line : {-1, 1})
        QCOMPARE(field(setLineDiscount(basket, line, minor(1), reason)), u"line"_s);
    QCOMPARE(basket, basketOf({320}));
}

void BasketPricesTest::receiptDiscount_spread_data()
{
    using Numbers = std::vector<qint64>;
    QTest::addColumn<Numbers>("prices");
    QTest::addColumn<int>("percentBp");
    QTest::addColumn<qint64>("amountOff");
    QTest::addColumn<Numbers>("shares");
    QTest::newRow("A6") << Numbers {212, 135, 140} << 1000 << qint64(0) << Numbers {21, 14, 14};
    QTest::newRow("an amount") << Numbers {212, 135, 140} << 0 << qint64(49)
                               << Numbers {21, 14, 14};
    QTest::newRow("more than the goods")
        << Numbers {100, 50} << 0 << qint64(200) << Numbers {100, 50};
    QTest::newRow("all of it") << Numbers {100, 50} << 10'000 << qint64(0) << Numbers {100, 50};
    QTest::newRow("goods for nothing") << Numbers {0, 0} << 1000 << qint64(0) << Numbers {0, 0};
    QTest::newRow("nothing to take from") << Numbers {} << 0 << qint64(100) << Numbers {};
    QTest::newRow("one cent to the largest")
        << Numbers {100, 199} << 0 << qint64(1) << Numbers {0, 1};
}

void BasketPricesTest::receiptDiscount_spread()
{
    QFETCH(std::vector<qint64>, prices);
    QFETCH(int, percentBp);
    QFETCH(qint64, amountOff);
    QFETCH(std::vector<qint64>, shares);
    Basket basket = basketOf(prices);
    const Money goods = basket.total();
    QVERIFY(setReceiptDiscount(basket, percentBp > 0 ? percent(percentBp) : amount(amountOff)));
    QCOMPARE(sharesOf(basket), shares);
    QCOMPARE(basket.goodsTotal(), goods);
    Money sum;
    for (const qint64 share : shares)
        sum += minor(share);
    QCOMPARE(basket.discountTotal(), sum);
    QCOMPARE(basket.total(), goods - sum);
}

void BasketPricesTest::receiptDiscount_overALineDiscount_takesOfTheRest()
{
    Basket basket = basketOf({200, 100});
    QVERIFY(setLineDiscount(basket, 0, minor(100), u"dented"_s));
    QVERIFY(setReceiptDiscount(basket, percent(1000)));
    QCOMPARE(basket.total().minor(), 180);
    QCOMPARE(sharesOf(basket), (std::vector<qint64> {10, 10}));
}

void BasketPricesTest::receiptDiscount_unsound_isRefused_data()
{
    QTest::addColumn<int>("percentBp");
    QTest::addColumn<qint64>("off");
    QTest::newRow("neither") << 0 << qint64(0);
    QTest::newRow("both") << 1000 << qint64(100);
    QTest::newRow("a negative percentage") << -1 << qint64(0);
    QTest::newRow("more than all") << 10'001 << qint64(0);
    QTest::newRow("a negative amount") << 0 << qint64(-1);
}

void BasketPricesTest::receiptDiscount_unsound_isRefused()
{
    QFETCH(int, percentBp);
    QFETCH(qint64, off);
    Basket basket = basketOf({320});
    const Result<void> set = setReceiptDiscount(
        basket,
        ReceiptDiscount {.percentBp = percentBp, .amount = minor(off), .reason = u"baker"_s});
    QVERIFY(!set);
    QCOMPARE(set.error().field, u"discount"_s);
    QVERIFY(!basket.discount);
}

void BasketPricesTest::receiptDiscount_nothing_takesItAway()
{
    Basket basket = basketOf({320});
    QVERIFY(setReceiptDiscount(basket, percent(1000)));
    QVERIFY(setReceiptDiscount(basket, {}));
    QCOMPARE(basket, basketOf({320}));
}

void BasketPricesTest::setName_badText_isRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a name") << u"Frau Grün"_s << true;
    QTest::newRow("40 characters") << QString(40, u'a') << true;
    QTest::newRow("41 characters") << QString(41, u'a') << false;
    QTest::newRow("two lines") << u"a\nb"_s << false;
}

void BasketPricesTest::setName_badText_isRefused()
{
    QFETCH(QString, name);
    QFETCH(bool, taken);
    Basket basket;
    const Result<void> set = setBasketName(basket, name);
    QCOMPARE(bool(set), taken);
    QCOMPARE(basket.name, taken ? name : QString());
    if (!taken)
        QCOMPARE(set.error().field, u"name"_s);
}

QTEST_APPLESS_MAIN(BasketPricesTest)
#include "tst_basket_prices.moc"
