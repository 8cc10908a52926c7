#include "catalogue_store.h"
#include "entry_store.h"
#include "hours_store.h"
#include "store_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Reading and changing goods, rates and stock.
class TestCatalogueStore final : public QObject
{
    Q_OBJECT

private slots:
    void read_samples_areWhole();
    void read_tellsTheListenerFirst();
    void importCatalogue_first_retiresSamplesAndSetsCurrency();
    void importCatalogue_again_keepsWhatTheFileDoesNotSay();
    void importCatalogue_anotherCurrencyAfterSales_isRefused();
    void importCatalogue_badRow_leavesNothing();
    void importTax_addsAndChanges();
    void bookDelivery_sameKey_isBookedOnce();
    void bookDelivery_unknownProduct_isRefusedWhole();
    void setAvailable_showsInTheNextRead();
    void setPickupNeed_showsInTheNextRead();
    void importCatalogue_withLeadAndCutoff_keepsWhatTheFileDoesNotSay();
    void hours_areReadAsTheyWereSet();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

static CatalogueRow row(const QString &name, qint64 price)
{
    return {.name = name,
            .category = u"Bread"_s,
            .taxClass = u"bread"_s,
            .price = Money::fromMinor(price)};
}

static const Currency pound {.code = u"GBP"_s, .decimals = 2};
static const QDate day(2026, 3, 2);

/// A bench with the store under test.
struct CatalogueBench : StoreBench {
    explicit CatalogueBench(TestCluster &cluster)
        : StoreBench(cluster)
        , store(orders, listener, u"here"_s)
    {
    }
    CatalogueRead read()
    {
        const Result<CatalogueRead> read = await(store.read());
        if (!read)
            qFatal("%s", qPrintable(describe(read.error())));
        return *read;
    }
    CatalogueStore store;
};

void TestCatalogueStore::read_samples_areWhole()
{
    CatalogueBench bench(m_cluster);
    const CatalogueRead read = bench.read();
    const std::vector<Product> &products = read.goods->products;
    QCOMPARE(products.size(), size_t(26));
    QCOMPARE(read.stock.size(), products.size());
    QCOMPARE(read.goods->currency, (Currency {.code = u"EUR"_s, .decimals = 2}));
    for (size_t i = 0; i < products.size(); ++i) {
        QCOMPARE(read.stock[i].product, products[i].id);
        QVERIFY(read.stock[i].onHand >= Quantity::fromPieces(20)
                && read.stock[i].onHand <= Quantity::fromPieces(60));
        const bool isOpen = products[i].unit == SaleUnit::OpenPrice;
        QCOMPARE(products[i].price > Money(), !isOpen);
        QCOMPARE(products[i].allergens.has_value(), !isOpen);
        QVERIFY(read.goods->taxes.rateBp(products[i].taxClass, TaxMode::EatIn, day).has_value());
    }
    QCOMPARE(products[21].name, u"Cappuccino"_s);
    QVERIFY(products[21].prepared);
    QCOMPARE(*products[21].allergens, QStringList {u"milk"_s});
    QCOMPARE(products[0].category, u"Bread"_s);
    QCOMPARE(read.goods->taxes.rateBp(u"food"_s, TaxMode::EatIn, QDate(2025, 12, 31)), 1900);
    QCOMPARE(read.goods->taxes.rateBp(u"food"_s, TaxMode::EatIn, QDate(2026, 1, 1)), 700);
    QVERIFY(read.heads.isEmpty());
    QCOMPARE(bench.faults(), QString());
}

void TestCatalogueStore::read_tellsTheListenerFirst()
{
    CatalogueBench bench(m_cluster);
    bench.read();
    QCOMPARE(bench.listener.reads(), 1);
}

void TestCatalogueStore::importCatalogue_first_retiresSamplesAndSetsCurrency()
{
    CatalogueBench bench(m_cluster);
    CatalogueRow bread = row(u"Bread"_s, 320);
    bread.stock = Quantity::fromPieces(12);
    bread.allergens = QStringList {u"wheat"_s, u"rye, \"whole\""_s};
    CatalogueRow sample = row(u"Croissant"_s, 210); // as a sample is called too
    sample.prepared = true;

    const Result<ImportSummary> summary =
        await(bench.store.importCatalogue({bread, sample}, pound, day));

    QVERIFY2(summary, qPrintable(summary ? QString() : describe(summary.error())));
    QCOMPARE(summary->added, 2);
    QCOMPARE(summary->samplesRetired, 26);
    QCOMPARE(bench.listener.reads(), 1);
    const CatalogueRead read = bench.read();
    QCOMPARE(read.goods->products.size(), size_t(2));
    QCOMPARE(read.goods->currency, pound);
    QCOMPARE(*read.goods->products[0].allergens, *bread.allergens);
    QVERIFY(!read.goods->products[1].allergens.has_value());
    QVERIFY(read.goods->products[1].prepared);
    QCOMPARE(read.stock[0].onHand, Quantity::fromPieces(12));
    QCOMPARE(read.stock[1].onHand, Quantity());
    QCOMPARE(bench.faults(), QString());
}

void TestCatalogueStore::importCatalogue_again_keepsWhatTheFileDoesNotSay()
{
    CatalogueBench bench(m_cluster);
    CatalogueRow full = row(u"Bread"_s, 320);
    full.stock = Quantity::fromPieces(12);
    full.description = u"Dark"_s;
    full.allergens = QStringList {u"rye"_s};
    QVERIFY(await(
        bench.store.importCatalogue({full, row(u"Roll"_s, 50), row(u"Bun"_s, 90)}, pound, day)));
    const qint64 revision = bench.read().goods->revision;
    CatalogueRow restocked = row(u"Roll"_s, 50);
    restocked.stock = Quantity::fromPieces(5);

    const Result<ImportSummary> summary = await(bench.store.importCatalogue(
        {row(u"Bread"_s, 350), restocked, row(u"Bun"_s, 90)}, pound, day));

    QVERIFY(summary);
    QCOMPARE(summary->added, 0);
    QCOMPARE(summary->changed, 2);
    QCOMPARE(summary->unchanged, 1);
    const CatalogueRead read = bench.read();
    QVERIFY(read.goods->revision > revision);
    QCOMPARE(read.goods->products[0].price, Money::fromMinor(350));
    QCOMPARE(read.goods->products[0].description, u"Dark"_s);
    QCOMPARE(*read.goods->products[0].allergens, QStringList {u"rye"_s});
    QCOMPARE(read.stock[0].onHand, Quantity::fromPieces(12));
    QCOMPARE(read.stock[1].onHand, Quantity::fromPieces(5));
    QCOMPARE(bench.faults(), QString());
}

void TestCatalogueStore::importCatalogue_anotherCurrencyAfterSales_isRefused()
{
    CatalogueBench bench(m_cluster);
    EntryStore entries(bench.orders, bench.listener, u"here"_s);
    ChainWriter chain;
    QVERIFY(await(entries.registerTill(chain.till(), u"Till"_s, 0)));
    QVERIFY(await(entries.record({chain.write(ChainWriter::sale({{}}))})));
    const Result<ImportSummary> refused =
        await(bench.store.importCatalogue({row(u"Bread"_s, 320)}, pound, day));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Conflict);
    QCOMPARE(refused.error().reason, Error::Reason::CurrencyFixed);
    const Result<ImportSummary> euro = await(bench.store.importCatalogue(
        {row(u"Bread"_s, 320)}, {.code = u"EUR"_s, .decimals = 2}, day));
    QVERIFY(euro);
    QCOMPARE(euro->samplesRetired, 0);
    QCOMPARE(bench.read().goods->products.size(), size_t(27));
}

