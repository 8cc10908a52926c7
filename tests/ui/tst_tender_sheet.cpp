#include "entry_field.h"
#include "sheet_pictures.h"
#include "tender_stage.h"

using namespace Qt::StringLiterals;

using Shown = ShownTender;

/// Taking money: by taps and by keys, in one part or several, once.
class TenderSheetTest final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(MoneyBench::locale()); }

    void cash_exactKey_paysTheBill();
    void cash_largerSum_givesChange();
    void cash_doubleTap_isVectorA14();
    void cash_tapRightAfterShowing_doesNothing();
    void cash_typedSum_isTaken();
    void cash_byKeyboard_takesWhatWasTyped();
    void cash_enterAlone_isExact();
    void cash_tabAndEnter_reachTheKeys();
    void keys_atAnyTime_oneIsFilled();
    void card_overTheRest_isRefused();
    void voucher_thenCash_paysTogether();
    void voucher_shortNumber_isRefused();
    void part_removed_isToPayAgain();
    void parts_ofAnotherClerk_wait();
    void parts_afterThree_mustPayTheRest();
    void escape_whilePartlyPaid_keepsTheParts();
    void bill_ofNothing_isPaidWithNothing();
    void sheet_atEachSize_fits();
};

void TenderSheetTest::cash_exactKey_paysTheBill()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    QCOMPARE(shown.text("tenderHeading"), u"Cash 8.40"_s);
    shown.tap("sumKey1");
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.total, minor(840));
    QCOMPARE(receipt.change, Money());
    QVERIFY(bench.counter->empty());
}

void TenderSheetTest::cash_largerSum_givesChange()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    const QStringList sums {u"8.40"_s, u"8.50"_s, u"9.00"_s, u"10.00"_s, u"20.00"_s, u"50.00"_s};
    for (int i = 0; i < sums.size(); ++i)
        QCOMPARE(keyOf(shown.sheet, qPrintable(u"sumKey%1"_s.arg(i + 1)))->text(), sums.at(i));
    shown.tap("sumKey6");
    QCOMPARE(shown.receipt(bench).change, minor(4160));
}

void TenderSheetTest::cash_doubleTap_isVectorA14()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    KeyButton *ten = keyOf(shown.sheet, "sumKey4");
    QTest::mouseClick(ten, Qt::LeftButton);
    QTest::mouseDClick(ten, Qt::LeftButton);
    QTest::mouseClick(ten, Qt::LeftButton);
    QTest::keyClick(&shown.sheet, Qt::Key_Return);
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.change, minor(160));
    QCOMPARE(receipt.tenders.size(), size_t(1));
    QCOMPARE(bench.receipts().size(), size_t(1));
    QCOMPARE(shown.sold.count(), 1);
}

void TenderSheetTest::cash_tapRightAfterShowing_doesNothing()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    shown.sheet.hide();
    shown.sheet.show();
    bench.now += 299;
    shown.tap("sumKey1");
    QVERIFY(!bench.counter->paying());
    bench.now += 1;
    shown.tap("sumKey1");
    QVERIFY(bench.counter->paying());
    shown.receipt(bench);
}

void TenderSheetTest::cash_typedSum_isTaken()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    shown.digits(u"2040"_s);
    QCOMPARE(keyOf(shown.sheet, "takeKey")->text(), u"Take 20.40"_s);
    shown.tap("takeKey");
    QCOMPARE(shown.receipt(bench).change, minor(1200));
}

void TenderSheetTest::cash_byKeyboard_takesWhatWasTyped()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    QTest::keyClicks(&shown.sheet, u"1111"_s);
    QTest::keyClick(&shown.sheet, Qt::Key_Backspace);
    QTest::keyClick(&shown.sheet, Qt::Key_Backspace);
    QTest::keyClicks(&shown.sheet, u".5"_s);
    QTest::keyClick(&shown.sheet, Qt::Key_Enter);
    QCOMPARE(shown.receipt(bench).change, minor(1150 - 840));
}

