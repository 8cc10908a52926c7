#include "clerk_key.h"
#include "lock_screen.h"
#include "sheet_bench.h"
#include "text_label.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The locked till.
class TestLockScreen final : public QObject
{
    Q_OBJECT
private slots:
    void tap_aName_unlocksAsThatClerk();
    void tap_someoneNew_unlocksWithATab();
    void fullTill_offersItsFour();
    void clerks_whoAreAway_haveColoursOfTheirOwn();
    void keys_doNotUnlock();
    void baskets_stay();
    void time_isTheClocks();
    void allText_isSeen();
};

namespace {
const QStringList names {u"Anna"_s, u"Ben"_s, u"Ida"_s, u"Emre"_s, u"Tom"_s};

struct Locked {
    Locked()
        : bench(names)
        , screen(bench.theme, bench.counter, bench.bench.clock, nullptr)
        , back(&screen, &LockScreen::backAsked)
    {
        screen.setFrame(bench.frame);
        screen.resize(SheetBench::sizes.front());
    }
    void tap(int clerk)
    {
        QTest::mouseClick(screen.findChild<ClerkKey *>(u"clerkKey%1"_s.arg(clerk)), Qt::LeftButton);
    }

    SheetBench bench;
    LockScreen screen;
    QSignalSpy back;
};
}

void TestLockScreen::tap_aName_unlocksAsThatClerk()
{
    Locked test;
    QVERIFY(test.bench.counter.signOn(2));
    test.screen.show();
    test.tap(1);
    QCOMPARE(test.bench.counter.activeSlot(), 0);
    QCOMPARE(test.back.size(), 1);
}

void TestLockScreen::tap_someoneNew_unlocksWithATab()
{
    Locked test;
    test.screen.show();
    test.tap(5);
    QCOMPARE(test.bench.counter.slotList()[1].clerk, 5);
    QCOMPARE(test.bench.counter.activeSlot(), 1);
    QCOMPARE(test.back.size(), 1);
}

void TestLockScreen::fullTill_offersItsFour()
{
    Locked test;
    for (const int clerk : {2, 3, 4})
        QVERIFY(test.bench.counter.signOn(clerk));
    test.screen.show();
    QCOMPARE(test.screen.findChildren<ClerkKey *>().size(), 4);
    QVERIFY(!test.screen.findChild<ClerkKey *>(u"clerkKey5"_s));
}

void TestLockScreen::clerks_whoAreAway_haveColoursOfTheirOwn()
{
    Locked test;
    test.screen.show();
    QList<int> colours;
    for (const int clerk : {1, 2, 3, 4, 5})
        colours << test.screen.findChild<ClerkKey *>(u"clerkKey%1"_s.arg(clerk))->face().number;
    QCOMPARE(colours, (QList<int> {1, 2, 3, 4, 1}));
}

void TestLockScreen::keys_doNotUnlock()
{
    Locked test;
    test.screen.show();
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Return, Qt::Key_F12, Qt::Key_5})
        QTest::keyClick(&test.screen, key);
    QTest::mouseClick(&test.screen, Qt::LeftButton, {}, {5, 5});
    QCOMPARE(test.back.size(), 0);
    QCOMPARE(test.bench.counter.typed(), QString());
}

void TestLockScreen::baskets_stay()
{
    Locked test;
    test.bench.counter.sell(BakeryGoods::bread);
    test.screen.show();
    test.tap(2);
    QVERIFY(test.bench.counter.empty());
    test.screen.hide();
    test.screen.show();
    test.tap(1);
    QCOMPARE(test.bench.counter.total().minor(), 320);
}

void TestLockScreen::time_isTheClocks()
{
    Locked test;
    test.screen.show();
    const auto *time = test.screen.findChild<TextLabel *>(u"lockTime"_s);
    const auto now = [&] {
        return test.bench.bench.clock.now().toLocalTime().time().toString(u"HH:mm"_s);
    };
    QCOMPARE(time->text(), now());
    test.bench.bench.clock.advanceMs(60'000);
    QTRY_COMPARE(time->text(), now());
}

void TestLockScreen::allText_isSeen()
{
    SheetBench bench(names);
    const QStringList faults = bench.lookFaults<LockScreen>(
        u"lock"_s,
        [&] {
            return std::make_unique<LockScreen>(bench.theme, bench.counter, bench.bench.clock,
                                                nullptr);
        },
        SheetBench::windowRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestLockScreen)
#include "tst_lock_screen.moc"
