#include "audit_store.h"
#include "catalogue_store.h"
#include "migrations.h"
#include "statements.h"
#include "store_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const Currency euro {.code = u"EUR"_s, .decimals = 2};
const QDate day(2026, 3, 2);

CatalogueRow row(const QString &name, const QString &plu = {})
{
    CatalogueRow row {.name = name,
                      .category = u"Bread"_s,
                      .taxClass = u"food"_s,
                      .price = Money::fromMinor(320)};
    if (!plu.isEmpty())
        row.plu = plu;
    return row;
}

/// A bench with the stores under test.
struct GoodsBench : StoreBench {
    explicit GoodsBench(TestCluster &cluster)
        : StoreBench(cluster)
        , store(orders, listener, u"here"_s)
        , audit(reads)
    {
    }
    std::shared_ptr<const Goods> goods()
    {
        const Result<CatalogueRead> read = await(store.read());
        if (!read)
            qFatal("%s", qPrintable(describe(read.error())));
        return read->goods;
    }
    const Product *named(const QString &name)
    {
        kept = goods();
        for (const Product &product : kept->products) {
            if (product.name == name)
                return &product;
        }
        qFatal("no %s", qPrintable(name));
    }
    ImportSummary import(const std::vector<CatalogueRow> &rows)
    {
        const Result<ImportSummary> summary = await(store.importCatalogue(rows, euro, day));
        if (!summary)
            qFatal("%s", qPrintable(describe(summary.error())));
        return *summary;
    }
    CatalogueStore store;
    AuditStore audit;
    std::shared_ptr<const Goods> kept;
};

/// Brings @p server to the step before the counter's, with samples on sale.
void makeShopOfBefore(TestDatabase &server)
{
    for (const MigrationStep &step : migrationSteps()) {
        if (step.version >= 12)
            break;
        server.execute(QString::fromUtf8(step.text));
        server.execute(u"INSERT INTO bakehouse.schema_migrations (version, name, sha256) VALUES "
                       "(%1, '%2', '%3')"_s.arg(step.version)
                           .arg(step.name, step.sum));
    }
    server.execute(u"SELECT bakehouse.seed_samples()"_s);
}

}

/// What the counter keeps about goods: numbers, halves, colours, tiles, sales by hour.
class TestCounterGoods final : public QObject
{
    Q_OBJECT

private slots:
    void samples_areReadyForTheCounter();
    void upgrade_samplesOnSale_areCompleted();
    void upgrade_ownGoods_getNoSamples();
    void import_counterColumns_areKept();
    void import_withoutThem_changesNothing();
    void import_swappedNumbers_areTaken();
    void import_numberOfAnother_isRefusedWhole();
    void import_numberOfASample_isYielded();
    void setBarcode_takenAndGivenBack();
    void setTiles_replacesThePage();
    void setTiles_unknownProduct_isRefusedWhole();
    void setCategoryColour_winsOverTheGuess();
    void categories_areInTheShopsOrder();
    void salesByHour_countsByTheShopsClock();
    void changes_tellOtherPrograms();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestCounterGoods::samples_areReadyForTheCounter()
{
    GoodsBench bench(m_cluster);
    QSet<QString> plus;
    int divisible = 0;
    const std::shared_ptr<const Goods> goods = bench.goods();
    for (const Product &product : goods->products) {
        QVERIFY2(!product.plu.isEmpty(), qPrintable(product.name));
        plus.insert(product.plu);
        divisible += product.divisible ? 1 : 0;
    }
    QCOMPARE(size_t(plus.size()), goods->products.size());
    QCOMPARE(divisible, 2);
    const Product cookies = *bench.named(u"Cookies, loose"_s);
    QCOMPARE(cookies.unit, SaleUnit::Weight);
    QCOMPARE(cookies.price, Money::fromMinor(1290));
    QCOMPARE(bench.named(u"Other goods"_s)->unit, SaleUnit::OpenPrice);
    QVERIFY(bench.named(u"Rye bread"_s)->divisible);
    QCOMPARE(bench.faults(), QString());
}

void TestCounterGoods::upgrade_samplesOnSale_areCompleted()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    makeShopOfBefore(server);
    const Result<int> version =
        Migrations::bringUp(server.address(), Migrations::Permission::Upgrade);
    QVERIFY2(version, qPrintable(version ? QString() : describe(version.error())));
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.catalogue_products"_s), u"26"_s);
    QCOMPARE(server.value(u"SELECT count(plu) FROM bakehouse.catalogue_products"_s), u"26"_s);
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.verify_all()"_s), u"0"_s);
}