void TenderSheetTest::cash_enterAlone_isExact()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    QTest::keyClick(&shown.sheet, Qt::Key_Return);
    QCOMPARE(shown.receipt(bench).tenders[0].amount, minor(840));
}

void TenderSheetTest::cash_tabAndEnter_reachTheKeys()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    KeyButton *ten = keyOf(shown.sheet, "sumKey4");
    for (int i = 0; i < 40 && !ten->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(ten->hasFocus());
    QTest::keyClick(ten, Qt::Key_Return);
    QCOMPARE(shown.receipt(bench).change, minor(160));
}

void TenderSheetTest::keys_atAnyTime_oneIsFilled()
{
    MoneyBench bench(bill840);
    Shown shown(bench);
    for (const int method : {0, 1, 2}) {
        shown.choose(method);
        QCOMPARE(filledKeys(shown.sheet), QStringList {u"sumKey1"_s});
        shown.digits(u"2"_s);
        QCOMPARE(filledKeys(shown.sheet), QStringList {u"takeKey"_s});
        QTest::mouseClick(&shown.sheet.findChild<Keypad *>()->deleteKey(), Qt::LeftButton);
        QCOMPARE(filledKeys(shown.sheet), QStringList {u"sumKey1"_s});
    }
}

void TenderSheetTest::card_overTheRest_isRefused()
{
    MoneyBench bench(bill840);
    Shown shown(bench, TenderMethod::Card);
    shown.digits(u"841"_s);
    shown.tap("takeKey");
    QCOMPARE(shown.text("tenderNotice"), u"Only 8.40 is left to pay. A card gives no change."_s);
    QVERIFY(!bench.counter->paying());
    QVERIFY(!shown.sheet.partlyPaid());
}

void TenderSheetTest::voucher_thenCash_paysTogether()
{
    MoneyBench bench(bill1590);
    Shown shown(bench, TenderMethod::Voucher);
    QTest::mouseClick(shown.sheet.findChild<EntryField *>(u"numberField"_s), Qt::LeftButton);
    shown.digits(u"4071"_s);
    QTest::mouseClick(shown.sheet.findChild<EntryField *>(u"amountField"_s), Qt::LeftButton);
    shown.digits(u"750"_s);
    shown.tap("takeKey");
    QCOMPARE(shown.sheet.stillToPay(), minor(840));
    const std::vector<TotalPanel::Row> rows = shown.sheet.paidRows();
    QCOMPARE(rows.size(), size_t(2));
    QCOMPARE(rows[0], (TotalPanel::Row {u"Total"_s, u"15.90"_s}));
    QCOMPARE(rows[1], (TotalPanel::Row {u"Voucher 4071"_s, u"\u22127.50"_s}));
    shown.choose(0);
    shown.digits(u"2040"_s);
    shown.tap("takeKey");
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.tenders.size(), size_t(2));
    QCOMPARE(receipt.tenders[0].number, u"4071"_s);
    QCOMPARE(receipt.change, minor(1200));
    QVERIFY(!shown.sheet.partlyPaid());
}

void TenderSheetTest::voucher_shortNumber_isRefused()
{
    MoneyBench bench(bill840);
    Shown shown(bench, TenderMethod::Voucher);
    QTest::mouseClick(shown.sheet.findChild<EntryField *>(u"numberField"_s), Qt::LeftButton);
    shown.digits(u"407"_s);
    shown.tap("sumKey1");
    QCOMPARE(shown.text("tenderNotice"), u"The number of a voucher has 4 to 12 digits."_s);
    QVERIFY(!bench.counter->paying());
}

