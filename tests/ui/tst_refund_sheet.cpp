#include "change_face.h"
#include "fitted_text.h"
#include "money_bench.h"
#include "notice_card.h"
#include "refund_stage.h"
#include "segment.h"
#include "sheet_pictures.h"
#include "text_field.h"
#include "theme.h"

#include <QListView>

using namespace Qt::StringLiterals;
using Shown = ShownRefund;

namespace {
const std::vector<PricedGoods> vectorA6 {{212}, {135}, {140}};

Money minor(qint64 amount)
{
    return Money::fromMinor(amount);
}

void takeATenthOff(MoneyBench &bench)
{
    const ReceiptDiscount tenth {.percentBp = 1000, .amount = {}, .reason = u"Regular"_s};
    must(bool(bench.bench.till->setDiscount(bench.counter->basket()->uuid, tenth)), "discount");
}
}

/// Giving money back for lines of a receipt.
class RefundSheetTest final : public QObject
{
    Q_OBJECT
private slots:
    void line_ofADiscountedSale_isVectorA13();
    void cash_withAStep_isVectorA9();
    void cash_withACoarseStep_mirrorsTheSale_data();
    void cash_withACoarseStep_mirrorsTheSale();
    void everything_ofASale_mirrorsIt();
    void quantity_steppedByKeys_staysWithinWhatIsLeft();
    void refund_inPieces_givesBackTheGrossExactly();
    void goodsByWeight_goBackWhole();
    void receipt_givenBackBefore_saysSo();
    void lines_beforeTheAnswer_areNotCalledGivenBack();
    void payKey_needsGoodsAndAReason();
    void reason_typed_standsInTheReceipt();
    void method_ofTheOriginal_isSuggested();
    void payKey_tappedTwice_paysOnce();
    void journal_thatCannotStore_keepsTheChoice();
    void keyboard_alone_paysBack();
    void sheet_atEachSize_fits();
};

void RefundSheetTest::line_ofADiscountedSale_isVectorA13()
{
    MoneyBench bench(vectorA6);
    takeATenthOff(bench);
    Shown shown(bench, bench.sellAll());
    shown.tapRow(0);
    QCOMPARE(shown.sum(), u"€1.91"_s);
    shown.choose(1);
    QCOMPARE(keyOf(shown.sheet, "payBackKey")->text(), u"Pay back 1.91"_s);
    QCOMPARE(filledKeys(shown.sheet), QStringList {u"payBackKey"_s});
    shown.tap("payBackKey");
    const Receipt refund = shown.refund(bench);
    QCOMPARE(refund.total, minor(-191));
    QCOMPARE(refund.lines[0].rateBp, 700);
    QCOMPARE(refund.lines[0].reason, u"Not fresh"_s);
    QCOMPARE(refund.clerk, 1);
    QVERIFY(shown.sheet.done().isVisible());
    QCOMPARE(shown.sheet.done().content().figure, u"1.91"_s);
}

void RefundSheetTest::cash_withAStep_isVectorA9()
{
    MoneyBench bench({PricedGoods {752}});
    bench.bench.till->setCashStep(minor(5));
    Shown shown(bench, bench.sellAll());
    shown.tapRow(0);
    shown.choose(0);
    QCOMPARE(shown.sum(), u"€7.50"_s);
    shown.payBy(1);
    QCOMPARE(shown.sum(), u"€7.52"_s);
    shown.payBy(0);
    shown.tap("payBackKey");
    const Receipt refund = shown.refund(bench);
    QCOMPARE(refund.total, minor(-752));
    QCOMPARE(refund.tenders[0].amount, minor(-750));
    QCOMPARE(refund.rounding, minor(2));
}

void RefundSheetTest::cash_withACoarseStep_mirrorsTheSale_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("step");
    QTest::newRow("7.50 in steps of 1.00") << qint64(750) << qint64(100);
    QTest::newRow("7.50 in steps of 0.50") << qint64(750) << qint64(50);
    QTest::newRow("7.25 in steps of 0.50") << qint64(725) << qint64(50);
    QTest::newRow("7.20 in steps of 0.50") << qint64(720) << qint64(50);
}

void RefundSheetTest::cash_withACoarseStep_mirrorsTheSale()
{
    QFETCH(qint64, total);
    QFETCH(qint64, step);
    MoneyBench bench({PricedGoods {total}});
    bench.bench.till->setCashStep(minor(step));
    const Receipt sale = bench.sellAll();
    Shown shown(bench, sale);
    shown.tap("refundEverythingKey");
    shown.choose(0);
    shown.tap("payBackKey");
    const Receipt refund = shown.refund(bench);
    QCOMPARE(refund.tenders[0].amount, -sale.tenders[0].amount);
    QCOMPARE(refund.rounding, -sale.rounding);
}

