#pragma once

#include "heartbeat.h"
#include "histogram.h"
#include "job.h"
#include "order.h"
#include "result.h"

#include <QFuture>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class JobStore;
class WorkQueue;

/// Moves the durable queue: the timed order flow in single round trips, other jobs by handlers on a
/// bounded QtConcurrent pool that hold no connection. Any number of programs share the queue. Owns
/// its thread; thread-safe; owned by the shop.
class Worker
{
public:
    struct Settings {
        QString name; ///< Host, process, random: unique.
        OrderFlow flow = OrderFlow::Automatic;
        int minMs = 5'000; ///< How long an order is in production, at least and at most.
        int maxMs = 15'000;
        std::chrono::milliseconds lease {10'000}; ///< A dead worker's jobs are back after it.
        int poolThreads = 2;
    };
    /// Does the work of one kind on values; runs on the pool. An Error sends the job to its next
    /// try. It may run twice for one job (its program died before the end was noted), and must be
    /// shorter than the lease: a longer one runs to its end, but by then the job belongs to another
    /// worker.
    using Handler = std::function<Result<void>(const Job &)>;

    Worker(JobStore &store, Settings settings);
    ~Worker(); ///< stop()
    Q_DISABLE_COPY_MOVE(Worker)

    /// Before start(). @p maxAttempts is what enqueue() gives each job of the kind.
    void handle(const QString &kind, int maxAttempts, const Handler &handler);
    /// Called (on the worker's thread) with the steps that it made orders take. Before start().
    void onOrdersChanged(std::function<void(const std::vector<OrderMove> &)> callback);
    void start();
    /// There may be work now. Cheap; any thread.
    void wake();
    /// Claims no more, waits up to 10 s for what runs, gives the rest back.
    void stop();

    /// A job of a kind that has a handler, begun soon. False when a live one with the same key
    /// exists.
    QFuture<Result<bool>> enqueue(const QString &kind, qint64 subject, const QString &dedupKey,
                                  std::chrono::milliseconds delay = {});

    struct Health {
        bool running = false;
        qint64 lastRoundMs = 0; ///< Since the last round that reached the database.
        qint64 started = 0; ///< Orders and jobs, since start().
        qint64 completed = 0;
        qint64 failed = 0;
    };
    Health health() const;

    /// How long the jobs of a kind took in this program, since start().
    struct Times {
        QString kind;
        HistogramReading waiting; ///< From being due to being begun.
        HistogramReading running; ///< From being begun to their end.
    };
    std::vector<Times> times() const;

    /// What the thread shows of itself; it rests before start() and after stop(). It takes no step
    /// while every thread of the pool is in a job that has outlived its lease.
    ThreadSign sign() const;
    /// Goes on with another thread and pool, same handlers and figures. Jobs that the old one had
    /// come back after their lease. Between start() and stop(), on their thread.
    void rebuild();

private:
    class Loop;
    void startThread();

    std::atomic<std::shared_ptr<Loop>> m_loop;
    std::unique_ptr<WorkQueue> m_thread; // Runs the loop from start() to stop().
    std::vector<std::unique_ptr<WorkQueue>> m_leftBehind;
};
