#include "choice_key.h"
#include "figure_entry.h"
#include "figure_field.h"
#include "key_button.h"
#include "keypad.h"
#include "quantity_pad.h"
#include "sheet_bench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

/// The keypad over the grid, at a real counter.
class TestQuantityPad final : public QObject
{
    Q_OBJECT
private slots:
    void askWeight_typedGrams_showsPriceAndSells();
    void askWeight_withAPoint_readsKilograms();
    void askPrice_typed_sellsSoMany();
    void askQuantity_ofALine_setsIt();
    void askQuantity_halfKey_onlyWhereHalvesAreSold();
    void askQuantity_withoutALine_staysHidden();
    void askTile_quantityKey_sellsAtOnce();
    void askTile_byKeyboard_sellsAtOnce();
    void askTile_soldOut_isAskedFor();
    void askTile_otherPrice_needsAReason();
    void escape_goesBackAndSellsNothing();
    void enter_withoutAFigure_takesNothing();
    void earlyTap_isDropped();
    void place_isTheBottomLeftOfTheGrid();
    void allText_isSeen_data();
    void allText_isSeen();
};

namespace {
/// A pad as the window has it.
struct Pad {
    Pad()
        : pad(bench.theme, bench.counter, bench.goods, nullptr, bench.laterEachTime())
        , back(&pad, &QuantityPad::backAsked)
    {
        pad.setFrame(bench.frame);
        pad.setFigures(SheetBench::figures());
    }
    KeyButton &key(const QString &name) { return *pad.findChild<KeyButton *>(name); }
    void tap(const QString &name) { QTest::mouseClick(&key(name), Qt::LeftButton); }
    void tapDigits(const QString &digits)
    {
        for (const QChar digit : digits)
            QTest::mouseClick(pad.findChild<Keypad *>()->key(digit), Qt::LeftButton);
    }
    QString typed() { return pad.findChild<FigureField *>()->text(); }

    SheetBench bench;
    QuantityPad pad;
    QSignalSpy back;
};
}

void TestQuantityPad::askWeight_typedGrams_showsPriceAndSells()
{
    Pad test;
    test.pad.askWeight(SheetBench::cheese);
    QVERIFY(test.pad.isVisible());
    QVERIFY(!test.key(u"takeKey"_s).isEnabled());
    test.tapDigits(u"337"_s);
    QCOMPARE(test.typed(), u"337\u00a0g"_s);
    QCOMPARE(test.key(u"takeKey"_s).text(), u"Take 0.337\u00a0kg"_s);
    test.tap(u"takeKey"_s);
    QCOMPARE(test.bench.line(0).quantity.thousandths(), 337);
    QCOMPARE(test.bench.counter.total().minor(), 435);
    QCOMPARE(test.back.size(), 1);
}

void TestQuantityPad::askWeight_withAPoint_readsKilograms()
{
    Pad test;
    test.pad.askWeight(SheetBench::cheese);
    QTest::keyClicks(&test.pad, u"0.4"_s);
    QTest::keyClick(&test.pad, Qt::Key_Return);
    QCOMPARE(test.bench.line(0).quantity.thousandths(), 400);
}

void TestQuantityPad::askPrice_typed_sellsSoMany()
{
    Pad test;
    test.pad.askPrice(SheetBench::cake, 2000);
    QTest::keyClicks(&test.pad, u"1250"_s);
    QCOMPARE(test.key(u"takeKey"_s).text(), u"Take 12.50"_s);
    QTest::keyClick(&test.pad, Qt::Key_Enter);
    QCOMPARE(test.bench.line(0).unitPrice.minor(), 1250);
    QCOMPARE(test.bench.line(0).quantity, Quantity::fromPieces(2));
}

