#include "api_key.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype secretCharacters = 43; // 32 bytes in base64 without padding

bool isBase64Url(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
        || c == '_';
}

}

const QStringList &apiKeyScopes()
{
    static const QStringList scopes {u"goods.read"_s, u"goods.write"_s, u"orders.read"_s,
                                     u"orders.write"_s};
    return scopes;
}

bool isApiKeySecret(QByteArrayView text)
{
    const QByteArrayView prefix(apiKeyPrefix);
    return text.size() == prefix.size() + secretCharacters && text.startsWith(prefix)
        && std::all_of(text.begin() + prefix.size(), text.end(), isBase64Url);
}

QByteArray apiKeySecret(const QByteArray &random)
{
    return apiKeyPrefix
        + random.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray apiKeyHash(QByteArrayView secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256);
}
