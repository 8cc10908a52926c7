#include "worker.h"

#include "work_queue.h"
#include "worker_loop.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(workerLog, "bakehouse.worker")

constexpr int niceness = 5; // Behind the counter.

}

Worker::Worker(JobStore &store, Settings settings)
    : m_loop(std::make_shared<Loop>(store, std::move(settings)))
{
}

Worker::~Worker()
{
    stop();
    for (std::unique_ptr<WorkQueue> &left : m_leftBehind) {
        if (left->ended(std::chrono::milliseconds(200)))
            continue;
        qCWarning(workerLog) << "a thread that hangs is left behind";
        (void)left.release(); // Its destructor would wait for the thread.
    }
}

void Worker::handle(const QString &kind, int maxAttempts, const Handler &handler)
{
    Q_ASSERT(!m_thread);
    m_loop.load()->handle(kind, maxAttempts, handler);
}

void Worker::onOrdersChanged(std::function<void(const std::vector<OrderMove> &)> callback)
{
    Q_ASSERT(!m_thread);
    m_loop.load()->onOrdersChanged(std::move(callback));
}

void Worker::start()
{
    Q_ASSERT(!m_thread);
    startThread();
}

void Worker::startThread()
{
    m_thread = std::make_unique<WorkQueue>(u"worker"_s, niceness);
    m_thread->post([loop = m_loop.load()] { loop->run(); });
}

void Worker::wake()
{
    m_loop.load()->wake();
}

void Worker::stop()
{
    if (!m_thread)
        return;
    m_loop.load()->stop();
    m_thread.reset(); // Joins.
}

ThreadSign Worker::sign() const
{
    return m_loop.load()->sign();
}

void Worker::rebuild()
{
    Q_ASSERT(m_thread);
    const std::shared_ptr<Loop> old = m_loop.load();
    m_loop = old->successor();
    old->stop();
    (void)m_thread->abandon();
    m_leftBehind.push_back(std::move(m_thread));
    startThread();
}

QFuture<Result<bool>> Worker::enqueue(const QString &kind, qint64 subject, const QString &dedupKey,
                                      std::chrono::milliseconds delay)
{
    return m_loop.load()->enqueue(kind, subject, dedupKey, delay);
}

std::vector<Worker::Times> Worker::times() const
{
    return m_loop.load()->times();
}

Worker::Health Worker::health() const
{
    return m_loop.load()->health();
}
