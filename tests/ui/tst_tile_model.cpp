#include "goods_feed.h"
#include "picture_goods.h"
#include "tile_model.h"
#include "till_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// What the tiles of a page say, and which of them are painted again.
class TestTileModel final : public QObject
{
    Q_OBJECT
private slots:
    void refreshStock_fewLeft_changesThatTileAlone();
    void refreshStock_stillPlenty_changesNothing();
    void refresh_newPrice_isShown();
    void setPlaces_seenBefore_showsTheStockOfNow();
    void setFigures_otherCurrency_writesPricesAnew();
    void spoken_fewLeft_saysSo();

private:
    /// The first three pastries on a page.
    struct Page {
        Page()
            : goods((bench.cache.catalogueRead(PictureGoods::read()), bench.cache))
            , model(goods)
        {
            model.setPlaces({1, 2, 3});
            QObject::connect(&goods, &GoodsFeed::stockChanged, &model, &TileModel::refreshStock);
            QObject::connect(&goods, &GoodsFeed::goodsChanged, &model, &TileModel::refresh);
        }
        void leave(qint64 product, int pieces)
        {
            bench.cache.stockChanged(
                {.stock = {{.product = product, .onHand = Quantity::fromPieces(pieces)}}});
        }
        TillBench bench;
        GoodsFeed goods;
        TileModel model;
    };
};

void TestTileModel::refreshStock_fewLeft_changesThatTileAlone()
{
    Page page;
    page.leave(2, 100);
    QSignalSpy changed(&page.model, &TileModel::dataChanged);
    page.leave(2, 4);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), page.model.indexOfProduct(2));
    QCOMPARE(page.model.tiles()[1].left, u"4 left"_s);
}

void TestTileModel::refreshStock_stillPlenty_changesNothing()
{
    Page page;
    page.leave(2, 100);
    QSignalSpy changed(&page.model, &TileModel::dataChanged);
    page.leave(2, 99);
    QCOMPARE(changed.size(), 0);
}

void TestTileModel::refresh_newPrice_isShown()
{
    Page page;
    CatalogueRead read = PictureGoods::read();
    Goods dearer = *read.goods;
    dearer.products[1].price = Money::fromMinor(999);
    read.goods = std::make_shared<const Goods>(dearer);
    page.bench.cache.catalogueRead(read);
    QCOMPARE(page.model.tiles()[1].price, u"9.99"_s);
}

void TestTileModel::setPlaces_seenBefore_showsTheStockOfNow()
{
    Page page;
    page.model.setPlaces({4, 5});
    page.leave(2, 3);
    page.model.setPlaces({2});
    QCOMPARE(page.model.tiles()[0].left, u"3 left"_s);
}

void TestTileModel::setFigures_otherCurrency_writesPricesAnew()
{
    Page page;
    page.model.setFigures(Figures(QLocale(u"de_DE"_s), {u"EUR"_s, 2}));
    QCOMPARE(page.model.tiles()[0].price, u"1,80"_s);
}

void TestTileModel::spoken_fewLeft_saysSo()
{
    Page page;
    page.leave(2, 3);
    const QString spoken =
        page.model.data(page.model.indexOfProduct(2), Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.startsWith(u"Scone, 2.30, 3 left"_s), qUtf8Printable(spoken));
}

QTEST_MAIN(TestTileModel)
#include "tst_tile_model.moc"
