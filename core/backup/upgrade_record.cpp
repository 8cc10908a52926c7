#include "upgrade_record.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

static QString recordFile(const QString &dataDirectory)
{
    return QDir(dataDirectory).filePath(u"upgrade.json"_s);
}

std::optional<UpgradeRecord> UpgradeRecord::load(const QString &dataDirectory)
{
    QFile file(recordFile(dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    const UpgradeRecord record {
        .from = object.value("from"_L1).toInt(),
        .to = object.value("to"_L1).toInt(),
        .at = QDateTime::fromString(object.value("at"_L1).toString(), Qt::ISODate),
        .program = object.value("program"_L1).toString(),
        .backup = object.value("backup"_L1).toString()};
    return record.from > 0 && record.to > record.from ? std::optional(record) : std::nullopt;
}

Result<void> UpgradeRecord::save(const QString &dataDirectory) const
{
    const QJsonObject object {{u"from"_s, from},
                              {u"to"_s, to},
                              {u"at"_s, at.toUTC().toString(Qt::ISODate)},
                              {u"program"_s, program},
                              {u"backup"_s, backup}};
    QSaveFile file(recordFile(dataDirectory));
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(QJsonDocument(object).toJson()) > 0 && file.commit();
    if (written)
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = file.fileName(),
                  .detail = file.errorString()};
}

void UpgradeRecord::remove(const QString &dataDirectory)
{
    QFile::remove(recordFile(dataDirectory));
}