void TestCounterGoods::upgrade_ownGoods_getNoSamples()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    makeShopOfBefore(server);
    server.execute(
        u"SELECT bakehouse.import_catalogue('[{\"name\":\"Rye\",\"category\":\"Bread\",\"class\":"
        "\"food\",\"price\":480}]', 'EUR', 2, '2026-03-02', 'test')"_s);
    QVERIFY(Migrations::bringUp(server.address(), Migrations::Permission::Upgrade));
    QCOMPARE(server.value(u"SELECT string_agg(name || coalesce(plu, ''), ' ') FROM "
                          "bakehouse.catalogue_products"_s),
             u"Rye"_s);
}

void TestCounterGoods::import_counterColumns_areKept()
{
    GoodsBench bench(m_cluster);
    CatalogueRow full = row(u"Loose tea"_s, u"007"_s);
    full.barcode = u"4012345678901"_s;
    full.unit = SaleUnit::Weight;
    full.divisible = true;
    QCOMPARE(bench.import({full, row(u"Roll"_s)}).added, 2);
    const Product tea = *bench.named(u"Loose tea"_s);
    QCOMPARE(tea.plu, u"007"_s);
    QCOMPARE(tea.barcode, u"4012345678901"_s);
    QCOMPARE(tea.unit, SaleUnit::Weight);
    QVERIFY(tea.divisible);
    const Product roll = *bench.named(u"Roll"_s);
    QVERIFY(roll.plu.isEmpty() && roll.barcode.isEmpty() && !roll.divisible);
    QCOMPARE(roll.unit, SaleUnit::Piece);

    CatalogueRow piece = row(u"Loose tea"_s);
    piece.unit = SaleUnit::Piece;
    QCOMPARE(bench.import({piece, row(u"Roll"_s)}).changed, 1);
    QCOMPARE(bench.named(u"Loose tea"_s)->unit, SaleUnit::Piece);
}

void TestCounterGoods::import_withoutThem_changesNothing()
{
    GoodsBench bench(m_cluster);
    CatalogueRow full = row(u"Bread"_s, u"5"_s);
    full.barcode = u"96385074"_s;
    full.unit = SaleUnit::OpenPrice;
    full.divisible = true;
    bench.import({full});
    const Product before = *bench.named(u"Bread"_s);
    QCOMPARE(bench.import({row(u"Bread"_s)}).unchanged, 1);
    QCOMPARE(bench.import({full}).unchanged, 1);
    QCOMPARE(*bench.named(u"Bread"_s), before);
}

void TestCounterGoods::import_swappedNumbers_areTaken()
{
    GoodsBench bench(m_cluster);
    CatalogueRow bread = row(u"Bread"_s, u"1"_s);
    CatalogueRow roll = row(u"Roll"_s, u"2"_s);
    bread.barcode = u"x"_s;
    roll.barcode = u"y"_s;
    bench.import({bread, roll});
    std::swap(bread.plu, roll.plu);
    std::swap(bread.barcode, roll.barcode);
    const ImportSummary summary = bench.import({bread, roll});
    QCOMPARE(summary.changed, 2);
    QCOMPARE(bench.named(u"Bread"_s)->plu, u"2"_s);
    QCOMPARE(bench.named(u"Bread"_s)->barcode, u"y"_s);
    QCOMPARE(bench.named(u"Roll"_s)->plu, u"1"_s);
}

