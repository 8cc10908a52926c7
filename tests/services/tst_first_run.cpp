#include "country.h"
#include "desk_bench.h"
#include "first_run.h"
#include "settings_book.h"
#include "shop_store.h"
#include "test_database.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A new shop of one test: its database, its settings file and the desk that sets it up.
struct NewShop {
    explicit NewShop(TestCluster &cluster, const QHash<QString, QString> &environment = {})
        : server(cluster)
        , bench(server.address())
        , shop(bench.orderCalls, bench.cache, bench.origin)
        , sources {.settingsFile = bench.folder.filePath(u"settings.ini"_s),
                   .dotEnvFile = {},
                   .environment = environment}
        , book(sources, *Settings::load(sources))
    {
    }
    FirstRun firstRun(FirstRun::Shop use = FirstRun::Shop::New)
    {
        return FirstRun({book, shop, bench.catalogue, bench.cache, bench.clock}, use);
    }
    QString setting(const char *key) const
    {
        return book.settings().text(QString::fromLatin1(key));
    }
    QString currency() { return server.value(u"SELECT currency FROM bakehouse.shop"_s); }
    /// Rates of the samples' classes, as "food takeaway 2024-01-01 260".
    QStringList rates()
    {
        QStringList all;
        for (const QStringList &row :
             server.rows(u"SELECT tax_class, mode, valid_from::text, rate_bp::text FROM "
                         "bakehouse.tax_rates ORDER BY 1, 2, 3"_s))
            all.append(row.join(u' '));
        return all;
    }

    TestDatabase server;
    DeskBench bench;
    ShopStore shop;
    const SettingSources sources;
    SettingsBook book;
};

FirstRunChoice swissBakery()
{
    return {.shopName = u"Zum Ofen"_s,
            .country = u"CH"_s,
            .address = u"Marktgasse 1\n3011 Bern"_s,
            .taxNumber = u"CHE-123.456.789"_s,
            .header = {},
            .footer = u"Merci vilmal"_s,
            .rates = countryOf(u"CH"_s)->rates,
            .catalogueCsv = {}};
}

/// A sale that somebody else made and uploaded.
QString soldInEuros()
{
    return u"INSERT INTO bakehouse.receipts (till, seq, kind, uuid, number, prefix, currency, "
           "decimals, sold_at, suspect, business_day, clerk, mode, total_minor, change_minor, "
           "rounding_minor, source_key) VALUES (gen_random_uuid(), 1, 'sale', gen_random_uuid(), "
           "1, '1-', 'EUR', 2, now(), false, '2026-03-02', 0, 'takeaway', 240, 0, 0, '')"_s;
}

}

