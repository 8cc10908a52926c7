#include "basket_panel.h"
#include "bottom_bar.h"
#include "category_rail.h"
#include "clerk_bar.h"
#include "counter.h"
#include "picture_shop.h"
#include "scenes.h"
#include "search_box.h"
#include "sell_screen.h"
#include "tile_grid.h"
#include "top_bar.h"

#include <QAbstractButton>
#include <QListView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The frames of the design at its three sizes: x, y, width, height in px.
struct Frames {
    QSize screen;
    int unit, gap;
    QRect topBar, searchField, tabs, rail, firstCategory, firstTile, grid, basket;
    int head, line, chosenLine;
    QRect payFoot;
    int payKey;
    QRect bottomBar;
    int bottomKey;
    QRect sheet;
    int sumKey, keypadWidth, keypadKey;
};

// clang-format off
const std::vector<Frames> &drawn()
{
    static const std::vector<Frames> table {
        {{1920, 1080}, 4, 8,
         {0, 0, 1400, 56}, {188, 5, 392, 46}, {1400, 0, 520, 56}, {0, 56, 168, 936},
         {8, 72, 152, 93}, {188, 72, 192, 144}, {188, 72, 1192, 904}, {1400, 56, 520, 1024},
         85, 60, 136,
         {1400, 992, 520, 88}, 84, {0, 992, 1400, 88}, 72, {168, 56, 1232, 936}, 128, 440, 112},
        {{1366, 768}, 3, 6,
         {0, 0, 946, 48}, {134, 5, 262, 38}, {946, 0, 420, 48}, {0, 48, 120, 648},
         {6, 60, 108, 64}, {134, 60, 128, 120}, {134, 60, 798, 624}, {946, 48, 420, 720},
         61, 48, 104,
         {946, 696, 420, 72}, 64, {0, 696, 946, 72}, 58, {120, 48, 826, 648}, 88, 300, 78},
        {{1024, 768}, 3, 6,
         {0, 0, 684, 48}, {113, 5, 278, 38}, {684, 0, 340, 48}, {0, 48, 104, 648},
         {6, 60, 92, 64}, {113, 60, 136, 120}, {113, 60, 562, 624}, {684, 48, 340, 720},
         61, 48, 104,
         {684, 696, 340, 72}, 64, {0, 696, 684, 72}, 58, {104, 48, 580, 648}, 76, 230, 72},
    };
    return table;
}
// clang-format on

bool near(const QRect &is, const QRect &drawn, int tolerance)
{
    return qAbs(is.x() - drawn.x()) <= tolerance && qAbs(is.y() - drawn.y()) <= tolerance
        && qAbs(is.width() - drawn.width()) <= tolerance
        && qAbs(is.height() - drawn.height()) <= tolerance;
}

QRect inWindow(const QWidget &widget, const QRect &rect)
{
    return {widget.mapTo(widget.window(), rect.topLeft()), rect.size()};
}

QRect inWindow(const QWidget *widget)
{
    return widget ? inWindow(*widget, widget->rect()) : QRect();
}

QString write(const QRect &rect)
{
    return u"%1 %2 %3 %4"_s.arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

/// Gaps between neighbours that stand in one row or one column, in the order they stand.
std::vector<int> gapsOf(std::vector<QRect> rects)
{
    std::ranges::sort(rects, {}, [](const QRect &rect) { return std::pair(rect.y(), rect.x()); });
    std::vector<int> gaps;
    for (const QRect &one : rects) {
        int right = INT_MAX, below = INT_MAX;
        for (const QRect &other : rects) {
            const bool sameRow = other.top() < one.bottom() && one.top() < other.bottom();
            const bool sameColumn = other.left() < one.right() && one.left() < other.right();
            if (sameRow && other.left() > one.right())
                right = std::min(right, other.left() - one.right() - 1);
            if (sameColumn && other.top() > one.bottom())
                below = std::min(below, other.top() - one.bottom() - 1);
        }
        for (const int gap : {right, below}) {
            if (gap != INT_MAX)
                gaps.push_back(gap);
        }
    }
    return gaps;
}

std::vector<QRect> rectsOf(const QList<QAbstractButton *> &buttons)
{
    std::vector<QRect> rects;
    for (const QAbstractButton *button : buttons) {
        if (button->isVisible())
            rects.push_back(inWindow(button));
    }
    return rects;
}

} // namespace

