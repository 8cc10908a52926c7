#include "await.h"
#include "counter_shop.h"
#include "country.h"
#include "old_shop.h"
#include "shop_folder.h"
#include "test_database.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;
constexpr int startLimitMs = 1'500;

using Values = QHash<QString, QString>;

/// A counter in a data directory that several starts share.
struct Start {
    explicit Start(const ShopFolder &folder, const Values &more = {})
        : sources {.settingsFile = folder.file(u"settings.ini"_s),
                   .dotEnvFile = {},
                   .commandLine = {{u"data.directory"_s, folder.data()}, {u"api.port"_s, u"0"_s}}}
    {
        sources.commandLine.insert(more);
    }
    Result<void> open()
    {
        const Result<Settings> settings = Settings::load(sources);
        if (!settings)
            return settings.error();
        auto opened = CounterShop::open(sources, *settings);
        if (!opened)
            return opened.error();
        counter = *std::move(opened);
        return {};
    }
    bool begin()
    {
        if (!open())
            return false;
        counter->start();
        return true;
    }
    bool sellable() const
    {
        return counter->catalogue().current() && counter->till().state().tillNumber > 0;
    }
    bool becomesSellable() const
    {
        return QTest::qWaitFor([this] { return sellable(); }, longMs);
    }
    bool databaseIsUp() const
    {
        return QTest::qWaitFor([this] { return counter->state().database().up; }, longMs);
    }
    Result<Receipt> sell() const
    {
        Till &till = counter->till();
        const QUuid basket = till.startBasket(TaxMode::TakeAway).uuid;
        const qint64 product = counter->catalogue().current()->goods().products.front().id;
        if (const Result<void> added = till.add(basket, product, Quantity::fromPieces(1)); !added)
            return added.error();
        return await(till.pay(
            basket, {{.method = TenderMethod::Cash, .amount = till.basket(basket)->total()}}));
    }

    SettingSources sources;
    std::unique_ptr<CounterShop> counter;
};

/// What run.json tells others of where the API is served.
QString toldUrl(const ShopFolder &folder, const QString &name)
{
    const QJsonObject running = QJsonDocument::fromJson(folder.content(u"run.json"_s)).object();
    return running.value(name).toString();
}

}

/// Everything behind the window: it sells at once and always, whatever the database does.
class TestCounterShop final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void start_newShop_sellsAndIsFoundByOthers();
    void start_secondOwner_isRefusedByName();
    void start_warm_isSellableSoon_data();
    void start_warm_isSellableSoon();
    void start_sharedServerAway_sellsAndUploadsLater();
    void start_portTaken_sellsWithoutTheApiUntilItIsFree();
    void start_httpsPortTaken_isServedOnceItIsFree();
    void start_olderDatabase_isUpgradedBehindTheWindow();
    void firstRun_setsTheShopUpAtOnce();
    void firstRun_afterASale_isNotAsked();
    void settings_cashRounding_isFeltAtOnce();
    void orders_placedAndMoved_feedTheBoard();
    void end_leavesNothingRunning();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestCounterShop::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestCounterShop::start_newShop_sellsAndIsFoundByOthers()
{
    const ShopFolder folder;
    Start first(folder);
    QVERIFY(first.begin());
    QVERIFY(first.counter->firstRun().needed());
    QVERIFY(first.becomesSellable());
    QVERIFY(first.sell());
    QTRY_COMPARE_WITH_TIMEOUT(first.counter->state().database().waiting, 0, longMs);
    QVERIFY(first.databaseIsUp());
    QCOMPARE(first.counter->state().journal(), JournalLight::Ok);
    const QJsonObject running = QJsonDocument::fromJson(folder.content(u"run.json"_s)).object();
    QCOMPARE(running.value(u"program"_s).toString(), u"bakehouse"_s);
    QCOMPARE(running.value(u"api"_s).toString(), first.counter->shop().apiUrl());
    QVERIFY(!first.counter->shop().apiUrl().isEmpty());
    QTRY_VERIFY(QFile::exists(folder.file(u"counter.json"_s)));
}

void TestCounterShop::start_secondOwner_isRefusedByName()
{
    const ShopFolder folder;
    Start first(folder);
    QVERIFY(first.open());
    Start second(folder);
    const Result<void> refused = second.open();
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Error::Reason::DirectoryOwned);
    QVERIFY2(refused.error().detail.contains(u"bakehouse, process"_s),
             qPrintable(refused.error().detail));
}

void TestCounterShop::start_warm_isSellableSoon_data()
{
    QTest::addColumn<Values>("more");
    QTest::addColumn<bool>("away");
    QTest::newRow("its database starts with it") << Values() << false;
    QTest::newRow("its database cannot start")
        << Values {{u"postgres.binaries"_s, u"/nonexistent"_s}} << true;
}

