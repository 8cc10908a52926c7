#include "backup_head.h"

#include "sodium_ready.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr int format = 1;

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesOf(const QJsonObject &object, const QString &name)
{
    return QByteArray::fromBase64(object.value(name).toString().toLatin1());
}

}

QByteArray BackupHead::toJson() const
{
    QJsonObject object {{u"format"_s, format},
                        {u"made"_s, madeAt.toUTC().toString(Qt::ISODateWithMs)},
                        {u"shop"_s, shop},
                        {u"program"_s, program}};
    if (encrypted())
        object.insert(u"encryption"_s,
                      QJsonObject {{u"key"_s, keyName},
                                   {u"salt"_s, text(salt)},
                                   {u"stream"_s, text(streamHead)},
                                   {u"locks"_s, locks.values}});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<BackupHead> BackupHead::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value(u"format"_s).toInt() != format)
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::BackupDamaged,
                      .detail = u"this program cannot read a backup of this form"_s};
    const QJsonObject encryption = object.value(u"encryption"_s).toObject();
    return BackupHead {
        .madeAt = QDateTime::fromString(object.value(u"made"_s).toString(), Qt::ISODateWithMs),
        .shop = object.value(u"shop"_s).toString(),
        .program = object.value(u"program"_s).toString(),
        .keyName = encryption.value(u"key"_s).toString(),
        .salt = bytesOf(encryption, u"salt"_s),
        .streamHead = bytesOf(encryption, u"stream"_s),
        .locks = {encryption.value(u"locks"_s).toObject()}};
}

QByteArray fileKey(const QByteArray &key, const QByteArray &salt)
{
    return hashOf("bakehouse backup file", key + salt);
}
