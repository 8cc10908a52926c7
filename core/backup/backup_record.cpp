#include "backup_record.h"

#include "backup_reader.h"
#include "backup_shelf.h"
#include "backup_target.h"
#include "file_lock.h"
#include "sodium_ready.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shopLetters = 8;

QString fileIn(const QString &dataDirectory)
{
    return QDir(dataDirectory).filePath(u"backups.json"_s);
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

QJsonObject readRecord(const QString &dataDirectory)
{
    QFile file(fileIn(dataDirectory));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

bool isEncrypted(const QString &path)
{
    const Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(path);
    return reader && (*reader)->head().encrypted();
}

}

BackupRecord BackupRecord::load(const QString &dataDirectory)
{
    const QJsonObject object = readRecord(dataDirectory);
    const QJsonObject drill = object.value(u"drill"_s).toObject();
    const QJsonObject failed = object.value(u"failed"_s).toObject();
    BackupRecord record {.shop = object.value(u"shop"_s).toString(),
                         .folder = object.value(u"folder"_s).toString(),
                         .failedAt = timeOf(failed.value(u"at"_s)),
                         .failure = failed.value(u"why"_s).toString(),
                         .drilledAt = timeOf(drill.value(u"at"_s)),
                         .drilledName = drill.value(u"backup"_s).toString(),
                         .drillClean = drill.value(u"clean"_s).toBool(),
                         .drillWords = drill.value(u"words"_s).toString()};
    if (record.shop.size() != shopLetters)
        record.shop = QString::fromLatin1(randomBytes(4).toHex());
    return record;
}

std::optional<QString> BackupRecord::shopOf(const QString &dataDirectory)
{
    const QString shop = readRecord(dataDirectory).value(u"shop"_s).toString();
    return shop.size() == shopLetters ? std::optional(shop) : std::nullopt;
}

Result<void> BackupRecord::save(const QString &dataDirectory) const
{
    const QJsonObject object {
        {u"shop"_s, shop},
        {u"folder"_s, folder},
        {u"failed"_s, QJsonObject {{u"at"_s, text(failedAt)}, {u"why"_s, failure}}},
        {u"drill"_s,
         QJsonObject {{u"at"_s, text(drilledAt)},
                      {u"backup"_s, drilledName},
                      {u"clean"_s, drillClean},
                      {u"words"_s, drillWords}}}};
    QSaveFile file(fileIn(dataDirectory));
    const QByteArray content = QJsonDocument(object).toJson();
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

Result<void> noteBackupFolder(const QString &dataDirectory, const QString &folder)
{
    const Result<std::unique_ptr<FileLock>> lock =
        FileLock::take(QDir(dataDirectory).filePath(u"backup.lock"_s), u"a note"_s);
    if (!lock)
        return lock.error();
    BackupRecord record = BackupRecord::load(dataDirectory);
    if (std::exchange(record.folder, folder) == folder)
        return {};
    return record.save(dataDirectory);
}

void describeBackups(const QString &dataDirectory, const QString &folder, BackupReport &report)
{
    const BackupRecord record = BackupRecord::load(dataDirectory);
    const BackupShelf shelf(folder, record.shop);
    const std::vector<ShelvedBackup> all =
        folder.isEmpty() ? std::vector<ShelvedBackup>() : shelf.backups();
    report.folder = folder;
    report.besideData = !folder.isEmpty() && BackupTarget::onOneDisk(folder, dataDirectory);
    report.kept = int(all.size());
    report.madeAt = all.empty() ? std::nullopt : std::optional(all.back().madeAt);
    report.madeName = all.empty() ? QString() : all.back().name;
    report.madeBytes = all.empty() ? 0 : all.back().bytes;
    report.encrypted = !all.empty() && isEncrypted(shelf.path(all.back().name));
    report.failedAt = record.failedAt;
    report.failure = record.failedAt
        ? std::optional(Error {.code = Error::Code::Unavailable, .detail = record.failure})
        : std::nullopt;
    report.drilledAt = record.drilledAt;
    report.drillClean = record.drillClean;
    report.drillWords = record.drillWords;
}
