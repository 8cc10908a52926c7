#include "backup_target.h"

#include "disk_probe.h"
#include "host_system.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

Error badFolder(const QString &why)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = u"backup.folder"_s,
            .detail = why};
}

/// The rights of a folder that is there already are its owner's affair, and a stick may know none.
Result<void> makeFolder(const QString &folder)
{
    const bool isThere = QFileInfo(folder).isDir();
    const bool made = isThere
        || (QDir().mkpath(folder)
            && QFile::setPermissions(folder,
                                     QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    if (made)
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = folder,
                  .detail = u"it cannot be made"_s};
}

}

Result<BackupTarget> BackupTarget::check(const QString &folder, const QString &dataDirectory,
                                         Place place)
{
    if (!QDir::isAbsolutePath(folder))
        return badFolder(u"it is not an absolute path"_s);
    if (const Result<void> there = makeFolder(folder); !there)
        return there.error();
    const QString here = QFileInfo(folder).canonicalFilePath();
    const QString data = QFileInfo(dataDirectory).canonicalFilePath();
    const bool inside = here == data || here.startsWith(data + u'/');
    if (inside && place == Place::Apart)
        return badFolder(u"it lies inside the data directory"_s);
    if (const Result<void> written = probeDisk(here); !written)
        return written.error();
    return BackupTarget {.folder = here, .besideData = onOneDisk(here, data)};
}

bool BackupTarget::onOneDisk(const QString &folder, const QString &dataDirectory)
{
    // Asks the folders themselves: the table of mounts that QStorageInfo reads is wrong in a
    // container.
    const QByteArray here = fileIdentity(folder);
    const QByteArray there = fileIdentity(dataDirectory);
    return !here.isEmpty() && here.split(':').first() == there.split(':').first();
}
