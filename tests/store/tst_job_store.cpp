#include "job_store.h"
#include "notifier.h"
#include "order_store.h"
#include "store_bench.h"

#include <QTest>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The durable queue: leases, fencing, dead letters, and the flow of automatic orders.
class TestJobStore final : public QObject
{
    Q_OBJECT

private slots:
    void enqueue_sameKey_isRefusedWhileItLives();
    void claim_due_isLeased();
    void claim_otherKindOrLater_isLeftAlone();
    void claim_ofTwoWorkers_sharesNothing();
    void claim_wornOut_goesToTheDeadLetters();
    void complete_afterTheLease_isLost();
    void complete_oneOfThemLost_theOthersAreDone();
    void fail_comesBackLater();
    void fail_atTheLimit_isDead();
    void release_doesNotCountTheAttempt();
    void claim_saysHowLongItWaited();
    void queue_tellsWhatItHolds();
    void retryDead_one_livesAgainUnderItsNumber();
    void retryDead_all_leavesNoneDead();
    void retryDead_unknown_changesNothing();
    void retryDead_liveOneDoesTheSame_staysDead();
    void retryDead_tellsTheWorkers();
    void advanceOrders_saysHowLongEachTook();
    void advanceOrders_confirmed_endsInReady();
    void advanceOrders_cancelledMeanwhile_isLeftAlone();
    void advanceOrders_saysWhenTheNextIsDue();
    void pruneIdempotencyKeys_dropsOldOnes();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

/// A bench with the store under test.
struct JobBench : StoreBench {
    explicit JobBench(TestCluster &cluster)
        : StoreBench(cluster)
        , store(orders, u"here"_s)
        , shop(orders, reads, listener, u"here"_s)
    {
    }
    bool enqueue(const QString &key = {}, int attempts = 12)
    {
        return *await(store.enqueue(u"mail"_s, 5, key, attempts));
    }
    std::vector<Job> claim(const QString &worker = u"one"_s)
    {
        return *await(store.claim(worker, {u"mail"_s}, 10, 60s));
    }
    /// A job that failed for the last time; its number.
    qint64 die(const QString &key = {})
    {
        enqueue(key, 1);
        const Job job = claim().at(0);
        static_cast<void>(await(store.fail(job, u"no paper"_s)));
        return job.id;
    }
    void letLeasesEnd()
    {
        server.execute(u"UPDATE bakehouse.jobs SET due_at = now() - interval '1 s'"_s);
    }
    OrderAdvance advance(int minMs, int maxMs)
    {
        return *await(store.advanceOrders(100, minMs, maxMs));
    }

    JobStore store;
    OrderStore shop;
};

void TestJobStore::enqueue_sameKey_isRefusedWhileItLives()
{
    JobBench bench(m_cluster);
    QVERIFY(bench.enqueue(u"receipt 7"_s));
    QVERIFY(!bench.enqueue(u"receipt 7"_s));
    QVERIFY(bench.enqueue());
    QVERIFY(bench.enqueue());
    QVERIFY(await(bench.store.complete(bench.claim()))->empty());
    QVERIFY(bench.enqueue(u"receipt 7"_s));
}

void TestJobStore::claim_due_isLeased()
{
    JobBench bench(m_cluster);
    bench.enqueue();
    const std::vector<Job> jobs = bench.claim();
    QCOMPARE(jobs.size(), size_t(1));
    QCOMPARE(jobs[0].kind, u"mail"_s);
    QCOMPARE(jobs[0].subject, 5);
    QCOMPARE(jobs[0].attempts, 1);
    QVERIFY(bench.claim().empty());
    bench.letLeasesEnd();
    QCOMPARE(bench.claim(u"two"_s).at(0).attempts, 2);
}

void TestJobStore::claim_otherKindOrLater_isLeftAlone()
{
    JobBench bench(m_cluster);
    QVERIFY(await(bench.store.enqueue(u"print"_s, 1, {}, 5)));
    QVERIFY(await(bench.store.enqueue(u"mail"_s, 1, {}, 5, 1h)));
    QVERIFY(bench.claim().empty());
}

void TestJobStore::claim_ofTwoWorkers_sharesNothing()
{
    JobBench bench(m_cluster);
    for (int i = 0; i < 20; ++i)
        bench.enqueue();
    Database second({.name = u"second"_s, .address = bench.server.address()}, bench.supervisor);
    JobStore other(second, u"there"_s);
    const auto mine = bench.store.claim(u"one"_s, {u"mail"_s}, 10, 60s);
    const auto theirs = other.claim(u"two"_s, {u"mail"_s}, 10, 60s);
    QSet<qint64> ids;
    for (const auto &claimed : {*await(mine), *await(theirs)})
        for (const Job &job : claimed) {
            QVERIFY(!ids.contains(job.id));
            ids.insert(job.id);
        }
    QVERIFY(ids.size() >= 10);
}

void TestJobStore::claim_wornOut_goesToTheDeadLetters()
{
    JobBench bench(m_cluster);
    bench.enqueue({}, 2);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(bench.claim().size(), size_t(1)); // the worker dies of it
        bench.letLeasesEnd();
    }
    QVERIFY(bench.claim().empty());
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s);
    QCOMPARE(bench.server.value(u"SELECT last_error FROM bakehouse.jobs_dead"_s),
             u"claimed too often without an end"_s);
}

