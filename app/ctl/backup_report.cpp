#include "backup_report.h"

using namespace Qt::StringLiterals;

namespace {

QJsonValue timeValue(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(time->toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue failureValue(const std::optional<Error> &failure)
{
    return failure ? QJsonValue(failureWords(*failure)) : QJsonValue();
}

QString local(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd hh:mm:ss"_s);
}

/// What goes to the folder all the time.
QStringList keepingLines(const BackupReport &report)
{
    QStringList lines;
    if (report.walReceivedAt)
        lines.append(
            u"any moment up to %1 can be restored; %2 MB of log"_s.arg(local(*report.walReceivedAt))
                .arg(double(report.walBytes) / 1'000'000, 0, 'f', 1));
    if (report.walFailure)
        lines.append(u"the log is NOT kept: "_s + failureWords(*report.walFailure));
    if (report.entriesCopiedAt)
        lines.append(u"entries of the tills copied at "_s + local(*report.entriesCopiedAt));
    if (report.entriesFailure)
        lines.append(u"entries are NOT copied: "_s + failureWords(*report.entriesFailure));
    return lines;
}

}

QString besideWarning()
{
    return u"The folder lies on the same disk as the shop: what takes the disk takes both. Name "
           u"one "
           "on another disk, or carry a copy out of the house."_s;
}

QJsonObject backupObject(const BackupReport &report)
{
    QJsonObject object {
        {u"folder"_s, report.folder.isEmpty() ? QJsonValue() : QJsonValue(report.folder)},
        {u"beside_data"_s, report.besideData},
        {u"kept"_s, report.kept},
        {u"last_at"_s, timeValue(report.madeAt)},
        {u"last_file"_s, report.madeName},
        {u"last_bytes"_s, report.madeBytes},
        {u"encrypted"_s, report.encrypted},
        {u"failed_at"_s, timeValue(report.failedAt)},
        {u"drill_at"_s, timeValue(report.drilledAt)},
        {u"drill_clean"_s, report.drillClean},
        {u"drill"_s, report.drillWords}};
    if (report.failure)
        object.insert(u"failure"_s, report.failure->detail);
    object.insert(u"log"_s,
                  QJsonObject {{u"until"_s, timeValue(report.walReceivedAt)},
                               {u"bytes"_s, report.walBytes},
                               {u"base_at"_s, timeValue(report.baseMadeAt)},
                               {u"failure"_s, failureValue(report.walFailure)}});
    object.insert(u"entries"_s,
                  QJsonObject {{u"copied_at"_s, timeValue(report.entriesCopiedAt)},
                               {u"failure"_s, failureValue(report.entriesFailure)}});
    return object;
}

QStringList backupLines(const BackupReport &report)
{
    if (report.folder.isEmpty())
        return {u"none (see the setting backup.folder)"_s};
    QStringList lines;
    if (report.madeAt)
        lines.append(u"%1 of %2, %3 MB, %4; %5 in %6"_s.arg(report.madeName, local(*report.madeAt))
                         .arg(double(report.madeBytes) / 1'000'000, 0, 'f', 1)
                         .arg(report.encrypted ? u"encrypted"_s : u"not encrypted"_s)
                         .arg(report.kept)
                         .arg(report.folder));
    else
        lines.append(u"none yet in %1"_s.arg(report.folder));
    if (report.failedAt)
        lines.append(u"FAILED at %1: %2"_s.arg(
            local(*report.failedAt), report.failure ? report.failure->detail : QString()));
    if (report.besideData)
        lines.append(besideWarning());
    lines.append(report.drilledAt
                     ? u"restore drill of %1: %2"_s.arg(local(*report.drilledAt), report.drillWords)
                     : u"no restore drill yet"_s);
    return lines + keepingLines(report);
}
