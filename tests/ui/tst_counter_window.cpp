#include "banner.h"
#include "counter.h"
#include "counter_sheets.h"
#include "latency_meter.h"
#include "picture_goods.h"
#include "search_box.h"
#include "sell_screen.h"
#include "sheet.h"
#include "tile_grid.h"
#include "till.h"
#include "top_bar.h"
#include "window_bench.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace PictureGoods;

/// Selling at the real window: by taps, by keys, by scanner; and what must never go wrong.
class TestCounterWindow : public QObject
{
    Q_OBJECT
private slots:
    void threeItemsInCash_takeFiveTaps();
    void threeItemsByCard_takeFourTaps();
    void threeItems_byKeyboardAlone();
    void pluAndEnter_whileTilesHaveTheKeys_isAPlu();
    void threeItems_byScanner();
    void doubleTapOnASum_booksOnce();
    void doubleTapOnCash_booksNothing();
    void twoQuickTapsOnATile_areTwoPieces();
    void nextTapAfterASale_startsTheNextOne();
    void numberThenTile_isAQuantity();
    void scanInTheTenderSheet_isRefused();
    void scanAfterASearch_stillSells();
    void unknownCode_opensItsSheet();
    void letters_search_andEnterSells();
    void letters_afterASale_searchAndEnterSells();
    void escape_neverLosesTheBasket();
    void longPress_offersSoldOut();
    void eatIn_changesTheVatNotTheTotal();
    void parkAndRecall_byKeys();
    void everyPathOfTheMeter_isMeasured();
    void databaseAtWork_isSaidWhileItSells();

private:
    qint64 lastNumber(WindowBench &bench) { return bench.shop->till().state().lastNumber; }
    bool waitForSale(WindowBench &bench, qint64 number)
    {
        return QTest::qWaitFor([&] {
            const std::optional<Receipt> &last = bench.window->counter().lastSale();
            return last && last->number == number;
        });
    }
    /// A sheet is deaf for the first moment.
    static bool listen()
    {
        QElapsedTimer sinceShown;
        sinceShown.start();
        return QTest::qWaitFor([&] { return sinceShown.hasExpired(Sheet::deafMs + 20); });
    }
};

namespace {

constexpr qint64 threeItemsMinor = 180 + 230 + 250; // croissant, scone, muffin

/// What stands on the open sheet, by the name of its class.
QString openSheet(WindowBench &bench)
{
    const QWidget *open = bench.window->sheets().current();
    return open ? QString::fromLatin1(open->metaObject()->className()) : QString();
}

} // namespace

void TestCounterWindow::threeItemsInCash_takeFiveTaps()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant); // 1
    bench.tapTile(2); // 2
    bench.tapTile(muffin); // 3
    QCOMPARE(bench.window->counter().total(), Money::fromMinor(threeItemsMinor));
    QVERIFY(bench.tapKey(u"cashKey"_s)); // 4
    QCOMPARE(openSheet(bench), u"TenderSheet"_s);
    QVERIFY(listen());
    QVERIFY(bench.tapKey(u"sumKey1"_s)); // 5
    QVERIFY(waitForSale(bench, 1));
    QCOMPARE(bench.window->counter().lastSale()->total, Money::fromMinor(threeItemsMinor));
    QCOMPARE(openSheet(bench), u"ChangeSheet"_s);
}

void TestCounterWindow::threeItemsByCard_takeFourTaps()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    for (const qint64 product : {croissant, qint64(2), muffin})
        bench.tapTile(product);
    QVERIFY(bench.tapKey(u"cardKey"_s));
    QVERIFY(waitForSale(bench, 1));
    QCOMPARE(bench.window->counter().lastSale()->tenders.front().method, TenderMethod::Card);
}

void TestCounterWindow::threeItems_byKeyboardAlone()
{
    WindowBench bench;
    QWidget *window = bench.window.get();
    QTest::keyClicks(window, u"101"_s, Qt::NoModifier, 50);
    QTest::keyClick(window, Qt::Key_Return);
    QTest::keyClicks(window, u"2*102"_s, Qt::NoModifier, 50);
    QTest::keyClick(window, Qt::Key_Return);
    QCOMPARE(bench.window->counter().total(), Money::fromMinor(180 + 2 * 230));
    QTest::keyClick(window, Qt::Key_F12);
    QVERIFY(waitForSale(bench, 1));
    QCOMPARE(bench.window->counter().lastSale()->tenders.front().method, TenderMethod::Cash);
}

void TestCounterWindow::pluAndEnter_whileTilesHaveTheKeys_isAPlu()
{
    WindowBench bench;
    bench.openCategory(u"Bread"_s);
    TileGrid &tiles = bench.window->sellScreen().grid();
    QTest::keyClick(bench.window.get(), Qt::Key_Down);
    QVERIFY(tiles.hasFocus());
    QTest::keyClicks(&tiles, u"101"_s, Qt::NoModifier, 50);
    QTest::keyClick(&tiles, Qt::Key_Return, Qt::NoModifier, 50);
    QCOMPARE(bench.window->counter().total(), Money::fromMinor(180));
    QTest::keyClick(&tiles, Qt::Key_Right); // The keyboard chose this tile: Enter sells it.
    QTest::keyClick(&tiles, Qt::Key_Return);
    QCOMPARE(bench.window->counter().basket()->lines.size(), size_t(2));
}

