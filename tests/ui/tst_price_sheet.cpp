#include "choice_key.h"
#include "figure_card.h"
#include "key_button.h"
#include "key_choice.h"
#include "price_sheet.h"
#include "sheet_bench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

/// Another price for a line, at a real counter.
class TestPriceSheet final : public QObject
{
    Q_OBJECT
private slots:
    void price_withReason_isSet();
    void price_withoutReason_isNot();
    void listPrice_comesBack();
    void preview_showsTheTotalAfter();
    void withoutALine_saysSo();
    void allText_isSeen();
};

namespace {
struct Prices {
    Prices()
        : sheet(bench.theme, bench.counter, nullptr, bench.laterEachTime())
        , back(&sheet, &PriceSheet::backAsked)
    {
        sheet.setFrame(bench.frame);
        sheet.setFigures(SheetBench::figures());
        sheet.setGeometry(bench.frame.sheet);
    }
    void open()
    {
        sheet.hide();
        sheet.show();
    }
    KeyButton &key(const QString &name) { return *sheet.findChild<KeyButton *>(name); }
    void giveReason()
    {
        QTest::mouseClick(sheet.findChild<KeyChoice *>(u"reasonKeys"_s)->key(3), Qt::LeftButton);
    }

    SheetBench bench;
    PriceSheet sheet;
    QSignalSpy back;
};
}

void TestPriceSheet::price_withReason_isSet()
{
    Prices test;
    test.bench.counter.sell(bread);
    test.open();
    QTest::keyClicks(&test.sheet, u"160"_s);
    test.giveReason();
    QTest::keyClick(&test.sheet, Qt::Key_Return);
    QCOMPARE(test.bench.line(0).unitPrice.minor(), 160);
    QCOMPARE(test.bench.line(0).reason, u"Day-old"_s);
    QCOMPARE(test.back.size(), 1);
}

void TestPriceSheet::price_withoutReason_isNot()
{
    Prices test;
    test.bench.counter.sell(bread);
    test.open();
    QTest::keyClicks(&test.sheet, u"160"_s);
    QVERIFY(!test.key(u"setPriceKey"_s).isEnabled());
    QTest::keyClick(&test.sheet, Qt::Key_Return);
    QCOMPARE(test.bench.line(0).unitPrice.minor(), 320);
}

void TestPriceSheet::listPrice_comesBack()
{
    Prices test;
    test.bench.counter.sell(bread);
    test.open();
    QVERIFY(!test.key(u"listPriceKey"_s).isVisible());
    QTest::keyClicks(&test.sheet, u"1.6"_s);
    test.giveReason();
    QTest::mouseClick(&test.key(u"setPriceKey"_s), Qt::LeftButton);
    QCOMPARE(test.bench.line(0).unitPrice.minor(), 160);
    test.open();
    QTest::mouseClick(&test.key(u"listPriceKey"_s), Qt::LeftButton);
    QCOMPARE(test.bench.line(0).unitPrice.minor(), 320);
    QCOMPARE(test.bench.line(0).reason, QString());
}

void TestPriceSheet::preview_showsTheTotalAfter()
{
    Prices test;
    test.bench.counter.sell(coffee);
    test.bench.counter.sellQuantity(bread, Quantity::fromPieces(3));
    test.open();
    QTest::keyClicks(&test.sheet, u"100"_s);
    const auto &rows = test.sheet.findChild<FigureCard *>(u"pricePreview"_s)->rows();
    QCOMPARE(rows.at(0).figure, u"3.20"_s);
    QCOMPARE(rows.at(1).figure, u"9.60 → 3.00"_s);
    QCOMPARE(rows.at(2).figure, u"12.10 → 5.50"_s);
}

void TestPriceSheet::withoutALine_saysSo()
{
    Prices test;
    test.open();
    QTest::keyClicks(&test.sheet, u"100"_s);
    test.giveReason();
    QVERIFY(!test.key(u"setPriceKey"_s).isEnabled());
    QVERIFY(!test.key(u"listPriceKey"_s).isVisible());
}

void TestPriceSheet::allText_isSeen()
{
    SheetBench bench;
    bench.counter.sellRepriced(SheetBench::loaf, Quantity::fromPieces(2), Money::fromMinor(300),
                               u"Damaged"_s);
    const QStringList faults = bench.lookFaults<PriceSheet>(
        u"price"_s,
        [&] {
            auto sheet = std::make_unique<PriceSheet>(bench.theme, bench.counter, nullptr,
                                                      bench.laterEachTime());
            sheet->setFigures(SheetBench::figures());
            sheet->show();
            QTest::keyClicks(sheet.get(), u"160"_s);
            return sheet;
        },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestPriceSheet)
#include "tst_price_sheet.moc"
