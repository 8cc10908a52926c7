#include "counter_frame.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The frames of the look's table at the three drawn sizes, and what happens between them.
class TestCounterFrame : public QObject
{
    Q_OBJECT
private slots:
    void drawnSize_matchesTheTable_data();
    void drawnSize_matchesTheTable();
    void anyScreen_staysInside_data();
    void anyScreen_staysInside();
    void sizes_areLargeEnoughForAFinger_data();
    void sizes_areLargeEnoughForAFinger();
    void surplus_goesToTheBasketFirst();
    void largeText_showsFewerColumnsNeverSmallerTiles();
    void leftHand_mirrorsTheColumns();
    void ownPixelsPerMm_areObeyed();
};

namespace {

CounterFrame frameOf(QSize screen)
{
    return counterFrame({.screen = screen});
}

void screens()
{
    QTest::addColumn<QSize>("screen");
    for (const QSize size :
         {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768), QSize(1280, 800),
          QSize(1280, 1024), QSize(1600, 900), QSize(1680, 1050), QSize(1920, 1200),
          QSize(2560, 1440), QSize(3840, 2160), QSize(800, 600)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

bool near(const QRect &rect, const QRect &wanted, int unit)
{
    return qAbs(rect.x() - wanted.x()) <= unit && qAbs(rect.y() - wanted.y()) <= unit
        && qAbs(rect.width() - wanted.width()) <= unit
        && qAbs(rect.height() - wanted.height()) <= unit;
}

} // namespace

void TestCounterFrame::drawnSize_matchesTheTable_data()
{
    QTest::addColumn<QSize>("screen");
    QTest::addColumn<QRect>("topBar");
    QTest::addColumn<QRect>("search");
    QTest::addColumn<QRect>("tabs");
    QTest::addColumn<QRect>("rail");
    QTest::addColumn<QRect>("category");
    QTest::addColumn<QRect>("grid");
    QTest::addColumn<QSize>("tile");
    QTest::addColumn<QRect>("basket");
    QTest::addColumn<QRect>("foot");
    QTest::addColumn<QRect>("bottom");
    QTest::addColumn<QRect>("sheet");
    QTest::newRow("1920 x 1080") << QSize(1920, 1080) << QRect(0, 0, 1400, 56)
                                 << QRect(188, 5, 392, 46) << QRect(1400, 0, 520, 56)
                                 << QRect(0, 56, 168, 936) << QRect(8, 72, 152, 93)
                                 << QRect(QPoint(188, 72), QPoint(1379, 975)) << QSize(192, 144)
                                 << QRect(1400, 56, 520, 1024) << QRect(1400, 992, 520, 88)
                                 << QRect(0, 992, 1400, 88) << QRect(168, 56, 1232, 936);
    QTest::newRow("1366 x 768") << QSize(1366, 768) << QRect(0, 0, 946, 48)
                                << QRect(134, 5, 262, 38) << QRect(946, 0, 420, 48)
                                << QRect(0, 48, 120, 648) << QRect(6, 60, 108, 64)
                                << QRect(QPoint(134, 60), QPoint(931, 683)) << QSize(128, 120)
                                << QRect(946, 48, 420, 720) << QRect(946, 696, 420, 72)
                                << QRect(0, 696, 946, 72) << QRect(120, 48, 826, 648);
    QTest::newRow("1024 x 768") << QSize(1024, 768) << QRect(0, 0, 684, 48)
                                << QRect(113, 5, 278, 38) << QRect(684, 0, 340, 48)
                                << QRect(0, 48, 104, 648) << QRect(6, 60, 92, 64)
                                << QRect(QPoint(113, 60), QPoint(674, 683)) << QSize(136, 120)
                                << QRect(684, 48, 340, 720) << QRect(684, 696, 340, 72)
                                << QRect(0, 696, 684, 72) << QRect(104, 48, 580, 648);
}

void TestCounterFrame::drawnSize_matchesTheTable()
{
    QFETCH(QSize, screen);
    const CounterFrame frame = frameOf(screen);
    QFETCH(QRect, topBar);
    QFETCH(QRect, search);
    QFETCH(QRect, tabs);
    QFETCH(QRect, rail);
    QFETCH(QRect, category);
    QFETCH(QRect, grid);
    QFETCH(QSize, tile);
    QFETCH(QRect, basket);
    QFETCH(QRect, foot);
    QFETCH(QRect, bottom);
    QFETCH(QRect, sheet);
    QVERIFY(near(frame.topBar, topBar, 0));
    QVERIFY(near(frame.search, search, 0));
    QVERIFY(near(frame.tabs, tabs, 0));
    QVERIFY(near(frame.rail, rail, 0));
    QVERIFY(near(frame.firstCategory, category, 0));
    QVERIFY(near(frame.grid, grid, 0));
    QCOMPARE(frame.tile, tile);
    QVERIFY(near(frame.basket, basket, 0));
    QVERIFY(near(frame.payFoot, foot, 0));
    QVERIFY(near(frame.bottomBar, bottom, 0));
    QVERIFY(near(frame.sheet, sheet, 0));
    QCOMPARE(frame.gap, 2 * frame.unit);
}

void TestCounterFrame::anyScreen_staysInside_data()
{
    screens();
}

void TestCounterFrame::anyScreen_staysInside()
{
    QFETCH(QSize, screen);
    const CounterFrame frame = frameOf(screen);
    const QRect whole({}, screen);
    for (const QRect &part : {frame.topBar, frame.search, frame.tabs, frame.rail, frame.grid,
                              frame.basket, frame.payFoot, frame.bottomBar, frame.sheet})
        QVERIFY2(whole.contains(part), "a part stands outside the screen");
    QVERIFY(frame.sheet.contains(frame.grid));
    QVERIFY(!frame.basket.intersects(frame.sheet));
    QVERIFY(!frame.rail.intersects(frame.sheet));
    QVERIFY(frame.columns >= 2 && frame.rows >= 2);
}

void TestCounterFrame::sizes_areLargeEnoughForAFinger_data()
{
    screens();
}

void TestCounterFrame::sizes_areLargeEnoughForAFinger()
{
    QFETCH(QSize, screen);
    const CounterFrame frame = frameOf(screen);
    const auto mm = [&frame](int px) { return px / frame.pixelsPerMm; };
    QVERIFY(mm(frame.tile.width()) >= 15 && mm(frame.tile.height()) >= 15);
    QVERIFY(mm(frame.payKey) >= 15);
    QVERIFY(mm(frame.line) >= 9);
    QVERIFY(mm(frame.gap) >= 1.25); // 1.5 where whole pixels allow it
}

void TestCounterFrame::surplus_goesToTheBasketFirst()
{
    const CounterFrame wide = frameOf({2000, 1080});
    QCOMPARE(wide.tile, QSize(192, 144));
    QCOMPARE(wide.basket.width(), 600);
    QCOMPARE(wide.rail.width(), 168);
}

void TestCounterFrame::largeText_showsFewerColumnsNeverSmallerTiles()
{
    const CounterFrame usual = frameOf({1920, 1080});
    for (const int percent : {150, 175, 200}) {
        const CounterFrame large = counterFrame({.screen = {1920, 1080}, .textPercent = percent});
        QVERIFY(large.columns < usual.columns);
        QVERIFY(large.tile.width() > usual.tile.width());
        QVERIFY(large.tile.height() > usual.tile.height());
        QVERIFY(large.sheet.contains(large.grid));
    }
}

void TestCounterFrame::leftHand_mirrorsTheColumns()
{
    const CounterFrame right = frameOf({1366, 768});
    const CounterFrame left = counterFrame({.screen = {1366, 768}, .hand = Hand::Left});
    QCOMPARE(left.basket, QRect(0, 48, 420, 720));
    QCOMPARE(left.rail.right(), 1365);
    QCOMPARE(left.grid.size(), right.grid.size());
    QCOMPARE(left.firstCategory.size(), right.firstCategory.size());
    QVERIFY(left.rail.contains(left.firstCategory));
}

void TestCounterFrame::ownPixelsPerMm_areObeyed()
{
    // A shop that says so gets larger keys, as far as the screen holds them.
    const CounterFrame larger = counterFrame({.screen = {1920, 1080}, .chosenPixelsPerMm = 4.5});
    QCOMPARE(qRound(larger.pixelsPerMm * 10), 45);
    const CounterFrame tooLarge = counterFrame({.screen = {1024, 768}, .chosenPixelsPerMm = 9});
    QVERIFY(QRect(0, 0, 1024, 768).contains(tooLarge.grid));
}

QTEST_APPLESS_MAIN(TestCounterFrame)
#include "tst_counter_frame.moc"
