#include "faked_clock.h"

#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

FakedClock::FakedClock(const QString &path)
    : m_path(path)
{
    setAhead(0);
}

QHash<QString, QString> FakedClock::variables() const
{
    return {{u"LD_PRELOAD"_s, QStringLiteral(FAKETIME_LIBRARY)},
            {u"FAKETIME_TIMESTAMP_FILE"_s, m_path},
            {u"FAKETIME_NO_CACHE"_s, u"1"_s},
            {u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s},
            {u"NO_FAKE_STAT"_s, u"1"_s}};
}

void FakedClock::setAhead(qint64 seconds)
{
    m_ahead = seconds;
    const QByteArray line = (seconds < 0 ? "" : "+") + QByteArray::number(seconds) + '\n';
    QSaveFile file(m_path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup
                               | QFile::ReadOther)
        && file.write(line) == line.size() && file.commit();
    if (!written)
        qFatal("%s: %s", qUtf8Printable(m_path), qUtf8Printable(file.errorString()));
}

void FakedClock::set(const QDateTime &now)
{
    setAhead(QDateTime::currentDateTimeUtc().secsTo(now));
}
