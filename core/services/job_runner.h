#pragma once

#include "job.h"
#include "result.h"

#include <QHash>
#include <QStringList>
#include <QThreadPool>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

/// Runs claimed jobs by their kind's handler on a bounded pool, on values, without a connection.
/// Part of the worker, used on its thread only.
class JobRunner
{
public:
    using Handler = std::function<Result<void>(const Job &)>;
    /// A job whose handler has ended.
    struct Ended {
        Job job;
        Result<void> result;
        std::chrono::steady_clock::time_point
            leaseEnd; ///< From then on another worker may have it.
        std::chrono::nanoseconds ran {0}; ///< How long its handler took.
    };

    /// @p ended is called on the pool after each job.
    JobRunner(int threads, std::function<void()> ended);
    /// Waits for no handler: one that hangs is left behind with its pool, which ends with the
    /// process.
    ~JobRunner();
    Q_DISABLE_COPY_MOVE(JobRunner)

    void handle(const QString &kind, const Handler &handler);
    const QHash<QString, Handler> &handlers() const { return m_handlers; }
    QStringList kinds() const { return m_handlers.keys(); }
    int freeThreads() const;
    /// Every thread is in a job that now belongs to another worker, and has been for a while.
    bool stuck() const;
    void start(const Job &job, std::chrono::steady_clock::time_point leaseEnd);
    /// Jobs that ended since the last call.
    std::vector<Ended> takeEnded();
    /// Jobs whose handlers run still.
    std::vector<Job> running() const;

private:
    struct Run {
        Job job;
        std::chrono::steady_clock::time_point leaseEnd;
        Result<void> result; // Written before `ended`, read after it; as the next.
        std::chrono::nanoseconds ran {0};
        std::atomic<bool> ended = false;
    };

    static void execute(Run &run, const Handler &handler);

    std::unique_ptr<QThreadPool> m_pool;
    const std::function<void()> m_ended;
    QHash<QString, Handler> m_handlers;
    std::vector<std::shared_ptr<Run>> m_runs;
};