void TestCounterShop::start_warm_isSellableSoon()
{
    QFETCH(const Values, more);
    QFETCH(const bool, away);
    const ShopFolder folder;
    {
        Start first(folder);
        QVERIFY(first.begin());
        QVERIFY(first.becomesSellable());
        QVERIFY(first.sell());
    }
    QElapsedTimer timer;
    timer.start();
    Start again(folder, more);
    QVERIFY(again.begin());
    QVERIFY(again.becomesSellable());
    const qint64 startMs = timer.elapsed();
    QVERIFY2(startMs < startLimitMs, qPrintable(QString::number(startMs)));
    QCOMPARE(again.sell()->number, 2);
    if (!away) {
        QVERIFY(again.databaseIsUp());
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(again.counter->state().database().awaySince.isValid(), longMs);
    QCOMPARE(again.counter->state().database().why->reason, Error::Reason::ServerMissing);
    QVERIFY(again.counter->state().database().waiting > 0);
}

void TestCounterShop::start_sharedServerAway_sellsAndUploadsLater()
{
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    const Values shared {{u"database.url"_s, database.address().uri()}};
    {
        Start first(folder, shared);
        QVERIFY(first.begin());
        QVERIFY(first.becomesSellable());
    }
    m_cluster.stop();
    Start again(folder, shared);
    QVERIFY(again.begin());
    QVERIFY(again.becomesSellable());
    QVERIFY(again.sell());
    QVERIFY(again.sell());
    QTRY_VERIFY_WITH_TIMEOUT(again.counter->state().database().awaySince.isValid(), longMs);
    QCOMPARE(again.counter->state().database().waiting, 2);
    QSignalSpy ready(&again.counter->shop(), &Shop::databaseReady);
    m_cluster.start();
    QTRY_VERIFY_WITH_TIMEOUT(ready.count() == 1, longMs);
    QTRY_VERIFY_WITH_TIMEOUT(again.counter->state().database().up, longMs);
    QTRY_COMPARE_WITH_TIMEOUT(again.counter->state().database().waiting, 0, longMs);
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.receipts"_s), u"2"_s);
}

void TestCounterShop::start_portTaken_sellsWithoutTheApiUntilItIsFree()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    Start first(folder,
                {{u"database.url"_s, database.address().uri()},
                 {u"api.port"_s, QString::number(taken.serverPort())}});
    QVERIFY(first.begin());
    QCOMPARE(first.counter->shop().apiUrl(), QString());
    QVERIFY(first.becomesSellable());
    QVERIFY(first.sell());
    QCOMPARE(first.counter->state().apiTrouble()->field, u"api.port"_s);
    QVERIFY(first.databaseIsUp());
    const quint16 port = taken.serverPort();
    taken.close();
    QTRY_VERIFY_WITH_TIMEOUT(!first.counter->state().apiTrouble(), longMs);
    const QString url = u"http://127.0.0.1:%1"_s.arg(port);
    QCOMPARE(first.counter->shop().apiUrl(), url);
    QTRY_COMPARE(toldUrl(folder, u"api"_s), url);
}

void TestCounterShop::start_httpsPortTaken_isServedOnceItIsFree()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    Start first(folder,
                {{u"database.url"_s, database.address().uri()},
                 {u"api.https"_s, u"yes"_s},
                 {u"api.https_port"_s, QString::number(port)}});
    QVERIFY(first.begin());
    const HttpsDesk &https = first.counter->shop().httpsDesk();
    QTRY_VERIFY_WITH_TIMEOUT(https.state().trouble, longMs);
    QCOMPARE(https.state().trouble->field, u"api.https_port"_s);
    QVERIFY(!first.counter->state().apiTrouble()); // Orders come in by HTTP.
    taken.close();
    const QString url = u"https://127.0.0.1:%1"_s.arg(port);
    QTRY_COMPARE_WITH_TIMEOUT(first.counter->shop().apiUrls().https, url, longMs);
    QVERIFY(!https.state().trouble);
    QTRY_COMPARE_WITH_TIMEOUT(toldUrl(folder, u"https"_s), url, longMs);
}

// The first start of a newer program: a backup, then the change, and both are told.
void TestCounterShop::start_olderDatabase_isUpgradedBehindTheWindow()
{
    constexpr int oldStep = 20;
    const ShopFolder folder;
    QCOMPARE(OldShop(folder.data()).make(oldStep), QString());
    Start start(folder);
    QVERIFY(start.open());
    const ShopState &state = start.counter->state();
    std::vector<DatabaseWork> seen;
    connect(&state, &ShopState::changed, this, [&state, &seen] {
        const DatabaseWork work = state.database().work;
        if (work != DatabaseWork::None && (seen.empty() || seen.back() != work))
            seen.push_back(work);
    });
    start.counter->start();
    QVERIFY(start.databaseIsUp());
    QCOMPARE(seen, (std::vector {DatabaseWork::BackingUp, DatabaseWork::Upgrading}));
    QCOMPARE(state.database().work, DatabaseWork::None);
    QVERIFY(start.becomesSellable());
    QVERIFY(start.sell());
    QCOMPARE(QDir(folder.file(u"before-upgrade"_s)).entryList({u"bakehouse-*.backup"_s}).size(), 1);
}

