#pragma once

#include <QString>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

/// A thread that runs what it is given, in order; of two lanes in turn, so that neither waits for
/// all of the other. Base of every connection's thread; any thread may post. The destructor runs
/// what is waiting and joins.
class WorkQueue
{
public:
    using Work = std::function<void()>;
    enum class Lane { First, Second };
    /// Gives after how many more idle milliseconds it runs again; 0 = not before the next work.
    using Idle = std::function<int()>;

    /// @p name is the thread's (15 bytes); @p niceness lowers its priority; @p idle, if set, runs
    /// on the thread when nothing came for @p idleMs after work.
    explicit WorkQueue(const QString &name, int niceness = 0, Idle idle = {}, int idleMs = 0);
    ~WorkQueue();
    WorkQueue(const WorkQueue &) = delete;
    WorkQueue &operator=(const WorkQueue &) = delete;

    /// False, and nothing is kept, once @p limit (0 = none) pieces of work wait in @p lane.
    bool post(Work work, int limit = 0, Lane lane = Lane::First);
    int waiting() const;
    /// Takes no more, runs what is waiting, joins. Further posts are dropped.
    void finish();
    /// Takes no more and gives up what is waiting, which it returns. Waits for nothing.
    std::vector<Work> abandon();
    /// Whether the thread has come to its end after that, waiting up to @p patience for it.
    bool ended(std::chrono::milliseconds patience) const;
    bool isCurrentThread() const;

private:
    void loop();
    void serve();
    bool empty() const;
    Work take();

    const QString m_name;
    const int m_niceness;
    const Idle m_idle;
    const int m_idleMs;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    mutable std::condition_variable m_end;
    std::array<std::deque<Work>, 2> m_lanes; ///< Under m_mutex, as the next.
    std::size_t m_turn = 0; ///< The lane that is served next if anything waits in it.
    bool m_stopping = false;
    bool m_ended = false;
    std::atomic<std::thread::id> m_id;
    std::thread m_thread; // last: starts when all above is there
};
