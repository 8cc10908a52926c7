#include "catalogue.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

/// The catalogue's snapshot and the text of amounts.
class CatalogueTest final : public QObject
{
    Q_OBJECT
private slots:
    void indexOf_productsWithGaps_findsEachAndNoOther();
    void find_inAnEmptyShop_findsNothing();
    void shownStock_ofAProduct_isItsOwn();
    void decimalText_ofAnAmount_hasTheCurrencysDigits_data();
    void decimalText_ofAnAmount_hasTheCurrencysDigits();
    void currencyDecimals_ofACode_isThatOfTheStandard();
};

void CatalogueTest::indexOf_productsWithGaps_findsEachAndNoOther()
{
    auto goods = std::make_shared<Goods>();
    std::vector<Quantity> stock;
    for (qint64 id = 3; id < 3000; id += 3) {
        goods->products.push_back({.id = id});
        stock.push_back(Quantity::fromPieces(id));
    }
    const Catalogue catalogue(goods, stock, QDateTime());
    for (qint64 id = -2; id < 3010; ++id) {
        const bool known = id >= 3 && id < 3000 && id % 3 == 0;
        QCOMPARE(catalogue.indexOf(id), known ? int(id / 3 - 1) : -1);
        QCOMPARE(catalogue.find(id) != nullptr, known);
    }
    QCOMPARE(catalogue.find(999)->id, 999);
}

void CatalogueTest::find_inAnEmptyShop_findsNothing()
{
    const Catalogue catalogue(std::make_shared<Goods>(), {}, QDateTime());
    QCOMPARE(catalogue.indexOf(1), -1);
    QVERIFY(!catalogue.find(1));
}

void CatalogueTest::shownStock_ofAProduct_isItsOwn()
{
    auto goods = std::make_shared<Goods>();
    goods->products = {{.id = 1}, {.id = 5}};
    const Catalogue catalogue(goods, {Quantity::fromPieces(7), Quantity::fromPieces(9)},
                              QDateTime());
    QCOMPARE(catalogue.shownStock(catalogue.indexOf(5)), Quantity::fromPieces(9));
}

void CatalogueTest::decimalText_ofAnAmount_hasTheCurrencysDigits_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("expected");
    QTest::newRow("three fifty") << qint64(350) << 2 << u"3.50"_s;
    QTest::newRow("a few cents") << qint64(5) << 2 << u"0.05"_s;
    QTest::newRow("a few cents back") << qint64(-5) << 2 << u"-0.05"_s;
    QTest::newRow("nothing") << qint64(0) << 2 << u"0.00"_s;
    QTest::newRow("yen") << qint64(350) << 0 << u"350"_s;
    QTest::newRow("dinar") << qint64(1234) << 3 << u"1.234"_s;
    QTest::newRow("the lowest number")
        << std::numeric_limits<qint64>::min() << 2 << u"-92233720368547758.08"_s;
}

void CatalogueTest::decimalText_ofAnAmount_hasTheCurrencysDigits()
{
    QFETCH(qint64, minor);
    QFETCH(int, decimals);
    QFETCH(QString, expected);
    QCOMPARE(decimalText(Money::fromMinor(minor), decimals), expected);
}

void CatalogueTest::currencyDecimals_ofACode_isThatOfTheStandard()
{
    QCOMPARE(currencyDecimals(u"EUR"_s), 2);
    QCOMPARE(currencyDecimals(u"JPY"_s), 0);
    QCOMPARE(currencyDecimals(u"KWD"_s), 3);
}

QTEST_APPLESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
