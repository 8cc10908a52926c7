#include "choice_key.h"
#include "discount_sheet.h"
#include "figure_card.h"
#include "key_button.h"
#include "key_choice.h"
#include "segment.h"
#include "sheet_bench.h"
#include "text_field.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

/// Discounts given at a real counter.
class TestDiscountSheet final : public QObject
{
    Q_OBJECT
private slots:
    void percentKey_withReason_reducesTheLine();
    void typedPercent_onTheReceipt_reducesAll();
    void amount_isTyped();
    void withoutAReason_nothingIsGiven();
    void otherReason_needsWords();
    void preview_showsBeforeAndAfter();
    void moreThanThereIs_isRefused();
    void takeOff_givesTheFullPriceBack();
    void withoutAChosenLine_itIsTheReceipt();
    void allText_isSeen();
};

namespace {
struct Discounts {
    Discounts()
        : sheet(bench.theme, bench.counter, nullptr, bench.laterEachTime())
        , back(&sheet, &DiscountSheet::backAsked)
    {
        bench.counter.sell(coffee);
        bench.counter.sellQuantity(bread, Quantity::fromPieces(2));
        open();
    }
    void open()
    {
        sheet.hide();
        sheet.setFrame(bench.frame);
        sheet.setFigures(SheetBench::figures());
        sheet.setGeometry(bench.frame.sheet);
        sheet.show();
    }
    void tap(const QString &name)
    {
        QTest::mouseClick(sheet.findChild<KeyButton *>(name), Qt::LeftButton);
    }
    void choose(const QString &choice, int key)
    {
        QTest::mouseClick(sheet.findChild<KeyChoice *>(choice)->key(key), Qt::LeftButton);
    }
    void chooseWord(const QString &segment, int word)
    {
        QTest::mouseClick(sheet.findChild<Segment *>(segment)->word(word), Qt::LeftButton);
    }
    KeyButton &give() { return *sheet.findChild<KeyButton *>(u"giveDiscountKey"_s); }
    const std::vector<FigureCard::Row> &preview()
    {
        return sheet.findChild<FigureCard *>(u"discountPreview"_s)->rows();
    }
    qint64 total() const { return bench.counter.total().minor(); }

    SheetBench bench;
    DiscountSheet sheet;
    QSignalSpy back;
};
}

void TestDiscountSheet::percentKey_withReason_reducesTheLine()
{
    Discounts test;
    test.choose(u"percentKeys"_s, 1);
    test.choose(u"reasonKeys"_s, 0);
    test.tap(u"giveDiscountKey"_s);
    QCOMPARE(test.bench.line(1).discount.minor(), 64);
    QCOMPARE(test.bench.line(1).reason, u"Staff"_s);
    QCOMPARE(test.total(), 250 + 640 - 64);
    QCOMPARE(test.back.size(), 1);
}

void TestDiscountSheet::typedPercent_onTheReceipt_reducesAll()
{
    Discounts test;
    test.chooseWord(u"discountScope"_s, 1);
    QTest::keyClicks(&test.sheet, u"12.5"_s);
    test.choose(u"reasonKeys"_s, 1);
    QTest::keyClick(&test.sheet, Qt::Key_Return);
    QVERIFY(test.bench.counter.basket()->discount);
    QCOMPARE(test.bench.counter.basket()->discount->percentBp, 1250);
    QCOMPARE(test.total(), 890 - 111);
}

void TestDiscountSheet::amount_isTyped()
{
    Discounts test;
    test.chooseWord(u"discountUnit"_s, 1);
    QTest::keyClicks(&test.sheet, u"150"_s);
    test.choose(u"reasonKeys"_s, 2);
    test.tap(u"giveDiscountKey"_s);
    QCOMPARE(test.bench.line(1).discount.minor(), 150);
    QCOMPARE(test.bench.line(1).discountBp, 0);
}

void TestDiscountSheet::withoutAReason_nothingIsGiven()
{
    Discounts test;
    test.choose(u"percentKeys"_s, 3);
    QVERIFY(!test.give().isEnabled());
    QTest::keyClick(&test.sheet, Qt::Key_Return);
    QCOMPARE(test.total(), 890);
    QCOMPARE(test.back.size(), 0);
}

