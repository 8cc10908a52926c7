#include "job_runner.h"

#include <QLoggingCategory>
#include <QtConcurrentRun>

#include <algorithm>
#include <exception>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(jobLog, "bakehouse.jobs")

}

JobRunner::JobRunner(int threads, std::function<void()> ended)
    : m_pool(std::make_unique<QThreadPool>())
    , m_ended(std::move(ended))
{
    m_pool->setMaxThreadCount(threads);
}

JobRunner::~JobRunner()
{
    constexpr int lastWordsMs = 100; // Handlers that have just ended.
    if (m_pool->waitForDone(lastWordsMs))
        return;
    qCWarning(jobLog) << "a job's handler hangs and is left behind";
    (void)m_pool.release(); // Its destructor would wait for the handler.
}

void JobRunner::handle(const QString &kind, const Handler &handler)
{
    m_handlers.insert(kind, handler);
}

int JobRunner::freeThreads() const
{
    return std::max(0, m_pool->maxThreadCount() - int(m_runs.size()));
}

bool JobRunner::stuck() const
{
    constexpr std::chrono::seconds grace(5);
    const auto longAgo = std::chrono::steady_clock::now() - grace;
    return freeThreads() == 0 && std::ranges::all_of(m_runs, [longAgo](const auto &run) {
               return !run->ended && run->leaseEnd < longAgo;
           });
}

void JobRunner::start(const Job &job, std::chrono::steady_clock::time_point leaseEnd)
{
    const auto run = std::make_shared<Run>();
    run->job = job;
    run->leaseEnd = leaseEnd;
    m_runs.push_back(run);
    // The copies keep all that a handler needs when this object has to leave it behind.
    const auto work = [run, handler = m_handlers.value(job.kind), ended = m_ended] {
        const auto begun = std::chrono::steady_clock::now();
        execute(*run, handler);
        run->ran = std::chrono::steady_clock::now() - begun;
        run->ended = true;
        ended();
    };
    (void)QtConcurrent::run(m_pool.get(), work); // Its end is told by `ended`.
}

void JobRunner::execute(Run &run, const Handler &handler)
{
    try {
        run.result = handler(run.job);
    } catch (const std::exception &exception) {
        run.result = Error {.code = Error::Code::Internal,
                            .reason = Error::Reason::Defect,
                            .detail = QString::fromUtf8(exception.what())};
    } catch (...) {
        run.result = Error {.code = Error::Code::Internal,
                            .reason = Error::Reason::Defect,
                            .detail = u"unknown exception"_s};
    }
}

std::vector<JobRunner::Ended> JobRunner::takeEnded()
{
    std::vector<Ended> ended;
    std::vector<std::shared_ptr<Run>> running;
    for (std::shared_ptr<Run> &run : m_runs) {
        if (run->ended)
            ended.push_back({run->job, run->result, run->leaseEnd, run->ran});
        else
            running.push_back(std::move(run));
    }
    m_runs = std::move(running);
    return ended;
}

std::vector<Job> JobRunner::running() const
{
    std::vector<Job> jobs;
    for (const std::shared_ptr<Run> &run : m_runs) {
        if (!run->ended)
            jobs.push_back(run->job);
    }
    return jobs;
}
