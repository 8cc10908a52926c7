#include "audit_store.h"
#include "desk_bench.h"
#include "goods_desk.h"
#include "test_database.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray heading = "name,category,tax_class,price_minor,currency,plu\n";

/// The desk over real stores whose listener is the cache, as in the shop.
struct GoodsBench {
    explicit GoodsBench(TestCluster &cluster)
        : server(cluster)
        , stores(server.address())
        , reports(stores.reads)
        , desk(stores.catalogue, reports, stores.clock, {.zone = QTimeZone("Europe/Berlin")})
    {
    }
    const Product *product(qint64 id) const
    {
        const std::shared_ptr<const Catalogue> current = stores.cache.current();
        return current ? current->find(id) : nullptr;
    }
    const Goods &goods() const { return stores.cache.current()->goods(); }

    TestDatabase server;
    DeskBench stores;
    AuditStore reports;
    GoodsDesk desk;
};

}

/// What staff change at the counter shows at once.
class TestGoodsDesk final : public QObject
{
    Q_OBJECT

private slots:
    void setAvailable_resolved_isShown();
    void setBarcode_isNormalisedAndShown();
    void setBarcode_bad_isRefused();
    void setBarcode_ofAnother_isAConflict();
    void setTiles_resolved_areShown();
    void setTiles_bad_areRefused_data();
    void setTiles_bad_areRefused();
    void setCategoryColour_resolved_isShown();
    void importCatalogue_good_isShown();
    void importCatalogue_badRows_areListed();
    void importCatalogue_manyBadRows_areCut();
    void importCatalogue_tooLarge_isRefused();
    void importTax_goodAndBad();
    void salesByHour_emptyShop_isNothing();
    void databaseAway_isSaidSo();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestGoodsDesk::setAvailable_resolved_isShown()
{
    GoodsBench bench(m_cluster);
    QVERIFY(await(bench.desk.setAvailable(1, false)));
    QVERIFY(!bench.product(1)->available);
    QVERIFY(await(bench.desk.setAvailable(1, true)));
    QVERIFY(bench.product(1)->available);
    QCOMPARE(await(bench.desk.setAvailable(999, true)).error().reason,
             Error::Reason::UnknownProduct);
}

void TestGoodsDesk::setBarcode_isNormalisedAndShown()
{
    GoodsBench bench(m_cluster);
    QVERIFY(await(bench.desk.setBarcode(1, u" 036000241457"_s)));
    QCOMPARE(bench.product(1)->barcode, u"0036000241457"_s);
    QVERIFY(await(bench.desk.setBarcode(1, QString())));
    QCOMPARE(bench.product(1)->barcode, QString());
}

void TestGoodsDesk::setBarcode_bad_isRefused()
{
    GoodsBench bench(m_cluster);
    const Result<void> refused = await(bench.desk.setBarcode(1, u"4012345678900"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    QCOMPARE(refused.error().field, u"barcode"_s);
}

void TestGoodsDesk::setBarcode_ofAnother_isAConflict()
{
    GoodsBench bench(m_cluster);
    QVERIFY(await(bench.desk.setBarcode(1, u"0036000241457"_s)));
    const Result<void> refused = await(bench.desk.setBarcode(2, u"036000241457"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Conflict);
    QCOMPARE(refused.error().product, 1);
}

void TestGoodsDesk::setTiles_resolved_areShown()
{
    GoodsBench bench(m_cluster);
    QVERIFY(await(bench.desk.setTiles(u"Bread"_s, {{u"Bread"_s, 4, 2}, {QString(), 0, 1}})));
    QCOMPARE(bench.goods().tiles,
             (std::vector<TilePlace> {{u"Bread"_s, 0, 1}, {u"Bread"_s, 4, 2}}));
}

void TestGoodsDesk::setTiles_bad_areRefused_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<QString>("field");
    QTest::newRow("a place twice") << u"Bread"_s << 3 << 3 << u"place"_s;
    QTest::newRow("below the first place") << u"Bread"_s << -1 << 3 << u"place"_s;
    QTest::newRow("beyond the last place") << u"Bread"_s << 3 << 10'000 << u"place"_s;
    QTest::newRow("no page") << QString() << 1 << 2 << u"page"_s;
    QTest::newRow("long page") << QString(61, u'x') << 1 << 2 << u"page"_s;
}

void TestGoodsDesk::setTiles_bad_areRefused()
{
    QFETCH(const QString, page);
    QFETCH(const int, first);
    QFETCH(const int, second);
    QFETCH(const QString, field);
    GoodsBench bench(m_cluster);
    const Result<void> refused =
        await(bench.desk.setTiles(page, {{page, first, 1}, {page, second, 2}}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    QCOMPARE(refused.error().field, field);
}

void TestGoodsDesk::setCategoryColour_resolved_isShown()
{
    GoodsBench bench(m_cluster);
    QVERIFY(await(bench.desk.setCategoryColour(u"Bread"_s, CategoryColour::Events)));
    QCOMPARE(int(bench.goods().categories.at(0).colour), int(CategoryColour::Events));
}

void TestGoodsDesk::importCatalogue_good_isShown()
{
    GoodsBench bench(m_cluster);
    const Result<ImportSummary> summary = await(bench.desk.importCatalogue(
        heading + "Rye,Bread,food,480,GBP,7\nTea,Hot drinks,drink,250,GBP,\n"));
    QVERIFY2(summary, qPrintable(summary ? QString() : describe(summary.error())));
    QCOMPARE(summary->added, 2);
    QCOMPARE(bench.goods().products.size(), size_t(2));
    QCOMPARE(bench.goods().products[0].plu, u"7"_s);
    QCOMPARE(bench.goods().currency.code, u"GBP"_s);
}

void TestGoodsDesk::importCatalogue_badRows_areListed()
{
    GoodsBench bench(m_cluster);
    const Result<ImportSummary> summary = await(bench.desk.importCatalogue(
        heading + "Rye,Bread,food,480,GBP,7\nTea,Drinks,drink,x,GBP,\nBun,Rolls,food,50,GBP,7\n"));
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, Error::Code::Invalid);
    QCOMPARE(summary.error().reason, Error::Reason::BadRow);
    QCOMPARE(summary.error().left, 3);
    const QStringList lines = summary.error().detail.split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith(u"line 3: price_minor: "_s), qPrintable(lines[0]));
    QVERIFY2(lines[1].startsWith(u"line 4: plu: "_s), qPrintable(lines[1]));
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.products"_s), u"26"_s);
}

void TestGoodsDesk::importCatalogue_manyBadRows_areCut()
{
    GoodsBench bench(m_cluster);
    QByteArray rows;
    for (int line = 2; line <= 40; ++line)
        rows += "Bun" + QByteArray::number(line) + ",Rolls,food,x,GBP,\n";
    const Result<ImportSummary> summary = await(bench.desk.importCatalogue(heading + rows));
    QVERIFY(!summary);
    QCOMPARE(summary.error().left, 2);
    QCOMPARE(summary.error().detail.count(u'\n'), 19);
}

void TestGoodsDesk::importCatalogue_tooLarge_isRefused()
{
    GoodsBench bench(m_cluster);
    const Result<ImportSummary> summary =
        await(bench.desk.importCatalogue(QByteArray(33'554'433, 'x')));
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, Error::Code::Invalid);
    QCOMPARE(summary.error().field, u"file"_s);
}

void TestGoodsDesk::importTax_goodAndBad()
{
    GoodsBench bench(m_cluster);
    const QByteArray columns = "tax_class,takeaway_bp,eat_in_bp,valid_from\n";
    QCOMPARE(await(bench.desk.importTax(columns + "tea,500,2000,2011-01-04\n"))->added, 2);
    QCOMPARE(bench.goods().taxes.rateBp(u"tea"_s, TaxMode::EatIn, QDate(2026, 3, 2)), 2000);
    const Result<ImportSummary> bad =
        await(bench.desk.importTax(columns + "tea,500,x,2011-01-04\n"));
    QVERIFY(!bad);
    QCOMPARE(bad.error().reason, Error::Reason::BadRow);
    QCOMPARE(bad.error().left, 2);
}

void TestGoodsDesk::salesByHour_emptyShop_isNothing()
{
    GoodsBench bench(m_cluster);
    const Result<std::vector<HourlySales>> sales = await(bench.desk.salesByHour());
    QVERIFY2(sales, qPrintable(sales ? QString() : describe(sales.error())));
    QVERIFY(sales->empty());
}

void TestGoodsDesk::databaseAway_isSaidSo()
{
    DeskBench stores;
    AuditStore reports(stores.reads);
    GoodsDesk desk(stores.catalogue, reports, stores.clock, {.zone = QTimeZone("Europe/Berlin")});
    QCOMPARE(await(desk.setAvailable(1, false)).error().code, Error::Code::Unavailable);
    QCOMPARE(await(desk.importCatalogue(heading + "Rye,Bread,food,480,GBP,7\n")).error().code,
             Error::Code::Unavailable);
}

QTEST_GUILESS_MAIN(TestGoodsDesk)
#include "tst_goods_desk.moc"
