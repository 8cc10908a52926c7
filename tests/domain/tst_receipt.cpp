#include "receipt.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QDate day(2026, 10, 5);

TaxTable rates()
{
    return TaxTable({{u"food"_s, TaxMode::TakeAway, QDate(2020, 1, 1), 700},
                     {u"food"_s, TaxMode::EatIn, QDate(2020, 1, 1), 1900},
                     {u"drink"_s, TaxMode::TakeAway, QDate(2020, 1, 1), 1900}});
}

Basket basket(const std::vector<BasketLine> &lines)
{
    return {.uuid = QUuid::createUuid(), .clerk = 3, .lines = lines};
}

BasketLine line(const QString &taxClass, qint64 price, qint64 discount = 0)
{
    return {.product = 11,
            .name = u"Bread"_s,
            .quantity = Quantity::fromPieces(1),
            .unitPrice = Money::fromMinor(price),
            .discount = Money::fromMinor(discount),
            .taxClass = taxClass};
}

std::vector<Tender> cash(qint64 minor)
{
    return {{.method = TenderMethod::Cash, .amount = Money::fromMinor(minor)}};
}

Result<Receipt> sell(const Basket &sold, const std::vector<Tender> &tenders)
{
    return makeSale(sold, rates(), {.code = u"EUR"_s}, day, tenders);
}
}

/// A sale's receipt from its basket.
class ReceiptTest final : public QObject
{
    Q_OBJECT
private slots:
    void makeSale_severalRates_addsUpPerRate();
    void makeSale_modeOfTheBasket_choosesTheRate();
    void makeSale_ofABasket_takesOverItsValues();
    void makeSale_discountedLine_keepsItsDiscount();
    void makeSale_emptyBasket_isRefused();
    void makeSale_withoutARate_namesTheClass();
    void makeSale_badTenders_isRefused_data();
    void makeSale_badTenders_isRefused();
    void makeSale_cashWithAStep_balances();
};

void ReceiptTest::makeSale_severalRates_addsUpPerRate()
{
    const Basket sold = basket({line(u"food"_s, 320), line(u"drink"_s, 250), line(u"food"_s, 45)});
    const Result<Receipt> receipt = sell(sold, cash(1000));
    QVERIFY(receipt);
    QCOMPARE(receipt->total.minor(), 615);
    QCOMPARE(receipt->change.minor(), 385);
    QCOMPARE(receipt->vat.size(), size_t(2));
    QCOMPARE(receipt->vat[0].rateBp, 700);
    QCOMPARE(receipt->vat[0].gross.minor(), 365);
    QCOMPARE(receipt->vat[1].gross.minor(), 250);
    QCOMPARE(receipt->vat[1].vat.minor(), 40);
}

void ReceiptTest::makeSale_modeOfTheBasket_choosesTheRate()
{
    Basket sold = basket({line(u"food"_s, 1000)});
    QCOMPARE(sell(sold, cash(1000))->vat[0].vat.minor(), 65); // A3
    sold.mode = TaxMode::EatIn;
    QCOMPARE(sell(sold, cash(1000))->vat[0].vat.minor(), 160);
}

void ReceiptTest::makeSale_ofABasket_takesOverItsValues()
{
    Basket sold = basket({line(u"food"_s, 320)});
    sold.lines[0].prepared = true;
    const Result<Receipt> receipt = sell(sold, cash(320));
    QVERIFY(receipt);
    QCOMPARE(receipt->kind, ReceiptKind::Sale);
    QCOMPARE(receipt->uuid, sold.uuid);
    QCOMPARE(receipt->clerk, 3);
    QCOMPARE(receipt->currency.code, u"EUR"_s);
    QVERIFY(receipt->lines[0].prepared);
    QCOMPARE(receipt->lines[0].rateBp, 700);
    QVERIFY(!receipt->original);
}

void ReceiptTest::makeSale_discountedLine_keepsItsDiscount()
{
    const Result<Receipt> receipt = sell(basket({line(u"food"_s, 212, 21)}), cash(191));
    QVERIFY(receipt);
    QCOMPARE(receipt->lines[0].discount.minor(), 21);
    QCOMPARE(receipt->lines[0].gross.minor(), 191);
}

void ReceiptTest::makeSale_emptyBasket_isRefused()
{
    QCOMPARE(sell(basket({}), {}).error().reason, Error::Reason::EmptyBasket);
}

void ReceiptTest::makeSale_withoutARate_namesTheClass()
{
    const Result<Receipt> receipt = sell(basket({line(u"flowers"_s, 320)}), cash(320));
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().reason, Error::Reason::NoTaxRate);
    QCOMPARE(receipt.error().field, u"flowers"_s);
}

void ReceiptTest::makeSale_badTenders_isRefused_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<int>("reason");
    QTest::newRow("too little cash")
        << int(TenderMethod::Cash) << qint64(319) << int(Error::Reason::NotPaid);
    QTest::newRow("too much by card")
        << int(TenderMethod::Card) << qint64(321) << int(Error::Reason::Overpaid);
}

void ReceiptTest::makeSale_badTenders_isRefused()
{
    QFETCH(int, method);
    QFETCH(qint64, minor);
    QFETCH(int, reason);
    const Tender tender {.method = TenderMethod(method), .amount = Money::fromMinor(minor)};
    const Result<Receipt> receipt = sell(basket({line(u"food"_s, 320)}), {tender});
    QVERIFY(!receipt);
    QCOMPARE(int(receipt.error().reason), reason);
}

void ReceiptTest::makeSale_cashWithAStep_balances()
{
    const Result<Receipt> receipt =
        makeSale(basket({line(u"food"_s, 3078)}), rates(), {.code = u"EUR"_s}, day, cash(5000),
                 Money::fromMinor(5));
    QVERIFY(receipt);
    QCOMPARE(receipt->rounding.minor(), 2);
    QCOMPARE(5000 - receipt->change.minor(), receipt->total.minor() + receipt->rounding.minor());
    QCOMPARE(receipt->vat[0].gross.minor(), 3078); // Rounding lies outside the VAT base.
}

QTEST_APPLESS_MAIN(ReceiptTest)
#include "tst_receipt.moc"
