#include "worker_loop.h"

#include "failpoint.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(workerLog, "bakehouse.worker")

constexpr int ordersPerRound = 500;
constexpr int housekeepingAttempts = 5;
constexpr int usualAttempts = 12;
constexpr std::chrono::milliseconds longestSleep = 1s;
/// Orders fall due one by one; a short pause lets them share a round trip.
constexpr std::chrono::milliseconds betweenRounds = 20ms;
constexpr std::chrono::milliseconds betweenClaims = 100ms;
constexpr std::chrono::milliseconds firstBackOff = 50ms;
constexpr std::chrono::milliseconds betweenMendings = 5s;
constexpr std::chrono::milliseconds longestStop = 10s;
constexpr std::chrono::milliseconds leftForRelease = 500ms;

QString housekeeping()
{
    return u"housekeeping"_s;
}

/// The kind of those that a call of advanceOrders() moves.
QString orderFlow()
{
    return u"order.advance"_s;
}

qint64 steadyMs()
{
    const auto sinceBoot = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(sinceBoot).count();
}

/// Nothing else would get through either.
bool isAway(const std::optional<Error> &error)
{
    return error
        && (error->code == Error::Code::Unavailable || error->code == Error::Code::Timeout);
}

}

Worker::Loop::Loop(JobStore &store, Settings settings)
    : Loop(store, std::move(settings), std::make_shared<Figures>())
{
    m_figures->measured.try_emplace(orderFlow());
    handle(housekeeping(), housekeepingAttempts, [&store](const Job &) -> Result<void> {
        QFuture<Result<qint64>> pruned = store.pruneIdempotencyKeys();
        pruned.waitForFinished();
        if (pruned.isCanceled())
            return Error {.reason = Error::Reason::Cancelled};
        if (const Result<qint64> count = pruned.result(); !count)
            return count.error();
        return Done {};
    });
    // An order for later that staff moves: the boards are told that it is due, nothing else.
    handle(u"order.due"_s, usualAttempts, [&store](const Job &job) -> Result<void> {
        QFuture<Result<void>> told = store.tellDue(job.subject);
        told.waitForFinished();
        return told.isCanceled() ? Error {.reason = Error::Reason::Cancelled} : told.result();
    });
}

Worker::Loop::Loop(JobStore &store, Settings settings, std::shared_ptr<Figures> figures)
    : m_store(store)
    , m_settings(std::move(settings))
    , m_runner(m_settings.poolThreads, [bell = m_signals] { bell->ringAtOnce(); })
    , m_figures(std::move(figures))
    , m_lastRoundAtMs(steadyMs())
{
    m_pulse.rest();
}

std::shared_ptr<Worker::Loop> Worker::Loop::successor() const
{
    Settings settings = m_settings;
    settings.name += u'+'; // Jobs of the two are told apart.
    std::shared_ptr<Loop> next(new Loop(m_store, std::move(settings), m_figures));
    for (const auto &[kind, handler] : m_runner.handlers().asKeyValueRange())
        next->m_runner.handle(kind, handler);
    next->m_maxAttempts = m_maxAttempts;
    next->m_ordersChanged = m_ordersChanged;
    return next;
}

void Worker::Loop::handle(const QString &kind, int maxAttempts, const Handler &handler)
{
    m_maxAttempts.insert(kind, maxAttempts);
    m_figures->measured.try_emplace(kind);
    m_runner.handle(kind, handler);
}

void Worker::Loop::onOrdersChanged(std::function<void(const std::vector<OrderMove> &)> callback)
{
    m_ordersChanged.push_back(std::move(callback));
}

void Worker::Loop::run()
{
    m_running = true;
    m_pulse.work();
    reachedDatabase(); // The time counts from here.
    while (!m_stopping) {
        beat();
        sleep(turn());
    }
    windDown();
    m_running = false;
    m_pulse.rest();
}

void Worker::Loop::beat() const
{
    if (!m_runner.stuck())
        m_pulse.beat();
}

/// One round through all duties; gives the time until the next.
Worker::Loop::Milliseconds Worker::Loop::turn()
{
    Milliseconds pause = longestSleep;
    std::optional<Error> trouble;
    const auto fulfil = [&trouble](const auto &duty) {
        if (isAway(trouble))
            return;
        const std::optional<Error> error = duty();
        if (error && (!trouble || isAway(error)))
            trouble = error; // A defect in one duty does not keep us from the others.
    };
    if (m_settings.flow == OrderFlow::Automatic)
        fulfil([&] { return advanceOrders(pause); });
    fulfil([&] { return mendClockSteps(); });
    fulfil([&] { return settleEnded(); });
    fulfil([&] { return enqueueHousekeeping(); });
    fulfil([&] { return claimJobs(pause); });
    if (trouble)
        return backOff(*trouble);
    m_outageRounds = 0;
    reachedDatabase();
    return pause;
}