void TestCounterWindow::threeItems_byScanner()
{
    WindowBench bench;
    bench.scan(u"4006381333931"_s);
    bench.scan(u"96385074"_s);
    bench.scan(u"4006381333931"_s);
    QTRY_COMPARE(bench.window->counter().total(), Money::fromMinor(2 * 180 + 250));
    QVERIFY(bench.window->counter().typed().isEmpty());
    QTest::keyClick(bench.window.get(), Qt::Key_F12);
    QVERIFY(waitForSale(bench, 1));
}

void TestCounterWindow::doubleTapOnASum_booksOnce() // vector A14
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QVERIFY(bench.tapKey(u"cashKey"_s));
    QVERIFY(listen());
    QWidget *sum = bench.find(u"sumKey2"_s);
    QVERIFY(sum);
    const QPoint where = sum->mapTo(bench.window.get(), sum->rect().center());
    bench.tap(where);
    bench.tap(where);
    bench.tap(where);
    QVERIFY(waitForSale(bench, 1));
    QCOMPARE(lastNumber(bench), 1);
    QVERIFY(bench.window->counter().empty());
}

void TestCounterWindow::doubleTapOnCash_booksNothing()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QWidget *cash = bench.find(u"cashKey"_s);
    const QPoint where = cash->mapTo(bench.window.get(), cash->rect().center());
    bench.tap(where);
    bench.tap(where); // There stands "Back to tiles" now.
    QCOMPARE(openSheet(bench), QString());
    QCOMPARE(lastNumber(bench), 0);
    QCOMPARE(bench.window->counter().total(), Money::fromMinor(180));
}

void TestCounterWindow::twoQuickTapsOnATile_areTwoPieces()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    QWidget *viewport = bench.window->childAt(bench.tileOf(croissant));
    const QPoint where = viewport->mapFrom(bench.window.get(), bench.tileOf(croissant));
    QTest::mouseClick(viewport, Qt::LeftButton, {}, where);
    QTest::mouseDClick(viewport, Qt::LeftButton, {}, where); // The second press alone.
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, where);
    QCOMPARE(bench.window->counter().basket()->lines.front().quantity, Quantity::fromPieces(2));
}

void TestCounterWindow::nextTapAfterASale_startsTheNextOne()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QTest::keyClick(bench.window.get(), Qt::Key_F12);
    QVERIFY(waitForSale(bench, 1));
    QTRY_COMPARE(openSheet(bench), u"ChangeSheet"_s);
    bench.scan(u"96385074"_s);
    QTRY_COMPARE(bench.window->counter().total(), Money::fromMinor(250));
    QCOMPARE(openSheet(bench), QString());
}

void TestCounterWindow::numberThenTile_isAQuantity()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    QTest::keyClick(bench.window.get(), Qt::Key_3);
    bench.tapTile(croissant);
    QCOMPARE(bench.window->counter().basket()->lines.front().quantity, Quantity::fromPieces(3));
}

void TestCounterWindow::scanInTheTenderSheet_isRefused()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QVERIFY(bench.tapKey(u"cashKey"_s));
    QVERIFY(listen());
    bench.scan(u"4006381333931"_s);
    QCOMPARE(openSheet(bench), u"TenderSheet"_s);
    QCOMPARE(bench.window->counter().total(), Money::fromMinor(180));
    QCOMPARE(lastNumber(bench), 0); // The scanner's Enter took nothing either.
}

void TestCounterWindow::scanAfterASearch_stillSells()
{
    WindowBench bench;
    QTest::keyClicks(bench.window.get(), u"bro"_s, Qt::NoModifier, 50);
    QTRY_VERIFY(bench.window->sellScreen().searching());
    QTRY_COMPARE(bench.window->sellScreen().topBar().search().edit().text(), u"bro"_s);
    QTest::keyClick(&bench.window->sellScreen().topBar().search().edit(), Qt::Key_Shift,
                    Qt::NoModifier, 60); // Hands are slower than the scan that follows.
    bench.scan(u"4006381333931"_s);
    QTRY_COMPARE(bench.window->counter().total(), Money::fromMinor(180));
    QVERIFY(!bench.window->sellScreen().searching());
}

void TestCounterWindow::unknownCode_opensItsSheet()
{
    WindowBench bench;
    bench.scan(u"5901234123457"_s);
    QTRY_COMPARE(openSheet(bench), u"UnknownCodeSheet"_s);
    QVERIFY(bench.window->counter().empty());
}

void TestCounterWindow::letters_search_andEnterSells()
{
    WindowBench bench;
    QTest::keyClicks(bench.window.get(), u"eclair"_s, Qt::NoModifier, 50);
    QTRY_VERIFY(bench.window->sellScreen().searching());
    QTest::keyClick(&bench.window->sellScreen().topBar().search().edit(), Qt::Key_Return,
                    Qt::NoModifier, 50);
    QTRY_COMPARE(bench.window->counter().total(), Money::fromMinor(270));
    QVERIFY(!bench.window->sellScreen().searching());
}

