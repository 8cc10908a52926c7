#include "backup_schedule.h"

#include "business_day.h"

QDateTime BackupSchedule::lastDayEnd(const QDateTime &now) const
{
    return QDateTime(businessDay(now, zone, dayStart), dayStart, zone).toUTC();
}

bool BackupSchedule::backupDue(const QDateTime &now, const std::optional<QDateTime> &madeAt) const
{
    if (!atDayEnd && everyHours == 0)
        return false;
    // One of tomorrow was made before the clock was set back; it says nothing.
    if (!madeAt || *madeAt > now)
        return true;
    const bool byHour = everyHours > 0 && madeAt->secsTo(now) >= qint64(everyHours) * 3'600;
    return byHour || (atDayEnd && *madeAt < lastDayEnd(now));
}

bool BackupSchedule::drillDue(const QDateTime &now, const std::optional<QDateTime> &madeAt,
                              const std::optional<QDateTime> &drilledAt) const
{
    if (!drills || !madeAt)
        return false;
    return !drilledAt || *drilledAt > now || *drilledAt < lastDayEnd(now);
}
