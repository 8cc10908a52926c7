#include "damage.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestStretch = 4'096;

void must(bool done, const QString &what)
{
    if (!done)
        qFatal("%s", qUtf8Printable(what));
}

/// Files grown beforehand end with zeros that hold nothing.
qsizetype usedBytes(const QByteArray &content)
{
    qsizetype used = content.size();
    while (used > 0 && content.at(used - 1) == '\0')
        --used;
    return used;
}

quint32 placeIn(const QByteArray &content, QRandomGenerator &random)
{
    const qsizetype used = usedBytes(content);
    const bool inUse = used > 0 && random.bounded(4) != 0;
    return random.bounded(quint32(inUse ? used : content.size()));
}

QString flip(QByteArray &content, quint32 place, QRandomGenerator &random)
{
    const int bit = random.bounded(8);
    content[place] = char(content.at(place) ^ (1 << bit));
    return u"bit %1 of byte %2 flipped"_s.arg(bit).arg(place);
}

QString overwrite(QByteArray &content, quint32 place, QRandomGenerator &random, bool garbage)
{
    const qsizetype length =
        std::min<qsizetype>(1 + random.bounded(longestStretch), content.size() - place);
    for (qsizetype i = place; i < place + length; ++i)
        content[i] = garbage ? char(random.bounded(256)) : '\0';
    return u"%1 bytes from %2 on %3"_s.arg(length).arg(place).arg(garbage ? u"overwritten"_s
                                                                          : u"zeroed"_s);
}

QString damage(QByteArray &content, QRandomGenerator &random)
{
    const quint32 place = placeIn(content, random);
    switch (random.bounded(4)) {
    case 0:
        content.truncate(place);
        return u"cut at %1"_s.arg(place);
    case 1:
        return overwrite(content, place, random, false);
    case 2:
        return overwrite(content, place, random, true);
    default:
        return flip(content, place, random);
    }
}

} // namespace

QString damageFile(const QString &path, QRandomGenerator &random)
{
    QFile file(path);
    must(file.open(QIODevice::ReadOnly), path);
    QByteArray content = file.readAll();
    file.close();
    must(!content.isEmpty(), path + u" is empty"_s);
    const QString what = damage(content, random);
    must(file.open(QIODevice::WriteOnly | QIODevice::Truncate)
             && file.write(content) == content.size(),
         path);
    return QFileInfo(path).fileName() + u": "_s + what;
}

void copyFolder(const QString &from, const QString &to)
{
    must(QDir().mkpath(to), to);
    for (const QString &name : QDir(from).entryList(QDir::Files | QDir::Hidden))
        must(QFile::copy(from + u'/' + name, to + u'/' + name), name);
}
