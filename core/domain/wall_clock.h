#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <optional>
#include <vector>

/// A while in which the clock on the shop's wall runs evenly. A change of the zone, also one at
/// midnight or of a whole day, lies between two of them. A value; all in seconds since 1970, UTC.
struct WallStretch {
    qint64 begin = 0;
    qint64 end = 0; ///< Past the last second.
    qint64 offset = 0; ///< Wall = UTC + offset.
    bool operator==(const WallStretch &) const = default;
};

/// What the wall shows from @p begin until before @p end (seconds, UTC): stretches without gaps, in
/// order. An hour that is skipped is in none of them, one that is repeated is in two.
std::vector<WallStretch> wallStretches(const QTimeZone &zone, qint64 begin, qint64 end);

/// What a wall shows, counted in seconds as if the wall showed UTC.
qint64 wallSeconds(QDate date, int minute);
QDate wallDate(qint64 seconds);

/// The first moment of @p stretches at which the wall shows @p wall or more: in a skipped hour the
/// moment of the change.
std::optional<qint64> firstMomentAt(const std::vector<WallStretch> &stretches, qint64 wall);

/// UTC.
QDateTime momentOf(qint64 seconds);
