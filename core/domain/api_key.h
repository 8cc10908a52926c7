#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

/// A partner's key to the API as the shop keeps it: everything but the secret. Times are UTC.
struct ApiKey {
    qint64 id = 0;
    QString name; ///< Whose it is; what logs and lists say.
    QStringList scopes; ///< Of apiKeyScopes(), sorted.
    QDateTime createdAt;
    std::optional<QDateTime> expiresAt {};
    std::optional<QDateTime> lastUsedAt {}; ///< To the minute.
    std::optional<QDateTime> revokedAt {};
};

/// What a key can be allowed: "goods.read", "goods.write", "orders.read", "orders.write".
const QStringList &apiKeyScopes();

constexpr auto apiKeyPrefix = "bk_live_";

/// Whether @p text has the form of a key's secret: the prefix and 256 bits in base64url (RFC 4648
/// §5).
bool isApiKeySecret(QByteArrayView text);
/// The secret made of @p random, 32 bytes of the system's generator.
QByteArray apiKeySecret(const QByteArray &random);
/// What is stored of a secret: its SHA-256. With 256 random bits nothing slower is needed.
QByteArray apiKeyHash(QByteArrayView secret);
