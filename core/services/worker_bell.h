#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

/// Wakes a worker's thread. Any thread rings, one waits; shared with pool threads that may outlive
/// the worker.
class WorkerBell
{
public:
    /// Something may be due. Rings that come together are one.
    void ring();
    /// Something waits for nothing but this thread.
    void ringAtOnce();
    /// Until ringAtOnce(), until ring() once @p calm has passed, or until @p atMost has. Rings from
    /// before count. True if it was ringAtOnce().
    bool wait(std::chrono::milliseconds calm, std::chrono::milliseconds atMost);

private:
    std::mutex m_mutex;
    std::condition_variable m_rung;
    bool m_work = false; // Under m_mutex, as the next.
    bool m_atOnce = false;
};
