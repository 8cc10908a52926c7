#include "server_account.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

// A socket's whole name may have 107 bytes; "/.s.PGSQL.5432" takes 14 of them.
constexpr qsizetype longestFolder = 93;

bool isPrivateFolder(const QString &path, uid_t user)
{
    struct stat folder {
    };
    return ::stat(QFile::encodeName(path).constData(), &folder) == 0 && S_ISDIR(folder.st_mode)
        && folder.st_uid == user && (folder.st_mode & 0022) == 0;
}

bool fits(const QString &path)
{
    return QFile::encodeName(path).size() <= longestFolder;
}

}

QString socketFolderFor(const QString &clusterFolder)
{
    const QFileInfo parent(QFileInfo(clusterFolder).path());
    const QString canonical =
        parent.exists() ? parent.canonicalFilePath() : parent.absoluteFilePath();
    const QByteArray digest =
        QCryptographicHash::hash(QFile::encodeName(canonical), QCryptographicHash::Sha256);
    const QString mark = QString::fromLatin1(digest.first(8).toHex());
    const uid_t user = ::geteuid();
    const QString ofService = qEnvironmentVariable("RUNTIME_DIRECTORY").section(u':', 0, 0);
    if (ofService.startsWith(u'/') && isPrivateFolder(ofService, user)
        && fits(ofService + "/db-"_L1 + mark))
        return ofService + "/db-"_L1 + mark;
    if (user == 0 && isPrivateFolder(u"/run"_s, 0))
        return u"/run/bakehouse-"_s + mark;
    const QString session = qEnvironmentVariable("XDG_RUNTIME_DIR");
    QString inSession = session + u"/bakehouse-"_s + mark;
    if (user != 0 && session.startsWith(u'/') && isPrivateFolder(session, user) && fits(inSession))
        return inSession;
    return u"/tmp/bakehouse-%1-%2"_s.arg(user).arg(mark);
}
