#pragma once

#include "job.h"
#include "order.h"
#include "queue_state.h"
#include "result.h"

#include <QFuture>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

class Database;
class SqlRow;

enum class JobFate { Retried, Dead, Lost };

/// What one call of the order flow did.
struct OrderAdvance {
    int started = 0;
    int completed = 0;
    std::vector<OrderMove> changed;
    std::optional<qint64> nextDueMs; ///< From now; nothing = no job waits.
    std::vector<std::chrono::microseconds> waited; ///< Of each started: in the state before.
    std::vector<std::chrono::microseconds> made; ///< Of each completed: in production.
};

/// The durable queue in PostgreSQL. Thread-safe; owned by the worker.
class JobStore
{
public:
    JobStore(Database &worker, const QString &origin);

    /// Moves due orders confirmed → in production (due again after minMs…maxMs) → ready, in one
    /// round trip.
    QFuture<Result<OrderAdvance>> advanceOrders(int limit, int minMs, int maxMs);
    /// Tells whoever shows orders that this one, by its number in the database, is due now.
    QFuture<Result<void>> tellDue(qint64 order);
    /// Takes up to @p limit due jobs of @p kinds for @p lease; jobs of a dead worker come back when
    /// it ends.
    QFuture<Result<std::vector<Job>>> claim(const QString &worker, const QStringList &kinds,
                                            int limit, std::chrono::milliseconds lease);
    /// All in one commit. Gives the numbers of those whose lease was lost to another worker.
    QFuture<Result<std::vector<qint64>>> complete(const std::vector<Job> &jobs);
    /// Backoff min(2^n, 600) s ± half, or a dead letter after the kind's attempts.
    QFuture<Result<JobFate>> fail(const Job &job, const QString &error);
    /// Gives claimed jobs back at a graceful stop; the attempt does not count.
    QFuture<Result<void>> release(const std::vector<Job> &jobs);
    /// False when a live job with the same kind and key exists.
    QFuture<Result<bool>> enqueue(const QString &kind, qint64 subject, const QString &dedupKey,
                                  int maxAttempts, std::chrono::milliseconds delay = {});
    /// Makes due the jobs of @p kinds, and the orders, that only wait because the server's clock
    /// went back; how many.
    QFuture<Result<qint64>> mendClockSteps(const QStringList &kinds,
                                           std::chrono::milliseconds lease);
    /// Removes idempotency keys older than 30 days, but for those of the latest thousand orders;
    /// how many.
    QFuture<Result<qint64>> pruneIdempotencyKeys();

    /// What the queue holds: every kind, up to @p limit leased and as many dead jobs.
    QFuture<Result<QueueState>> queue(int limit);
    /// Gives the dead jobs @p ids (none: all of them) a new life: due now, no attempt counted, the
    /// workers told. Errors: NotFound (detail = the unknown ids); then nothing has changed.
    QFuture<Result<std::vector<RetriedJob>>> retryDead(const std::vector<qint64> &ids);

private:
    Database &m_worker;
    const QString m_origin;
};

/// A row of the view queue_figures, its columns from @p column on.
QueueKind queueKindOf(const SqlRow &row, int column);