void TestDiscountSheet::otherReason_needsWords()
{
    Discounts test;
    test.choose(u"percentKeys"_s, 0);
    test.choose(u"reasonKeys"_s, 4);
    QVERIFY(!test.give().isEnabled());
    auto *field = test.sheet.findChild<TextField *>(u"reasonField"_s);
    QTest::keyClicks(&field->edit(), u"Waited 5 minutes"_s);
    QVERIFY(test.give().isEnabled());
    QTest::keyClick(&field->edit(), Qt::Key_Return);
    QCOMPARE(test.bench.line(1).reason, u"Waited 5 minutes"_s);
    QCOMPARE(test.bench.line(1).discountBp, 500);
}

void TestDiscountSheet::preview_showsBeforeAndAfter()
{
    Discounts test;
    test.choose(u"percentKeys"_s, 3);
    QCOMPARE(test.preview().size(), size_t(2));
    QCOMPARE(test.preview()[0].figure, u"6.40 → 3.20"_s);
    QCOMPARE(test.preview()[1].figure, u"8.90 → 5.70"_s);
    QCOMPARE(test.total(), 890);
}

void TestDiscountSheet::moreThanThereIs_isRefused()
{
    Discounts test;
    test.chooseWord(u"discountUnit"_s, 1);
    QTest::keyClicks(&test.sheet, u"641"_s);
    test.choose(u"reasonKeys"_s, 2);
    QVERIFY(!test.give().isEnabled());
    QTest::keyClick(&test.sheet, Qt::Key_Backspace);
    QVERIFY(test.give().isEnabled());
}

void TestDiscountSheet::takeOff_givesTheFullPriceBack()
{
    Discounts test;
    QVERIFY(!test.sheet.findChild<KeyButton *>(u"takeOffDiscountKey"_s)->isVisible());
    test.choose(u"percentKeys"_s, 2);
    test.choose(u"reasonKeys"_s, 2);
    test.tap(u"giveDiscountKey"_s);
    QCOMPARE(test.total(), 890 - 128);
    test.open();
    test.tap(u"takeOffDiscountKey"_s);
    QCOMPARE(test.total(), 890);
    test.open();
    test.chooseWord(u"discountScope"_s, 1);
    test.choose(u"percentKeys"_s, 2);
    test.choose(u"reasonKeys"_s, 2);
    test.tap(u"giveDiscountKey"_s);
    QCOMPARE(test.total(), 890 - 178);
    test.open();
    test.chooseWord(u"discountScope"_s, 1);
    test.tap(u"takeOffDiscountKey"_s);
    QCOMPARE(test.total(), 890);
}

void TestDiscountSheet::withoutAChosenLine_itIsTheReceipt()
{
    Discounts test;
    test.bench.counter.choose(-1);
    test.open();
    QCOMPARE(test.sheet.findChild<Segment *>(u"discountScope"_s)->chosenWord(), 1);
    test.choose(u"percentKeys"_s, 1);
    test.choose(u"reasonKeys"_s, 0);
    test.tap(u"giveDiscountKey"_s);
    QCOMPARE(test.total(), 801);
}

void TestDiscountSheet::allText_isSeen()
{
    SheetBench bench;
    bench.counter.sellQuantity(SheetBench::loaf, Quantity::fromPieces(2));
    QVERIFY(bench.counter.till().setLinePercent(bench.counter.basket()->uuid, 0, 500, u"Staff"_s));
    const QStringList faults = bench.lookFaults<DiscountSheet>(
        u"discount"_s,
        [&] {
            auto sheet = std::make_unique<DiscountSheet>(bench.theme, bench.counter, nullptr,
                                                         bench.laterEachTime());
            sheet->setFigures(SheetBench::figures());
            sheet->show();
            QTest::keyClicks(sheet.get(), u"10"_s);
            auto *reasons = sheet->findChild<KeyChoice *>(u"reasonKeys"_s);
            QTest::mouseClick(reasons->key(4), Qt::LeftButton);
            return sheet;
        },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestDiscountSheet)
#include "tst_discount_sheet.moc"
