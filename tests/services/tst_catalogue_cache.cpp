#include "desk_bench.h"
#include "test_database.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

using Snapshot = std::shared_ptr<const Catalogue>;

std::shared_ptr<const Goods> threeBreads()
{
    Goods goods {.currency = {u"EUR"_s, 2}};
    for (int id = 1; id <= 3; ++id)
        goods.products.push_back(
            {.id = id, .name = u"Bread %1"_s.arg(id), .price = Money::fromMinor(350)});
    return std::make_shared<const Goods>(std::move(goods));
}

CatalogueRead readOf(qint64 piecesOfEach)
{
    CatalogueRead read {.goods = threeBreads()};
    for (const Product &product : read.goods->products)
        read.stock.push_back({product.id, Quantity::fromPieces(piecesOfEach)});
    return read;
}

Receipt saleOf(const QUuid &till, qint64 sequence, qint64 product, qint64 pieces)
{
    return {.till = till,
            .sequence = sequence,
            .lines = {{.product = product, .quantity = Quantity::fromPieces(pieces)}}};
}

}

/// The catalogue in memory: shown stock, expiry, hints, the database away, many threads at once.
class TestCatalogueCache : public QObject
{
    Q_OBJECT
private slots:
    void fresh_noDatabaseNoCopy_isUnavailable();
    void fresh_databaseAway_givesTheOldOneAndTriesOnceASecond();
    void fresh_young_isAHit();
    void young_old_isNothing();
    void noteEntry_thenUpload_countsOnce();
    void noteEntry_paymentOfAnOrder_takesNothing();
    void loadFromDisk_afterARun_showsTheLastState();
    void loadFromDisk_databaseFaster_changesNothing();
    void onChanged_isCalledForEachSnapshot();
    void manyThreads_endExact();

    void place_thenRead_isRightAtOnce();
    void fresh_afterExpiry_readsTheDatabaseOnce();
    void reload_hintFromAnotherProgram_showsItsChange();
    void reload_manyHints_readFewTimes();
    void reload_hintsWithoutEnd_restsBetweenReads();
    void reload_databaseComesBack_catchesUp();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestCatalogueCache::fresh_noDatabaseNoCopy_isUnavailable()
{
    DeskBench bench;
    QVERIFY(!bench.cache.current());
    const Result<Snapshot> fresh = await(bench.cache.fresh());
    QVERIFY(!fresh);
    QCOMPARE(fresh.error().code, Error::Code::Unavailable);
    QCOMPARE(fresh.error().reason, Error::Reason::DatabaseAway);
    const Result<void> loaded = await(bench.cache.loadFromDisk());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, Error::Code::NotFound);
}

