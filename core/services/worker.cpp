#include "worker.h"

#include "work_queue.h"
#include "worker_loop.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int niceness = 5; // Behind the counter.

}

Worker::Worker(JobStore &store, Settings settings)
    : m_loop(std::make_unique<Loop>(store, std::move(settings)))
{
}

Worker::~Worker()
{
    stop();
}

void Worker::handle(const QString &kind, int maxAttempts, Handler handler)
{
    Q_ASSERT(!m_thread);
    m_loop->handle(kind, maxAttempts, std::move(handler));
}

void Worker::onOrdersChanged(std::function<void(const std::vector<OrderMove> &)> callback)
{
    Q_ASSERT(!m_thread);
    m_loop->onOrdersChanged(std::move(callback));
}

void Worker::start()
{
    Q_ASSERT(!m_thread);
    m_thread = std::make_unique<WorkQueue>(u"worker"_s, niceness);
    m_thread->post([this] { m_loop->run(); });
}

void Worker::wake()
{
    m_loop->wake();
}

void Worker::stop()
{
    if (!m_thread)
        return;
    m_loop->stop();
    m_thread.reset(); // Joins.
}

QFuture<Result<bool>> Worker::enqueue(const QString &kind, qint64 subject, const QString &dedupKey,
                                      std::chrono::milliseconds delay)
{
    return m_loop->enqueue(kind, subject, dedupKey, delay);
}

std::vector<Worker::Times> Worker::times() const
{
    return m_loop->times();
}

Worker::Health Worker::health() const
{
    return m_loop->health();
}
