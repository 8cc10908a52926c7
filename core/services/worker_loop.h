#pragma once

#include "job_runner.h"
#include "job_store.h"
#include "on_result.h"
#include "worker.h"
#include "worker_bell.h"

#include <QDate>
#include <QDeadlineTimer>
#include <QSemaphore>

#include <atomic>
#include <map>
#include <optional>

/// What a worker's thread does until it is told to stop: move due orders, settle jobs that ended,
/// claim new ones, sleep. Everything here runs on that thread, except where it says otherwise.
class Worker::Loop
{
public:
    Loop(JobStore &store, Settings settings);
    /// One that goes on in this one's place, with its handlers and figures. From any thread, once
    /// this one runs.
    std::shared_ptr<Loop> successor() const;

    // Before the thread runs:
    void handle(const QString &kind, int maxAttempts, const Handler &handler);
    void onOrdersChanged(std::function<void(const std::vector<OrderMove> &)> callback);

    void run();

    // From any thread:
    void wake() { m_signals->ring(); }
    void stop();
    QFuture<Result<bool>> enqueue(const QString &kind, qint64 subject, const QString &dedupKey,
                                  std::chrono::milliseconds delay);
    Health health() const;
    std::vector<Times> times() const;
    ThreadSign sign() const { return m_pulse.sign(); }

private:
    using Milliseconds = std::chrono::milliseconds;
    struct Measured {
        SharedHistogram waiting {longTimes, 9};
        SharedHistogram running {longTimes, 9};
    };
    /// What a successor goes on counting.
    struct Figures {
        std::map<QString, Measured> measured; ///< By kind; none comes once the thread runs.
        std::atomic<qint64> started = 0;
        std::atomic<qint64> completed = 0;
        std::atomic<qint64> failed = 0;
    };

    Loop(JobStore &store, Settings settings, std::shared_ptr<Figures> figures);
    void beat() const;
    Milliseconds turn();
    std::optional<Error> advanceOrders(Milliseconds &pause);
    std::optional<Error> settleEnded();
    std::optional<Error> completeDone();
    std::optional<Error> settle(const JobRunner::Ended &ended);
    std::optional<Error> noteFate(const JobRunner::Ended &ended, const Result<JobFate> &fate);
    std::optional<Error> enqueueHousekeeping();
    std::optional<Error> mendClockSteps();
    std::optional<Error> claimJobs(Milliseconds &pause);
    Milliseconds backOff(const Error &error);
    void reachedDatabase();
    void sleep(Milliseconds pause);
    void windDown();
    /// Waits for an answer of the store, but not longer than a stop may take.
    template <typename T> Result<T> await(const QFuture<Result<T>> &future) const;

    JobStore &m_store;
    const Settings m_settings;
    const std::shared_ptr<WorkerBell> m_signals = std::make_shared<WorkerBell>();
    JobRunner m_runner;
    QHash<QString, int> m_maxAttempts;
    const std::shared_ptr<Figures> m_figures;
    std::vector<std::function<void(const std::vector<OrderMove> &)>> m_ordersChanged;

    std::vector<JobRunner::Ended> m_unsettled;
    QDate m_housekeepingDay; // The last for which the job was enqueued.
    QDeadlineTimer m_nextAdvance;
    QDeadlineTimer m_nextClaim;
    QDeadlineTimer m_nextMending;
    int m_outageRounds = 0;

    QSemaphore m_stopRung; // Wakes a sleep that no ring may cut short.
    QDeadlineTimer m_stopBy; // Written before m_stopping, read after it.
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_running = false;
    std::atomic<qint64> m_lastRoundAtMs = 0; // Steady clock.
    mutable Heartbeat m_pulse;
};

template <typename T> Result<T> Worker::Loop::await(const QFuture<Result<T>> &future) const
{
    struct Answer {
        QSemaphore there;
        Result<T> result;
    };
    const auto answer = std::make_shared<Answer>();
    onResult(future, [answer](const Result<T> &result) {
        answer->result = result;
        answer->there.release();
    });
    while (!answer->there.tryAcquire(1, 100)) {
        beat();
        if (m_stopping && m_stopBy.hasExpired())
            return Error {.code = Error::Code::Timeout, .reason = Error::Reason::Cancelled};
    }
    return answer->result;
}
