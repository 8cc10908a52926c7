#include "key_button.h"
#include "park_sheet.h"
#include "row_list.h"
#include "sheet_bench.h"
#include "text_field.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

/// Parking and taking up again, at a real counter.
class TestParkSheet final : public QObject
{
    Q_OBJECT
private slots:
    void park_asProposed_usesTheTime();
    void park_withACustomer_proposesTheName();
    void park_withATypedName_usesIt();
    void recall_byTap_takesItUp();
    void recall_byKeyboard_takesItUp();
    void recall_withSomethingInTheBasket_saysWhy();
    void rows_tellClerkLinesSumAndAge();
    void allText_isSeen_data();
    void allText_isSeen();
};

namespace {
struct Parking {
    Parking()
        : sheet(bench.theme, bench.counter, bench.bench.clock, nullptr, bench.laterEachTime())
        , back(&sheet, &ParkSheet::backAsked)
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
    TextField &name() { return *sheet.findChild<TextField *>(u"parkName"_s); }
    RowList &list() { return *sheet.findChild<RowList *>(u"parkedList"_s); }
    void park(const QString &as)
    {
        bench.counter.sell(bread);
        must(bool(bench.counter.park(as)), "park");
    }
    void tapRow(int row)
    {
        const QRect place = list().visualRect(list().model()->index(row, 0));
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, place.center());
    }

    SheetBench bench;
    ParkSheet sheet;
    QSignalSpy back;
};
}

void TestParkSheet::park_asProposed_usesTheTime()
{
    Parking test;
    test.bench.counter.sell(bread);
    test.open();
    const QString time = test.bench.bench.clock.now().toLocalTime().time().toString(u"HH:mm"_s);
    QCOMPARE(test.name().text(), time);
    QTest::mouseClick(test.sheet.findChild<KeyButton *>(u"parkKey"_s), Qt::LeftButton);
    QVERIFY(test.bench.counter.empty());
    QCOMPARE(test.bench.counter.parked().size(), size_t(1));
    QCOMPARE(test.bench.counter.parked().front()->name, time);
    QCOMPARE(test.back.size(), 1);
}

void TestParkSheet::park_withACustomer_proposesTheName()
{
    Parking test;
    test.bench.counter.sell(bread);
    QVERIFY(test.bench.counter.setCustomer(u"Mrs Green"_s));
    test.open();
    QCOMPARE(test.name().text(), u"Mrs Green"_s);
}

void TestParkSheet::park_withATypedName_usesIt()
{
    Parking test;
    test.bench.counter.sell(bread);
    test.open();
    QTest::keyClicks(&test.name().edit(), u"Table 4"_s);
    QTest::keyClick(&test.name().edit(), Qt::Key_Return);
    QCOMPARE(test.bench.counter.parked().front()->name, u"Table 4"_s);
}

void TestParkSheet::recall_byTap_takesItUp()
{
    Parking test;
    test.park(u"Table 4"_s);
    test.park(u"Table 5"_s);
    test.open();
    QVERIFY(!test.name().isVisible());
    QVERIFY(!test.sheet.findChild<KeyButton *>(u"parkKey"_s)->isVisible());
    test.tapRow(1);
    QCOMPARE(test.bench.counter.total().minor(), 320);
    QCOMPARE(test.bench.counter.parked().size(), size_t(1));
    QCOMPARE(test.bench.counter.parked().front()->name, u"Table 4"_s);
    QCOMPARE(test.back.size(), 1);
}

void TestParkSheet::recall_byKeyboard_takesItUp()
{
    Parking test;
    test.park(u"Table 4"_s);
    test.park(u"Table 5"_s);
    test.open();
    QTest::keyClick(&test.list(), Qt::Key_Down);
    QTest::keyClick(&test.list(), Qt::Key_Return);
    QCOMPARE(test.bench.counter.parked().front()->name, u"Table 4"_s);
}

void TestParkSheet::recall_withSomethingInTheBasket_saysWhy()
{
    Parking test;
    test.park(u"Table 4"_s);
    test.bench.counter.sell(coffee);
    test.open();
    test.tapRow(0);
    QCOMPARE(test.bench.counter.total().minor(), 250);
    QCOMPARE(test.bench.counter.parked().size(), size_t(1));
    QCOMPARE(test.back.size(), 0);
}

void TestParkSheet::rows_tellClerkLinesSumAndAge()
{
    Parking test;
    test.bench.counter.sell(coffee);
    test.park(u"Table 4"_s);
    test.bench.bench.clock.advanceMs(75 * 60 * 1000);
    test.open();
    const ListRow *row = test.list().rows().rowAt(test.list().model()->index(0, 0));
    QCOMPARE(row->name, u"Table 4"_s);
    QCOMPARE(row->figure, u"5.70"_s);
    QCOMPARE(row->second, u"Anna · 2 lines · 1 h 15 min"_s);
}

void TestParkSheet::allText_isSeen_data()
{
    QTest::addColumn<bool>("parks");
    QTest::newRow("park") << true;
    QTest::newRow("recall") << false;
}

void TestParkSheet::allText_isSeen()
{
    QFETCH(bool, parks);
    Parking test;
    for (const auto &name : {u"Mrs Green"_s, u"The long table by the window, left"_s, u"09:12"_s})
        test.park(name);
    if (parks)
        test.bench.counter.sell(coffee);
    test.bench.bench.clock.advanceMs(7 * 60 * 1000);
    const QStringList faults = test.bench.lookFaults<ParkSheet>(
        parks ? u"park"_s : u"recall"_s,
        [&] {
            auto sheet = std::make_unique<ParkSheet>(test.bench.theme, test.bench.counter,
                                                     test.bench.bench.clock, nullptr, steadyMs());
            sheet->setFigures(SheetBench::figures());
            return sheet;
        },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestParkSheet)
#include "tst_park_sheet.moc"
