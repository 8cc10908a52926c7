#include "backup_health.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 oldestSeconds = qint64(48) * 3'600;

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
    return {};
}

QString state(const BackupReport &report)
{
    if (report.folder.isEmpty())
        return u"no backups are made"_s;
    if (!report.madeAt)
        return u"no backup yet"_s;
    QString words = u"made %1"_s.arg(report.madeAt->toString(Qt::ISODate));
    if (report.drilledAt)
        words += u", restored on trial %1"_s.arg(report.drilledAt->toString(Qt::ISODate));
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