/// What can be measured of the design at the real counter: where everything stands, gaps, colours.
class TestCounterMeasures final : public QObject
{
    Q_OBJECT
private slots:
    void frames_areThoseOfTheDesign_data() { addSizes(); }
    void frames_areThoseOfTheDesign();
    void leftHand_isTheMirror_data() { addSizes(); }
    void leftHand_isTheMirror();
    void gaps_areEqual_data() { addSizes(); }
    void gaps_areEqual();
    void colours_areTheTokens_data();
    void colours_areTheTokens();

private:
    static void addSizes();
    void compare(const QString &part, const QRect &is, const QRect &drawn);
    void compareGaps(const QString &group, const std::vector<QRect> &rects);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    int m_tolerance = 4;
    int m_gap = 8;
    QStringList m_faults;
};

void TestCounterMeasures::addSizes()
{
    QTest::addColumn<int>("row");
    for (int row = 0; row < int(drawn().size()); ++row)
        QTest::addRow("%d", drawn().at(size_t(row)).screen.width()) << row;
}

void TestCounterMeasures::compare(const QString &part, const QRect &is, const QRect &drawn)
{
    if (!near(is, drawn, m_tolerance))
        m_faults << u"%1 is %2, drawn %3"_s.arg(part, write(is), write(drawn));
}

