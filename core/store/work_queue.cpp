#include "work_queue.h"

#include "thread_platform.h"

#include <algorithm>
#include <iterator>

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

bool WorkQueue::post(Work work, int limit, Lane lane)
{
    {
        const std::lock_guard lock(m_mutex);
        std::deque<Work> &works = m_lanes.at(static_cast<std::size_t>(lane));
        if (m_stopping || (limit > 0 && works.size() >= static_cast<std::size_t>(limit)))
            return false;
        works.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

int WorkQueue::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_lanes[0].size() + m_lanes[1].size());
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

std::vector<WorkQueue::Work> WorkQueue::abandon()
{
    std::vector<Work> waiting;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        for (std::deque<Work> &works : m_lanes) {
            std::ranges::move(works, std::back_inserter(waiting));
            works.clear();
        }
    }
    m_wake.notify_one();
    return waiting;
}

bool WorkQueue::ended(std::chrono::milliseconds patience) const
{
    std::unique_lock lock(m_mutex);
    return m_end.wait_for(lock, patience, [this] { return m_ended; });
}

bool WorkQueue::isCurrentThread() const
{
    return std::this_thread::get_id() == m_id;
}

bool WorkQueue::empty() const
{
    return m_lanes[0].empty() && m_lanes[1].empty();
}

WorkQueue::Work WorkQueue::take()
{
    if (m_lanes.at(m_turn).empty())
        m_turn = 1 - m_turn;
    std::deque<Work> &works = m_lanes.at(m_turn);
    m_turn = 1 - m_turn;
    Work work = std::move(works.front());
    works.pop_front();
    return work;
}

void WorkQueue::loop()
{
    m_id = std::this_thread::get_id();
    nameThisThread(m_name);
    lowerThisThread(m_niceness);
    serve();
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_end.notify_all(); // Under the lock: who waits may take this object away then.
}

/// Runs what comes until it is told to stop and nothing is left.
void WorkQueue::serve()
{
    const auto ready = [this] { return m_stopping || !empty(); };
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
        if (empty())
            return;
        Work work = take();
        lock.unlock();
        work();
        work = {}; // What it held may post when it goes: not under the lock.
        lock.lock();
        idleMs = m_idle ? m_idleMs : 0;
    }
}