void RefundSheetTest::everything_ofASale_mirrorsIt()
{
    MoneyBench bench({{2890, 2200}, {125, 1000}});
    const Receipt sale = bench.sellAll(TenderMethod::Card);
    QCOMPARE(sale.total, minor(3015));
    Shown shown(bench, sale);
    shown.tap("refundEverythingKey");
    shown.choose(2);
    shown.tap("payBackKey");
    const Receipt refund = shown.refund(bench);
    QCOMPARE(refund.total, -sale.total);
    QCOMPARE(refund.tenders[0].method, TenderMethod::Card);
    for (size_t i = 0; i < sale.vat.size(); ++i)
        QCOMPARE(refund.vat[i].vat, -sale.vat[i].vat);
}

void RefundSheetTest::quantity_steppedByKeys_staysWithinWhatIsLeft()
{
    MoneyBench bench({PricedGoods {45}});
    bench.counter->changeQuantity(2);
    Shown shown(bench, bench.sellAll());
    shown.tapRow(0);
    const auto chosen = [&shown] { return shown.sheet.draft().chosen(0); };
    QCOMPARE(chosen(), Quantity::fromPieces(3));
    shown.tap("refundMoreKey");
    QCOMPARE(chosen(), Quantity::fromPieces(3));
    shown.tap("refundLessKey");
    shown.tap("refundLessKey");
    QCOMPARE(chosen(), Quantity::fromPieces(1));
    QCOMPARE(shown.sum(), u"€0.45"_s);
    shown.tap("refundLessKey");
    shown.tap("refundLessKey");
    QCOMPARE(chosen(), Quantity());
    shown.tap("refundAllKey");
    QCOMPARE(shown.sum(), u"€1.35"_s);
}

void RefundSheetTest::refund_inPieces_givesBackTheGrossExactly()
{
    MoneyBench bench({PricedGoods {33}});
    bench.counter->changeQuantity(2);
    takeATenthOff(bench);
    const Receipt sale = bench.sellAll();
    QCOMPARE(sale.total, minor(89));
    Shown shown(bench, sale);
    Money given;
    for (int piece = 1; piece <= 3; ++piece) {
        shown.begin(sale);
        shown.tapRow(0);
        while (shown.sheet.draft().chosen(0) > Quantity::fromPieces(1))
            shown.tap("refundLessKey");
        shown.choose(0);
        const QString promised = shown.sum();
        shown.refunded.clear();
        shown.tap("payBackKey");
        const Receipt refund = shown.refund(bench);
        QCOMPARE(MoneyBench::figures().moneyWithSign(-refund.total), promised);
        given += refund.total;
    }
    QCOMPARE(given, minor(-89));
}

void RefundSheetTest::goodsByWeight_goBackWhole()
{
    MoneyBench bench({{1290, 700, -1, SaleUnit::Weight}});
    bench.counter->sellQuantity(1, Quantity::fromThousandths(337));
    Shown shown(bench, bench.sellAll());
    shown.tapRow(0);
    QCOMPARE(shown.sum(), u"€4.35"_s);
    shown.tap("refundLessKey");
    QVERIFY(shown.sheet.draft().empty());
    shown.tap("refundMoreKey");
    QCOMPARE(shown.sum(), u"€4.35"_s);
}

void RefundSheetTest::receipt_givenBackBefore_saysSo()
{
    MoneyBench bench({PricedGoods {320}});
    const Receipt sale = bench.sellAll();
    Shown shown(bench, sale);
    shown.tap("refundEverythingKey");
    shown.choose(0);
    shown.tap("payBackKey");
    shown.refund(bench);
    shown.begin(sale);
    QCOMPARE(shown.sheet.findChild<NoticeCard *>()->words(),
             u"All of this receipt was given back."_s);
    QVERIFY(!keyOf(shown.sheet, "refundEverythingKey")->isEnabled());
    shown.tapRow(0);
    QVERIFY(shown.sheet.draft().empty());
}

void RefundSheetTest::lines_beforeTheAnswer_areNotCalledGivenBack()
{
    MoneyBench bench(vectorA6);
    const Receipt sale = bench.sellAll();
    Shown shown(bench, sale);
    const auto words = [&shown] {
        return shown.sheet.list().model()->index(0, 0).data().toString();
    };
    const QString known = words();
    shown.sheet.begin(sale);
    QVERIFY(!shown.sheet.draft().known());
    QCOMPARE(words(), known);
    QVERIFY(!keyOf(shown.sheet, "refundEverythingKey")->isEnabled());
    shown.tapRow(0);
    QTRY_VERIFY(shown.sheet.draft().known());
    QVERIFY(shown.sheet.draft().empty());
}

void RefundSheetTest::payKey_needsGoodsAndAReason()
{
    MoneyBench bench(vectorA6);
    Shown shown(bench, bench.sellAll());
    KeyButton *pay = keyOf(shown.sheet, "payBackKey");
    auto *hint = shown.sheet.findChild<FittedText *>(u"refundHint"_s);
    QVERIFY(!pay->isEnabled());
    QCOMPARE(hint->text(), u"Tap the goods that come back."_s);
    shown.tapRow(1);
    QVERIFY(!pay->isEnabled());
    QCOMPARE(hint->text(), u"Choose a reason."_s);
    shown.choose(0);
    QVERIFY(pay->isEnabled());
    QVERIFY(!hint->isVisible());
}

