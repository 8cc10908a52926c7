#include "worker_bell.h"

#include <utility>

void WorkerBell::ring()
{
    const std::lock_guard lock(m_mutex);
    // Each order rings; who waits out the calm is not woken by every one of them.
    if (!std::exchange(m_work, true))
        m_rung.notify_one();
}

void WorkerBell::ringAtOnce()
{
    const std::lock_guard lock(m_mutex);
    m_atOnce = true;
    m_rung.notify_one();
}

bool WorkerBell::wait(std::chrono::milliseconds calm, std::chrono::milliseconds atMost)
{
    const auto begun = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    if (!m_rung.wait_until(lock, begun + calm, [this] { return m_atOnce; }))
        m_rung.wait_until(lock, begun + atMost, [this] { return m_atOnce || m_work; });
    m_work = false;
    return std::exchange(m_atOnce, false);
}
