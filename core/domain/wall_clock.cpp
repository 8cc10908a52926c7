#include "wall_clock.h"

static constexpr qint64 secondsOfDay = 86'400;
static constexpr qint64 secondsOfMinute = 60;

std::vector<WallStretch> wallStretches(const QTimeZone &zone, qint64 begin, qint64 end)
{
    std::vector<WallStretch> stretches;
    if (begin >= end)
        return stretches;
    stretches.push_back(
        {.begin = begin, .end = end, .offset = zone.offsetFromUtc(momentOf(begin))});
    const QTimeZone::OffsetDataList changes = zone.hasTransitions()
        ? zone.transitions(momentOf(begin), momentOf(end))
        : QTimeZone::OffsetDataList();
    for (const QTimeZone::OffsetData &change : changes) {
        const qint64 at = change.atUtc.toSecsSinceEpoch();
        WallStretch &last = stretches.back();
        const bool changed = change.offsetFromUtc != last.offset; // else of its name only
        if (at <= begin || at >= end || !changed)
            continue;
        last.end = at;
        stretches.push_back({.begin = at, .end = end, .offset = change.offsetFromUtc});
    }
    return stretches;
}

qint64 wallSeconds(QDate date, int minute)
{
    return (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * secondsOfDay
        + minute * secondsOfMinute;
}

QDate wallDate(qint64 seconds)
{
    const qint64 days =
        seconds >= 0 ? seconds / secondsOfDay : -((secondsOfDay - 1 - seconds) / secondsOfDay);
    return QDate(1970, 1, 1).addDays(days);
}

std::optional<qint64> firstMomentAt(const std::vector<WallStretch> &stretches, qint64 wall)
{
    for (const WallStretch &stretch : stretches) {
        if (stretch.end + stretch.offset > wall)
            return std::max(stretch.begin, wall - stretch.offset);
    }
    return std::nullopt;
}

QDateTime momentOf(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}
