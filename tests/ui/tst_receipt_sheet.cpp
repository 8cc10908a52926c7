#include "keypad.h"
#include "money_bench.h"
#include "notice_card.h"
#include "receipt_sheet.h"
#include "receipt_view.h"
#include "sheet_pictures.h"
#include "theme.h"

#include <QListView>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {
const std::vector<PricedGoods> someGoods {{320}, {250, 2000}, {199, 2000}};

ReceiptWords words()
{
    return {.shopName = u"Bakehouse"_s,
            .address = u"1 Mill Lane\nOldtown"_s,
            .taxNumber = u"GB 123"_s,
            .header = {},
            .footer = u"Thank you, see you soon."_s,
            .clerks = {u"Anna"_s},
            .zone = QTimeZone::utc(),
            .unitOf = {}};
}

/// Five sales of the bench's goods.
void sellFive(MoneyBench &bench)
{
    bench.sellAll();
    for (int i = 0; i < 4; ++i)
        must(bool(bench.bench.sell({1 + i % 3})), "sell");
}

/// A sheet that is shown and past its first moment.
class Shown
{
public:
    explicit Shown(MoneyBench &bench)
        : theme(ThemeSettings {})
        , sheet(theme, *bench.counter, nullptr, bench.clock())
    {
        theme.apply(*qApp);
        const CounterFrame frame = counterFrame({.screen = {1920, 1080}});
        sheet.resize(frame.sheet.size());
        sheet.setFrame(frame);
        sheet.setFigures(MoneyBench::figures());
        sheet.setWords(words());
        sheet.showLast();
        sheet.show();
        must(QTest::qWaitForWindowActive(&sheet), "show the sheet");
        bench.now += 1'000;
    }
    bool shows(qint64 number)
    {
        return QTest::qWaitFor(
            [this, number] { return sheet.shown() && sheet.shown()->number == number; });
    }
    QString said() const { return sheet.view().accessibleName(); }

    Theme theme;
    ReceiptSheet sheet;
};
}

/// Receipts seen again.
class ReceiptSheetTest final : public QObject
{
    Q_OBJECT
private slots:
    void last_isShownFirst_newestOnTop();
    void row_tapped_showsItsReceipt();
    void arrowKeys_walkTheList();
    void number_onTheKeypad_findsTheReceipt();
    void number_byKeyboard_findsTheReceipt();
    void number_unknown_isSaid();
    void code_scanned_findsTheReceipt();
    void refundKey_asks_forASaleOnly();
    void list_ofManyReceipts_readsAPageAtATime();
    void restart_afterASale_isVectorA15();
    void escape_fromTheKeypad_goesBackToTheList();
    void sheet_atEachSize_fits();
};

void ReceiptSheetTest::last_isShownFirst_newestOnTop()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    Shown shown(bench);
    QVERIFY(shown.shows(5));
    QCOMPARE(shown.sheet.list().model()->rowCount(), 5);
    QCOMPARE(shown.sheet.list().currentIndex().row(), 0);
    QVERIFY(shown.said().contains(u"Receipt 1-5"_s));
    QVERIFY(shown.said().contains(u"Goods 1"_s));
}

void ReceiptSheetTest::row_tapped_showsItsReceipt()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    Shown shown(bench);
    QVERIFY(shown.shows(5));
    QListView &list = shown.sheet.list();
    const QRect row = list.visualRect(list.model()->index(4, 0));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(shown.shows(1));
    QVERIFY(shown.said().contains(u"Total €7.69"_s));
}

void ReceiptSheetTest::arrowKeys_walkTheList()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    Shown shown(bench);
    QVERIFY(shown.shows(5));
    shown.sheet.list().setFocus();
    QTest::keyClick(&shown.sheet.list(), Qt::Key_Down);
    QVERIFY(shown.shows(4));
}

void ReceiptSheetTest::number_onTheKeypad_findsTheReceipt()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    Shown shown(bench);
    QVERIFY(shown.shows(5));
    QTest::mouseClick(shown.sheet.findChild<QWidget *>(u"receiptNumberField"_s), Qt::LeftButton);
    auto *pad = shown.sheet.findChild<Keypad *>();
    QVERIFY(pad->isVisible());
    QTest::mouseClick(pad->key(u"2"_s), Qt::LeftButton);
    QTest::mouseClick(keyOf(shown.sheet, "findReceiptKey"), Qt::LeftButton);
    QVERIFY(shown.shows(2));
}

void ReceiptSheetTest::number_byKeyboard_findsTheReceipt()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    Shown shown(bench);
    QVERIFY(shown.shows(5));
    QTest::keyClicks(&shown.sheet, u"1-3"_s);
    QTest::keyClick(&shown.sheet, Qt::Key_Return);
    QVERIFY(shown.shows(3));
}

void ReceiptSheetTest::number_unknown_isSaid()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    Shown shown(bench);
    QVERIFY(shown.shows(5));
    shown.sheet.find(u"77"_s);
    auto *notice = shown.sheet.findChild<NoticeCard *>();
    QTRY_COMPARE(notice->words(), u"No receipt has this number."_s);
    QCOMPARE(shown.sheet.shown()->number, qint64(5));
}

