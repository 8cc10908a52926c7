#include "disk_room.h"

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

Result<void> checkRoom(const QString &folder, qint64 bytes)
{
    // Asks the folder itself: the table of mounts that QStorageInfo reads is wrong in a container.
    std::error_code failure;
    const std::filesystem::space_info disk =
        std::filesystem::space(folder.toStdU16String(), failure);
    const qint64 free = failure ? 0 : qint64(disk.available);
    if (free >= bytes)
        return {};
    return Error {
        .code = Error::Code::Unavailable,
        .reason = Error::Reason::DirectoryUnusable,
        .field = folder,
        .detail =
            u"%1 MB are free and %2 MB are needed"_s.arg(free / 1'000'000).arg(bytes / 1'000'000)};
}
