#include "order_store.h"
#include "test_database.h"
#include "till_bench.h"
#include "uploader.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr Quantity one = Quantity::fromPieces(1);
constexpr int longMs = 20'000;

/// A till that is registered in a database and uploads to it when told to.
struct Counter {
    explicit Counter(TestCluster &cluster, const TestDatabase &database)
        : bench(database.address(), nullptr,
                [&cluster](qint64 backend) { cluster.cluster().wake(backend); })
        , uploader(*bench.journal, bench.entries, u"test"_s)
    {
        must(bench.readGoods(), "read the goods");
        uploader.start();
        must(QTest::qWaitFor([this] { return bench.till->state().tillNumber > 0; }, longMs),
             "register");
        product = bench.cache.current()->goods().products.front().id;
    }
    bool upload()
    {
        uploader.wake();
        return QTest::qWaitFor(
            [this] { return bench.till->state().acknowledged == bench.till->state().head; },
            longMs);
    }
    QFuture<Result<Receipt>> giveBack(const Receipt &original)
    {
        return bench.till->refund(original, {{.line = 1, .quantity = one}}, TenderMethod::Cash);
    }

    TillBench bench;
    Uploader uploader;
    qint64 product = 0;
};
}

/// Receipts of all tills, as far as the database answers.
class TestTillDatabase final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void startOrderBasket_paidAndUploaded_collectsTheOrder();
    void pay_everythingReduced_isVerified();
    void receipt_ofAnotherTill_isFoundByEachName();
    void refund_givenBackByAnotherTill_isRefused();
    void refund_uploadedAlready_countsOnce();
    void refund_databaseAway_asksTheJournalAlone();
    void refund_databaseTooSlow_asksTheJournalAlone();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestTillDatabase::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestTillDatabase::startOrderBasket_paidAndUploaded_collectsTheOrder()
{
    TestDatabase database(m_cluster);
    Counter counter(m_cluster, database);
    OrderStore orders(counter.bench.orders, counter.bench.orders, counter.bench.cache, u"test"_s);
    const Result<PlacedOrder> placed =
        await(orders.place({.uuid = QUuid::createUuid(),
                            .customerName = u"Anna"_s,
                            .customerEmail = u"anna@example.org"_s,
                            .businessDay = QDate(2026, 3, 2),
                            .lines = {{.product = counter.product, .quantity = one + one}}}));
    QVERIFY(placed);
    const Result<Order> order = await(orders.find(placed->publicId));
    QVERIFY(order);
    const QUuid basket = counter.bench.till->startOrderBasket(*order, 4).uuid;
    const Result<Receipt> receipt = await(counter.bench.payExactly(basket));
    QVERIFY(receipt);
    QCOMPARE(receipt->total, placed->total);
    QVERIFY(counter.upload());
    QCOMPARE(await(orders.find(placed->publicId))->state, OrderState::Collected);
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.discrepancies"_s), u"0"_s);
    QCOMPARE(database.value(u"SELECT * FROM bakehouse.verify_all()"_s), QString());
}

void TestTillDatabase::pay_everythingReduced_isVerified()
{
    TestDatabase database(m_cluster);
    Counter counter(m_cluster, database);
    Till &till = *counter.bench.till;
    const QUuid basket = counter.bench.fill({counter.product, counter.product + 1});
    QVERIFY(till.addPriced(basket, counter.product, one, Money::fromMinor(199)));
    QVERIFY(till.remove(basket, 1)); // Leaves an entry between the receipts.
    QVERIFY(till.setLinePercent(basket, 0, 3333, u"dented"_s));
    QVERIFY(till.setPrice(basket, 1, Money::fromMinor(137), u"yesterday's"_s));
    QVERIFY(till.setDiscount(
        basket, ReceiptDiscount {.percentBp = 750, .amount = {}, .reason = u"baker"_s}));
    const Result<Receipt> sold = await(counter.bench.payExactly(basket));
    QVERIFY(sold);
    QVERIFY(await(counter.giveBack(*sold)));
    QVERIFY(counter.upload());
    QCOMPARE(database.value(u"SELECT string_agg(kind, ' ' ORDER BY seq) FROM bakehouse.entries"_s),
             u"void sale refund"_s);
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.discrepancies"_s), u"0"_s);
    QCOMPARE(database.value(u"SELECT * FROM bakehouse.verify_all()"_s), QString());
}

