#include "shared_shop.h"

#include "address.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longest = 10'000;

Error unusable(const QString &file, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = file,
            .detail = why};
}

Error denied(const QString &folder)
{
    return {.code = Error::Code::Denied,
            .reason = Error::Reason::DirectoryUnusable,
            .field = folder,
            .detail = u"a service keeps the shop of this machine, and this account may not use it: "
                      "let root put it into the group of that folder (adduser NAME bakehouse) and "
                      "log in again, or name a folder for a shop of its own with --data"_s};
}

}

Result<std::optional<SharedShop>> SharedShop::read(const QString &file)
{
    using Found = std::optional<SharedShop>;
    QFile source(file);
    if (file.isEmpty() || !source.open(QIODevice::ReadOnly))
        return Found();
    const QJsonObject object = QJsonDocument::fromJson(source.read(longest)).object();
    const SharedShop shop {.databaseUri = object.value("database"_L1).toString(),
                           .apiUrl = object.value("api"_L1).toString()};
    const Result<DatabaseAddress> address = DatabaseAddress::parse(shop.databaseUri);
    const QFileInfo folder(address ? address->value(u"host"_s) : QString());
    if (!address || !folder.isAbsolute())
        return unusable(file, u"it does not say where the database is"_s);
    if (!folder.isDir())
        return Found();
    if (!folder.isExecutable())
        return denied(folder.filePath());
    return Found(shop);
}

Result<void> SharedShop::write(const QString &file) const
{
    const QJsonObject object {{u"database"_s, databaseUri}, {u"api"_s, apiUrl}};
    QSaveFile target(file);
    const bool written = target.open(QIODevice::WriteOnly)
        && target.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup
                                 | QFile::ReadOther)
        && target.write(QJsonDocument(object).toJson()) > 0 && target.commit();
    return written ? Result<void>() : unusable(file, target.errorString());
}
