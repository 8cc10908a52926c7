#include "job_store.h"

#include "database_run.h"

using namespace Qt::StringLiterals;

QueueKind queueKindOf(const SqlRow &row, int column)
{
    return {.kind = row.text(column),
            .due = row.integer(column + 1),
            .scheduled = row.integer(column + 2),
            .running = row.integer(column + 3),
            .dead = row.integer(column + 4),
            .oldestMs = row.integer(column + 5),
            .overdueMs = row.integer(column + 6)};
}

// Columns of orders_advance: kind, public_id, wait_ms, moved_at, in_state_us.
static void noteStep(OrderAdvance &advance, const SqlRow &row)
{
    const QString kind = row.text(0);
    if (kind == u"next"_s) {
        advance.nextDueMs = row.integer(2);
        return;
    }
    const bool started = kind == u"started"_s;
    ++(started ? advance.started : advance.completed);
    (started ? advance.waited : advance.made).emplace_back(row.integer(4));
    advance.changed.push_back({.publicId = row.integer(1),
                               .state = started ? OrderState::InProduction : OrderState::Ready,
                               .at = row.time(3),
                               .micros = row.micros(3)});
}

// What the functions of the queue know a lease by: ids, attempts.
static SqlValues leasesOf(const std::vector<Job> &jobs)
{
    std::vector<qint64> ids;
    std::vector<qint64> attempts;
    for (const Job &job : jobs) {
        ids.push_back(job.id);
        attempts.push_back(job.attempts);
    }
    return {SqlValue::array(ids), SqlValue::array(attempts)};
}

JobStore::JobStore(Database &worker, const QString &origin)
    : m_worker(worker)
    , m_origin(origin)
{
}

QFuture<Result<OrderAdvance>> JobStore::advanceOrders(int limit, int minMs, int maxMs)
{
    return m_worker.run([limit, minMs, maxMs, origin = m_origin](Sql &sql) {
        OrderAdvance advance;
        for (const SqlRow &row : sql.many(u"orders_advance"_s, {limit, minMs, maxMs, origin}))
            noteStep(advance, row);
        return advance;
    });
}

QFuture<Result<void>> JobStore::tellDue(qint64 order)
{
    return m_worker.run(
        [order](Sql &sql) -> Result<void> {
            sql.one(u"orders_tell_due"_s, {order});
            return {};
        },
        Database::Repeat::Safe);
}

QFuture<Result<std::vector<Job>>> JobStore::claim(const QString &worker, const QStringList &kinds,
                                                  int limit, std::chrono::milliseconds lease)
{
    const qint64 leaseMs = lease.count();
    return m_worker.run([worker, kinds, limit, leaseMs](Sql &sql) {
        std::vector<Job> jobs;
        for (const SqlRow &row :
             sql.many(u"jobs_claim"_s, {worker, SqlValue::array(kinds), limit, leaseMs}))
            jobs.push_back({.id = row.integer(0),
                            .kind = row.text(1),
                            .subject = row.integer(2),
                            .attempts = static_cast<int>(row.integer(3)),
                            .waited = std::chrono::microseconds(row.integer(4))});
        return jobs;
    });
}

QFuture<Result<std::vector<qint64>>> JobStore::complete(const std::vector<Job> &jobs)
{
    return m_worker.run([values = leasesOf(jobs)](Sql &sql) {
        std::vector<qint64> lost;
        for (const SqlRow &row : sql.many(u"jobs_complete"_s, values))
            lost.push_back(row.integer(0));
        return lost;
    });
}

QFuture<Result<JobFate>> JobStore::fail(const Job &job, const QString &error)
{
    return m_worker.run([job, error](Sql &sql) {
        const QString fate = sql.one(u"job_fail"_s, {job.id, job.attempts, error})->text(0);
        if (fate == u"lost"_s)
            return JobFate::Lost;
        return fate == u"dead"_s ? JobFate::Dead : JobFate::Retried;
    });
}

QFuture<Result<void>> JobStore::release(const std::vector<Job> &jobs)
{
    return m_worker.run(
        [values = leasesOf(jobs)](Sql &sql) { sql.run(u"jobs_release"_s, values); });
}

QFuture<Result<bool>> JobStore::enqueue(const QString &kind, qint64 subject,
                                        const QString &dedupKey, int maxAttempts,
                                        std::chrono::milliseconds delay)
{
    const SqlValue key = dedupKey.isEmpty() ? SqlValue(nullptr) : SqlValue(dedupKey);
    const SqlValues values {kind, subject, key, maxAttempts, qint64(delay.count())};
    return m_worker.run([values](Sql &sql) { return sql.one(u"job_enqueue"_s, values)->flag(0); });
}

QFuture<Result<qint64>> JobStore::mendClockSteps(const QStringList &kinds,
                                                 std::chrono::milliseconds lease)
{
    const SqlValues values {SqlValue::array(kinds), qint64(lease.count())};
    return m_worker.run(
        [values](Sql &sql) { return sql.one(u"jobs_mend_clock_steps"_s, values)->integer(0); });
}

QFuture<Result<qint64>> JobStore::pruneIdempotencyKeys()
{
    return m_worker.run([](Sql &sql) { return sql.one(u"idempotency_keys_prune"_s)->integer(0); });
}

QFuture<Result<QueueState>> JobStore::queue(int limit)
{
    return m_worker.run(
        [limit](Sql &sql) {
            QueueState state;
            for (const SqlRow &row : sql.many(u"queue_kinds"_s))
                state.kinds.push_back(queueKindOf(row, 0));
            for (const SqlRow &row : sql.many(u"queue_running"_s, {limit}))
                state.leased.push_back({.id = row.integer(0),
                                        .kind = row.text(1),
                                        .worker = row.text(2),
                                        .attempts = static_cast<int>(row.integer(3)),
                                        .leaseMs = row.integer(4)});
            for (const SqlRow &row : sql.many(u"queue_dead"_s, {limit}))
                state.dead.push_back({.id = row.integer(0),
                                      .kind = row.text(1),
                                      .subject = row.integer(2),
                                      .attempts = static_cast<int>(row.integer(3)),
                                      .error = row.text(4),
                                      .createdAt = row.time(5),
                                      .diedAt = row.time(6)});
            return state;
        },
        Database::Repeat::Safe);
}

QFuture<Result<std::vector<RetriedJob>>> JobStore::retryDead(const std::vector<qint64> &ids)
{
    const SqlValue wanted = ids.empty() ? SqlValue(nullptr) : SqlValue::array(ids);
    return m_worker.run([wanted, origin = m_origin](Sql &sql) -> Result<std::vector<RetriedJob>> {
        std::vector<RetriedJob> jobs;
        QStringList unknown;
        for (const SqlRow &row : sql.many(u"queue_retry"_s, {wanted, origin})) {
            if (row.text(2) == u"unknown"_s)
                unknown.append(QString::number(row.integer(0)));
            else
                jobs.push_back({.id = row.integer(0),
                                .kind = row.text(1),
                                .outcome = row.text(2) == u"retried"_s
                                    ? RetriedJob::Outcome::Retried
                                    : RetriedJob::Outcome::Alive});
        }
        if (unknown.isEmpty())
            return jobs;
        return Error {.code = Error::Code::NotFound,
                      .detail = u"no dead job %1"_s.arg(unknown.join(u", "_s))};
    });
}
