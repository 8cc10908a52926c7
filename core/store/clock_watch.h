#pragma once

#include <QDateTime>

/// Says whether the clock jumped or went back between two entries of a journal; the time itself is
/// kept as read.
///
/// Going back is seen in the entries' times, across runs too. A jump is seen by comparing the
/// machine's clock with its uptime, not the entries' times: a shop closed for a week is no jump,
/// and the recorded times of a replay lie hours and days apart. Between two runs only going back
/// can be seen.
class ClockWatch
{
public:
    struct Reading {
        qint64 clockMs = 0; ///< Since 1970, as the machine says.
        qint64 uptimeMs = 0;
    };
    static Reading read();

    explicit ClockWatch(Reading start = read())
        : m_before(start)
    {
    }
    /// Whether an entry of @p at, made at @p now, is suspect after one of @p lastAt (invalid =
    /// none).
    bool suspect(const QDateTime &at, const QDateTime &lastAt, Reading now) const;
    /// An entry was kept: the next is compared with @p now.
    void keep(Reading now) { m_before = now; }

private:
    Reading m_before;
};
