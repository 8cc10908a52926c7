#include "server_binaries.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

QStringList serverPlaces()
{
    QStringList places;
    // A bundle brings its own, as far from the program as Debian's is from /usr/bin.
    const QDir bundled(
        QDir::cleanPath(QCoreApplication::applicationDirPath() + "/../lib/postgresql"_L1));
    const QDir debian(u"/usr/lib/postgresql"_s);
    for (const QDir &folder : {bundled, debian}) {
        for (const QString &major : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            places.append(folder.filePath(major) + "/bin"_L1);
    }
    places.removeDuplicates();
    for (const QString &folder : QDir(u"/usr"_s).entryList({u"pgsql-*"_s}, QDir::Dirs))
        places.append(u"/usr/%1/bin"_s.arg(folder));
    const QString onPath = QStandardPaths::findExecutable(u"postgres"_s);
    if (!onPath.isEmpty())
        places.append(QFileInfo(QFileInfo(onPath).canonicalFilePath()).path());
    if (places.isEmpty())
        places.append(debian.path());
    return places;
}