void TestTillDatabase::receipt_ofAnotherTill_isFoundByEachName()
{
    TestDatabase database(m_cluster);
    Counter first(m_cluster, database);
    Counter second(m_cluster, database);
    const Result<Receipt> sold = first.bench.sell({first.product});
    QVERIFY(sold);
    QVERIFY(first.upload());
    for (const QString &name : {sold->prefix + u'1', sold->uuid.toString()}) {
        const Result<Receipt> found = await(second.bench.till->receipt(name));
        QVERIFY2(found, qPrintable(name));
        QCOMPARE(*found, *sold);
    }
    QCOMPARE(await(second.bench.till->receipt(u"1"_s)).error().reason,
             Error::Reason::UnknownReceipt);
}

void TestTillDatabase::refund_givenBackByAnotherTill_isRefused()
{
    TestDatabase database(m_cluster);
    Counter first(m_cluster, database);
    Counter second(m_cluster, database);
    const Result<Receipt> sold = first.bench.sell({first.product, first.product});
    QVERIFY(sold);
    QVERIFY(await(second.giveBack(*sold)));
    QVERIFY(second.upload());
    QCOMPARE(*await(first.bench.till->leftToRefund(*sold)), std::vector<Quantity> {one});
    QVERIFY(await(first.giveBack(*sold)));
    const Result<Receipt> third = await(first.giveBack(*sold));
    QCOMPARE(third.error().reason, Error::Reason::NothingLeftToRefund);
}

void TestTillDatabase::refund_uploadedAlready_countsOnce()
{
    TestDatabase database(m_cluster);
    Counter counter(m_cluster, database);
    const Result<Receipt> sold = counter.bench.sell({counter.product, counter.product});
    QVERIFY(sold);
    QVERIFY(await(counter.giveBack(*sold)));
    QVERIFY(counter.upload());
    QCOMPARE(*await(counter.bench.till->leftToRefund(*sold)), std::vector<Quantity> {one});
    QVERIFY(await(counter.giveBack(*sold)));
}

void TestTillDatabase::refund_databaseAway_asksTheJournalAlone()
{
    TestDatabase database(m_cluster);
    Counter counter(m_cluster, database);
    const Result<Receipt> sold = counter.bench.sell({counter.product});
    QVERIFY(sold);
    m_cluster.stop();
    QVERIFY(await(counter.giveBack(*sold)));
    QCOMPARE(await(counter.giveBack(*sold)).error().reason, Error::Reason::NothingLeftToRefund);
    m_cluster.start();
    QVERIFY(counter.upload());
}

void TestTillDatabase::refund_databaseTooSlow_asksTheJournalAlone()
{
    TestDatabase database(m_cluster);
    Counter counter(m_cluster, database);
    const Result<Receipt> sold = counter.bench.sell({counter.product});
    QVERIFY(sold);
    QVERIFY(counter.upload());
    database.execute(u"BEGIN; LOCK TABLE bakehouse.receipts IN ACCESS EXCLUSIVE MODE"_s);
    QElapsedTimer waited;
    waited.start();
    QVERIFY(await(counter.giveBack(*sold)));
    QVERIFY(waited.elapsed() < 5'000);
    database.execute(u"ROLLBACK"_s);
    QVERIFY(counter.upload());
}

QTEST_GUILESS_MAIN(TestTillDatabase)
#include "tst_till_database.moc"
