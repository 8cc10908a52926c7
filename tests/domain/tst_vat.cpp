#include "quantity.h"
#include "vat.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// VAT inside gross amounts, and the table of rates.
class VatTest final : public QObject
{
    Q_OBJECT
private slots:
    void vatInGross_ofOneRate_isTheVector_data();
    void vatInGross_ofOneRate_isTheVector();
    void vatTotals_mixedRates_isVectorA1();
    void vatTotals_threeRolls_isVectorA5();
    void vatTotals_sameRateOnManyLines_isComputedOnce();
    void vatTotals_ofARefund_mirrorsTheSale();
    void rateBp_aroundAChange_isTheOneInForce_data();
    void rateBp_aroundAChange_isTheOneInForce();
    void rateBp_ofAnUnknownClass_isNothing();
    void taxMode_wordAndBack_isTheSame();
};

void VatTest::vatInGross_ofOneRate_isTheVector_data()
{
    QTest::addColumn<qint64>("gross");
    QTest::addColumn<int>("rateBp");
    QTest::addColumn<qint64>("vat");
    QTest::newRow("A1 at 22 %") << qint64(2890) << 2200 << qint64(521);
    QTest::newRow("A1 at 10 %") << qint64(125) << 1000 << qint64(11);
    QTest::newRow("A2 before the toggle") << qint64(100'000) << 1300 << qint64(11'504);
    QTest::newRow("A2 after the toggle") << qint64(100'000) << 500 << qint64(4762);
    QTest::newRow("A3 eaten in") << qint64(1000) << 1900 << qint64(160);
    QTest::newRow("A3 taken away") << qint64(1000) << 700 << qint64(65);
    QTest::newRow("A10 given back") << qint64(-1000) << 1900 << qint64(-160);
    QTest::newRow("no VAT at all") << qint64(1000) << 0 << qint64(0);
}

void VatTest::vatInGross_ofOneRate_isTheVector()
{
    QFETCH(qint64, gross);
    QFETCH(int, rateBp);
    QFETCH(qint64, vat);
    QCOMPARE(vatInGross(Money::fromMinor(gross), rateBp).minor(), vat);
}

void VatTest::vatTotals_mixedRates_isVectorA1()
{
    const std::vector<VatTotal> totals =
        vatTotals({{.rateBp = 2200, .gross = Money::fromMinor(2890)},
                   {.rateBp = 1000, .gross = Money::fromMinor(125)}});
    QCOMPARE(totals.size(), size_t(2));
    QCOMPARE(totals[0].rateBp, 1000);
    QCOMPARE((totals[0].gross + totals[1].gross).minor(), 3015);
    QCOMPARE(totals[1].vat.minor(), 521);
    QCOMPARE(totals[0].vat.minor(), 11);
    QCOMPARE((totals[0].net + totals[1].net).minor(), 2483);
}

void VatTest::vatTotals_threeRolls_isVectorA5()
{
    const Money gross = priceOf(Money::fromMinor(45), Quantity::fromPieces(3));
    const std::vector<VatTotal> totals = vatTotals({{.rateBp = 700, .gross = gross}});
    QCOMPARE(totals.front().gross.minor(), 135);
    QCOMPARE(totals.front().vat.minor(), 9);
}

void VatTest::vatTotals_sameRateOnManyLines_isComputedOnce()
{
    const RatedAmount roll {.rateBp = 700, .gross = Money::fromMinor(45)};
    const std::vector<VatTotal> totals = vatTotals({roll, roll, roll, roll, roll});
    QCOMPARE(totals.size(), size_t(1));
    QCOMPARE(totals.front().vat.minor(), 15); // Not five times three.
    QCOMPARE(totals.front().net + totals.front().vat, totals.front().gross);
}

void VatTest::vatTotals_ofARefund_mirrorsTheSale()
{
    for (qint64 minor = 1; minor < 500; ++minor) {
        const VatTotal sold =
            vatTotals({{.rateBp = 1900, .gross = Money::fromMinor(minor)}}).front();
        const VatTotal back =
            vatTotals({{.rateBp = 1900, .gross = Money::fromMinor(-minor)}}).front();
        QCOMPARE(back.vat, -sold.vat);
        QCOMPARE(back.net, -sold.net);
    }
}

void VatTest::rateBp_aroundAChange_isTheOneInForce_data()
{
    QTest::addColumn<TaxMode>("mode");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<int>("expected");
    QTest::newRow("before the first") << TaxMode::EatIn << QDate(2019, 12, 31) << -1;
    QTest::newRow("on the first day") << TaxMode::EatIn << QDate(2020, 1, 1) << 1900;
    QTest::newRow("the day before the change") << TaxMode::EatIn << QDate(2025, 12, 31) << 1900;
    QTest::newRow("the day of the change") << TaxMode::EatIn << QDate(2026, 1, 1) << 700;
    QTest::newRow("the other mode keeps its own")
        << TaxMode::TakeAway << QDate(2025, 12, 31) << 700;
}

void VatTest::rateBp_aroundAChange_isTheOneInForce()
{
    QFETCH(TaxMode, mode);
    QFETCH(QDate, day);
    QFETCH(int, expected);
    const TaxTable table({{u"food"_s, TaxMode::EatIn, QDate(2026, 1, 1), 700},
                          {u"food"_s, TaxMode::TakeAway, QDate(2020, 1, 1), 700},
                          {u"food"_s, TaxMode::EatIn, QDate(2020, 1, 1), 1900},
                          {u"drink"_s, TaxMode::EatIn, QDate(2010, 1, 1), 1900}});
    QCOMPARE(table.rateBp(u"food"_s, mode, day).value_or(-1), expected);
}

void VatTest::rateBp_ofAnUnknownClass_isNothing()
{
    const TaxTable table({{u"food"_s, TaxMode::EatIn, QDate(2020, 1, 1), 700}});
    QVERIFY(!table.rateBp(u"zoo"_s, TaxMode::EatIn, QDate(2021, 1, 1)));
    QVERIFY(!table.rateBp(u"cake"_s, TaxMode::EatIn, QDate(2021, 1, 1)));
    QVERIFY(!TaxTable().rateBp(u"food"_s, TaxMode::EatIn, QDate(2021, 1, 1)));
}

void VatTest::taxMode_wordAndBack_isTheSame()
{
    QCOMPARE(taxModeFromWord(u"takeaway"_s), TaxMode::TakeAway);
    QCOMPARE(taxModeFromWord(taxModeWord(TaxMode::EatIn)), TaxMode::EatIn);
    QVERIFY(!taxModeFromWord(u"Takeaway"_s));
}

QTEST_APPLESS_MAIN(VatTest)
#include "tst_vat.moc"
