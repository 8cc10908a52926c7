#include "process_figures.h"

#include <QByteArrayList>
#include <QDir>
#include <QFile>

#include <ctime>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 microsecondsOf(const timeval &time)
{
    return qint64(time.tv_sec) * 1'000'000 + qint64(time.tv_usec);
}

qint64 nowMs(clockid_t clock)
{
    timespec time {};
    ::clock_gettime(clock, &time);
    return qint64(time.tv_sec) * 1'000 + qint64(time.tv_nsec) / 1'000'000;
}

/// Field 22 of /proc/self/stat, clock ticks since the boot; the name before it may hold spaces.
qint64 readStartMs()
{
    constexpr qsizetype afterName = 19;
    const QByteArray stat = contentOf(u"/proc/self/stat"_s);
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const qint64 ticks = fields.value(afterName).toLongLong();
    if (ticks == 0)
        return 0;
    const qint64 bootMs = nowMs(CLOCK_REALTIME) - nowMs(CLOCK_BOOTTIME);
    return bootMs + ticks * 1'000 / qint64(::sysconf(_SC_CLK_TCK));
}

} // namespace

ProcessFigures readProcessFigures()
{
    static const qint64 startedAtMs = readStartMs();
    ProcessFigures figures {.startedAtMs = startedAtMs};
    const QByteArrayList pages = contentOf(u"/proc/self/statm"_s).split(' ');
    const auto pageBytes = qint64(::sysconf(_SC_PAGESIZE));
    figures.virtualBytes = pages.value(0).toLongLong() * pageBytes;
    figures.residentBytes = pages.value(1).toLongLong() * pageBytes;
    rusage usage {};
    if (::getrusage(RUSAGE_SELF, &usage) == 0)
        figures.cpuMicroseconds = microsecondsOf(usage.ru_utime) + microsecondsOf(usage.ru_stime);
    figures.openFiles = qint64(
        QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System | QDir::Hidden).size());
    rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        figures.openFilesLimit = qint64(limit.rlim_cur);
    return figures;
}
