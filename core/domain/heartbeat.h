#pragma once

#include <QtGlobal>

#include <atomic>

/// What a thread showed of itself when it was looked at. A value.
struct ThreadSign {
    quint64 beats = 0; ///< Grows with each step that the thread takes.
    bool resting = false; ///< It has nothing to do, and takes no step until it has.
    bool operator==(const ThreadSign &) const = default;
};

/// The pulse of a thread: the thread beats with each step it takes, others look whether it still
/// does. Owned by what runs the thread; thread-safe without a lock.
class Heartbeat
{
public:
    void beat() { ++m_beats; }
    /// From now on silence means nothing, until work().
    void rest() { m_resting = true; }
    void work()
    {
        ++m_beats;
        m_resting = false;
    }
    ThreadSign sign() const { return {.beats = m_beats, .resting = m_resting}; }

private:
    std::atomic<quint64> m_beats = 0;
    std::atomic<bool> m_resting = false;
};
