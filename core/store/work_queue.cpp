#include "work_queue.h"

#include "thread_platform.h"

#include <chrono>

WorkQueue::WorkQueue(const QString &name, int niceness, Idle idle, int idleMs)
    : m_name(name)
    , m_niceness(niceness)
    , m_idle(std::move(idle))
    , m_idleMs(idleMs)
    , m_thread([this] { loop(); })
{
}

WorkQueue::~WorkQueue()
{
    finish();
}

bool WorkQueue::post(Work work, int limit)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || (limit > 0 && m_works.size() >= static_cast<std::size_t>(limit)))
            return false;
        m_works.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

int WorkQueue::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_works.size());
}

void WorkQueue::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

bool WorkQueue::isCurrentThread() const
{
    return std::this_thread::get_id() == m_id;
}

void WorkQueue::loop()
{
    m_id = std::this_thread::get_id();
    nameThisThread(m_name);
    lowerThisThread(m_niceness);
    const auto ready = [this] { return m_stopping || !m_works.empty(); };
    int idleMs = 0; // Nothing was done yet that would need it.
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (idleMs > 0 && !m_wake.wait_for(lock, std::chrono::milliseconds(idleMs), ready)) {
            lock.unlock();
            idleMs = m_idle();
            lock.lock();
            continue;
        }
        m_wake.wait(lock, ready);
        if (m_works.empty())
            return;
        Work work = std::move(m_works.front());
        m_works.pop_front();
        lock.unlock();
        work();
        work = {}; // What it held may post when it goes: not under the lock.
        lock.lock();
        idleMs = m_idle ? m_idleMs : 0;
    }
}
