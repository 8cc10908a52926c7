#include "tender_stage.h"

using namespace Qt::StringLiterals;
using Shown = ShownTender;

namespace {
using Prepare = std::function<void(MoneyBench &)>;

void rowOf(const char *name, const std::vector<PricedGoods> &goods, const Prepare &prepare,
           qint64 total, const std::vector<qint64> &vat)
{
    QTest::newRow(name) << goods << prepare << total << vat;
}

template <typename T> std::vector<qint64> figuresOf(const std::vector<T> &rows, Money T::*figure)
{
    std::vector<qint64> figures;
    for (const T &row : rows)
        figures.push_back((row.*figure).minor());
    return figures;
}
}

/// The vectors of the trade, from the basket through the sheet to the receipt.
class TenderVectorsTest final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(MoneyBench::locale()); }
    void cash_withAStep_isVectorA9_data();
    void cash_withAStep_isVectorA9();
    void card_withAStep_isNotRounded();
    void sale_isVector_data();
    void sale_isVector();
    void priceForAll_isSpread_data();
    void priceForAll_isSpread();
};

void TenderVectorsTest::cash_withAStep_isVectorA9_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("paid");
    QTest::newRow("30.76 in steps of 0.05") << qint64(3076) << qint64(5) << qint64(3075);
    QTest::newRow("30.78 in steps of 0.05") << qint64(3078) << qint64(5) << qint64(3080);
    QTest::newRow("7.52 in steps of 0.05") << qint64(752) << qint64(5) << qint64(750);
    QTest::newRow("7.50 in steps of 1.00") << qint64(750) << qint64(100) << qint64(800);
    QTest::newRow("7.20 in steps of 0.50") << qint64(720) << qint64(50) << qint64(700);
    QTest::newRow("nothing is left of 0.02") << qint64(2) << qint64(5) << qint64(0);
}

void TenderVectorsTest::cash_withAStep_isVectorA9()
{
    QFETCH(qint64, total);
    QFETCH(qint64, step);
    QFETCH(qint64, paid);
    MoneyBench bench({PricedGoods {total}});
    bench.bench.till->setCashStep(minor(step));
    Shown shown(bench);
    QCOMPARE(shown.sheet.stillToPay(), minor(paid));
    QCOMPARE(shown.sheet.paidRows().back().figure,
             MoneyBench::figures().money(minor(paid - total)));
    shown.tap("sumKey1");
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.total, minor(total));
    QCOMPARE(receipt.rounding, minor(paid - total));
    QCOMPARE(receipt.tenders[0].amount, minor(paid));
    QCOMPARE(receipt.change, Money());
}

void TenderVectorsTest::card_withAStep_isNotRounded()
{
    MoneyBench bench({PricedGoods {3076}});
    bench.bench.till->setCashStep(minor(5));
    Shown shown(bench, TenderMethod::Card);
    QVERIFY(shown.sheet.paidRows().empty());
    QCOMPARE(keyOf(shown.sheet, "sumKey1")->text(), u"Card took 30.76"_s);
    shown.tap("sumKey1");
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.tenders[0].method, TenderMethod::Card);
    QCOMPARE(receipt.rounding, Money());
}

void TenderVectorsTest::sale_isVector_data()
{
    QTest::addColumn<std::vector<PricedGoods>>("goods");
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<std::vector<qint64>>("vat"); // By rising rate.
    const Prepare nothing = [](MoneyBench &) {};
    const Prepare eatIn = [](MoneyBench &bench) { bench.counter->setMode(TaxMode::EatIn); };
    rowOf("A1 mixed rates", {{2890, 2200}, {125, 1000}}, nothing, 3015, {11, 521});
    rowOf("A2 taken away", {{100'000, 1300, 500}}, nothing, 100'000, {11'504});
    rowOf("A2 eaten in", {{100'000, 1300, 500}}, eatIn, 100'000, {4'762});
    rowOf("A3 eaten in", {{1000, 700, 1900}}, eatIn, 1000, {160});
    rowOf("A3 taken away", {{1000, 700, 1900}}, nothing, 1000, {65});
    rowOf("A4 weight", {{1290, 700, -1, SaleUnit::Weight}},
          [](MoneyBench &bench) { bench.counter->sellQuantity(1, Quantity::fromThousandths(337)); },
          435, {28});
    rowOf("A5 three rolls", {{45}}, [](MoneyBench &bench) { bench.counter->changeQuantity(2); },
          135, {9});
    rowOf("A6 a tenth off all", {{212}, {135}, {140}},
          [](MoneyBench &bench) {
              bench.counter->accepted(bench.bench.till->setDiscount(
                  bench.counter->basket()->uuid,
                  ReceiptDiscount {.percentBp = 1000, .reason = u"Regular"_s}));
          },
          438, {29});
}

void TenderVectorsTest::sale_isVector()
{
    QFETCH(std::vector<PricedGoods>, goods);
    QFETCH(Prepare, prepare);
    QFETCH(qint64, total);
    QFETCH(std::vector<qint64>, vat);
    MoneyBench bench(goods);
    prepare(bench);
    Shown shown(bench);
    QCOMPARE(shown.text("tenderHeading"), u"Cash "_s + MoneyBench::figures().money(minor(total)));
    shown.tap("sumKey1");
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.total, minor(total));
    QCOMPARE(figuresOf(receipt.vat, &VatTotal::vat), vat);
}

/// A bundle's price is a discount on its parts until bundles are sold as such.
void TenderVectorsTest::priceForAll_isSpread_data()
{
    QTest::addColumn<std::vector<PricedGoods>>("goods");
    QTest::addColumn<qint64>("price");
    QTest::addColumn<std::vector<qint64>>("lines");
    QTest::addColumn<std::vector<qint64>>("vat"); // By rising rate.
    using Parts = std::vector<PricedGoods>;
    using Sums = std::vector<qint64>;
    QTest::newRow("A7 coffee, roll and spread")
        << Parts {{320, 1900}, {110, 700}, {190, 700}} << qint64(550) << Sums {284, 98, 168}
        << Sums {17, 45};
    QTest::newRow("A8 seventy to thirty")
        << Parts {{7000, 700}, {3000, 1900}} << qint64(990) << Sums {693, 297} << Sums {45, 47};
}

void TenderVectorsTest::priceForAll_isSpread()
{
    QFETCH(std::vector<PricedGoods>, goods);
    QFETCH(qint64, price);
    QFETCH(std::vector<qint64>, lines);
    QFETCH(std::vector<qint64>, vat);
    MoneyBench bench(goods);
    const Money off = bench.counter->total() - minor(price);
    bench.counter->accepted(bench.bench.till->setDiscount(
        bench.counter->basket()->uuid, ReceiptDiscount {.amount = off, .reason = u"Breakfast"_s}));
    Shown shown(bench);
    shown.tap("sumKey1");
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.total, minor(price));
    QCOMPARE(figuresOf(receipt.lines, &ReceiptLine::gross), lines);
    QCOMPARE(figuresOf(receipt.vat, &VatTotal::vat), vat);
}

QTEST_MAIN(TenderVectorsTest)
#include "tst_tender_vectors.moc"
