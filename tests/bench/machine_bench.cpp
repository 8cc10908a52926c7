// What the figures were measured on: without it they compare with nothing.

#include "bench_options.h"
#include "bench_process.h"
#include "bench_report.h"
#include "nginx_server.h"
#include "server_binaries.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStorageInfo>
#include <QSysInfo>

#include <array>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int programTimeoutMs = 10'000;

QString lineOf(const QString &path, const QString &beginning)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(beginning))
            return line.mid(beginning.size()).remove(u':').simplified();
    }
    return {};
}

/// What a program says of its version, or that it is not here.
QString versionOf(const QString &program, const QString &option)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, {option});
    if (!process.waitForFinished(programTimeoutMs))
        return u"not installed"_s;
    return QString::fromUtf8(process.readAll()).simplified();
}

/// How often a second a page written over and over in @p folder reaches the disk, which is what a
/// commit waits for. 0 when it cannot be written.
double syncsPerSecond(const QString &folder, int milliseconds)
{
    constexpr qint64 page = 8'192;
    const QByteArray name = QFile::encodeName(folder + u"/sync.probe"_s);
    const int file = ::open(name.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const std::array<char, page> bytes {};
    qint64 count = 0;
    QElapsedTimer since;
    since.start();
    while (file >= 0 && since.elapsed() < milliseconds
           && ::pwrite(file, bytes.data(), page, 0) == page && ::fdatasync(file) == 0)
        ++count;
    const double seconds = double(since.nsecsElapsed()) / 1e9;
    if (file >= 0)
        ::close(file);
    QFile::remove(folder + u"/sync.probe"_s);
    return double(count) / seconds;
}

} // namespace

Result<void> measureMachine(const BenchOptions &options, BenchReport &report)
{
    report.begin(u"machine"_s);
    report.fact(u"cores"_s, qint64(::sysconf(_SC_NPROCESSORS_ONLN)));
    report.fact(u"processor"_s, lineOf(u"/proc/cpuinfo"_s, u"model name"_s));
    report.fact(u"memory"_s, lineOf(u"/proc/meminfo"_s, u"MemTotal"_s));
    report.fact(u"system"_s, QSysInfo::prettyProductName() + u", "_s + QSysInfo::kernelVersion());
    report.fact(u"load before"_s, lineOf(u"/proc/loadavg"_s, {}));
    report.fact(u"disk of the shop"_s,
                QString::fromLatin1(QStorageInfo(options.folder).fileSystemType()));
    report.fact(u"syncs of a page per second"_s,
                qint64(syncsPerSecond(options.folder, options.quick ? 300 : 2'000)));
    const Result<ServerBinaries> binaries = ServerBinaries::find({}, 0);
    report.fact(u"PostgreSQL"_s,
                binaries ? versionOf(binaries->program(u"postgres"_s), u"--version"_s)
                         : u"not installed"_s);
    report.fact(u"nginx"_s, versionOf(NginxServer::program(), u"-v"_s));
    report.fact(u"Qt"_s, QString::fromLatin1(qVersion()));
    report.fact(u"compiler"_s, u"g++ " __VERSION__ ""_s);
    report.fact(u"Bakehouse"_s, u"" BAKEHOUSE_VERSION " " BENCH_COMMIT ""_s);
    return {};
}
