#include "clerk_key.h"
#include "clerk_sheet.h"
#include "key_button.h"
#include "sheet_bench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// Who is at the till.
class TestClerkSheet final : public QObject
{
    Q_OBJECT
private slots:
    void tap_aName_opensATab();
    void full_offersNobody();
    void signOff_withAnEmptyBasket_closesTheTab();
    void signOff_withGoods_isNotOffered();
    void allText_isSeen();
};

namespace {
const QStringList names {u"Anna"_s, u"Ben"_s, u"Ida"_s, u"Emre"_s, u"Maximiliane von Hohenstein"_s,
                         u"Tom"_s};

struct Clerks {
    Clerks()
        : bench(names)
        , sheet(bench.theme, bench.counter, nullptr, bench.laterEachTime())
        , back(&sheet, &ClerkSheet::backAsked)
    {
        sheet.setFrame(bench.frame);
        sheet.setGeometry(bench.frame.sheet);
        open();
    }
    void open()
    {
        sheet.hide();
        sheet.show();
    }
    void signOn(int clerk)
    {
        QTest::mouseClick(sheet.findChild<ClerkKey *>(u"clerkKey%1"_s.arg(clerk)), Qt::LeftButton);
    }
    KeyButton &signOff() { return *sheet.findChild<KeyButton *>(u"signOffKey"_s); }

    SheetBench bench;
    ClerkSheet sheet;
    QSignalSpy back;
};
}

void TestClerkSheet::tap_aName_opensATab()
{
    Clerks test;
    QVERIFY(!test.sheet.findChild<ClerkKey *>(u"clerkKey1"_s));
    test.signOn(5);
    QCOMPARE(test.bench.counter.slotList().size(), size_t(2));
    QCOMPARE(test.bench.counter.activeSlot(), 1);
    QCOMPARE(test.bench.counter.slotList()[1].clerk, 5);
    QCOMPARE(test.back.size(), 1);
}

void TestClerkSheet::full_offersNobody()
{
    Clerks test;
    for (const int clerk : {2, 3, 4})
        QVERIFY(test.bench.counter.signOn(clerk));
    test.open();
    QTRY_VERIFY(test.sheet.findChildren<ClerkKey *>().isEmpty());
}

void TestClerkSheet::signOff_withAnEmptyBasket_closesTheTab()
{
    Clerks test;
    QVERIFY(!test.signOff().isVisible());
    test.signOn(2);
    test.open();
    QCOMPARE(test.signOff().text(), u"Sign Ben off"_s);
    QTest::mouseClick(&test.signOff(), Qt::LeftButton);
    QCOMPARE(test.bench.counter.slotList().size(), size_t(1));
    QCOMPARE(test.bench.counter.slotList()[0].clerk, 1);
}

void TestClerkSheet::signOff_withGoods_isNotOffered()
{
    Clerks test;
    test.signOn(2);
    test.bench.counter.sell(BakeryGoods::bread);
    test.open();
    QVERIFY(!test.signOff().isEnabled());
}

void TestClerkSheet::allText_isSeen()
{
    SheetBench bench(names);
    QVERIFY(bench.counter.signOn(2));
    const QStringList faults = bench.lookFaults<ClerkSheet>(
        u"clerks"_s,
        [&] { return std::make_unique<ClerkSheet>(bench.theme, bench.counter, nullptr); },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestClerkSheet)
#include "tst_clerk_sheet.moc"
