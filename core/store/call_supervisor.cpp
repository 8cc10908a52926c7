#include "call_supervisor.h"

#include "socket_platform.h"
#include "thread_platform.h"

#include <QString>

#include <vector>

using namespace Qt::StringLiterals;

CallSupervisor::CallSupervisor()
    : m_thread([this] { loop(); })
{
}

CallSupervisor::~CallSupervisor()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

quint64 CallSupervisor::arm(Call call)
{
    const std::lock_guard lock(m_mutex);
    const quint64 id = ++m_lastId;
    // Deadlines mostly grow, so that the thread sleeps on: waking it for every call would cost a
    // switch each.
    const bool sooner = call.deadline < m_sleepingUntil;
    m_watched.emplace(id, Watched {.call = std::move(call)});
    if (sooner)
        m_wake.notify_one();
    return id;
}

void CallSupervisor::move(quint64 id, Clock::time_point deadline)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_watched.find(id);
    if (found == m_watched.end())
        return;
    found->second.call.deadline = deadline;
    if (deadline < m_sleepingUntil)
        m_wake.notify_one();
}

bool CallSupervisor::disarm(quint64 id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_watched.find(id);
    if (found == m_watched.end())
        return false;
    const bool shut = found->second.shut;
    m_watched.erase(found);
    return shut;
}

CallSupervisor::Clock::time_point CallSupervisor::nextDeadline() const
{
    Clock::time_point next = Clock::time_point::max();
    for (const auto &[id, watched] : m_watched) {
        if (!watched.shut)
            next = std::min(next, watched.call.deadline);
    }
    return next;
}

// Under the mutex: disarm() cannot pass, so the descriptor is still the one that was armed.
std::function<void()> CallSupervisor::shutExpired()
{
    std::vector<Call> hung;
    const Clock::time_point now = Clock::now();
    for (auto &[id, watched] : m_watched) {
        if (watched.shut || watched.call.deadline > now)
            continue;
        shutSocket(watched.call.socket);
        watched.shut = true;
        if (watched.call.onHung)
            hung.push_back(watched.call);
    }
    return [hung = std::move(hung)] {
        for (const Call &call : hung)
            call.onHung(call.backendPid);
    };
}

void CallSupervisor::loop()
{
    nameThisThread(u"supervisor"_s);
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        const std::function<void()> report = shutExpired();
        lock.unlock();
        report();
        lock.lock();
        m_sleepingUntil = nextDeadline();
        if (m_stopping || m_sleepingUntil <= Clock::now())
            continue;
        if (m_sleepingUntil == Clock::time_point::max())
            m_wake.wait(lock);
        else
            m_wake.wait_until(lock, m_sleepingUntil);
    }
}
