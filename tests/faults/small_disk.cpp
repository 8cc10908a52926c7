#include "small_disk.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int commandLimitMs = 120'000;

bool ran(const QString &program, const QStringList &words)
{
    QProcess process;
    process.start(program, words);
    return process.waitForFinished(commandLimitMs) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
}

/// Where the image of a disk lies: in memory if there is such a place, for its syncs then cost
/// nothing.
QString imagePlace()
{
    const QString memory = u"/dev/shm"_s;
    return (::access("/dev/shm", W_OK) == 0 ? memory : QDir::tempPath())
        + u"/bakehouse-disk-XXXXXX"_s;
}

}

bool SmallDisk::canBeMade()
{
    if (::geteuid() != 0)
        return false;
    const SmallDisk probe(Kind::Image, 8);
    return probe.mounted();
}

SmallDisk::SmallDisk(Kind kind, int megabytes, const QString &place)
    : m_kind(kind)
    , m_megabytes(megabytes)
    , m_folder(imagePlace())
    , m_place(place.isEmpty() ? m_folder.filePath(u"mounted"_s) : place)
{
    // The private server's account walks through.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    QDir().mkpath(m_place);
    QFile image(imageFile());
    const bool made = kind == Kind::Memory
        || (image.open(QIODevice::WriteOnly) && image.resize(qint64(megabytes) * 1024 * 1024)
            && ran(u"mkfs.ext4"_s, {u"-q"_s, u"-m"_s, u"0"_s, imageFile()}));
    m_mounted = made && mount();
}

SmallDisk::~SmallDisk()
{
    if (m_mounted)
        unmount();
}

bool SmallDisk::mount()
{
    if (m_kind == Kind::Memory)
        return ran(u"mount"_s,
                   {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=%1m,mode=0755"_s.arg(m_megabytes),
                    u"bakehouse-test"_s, m_place});
    // Nothing is written out but what somebody syncs: the system's own rounds would only hide what
    // was not.
    return ran(u"mount"_s, {u"-o"_s, u"loop,commit=900"_s, imageFile(), m_place});
}

bool SmallDisk::unmount()
{
    m_mounted = !(ran(u"umount"_s, {m_place}) || ran(u"umount"_s, {u"-l"_s, m_place}));
    return !m_mounted;
}

void SmallDisk::fill() const
{
    QFile filler(fillerFile());
    if (!filler.open(QIODevice::Append | QIODevice::Unbuffered))
        return;
    for (qsizetype size = qsizetype(1024) * 1024; size > 0;) {
        if (filler.write(QByteArray(size, 'x')) != size)
            size /= 4;
    }
}

void SmallDisk::makeRoom() const
{
    QFile::remove(fillerFile());
}

bool SmallDisk::set(Writing writing) const
{
    return ran(
        u"mount"_s,
        {u"-o"_s, writing == Writing::Forbidden ? u"remount,ro"_s : u"remount,rw"_s, m_place});
}

bool SmallDisk::keepImage() const
{
    return ran(u"cp"_s, {u"--sparse=always"_s, imageFile(), keptFile()});
}

bool SmallDisk::backFromImage()
{
    QFile::remove(imageFile() + u".lost"_s);
    const bool away = unmount() && QFile::rename(imageFile(), imageFile() + u".lost"_s)
        && QFile::rename(keptFile(), imageFile());
    QFile::remove(imageFile() + u".lost"_s);
    m_mounted = away && mount();
    return m_mounted;
}
