#include "key_button.h"
#include "row_list.h"
#include "sheet_bench.h"
#include "text_field.h"
#include "unknown_code_sheet.h"

#include <QPromise>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

/// A code that nothing has.
class TestUnknownCodeSheet final : public QObject
{
    Q_OBJECT
private slots:
    void assign_aFoundProduct_givesItTheCode();
    void assign_twice_asksOnce();
    void assign_conflict_isTold();
    void assign_databaseAway_isTold();
    void openPrice_asksForThePrice();
    void ignore_goesBack();
    void allText_isSeen();
};

namespace {
struct Unknown {
    Unknown()
        : sheet(bench.theme, {bench.counter, bench.goods, setBarcode()}, nullptr,
                bench.laterEachTime())
        , back(&sheet, &UnknownCodeSheet::backAsked)
        , assigned(&sheet, &UnknownCodeSheet::assigned)
    {
        sheet.setFrame(bench.frame);
        sheet.setFigures(SheetBench::figures());
        sheet.setGeometry(bench.frame.sheet);
        // The index of the goods is made on another thread.
        must(QTest::qWaitFor([this] { return !bench.goods.index().search(u"bread"_s, 1).empty(); }),
             "find the bread");
        sheet.show(u"4006381333931"_s);
    }
    UnknownCodeSheet::SetBarcode setBarcode()
    {
        return [this](qint64 product, const QString &code) {
            asked.push_back({product, code});
            return answer.future();
        };
    }
    void finish(const Result<void> &result)
    {
        answer.start();
        answer.addResult(result);
        answer.finish();
    }
    QLineEdit &search() { return searchField().edit(); }
    TextField &searchField() { return *sheet.findChild<TextField *>(u"codeSearch"_s); }
    RowList &results() { return *sheet.findChild<RowList *>(u"codeResults"_s); }

    std::vector<std::pair<qint64, QString>> asked;
    QPromise<Result<void>> answer;
    SheetBench bench;
    UnknownCodeSheet sheet;
    QSignalSpy back;
    QSignalSpy assigned;
};
}

void TestUnknownCodeSheet::assign_aFoundProduct_givesItTheCode()
{
    Unknown test;
    QTest::keyClicks(&test.search(), u"muf"_s);
    QCOMPARE(test.results().rows().rowCount(), 1);
    QTest::mouseClick(test.results().viewport(), Qt::LeftButton, {},
                      test.results().visualRect(test.results().model()->index(0, 0)).center());
    QCOMPARE(test.asked.size(), size_t(1));
    QCOMPARE(test.asked[0].first, muffin);
    QCOMPARE(test.asked[0].second, u"4006381333931"_s);
    QCOMPARE(test.assigned.size(), 0);
    test.finish({});
    QTRY_COMPARE(test.assigned.size(), 1);
    QCOMPARE(test.assigned[0][0].toLongLong(), muffin);
    QCOMPARE(test.back.size(), 1);
}

void TestUnknownCodeSheet::assign_twice_asksOnce()
{
    Unknown test;
    QTest::keyClicks(&test.search(), u"bread"_s);
    QTest::keyClick(&test.search(), Qt::Key_Return);
    QTest::keyClick(&test.search(), Qt::Key_Return);
    QCOMPARE(test.asked.size(), size_t(1));
    test.finish({});
    QTRY_COMPARE(test.assigned.size(), 1);
}

void TestUnknownCodeSheet::assign_conflict_isTold()
{
    Unknown test;
    QTest::keyClicks(&test.search(), u"bread"_s);
    QTest::keyClick(&test.search(), Qt::Key_Return);
    test.finish(Error {
        .code = Error::Code::Conflict, .reason = Error::Reason::BadField, .product = coffee});
    QTRY_COMPARE(test.searchField().error(), u"Coffee has this code already."_s);
    QCOMPARE(test.assigned.size(), 0);
    QCOMPARE(test.back.size(), 0);
}

void TestUnknownCodeSheet::assign_databaseAway_isTold()
{
    Unknown test;
    QTest::keyClicks(&test.search(), u"bread"_s);
    QTest::keyClick(&test.search(), Qt::Key_Return);
    test.finish(Error {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway});
    QTRY_VERIFY(!test.searchField().error().isEmpty());
    QCOMPARE(test.assigned.size(), 0);
}

void TestUnknownCodeSheet::openPrice_asksForThePrice()
{
    Unknown test;
    QSignalSpy price(&test.bench.counter, &Counter::priceAsked);
    QTest::mouseClick(test.sheet.findChild<KeyButton *>(u"openPriceKey"_s), Qt::LeftButton);
    QCOMPARE(price.size(), 1);
    QCOMPARE(price[0], (QVariantList {SheetBench::cake, qint64(1000)}));
    QCOMPARE(test.back.size(), 1);
    test.bench.bench.feed(); // A shop without an open price.
    QTRY_VERIFY(!test.bench.goods.find(SheetBench::cake));
    test.sheet.show(u"4006381333931"_s);
    QVERIFY(!test.sheet.findChild<KeyButton *>(u"openPriceKey"_s)->isVisible());
}

void TestUnknownCodeSheet::ignore_goesBack()
{
    Unknown test;
    QTest::mouseClick(test.sheet.findChild<KeyButton *>(u"ignoreKey"_s), Qt::LeftButton);
    QTest::keyClick(&test.search(), Qt::Key_Escape);
    QCOMPARE(test.back.size(), 2);
    QVERIFY(test.bench.counter.empty());
    QVERIFY(test.asked.empty());
}

void TestUnknownCodeSheet::allText_isSeen()
{
    Unknown test;
    const QStringList faults = test.bench.lookFaults<UnknownCodeSheet>(
        u"unknown"_s,
        [&] {
            auto sheet = std::make_unique<UnknownCodeSheet>(
                test.bench.theme,
                UnknownCodeSheet::Parts {test.bench.counter, test.bench.goods, test.setBarcode()},
                nullptr);
            sheet->setFigures(SheetBench::figures());
            sheet->show(u"4006381333931"_s);
            QTest::keyClicks(&sheet->findChild<TextField *>(u"codeSearch"_s)->edit(), u"b"_s);
            return sheet;
        },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestUnknownCodeSheet)
#include "tst_unknown_code_sheet.moc"
