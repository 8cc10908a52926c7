#include "disk_probe.h"
#include "health_desk.h"

#include <QStorageInfo>

using namespace Qt::StringLiterals;

HealthCheck checkDisk(const QString &folder, qint64 minimumBytes)
{
    HealthCheck check {.name = u"disk"_s};
    const QStorageInfo disk(folder);
    if (!disk.isValid() || !disk.isReady()) {
        check.note = u"cannot be read"_s;
        return check;
    }
    const qint64 free = disk.bytesAvailable();
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
