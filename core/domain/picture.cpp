#include "picture.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

std::optional<PictureName> readPictureName(QByteArrayView name)
{
    static const QStringList kinds {u"jpg"_s, u"png"_s, u"webp"_s};
    constexpr qsizetype digits = 64;
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (name.size() <= digits || name.at(digits) != '.')
        return std::nullopt;
    const QByteArrayView sha = name.first(digits);
    const QString kind = QString::fromLatin1(name.sliced(digits + 1));
    if (!std::ranges::all_of(sha, isDigit) || !kinds.contains(kind))
        return std::nullopt;
    return PictureName {.sha = QByteArray::fromHex(sha.toByteArray()), .kind = kind};
}