void TenderSheetTest::part_removed_isToPayAgain()
{
    MoneyBench bench(bill1590);
    Shown shown(bench, TenderMethod::Card);
    QSignalSpy changed(&shown.sheet, &TenderSheet::paidSoFarChanged);
    shown.digits(u"590"_s);
    shown.tap("takeKey");
    QCOMPARE(shown.sheet.stillToPay(), minor(1000));
    QCOMPARE(changed.count(), 1);
    shown.tap("removePartKey1");
    QCOMPARE(shown.sheet.stillToPay(), minor(1590));
    QCOMPARE(changed.count(), 2);
}

void TenderSheetTest::parts_ofAnotherClerk_wait()
{
    MoneyBench bench(bill1590);
    Shown shown(bench, TenderMethod::Card);
    shown.digits(u"590"_s);
    shown.tap("takeKey");
    QVERIFY(bench.counter->signOn(2));
    bench.counter->sell(1);
    QCOMPARE(shown.sheet.stillToPay(), minor(460));
    QVERIFY(shown.sheet.paidRows().empty());
    bench.counter->activate(0);
    QCOMPARE(shown.sheet.stillToPay(), minor(1000));
    QVERIFY(shown.sheet.partlyPaid());
}

void TenderSheetTest::parts_afterThree_mustPayTheRest()
{
    MoneyBench bench(bill840);
    Shown shown(bench, TenderMethod::Voucher);
    for (int i = 0; i < 4; ++i) {
        shown.digits(u"100"_s);
        shown.tap("takeKey");
    }
    QCOMPARE(shown.sheet.stillToPay(), minor(540));
    QCOMPARE(shown.text("tenderNotice"), u"Three parts are paid. The next one must pay 5.40."_s);
    shown.choose(0);
    shown.tap("sumKey1");
    QCOMPARE(shown.receipt(bench).tenders.size(), size_t(4));
}

void TenderSheetTest::escape_whilePartlyPaid_keepsTheParts()
{
    MoneyBench bench(bill1590);
    Shown shown(bench, TenderMethod::Card);
    shown.digits(u"590"_s);
    shown.tap("takeKey");
    QSignalSpy back(&shown.sheet, &Sheet::backAsked);
    QTest::keyClick(&shown.sheet, Qt::Key_Escape);
    QCOMPARE(back.count(), 1);
    shown.sheet.hide();
    bench.counter->sell(1);
    shown.sheet.begin(TenderMethod::Cash);
    QCOMPARE(shown.sheet.stillToPay(), minor(1460));
}

void TenderSheetTest::bill_ofNothing_isPaidWithNothing()
{
    MoneyBench bench({PricedGoods {0}});
    Shown shown(bench);
    shown.tap("sumKey1");
    QCOMPARE(shown.receipt(bench).total, Money());
}

void TenderSheetTest::sheet_atEachSize_fits()
{
    const auto make = [](TenderMethod method, const QString &typed, MoneyBench &bench) {
        return [method, typed, &bench](const Theme &theme, const CounterFrame &frame) {
            auto sheet = std::make_unique<TenderSheet>(theme, *bench.counter, nullptr);
            sheet->setFigures(MoneyBench::figures());
            sheet->setFrame(frame);
            sheet->begin(TenderMethod::Voucher);
            QTest::keyClicks(sheet.get(), u"750"_s);
            QTest::keyClick(sheet.get(), Qt::Key_Return);
            sheet->begin(method);
            QTest::keyClicks(sheet.get(), typed);
            return sheet;
        };
    };
    MoneyBench bench(bill1590);
    QCOMPARE(
        SheetPictures<TenderSheet>(u"tender-cash"_s, make(TenderMethod::Cash, u"2040"_s, bench))
            .paintAll(),
        QString());
    QCOMPARE(SheetPictures<TenderSheet>(u"tender-card"_s, make(TenderMethod::Card, {}, bench))
                 .paintAll(),
             QString());
    QCOMPARE(SheetPictures<TenderSheet>(u"tender-voucher"_s,
                                        make(TenderMethod::Voucher, u"841"_s, bench))
                 .paintAll(),
             QString());
}

QTEST_MAIN(TenderSheetTest)
#include "tst_tender_sheet.moc"