void RefundSheetTest::reason_typed_standsInTheReceipt()
{
    MoneyBench bench(vectorA6);
    Shown shown(bench, bench.sellAll());
    shown.tapRow(1);
    shown.choose(3);
    auto *field = shown.sheet.findChild<TextField *>();
    QVERIFY(field->isVisible());
    QTest::keyClicks(&field->edit(), u"A stone in it"_s);
    shown.tap("payBackKey");
    QCOMPARE(shown.refund(bench).lines[0].reason, u"A stone in it"_s);
}

void RefundSheetTest::method_ofTheOriginal_isSuggested()
{
    MoneyBench bench(vectorA6);
    Shown shown(bench, bench.sellAll(TenderMethod::Card));
    QCOMPARE(shown.sheet.findChild<Segment *>()->chosenWord(), 1);
    const Result<Receipt> cash = bench.bench.sell({1});
    QVERIFY(cash);
    shown.begin(*cash);
    QCOMPARE(shown.sheet.findChild<Segment *>()->chosenWord(), 0);
}

void RefundSheetTest::payKey_tappedTwice_paysOnce()
{
    MoneyBench bench(vectorA6);
    Shown shown(bench, bench.sellAll());
    QSignalSpy done(&shown.sheet, &RefundSheet::doneAsked);
    shown.tap("refundEverythingKey");
    shown.choose(0);
    shown.tap("payBackKey");
    shown.tap("payBackKey");
    shown.refund(bench);
    QCOMPARE(bench.receipts().size(), size_t(2));
    QWidget *face = shown.sheet.findChild<ChangeFace *>();
    QTest::mouseClick(face, Qt::LeftButton);
    QCOMPARE(done.count(), 0);
    bench.now += Sheet::deafMs;
    QTest::mouseClick(face, Qt::LeftButton);
    QCOMPARE(done.count(), 1);
}

void RefundSheetTest::journal_thatCannotStore_keepsTheChoice()
{
    FailingDisk disk;
    MoneyBench bench(vectorA6, &disk);
    Shown shown(bench, bench.sellAll());
    shown.tapRow(0);
    shown.choose(0);
    disk.set(FailingDisk::Fault::BeforeCommit);
    shown.tap("payBackKey");
    auto *notice = shown.sheet.findChild<NoticeCard *>();
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(!shown.sheet.done().isVisible());
    QCOMPARE(shown.sum(), u"€2.12"_s);
    disk.set(FailingDisk::Fault::None);
    shown.tap("payBackKey");
    shown.refund(bench);
    QCOMPARE(bench.receipts().size(), size_t(2));
}

void RefundSheetTest::keyboard_alone_paysBack()
{
    MoneyBench bench(vectorA6);
    Shown shown(bench, bench.sellAll());
    shown.sheet.list().setFocus();
    QTest::keyClick(&shown.sheet.list(), Qt::Key_Down);
    QTest::keyClick(&shown.sheet.list(), Qt::Key_Return);
    QCOMPARE(shown.sheet.draft().chosen(1), Quantity::fromPieces(1));
    QTest::keyClick(shown.sheet.findChild<RefundReasons *>()->word(2), Qt::Key_Space);
    QTest::keyClick(&shown.sheet, Qt::Key_Return);
    QCOMPARE(shown.refund(bench).lines[0].reason, u"Changed mind"_s);
}

void RefundSheetTest::sheet_atEachSize_fits()
{
    MoneyBench bench({{212, 700, -1, SaleUnit::Piece, u"Pumpkin seed roll, large"_s},
                      {135, 700, -1, SaleUnit::Piece, u"Baguette"_s},
                      {140, 1900, -1, SaleUnit::Piece, u"Coffee"_s}});
    bench.counter->changeQuantity(2);
    takeATenthOff(bench);
    bench.bench.till->setCashStep(minor(5));
    const Receipt sale = bench.sellAll();
    QVERIFY(await(bench.bench.till->refund(
        sale, {{.line = 3, .quantity = Quantity::fromPieces(1), .reason = {}}},
        TenderMethod::Cash)));
    const auto make = [&](int reason) {
        return [&, reason](const Theme &theme, const CounterFrame &frame) {
            auto sheet = std::make_unique<RefundSheet>(theme, *bench.counter, nullptr);
            sheet->setFrame(frame);
            sheet->setFigures(MoneyBench::figures());
            sheet->resize(frame.sheet.size());
            sheet->begin(sale);
            must(QTest::qWaitFor([&sheet] { return sheet->draft().known(); }), "read");
            sheet->list().setCurrentIndex(sheet->list().model()->index(2, 0));
            keyOf(*sheet, "refundAllKey")->click();
            if (reason >= 0)
                sheet->findChild<RefundReasons *>()->word(reason)->click();
            return sheet;
        };
    };
    QCOMPARE(SheetPictures<RefundSheet>(u"refund"_s, make(1)).paintAll(), QString());
    QCOMPARE(SheetPictures<RefundSheet>(u"refund-other"_s, make(3)).paintAll(), QString());
    QCOMPARE(SheetPictures<RefundSheet>(u"refund-hint"_s, make(-1)).paintAll(), QString());
}

QTEST_MAIN(RefundSheetTest)
#include "tst_refund_sheet.moc"