void TestCatalogueStore::importCatalogue_badRow_leavesNothing()
{
    CatalogueBench bench(m_cluster);
    const Result<ImportSummary> summary =
        await(bench.store.importCatalogue({row(u"Bread"_s, 320), row(u"Roll"_s, -5)}, pound, day));
    QVERIFY(!summary);
    const CatalogueRead read = bench.read();
    QCOMPARE(read.goods->products.size(), size_t(26));
    QCOMPARE(read.goods->currency.code, u"EUR"_s);
}

void TestCatalogueStore::importTax_addsAndChanges()
{
    CatalogueBench bench(m_cluster);
    const std::vector<TaxRate> rates {{.taxClass = u"bread"_s,
                                       .mode = TaxMode::TakeAway,
                                       .validFrom = QDate(2011, 1, 4),
                                       .rateBp = 0},
                                      {.taxClass = u"bread"_s,
                                       .mode = TaxMode::EatIn,
                                       .validFrom = QDate(2011, 1, 4),
                                       .rateBp = 2000}};
    QCOMPARE(await(bench.store.importTax(rates))->added, 2);
    std::vector<TaxRate> changed = rates;
    changed[1].rateBp = 1900;
    const Result<ImportSummary> summary = await(bench.store.importTax(changed));
    QVERIFY(summary);
    QCOMPARE(summary->added, 0);
    QCOMPARE(summary->changed, 1);
    QCOMPARE(summary->unchanged, 1);
    QCOMPARE(bench.read().goods->taxes.rateBp(u"bread"_s, TaxMode::EatIn, day), 1900);
}

void TestCatalogueStore::bookDelivery_sameKey_isBookedOnce()
{
    CatalogueBench bench(m_cluster);
    const std::vector<StockLevel> amounts {
        {1, Quantity::fromPieces(5)}, {2, Quantity::fromPieces(1)}, {1, Quantity::fromPieces(2)}};
    QCOMPARE(*await(bench.store.bookDelivery(u"van"_s, day, amounts)), true);
    QCOMPARE(*await(bench.store.bookDelivery(u"van"_s, day, amounts)), false);
    QCOMPARE(bench.onHand(1), 37);
    QCOMPARE(bench.listener.onHand(1), 37);
    QCOMPARE(bench.onHand(2), 31);
    QCOMPARE(bench.faults(), QString());
}