/// The questions of the first start and what becomes of the answers.
class TestFirstRun : public QObject
{
    Q_OBJECT
private slots:
    void apply_samples_setsCurrencyRatesAndSettings();
    void apply_ownGoods_takeThePlaceOfTheSamples();
    void apply_twice_changesNothingMore();
    void apply_emptyAnswers_leaveTheDefaults();
    void apply_badAnswer_isRefusedBeforeAnything_data();
    void apply_badAnswer_isRefusedBeforeAnything();
    void apply_goodsWithoutARate_namesTheClass();
    void apply_afterASale_keepsTheCurrency();
    void apply_databaseAway_savesNothing();
    void apply_nameFixedFromOutside_savesTheRest();
    void needed_untilAnsweredOrSkipped();
    void needed_shopThatSold_isNotAsked();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestFirstRun::apply_samples_setsCurrencyRatesAndSettings()
{
    NewShop shop(m_cluster);
    FirstRun firstRun = shop.firstRun();
    QVERIFY(firstRun.needed());
    QVERIFY(await(firstRun.apply(swissBakery())));
    QCOMPARE(shop.currency(), u"CHF"_s);
    QCOMPARE(shop.rates().filter(u"food"_s),
             QStringList({u"food eat_in 2018-01-01 770"_s, u"food eat_in 2024-01-01 810"_s,
                          u"food takeaway 2018-01-01 250"_s, u"food takeaway 2024-01-01 260"_s}));
    QCOMPARE(shop.setting("shop.name"), u"Zum Ofen"_s);
    QCOMPARE(shop.setting("shop.country"), u"CH"_s);
    QCOMPARE(shop.setting("shop.address"), u"Marktgasse 1\n3011 Bern"_s);
    QCOMPARE(shop.setting("shop.tax_number"), u"CHE-123.456.789"_s);
    QCOMPARE(shop.setting("receipt.footer"), u"Merci vilmal"_s);
    const auto catalogue = shop.bench.cache.current(); // Told at once.
    QVERIFY(catalogue);
    QCOMPARE(catalogue->goods().currency, (Currency {u"CHF"_s, 2}));
    QVERIFY(catalogue->goods().products.size() >= 20);
    QVERIFY(!firstRun.needed());
}

void TestFirstRun::apply_ownGoods_takeThePlaceOfTheSamples()
{
    NewShop shop(m_cluster);
    FirstRunChoice choice = swissBakery();
    choice.catalogueCsv = "name,category,tax_class,price_minor,currency\n"
                          "Zopf,Brot,food,680,CHF\nKaffee,Getränke,drink,450,CHF\n";
    FirstRun firstRun = shop.firstRun();
    QVERIFY(await(firstRun.apply(choice)));
    const auto catalogue = shop.bench.cache.current();
    QVERIFY(catalogue);
    QCOMPARE(catalogue->goods().products.size(), size_t(2));
    QCOMPARE(shop.currency(), u"CHF"_s);
}

void TestFirstRun::apply_twice_changesNothingMore()
{
    NewShop shop(m_cluster);
    FirstRun firstRun = shop.firstRun();
    QVERIFY(await(firstRun.apply(swissBakery())));
    const QStringList rates = shop.rates();
    QVERIFY(await(firstRun.apply(swissBakery())));
    QCOMPARE(shop.rates(), rates);
    FirstRunChoice british = swissBakery();
    british.country = u"GB"_s;
    british.rates = countryOf(u"GB"_s)->rates;
    QVERIFY(await(firstRun.apply(british))); // Nothing was sold yet.
    QCOMPARE(shop.currency(), u"GBP"_s);
    QCOMPARE(shop.rates().filter(u"food"_s),
             QStringList({u"food eat_in 2011-01-04 2000"_s, u"food takeaway 2011-01-04 0"_s}));
}

void TestFirstRun::apply_emptyAnswers_leaveTheDefaults()
{
    NewShop shop(m_cluster);
    FirstRun firstRun = shop.firstRun();
    QVERIFY(await(firstRun.apply({.country = u"DE"_s, .rates = countryOf(u"DE"_s)->rates})));
    QCOMPARE(shop.setting("shop.name"), u"Bakehouse"_s);
    QCOMPARE(shop.setting("shop.address"), QString());
    QCOMPARE(shop.book.settings().source(u"shop.address"_s), Settings::Source::Default);
    QVERIFY(!firstRun.needed());
}

void TestFirstRun::apply_badAnswer_isRefusedBeforeAnything_data()
{
    QTest::addColumn<FirstRunChoice>("choice");
    QTest::addColumn<Error::Reason>("reason");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, Error::Reason reason, const char *field, auto change) {
        FirstRunChoice choice = swissBakery();
        change(choice);
        QTest::newRow(name) << choice << reason << QString::fromLatin1(field);
    };
    using Choice = FirstRunChoice;
    row("no such country", Error::Reason::BadField, "shop.country",
        [](Choice &choice) { choice.country = u"XX"_s; });
    row("no country", Error::Reason::BadField, "shop.country",
        [](Choice &choice) { choice.country.clear(); });
    row("a name of two lines", Error::Reason::BadField, "shop.name",
        [](Choice &choice) { choice.shopName = u"a\nb"_s; });
    row("a long address", Error::Reason::BadField, "shop.address",
        [](Choice &choice) { choice.address = QString(301, u'x'); });
    row("a rate over 100 %", Error::Reason::BadField, "rates",
        [](Choice &choice) { choice.rates.front().rateBp = 10'001; });
    row("a rate twice", Error::Reason::BadField, "rates",
        [](Choice &choice) { choice.rates.push_back(choice.rates.front()); });
    row("a file that is none", Error::Reason::BadRow, "catalogue",
        [](Choice &choice) { choice.catalogueCsv = "what,is,this\n1,2,3\n"; });
    row("a file in another currency", Error::Reason::BadField, "currency", [](Choice &choice) {
        choice.catalogueCsv = "name,category,tax_class,price_minor,currency\nA,B,food,1,EUR\n";
    });
}

void TestFirstRun::apply_badAnswer_isRefusedBeforeAnything()
{
    QFETCH(const FirstRunChoice, choice);
    QFETCH(const Error::Reason, reason);
    QFETCH(const QString, field);
    NewShop shop(m_cluster);
    FirstRun firstRun = shop.firstRun();
    const QStringList rates = shop.rates();
    const Result<void> applied = await(firstRun.apply(choice));
    QVERIFY(!applied);
    QCOMPARE(applied.error().reason, reason);
    QCOMPARE(applied.error().field, field);
    QCOMPARE(shop.currency(), u"EUR"_s);
    QCOMPARE(shop.rates(), rates);
    QVERIFY(!QFile::exists(shop.sources.settingsFile));
    QVERIFY(firstRun.needed());
}

void TestFirstRun::apply_goodsWithoutARate_namesTheClass()
{
    NewShop shop(m_cluster);
    FirstRunChoice choice = swissBakery();
    choice.catalogueCsv = "name,category,tax_class,price_minor,currency\nZopf,Brot,bread,680,CHF\n";
    FirstRun firstRun = shop.firstRun();
    const Result<void> applied = await(firstRun.apply(choice));
    QVERIFY(!applied);
    QCOMPARE(applied.error().reason, Error::Reason::NoTaxRate);
    QCOMPARE(applied.error().field, u"bread"_s);
    QVERIFY(firstRun.needed());
    choice.rates.push_back({u"bread"_s, TaxMode::TakeAway, QDate(2024, 1, 1), 260});
    QVERIFY(await(firstRun.apply(choice)));
}

void TestFirstRun::apply_afterASale_keepsTheCurrency()
{
    NewShop shop(m_cluster);
    shop.server.execute(soldInEuros());
    FirstRun firstRun = shop.firstRun();
    const Result<void> applied = await(firstRun.apply(swissBakery()));
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, Error::Code::Conflict);
    QCOMPARE(applied.error().reason, Error::Reason::CurrencyFixed);
    QCOMPARE(shop.currency(), u"EUR"_s);
    QVERIFY(await(firstRun.apply({.country = u"DE"_s, .rates = countryOf(u"DE"_s)->rates})));
}

void TestFirstRun::apply_databaseAway_savesNothing()
{
    DeskBench bench;
    ShopStore store(bench.orderCalls, bench.cache, bench.origin);
    const SettingSources sources {.settingsFile = bench.folder.filePath(u"settings.ini"_s),
                                  .dotEnvFile = {}};
    SettingsBook book(sources, *Settings::load(sources));
    FirstRun firstRun({book, store, bench.catalogue, bench.cache, bench.clock},
                      FirstRun::Shop::New);
    const Result<void> applied = await(firstRun.apply(swissBakery()));
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, Error::Code::Unavailable);
    QVERIFY(!QFile::exists(sources.settingsFile));
    QVERIFY(firstRun.needed());
}

