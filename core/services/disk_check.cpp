#include "disk_probe.h"
#include "health_desk.h"

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

Result<qint64> freeDiskBytes(const QString &folder)
{
    // Asks the folder itself: the table of mounts that QStorageInfo reads is wrong in a container.
    std::error_code failure;
    const std::filesystem::space_info disk =
        std::filesystem::space(folder.toStdU16String(), failure);
    if (failure)
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = folder,
                      .detail = QString::fromStdString(failure.message())};
    return qint64(disk.available);
}

HealthCheck checkDisk(const QString &folder, qint64 minimumBytes)
{
    HealthCheck check {.name = u"disk"_s};
    const Result<qint64> known = freeDiskBytes(folder);
    if (!known) {
        check.note = u"cannot be read"_s;
        return check;
    }
    const qint64 free = *known;
    check.note = u"%1 MB free"_s.arg(free / 1'000'000);
    if (free < minimumBytes) {
        check.note += u", needs %1 MB"_s.arg(minimumBytes / 1'000'000);
        return check;
    }
    if (const Result<void> probe = probeDisk(folder); !probe) {
        check.note += u", cannot be written: %1"_s.arg(probe.error().detail);
        return check;
    }
    check.healthy = true;
    return check;
}
