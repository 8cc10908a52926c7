#include "disk_watch.h"

#include "health_desk.h"
#include "when_done.h"

#include <QLoggingCategory>
#include <QtConcurrentRun>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(diskLog, "bakehouse.disk")

constexpr qint64 bytesOfAMegabyte = 1'000'000;

}

DiskWatch::DiskWatch(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    connect(&m_timer, &QTimer::timeout, this, &DiskWatch::look);
}

void DiskWatch::start()
{
    m_timer.start(m_options.every);
    look();
}

void DiskWatch::look()
{
    if (std::exchange(m_looking, true))
        return;
    whenDone(QtConcurrent::run(freeDiskBytes, m_options.folder), this,
             [this](const Result<qint64> &bytes) {
                 m_looking = false;
                 if (bytes)
                     found(*bytes);
                 emit looked();
             });
}

void DiskWatch::found(qint64 bytes)
{
    m_freeBytes = bytes;
    const bool low = bytes < m_options.minimumBytes;
    if (std::exchange(m_low, low) == low)
        return;
    const qint64 megabytes = bytes / bytesOfAMegabyte;
    if (low)
        qCWarning(diskLog).noquote()
            << "the disk is almost full:" << megabytes << "MB are free, the shop wants"
            << m_options.minimumBytes / bytesOfAMegabyte << "MB; sales go on while it takes any";
    else
        qCInfo(diskLog).noquote() << "the disk has room again:" << megabytes << "MB are free";
}