void TestCatalogueStore::bookDelivery_unknownProduct_isRefusedWhole()
{
    CatalogueBench bench(m_cluster);
    const Result<bool> booked = await(bench.store.bookDelivery(
        u"van"_s, day, {{1, Quantity::fromPieces(5)}, {999, Quantity::fromPieces(1)}}));
    QVERIFY(!booked);
    QCOMPARE(booked.error().reason, Error::Reason::UnknownProduct);
    QCOMPARE(bench.onHand(1), 30);
    QCOMPARE(*await(bench.store.bookDelivery(u"van"_s, day, {{1, Quantity::fromPieces(5)}})), true);
}

void TestCatalogueStore::setAvailable_showsInTheNextRead()
{
    CatalogueBench bench(m_cluster);
    QVERIFY(await(bench.store.setAvailable(1, false)));
    QCOMPARE(bench.listener.reads(), 1);
    QVERIFY(!bench.read().goods->products[0].available);
    QCOMPARE(await(bench.store.setAvailable(999, false)).error().reason,
             Error::Reason::UnknownProduct);
}

void TestCatalogueStore::setPickupNeed_showsInTheNextRead()
{
    CatalogueBench bench(m_cluster);
    QVERIFY(await(bench.store.setPickupNeed({.product = 1, .leadMinutes = 90, .cutoff = 0})));
    QCOMPARE(bench.listener.reads(), 1);
    QCOMPARE(bench.read().goods->products[0].leadMinutes, 90);
    QCOMPARE(bench.read().goods->products[0].cutoff, 0);
    QVERIFY(await(bench.store.setPickupNeed({.product = 1})));
    QVERIFY(!bench.read().goods->products[0].cutoff);
    QCOMPARE(await(bench.store.setPickupNeed({.product = 999})).error().reason,
             Error::Reason::UnknownProduct);
}

void TestCatalogueStore::importCatalogue_withLeadAndCutoff_keepsWhatTheFileDoesNotSay()
{
    CatalogueBench bench(m_cluster);
    CatalogueRow cake = row(u"Cake"_s, 3'200);
    cake.leadMinutes = 1'440;
    cake.cutoff = 17 * 60;
    QVERIFY(await(bench.store.importCatalogue({cake, row(u"Roll"_s, 50)}, pound, day)));
    QCOMPARE(await(bench.store.importCatalogue({row(u"Cake"_s, 3'200)}, pound, day))->unchanged, 1);
    const CatalogueRead read = bench.read();
    QCOMPARE(read.goods->products[0].leadMinutes, 1'440);
    QCOMPARE(read.goods->products[0].cutoff, 17 * 60);
    QCOMPARE(read.goods->products[1].leadMinutes, 0);
    QVERIFY(!read.goods->products[1].cutoff);
    cake.cutoff = noCutoff;
    QCOMPARE(await(bench.store.importCatalogue({cake}, pound, day))->changed, 1);
    QVERIFY(!bench.read().goods->products[0].cutoff);
}

void TestCatalogueStore::hours_areReadAsTheyWereSet()
{
    CatalogueBench bench(m_cluster);
    HoursStore store(bench.orders, bench.listener, u"here"_s);
    QCOMPARE(bench.read().goods->hours, OpeningHours());
    OpeningHours hours;
    hours.week[0] = {{.from = 420, .to = 750}, {.from = 840, .to = 1'080}};
    hours.week[4] = {{.from = 1'320, .to = 1'560}};
    hours.exceptions = {{.day = {2026, 12, 24}, .spans = {{.from = 420, .to = 720}}},
                        {.day = {2026, 12, 25}, .name = u"Weihnachten"_s}};
    QVERIFY(await(store.setWeek(hours.week)));
    for (const OpeningException &exception : hours.exceptions) {
        QVERIFY(await(store.setException(
            {.day = exception.day, .name = u"before"_s, .spans = {{.from = 0, .to = 1'440}}})));
        QVERIFY(await(store.setException(exception)));
    }
    QCOMPARE(bench.read().goods->hours, hours);
    QCOMPARE(*await(store.dropException({2026, 12, 24})), true);
    QCOMPARE(*await(store.dropException({2026, 12, 24})), false);
    QVERIFY(await(store.setWeek({})));
    QVERIFY(!bench.read().goods->hours.recorded());
    QCOMPARE(bench.read().goods->hours.exceptions.size(), size_t(1));
    QCOMPARE(bench.faults(), QString());
}

QTEST_GUILESS_MAIN(TestCatalogueStore)
#include "tst_catalogue_store.moc"