void TestCounterGoods::import_numberOfAnother_isRefusedWhole()
{
    GoodsBench bench(m_cluster);
    bench.import({row(u"Bread"_s, u"1"_s)});
    const Result<ImportSummary> plu =
        await(bench.store.importCatalogue({row(u"Bun"_s), row(u"Roll"_s, u"1"_s)}, euro, day));
    QVERIFY(!plu);
    QCOMPARE(plu.error().code, Error::Code::Conflict);
    QCOMPARE(plu.error().reason, Error::Reason::BadField);
    QCOMPARE(plu.error().field, u"plu"_s);
    QCOMPARE(bench.goods()->products.size(), size_t(1));

    QVERIFY(await(bench.store.setBarcode(bench.named(u"Bread"_s)->id, u"x"_s)));
    CatalogueRow coded = row(u"Roll"_s);
    coded.barcode = u"x"_s;
    const Result<ImportSummary> barcode = await(bench.store.importCatalogue({coded}, euro, day));
    QVERIFY(!barcode);
    QCOMPARE(barcode.error().field, u"barcode"_s);
}

void TestCounterGoods::import_numberOfASample_isYielded()
{
    GoodsBench bench(m_cluster);
    EntryStore entries(bench.orders, bench.listener, u"here"_s);
    ChainWriter chain;
    QVERIFY(await(entries.registerTill(chain.till(), u"Till"_s, 0)));
    QVERIFY(await(entries.record({chain.write(ChainWriter::sale({{}}))}))); // Samples stay now.
    QCOMPARE(bench.named(u"Rye bread"_s)->plu, u"12"_s);
    QCOMPARE(bench.import({row(u"Roll"_s, u"12"_s)}).added, 1);
    QCOMPARE(bench.named(u"Rye bread"_s)->plu, QString());
    QCOMPARE(bench.named(u"Roll"_s)->plu, u"12"_s);
}

void TestCounterGoods::setBarcode_takenAndGivenBack()
{
    GoodsBench bench(m_cluster);
    QVERIFY(await(bench.store.setBarcode(2, u"4012345678901"_s)));
    QCOMPARE(bench.listener.reads(), 1);
    QCOMPARE(bench.goods()->find(2)->barcode, u"4012345678901"_s);
    QVERIFY(await(bench.store.setBarcode(2, u"4012345678901"_s))); // its own

    const Result<void> taken = await(bench.store.setBarcode(3, u"4012345678901"_s));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, Error::Code::Conflict);
    QCOMPARE(taken.error().field, u"barcode"_s);
    QCOMPARE(taken.error().product, 2);
    QCOMPARE(await(bench.store.setBarcode(999, u"x"_s)).error().reason,
             Error::Reason::UnknownProduct);

    QVERIFY(await(bench.store.setBarcode(2, QString())));
    QVERIFY(await(bench.store.setBarcode(3, u"4012345678901"_s)));
    QCOMPARE(bench.goods()->find(2)->barcode, QString());
    QCOMPARE(bench.goods()->find(3)->barcode, u"4012345678901"_s);
}

void TestCounterGoods::setTiles_replacesThePage()
{
    GoodsBench bench(m_cluster);
    const QString bread = u"Bread"_s;
    const std::vector<TilePlace> first {{bread, 0, 3}, {bread, 5, 1}};
    const std::vector<TilePlace> rolls {{u"Rolls"_s, 2, 6}};
    QVERIFY(await(bench.store.setTiles(u"Rolls"_s, rolls)));
    QVERIFY(await(bench.store.setTiles(bread, first)));
    QCOMPARE(bench.listener.reads(), 2);
    QCOMPARE(bench.goods()->tiles, (std::vector<TilePlace> {first[0], first[1], rolls[0]}));

    QVERIFY(await(bench.store.setTiles(bread, {{bread, 1, 3}})));
    QCOMPARE(bench.goods()->tiles, (std::vector<TilePlace> {{bread, 1, 3}, rolls[0]}));
    QVERIFY(await(bench.store.setTiles(bread, {})));
    QCOMPARE(bench.goods()->tiles, rolls);
}

