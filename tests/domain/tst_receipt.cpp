#include "receipt.h"

#include <QTest>

#include <array>

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
    void makeSale_receiptDiscount_isVectorA6();
    void makeSale_discounts_freezeTheirReasons();
    void makeSale_ofAnOrder_namesIt();
    void makeSale_wholeDiscount_isPaidWithNothing();
    void makeSale_vector_holds_data();
    void makeSale_vector_holds();
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

void ReceiptTest::makeSale_receiptDiscount_isVectorA6()
{
    Basket sold = basket({line(u"food"_s, 212), line(u"food"_s, 135), line(u"food"_s, 140)});
    sold.discount = ReceiptDiscount {.percentBp = 1000, .amount = {}, .reason = u"baker"_s};
    const Result<Receipt> receipt = sell(sold, cash(438));
    QVERIFY(receipt);
    QCOMPARE(receipt->total.minor(), 487 - 49);
    QCOMPARE(receipt->lines[0].discount.minor(), 21);
    QCOMPARE(receipt->lines[1].discount.minor(), 14);
    QCOMPARE(receipt->lines[2].discount.minor(), 14);
    for (const ReceiptLine &frozen : receipt->lines) {
        QCOMPARE(frozen.gross, priceOf(frozen.unitPrice, frozen.quantity) - frozen.discount);
        QCOMPARE(frozen.reason, u"baker"_s);
    }
    const Result<Receipt> refund =
        makeRefund(*receipt, {{.line = 1, .quantity = Quantity::fromPieces(1)}}, {},
                   TenderMethod::Cash); // A13
    QVERIFY(refund);
    QCOMPARE(refund->total.minor(), -191);
    QCOMPARE(refund->lines[0].rateBp, 700);
    QCOMPARE(refund->lines[0].reason, u"baker"_s);
}

void ReceiptTest::makeSale_discounts_freezeTheirReasons()
{
    Basket sold = basket({line(u"food"_s, 200, 20), line(u"food"_s, 100), line(u"food"_s, 0)});
    sold.lines[0].reason = u"dented"_s;
    sold.discount =
        ReceiptDiscount {.percentBp = 0, .amount = Money::fromMinor(28), .reason = u"baker"_s};
    const Result<Receipt> receipt = sell(sold, cash(252));
    QVERIFY(receipt);
    QCOMPARE(receipt->lines[0].discount.minor(), 20 + 18);
    QCOMPARE(receipt->lines[0].reason, u"dented; baker"_s);
    QCOMPARE(receipt->lines[1].reason, u"baker"_s);
    QCOMPARE(receipt->lines[2].reason, QString());
}

void ReceiptTest::makeSale_ofAnOrder_namesIt()
{
    Basket sold = basket({line(u"food"_s, 320)});
    QVERIFY(!sell(sold, cash(320))->orderPublicId);
    sold.orderPublicId = 4'503'599'627'370'495;
    QCOMPARE(sell(sold, cash(320))->orderPublicId, sold.orderPublicId);
}

void ReceiptTest::makeSale_wholeDiscount_isPaidWithNothing()
{
    Basket sold = basket({line(u"food"_s, 320)});
    sold.discount = ReceiptDiscount {.percentBp = 10'000, .amount = {}, .reason = u"staff"_s};
    const Result<Receipt> receipt = sell(sold, {});
    QVERIFY(receipt);
    QCOMPARE(receipt->total.minor(), 0);
}

void ReceiptTest::makeSale_vector_holds_data()
{
    using Lines = std::vector<std::array<qint64, 3>>; // price, thousandths, rate
    using Vat = std::vector<qint64>;
    QTest::addColumn<Lines>("lines");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<Vat>("vat");
    QTest::newRow("A1 mixed rates")
        << Lines {{2890, 1000, 2200}, {125, 1000, 1000}} << qint64(3015) << Vat {11, 521};
    QTest::newRow("A2 before") << Lines {{100'000, 1000, 1300}} << qint64(100'000) << Vat {11'504};
    QTest::newRow("A2 after") << Lines {{100'000, 1000, 500}} << qint64(100'000) << Vat {4762};
    QTest::newRow("A3 eaten in") << Lines {{1000, 1000, 1900}} << qint64(1000) << Vat {160};
    QTest::newRow("A3 taken away") << Lines {{1000, 1000, 700}} << qint64(1000) << Vat {65};
    QTest::newRow("A4 weight") << Lines {{1290, 337, 700}} << qint64(435) << Vat {28};
    QTest::newRow("A5 three rolls") << Lines {{45, 3000, 700}} << qint64(135) << Vat {9};
}

void ReceiptTest::makeSale_vector_holds()
{
    using Lines = std::vector<std::array<qint64, 3>>;
    QFETCH(Lines, lines);
    QFETCH(qint64, total);
    QFETCH(std::vector<qint64>, vat);
    std::vector<TaxRate> taxes;
    Basket sold = basket({});
    for (const auto &[price, thousandths, rate] : lines) {
        const QString taxClass = QString::number(rate);
        taxes.push_back({taxClass, TaxMode::TakeAway, QDate(2020, 1, 1), int(rate)});
        sold.lines.push_back(line(taxClass, price));
        sold.lines.back().quantity = Quantity::fromThousandths(thousandths);
    }
    const Result<Receipt> receipt =
        makeSale(sold, TaxTable(taxes), {.code = u"EUR"_s}, day, cash(total));
    QVERIFY(receipt);
    QCOMPARE(receipt->total.minor(), total);
    QCOMPARE(receipt->change.minor(), 0);
    std::vector<qint64> found;
    for (const VatTotal &rate : receipt->vat) {
        QCOMPARE(rate.gross, rate.net + rate.vat);
        found.push_back(rate.vat.minor());
    }
    QCOMPARE(found, vat);
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