void TestQuantityPad::askQuantity_ofALine_setsIt()
{
    Pad test;
    test.bench.counter.sell(bread);
    test.pad.askQuantity();
    test.tapDigits(u"12"_s);
    QTest::mouseClick(&test.pad.findChild<Keypad *>()->deleteKey(), Qt::LeftButton);
    test.tap(u"takeKey"_s);
    QCOMPARE(test.bench.line(0).quantity, Quantity::fromPieces(1));
    test.pad.askQuantity();
    test.tapDigits(u"12"_s);
    test.tap(u"takeKey"_s);
    QCOMPARE(test.bench.line(0).quantity, Quantity::fromPieces(12));
}

void TestQuantityPad::askQuantity_halfKey_onlyWhereHalvesAreSold()
{
    Pad test;
    test.bench.counter.sell(bread);
    test.pad.askQuantity();
    QVERIFY(!test.pad.findChild<Keypad *>()->key(u"½"_s));
    test.bench.counter.sell(SheetBench::loaf);
    test.pad.askQuantity();
    test.tapDigits(u"1½"_s);
    test.tap(u"takeKey"_s);
    QCOMPARE(test.bench.line(1).quantity.thousandths(), 1500);
}

void TestQuantityPad::askQuantity_withoutALine_staysHidden()
{
    Pad test;
    test.pad.askQuantity();
    QVERIFY(!test.pad.isVisible());
    test.pad.askWeight(999);
    QVERIFY(!test.pad.isVisible());
}

void TestQuantityPad::askTile_quantityKey_sellsAtOnce()
{
    Pad test;
    test.pad.askTile(SheetBench::loaf);
    test.tap(u"dozenKey"_s);
    QCOMPARE(test.bench.line(0).quantity, Quantity::fromPieces(12));
    test.pad.askTile(SheetBench::loaf);
    test.tap(u"halfKey"_s);
    QCOMPARE(test.bench.line(0).quantity.thousandths(), 12500);
    test.pad.askTile(bread);
    QVERIFY(!test.key(u"halfKey"_s).isEnabled());
    QCOMPARE(test.back.size(), 2);
}

void TestQuantityPad::askTile_byKeyboard_sellsAtOnce()
{
    Pad test;
    test.pad.askTile(bread);
    QTest::keyClick(&test.pad, Qt::Key_7);
    QCOMPARE(test.bench.line(0).quantity, Quantity::fromPieces(7));
}

void TestQuantityPad::askTile_soldOut_isAskedFor()
{
    Pad test;
    QSignalSpy asked(&test.pad, &QuantityPad::availabilityAsked);
    QSignalSpy info(&test.pad, &QuantityPad::infoAsked);
    test.pad.askTile(bread);
    test.tap(u"infoKey"_s);
    QCOMPARE(info.size(), 1);
    test.tap(u"soldOutKey"_s);
    test.pad.askTile(SheetBench::pie);
    QCOMPARE(test.key(u"soldOutKey"_s).text(), u"Back on sale"_s);
    QVERIFY(!test.key(u"dozenKey"_s).isVisible());
    test.tap(u"soldOutKey"_s);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked[0], (QVariantList {bread, false}));
    QCOMPARE(asked[1], (QVariantList {SheetBench::pie, true}));
}

void TestQuantityPad::askTile_otherPrice_needsAReason()
{
    Pad test;
    test.bench.counter.sell(bread);
    test.pad.askTile(bread);
    test.tap(u"otherPriceKey"_s);
    test.tapDigits(u"160"_s);
    QVERIFY(!test.key(u"takeKey"_s).isEnabled());
    for (ChoiceKey *key : test.pad.findChildren<ChoiceKey *>()) {
        if (key->text() == "Day-old"_L1)
            QTest::mouseClick(key, Qt::LeftButton);
    }
    test.tap(u"takeKey"_s);
    QCOMPARE(test.bench.counter.basket()->lines.size(), size_t(2));
    QCOMPARE(test.bench.line(1).unitPrice.minor(), 160);
    QCOMPARE(test.bench.line(1).listPrice.minor(), 320);
    QCOMPARE(test.bench.line(1).reason, u"Day-old"_s);
}

