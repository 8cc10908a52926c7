#include "server_binaries.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

QStringList serverPlaces()
{
    QStringList places;
    const QDir debian(u"/usr/lib/postgresql"_s);
    for (const QString &major : debian.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        places.append(debian.filePath(major) + "/bin"_L1);
    for (const QString &folder : QDir(u"/usr"_s).entryList({u"pgsql-*"_s}, QDir::Dirs))
        places.append(u"/usr/%1/bin"_s.arg(folder));
    const QString onPath = QStandardPaths::findExecutable(u"postgres"_s);
    if (!onPath.isEmpty())
        places.append(QFileInfo(QFileInfo(onPath).canonicalFilePath()).path());
    if (places.isEmpty())
        places.append(debian.path());
    return places;
}