std::optional<Error> Worker::Loop::advanceOrders(Milliseconds &pause)
{
    if (!m_nextAdvance.hasExpired()) {
        pause = std::min(pause, Milliseconds(m_nextAdvance.remainingTime()));
        return {};
    }
    const Result<OrderAdvance> advance =
        await(m_store.advanceOrders(ordersPerRound, m_settings.minMs, m_settings.maxMs));
    if (!advance)
        return advance.error();
    if (!advance->changed.empty())
        failpoint("worker.advanced");
    m_figures->started += advance->started;
    m_figures->completed += advance->completed;
    Measured &measured = m_figures->measured.at(orderFlow());
    for (const std::chrono::microseconds waited : advance->waited)
        measured.waiting.add(waited);
    for (const std::chrono::microseconds made : advance->made)
        measured.running.add(made);
    if (!advance->changed.empty()) {
        for (const auto &callback : m_ordersChanged)
            callback(advance->changed);
    }
    if (advance->started + advance->completed >= ordersPerRound) {
        pause = 0ms;
        return {};
    }
    m_nextAdvance = QDeadlineTimer(betweenRounds);
    if (advance->nextDueMs)
        pause = std::min(pause, std::max(Milliseconds(*advance->nextDueMs), betweenRounds));
    return {};
}

std::optional<Error> Worker::Loop::settleEnded()
{
    for (JobRunner::Ended &ended : m_runner.takeEnded()) {
        m_figures->measured.at(ended.job.kind).running.add(ended.ran);
        m_unsettled.push_back(std::move(ended));
    }
    std::optional<Error> trouble = completeDone();
    std::erase_if(m_unsettled, [&](const JobRunner::Ended &ended) {
        if (isAway(trouble))
            return false; // Once more in the next round.
        if (const std::optional<Error> error = settle(ended))
            trouble = error;
        return !isAway(trouble);
    });
    return trouble;
}

/// All that ended well and in time, in one commit: what ended while the last one was under way.
std::optional<Error> Worker::Loop::completeDone()
{
    const auto now = std::chrono::steady_clock::now();
    const auto firstDone =
        std::stable_partition(m_unsettled.begin(), m_unsettled.end(), [now](const auto &ended) {
            return !ended.result || ended.leaseEnd <= now;
        });
    const std::span done(firstDone, m_unsettled.end());
    if (done.empty())
        return {};
    std::vector<Job> jobs;
    for (const JobRunner::Ended &ended : done)
        jobs.push_back(ended.job);
    failpoint("worker.before_complete");
    const Result<std::vector<qint64>> lost = await(m_store.complete(jobs));
    failpoint("worker.completed");
    if (!lost && isAway(lost.error()))
        return lost.error();
    for (const JobRunner::Ended &ended : done) {
        if (lost && std::ranges::count(*lost, ended.job.id) > 0)
            noteFate(ended, JobFate::Lost);
        else if (lost)
            ++m_figures->completed;
    }
    m_unsettled.erase(firstDone, m_unsettled.end());
    return lost ? std::optional<Error>() : lost.error();
}

std::optional<Error> Worker::Loop::settle(const JobRunner::Ended &ended)
{
    const bool leased = ended.leaseEnd > std::chrono::steady_clock::now();
    if (!leased || ended.result)
        return noteFate(ended, JobFate::Lost);
    return noteFate(ended, await(m_store.fail(ended.job, describe(ended.result.error()))));
}

/// Counts and tells what became of a job that is not completed.
std::optional<Error> Worker::Loop::noteFate(const JobRunner::Ended &ended,
                                            const Result<JobFate> &fate)
{
    const Job &job = ended.job;
    if (!fate)
        return fate.error();
    if (*fate == JobFate::Lost)
        qCWarning(workerLog) << "job" << job.id << job.kind << "outlived its lease; it runs again";
    else
        ++m_figures->failed;
    if (*fate == JobFate::Dead)
        qCWarning(workerLog).noquote()
            << "job" << job.id << job.kind
            << "failed for the last time:" << describe(ended.result.error());
    return {};
}

