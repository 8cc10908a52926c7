#include "help_overlay.h"
#include "sheet_bench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The page of keys.
class TestHelpOverlay final : public QObject
{
    Q_OBJECT
private slots:
    void page_showsEveryListedRow();
    void anyKey_closes_data();
    void anyKey_closes();
    void modifierAlone_doesNotClose();
    void tap_closes();
    void allText_isSeen();
};

void TestHelpOverlay::page_showsEveryListedRow()
{
    SheetBench bench;
    HelpOverlay page(bench.theme, nullptr);
    page.resize(SheetBench::sizes.front());
    page.show();
    QStringList rows = page.shownRows();
    for (const CounterKey &key : counterKeys()) {
        if (key.listed)
            QVERIFY2(rows.removeOne(key.keyText() + u' ' + key.words), qPrintable(key.words));
    }
    QCOMPARE(rows,
             QStringList() << keyGroupName(KeyGroup::Typing) << keyGroupName(KeyGroup::Basket)
                           << keyGroupName(KeyGroup::Paying) << keyGroupName(KeyGroup::Till));
}

void TestHelpOverlay::anyKey_closes_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("F1") << int(Qt::Key_F1);
    QTest::newRow("Esc") << int(Qt::Key_Escape);
    QTest::newRow("a letter") << int(Qt::Key_A);
    QTest::newRow("Enter") << int(Qt::Key_Return);
    QTest::newRow("Tab") << int(Qt::Key_Tab);
}

void TestHelpOverlay::anyKey_closes()
{
    QFETCH(int, key);
    SheetBench bench;
    HelpOverlay page(bench.theme, nullptr);
    page.show();
    QSignalSpy back(&page, &HelpOverlay::backAsked);
    QTest::keyClick(&page, Qt::Key(key));
    QCOMPARE(back.size(), 1);
}

void TestHelpOverlay::modifierAlone_doesNotClose()
{
    SheetBench bench;
    HelpOverlay page(bench.theme, nullptr);
    page.show();
    QSignalSpy back(&page, &HelpOverlay::backAsked);
    QTest::keyClick(&page, Qt::Key_Control);
    QCOMPARE(back.size(), 0);
}

void TestHelpOverlay::tap_closes()
{
    SheetBench bench;
    HelpOverlay page(bench.theme, nullptr);
    page.show();
    QSignalSpy back(&page, &HelpOverlay::backAsked);
    QTest::mouseClick(&page, Qt::LeftButton);
    QCOMPARE(back.size(), 1);
}

void TestHelpOverlay::allText_isSeen()
{
    SheetBench bench;
    const QStringList faults = bench.lookFaults<HelpOverlay>(
        u"help"_s, [&] { return std::make_unique<HelpOverlay>(bench.theme, nullptr); },
        SheetBench::windowRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestHelpOverlay)
#include "tst_help_overlay.moc"