void TestQuantityPad::escape_goesBackAndSellsNothing()
{
    Pad test;
    test.pad.askWeight(SheetBench::cheese);
    QTest::keyClicks(&test.pad, u"337"_s);
    QTest::keyClick(&test.pad, Qt::Key_Escape);
    QCOMPARE(test.back.size(), 1);
    QVERIFY(test.bench.counter.empty());
}

void TestQuantityPad::enter_withoutAFigure_takesNothing()
{
    Pad test;
    test.pad.askWeight(SheetBench::cheese);
    QTest::keyClick(&test.pad, Qt::Key_Return);
    QVERIFY(test.bench.counter.empty());
    QCOMPARE(test.back.size(), 0);
}

void TestQuantityPad::earlyTap_isDropped()
{
    SheetBench bench;
    QuantityPad pad(bench.theme, bench.counter, bench.goods, nullptr, [] { return qint64(0); });
    pad.setFrame(bench.frame);
    pad.askTile(bread);
    QTest::mouseClick(pad.findChild<KeyButton *>(u"dozenKey"_s), Qt::LeftButton);
    QVERIFY(bench.counter.empty());
}

void TestQuantityPad::place_isTheBottomLeftOfTheGrid()
{
    Pad test;
    test.pad.askWeight(SheetBench::cheese);
    const QRect grid = test.bench.frame.grid;
    QVERIFY(grid.contains(test.pad.geometry()));
    QCOMPARE(test.pad.geometry().bottomLeft(), grid.bottomLeft());
    test.pad.setGeometry(test.bench.frame.sheet);
    QCOMPARE(test.pad.geometry().bottomLeft(), grid.bottomLeft());
    const KeyButton *digit = test.pad.findChild<Keypad *>()->key(u"5"_s);
    const int least = qRound(test.bench.theme.px(15));
    QVERIFY(digit->width() >= least && digit->height() >= least);
}

using Ask = std::function<void(QuantityPad &)>;
Q_DECLARE_METATYPE(Ask)

void TestQuantityPad::allText_isSeen_data()
{
    QTest::addColumn<Ask>("ask");
    QTest::newRow("weight") << Ask([](QuantityPad &pad) {
        pad.askWeight(SheetBench::cheese);
        QTest::keyClicks(&pad, u"337"_s);
    });
    QTest::newRow("price") << Ask([](QuantityPad &pad) {
        pad.askPrice(SheetBench::cake, 1000);
        QTest::keyClicks(&pad, u"1250"_s);
    });
    QTest::newRow("quantity") << Ask([](QuantityPad &pad) { pad.askQuantity(); });
    QTest::newRow("tile") << Ask([](QuantityPad &pad) { pad.askTile(SheetBench::loaf); });
    QTest::newRow("soldout") << Ask([](QuantityPad &pad) { pad.askTile(SheetBench::pie); });
    QTest::newRow("otherprice") << Ask([](QuantityPad &pad) {
        pad.askTile(bread);
        QTest::mouseClick(pad.findChild<KeyButton *>(u"otherPriceKey"_s), Qt::LeftButton);
    });
}

void TestQuantityPad::allText_isSeen()
{
    QFETCH(Ask, ask);
    SheetBench bench;
    bench.counter.sell(SheetBench::loaf);
    const QStringList faults = bench.lookFaults<QuantityPad>(
        u"pad-"_s + QString::fromLatin1(QTest::currentDataTag()),
        [&] {
            auto pad = std::make_unique<QuantityPad>(bench.theme, bench.counter, bench.goods,
                                                     nullptr, bench.laterEachTime());
            pad->setFrame(bench.frame);
            pad->setFigures(SheetBench::figures());
            ask(*pad);
            return pad;
        },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestQuantityPad)
#include "tst_quantity_pad.moc"
