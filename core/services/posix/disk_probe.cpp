#include "disk_probe.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

Error systemError(const QString &folder, int number)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = folder,
            .detail = QString::fromLocal8Bit(std::strerror(number))};
}

/// 0, or the number of the error.
int writeAndSync(int file)
{
    const std::array<char, 512> block {};
    const ssize_t written = ::write(file, block.data(), block.size());
    if (written < 0)
        return errno;
    if (size_t(written) < block.size())
        return ENOSPC;
    return ::fsync(file) == 0 ? 0 : errno;
}

}

Result<void> probeDisk(const QString &folder)
{
    // A name of its own each time: programs that share the folder do not meet, and a hung probe
    // blocks no other.
    QByteArray path = QFile::encodeName(folder + u"/.probe-XXXXXX"_s);
    const int file = ::mkstemp(path.data());
    if (file < 0)
        return systemError(folder, errno);
    const int fault = writeAndSync(file);
    ::close(file);
    ::unlink(path.constData());
    if (fault != 0)
        return systemError(folder, fault);
    return Done {};
}
