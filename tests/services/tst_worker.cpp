#include "desk_bench.h"
#include "tally.h"
#include "test_database.h"
#include "worker.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

Worker::Settings quick(const QString &name)
{
    return {.name = name, .minMs = 50, .maxMs = 150, .lease = std::chrono::seconds(10)};
}

/// A program that claimed jobs and died: its lease is what is left of it.
std::vector<Job> claimAndDie(DeskBench &bench, const QString &kind, std::chrono::milliseconds lease)
{
    return *await(bench.jobs.claim(u"dead"_s, {kind}, 10, lease));
}

}

/// Jobs of any kind: done once, retried, rescued, fenced, given back at a stop.
class TestWorker : public QObject
{
    Q_OBJECT
private slots:
    void job_isDoneOnceAndGone();
    void job_failing_isTriedAgainThenDead();
    void job_throwing_isAFailure();
    void job_ofADeadWorker_isDoneAfterItsLease();
    void job_longerThanItsLease_isFencedOff();
    void job_manyAtOnce_shareTheBoundedPool();
    void enqueue_sameKeyTwice_isOne();
    void stop_waitsForWhatRuns();
    void stop_handlerHangs_givesTheJobBack();
    void housekeeping_prunesOldKeys();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestWorker::job_isDoneOnceAndGone()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick(u"one"_s));
    Tally done;
    worker.handle(u"mail"_s, 3, [&done](const Job &job) -> Result<void> {
        done.add(job.subject);
        return Done {};
    });
    worker.start();
    for (qint64 subject = 1; subject <= 20; ++subject)
        QVERIFY(*await(worker.enqueue(u"mail"_s, subject, {})));
    QTRY_COMPARE_WITH_TIMEOUT(database.value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s,
                              20'000);
    QCOMPARE(done.size(), 20);
    QCOMPARE(done.most(), 1);
}

void TestWorker::job_failing_isTriedAgainThenDead()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick(u"one"_s));
    std::atomic<int> tries = 0;
    worker.handle(u"mail"_s, 3, [&tries](const Job &) -> Result<void> {
        ++tries;
        return Error {.code = Error::Code::Unavailable, .detail = u"no postman"_s};
    });
    worker.start();
    QVERIFY(*await(worker.enqueue(u"mail"_s, 7, u"letter"_s)));
    for (int attempt = 1; attempt <= 2; ++attempt) {
        QTRY_COMPARE(database.value(u"SELECT attempts FROM bakehouse.jobs "
                                    "WHERE kind = 'mail' AND locked_by IS NULL AND attempts > 0"_s),
                     QString::number(attempt));
        database.execute(u"UPDATE bakehouse.jobs SET due_at = now() WHERE kind = 'mail'"_s);
    }
    QTRY_COMPARE(database.value(u"SELECT subject FROM bakehouse.jobs_dead"_s), u"7"_s);
    QVERIFY(
        database.value(u"SELECT last_error FROM bakehouse.jobs_dead"_s).contains(u"no postman"_s));
    QCOMPARE(tries, 3);
    QTRY_COMPARE(worker.health().failed, 3);
}

void TestWorker::job_throwing_isAFailure()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick(u"one"_s));
    worker.handle(u"mail"_s, 1,
                  [](const Job &) -> Result<void> { throw std::runtime_error("torn"); });
    worker.start();
    QVERIFY(*await(worker.enqueue(u"mail"_s, 7, {})));
    QTRY_VERIFY(
        database.value(u"SELECT last_error FROM bakehouse.jobs_dead"_s).contains(u"torn"_s));
}

