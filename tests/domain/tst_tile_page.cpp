#include "tile_page.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString bread = u"Bread"_s;
const QString cakes = u"Cakes"_s;

Goods goodsWith(const std::vector<TilePlace> &tiles)
{
    Goods goods;
    goods.products = {{.id = 1, .name = u"Loaf"_s, .category = bread},
                      {.id = 2, .name = u"Rye"_s, .category = bread},
                      {.id = 3, .name = u"Tart"_s, .category = cakes},
                      {.id = 5, .name = u"Spelt"_s, .category = bread}};
    goods.tiles = tiles;
    return goods;
}

using Page = std::vector<qint64>;

}

/// Tiles stand where hands learned them.
class TestTilePage final : public QObject
{
    Q_OBJECT

private slots:
    void tilePage_nothingSaved_isInOrder();
    void tilePage_saved_winsAndTheRestFollows();
    void tilePage_ofAnotherCategory_isShown();
    void tilePage_retired_leavesItsPlaceEmpty();
    void tilePage_newProduct_movesNothing();
    void movedTile_ontoATile_swaps();
    void movedTile_intoAnEmptyPlace_moves();
    void movedTile_beyondTheEnd_leavesAHole();
    void movedTile_fromAnEmptyPlace_movesNothing();
    void movedTile_saved_isShownAsMoved();
};

void TestTilePage::tilePage_nothingSaved_isInOrder()
{
    QCOMPARE(tilePage(goodsWith({}), bread), (Page {1, 2, 5}));
    QCOMPARE(tilePage(goodsWith({}), u"Shop"_s), Page());
}

void TestTilePage::tilePage_saved_winsAndTheRestFollows()
{
    const Goods goods = goodsWith({{bread, 0, 5}, {bread, 3, 1}, {cakes, 0, 3}});
    QCOMPARE(tilePage(goods, bread), (Page {5, 0, 0, 1, 2}));
}

void TestTilePage::tilePage_ofAnotherCategory_isShown()
{
    const Goods goods = goodsWith({{cakes, 1, 1}});
    QCOMPARE(tilePage(goods, cakes), (Page {0, 1, 3}));
    QCOMPARE(tilePage(goods, bread), (Page {1, 2, 5}));
}

void TestTilePage::tilePage_retired_leavesItsPlaceEmpty()
{
    const Goods goods = goodsWith({{bread, 0, 2}, {bread, 1, 4}, {bread, 2, 1}, {bread, 3, 4}});
    QCOMPARE(tilePage(goods, bread), (Page {2, 0, 1, 0, 5}));
}

void TestTilePage::tilePage_newProduct_movesNothing()
{
    Goods goods = goodsWith({{bread, 0, 5}, {bread, 1, 1}, {bread, 2, 2}});
    const Page before = tilePage(goods, bread);
    goods.products.push_back({.id = 9, .name = u"Corn"_s, .category = bread});
    Page expected = before;
    expected.push_back(9);
    QCOMPARE(tilePage(goods, bread), expected);
}

void TestTilePage::movedTile_ontoATile_swaps()
{
    QCOMPARE(movedTile(bread, {1, 2, 5}, 0, 2),
             (std::vector<TilePlace> {{bread, 0, 5}, {bread, 1, 2}, {bread, 2, 1}}));
}

void TestTilePage::movedTile_intoAnEmptyPlace_moves()
{
    QCOMPARE(movedTile(bread, {1, 0, 5}, 2, 1),
             (std::vector<TilePlace> {{bread, 0, 1}, {bread, 1, 5}}));
}

void TestTilePage::movedTile_beyondTheEnd_leavesAHole()
{
    QCOMPARE(movedTile(bread, {1, 2}, 0, 4),
             (std::vector<TilePlace> {{bread, 1, 2}, {bread, 4, 1}}));
}

void TestTilePage::movedTile_fromAnEmptyPlace_movesNothing()
{
    QCOMPARE(movedTile(bread, {1, 0, 5}, 1, 2),
             (std::vector<TilePlace> {{bread, 0, 1}, {bread, 2, 5}}));
}

void TestTilePage::movedTile_saved_isShownAsMoved()
{
    Goods goods = goodsWith({});
    goods.tiles = movedTile(bread, tilePage(goods, bread), 2, 7);
    QCOMPARE(tilePage(goods, bread), (Page {1, 2, 0, 0, 0, 0, 0, 5}));
}

QTEST_APPLESS_MAIN(TestTilePage)
#include "tst_tile_page.moc"