void TestJobStore::complete_afterTheLease_isLost()
{
    JobBench bench(m_cluster);
    bench.enqueue();
    const Job slow = bench.claim().at(0);
    bench.letLeasesEnd();
    const Job quick = bench.claim(u"two"_s).at(0);
    QCOMPARE(*await(bench.store.complete({slow})), (std::vector<qint64> {slow.id}));
    QCOMPARE(*await(bench.store.fail(slow, u"too slow"_s)), JobFate::Lost);
    QVERIFY(await(bench.store.release({slow})));
    QVERIFY(await(bench.store.complete({quick}))->empty());
}

void TestJobStore::complete_oneOfThemLost_theOthersAreDone()
{
    JobBench bench(m_cluster);
    for (int i = 0; i < 3; ++i)
        bench.enqueue();
    std::vector<Job> jobs = bench.claim();
    std::ranges::reverse(jobs); // Whatever the order in which they ended.
    const qint64 lost = jobs.at(1).id;
    bench.server.execute(u"UPDATE bakehouse.jobs SET attempts = 2 WHERE id = %1"_s.arg(lost));
    QCOMPARE(*await(bench.store.complete(jobs)), (std::vector<qint64> {lost}));
    QCOMPARE(bench.server.value(u"SELECT sum(id) FROM bakehouse.jobs"_s), QString::number(lost));
}

void TestJobStore::fail_comesBackLater()
{
    JobBench bench(m_cluster);
    bench.enqueue();
    QCOMPARE(*await(bench.store.fail(bench.claim().at(0), u"no paper"_s)), JobFate::Retried);
    QVERIFY(bench.claim().empty());
    QCOMPARE(bench.server.value(u"SELECT last_error FROM bakehouse.jobs WHERE due_at "
                                "BETWEEN now() + interval '0.5 s' AND now() + interval '3.1 s'"_s),
             u"no paper"_s);
    bench.letLeasesEnd();
    QCOMPARE(bench.claim().at(0).attempts, 2);
}

void TestJobStore::fail_atTheLimit_isDead()
{
    JobBench bench(m_cluster);
    bench.enqueue({}, 1);
    QCOMPARE(*await(bench.store.fail(bench.claim().at(0), u"no paper"_s)), JobFate::Dead);
    QCOMPARE(bench.server.value(u"SELECT last_error FROM bakehouse.jobs_dead"_s), u"no paper"_s);
}

void TestJobStore::release_doesNotCountTheAttempt()
{
    JobBench bench(m_cluster);
    bench.enqueue();
    QVERIFY(await(bench.store.release(bench.claim())));
    QCOMPARE(bench.claim().at(0).attempts, 1);
}

void TestJobStore::claim_saysHowLongItWaited()
{
    JobBench bench(m_cluster);
    bench.enqueue();
    bench.server.execute(u"UPDATE bakehouse.jobs SET due_at = now() - interval '40 s'"_s);
    const Job job = bench.claim().at(0);
    QVERIFY(job.waited >= 40s);
    QVERIFY(job.waited < 300s);
}