void TestCatalogueCache::fresh_databaseAway_givesTheOldOneAndTriesOnceASecond()
{
    DeskBench bench;
    bench.cache.catalogueRead(readOf(20));
    bench.clock.advanceMs(300'000);
    QVERIFY(await(bench.cache.fresh()));
    QTRY_COMPARE(bench.cache.counters().failures, 1);
    for (int asker = 0; asker < 50; ++asker)
        QVERIFY(await(bench.cache.fresh()));
    QCOMPARE(bench.cache.counters().failures, 1);
    bench.clock.advanceMs(1'000);
    const QFuture<Result<Snapshot>> fresh = bench.cache.fresh();
    QVERIFY(fresh.isFinished()); // Nobody waits for a database known to be away.
    QVERIFY(await(fresh));
    QTRY_COMPARE(bench.cache.counters().failures, 2);
    QCOMPARE(bench.shown(1), 20);
}

void TestCatalogueCache::fresh_young_isAHit()
{
    DeskBench bench;
    bench.cache.catalogueRead(readOf(20));
    bench.clock.advanceMs(299'999);
    const QFuture<Result<Snapshot>> fresh = bench.cache.fresh();
    QVERIFY(fresh.isFinished());
    QCOMPARE(*fresh.result(), bench.cache.current());
    QCOMPARE(bench.cache.young(), bench.cache.current());
    QCOMPARE(bench.cache.counters().hits, 2);
    QCOMPARE(bench.cache.counters().failures, 0);
}

void TestCatalogueCache::young_old_isNothing()
{
    DeskBench bench;
    QVERIFY(!bench.cache.young());
    bench.cache.catalogueRead(readOf(20));
    bench.clock.advanceMs(300'000);
    QVERIFY(!bench.cache.young());
    QVERIFY(bench.cache.current());
    QCOMPARE(bench.cache.counters().hits, 0);
}

void TestCatalogueCache::noteEntry_thenUpload_countsOnce()
{
    DeskBench bench;
    const QUuid till = QUuid::createUuid();
    bench.cache.catalogueRead(readOf(20));
    bench.cache.noteEntry(saleOf(till, 1, 2, 3));
    QCOMPARE(bench.shown(2), 17);
    bench.cache.stockChanged({.stock = {{2, Quantity::fromPieces(17)}}, .heads = {{till, 1}}});
    QCOMPARE(bench.shown(2), 17);
    bench.cache.noteEntry(saleOf(till, 1, 2, 3)); // The upload was faster than the note.
    QCOMPARE(bench.shown(2), 17);
}

void TestCatalogueCache::noteEntry_paymentOfAnOrder_takesNothing()
{
    DeskBench bench;
    bench.cache.catalogueRead(readOf(20));
    Receipt receipt = saleOf(QUuid::createUuid(), 1, 2, 3);
    receipt.orderPublicId = 4711;
    bench.cache.noteEntry(receipt);
    QCOMPARE(bench.shown(2), 20);
}

void TestCatalogueCache::loadFromDisk_afterARun_showsTheLastState()
{
    const QTemporaryDir folder;
    ManualClock clock;
    DeskBench bench;
    const QUuid till = QUuid::createUuid();
    {
        SnapshotFile file(folder.filePath(u"catalogue.sqlite"_s));
        CatalogueCache cache(bench.catalogue, file, clock);
        cache.catalogueRead(readOf(20));
        cache.stockChanged({.stock = {{2, Quantity::fromPieces(12)}}, .heads = {{till, 5}}});
        cache.noteEntry(saleOf(till, 6, 1, 4)); // Not the database's yet, so not on disk.
    }
    SnapshotFile file(folder.filePath(u"catalogue.sqlite"_s));
    CatalogueCache cache(bench.catalogue, file, clock);
    QVERIFY(await(cache.loadFromDisk()));
    const Snapshot current = cache.current();
    QVERIFY(current);
    QCOMPARE(current->shownStock(0), Quantity::fromPieces(20));
    QCOMPARE(current->shownStock(1), Quantity::fromPieces(12));
    cache.noteEntry(saleOf(till, 5, 1, 4));
    cache.noteEntry(saleOf(till, 6, 1, 4));
    QCOMPARE(cache.current()->shownStock(0), Quantity::fromPieces(16));
    QVERIFY(await(cache.fresh())); // The database is away; the copy serves.
    QCOMPARE(cache.counters().hits, 0);
}

void TestCatalogueCache::loadFromDisk_databaseFaster_changesNothing()
{
    DeskBench bench;
    QVERIFY(await(bench.snapshot.save(readOf(5))));
    bench.cache.catalogueRead(readOf(20));
    QVERIFY(await(bench.cache.loadFromDisk()));
    QCOMPARE(bench.shown(1), 20);
}

void TestCatalogueCache::onChanged_isCalledForEachSnapshot()
{
    DeskBench bench;
    std::atomic<int> calls = 0;
    bench.cache.onChanged([&calls] { ++calls; });
    bench.cache.stockChanged({.stock = {{1, Quantity::fromPieces(3)}}}); // Nothing to show yet.
    QCOMPARE(calls, 0);
    bench.cache.catalogueRead(readOf(20));
    bench.cache.stockChanged({.stock = {{1, Quantity::fromPieces(3)}}});
    bench.cache.noteEntry(saleOf(QUuid::createUuid(), 1, 1, 1));
    QCOMPARE(calls, 3);
}

/// Two tills sell while the database records both; a fifth thread looks on. In the end the shown
/// stock is exact.
void TestCatalogueCache::manyThreads_endExact()
{
    constexpr qint64 sales = 3'000;
    constexpr qint64 recorded = 2'900;
    constexpr qint64 opening = 100'000;
    DeskBench bench;
    bench.cache.catalogueRead(readOf(opening));
    const QUuid tills[] {QUuid::createUuid(), QUuid::createUuid()};
    std::mutex database; // Reports come from one thread at a time, in the order of their commits.
    qint64 onHand = opening;
    std::atomic<bool> ended = false;
    std::vector<std::thread> threads;
    for (const QUuid &till : tills) {
        threads.emplace_back([&] {
            for (qint64 sequence = 1; sequence <= sales; ++sequence)
                bench.cache.noteEntry(saleOf(till, sequence, 2, 2));
        });
        threads.emplace_back([&] {
            for (qint64 head = 10; head <= recorded; head += 10) {
                const std::lock_guard lock(database);
                onHand -= 20;
                bench.cache.stockChanged(
                    {.stock = {{2, Quantity::fromPieces(onHand)}}, .heads = {{till, head}}});
            }
        });
    }
    std::atomic<int> backwards = 0;
    std::thread reader([&] {
        while (!ended) {
            if (bench.shown(2) > opening || bench.shown(1) != opening)
                ++backwards;
        }
    });
    for (std::thread &thread : threads)
        thread.join();
    ended = true;
    reader.join();
    QCOMPARE(backwards, 0);
    QCOMPARE(onHand, opening - 2 * 2 * recorded);
    QCOMPARE(bench.shown(2), opening - 2 * 2 * sales);
}

void TestCatalogueCache::place_thenRead_isRightAtOnce()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    const Result<Snapshot> fresh = await(bench.cache.fresh());
    QVERIFY(fresh);
    const qint64 product = (*fresh)->goods().products.front().id;
    for (int order = 0; order < 5; ++order) {
        const qint64 before = bench.shown(product);
        // On the thread that resolves it: the very next read.
        const qint64 after = bench.orders.place(orderOf(product, 2))
                                 .then(QtFuture::Launch::Sync,
                                       [&](const Result<PlacedOrder> &placed) {
                                           return placed ? bench.shown(product) : -1;
                                       })
                                 .result();
        QCOMPARE(after, before - 2);
    }
    QCOMPARE(bench.cache.counters().reads, 1);
}

void TestCatalogueCache::fresh_afterExpiry_readsTheDatabaseOnce()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    const Result<Snapshot> first = await(bench.cache.fresh());
    QVERIFY(first);
    const qint64 product = (*first)->goods().products.front().id;
    database.execute(
        u"UPDATE bakehouse.products SET price_minor = 4711 WHERE id = %1"_s.arg(product));
    QCOMPARE(*await(bench.cache.fresh()), *first);
    bench.clock.advanceMs(300'000);
    std::vector<QFuture<Result<Snapshot>>> answers;
    for (int asker = 0; asker < 200; ++asker)
        answers.push_back(bench.cache.fresh());
    for (const auto &answer : answers) {
        const Result<Snapshot> fresh = await(answer);
        QVERIFY(fresh);
        QCOMPARE((*fresh)->find(product)->price, Money::fromMinor(4711));
    }
    QCOMPARE(bench.cache.counters().reads, 2);
}

void TestCatalogueCache::reload_hintFromAnotherProgram_showsItsChange()
{
    TestDatabase database(m_cluster);
    DeskBench here(database.address());
    DeskBench there(database.address());
    const Result<Snapshot> first = await(here.cache.fresh());
    QVERIFY(first);
    QVERIFY(await(there.cache.fresh()));
    const qint64 product = (*first)->goods().products.front().id;
    const qint64 before = here.shown(product);
    QVERIFY(await(there.orders.place(orderOf(product, 3))));
    QCOMPARE(there.shown(product), before - 3);
    QCOMPARE(here.shown(product), before);
    here.cache.reload();
    QTRY_COMPARE(here.shown(product), before - 3);
}

void TestCatalogueCache::reload_manyHints_readFewTimes()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    QVERIFY(await(bench.cache.fresh()));
    database.execute(u"UPDATE bakehouse.products SET price_minor = 4711 WHERE id = 1"_s);
    for (int hint = 0; hint < 1'000; ++hint)
        bench.cache.reload();
    QTRY_COMPARE(bench.cache.current()->find(1)->price, Money::fromMinor(4711));
    QTRY_VERIFY(bench.cache.counters().reads >= 2);
    QVERIFY(bench.cache.counters().reads < 100);
}

void TestCatalogueCache::reload_hintsWithoutEnd_restsBetweenReads()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    QVERIFY(await(bench.cache.fresh()));
    QElapsedTimer since;
    since.start();
    const auto hint = [&bench] {
        bench.cache.reload();
        return bench.cache.counters().reads >= 5;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hint(), 20'000);
    QVERIFY(since.elapsed() >= 250); // four reads, three rests of a coarse timer
}

void TestCatalogueCache::reload_databaseComesBack_catchesUp()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    QVERIFY(await(bench.cache.fresh()));
    database.execute(u"UPDATE bakehouse.products SET price_minor = 4711 WHERE id = 1"_s);
    m_cluster.stop();
    bench.cache.reload(); // The hint must not be lost with the failed read.
    QTRY_VERIFY_WITH_TIMEOUT(bench.cache.counters().failures >= 1, 15'000);
    QVERIFY(bench.cache.current()->find(1)->price != Money::fromMinor(4711));
    m_cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(bench.cache.current()->find(1)->price, Money::fromMinor(4711),
                              20'000);
}

QTEST_GUILESS_MAIN(TestCatalogueCache)
#include "tst_catalogue_cache.moc"
