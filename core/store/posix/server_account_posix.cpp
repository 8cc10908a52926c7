#include "server_account.h"

#include <QDir>
#include <QFile>
#include <QStringList>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

Error failed(const QString &path)
{
    return unusable(path, QString::fromLocal8Bit(std::strerror(errno)));
}

std::optional<ServerAccount> accountOf(const passwd *entry)
{
    if (!entry)
        return std::nullopt;
    return ServerAccount {.name = QString::fromLocal8Bit(entry->pw_name),
                          .user = entry->pw_uid,
                          .group = entry->pw_gid,
                          .givesUpRoot = ::geteuid() == 0 && entry->pw_uid != 0};
}

std::optional<ServerAccount> accountById(uid_t user)
{
    std::array<char, 4096> text {};
    passwd entry {};
    passwd *found = nullptr;
    ::getpwuid_r(user, &entry, text.data(), text.size(), &found);
    return accountOf(found);
}

std::optional<ServerAccount> accountByName(const char *name)
{
    std::array<char, 4096> text {};
    passwd entry {};
    passwd *found = nullptr;
    ::getpwnam_r(name, &entry, text.data(), text.size(), &found);
    return accountOf(found);
}

bool canEnter(const ServerAccount &account, const struct stat &folder)
{
    if (account.user == 0)
        return true;
    if (folder.st_uid == account.user)
        return folder.st_mode & S_IXUSR;
    if (folder.st_gid == account.group)
        return folder.st_mode & S_IXGRP;
    return folder.st_mode & S_IXOTH;
}

Result<void> writeAll(int descriptor, const QByteArray &content, const QString &path)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t size =
            ::write(descriptor, content.constData() + done, size_t(content.size() - done));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failed(path);
        done += size;
    }
    return ::fsync(descriptor) == 0 ? Result<void>() : failed(path);
}

}

Result<ServerAccount> ServerAccount::forCluster(const QString &clusterFolder)
{
    struct stat folder {
    };
    const bool exists = ::stat(QFile::encodeName(clusterFolder).constData(), &folder) == 0;
    std::optional<ServerAccount> account;
    if (::geteuid() != 0) {
        if (exists && folder.st_uid != ::geteuid())
            return unusable(clusterFolder, u"it belongs to another user"_s);
        account = accountById(::geteuid());
    } else if (exists && folder.st_uid != 0) {
        account = accountById(folder.st_uid);
    } else {
        for (const char *name : {"bakehouse", "postgres", "nobody"}) {
            if (!account)
                account = accountByName(name);
        }
    }
    if (!account)
        return unusable(clusterFolder, u"the user who owns it has no name on this machine"_s);
    return *account;
}

QString ServerAccount::currentUser()
{
    const std::optional<ServerAccount> account = accountById(::geteuid());
    return account ? account->name : QString();
}

Result<void> ServerAccount::checkWay(const QString &path) const
{
    QString way;
    const QStringList parts = QDir::cleanPath(path).split(u'/');
    for (const QString &part : parts) {
        way = part.isEmpty() ? u"/"_s : QDir(way).filePath(part);
        struct stat folder {
        };
        if (::stat(QFile::encodeName(way).constData(), &folder) != 0)
            return failed(way);
        if (!canEnter(*this, folder))
            return unusable(
                way, u"the user %1, who runs the database server, cannot enter it"_s.arg(name));
    }
    return {};
}

Result<void> ServerAccount::makeFolder(const QString &path) const
{
    const QByteArray encoded = QFile::encodeName(path);
    if (::mkdir(encoded.constData(), 0700) != 0)
        return failed(path);
    if (givesUpRoot && ::lchown(encoded.constData(), user, group) != 0)
        return failed(path);
    return {};
}

Result<void> ServerAccount::takeOver(const QString &path) const
{
    if (givesUpRoot && ::lchown(QFile::encodeName(path).constData(), user, group) != 0)
        return failed(path);
    return {};
}

Result<void> ServerAccount::ensureOwnFolder(const QString &path, SocketAccess access) const
{
    const mode_t rights = access == SocketAccess::Group ? 0710 : 0700;
    const QByteArray encoded = QFile::encodeName(path);
    if (::mkdir(encoded.constData(), 0700) != 0 && errno != EEXIST)
        return failed(path);
    struct stat folder {
    };
    if (::lstat(encoded.constData(), &folder) != 0)
        return failed(path);
    // Root's own folder is one that we made and then had no time to hand over.
    const bool ours = folder.st_uid == user || folder.st_uid == ::geteuid();
    if (!S_ISDIR(folder.st_mode) || !ours || (folder.st_mode & 0077 & ~rights) != 0)
        return unusable(path, u"somebody else could use this folder; remove it"_s);
    if (folder.st_uid != user && ::lchown(encoded.constData(), user, group) != 0)
        return failed(path);
    if ((folder.st_mode & 0777) != rights && ::chmod(encoded.constData(), rights) != 0)
        return failed(path);
    return {};
}

Result<void> ServerAccount::writeFile(const QString &path, const QByteArray &content) const
{
    const QByteArray target = QFile::encodeName(path);
    const QByteArray draft = target + ".new";
    ::unlink(draft.constData());
    const int descriptor =
        ::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failed(path);
    Result<void> written = writeAll(descriptor, content, path);
    if (written && givesUpRoot && ::fchown(descriptor, user, group) != 0)
        written = failed(path);
    ::close(descriptor);
    if (!written)
        return written;
    return ::rename(draft.constData(), target.constData()) == 0 ? Result<void>() : failed(path);
}
