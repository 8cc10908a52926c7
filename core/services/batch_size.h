#pragma once

#include <QtGlobal>

#include <array>

/// How many entries an upload sends at a time: as many as the server works through in the time
/// aimed at, beyond what any call costs. Begun anew with each connection. A value.
class BatchSize
{
public:
    BatchSize();
    int current() const { return m_current; }
    void aimAt(qint64 microseconds) { m_wantedNs = microseconds * 1'000; }
    /// A call with @p entries took @p microseconds.
    void took(int entries, qint64 microseconds);

private:
    int m_current = 50;
    qint64 m_wantedNs = 10'000'000;
    qint64 m_overheadUs = -1; // what the quickest call took; -1 before the first
    // What an entry cost in the last long batches, in nanoseconds. The least of them counts: a disk
    // that was slow to sync, or somebody else's work, only ever adds.
    std::array<qint64, 16> m_costs;
    size_t m_next = 0;
};