void ReceiptSheetTest::code_scanned_findsTheReceipt()
{
    MoneyBench bench(someGoods);
    const Receipt first = bench.sellAll();
    QVERIFY(bench.bench.sell({1}));
    Shown shown(bench);
    QVERIFY(shown.shows(2));
    const std::vector<PaperRow> &rows = shown.sheet.view().rows();
    const auto code = std::ranges::find(rows, PaperRow::Kind::Code, &PaperRow::kind);
    QVERIFY(code != rows.end());
    QCOMPARE(QUuid(code->left), shown.sheet.shown()->uuid);
    shown.sheet.find(first.uuid.toString(QUuid::WithoutBraces));
    QVERIFY(shown.shows(1));
    shown.sheet.showReceipt(first.uuid);
    QVERIFY(shown.shows(1));
    QTRY_COMPARE(shown.sheet.list().currentIndex().row(), 1);
}

void ReceiptSheetTest::refundKey_asks_forASaleOnly()
{
    MoneyBench bench(someGoods);
    const Receipt sold = bench.sellAll();
    const Result<Receipt> refund = await(bench.bench.till->refund(
        sold, {{.line = 1, .quantity = Quantity::fromPieces(1), .reason = {}}},
        TenderMethod::Cash));
    QVERIFY(refund);
    Shown shown(bench);
    QVERIFY(shown.shows(2));
    KeyButton *key = keyOf(shown.sheet, "refundKey");
    QVERIFY(!key->isEnabled());
    QTest::keyClick(&shown.sheet.list(), Qt::Key_Down);
    QVERIFY(shown.shows(1));
    QSignalSpy asked(&shown.sheet, &ReceiptSheet::refundAsked);
    QTest::mouseClick(key, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toUuid(), sold.uuid);
}

void ReceiptSheetTest::list_ofManyReceipts_readsAPageAtATime()
{
    MoneyBench bench(someGoods);
    for (int i = 0; i < 90; ++i)
        QVERIFY(bench.bench.sell({1}));
    Shown shown(bench);
    QVERIFY(shown.shows(90));
    QListView &list = shown.sheet.list();
    QCOMPARE(list.model()->rowCount(), 40);
    list.scrollToBottom();
    QTRY_COMPARE(list.model()->rowCount(), 80);
    list.scrollToBottom();
    QTRY_COMPARE(list.model()->rowCount(), 90);
    QVERIFY(!list.model()->canFetchMore({}));
    QCOMPARE(shown.sheet.shown()->number, qint64(90));
}

void ReceiptSheetTest::restart_afterASale_isVectorA15()
{
    TillBench bench;
    QVERIFY(bench.registerTill());
    bench.feed();
    const Result<Receipt> sold = bench.sell({BakeryGoods::bread});
    QVERIFY(sold);
    bench.reopen();
    QVERIFY(await(bench.till->restoreBaskets()));
    GoodsFeed goods(bench.cache);
    LatencyMeter meter;
    Counter counter({*bench.till, goods, meter, bench.clock}, {u"Anna"_s});
    counter.takeUpBaskets();
    QVERIFY(counter.empty());
    Theme theme;
    ReceiptSheet sheet(theme, counter, nullptr);
    sheet.setFigures(MoneyBench::figures());
    sheet.showLast();
    QTRY_VERIFY(sheet.shown());
    QCOMPARE(sheet.shown()->uuid, sold->uuid);
    QCOMPARE(sheet.list().model()->rowCount(), 1);
}

void ReceiptSheetTest::escape_fromTheKeypad_goesBackToTheList()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    Shown shown(bench);
    QSignalSpy back(&shown.sheet, &Sheet::backAsked);
    QTest::keyClicks(&shown.sheet, u"3"_s);
    QVERIFY(!shown.sheet.list().isVisible());
    QTest::keyClick(&shown.sheet, Qt::Key_Escape);
    QVERIFY(shown.sheet.list().isVisible());
    QCOMPARE(back.count(), 0);
    QTest::keyClick(&shown.sheet, Qt::Key_Escape);
    QCOMPARE(back.count(), 1);
}

void ReceiptSheetTest::sheet_atEachSize_fits()
{
    MoneyBench bench(someGoods);
    sellFive(bench);
    const Result<Receipt> newest = await(bench.bench.till->receipt(u"1"_s));
    QVERIFY(newest);
    QVERIFY(await(bench.bench.till->refund(
        *newest, {{.line = 1, .quantity = Quantity::fromPieces(1), .reason = u"Not fresh"_s}},
        TenderMethod::Cash)));
    const auto make = [&bench](const QString &typed) {
        return [&bench, typed](const Theme &theme, const CounterFrame &frame) {
            auto sheet = std::make_unique<ReceiptSheet>(theme, *bench.counter, nullptr);
            sheet->setFrame(frame);
            sheet->setFigures(MoneyBench::figures());
            sheet->setWords(words());
            sheet->showLast();
            must(QTest::qWaitFor([&sheet] { return sheet->shown().has_value(); }), "read");
            sheet->list().setCurrentIndex(sheet->list().model()->index(5, 0));
            QTest::keyClicks(sheet.get(), typed);
            return sheet;
        };
    };
    QCOMPARE(SheetPictures<ReceiptSheet>(u"receipts"_s, make({})).paintAll(), QString());
    QCOMPARE(SheetPictures<ReceiptSheet>(u"receipts-number"_s, make(u"204"_s)).paintAll(),
             QString());
}

QTEST_MAIN(ReceiptSheetTest)
#include "tst_receipt_sheet.moc"