void TestFirstRun::apply_nameFixedFromOutside_savesTheRest()
{
    NewShop shop(m_cluster, {{u"BAKEHOUSE_SHOP_NAME"_s, u"Fixed"_s}});
    FirstRun firstRun = shop.firstRun();
    QVERIFY(await(firstRun.apply(swissBakery())));
    QCOMPARE(shop.setting("shop.name"), u"Fixed"_s);
    QCOMPARE(shop.setting("shop.country"), u"CH"_s);
}

void TestFirstRun::needed_untilAnsweredOrSkipped()
{
    NewShop shop(m_cluster);
    FirstRun firstRun = shop.firstRun();
    QVERIFY(firstRun.needed());
    QVERIFY(await(firstRun.skip()));
    QVERIFY(!firstRun.needed());
    QVERIFY(shop.setting("shop.country").isEmpty());
    SettingsBook nextStart(shop.sources, *Settings::load(shop.sources));
    const FirstRun later(
        {nextStart, shop.shop, shop.bench.catalogue, shop.bench.cache, shop.bench.clock},
        FirstRun::Shop::New);
    QVERIFY(!later.needed());
}

void TestFirstRun::needed_shopThatSold_isNotAsked()
{
    NewShop shop(m_cluster);
    QVERIFY(!shop.firstRun(FirstRun::Shop::InUse).needed());
}

QTEST_GUILESS_MAIN(TestFirstRun)
#include "tst_first_run.moc"