void TestJobStore::queue_tellsWhatItHolds()
{
    JobBench bench(m_cluster);
    bench.enqueue({}, 1);
    QVERIFY(await(bench.store.fail(bench.claim().at(0), u"defect detail"_s)));
    bench.enqueue(u"leased"_s);
    const Job leased = bench.claim(u"one"_s).at(0);
    bench.enqueue(u"due"_s);
    QVERIFY(await(bench.store.enqueue(u"print"_s, 1, {}, 5, 1h)));

    const QueueState queue = *await(bench.store.queue(10));
    QCOMPARE(queue.kinds.size(), size_t(2));
    const QueueKind &mail = queue.kinds.at(0);
    QCOMPARE(mail.kind, u"mail"_s);
    QCOMPARE((QList<qint64> {mail.due, mail.scheduled, mail.running, mail.dead}),
             (QList<qint64> {1, 0, 1, 1}));
    const QueueKind &print = queue.kinds.at(1);
    QCOMPARE((QList<qint64> {print.due, print.scheduled, print.running, print.dead}),
             (QList<qint64> {0, 1, 0, 0}));
    QCOMPARE(print.overdueMs, 0);
    QCOMPARE(queue.leased.size(), size_t(1));
    QCOMPARE(queue.leased.at(0).id, leased.id);
    QCOMPARE(queue.leased.at(0).worker, u"one"_s);
    QVERIFY(queue.leased.at(0).leaseMs > 0 && queue.leased.at(0).leaseMs <= 60'000);
    QCOMPARE(queue.dead.size(), size_t(1));
    QCOMPARE(queue.dead.at(0).kind, u"mail"_s);
    QCOMPARE(queue.dead.at(0).attempts, 1);
    QCOMPARE(queue.dead.at(0).error, u"defect detail"_s);
    QVERIFY(queue.dead.at(0).diedAt >= queue.dead.at(0).createdAt);
    QVERIFY(await(bench.store.queue(0))->dead.empty());
}

void TestJobStore::retryDead_one_livesAgainUnderItsNumber()
{
    JobBench bench(m_cluster);
    const qint64 id = bench.die();
    const qint64 other = bench.die();
    QCOMPARE(*await(bench.store.retryDead({id})),
             (std::vector<RetriedJob> {
                 {.id = id, .kind = u"mail"_s, .outcome = RetriedJob::Outcome::Retried}}));
    const std::vector<Job> jobs = bench.claim();
    QCOMPARE(jobs.size(), size_t(1));
    QCOMPARE(jobs.at(0).id, id);
    QCOMPARE(jobs.at(0).attempts, 1);
    QCOMPARE(bench.server.value(u"SELECT id FROM bakehouse.jobs_dead"_s), QString::number(other));
}

void TestJobStore::retryDead_all_leavesNoneDead()
{
    JobBench bench(m_cluster);
    QVERIFY(await(bench.store.retryDead({}))->empty());
    bench.die();
    bench.die();
    QCOMPARE(await(bench.store.retryDead({}))->size(), size_t(2));
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.jobs_dead"_s), u"0"_s);
    QCOMPARE(bench.claim().size(), size_t(2));
}

void TestJobStore::retryDead_unknown_changesNothing()
{
    JobBench bench(m_cluster);
    const qint64 id = bench.die();
    const auto retried = await(bench.store.retryDead({id, 4711}));
    QVERIFY(!retried);
    QCOMPARE(retried.error().code, Error::Code::NotFound);
    QVERIFY(retried.error().detail.contains(u"4711"_s));
    QVERIFY(!retried.error().detail.contains(QString::number(id) + u','));
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.jobs_dead"_s), u"1"_s);
    QVERIFY(bench.claim().empty());
}

void TestJobStore::retryDead_liveOneDoesTheSame_staysDead()
{
    JobBench bench(m_cluster);
    const qint64 id = bench.die(u"receipt 7"_s);
    QVERIFY(bench.enqueue(u"receipt 7"_s));
    const auto retried = await(bench.store.retryDead({}));
    QCOMPARE(retried->at(0).outcome, RetriedJob::Outcome::Alive);
    QCOMPARE(bench.server.value(u"SELECT id FROM bakehouse.jobs_dead"_s), QString::number(id));
    QCOMPARE(bench.claim().size(), size_t(1));
}

void TestJobStore::retryDead_tellsTheWorkers()
{
    JobBench bench(m_cluster);
    bench.die();
    std::atomic<bool> listening = false;
    std::atomic<int> told = 0;
    const Notifier notifier(
        bench.server.address(), {u"bakehouse_jobs"_s},
        {.notified = [&told](const QString &,
                             const QString &payload) { told += payload == u"here"; },
         .listening = [&listening] { listening = true; }});
    QTRY_VERIFY_WITH_TIMEOUT(listening, 30'000);
    QVERIFY(await(bench.store.retryDead({})));
    QTRY_COMPARE_WITH_TIMEOUT(told.load(), 1, 30'000);
}

void TestJobStore::advanceOrders_saysHowLongEachTook()
{
    JobBench bench(m_cluster);
    QVERIFY(await(bench.shop.place(webOrder(1))));
    bench.server.execute(u"UPDATE bakehouse.orders SET state_at = now() - interval '40 s'"_s);
    const OrderAdvance started = bench.advance(0, 0);
    QCOMPARE(started.waited.size(), size_t(1));
    QVERIFY(started.waited.at(0) >= 40s && started.waited.at(0) < 300s);
    QVERIFY(started.made.empty());
    bench.server.execute(u"UPDATE bakehouse.orders SET state_at = now() - interval '15 s'"_s);
    std::vector<std::chrono::microseconds> made;
    QTRY_VERIFY((made.empty() ? made = bench.advance(0, 0).made : made).size() == 1);
    QVERIFY(made.at(0) >= 15s && made.at(0) < 300s);
}

void TestJobStore::advanceOrders_confirmed_endsInReady()
{
    JobBench bench(m_cluster);
    const qint64 first = await(bench.shop.place(webOrder(1)))->publicId;
    const qint64 second = await(bench.shop.place(webOrder(2)))->publicId;

    const OrderAdvance started = bench.advance(0, 0);
    QCOMPARE(started.started, 2);
    QCOMPARE(started.completed, 0);
    QSet<qint64> moved;
    for (const OrderMove &move : started.changed) {
        moved.insert(move.publicId);
        const Result<Order> found = await(bench.shop.find(move.publicId));
        QCOMPARE(found->state, move.state);
        QCOMPARE(found->stateAt, move.at);
        QCOMPARE(found->stateMicros, move.micros);
    }
    QCOMPARE(moved, (QSet<qint64> {first, second}));
    QCOMPARE(await(bench.shop.find(first))->state, OrderState::InProduction);

    int completed = 0;
    QTRY_COMPARE(completed += bench.advance(0, 0).completed, 2);
    QCOMPARE(await(bench.shop.find(first))->state, OrderState::Ready);
    QVERIFY(!bench.advance(0, 0).nextDueMs.has_value());
    QCOMPARE(
        bench.server.value(
            u"SELECT string_agg(state, ' ' ORDER BY order_id, id) FROM bakehouse.order_events"_s),
        u"confirmed in_production ready confirmed in_production ready"_s);
    QCOMPARE(bench.faults(), QString());
}

void TestJobStore::advanceOrders_cancelledMeanwhile_isLeftAlone()
{
    JobBench bench(m_cluster);
    const qint64 id = await(bench.shop.place(webOrder(1)))->publicId;
    bench.server.execute(
        u"UPDATE bakehouse.orders SET state = 'cancelled'"_s); // with its job still there
    const OrderAdvance advance = bench.advance(0, 0);
    QVERIFY(advance.changed.empty());
    QCOMPARE(await(bench.shop.find(id))->state, OrderState::Cancelled);
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s);
}

void TestJobStore::advanceOrders_saysWhenTheNextIsDue()
{
    JobBench bench(m_cluster);
    QVERIFY(await(bench.shop.place(webOrder(1))));
    const OrderAdvance advance = bench.advance(5000, 15000);
    QCOMPARE(advance.started, 1);
    QVERIFY(advance.nextDueMs.has_value());
    QVERIFY(*advance.nextDueMs > 3000 && *advance.nextDueMs <= 15000);
    QCOMPARE(bench.advance(5000, 15000).started, 0);
}

void TestJobStore::pruneIdempotencyKeys_dropsOldOnes()
{
    JobBench bench(m_cluster);
    NewOrder order = webOrder(1);
    order.keyHash = QByteArray(32, 'k');
    order.requestHash = QByteArray(32, 'r');
    QVERIFY(await(bench.shop.place(order)));
    QCOMPARE(*await(bench.store.pruneIdempotencyKeys()), 0);
    bench.server.execute(
        u"UPDATE bakehouse.idempotency_keys SET created_at = now() - interval '31 days'"_s);
    QCOMPARE(*await(bench.store.pruneIdempotencyKeys()), 0); // The clock may be wrong.
    bench.server.execute(
        u"INSERT INTO bakehouse.idempotency_keys (key_hash, request_hash, order_id) "
        "SELECT sha256(n::text::bytea), sha256(n::text::bytea), n + (SELECT max(order_id) FROM "
        "bakehouse.idempotency_keys) FROM generate_series(1, 1000) AS n"_s);
    QCOMPARE(*await(bench.store.pruneIdempotencyKeys()), 1);
}

QTEST_GUILESS_MAIN(TestJobStore)
#include "tst_job_store.moc"
