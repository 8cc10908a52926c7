#include "basket_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QUuid uuid(u"0196c5d2-7ab8-7000-8000-00000000000a"_s);
/// As releases wrote it whose baskets had no discounts.
const QByteArray oldText =
    R"({"clerk":3,"lines":[[11,"Bauernbrot",2000,428,0,"food",true],)"
    R"([12,"Käse",337,1290,5,"food",false]],"mode":"eat_in","name":"Frau Grün",)"
    R"("started":1772438400000,"uuid":"0196c5d2-7ab8-7000-8000-00000000000a"})";

Basket basket()
{
    return {.uuid = uuid,
            .startedAt = QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC),
            .clerk = 3,
            .mode = TaxMode::EatIn,
            .name = u"Frau Grün"_s,
            .customer = u"Ada"_s,
            .lines = {{.product = 11,
                       .name = u"Bauernbrot"_s,
                       .quantity = Quantity::fromThousandths(1500),
                       .unitPrice = Money::fromMinor(400),
                       .discount = Money::fromMinor(60),
                       .taxClass = u"food"_s,
                       .prepared = true,
                       .reason = u"dented"_s,
                       .listPrice = Money::fromMinor(428),
                       .discountBp = 1000,
                       .unit = SaleUnit::Piece,
                       .divisible = true},
                      {.product = 12,
                       .name = u"Cake"_s,
                       .quantity = Quantity::fromPieces(1),
                       .unitPrice = Money::fromMinor(100'000'000),
                       .unit = SaleUnit::OpenPrice}},
            .discount = ReceiptDiscount {.percentBp = 0,
                                         .amount = Money::fromMinor(250),
                                         .reason = u"regular \"guest\""_s},
            .orderPublicId = 4'503'599'627'370'495};
}
}

/// Baskets as the journal's file keeps them.
class TestBasketText final : public QObject
{
    Q_OBJECT

private slots:
    void basketFromText_ofEveryField_givesItBack();
    void basketFromText_withoutDiscountOrOrder_hasNone();
    void basketFromText_ofAPercentage_givesItBack();
    void basketFromText_ofAnOlderRelease_isCompleted();
    void basketFromText_nonsense_isNothing_data();
    void basketFromText_nonsense_isNothing();
};

void TestBasketText::basketFromText_ofEveryField_givesItBack()
{
    QCOMPARE(basketFromText(basketText(basket())), basket());
}

void TestBasketText::basketFromText_withoutDiscountOrOrder_hasNone()
{
    Basket plain = basket();
    plain.discount.reset();
    plain.orderPublicId.reset();
    QCOMPARE(basketFromText(basketText(plain)), plain);
}

void TestBasketText::basketFromText_ofAPercentage_givesItBack()
{
    Basket reduced = basket();
    reduced.discount = ReceiptDiscount {.percentBp = 1000, .amount = {}, .reason = u"baker"_s};
    QCOMPARE(basketFromText(basketText(reduced)), reduced);
}

void TestBasketText::basketFromText_ofAnOlderRelease_isCompleted()
{
    const std::optional<Basket> read = basketFromText(oldText);
    QVERIFY(read);
    QCOMPARE(read->name, u"Frau Grün"_s);
    QCOMPARE(read->lines.size(), size_t(2));
    QCOMPARE(read->lines[0].listPrice.minor(), 428);
    QCOMPARE(read->lines[0].unit, SaleUnit::Piece);
    QCOMPARE(read->lines[1].unit, SaleUnit::Weight);
    QCOMPARE(read->lines[1].discount.minor(), 5);
    QVERIFY(!read->discount && !read->orderPublicId);
    QCOMPARE(read->total().minor(), 856 + 435 - 5);
    Basket changed = *read;
    QVERIFY(setLineQuantity(changed, 1, Quantity::fromThousandths(412)));
}

void TestBasketText::basketFromText_nonsense_isNothing_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("another mode") << QByteArray("eat_in") << QByteArray("fly");
    QTest::newRow("no uuid") << QByteArray("0196c5d2") << QByteArray("zzzz");
    QTest::newRow("a line of another length") << QByteArray("\"food\",true") << QByteArray("true");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("");
}

void TestBasketText::basketFromText_nonsense_isNothing()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QVERIFY(oldText.contains(from));
    QVERIFY(!basketFromText(QByteArray(oldText).replace(from, to)));
}

QTEST_APPLESS_MAIN(TestBasketText)
#include "tst_basket_text.moc"