void TestCounterMeasures::frames_areThoseOfTheDesign()
{
    QFETCH(int, row);
    const Frames &frame = drawn().at(size_t(row));
    m_tolerance = frame.unit;
    m_faults.clear();
    PictureShop shop(m_cluster, {.size = frame.screen});
    QVERIFY(scenes().at(1).open(shop));
    shop.grab();
    SellScreen &sell = shop.window().sellScreen();
    compare(u"top bar"_s, inWindow(&sell.topBar()), frame.topBar);
    const SearchBox &search = sell.topBar().search();
    compare(u"search"_s, inWindow(search, search.ringShape().rect.toRect()), frame.searchField);
    QCOMPARE(search.height(), frame.topBar.height()); // Takes touches over the whole bar.
    compare(u"tabs"_s, inWindow(&sell.clerkBar()), frame.tabs);
    compare(u"rail"_s, inWindow(&sell.rail()), frame.rail);
    QRect category = inWindow(shop.find(u"railKey1"_s));
    category.setWidth(category.width() - frame.gap); // It reaches to the grid.
    compare(u"first category"_s, category, frame.firstCategory);
    const QRect second = inWindow(shop.find(u"railKey2"_s));
    compare(u"second category"_s, {second.topLeft(), frame.firstCategory.size()},
            frame.firstCategory.translated(0, frame.firstCategory.height() + frame.gap));
    QVERIFY(shop.find(u"railKey9"_s));
    const TileGrid &grid = sell.grid();
    compare(u"first tile"_s, inWindow(*grid.viewport(), grid.tileRect(0)), frame.firstTile);
    const CounterFrame &laid = shop.window().frame();
    const QRect last = grid.tileRect(laid.columns * laid.rows - 1);
    compare(u"grid"_s, inWindow(*grid.viewport(), grid.tileRect(0).united(last)), frame.grid);
    BasketPanel &basket = sell.basket();
    compare(u"basket"_s, inWindow(&basket), frame.basket);
    const QRect list = inWindow(basket.list());
    compare(u"basket head"_s, {0, 0, 0, list.y() - frame.basket.y()}, {0, 0, 0, frame.head});
    const auto lineHeight = [&](int line) {
        return basket.list()->visualRect(basket.list()->model()->index(line, 0)).height();
    };
    compare(u"line"_s, {0, 0, 0, lineHeight(0)}, {0, 0, 0, frame.line});
    compare(u"chosen line"_s, {0, 0, 0, lineHeight(3)}, {0, 0, 0, frame.chosenLine});
    const QRect card = inWindow(shop.find(u"cardKey"_s));
    const QRect cash = inWindow(shop.find(u"cashKey"_s));
    compare(u"pay keys"_s, card.united(cash),
            {frame.payFoot.x() + frame.gap, frame.payFoot.bottom() + 1 - frame.payKey,
             frame.payFoot.width() - 2 * frame.gap, frame.payKey});
    QCOMPARE(cash.left() - card.right() - 1, frame.gap);
    QVERIFY(qAbs(cash.width() - card.width() * 1.5) <= 2);
    compare(u"bottom bar"_s, inWindow(&sell.bottomBar()), frame.bottomBar);
    compare(u"bottom key"_s, {0, 0, 0, shop.find(u"parkKey"_s)->height()},
            {0, 0, 0, frame.bottomKey});
    QVERIFY(shop.tapKey(u"cashKey"_s));
    QTRY_VERIFY(shop.find(u"tenderSheet"_s));
    compare(u"sheet"_s, inWindow(shop.find(u"tenderSheet"_s)), frame.sheet);
    compare(u"sum key"_s, {0, 0, 0, shop.find(u"sumKey1"_s)->height()}, {0, 0, 0, frame.sumKey});
    const QWidget *keypad = shop.find(u"keypad"_s);
    const auto *digit = keypad->findChild<QAbstractButton *>();
    compare(u"keypad"_s, {0, 0, keypad->width(), digit->height()},
            {0, 0, frame.keypadWidth, frame.keypadKey});
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

void TestCounterMeasures::leftHand_isTheMirror()
{
    QFETCH(int, row);
    const Frames &frame = drawn().at(size_t(row));
    m_tolerance = frame.unit;
    m_faults.clear();
    PictureShop shop(m_cluster, {.size = frame.screen, .hand = Hand::Left});
    shop.grab();
    SellScreen &sell = shop.window().sellScreen();
    const auto mirror = [&](const QRect &rect) {
        return QRect(frame.screen.width() - rect.x() - rect.width(), rect.y(), rect.width(),
                     rect.height());
    };
    compare(u"top bar"_s, inWindow(&sell.topBar()), mirror(frame.topBar));
    compare(u"rail"_s, inWindow(&sell.rail()), mirror(frame.rail));
    compare(u"basket"_s, inWindow(&sell.basket()), mirror(frame.basket));
    compare(u"bottom bar"_s, inWindow(&sell.bottomBar()), mirror(frame.bottomBar));
    const TileGrid &grid = sell.grid();
    const CounterFrame &laid = shop.window().frame();
    const QRect last = grid.tileRect(laid.columns * laid.rows - 1);
    compare(u"grid"_s, inWindow(*grid.viewport(), grid.tileRect(0).united(last)),
            mirror(frame.grid));
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

void TestCounterMeasures::compareGaps(const QString &group, const std::vector<QRect> &rects)
{
    if (rects.size() < 2)
        m_faults << group + u" is not there"_s;
    for (const int gap : gapsOf(rects)) {
        if (qAbs(gap - m_gap) > 1)
            m_faults << u"%1: a gap of %2, drawn %3"_s.arg(group).arg(gap).arg(m_gap);
    }
}

void TestCounterMeasures::gaps_areEqual()
{
    QFETCH(int, row);
    const Frames &frame = drawn().at(size_t(row));
    m_gap = frame.gap;
    m_faults.clear();
    PictureShop shop(m_cluster, {.size = frame.screen});
    QVERIFY(scenes().at(1).open(shop));
    shop.grab();
    const TileGrid &grid = shop.window().sellScreen().grid();
    std::vector<QRect> tiles;
    for (int place = 0; place < shop.window().frame().columns * 3; ++place)
        tiles.push_back(grid.tileRect(place));
    compareGaps(u"tiles"_s, tiles);
    compareGaps(u"categories"_s,
                rectsOf(shop.window().sellScreen().rail().findChildren<QAbstractButton *>()));
    // Undo stands under the rail, and the last receipt at the end.
    QList<QAbstractButton *> bottom;
    for (const QString &name :
         {u"parkKey"_s, u"discountKey"_s, u"boardKey"_s, u"infoKey"_s, u"moreKey"_s})
        bottom += shop.window().sellScreen().bottomBar().findChildren<QAbstractButton *>(name);
    QCOMPARE(bottom.size(), 5);
    compareGaps(u"bottom keys"_s, rectsOf(bottom));
    compareGaps(u"pay keys"_s,
                {inWindow(shop.find(u"cardKey"_s)), inWindow(shop.find(u"cashKey"_s))});
    QVERIFY(shop.tapKey(u"cashKey"_s));
    QTRY_VERIFY(shop.find(u"sumKey1"_s));
    QList<QAbstractButton *> sums;
    for (int i = 1; i <= 4; ++i)
        sums += shop.window().findChildren<QAbstractButton *>(u"sumKey%1"_s.arg(i));
    compareGaps(u"sums"_s, rectsOf(sums));
    compareGaps(u"keypad"_s, rectsOf(shop.find(u"keypad"_s)->findChildren<QAbstractButton *>()));
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

void TestCounterMeasures::colours_areTheTokens_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Mode>("mode");
    for (const Frames &frame : drawn()) {
        const int width = frame.screen.width();
        QTest::addRow("%d light", width) << frame.screen << Mode::Light;
        QTest::addRow("%d dark", width) << frame.screen << Mode::Dark;
        QTest::addRow("%d contrast", width) << frame.screen << Mode::Contrast;
    }
}

void TestCounterMeasures::colours_areTheTokens()
{
    QFETCH(QSize, size);
    QFETCH(Mode, mode);
    PictureShop shop(m_cluster, {.size = size, .mode = mode});
    const Theme &theme = shop.theme();
    const CounterFrame &frame = shop.window().frame();
    const int unit = frame.unit;
    QCOMPARE(theme.settings().mode, mode);
    QImage picture = shop.grab();
    const auto at = [&](int x, int y) { return picture.pixelColor(x, y).name(); };
    const auto token = [&](Role role) { return theme.color(role).name(); };
    QCOMPARE(at(frame.topBar.left() + 1, 1), token(Role::Slate));
    QCOMPARE(at(frame.rail.left() + 1, frame.rail.bottom() - 1), token(Role::Sunk));
    QCOMPARE(at(frame.sheet.left() + unit, frame.grid.top() - unit), token(Role::Bg));
    QCOMPARE(at(frame.bottomBar.left() + 1, frame.bottomBar.bottom() - 1), token(Role::Sunk));
    QCOMPARE(at(frame.basket.center().x(), frame.basket.top() + frame.basketHead + 2 * unit),
             token(Role::Surface));
    QCOMPARE(at(frame.payFoot.left() + 2, frame.payFoot.bottom() - 1), token(Role::Slate));
    const CategoryLook pastry = theme.category(CategoryKey::Pastry);
    const QPoint tile = frame.grid.topLeft() + QPoint(frame.tile.width(), frame.tile.height()) / 2;
    QCOMPARE(at(tile.x(), tile.y()), pastry.tint.name());
    QCOMPARE(
        at(frame.firstCategory.center().x(),
           frame.firstCategory.top() + 2 * (frame.firstCategory.height() + frame.gap) + 2 * unit),
        pastry.strong.name()); // The open one is filled.
    QVERIFY(scenes().at(1).open(shop));
    picture = shop.grab();
    const QRect cash = inWindow(shop.find(u"cashKey"_s));
    QCOMPARE(at(cash.left() + 2 * unit, cash.center().y()), token(Role::Pay));
    const QRect card = inWindow(shop.find(u"cardKey"_s));
    QCOMPARE(at(card.left() + 2 * unit, card.center().y()), token(Role::Surface));
    QCOMPARE(at(card.left() + 1, card.center().y()), token(Role::Pay));
    const QRect list = inWindow(shop.window().sellScreen().basket().list());
    const int chosen = list.top() + 3 * frame.line + 2 * unit;
    QCOMPARE(at(list.center().x(), chosen), token(Role::AccentTint));
    // In high contrast a border of three pixels stands for the bar.
    QCOMPARE(at(list.left() + 2, chosen), token(mode == Mode::Contrast ? Role::Ink : Role::Accent));
}

QTEST_MAIN(TestCounterMeasures)
#include "tst_counter_measures.moc"
