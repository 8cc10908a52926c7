#include "target_locks.h"

#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

TargetLocks::TargetLocks(const QString &target)
    : m_folder(target + u"/keys"_s)
{
}

Result<void> TargetLocks::note(const BackupKeys &keys) const
{
    const QString path = QDir(m_folder).filePath(keys.name() + u".json"_s);
    const QByteArray text = QJsonDocument(keys.locks.values).toJson();
    QSaveFile file(path);
    if (QDir().mkpath(m_folder) && file.open(QIODevice::WriteOnly)
        && file.write(text) == text.size() && file.commit())
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = path,
                  .detail = file.errorString()};
}

Result<std::vector<BackupLocks>> TargetLocks::all() const
{
    const QDir folder(m_folder);
    std::vector<BackupLocks> found;
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const QJsonObject values = file.open(QIODevice::ReadOnly)
            ? QJsonDocument::fromJson(file.readAll()).object()
            : QJsonObject();
        if (values.isEmpty())
            return Error {.code = Error::Code::Conflict,
                          .reason = Error::Reason::BackupDamaged,
                          .field = file.fileName()};
        found.push_back({.values = values});
    }
    return found;
}

Result<QByteArray> TargetLocks::open(const std::vector<BackupLocks> &locks, const QString &secret)
{
    Result<QByteArray> key = Error {.code = Error::Code::NotFound, .field = u"keys"_s};
    for (const BackupLocks &one : locks) {
        key = one.open(secret);
        if (key)
            break;
    }
    return key;
}
