#include "figure_card.h"
#include "info_sheet.h"
#include "row_list.h"
#include "sheet_bench.h"
#include "text_label.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

/// What goods contain and how many are left.
class TestInfoSheet final : public QObject
{
    Q_OBJECT
private slots:
    void product_tellsAllergensPriceAndStock();
    void product_withoutRecord_warns();
    void product_withNone_saysSo();
    void product_soldOut_saysSo();
    void basket_tellsAllTogether();
    void basket_withAnUnrecorded_warns();
    void allText_isSeen_data();
    void allText_isSeen();
};

namespace {
struct Info {
    Info()
        : sheet(bench.theme, bench.counter, bench.goods, nullptr, bench.laterEachTime())
    {
        sheet.setFrame(bench.frame);
        sheet.setFigures(SheetBench::figures());
        sheet.setGeometry(bench.frame.sheet);
    }
    QString allergens() const { return sheet.findChild<TextLabel *>(u"infoAllergens"_s)->text(); }
    bool warns() const
    {
        const QPalette colours = sheet.findChild<TextLabel *>(u"infoAllergens"_s)->palette();
        return colours.color(QPalette::WindowText) == bench.theme.color(Role::Danger);
    }
    QString fact(const QString &words) const
    {
        for (const FigureCard::Row &row : sheet.findChild<FigureCard *>(u"infoFacts"_s)->rows()) {
            if (row.words == words)
                return row.figure;
        }
        return {};
    }
    const ListRow &row(int index) const
    {
        const auto *list = sheet.findChild<RowList *>(u"infoList"_s);
        return *list->rows().rowAt(list->model()->index(index, 0));
    }

    SheetBench bench;
    InfoSheet sheet;
};
}

void TestInfoSheet::product_tellsAllergensPriceAndStock()
{
    Info test;
    test.sheet.showProduct(bread);
    QVERIFY(test.sheet.isVisible());
    QCOMPARE(test.sheet.title(), u"Bread"_s);
    QCOMPARE(test.allergens(), u"Contains wheat"_s);
    QVERIFY(!test.warns());
    QCOMPARE(test.fact(u"Price"_s), u"3.20"_s);
    QCOMPARE(test.fact(u"Left"_s), u"10"_s);
    QCOMPARE(test.fact(u"PLU"_s), u"12"_s);
    QCOMPARE(test.fact(u"Barcode"_s), u"5000112637922"_s);
    QCOMPARE(test.sheet.findChild<TextLabel *>(u"infoDescription"_s)->text(),
             u"Baked on stone, 750 g."_s);
}

void TestInfoSheet::product_withoutRecord_warns()
{
    Info test;
    test.sheet.showProduct(SheetBench::cheese);
    QCOMPARE(test.allergens(), u"Allergens not recorded"_s);
    QVERIFY(test.warns());
    QCOMPARE(test.fact(u"Price"_s), u"12.90/kg"_s);
    QCOMPARE(test.fact(u"Left"_s), u"7.500\u00a0kg"_s);
}

void TestInfoSheet::product_withNone_saysSo()
{
    Info test;
    test.sheet.showProduct(coffee);
    QCOMPARE(test.allergens(), u"No listed allergens"_s);
    QVERIFY(!test.warns());
}

void TestInfoSheet::product_soldOut_saysSo()
{
    Info test;
    test.sheet.showProduct(SheetBench::pie);
    QCOMPARE(test.fact(u"Left"_s), u"Sold out"_s);
}

void TestInfoSheet::basket_tellsAllTogether()
{
    Info test;
    test.bench.counter.sell(muffin);
    test.bench.counter.sell(bread);
    test.sheet.showBasket();
    QCOMPARE(test.allergens(), u"Contains wheat, milk, egg, hazelnuts"_s);
    QVERIFY(!test.warns());
    QCOMPARE(test.row(0).name, u"Muffin"_s);
    QCOMPARE(test.row(1).second, u"Contains wheat"_s);
    QCOMPARE(test.row(1).figure, u"10 left"_s);
}

void TestInfoSheet::basket_withAnUnrecorded_warns()
{
    Info test;
    test.bench.counter.sell(bread);
    test.bench.counter.sell(SheetBench::loaf);
    test.sheet.showBasket();
    QVERIFY(test.warns());
    QCOMPARE(test.allergens(), u"Not all allergens are recorded."_s);
    QVERIFY(test.row(1).tone == ListRow::Tone::Danger);
    QVERIFY(test.row(0).tone == ListRow::Tone::Plain);
}

void TestInfoSheet::allText_isSeen_data()
{
    QTest::addColumn<qint64>("product");
    QTest::newRow("product") << bread;
    QTest::newRow("unrecorded") << SheetBench::loaf;
    QTest::newRow("basket") << qint64(0);
}

void TestInfoSheet::allText_isSeen()
{
    QFETCH(qint64, product);
    SheetBench bench;
    for (const qint64 each : {bread, coffee, muffin, SheetBench::loaf})
        bench.counter.sell(each);
    const QStringList faults = bench.lookFaults<InfoSheet>(
        u"info-"_s + QString::fromLatin1(QTest::currentDataTag()),
        [&] {
            auto sheet =
                std::make_unique<InfoSheet>(bench.theme, bench.counter, bench.goods, nullptr);
            sheet->setFigures(SheetBench::figures());
            product ? sheet->showProduct(product) : sheet->showBasket();
            return sheet;
        },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestInfoSheet)
#include "tst_info_sheet.moc"
