#include "recovery_code.h"

#include <QCryptographicHash>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// Crockford's: no I, L, O, U.
constexpr QLatin1StringView signs("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
constexpr qsizetype secretBytes = 16;
constexpr qsizetype signCount = 28; // 140 bits: the secret and 12 bits of its sum.
constexpr qsizetype groupLength = 4;

/// The secret and as much of its sum as fills the signs, in bits from the left.
QByteArray withCheck(const QByteArray &secret)
{
    return secret + QCryptographicHash::hash(secret, QCryptographicHash::Sha256).first(2);
}

int bitAt(const QByteArray &bytes, qsizetype bit)
{
    return (uchar(bytes.at(bit / 8)) >> (7 - bit % 8)) & 1;
}

int signIndex(QChar sign)
{
    switch (sign.toUpper().unicode()) {
    case u'O':
        return 0;
    case u'I':
    case u'L':
        return 1;
    default:
        return int(signs.indexOf(sign.toUpper()));
    }
}

}

QString recoveryCodeText(const QByteArray &secret)
{
    const QByteArray bytes = withCheck(secret);
    QStringList groups;
    QString group;
    for (qsizetype sign = 0; sign < signCount; ++sign) {
        int index = 0;
        for (qsizetype bit = 0; bit < 5; ++bit)
            index = 2 * index + bitAt(bytes, 5 * sign + bit);
        group += signs.at(index);
        if (group.size() == groupLength)
            groups.append(std::exchange(group, {}));
    }
    return groups.join(u'-');
}

std::optional<QByteArray> recoveryCodeBytes(const QString &text)
{
    QByteArray bytes(secretBytes + 2, '\0');
    qsizetype bit = 0;
    for (const QChar sign : text) {
        if (sign == u'-' || sign.isSpace())
            continue;
        const int index = signIndex(sign);
        if (index < 0 || bit == 5 * signCount)
            return std::nullopt;
        for (int place = 4; place >= 0; --place, ++bit) {
            if ((index >> place) & 1)
                bytes[bit / 8] = char(uchar(bytes.at(bit / 8)) | (0x80 >> (bit % 8)));
        }
    }
    if (bit != 5 * signCount)
        return std::nullopt;
    const QByteArray secret = bytes.first(secretBytes);
    QByteArray expected = withCheck(secret);
    expected.back() = char(uchar(expected.back()) & 0xf0); // Four bits of it have no sign.
    return expected == bytes ? std::optional(secret) : std::nullopt;
}
