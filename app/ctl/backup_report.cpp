#include "backup_report.h"

using namespace Qt::StringLiterals;

namespace {

QJsonValue timeValue(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(time->toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QString local(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd hh:mm:ss"_s);
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
    return lines;
}
