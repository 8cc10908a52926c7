#pragma once

#include <QDateTime>
#include <QTime>
#include <QTimeZone>

#include <optional>

/// When backups and drills are due. A value; asks no clock.
struct BackupSchedule {
    QTimeZone zone;
    QTime dayStart {4, 0}; ///< The business day before ends here.
    bool atDayEnd = true;
    int everyHours = 6; ///< 0: not by the hour.
    bool drills = true;

    /// The end of the last business day at @p now. UTC.
    QDateTime lastDayEnd(const QDateTime &now) const;
    /// @p madeAt: the newest backup, if any; a first one is due at once.
    bool backupDue(const QDateTime &now, const std::optional<QDateTime> &madeAt) const;
    /// Once for each business day, after its backup.
    bool drillDue(const QDateTime &now, const std::optional<QDateTime> &madeAt,
                  const std::optional<QDateTime> &drilledAt) const;
    /// After a failure the next try waits: a stick that is not there makes no noise.
    static constexpr int retryMinutes = 15;
};
