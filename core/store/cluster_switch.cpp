#include "cluster_switch.h"

#include "failpoint.h"
#include "host_system.h"

#include <QDate>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

const QString &noteName()
{
    static const QString name = u"cluster.switch"_s;
    return name;
}

const QString &clusterName()
{
    static const QString name = u"cluster"_s;
    return name;
}

/// A name in the data directory, not a way out of it.
bool isName(const QString &text)
{
    return text.startsWith(clusterName()) && text != clusterName() && !text.contains(u'/');
}

}

ClusterSwitch::ClusterSwitch(QString dataDirectory)
    : m_dataDirectory(std::move(dataDirectory))
{
}

QString ClusterSwitch::at(const QString &name) const
{
    return QDir(m_dataDirectory).filePath(name);
}

Result<void> ClusterSwitch::decide(const QString &draft, const QString &aside) const
{
    const QByteArray note = (draft + u'\n' + aside + u'\n').toUtf8();
    QSaveFile file(at(noteName()));
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(note) == note.size() && file.commit();
    if (!written || !syncFolder(m_dataDirectory))
        return unusable(file.fileName(), file.errorString());
    failpoint("upgrade.decided");
    return finish();
}

Result<void> ClusterSwitch::finish() const
{
    QFile note(at(noteName()));
    if (!note.exists())
        return {};
    if (!note.open(QIODevice::ReadOnly))
        return unusable(note.fileName(), note.errorString());
    const QStringList names = QString::fromUtf8(note.readAll()).split(u'\n');
    if (names.size() != 3 || !isName(names[0]) || !isName(names[1]))
        return unusable(note.fileName(), u"it was changed"_s);
    // The draft is gone only after the last rename.
    if (QFileInfo::exists(at(names[0]))) {
        const bool first = QFileInfo::exists(at(clusterName()));
        if (const Result<void> moved = first ? rename(clusterName(), names[1]) : Result<void>();
            !moved)
            return moved.error();
        failpoint("upgrade.aside");
        if (const Result<void> moved = rename(names[0], clusterName()); !moved)
            return moved.error();
    }
    failpoint("upgrade.placed");
    return note.remove() && syncFolder(m_dataDirectory)
        ? Result<void>()
        : unusable(note.fileName(), note.errorString());
}

Result<void> ClusterSwitch::rename(const QString &from, const QString &to) const
{
    if (!QDir().rename(at(from), at(to)))
        return unusable(at(from), u"it could not be renamed to "_s + to);
    return syncFolder(m_dataDirectory) ? Result<void>()
                                       : unusable(m_dataDirectory, u"it cannot be synced"_s);
}

QString ClusterSwitch::asideName(int major) const
{
    const QString name =
        u"cluster-%1-%2"_s.arg(major).arg(QDate::currentDate().toString(Qt::ISODate));
    QString free = name;
    for (int next = 2; QFileInfo::exists(at(free)); ++next)
        free = u"%1-%2"_s.arg(name).arg(next);
    return free;
}

QStringList ClusterSwitch::kept(const QString &dataDirectory)
{
    const QDir folder(dataDirectory);
    QStringList paths;
    for (const QString &name : folder.entryList({u"cluster-*"_s}, QDir::Dirs, QDir::Name))
        paths.append(folder.filePath(name));
    return paths;
}
