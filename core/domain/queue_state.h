#pragma once

#include <QDateTime>
#include <QString>

#include <vector>

/// What the durable queue holds of one kind of job.
struct QueueKind {
    QString kind;
    qint64 due = 0; ///< May be begun now.
    qint64 scheduled = 0; ///< Due later.
    qint64 running = 0; ///< Leased to a worker.
    qint64 dead = 0; ///< Given up.
    qint64 oldestMs = 0; ///< Age of the oldest that is not dead.
    qint64 overdueMs = 0; ///< How long the most overdue one has been due.
    bool operator==(const QueueKind &) const = default;
};

/// A job in the hands of a worker.
struct LeasedJob {
    qint64 id = 0;
    QString kind;
    QString worker;
    int attempts = 0;
    qint64 leaseMs = 0; ///< Left of the lease.
    bool operator==(const LeasedJob &) const = default;
};

/// A job that failed for the last time.
struct DeadJob {
    qint64 id = 0;
    QString kind;
    qint64 subject = 0;
    int attempts = 0;
    QString error; ///< For the log: the word of the reason first.
    QDateTime createdAt;
    QDateTime diedAt;
    bool operator==(const DeadJob &) const = default;
};

/// The queue as `bakehousectl` shows it.
struct QueueState {
    std::vector<QueueKind> kinds; ///< By name.
    std::vector<LeasedJob> leased; ///< The first of them.
    std::vector<DeadJob> dead; ///< The latest of them first.
};

/// What became of a dead job that was to be tried again.
struct RetriedJob {
    enum class Outcome {
        Retried,
        Alive, ///< A live job does the same; the dead one stays.
    };
    qint64 id = 0;
    QString kind;
    Outcome outcome = Outcome::Retried;
    bool operator==(const RetriedJob &) const = default;
};