void TestCounterWindow::letters_afterASale_searchAndEnterSells()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QTest::keyClick(bench.window.get(), Qt::Key_F12);
    QVERIFY(waitForSale(bench, 1));
    QTRY_COMPARE(openSheet(bench), u"ChangeSheet"_s);
    for (const QChar letter : u"eclair"_s)
        QTest::keyClick(QApplication::focusWidget(), letter.toLatin1(), Qt::NoModifier, 50);
    QTRY_VERIFY(bench.window->sellScreen().searching());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::NoModifier, 50);
    QTRY_COMPARE(bench.window->counter().total(), Money::fromMinor(270));
}

void TestCounterWindow::escape_neverLosesTheBasket()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    for (const Qt::Key key : {Qt::Key_F10, Qt::Key_F3, Qt::Key_F6, Qt::Key_F1, Qt::Key_F8}) {
        QTest::keyClick(bench.window.get(), key);
        QTRY_VERIFY(!openSheet(bench).isEmpty());
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget()
                                                        : bench.window.get(),
                            Qt::Key_Escape);
        QCOMPARE(openSheet(bench), QString());
        QCOMPARE(bench.window->counter().total(), Money::fromMinor(180));
    }
}

void TestCounterWindow::longPress_offersSoldOut()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    const QPoint where = bench.tileOf(croissant);
    QWidget *viewport = bench.window->childAt(where);
    QTest::mousePress(viewport, Qt::LeftButton, {}, viewport->mapFrom(bench.window.get(), where));
    QTRY_COMPARE(openSheet(bench), u"QuantityPad"_s);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, viewport->mapFrom(bench.window.get(), where));
    QVERIFY(bench.window->counter().empty()); // A long press sells nothing.
    QVERIFY(bench.find(u"soldOutKey"_s));
}

void TestCounterWindow::eatIn_changesTheVatNotTheTotal() // vectors A2, A3
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QCOMPARE(bench.window->counter().vat(), Money::fromMinor(0));
    QTest::keyClick(bench.window.get(), Qt::Key_F5);
    QCOMPARE(bench.window->counter().total(), Money::fromMinor(180));
    QCOMPARE(bench.window->counter().vat(), Money::fromMinor(30));
    QTest::keyClick(bench.window.get(), Qt::Key_F12);
    QVERIFY(waitForSale(bench, 1));
    QCOMPARE(bench.window->counter().lastSale()->vat.front().vat, Money::fromMinor(30));
}

void TestCounterWindow::parkAndRecall_byKeys()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QTest::keyClick(bench.window.get(), Qt::Key_F3);
    QTRY_COMPARE(openSheet(bench), u"ParkSheet"_s);
    QVERIFY(listen());
    QVERIFY(bench.tapSheetKey(u"parkKey"_s));
    QTRY_VERIFY(bench.window->counter().empty());
    QCOMPARE(bench.window->counter().parked().size(), size_t(1));
}

void TestCounterWindow::everyPathOfTheMeter_isMeasured()
{
    WindowBench bench;
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QTest::keyClicks(bench.window.get(), u"bro"_s, Qt::NoModifier, 50);
    QTRY_VERIFY(bench.window->sellScreen().searching());
    bench.scan(u"4006381333931"_s);
    QTest::keyClick(bench.window.get(), Qt::Key_F12);
    QVERIFY(waitForSale(bench, 1));
    for (const LatencyMeter::Span span : LatencyMeter::spans)
        QTRY_VERIFY2(bench.shop->meter().histogram(span).count() > 0,
                     qPrintable(LatencyMeter::spanWord(span)));
}

// The first start of a newer program: the database is backed up and changed behind the window.
void TestCounterWindow::databaseAtWork_isSaidWhileItSells()
{
    WindowBench bench({.size = {1920, 1080}});
    const auto *banner = bench.window->findChild<TopBar *>()->findChild<Banner *>();
    for (const DatabaseWork work : {DatabaseWork::BackingUp, DatabaseWork::Upgrading}) {
        bench.shop->state().noteWork(work);
        QVERIFY(banner->message().sentence.startsWith(u"New version: "_s));
        QVERIFY(banner->isVisible());
        QVERIFY(banner->textFits());
    }
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QVERIFY(bench.tapKey(u"cardKey"_s));
    QVERIFY(waitForSale(bench, 1));
    bench.shop->state().noteTrouble(
        {.code = Error::Code::Conflict, .reason = Error::Reason::SchemaMismatch});
    bench.shop->state().noteWork(DatabaseWork::None);
    QTRY_VERIFY_WITH_TIMEOUT(banner->message().sentence.contains(u"does not fit the database"_s),
                             20'000);
    QVERIFY(banner->textFits());
}

QTEST_MAIN(TestCounterWindow)
#include "tst_counter_window.moc"
