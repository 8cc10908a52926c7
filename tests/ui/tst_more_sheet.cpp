#include "key_button.h"
#include "more_sheet.h"
#include "sheet_bench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CounterAction)

/// The keys for the rest.
class TestMoreSheet final : public QObject
{
    Q_OBJECT
private slots:
    void key_tapped_asksForItsAction_data();
    void key_tapped_asksForItsAction();
    void keys_areLargeEnough();
    void allText_isSeen();
};

void TestMoreSheet::key_tapped_asksForItsAction_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<CounterAction>("action");
    QTest::newRow("recall") << u"recallKey"_s << CounterAction::Recall;
    QTest::newRow("price") << u"priceKey"_s << CounterAction::PriceChange;
    QTest::newRow("refund") << u"refundKey"_s << CounterAction::Refund;
    QTest::newRow("receipts") << u"receiptsKey"_s << CounterAction::Receipts;
    QTest::newRow("orders") << u"ordersKey"_s << CounterAction::Orders;
    QTest::newRow("sold out") << u"soldOutListKey"_s << CounterAction::SoldOutList;
    QTest::newRow("arrange") << u"arrangeKey"_s << CounterAction::Arrange;
    QTest::newRow("no sale") << u"noSaleKey"_s << CounterAction::NoSale;
    QTest::newRow("clerk") << u"newClerkKey"_s << CounterAction::NewClerk;
    QTest::newRow("lock") << u"lockKey"_s << CounterAction::Lock;
    QTest::newRow("keys") << u"helpKey"_s << CounterAction::Help;
    QTest::newRow("speed") << u"latencyKey"_s << CounterAction::Latency;
    QTest::newRow("settings") << u"settingsKey"_s << CounterAction::Settings;
}

void TestMoreSheet::key_tapped_asksForItsAction()
{
    QFETCH(QString, key);
    SheetBench bench;
    MoreSheet sheet(bench.theme, nullptr, bench.laterEachTime());
    sheet.setFrame(bench.frame);
    sheet.show();
    QSignalSpy asked(&sheet, &MoreSheet::asked);
    QTest::mouseClick(sheet.findChild<KeyButton *>(key), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QTEST(asked[0][0].value<CounterAction>(), "action");
}

void TestMoreSheet::keys_areLargeEnough()
{
    SheetBench bench;
    MoreSheet sheet(bench.theme, nullptr);
    sheet.setFrame(bench.frame);
    sheet.setGeometry(bench.frame.sheet);
    sheet.show();
    const int least = qRound(bench.theme.px(15));
    for (const KeyButton *key : sheet.findChildren<KeyButton *>()) {
        if (key != &sheet.backKey())
            QVERIFY(key->width() >= least && key->height() >= least);
    }
}

void TestMoreSheet::allText_isSeen()
{
    SheetBench bench;
    const QStringList faults = bench.lookFaults<MoreSheet>(
        u"more"_s, [&] { return std::make_unique<MoreSheet>(bench.theme, nullptr); },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestMoreSheet)
#include "tst_more_sheet.moc"