void TestCounterShop::firstRun_setsTheShopUpAtOnce()
{
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    Start first(folder, {{u"database.url"_s, database.address().uri()}});
    QVERIFY(first.begin());
    QVERIFY(first.becomesSellable());
    QVERIFY(await(first.counter->firstRun().apply(
        {.shopName = u"Zum Ofen"_s, .country = u"CH"_s, .rates = countryOf(u"CH"_s)->rates})));
    QVERIFY(!first.counter->firstRun().needed());
    QCOMPARE(first.counter->till().cashStep(), Money::fromMinor(5));
    const Result<Receipt> sold = first.sell();
    QVERIFY(sold);
    QCOMPARE(sold->currency.code, u"CHF"_s);
    QCOMPARE(sold->vat.front().rateBp, 260);
}

void TestCounterShop::firstRun_afterASale_isNotAsked()
{
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    const Values shared {{u"database.url"_s, database.address().uri()}};
    {
        Start first(folder, shared);
        QVERIFY(first.begin());
        QVERIFY(first.becomesSellable());
        QVERIFY(first.sell());
    }
    Start again(folder, shared);
    QVERIFY(again.open());
    QVERIFY(!again.counter->firstRun().needed());
}

void TestCounterShop::settings_cashRounding_isFeltAtOnce()
{
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    Start first(folder, {{u"database.url"_s, database.address().uri()}});
    QVERIFY(first.begin());
    QCOMPARE(first.counter->till().cashStep(), Money::fromMinor(1));
    QVERIFY(await(first.counter->settings().save({{u"cash.round_to"_s, u"0.50"_s}})));
    QCOMPARE(first.counter->till().cashStep(), Money::fromMinor(50));
    QVERIFY(await(first.counter->settings().save({{u"cash.round_to"_s, QString()}})));
    QCOMPARE(first.counter->till().cashStep(), Money::fromMinor(1));
}

void TestCounterShop::orders_placedAndMoved_feedTheBoard()
{
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    Start first(folder,
                {{u"database.url"_s, database.address().uri()}, {u"orders.flow"_s, u"staff"_s}});
    QVERIFY(first.begin());
    QSignalSpy changed(&first.counter->orderFeed(), &OrderFeed::changed);
    QVERIFY(first.databaseIsUp());
    QVERIFY(first.becomesSellable());
    OrderDesk &desk = first.counter->orders();
    QTRY_VERIFY(changed.count() > 0); // It listens.
    const auto told = [&changed] {
        const bool more = changed.count() > 0 || changed.wait(2'000);
        changed.clear();
        return more;
    };
    const auto settled = [&changed] {
        changed.clear();
        return !changed.wait(300);
    };
    QTRY_VERIFY(settled());
    const qint64 product = first.counter->catalogue().current()->goods().products.front().id;
    const Result<PlacedOrder> placed =
        await(desk.place({.customerName = u"Zoë"_s,
                          .customerEmail = u"zoe@example.com"_s,
                          .lines = {{product, Quantity::fromPieces(1)}}}));
    QVERIFY(placed);
    QVERIFY(told());
    QTRY_VERIFY(settled());
    QVERIFY(await(desk.advance(placed->publicId, OrderState::Confirmed)));
    QVERIFY(told());
    QTRY_VERIFY(settled());
    // Another program.
    database.execute(
        u"SELECT bakehouse.cancel_order(%1, 'customer', 'elsewhere')"_s.arg(placed->publicId));
    QVERIFY(told());
    QCOMPARE(await(desk.open(10))->size(), size_t(0));
}

void TestCounterShop::end_leavesNothingRunning()
{
    const ShopFolder folder;
    Start first(folder);
    QVERIFY(first.begin());
    QVERIFY(first.becomesSellable());
    QVERIFY(first.databaseIsUp());
    first.counter.reset();
    QVERIFY(!QFile::exists(folder.file(u"run.json"_s)));
    QVERIFY(!QFile::exists(folder.file(u"counter.json"_s)));
    QVERIFY(!QFile::exists(folder.file(u"cluster/postmaster.pid"_s)));
    QVERIFY(first.open()); // Nobody holds it.
}

QTEST_GUILESS_MAIN(TestCounterShop)
#include "tst_counter_shop.moc"