void TestWorker::job_ofADeadWorker_isDoneAfterItsLease()
{
    TestDatabase database(m_cluster);
    DeskBench dead(database.address());
    DeskBench bench(database.address());
    QVERIFY(*await(dead.jobs.enqueue(u"mail"_s, 7, {}, 5)));
    QElapsedTimer timer;
    timer.start();
    const std::vector<Job> lost = claimAndDie(dead, u"mail"_s, std::chrono::milliseconds(1'500));
    QCOMPARE(lost.size(), size_t(1));
    Worker worker(bench.jobs, quick(u"one"_s));
    std::atomic<qint64> doneAfterMs = 0;
    worker.handle(u"mail"_s, 5, [&](const Job &) -> Result<void> {
        doneAfterMs = timer.elapsed();
        return Done {};
    });
    worker.start();
    QTRY_VERIFY_WITH_TIMEOUT(doneAfterMs > 0, 10'000);
    QVERIFY(doneAfterMs >= 1'400);
    QVERIFY(doneAfterMs < 1'500 + 3'000);
    // The dead one rises: too late.
    QCOMPARE(*await(dead.jobs.complete(lost)), (std::vector<qint64> {lost.front().id}));
    QCOMPARE(*await(dead.jobs.fail(lost.front(), u"late"_s)), JobFate::Lost);
}

void TestWorker::job_longerThanItsLease_isFencedOff()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    QSemaphore first;
    std::atomic<int> begun = 0;
    Worker::Settings settings = quick(u"one"_s);
    settings.lease = std::chrono::milliseconds(500);
    Worker worker(bench.jobs, settings);
    worker.handle(u"mail"_s, 5, [&](const Job &job) -> Result<void> {
        ++begun;
        if (job.attempts == 1)
            first.acquire(); // Longer than its lease.
        return Done {};
    });
    worker.start();
    QVERIFY(*await(worker.enqueue(u"mail"_s, 7, {})));
    QTRY_COMPARE_WITH_TIMEOUT(begun, 2, 10'000);
    QTRY_COMPARE(database.value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s);
    const qint64 completed = worker.health().completed;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"outlived its lease"_s));
    first.release();
    worker.stop();
    QCOMPARE(worker.health().completed, completed);
}

void TestWorker::job_manyAtOnce_shareTheBoundedPool()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker::Settings settings = quick(u"one"_s);
    settings.poolThreads = 3;
    Worker worker(bench.jobs, settings);
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    QSemaphore gate;
    worker.handle(u"mail"_s, 5, [&](const Job &) -> Result<void> {
        most = std::max(most.load(), ++inside);
        gate.acquire();
        --inside;
        return Done {};
    });
    for (qint64 subject = 1; subject <= 12; ++subject)
        QVERIFY(*await(bench.jobs.enqueue(u"mail"_s, subject, {}, 5)));
    worker.start();
    QTRY_COMPARE(inside, 3);
    gate.release(12);
    QTRY_COMPARE_WITH_TIMEOUT(
        database.value(u"SELECT count(*) FROM bakehouse.jobs WHERE kind = 'mail'"_s), u"0"_s,
        20'000);
    QVERIFY(most <= 3);
}

void TestWorker::enqueue_sameKeyTwice_isOne()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick(u"one"_s));
    worker.handle(u"mail"_s, 5, [](const Job &) -> Result<void> { return Done {}; });
    QVERIFY(*await(worker.enqueue(u"mail"_s, 7, u"letter"_s)));
    QVERIFY(!*await(worker.enqueue(u"mail"_s, 7, u"letter"_s)));
}

void TestWorker::stop_waitsForWhatRuns()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    Worker worker(bench.jobs, quick(u"one"_s));
    QSemaphore begun;
    QSemaphore gate;
    worker.handle(u"mail"_s, 5, [&](const Job &) -> Result<void> {
        begun.release();
        gate.acquire();
        return Done {};
    });
    worker.start();
    QVERIFY(*await(worker.enqueue(u"mail"_s, 7, {})));
    QVERIFY(begun.tryAcquire(1, 10'000));
    QTimer::singleShot(300, this, [&gate] { gate.release(); });
    std::thread stopping([&worker] { worker.stop(); });
    QTRY_VERIFY(!worker.health().running);
    stopping.join();
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.jobs WHERE kind = 'mail'"_s), u"0"_s);
}

void TestWorker::stop_handlerHangs_givesTheJobBack()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    const auto gate = std::make_shared<QSemaphore>();
    const auto begun = std::make_shared<QSemaphore>();
    QElapsedTimer timer;
    {
        Worker worker(bench.jobs, quick(u"one"_s));
        worker.handle(u"mail"_s, 5, [gate, begun](const Job &) -> Result<void> {
            begun->release();
            gate->acquire();
            return Done {};
        });
        worker.start();
        QVERIFY(*await(worker.enqueue(u"mail"_s, 7, {})));
        QVERIFY(begun->tryAcquire(1, 10'000));
        timer.start();
    }
    QVERIFY(timer.elapsed() < 11'000);
    QCOMPARE(database.value(u"SELECT attempts || ' ' || (due_at <= now()) FROM bakehouse.jobs "
                            "WHERE kind = 'mail'"_s),
             u"0 true"_s);
    gate->release();
}

void TestWorker::housekeeping_prunesOldKeys()
{
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    NewOrder order = orderOf(1, 1);
    order.keyHash = QByteArray(32, 'k');
    order.requestHash = QByteArray(32, 'r');
    QVERIFY(await(bench.orders.place(order)));
    database.execute(
        u"UPDATE bakehouse.idempotency_keys SET created_at = now() - interval '31 days',"
        "order_id = order_id - 2000;"
        "INSERT INTO bakehouse.idempotency_keys (key_hash, request_hash, order_id) "
        "VALUES (sha256('a'), sha256('a'), 1)"_s);
    Worker worker(bench.jobs, quick(u"one"_s));
    worker.start();
    QTRY_COMPARE(database.value(u"SELECT count(*) FROM bakehouse.idempotency_keys"_s), u"1"_s);
}

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
