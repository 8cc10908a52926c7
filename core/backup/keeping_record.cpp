#include "keeping_record.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

QString fileIn(const QString &dataDirectory)
{
    return QDir(dataDirectory).filePath(u"keeping.json"_s);
}

QString text(const std::optional<QDateTime> &time)
{
    return time ? time->toUTC().toString(Qt::ISODateWithMs) : QString();
}

std::optional<QDateTime> timeOf(const QJsonValue &value)
{
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

QJsonObject failureObject(const std::optional<Error> &failure)
{
    if (!failure)
        return {};
    return {{u"code"_s, int(failure->code)}, {u"why"_s, failureWords(*failure)}};
}

std::optional<Error> failureOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (object.isEmpty())
        return std::nullopt;
    const bool denied = object.value(u"code"_s).toInt() == int(Error::Code::Denied);
    return Error {.code = denied ? Error::Code::Denied : Error::Code::Unavailable,
                  .detail = object.value(u"why"_s).toString()};
}

}

Result<void> saveKeeping(const QString &dataDirectory, const BackupReport &report)
{
    const QJsonObject log {{u"until"_s, text(report.walReceivedAt)},
                           {u"bytes"_s, report.walBytes},
                           {u"base"_s, text(report.baseMadeAt)},
                           {u"failed"_s, failureObject(report.walFailure)}};
    const QJsonObject entries {{u"until"_s, text(report.entriesCopiedAt)},
                               {u"failed"_s, failureObject(report.entriesFailure)}};
    const QByteArray content =
        QJsonDocument(QJsonObject {{u"log"_s, log}, {u"entries"_s, entries}}).toJson();
    QSaveFile file(fileIn(dataDirectory));
    const bool saved = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    if (saved)
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = file.fileName(),
                  .detail = file.errorString()};
}

void describeKeeping(const QString &dataDirectory, BackupReport &report)
{
    QFile file(fileIn(dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject log = object.value(u"log"_s).toObject();
    const QJsonObject entries = object.value(u"entries"_s).toObject();
    report.walReceivedAt = timeOf(log.value(u"until"_s));
    report.walBytes = log.value(u"bytes"_s).toInteger();
    report.baseMadeAt = timeOf(log.value(u"base"_s));
    report.walFailure = failureOf(log.value(u"failed"_s));
    report.entriesCopiedAt = timeOf(entries.value(u"until"_s));
    report.entriesFailure = failureOf(entries.value(u"failed"_s));
}
