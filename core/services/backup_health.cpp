#include "backup_health.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 oldestSeconds = qint64(48) * 3'600;
constexpr qint64 oldestKeptSeconds = 300; // A minute is promised; a short break is none.

/// Whether something that is kept all the time is behind. Where it is not allowed it is not due.
bool isBehind(const std::optional<QDateTime> &keptAt, const std::optional<Error> &failure,
              const QDateTime &now)
{
    if (failure && failure->code == Error::Code::Denied)
        return false;
    return keptAt ? keptAt->secsTo(now) > oldestKeptSeconds : failure.has_value();
}

QString sinceWhen(const std::optional<QDateTime> &keptAt, const std::optional<Error> &failure)
{
    QString words =
        keptAt ? u"kept up to %1 only"_s.arg(keptAt->toString(Qt::ISODate)) : u"not kept yet"_s;
    if (failure)
        words += u": "_s + failureWords(*failure);
    return words;
}

/// What is wrong; empty when nothing is.
QString trouble(const BackupReport &report, const QDateTime &now)
{
    if (report.failedAt)
        return u"the last backup failed: %1"_s.arg(report.failure ? report.failure->detail
                                                                  : QString());
    if (report.madeAt && report.madeAt->secsTo(now) > oldestSeconds)
        return u"the newest backup is of %1"_s.arg(report.madeAt->toString(Qt::ISODate));
    if (report.drilledAt && !report.drillClean)
        return u"the restore drill of %1 found: %2"_s.arg(report.drilledAt->toString(Qt::ISODate),
                                                          report.drillWords);
    if (isBehind(report.walReceivedAt, report.walFailure, now))
        return u"the log of the database is "_s
            + sinceWhen(report.walReceivedAt, report.walFailure);
    if (isBehind(report.entriesCopiedAt, report.entriesFailure, now))
        return u"copies of what the database may not hold are "_s
            + sinceWhen(report.entriesCopiedAt, report.entriesFailure);
    return {};
}

QString state(const BackupReport &report)
{
    if (report.folder.isEmpty())
        return u"no backups are made"_s;
    QString words =
        report.madeAt ? u"made %1"_s.arg(report.madeAt->toString(Qt::ISODate)) : u"no backup yet"_s;
    if (report.drilledAt)
        words += u", restored on trial %1"_s.arg(report.drilledAt->toString(Qt::ISODate));
    if (report.walReceivedAt)
        words += u", any moment up to %1"_s.arg(report.walReceivedAt->toString(Qt::ISODate));
    return report.besideData ? words + u", on the disk of the only copy"_s : words;
}

}

HealthCheck checkBackups(const BackupReport &report, const QDateTime &now)
{
    const QString wrong = report.folder.isEmpty() ? QString() : trouble(report, now);
    return {.name = u"backup"_s,
            .healthy = wrong.isEmpty(),
            .note = wrong.isEmpty() ? state(report) : wrong};
}