/// Once a day, whichever program is first.
std::optional<Error> Worker::Loop::enqueueHousekeeping()
{
    const QDate today = QDateTime::currentDateTimeUtc().date();
    if (today == m_housekeepingDay)
        return {};
    const Result<bool> enqueued = await(
        m_store.enqueue(housekeeping(), 0, today.toString(Qt::ISODate), housekeepingAttempts));
    if (!enqueued)
        return enqueued.error();
    failpoint("worker.enqueued");
    m_housekeepingDay = today;
    return {};
}

/// A server's clock that ran ahead and was set right would put jobs off by as much.
std::optional<Error> Worker::Loop::mendClockSteps()
{
    if (!m_nextMending.hasExpired())
        return {};
    const Result<qint64> mended = await(m_store.mendClockSteps(m_runner.kinds(), m_settings.lease));
    if (!mended)
        return mended.error();
    m_nextMending = QDeadlineTimer(betweenMendings);
    if (*mended > 0)
        qCWarning(workerLog) << "the database's clock went back;" << *mended
                             << "jobs that waited for a time far ahead are due now";
    return {};
}

std::optional<Error> Worker::Loop::claimJobs(Milliseconds &pause)
{
    const int free = m_runner.freeThreads();
    if (free == 0)
        return {}; // The next job that ends rings.
    if (!m_nextClaim.hasExpired()) {
        pause = std::min(pause, Milliseconds(m_nextClaim.remainingTime()));
        return {};
    }
    const auto leaseEnd = std::chrono::steady_clock::now() + m_settings.lease;
    const Result<std::vector<Job>> jobs =
        await(m_store.claim(m_settings.name, m_runner.kinds(), free, m_settings.lease));
    if (!jobs)
        return jobs.error();
    m_nextClaim = QDeadlineTimer(int(jobs->size()) < free ? betweenClaims : 0ms);
    if (!jobs->empty())
        failpoint("worker.claimed");
    for (const Job &job : *jobs) {
        ++m_figures->started;
        m_figures->measured.at(job.kind).waiting.add(job.waited);
        m_runner.start(job, leaseEnd);
    }
    return {};
}

Worker::Loop::Milliseconds Worker::Loop::backOff(const Error &error)
{
    constexpr int mostDoublings = 5;
    if (m_outageRounds == 0)
        qCWarning(workerLog).noquote() << "the queue waits:" << describe(error);
    const Milliseconds pause = firstBackOff * (1 << std::min(m_outageRounds, mostDoublings));
    ++m_outageRounds;
    return std::min(pause, longestSleep);
}

void Worker::Loop::reachedDatabase()
{
    m_lastRoundAtMs = steadyMs();
}

void Worker::Loop::sleep(Milliseconds pause)
{
    if (m_outageRounds > 0) {
        m_stopRung.tryAcquire(1, int(pause.count()));
        return;
    }
    if (pause > 0ms && m_signals->wait(betweenRounds, pause))
        m_nextClaim = {}; // A thread of the pool is free, or has something to do.
}

void Worker::Loop::windDown()
{
    while (!m_runner.running().empty() && m_stopBy.remainingTimeAsDuration() > leftForRelease) {
        m_signals->wait(0ms, 100ms);
        settleEnded();
    }
    settleEnded();
    if (const std::vector<Job> left = m_runner.running(); !left.empty()) {
        if (const Result<void> released = await(m_store.release(left)); !released)
            qCWarning(workerLog).noquote()
                << "jobs come back after their lease:" << describe(released.error());
    }
}

void Worker::Loop::stop()
{
    m_stopBy = QDeadlineTimer(longestStop);
    m_stopping = true;
    m_stopRung.release();
    m_signals->ringAtOnce();
}

QFuture<Result<bool>> Worker::Loop::enqueue(const QString &kind, qint64 subject,
                                            const QString &dedupKey, Milliseconds delay)
{
    Q_ASSERT(m_maxAttempts.contains(kind));
    return m_store.enqueue(kind, subject, dedupKey, m_maxAttempts.value(kind), delay)
        .then(QtFuture::Launch::Sync, [bell = m_signals](const Result<bool> &enqueued) {
            bell->ringAtOnce();
            return enqueued;
        });
}

std::vector<Worker::Times> Worker::Loop::times() const
{
    std::vector<Times> all;
    for (const auto &[kind, measured] : m_figures->measured)
        all.push_back({kind, measured.waiting.reading(), measured.running.reading()});
    return all;
}

Worker::Health Worker::Loop::health() const
{
    return {.running = m_running,
            .lastRoundMs = steadyMs() - m_lastRoundAtMs,
            .started = m_figures->started,
            .completed = m_figures->completed,
            .failed = m_figures->failed};
}
