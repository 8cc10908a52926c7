#include "row_list.h"
#include "sheet_bench.h"
#include "sold_out_sheet.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The list of what is sold out.
class TestSoldOutSheet final : public QObject
{
    Q_OBJECT
private slots:
    void tap_asksToSellItAgain();
    void goodsBackOnSale_leaveTheList();
    void allText_isSeen();
};

void TestSoldOutSheet::tap_asksToSellItAgain()
{
    SheetBench bench;
    SoldOutSheet sheet(bench.theme, bench.goods, nullptr, bench.laterEachTime());
    sheet.setGeometry(bench.frame.sheet);
    sheet.show();
    QSignalSpy asked(&sheet, &SoldOutSheet::availabilityAsked);
    auto *list = sheet.findChild<RowList *>();
    QCOMPARE(list->rows().rowCount(), 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0], (QVariantList {SheetBench::pie, true}));
}

void TestSoldOutSheet::goodsBackOnSale_leaveTheList()
{
    SheetBench bench;
    SoldOutSheet sheet(bench.theme, bench.goods, nullptr);
    sheet.show();
    bench.bench.feed();
    QTRY_COMPARE(sheet.findChild<RowList *>()->rows().rowCount(), 0);
}

void TestSoldOutSheet::allText_isSeen()
{
    SheetBench bench;
    const QStringList faults = bench.lookFaults<SoldOutSheet>(
        u"soldout"_s,
        [&] { return std::make_unique<SoldOutSheet>(bench.theme, bench.goods, nullptr); },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestSoldOutSheet)
#include "tst_sold_out_sheet.moc"
