#include "wal_base_run.h"
#include "wal_keeper.h"
#include "wal_probe.h"
#include "wal_receiver.h"
#include "wal_shipper.h"

#include <QDir>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

// What the keeper of the log does about base backups and about what may go.

namespace {

Q_LOGGING_CATEGORY(baseLog, "bakehouse.wal")

constexpr qint64 retryMs = 60'000;
constexpr qint64 forRoomMs = 3'600'000; // A base for the sake of room, at most so often.

bool olderThan(const QDateTime &time, qint64 ms)
{
    return !time.isValid() || time.msecsTo(QDateTime::currentDateTimeUtc()) >= ms;
}

}

Result<void> WalKeeper::lookAtBase()
{
    if (m_base && m_base->done()) {
        Result<void> harvested = harvestBase();
        m_base.reset();
        return harvested;
    }
    return baseDue() ? startBase() : Result<void>();
}

Result<void> WalKeeper::harvestBase()
{
    const Result<BaseRecord> &made = m_base->result();
    if (!made)
        return made.error();
    acceptBase(*made);
    return {};
}

void WalKeeper::acceptBase(const BaseRecord &base)
{
    if (m_base->stale || !m_shipper->holds(base.firstSegment)) {
        m_baseTriedAt = {};
        return; // The sweep removes its file.
    }
    if (!m_connected)
        m_catalog.covered.push_back(
            {.since = base.finishedAt, .until = base.finishedAt, .last = m_folder.lastSegment()});
    m_catalog.bases.push_back(base);
    m_connected = true;
    m_baseWanted = false;
    qCInfo(baseLog).noquote() << "base backup" << base.name << "is made and verified";
}

bool WalKeeper::baseDue() const
{
    if (m_base || !m_received || !olderThan(m_baseTriedAt, retryMs))
        return false;
    if (!m_connected || m_catalog.bases.empty())
        return true;
    const QDateTime last = m_catalog.bases.back().finishedAt;
    return olderThan(last, std::chrono::milliseconds(m_options.baseEvery).count())
        || (m_baseWanted && olderThan(last, forRoomMs));
}

Result<void> WalKeeper::startBase()
{
    m_baseTriedAt = QDateTime::currentDateTimeUtc();
    const Result<QHash<QUuid, qint64>> heads = m_probe->heads();
    if (!heads)
        return heads.error();
    m_base = std::make_unique<WalBaseRun>(BaseBackup::Request {
        .binaries = m_options.binaries,
        .address = m_options.address,
        .folder = m_folder,
        .heads = *heads,
        .pace = m_connected ? BaseBackup::Pace::Gentle : BaseBackup::Pace::AtOnce});
    return {};
}

/// The catalogue first: it never names what is gone; but on a full target, where it could not be
/// written.
Result<void> WalKeeper::prune(Room room)
{
    WalLimits limits = m_options.limits;
    if (room == Room::Scarce)
        limits.bytes = m_folder.bytes() / 2;
    const WalPlan plan =
        planPruning(m_catalog, bytesByBase(), QDateTime::currentDateTimeUtc(), limits);
    m_baseWanted = plan.baseWanted && room == Room::Enough;
    if (!plan.bases.empty()) {
        m_catalog.forget(plan.bases);
        if (room == Room::Scarce)
            sweep();
        if (Result<void> written = m_folder.write(m_catalog); !written)
            return written;
    }
    sweep();
    m_folder.removeOld(predecessors(),
                       QDateTime::currentDateTimeUtc().addDays(-m_options.limits.days));
    const std::lock_guard guard(m_mutex);
    m_heldHeads =
        m_catalog.bases.empty() ? std::nullopt : std::optional(m_catalog.bases.front().heads);
    return {};
}

/// The databases that this one was restored from, line by line.
QStringList WalKeeper::predecessors() const
{
    QFile file(QDir(m_options.dataDirectory).filePath(walOriginFile()));
    return file.open(QIODevice::ReadOnly)
        ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
        : QStringList();
}

/// For each base what the target would hold if it were the oldest.
QHash<QString, qint64> WalKeeper::bytesByBase() const
{
    QHash<QString, qint64> bytes;
    for (auto base = m_catalog.bases.rbegin(); base != m_catalog.bases.rend(); ++base) {
        qint64 sum = QFileInfo(m_folder.file(base->name)).size();
        for (auto newer = m_catalog.bases.rbegin(); newer != base; ++newer)
            sum += QFileInfo(m_folder.file(newer->name)).size();
        const std::optional<qint64> first =
            segmentNumber(base->firstSegment, m_catalog.segmentBytes);
        for (const QString &segment : m_folder.segments()) {
            if (segmentNumber(segment, m_catalog.segmentBytes) >= first)
                sum += QFileInfo(m_folder.segmentFile(segment)).size();
        }
        bytes.insert(base->name, sum);
    }
    return bytes;
}

/// Removes what the catalogue does not name, and the log before the oldest base.
void WalKeeper::sweep() const
{
    if (m_catalog.bases.empty())
        return;
    const qint64 first =
        segmentNumber(m_catalog.bases.front().firstSegment, m_catalog.segmentBytes).value_or(0);
    for (const QString &segment : m_folder.segments()) {
        if (segmentNumber(segment, m_catalog.segmentBytes).value_or(first) < first)
            QFile::remove(m_folder.segmentFile(segment));
    }
    for (const QString &segment : m_folder.partials()) {
        if (segmentNumber(segment, m_catalog.segmentBytes).value_or(first) < first
            || QFile::exists(m_folder.segmentFile(segment)))
            QFile::remove(m_folder.partialFile(segment));
    }
    if (m_base)
        return; // Its file is not in the catalogue yet.
    for (const QString &file : QDir(m_folder.path()).entryList({u"base-*"_s}, QDir::Files)) {
        const bool known = std::ranges::any_of(
            m_catalog.bases, [&file](const BaseRecord &base) { return base.name == file; });
        if (!known)
            QFile::remove(m_folder.file(file));
    }
}
