#include "backup_target.h"

#include "disk_probe.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace {

Error badFolder(const QString &why)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = u"backup.folder"_s,
            .detail = why};
}

}

Result<BackupTarget> BackupTarget::check(const QString &folder, const QString &dataDirectory)
{
    if (!QDir::isAbsolutePath(folder))
        return badFolder(u"it is not an absolute path"_s);
    if (!QDir().mkpath(folder)
        || !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = folder};
    const QString here = QFileInfo(folder).canonicalFilePath();
    const QString data = QFileInfo(dataDirectory).canonicalFilePath();
    if (here == data || here.startsWith(data + u'/'))
        return badFolder(u"it lies inside the data directory"_s);
    if (const Result<void> written = probeDisk(here); !written)
        return written.error();
    return BackupTarget {.folder = here,
                         .besideData = QStorageInfo(here).device() == QStorageInfo(data).device()};
}
