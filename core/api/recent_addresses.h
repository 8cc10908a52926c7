#pragma once

#include <QHash>
#include <QHostAddress>

#include <utility>

/// A value per client address, forgotten some time after it was last asked for. Two generations
/// instead of a timer or a search: what nobody asked for during a whole one goes with it. Holds at
/// most twice @p most addresses; beyond it those longest unheard of go first.
template <typename T> class RecentAddresses
{
public:
    /// @p memory: microseconds after which an untouched value says nothing any more.
    explicit RecentAddresses(qint64 memory, qsizetype most = 16'384)
        : m_memory(memory)
        , m_most(most)
    {
    }

    /// The value of @p address; a new one if there is none.
    T &at(const QHostAddress &address, qint64 now)
    {
        if (m_young.size() >= m_most || now - m_begin > m_memory)
            age(now);
        const auto found = m_young.find(address);
        if (found != m_young.end())
            return *found;
        return *m_young.insert(address, m_old.take(address));
    }

    qsizetype size() const { return m_young.size() + m_old.size(); }

private:
    void age(qint64 now)
    {
        m_old = std::exchange(m_young, {});
        if (now - m_begin > 2 * m_memory)
            m_old.clear();
        m_begin = now;
    }

    qint64 m_memory;
    qsizetype m_most;
    qint64 m_begin = 0; ///< Of the young generation.
    QHash<QHostAddress, T> m_young;
    QHash<QHostAddress, T> m_old;
};
