#include "desk_bench.h"
#include "tally.h"
#include "test_database.h"
#include "worker.h"

#include <QLoggingCategory>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;

Worker::Settings quick()
{
    return {.name = u"one"_s, .minMs = 0, .maxMs = 0, .lease = std::chrono::milliseconds(500)};
}

}

/// A worker whose thread or pool hangs, built anew: its jobs come back, nothing is done twice that
/// was done.
class TestWorkerRebuild : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s); }
    void sign_whileItWorks_beats();
    void rebuild_threadHangs_goesOnWithTheOrders();
    void rebuild_poolHangs_doesTheJobsAfterTheirLease();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestWorkerRebuild::sign_whileItWorks_beats()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick());
    QVERIFY(worker.sign().resting);
    worker.start();
    QTRY_VERIFY(!worker.sign().resting);
    const quint64 before = worker.sign().beats;
    QTRY_VERIFY(worker.sign().beats > before + 2);
    worker.stop();
    QVERIFY(worker.sign().resting);
}

void TestWorkerRebuild::rebuild_threadHangs_goesOnWithTheOrders()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    QSemaphore go;
    QSemaphore inIt;
    std::atomic<bool> hangs = true;
    std::atomic<int> moved = 0;
    Worker worker(bench.jobs, quick());
    const auto letGo = qScopeGuard([&go] { go.release(); });
    worker.onOrdersChanged([&](const std::vector<OrderMove> &moves) {
        moved += int(moves.size());
        if (hangs.exchange(false)) {
            inIt.release();
            go.acquire();
        }
    });
    worker.start();
    QVERIFY(await(bench.orders.place(orderOf(1, 1))));
    worker.wake();
    QVERIFY(inIt.tryAcquire(1, longMs));
    const ThreadSign silent = worker.sign();
    QVERIFY(await(bench.orders.place(orderOf(2, 1))));
    QCOMPARE(worker.sign(), silent);

    worker.rebuild();
    QTRY_COMPARE_WITH_TIMEOUT(
        database.value(u"SELECT count(*) FROM bakehouse.orders WHERE state = 'ready'"_s), u"2"_s,
        longMs);
    QVERIFY(!worker.sign().resting);
    QTRY_COMPARE(moved.load(), 4); // Two orders, each in production and ready.
    // Two orders, and the day's housekeeping that each of the two threads may have done by now.
    const qint64 completed = worker.health().completed;
    QVERIFY2(completed >= 2 && completed <= 4, QByteArray::number(completed));
}

void TestWorkerRebuild::rebuild_poolHangs_doesTheJobsAfterTheirLease()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    QSemaphore go;
    std::atomic<int> hang = 2; // As many as the pool has threads.
    Tally done;
    Worker worker(bench.jobs, quick());
    const auto letGo = qScopeGuard([&go] { go.release(2); });
    worker.handle(u"mail"_s, 5, [&](const Job &job) -> Result<void> {
        if (--hang >= 0)
            go.acquire();
        else
            done.add(job.subject);
        return Done {};
    });
    worker.start();
    for (qint64 subject = 1; subject <= 4; ++subject)
        QVERIFY(*await(worker.enqueue(u"mail"_s, subject, {})));
    ThreadSign last;
    int same = 0;
    const auto silent = [&] { // Longer than a round takes.
        const ThreadSign now = worker.sign();
        same = now == last ? same + 1 : 0;
        last = now;
        return same > 60;
    };
    QTRY_VERIFY_WITH_TIMEOUT(silent(), longMs);
    worker.rebuild();
    QTRY_COMPARE_WITH_TIMEOUT(done.size(), 4, longMs);
    QCOMPARE(done.most(), 1);
    QTRY_COMPARE(database.value(u"SELECT count(*) FROM bakehouse.jobs WHERE kind = 'mail'"_s),
                 u"0"_s);
}

QTEST_GUILESS_MAIN(TestWorkerRebuild)
#include "tst_worker_rebuild.moc"