void TestCounterGoods::setTiles_unknownProduct_isRefusedWhole()
{
    GoodsBench bench(m_cluster);
    const std::vector<TilePlace> before {{u"Bread"_s, 0, 3}};
    QVERIFY(await(bench.store.setTiles(u"Bread"_s, before)));
    const Result<void> refused =
        await(bench.store.setTiles(u"Bread"_s, {{u"Bread"_s, 0, 1}, {u"Bread"_s, 1, 999}}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Error::Reason::UnknownProduct);
    QCOMPARE(refused.error().product, 999);
    QCOMPARE(bench.goods()->tiles, before);
}

void TestCounterGoods::setCategoryColour_winsOverTheGuess()
{
    GoodsBench bench(m_cluster);
    QCOMPARE(bench.goods()->categories.at(0),
             (Category {.name = u"Bread"_s, .colour = CategoryColour::Bread}));
    QVERIFY(await(bench.store.setCategoryColour(u"Bread"_s, CategoryColour::Events)));
    QCOMPARE(bench.listener.reads(), 2);
    QCOMPARE(int(bench.goods()->categories.at(0).colour), int(CategoryColour::Events));
    const Result<void> unknown =
        await(bench.store.setCategoryColour(u"Hats"_s, CategoryColour::Shop));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, Error::Code::NotFound);
    QCOMPARE(unknown.error().field, u"category"_s);
}

void TestCounterGoods::categories_areInTheShopsOrder()
{
    GoodsBench bench(m_cluster);
    QStringList names;
    const std::shared_ptr<const Goods> samples = bench.goods();
    for (const Category &category : samples->categories)
        names.append(category.name);
    QCOMPARE(names,
             (QStringList {u"Bread"_s, u"Rolls"_s, u"Pastries"_s, u"Cakes"_s, u"Snacks"_s,
                           u"Hot drinks"_s, u"Cold drinks"_s, u"Shop"_s}));
    CatalogueRow tea = row(u"Tea"_s);
    tea.category = u"Hot drinks"_s;
    CatalogueRow hat = row(u"Hat"_s);
    hat.category = u"Hats"_s;
    bench.import({hat, tea}); // Retires the samples and with them most categories.
    const std::shared_ptr<const Goods> goods = bench.goods();
    QCOMPARE(goods->categories.size(), size_t(2));
    QCOMPARE(goods->categories[0].name, u"Hot drinks"_s);
    QCOMPARE(goods->categories[1].name, u"Hats"_s);
}

void TestCounterGoods::salesByHour_countsByTheShopsClock()
{
    GoodsBench bench(m_cluster);
    EntryStore entries(bench.orders, bench.listener, u"here"_s);
    ChainWriter chain;
    QVERIFY(await(entries.registerTill(chain.till(), u"Till"_s, 0)));
    Receipt sale = ChainWriter::sale({{.product = 1, .pieces = 2}, {.product = 2}}); // 8:00 UTC
    Receipt half = ChainWriter::sale({{.product = 2}});
    half.lines[0].quantity = Quantity::fromThousandths(500);
    Receipt late = ChainWriter::sale({{.product = 1}});
    late.soldAt = late.soldAt.addSecs(3'600);
    Receipt old = ChainWriter::sale({{.product = 1}});
    old.businessDay = old.businessDay.addDays(-40);
    std::vector<Entry> written {chain.write(sale), chain.write(half), chain.write(late),
                                chain.write(old), chain.write(ChainWriter::refund(sale))};
    QVERIFY(await(entries.record(written)));

    const auto sales = await(bench.audit.salesByHour(day.addDays(-28), u"Europe/Berlin"_s));
    QVERIFY2(sales, qPrintable(sales ? QString() : describe(sales.error())));
    QCOMPARE(*sales, (std::vector<HourlySales> {{9, 1, 2}, {9, 2, 2}, {10, 1, 1}}));
    QCOMPARE(await(bench.audit.salesByHour(day.addDays(1), u"UTC"_s))->size(), size_t(0));
}

void TestCounterGoods::changes_tellOtherPrograms()
{
    GoodsBench bench(m_cluster);
    qint64 revision = bench.goods()->revision;
    const auto rose = [&] { return std::exchange(revision, bench.goods()->revision) < revision; };
    QVERIFY(await(bench.store.setBarcode(1, u"x"_s)));
    QVERIFY(rose());
    QVERIFY(await(bench.store.setTiles(u"Bread"_s, {{u"Bread"_s, 0, 1}})));
    QVERIFY(rose());
    QVERIFY(await(bench.store.setCategoryColour(u"Bread"_s, CategoryColour::Shop)));
    QVERIFY(rose());
}

QTEST_GUILESS_MAIN(TestCounterGoods)
#include "tst_counter_goods.moc"
