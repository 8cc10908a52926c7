#include "host_system.h"

#include <cerrno>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool allocateSpace(QFile &file, qint64 bytes)
{
    int answer = 0;
    do {
        answer = ::posix_fallocate(file.handle(), 0, bytes);
    } while (answer == EINTR);
    return answer == 0;
}

bool syncContent(QFile &file)
{
    return file.flush() && ::fdatasync(file.handle()) == 0;
}

bool syncFolder(const QString &folder)
{
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

QByteArray fileIdentity(const QString &path)
{
    struct stat found {
    };
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    return QByteArray::number(found.st_dev) + ':' + QByteArray::number(found.st_ino);
}

qint64 msSinceBoot()
{
    timespec now {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}
