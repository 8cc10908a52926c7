#include "backup_keys.h"

#include "recovery_code.h"
#include "sodium_ready.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestPassphrase = 12;
constexpr qsizetype recoveryBytes = 16;
constexpr qint64 passes = 3;
constexpr qint64 memoryBytes = qint64(64) * 1024 * 1024;
constexpr qint64 mostMemoryBytes = qint64(1024) * 1024 * 1024; // What a strange file may ask for.

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesOf(const QJsonObject &object, const QString &name)
{
    return QByteArray::fromBase64(object.value(name).toString().toLatin1());
}

/// The key as a box that only @p lock opens.
QJsonObject boxed(const QByteArray &key, const QByteArray &lock)
{
    const QByteArray nonce = randomBytes(crypto_secretbox_NONCEBYTES);
    QByteArray box(key.size() + qsizetype(crypto_secretbox_MACBYTES), '\0');
    crypto_secretbox_easy(bytesOut(box), bytesIn(key), size_t(key.size()), bytesIn(nonce),
                          bytesIn(lock));
    return {{u"nonce"_s, text(nonce)}, {u"box"_s, text(box)}};
}

std::optional<QByteArray> unboxed(const QJsonObject &object, const QByteArray &lock)
{
    const QByteArray nonce = bytesOf(object, u"nonce"_s);
    const QByteArray box = bytesOf(object, u"box"_s);
    if (nonce.size() != qsizetype(crypto_secretbox_NONCEBYTES)
        || box.size() != qsizetype(crypto_secretbox_MACBYTES) + backupKeyBytes)
        return std::nullopt;
    QByteArray key(backupKeyBytes, '\0');
    const bool opened = crypto_secretbox_open_easy(bytesOut(key), bytesIn(box), size_t(box.size()),
                                                   bytesIn(nonce), bytesIn(lock))
        == 0;
    return opened ? std::optional(key) : std::nullopt;
}

/// Argon2id. Empty when there is no memory for it.
QByteArray lockOfPassphrase(const QString &passphrase, const QByteArray &salt, qint64 passCount,
                            qint64 memory)
{
    const QByteArray typed = passphrase.normalized(QString::NormalizationForm_C).toUtf8();
    QByteArray lock(crypto_secretbox_KEYBYTES, '\0');
    const bool made = crypto_pwhash(bytesOut(lock), size_t(lock.size()), typed.constData(),
                                    size_t(typed.size()), bytesIn(salt), size_t(passCount),
                                    size_t(memory), crypto_pwhash_ALG_ARGON2ID13)
        == 0;
    return made ? lock : QByteArray();
}

/// A code has so many random bits that nobody need be slowed down.
QByteArray lockOfCode(const QByteArray &secret)
{
    return hashOf("bakehouse recovery code", secret);
}

QJsonObject lockedByPassphrase(const QByteArray &key, const QString &passphrase)
{
    const QByteArray salt = randomBytes(crypto_pwhash_SALTBYTES);
    const QByteArray lock = lockOfPassphrase(passphrase, salt, passes, memoryBytes);
    if (lock.isEmpty())
        return {};
    QJsonObject object = boxed(key, lock);
    object.insert(u"salt"_s, text(salt));
    object.insert(u"passes"_s, passes);
    object.insert(u"memory_bytes"_s, memoryBytes);
    return object;
}

Error damaged(const QString &path, const QString &why)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::BackupDamaged,
            .field = path,
            .detail = why};
}

Error wrongSecret(const QString &why)
{
    return {.code = Error::Code::Denied,
            .reason = Error::Reason::BadField,
            .field = u"passphrase"_s,
            .detail = why};
}

}

Result<QByteArray> BackupLocks::open(const QString &secret) const
{
    sodiumReady();
    if (const std::optional<QByteArray> code = recoveryCodeBytes(secret)) {
        const auto key = unboxed(values.value(u"recovery"_s).toObject(), lockOfCode(*code));
        return key ? Result<QByteArray>(*key)
                   : wrongSecret(u"this recovery code belongs to other backups"_s);
    }
    const QJsonObject locked = values.value(u"passphrase"_s).toObject();
    const QByteArray salt = bytesOf(locked, u"salt"_s);
    const qint64 passCount = locked.value(u"passes"_s).toInteger();
    const qint64 memory = locked.value(u"memory_bytes"_s).toInteger();
    if (salt.size() != qsizetype(crypto_pwhash_SALTBYTES) || passCount < 1 || passCount > 100
        || memory > mostMemoryBytes)
        return damaged(u"locks"_s, u"its locks cannot be read"_s);
    const QByteArray lock = lockOfPassphrase(secret, salt, passCount, memory);
    const auto key = lock.isEmpty() ? std::nullopt : unboxed(locked, lock);
    return key ? Result<QByteArray>(*key)
               : wrongSecret(u"it is neither the passphrase nor a recovery code without a slip"_s);
}

Result<BackupKeys> BackupKeys::make(const QString &passphrase, QString &recovery)
{
    sodiumReady();
    if (passphrase.size() < shortestPassphrase)
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"passphrase"_s,
                      .detail = u"it must have %1 characters or more"_s.arg(shortestPassphrase)};
    const QByteArray key = randomBytes(backupKeyBytes);
    const QByteArray code = randomBytes(recoveryBytes);
    const QJsonObject byPassphrase = lockedByPassphrase(key, passphrase);
    if (byPassphrase.isEmpty())
        return Error {.code = Error::Code::Internal,
                      .detail = u"there is no memory to lock the key away"_s};
    recovery = recoveryCodeText(code);
    return BackupKeys {.key = key,
                       .locks = {{{u"passphrase"_s, byPassphrase},
                                  {u"recovery"_s, boxed(key, lockOfCode(code))}}}};
}

Result<std::optional<BackupKeys>> BackupKeys::load(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<BackupKeys>();
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if ((QFileInfo(file).permissions() & others) != 0)
        return Error {.code = Error::Code::Denied,
                      .reason = Error::Reason::BadField,
                      .field = path,
                      .detail = u"others can read the key of the backups; give it mode 0600"_s};
    if (!file.open(QIODevice::ReadOnly))
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = path,
                      .detail = file.errorString()};
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    BackupKeys keys {.key = bytesOf(object, u"key"_s),
                     .locks = {object.value(u"locks"_s).toObject()}};
    if (keys.key.size() != backupKeyBytes || keys.locks.empty())
        return damaged(path, u"it holds no key of backups"_s);
    return std::optional(keys);
}

Result<void> BackupKeys::save(const QString &path) const
{
    const QJsonObject object {{u"key"_s, text(key)}, {u"locks"_s, locks.values}};
    QSaveFile file(path);
    const QByteArray content = QJsonDocument(object).toJson();
    // The rights come before the content.
    const bool saved = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    if (saved)
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = path,
                  .detail = file.errorString()};
}

QString BackupKeys::name() const
{
    return QString::fromLatin1(hashOf("bakehouse key name", key).first(4).toHex());
}

QString backupKeyFile(const QString &dataDirectory)
{
    return QDir(dataDirectory).filePath(u"backup.key"_s);
}
