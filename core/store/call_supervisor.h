#pragma once

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

/// Ends calls to a database that hangs: a socket that is still watched at its deadline is shut,
/// which wakes the thread that waits on it. One thread for all connections; owned by the shop and
/// outlives every Database. Thread-safe.
class CallSupervisor final
{
public:
    using Clock = std::chrono::steady_clock;
    struct Call {
        int socket = -1;
        qint64 backendPid = 0;
        Clock::time_point deadline;
        std::function<void(qint64 backendPid)>
            onHung; ///< On the supervisor's thread, after the shut.
    };

    CallSupervisor();
    ~CallSupervisor();
    CallSupervisor(const CallSupervisor &) = delete;
    CallSupervisor &operator=(const CallSupervisor &) = delete;

    /// Watches until disarm(), which must come before the socket is closed: its number may be
    /// another's then.
    quint64 arm(Call call);
    /// Another deadline for a call still watched.
    void move(quint64 id, Clock::time_point deadline);
    /// True when the deadline had come and the socket was shut.
    bool disarm(quint64 id);

private:
    struct Watched {
        Call call;
        bool shut = false;
    };
    void loop();
    std::function<void()> shutExpired();
    Clock::time_point nextDeadline() const;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<quint64, Watched> m_watched;
    Clock::time_point m_sleepingUntil = Clock::time_point::max();
    quint64 m_lastId = 0;
    bool m_stopping = false;
    std::thread m_thread; // last: starts when all above is there
};

/// Watches one call for as long as it lives; on the calling thread.
class SupervisedCall final
{
public:
    SupervisedCall(CallSupervisor &supervisor, CallSupervisor::Call call)
        : m_supervisor(supervisor)
        , m_id(supervisor.arm(std::move(call)))
    {
    }
    ~SupervisedCall() { end(); }
    SupervisedCall(const SupervisedCall &) = delete;
    SupervisedCall &operator=(const SupervisedCall &) = delete;

    quint64 id() const { return m_id; }
    /// Stops watching; true when the socket was shut.
    bool end()
    {
        if (m_id != 0)
            m_expired = m_supervisor.disarm(m_id);
        m_id = 0;
        return m_expired;
    }

private:
    CallSupervisor &m_supervisor;
    quint64 m_id;
    bool m_expired = false;
};
