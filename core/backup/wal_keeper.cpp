#include "wal_keeper.h"

#include "backup_board.h"
#include "backup_target.h"
#include "data_directory.h"
#include "failpoint.h"
#include "thread_platform.h"
#include "wal_base_run.h"
#include "wal_probe.h"

#include <QDir>
#include <QLoggingCategory>

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(walLog, "bakehouse.wal")

constexpr std::chrono::seconds catchUpLimit(5);
constexpr std::chrono::milliseconds catchUpBeat(50);
constexpr std::chrono::milliseconds shortestPause(20);
/// Between rounds while there is no way back to now yet.
constexpr std::chrono::milliseconds settlingInterval(1'000);

/// What lies there while the target takes everything.
constexpr qint64 usualSpoolBytes = qint64(64) << 20;

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

qint64 freeBytesOf(const QString &folder)
{
    std::error_code failure;
    const std::filesystem::space_info disk =
        std::filesystem::space(folder.toStdU16String(), failure);
    return failure ? 0 : qint64(disk.available);
}

}

WalKeeper::WalKeeper(Options options, BackupBoard &board)
    : m_options(std::move(options))
    , m_board(board)
    , m_folder(m_options.target, m_options.stream, m_options.key)
    , m_thread([this] { loop(); })
{
}

WalKeeper::~WalKeeper()
{
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::optional<QHash<QUuid, qint64>> WalKeeper::heldHeads() const
{
    const std::lock_guard guard(m_mutex);
    return m_heldHeads;
}

bool WalKeeper::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, time, [this] { return m_stopping; });
}

QString WalKeeper::spool() const
{
    return QDir(m_options.dataDirectory).filePath(u"wal/"_s + m_options.stream);
}

void WalKeeper::loop()
{
    nameThisThread(u"wal keeper"_s);
    lowerThisThread(10);
    m_probe = std::make_unique<WalProbe>(m_options.address);
    dropOtherSpools();
    std::chrono::milliseconds wait {};
    do {
        const auto began = std::chrono::steady_clock::now();
        round();
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - began);
        const bool settling = m_base || !m_connected;
        // From the beginning of one to that of the next: much to carry is no reason to rest.
        wait =
            (settling ? std::min(m_options.interval, settlingInterval) : m_options.interval) - took;
    } while (pause(std::max(wait, shortestPause)));
    m_base.reset();
    m_receiver.reset();
    if (m_shipper)
        static_cast<void>(m_shipper->ship()); // The server may never start here again.
}

void WalKeeper::round()
{
    guardSpool();
    if (const Result<void> target = prepareTarget(); !target)
        return tell(target);
    const QDateTime asked = now();
    const Result<WalPosition> position = m_probe->position(WalReceiver::name());
    if (!position) {
        // What was received before the server went is carried away all the same.
        const auto shipped = m_shipper ? m_shipper->ship() : Result<WalShipper::Outcome>(Error {});
        return tell(m_shipper && !shipped ? shipped.error() : position.error());
    }
    if (const Result<void> opened = openFolder(*position); !opened)
        return tell(opened);
    startReceiver();
    m_received = caughtUp();
    if (const Result<void> shipped = shipWith(*position); !shipped) {
        static_cast<void>(prune(Room::Scarce)); // The target may be full, of older log.
        return tell(shipped);
    }
    failpoint("wal_keeper.shipped");
    noteProgress(asked);
    const Result<void> base = lookAtBase();
    if (const Result<void> written = m_folder.write(m_catalog); !written)
        return tell(written);
    copyShopFiles();
    if (const Result<void> pruned = prune(Room::Enough); !pruned)
        return tell(pruned);
    tell(m_received ? base : notReceived());
}

/// All that was committed at @p asked is on the target.
void WalKeeper::noteProgress(const QDateTime &asked)
{
    if (m_connected) {
        WalCoverage &time = m_catalog.covered.back();
        time.last = m_folder.lastSegment();
        if (m_received)
            time.until = std::max(time.until, asked);
    }
    if (const Result<DataDirectory> directory = DataDirectory::prepare(m_options.dataDirectory)) {
        const std::vector<QUuid> tills = directory->tills();
        m_catalog.tills = {tills.begin(), tills.end()};
    }
}

Error WalKeeper::notReceived() const
{
    return {.code = Error::Code::Unavailable,
            .field = u"pg_receivewal"_s,
            .detail = m_receiver ? m_receiver->trouble() : QString()};
}

Result<void> WalKeeper::prepareTarget()
{
    const Result<BackupTarget> target =
        BackupTarget::check(m_options.target, m_options.dataDirectory);
    if (!target)
        return target.error();
    if (!QDir().mkpath(spool())
        || !QFile::setPermissions(QFileInfo(spool()).path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = spool()};
    return m_folder.prepare();
}

/// Finds what earlier runs left; a stream of another cluster, or one that cannot be read, is moved
/// aside.
Result<void> WalKeeper::openFolder(const WalPosition &position)
{
    if (m_shipper && m_catalog.system == position.system)
        return {};
    Result<WalCatalog> catalog = m_folder.read();
    const bool ours = catalog && (catalog->system.isEmpty() || catalog->system == position.system);
    if (!ours) {
        qCWarning(walLog).noquote()
            << "the log on the backup target is set aside:"
            << (catalog ? u"it is another database's"_s : describe(catalog.error()));
        if (Result<void> aside = m_folder.setAside(now()); !aside)
            return aside;
        if (Result<void> prepared = m_folder.prepare(); !prepared)
            return prepared;
        catalog = WalCatalog {};
    }
    m_catalog = *catalog;
    m_catalog.system = position.system;
    m_catalog.segmentBytes = position.segmentBytes;
    m_connected = !m_catalog.covered.empty();
    m_shipper = std::make_unique<WalShipper>(spool(), m_folder, position.segmentBytes);
    return {};
}

void WalKeeper::startReceiver()
{
    if (m_receiver && m_receiver->lost())
        beginAnew(u"the server has thrown away what was not received"_s);
    if (m_receiver)
        return;
    // It goes on behind the last file of its folder; without one it begins wherever the server is.
    if (m_connected && WalShipper::spoolBytes(spool()) == 0)
        disconnect();
    m_receiver = std::make_unique<WalReceiver>(WalReceiver::Options {
        .binaries = m_options.binaries, .address = m_options.address, .folder = spool()});
}

/// The log has a gap: only a new base backup mends that.
void WalKeeper::beginAnew(const QString &why)
{
    qCWarning(walLog).noquote() << "the log has a gap, a new base backup follows:" << why;
    m_receiver.reset();
    QDir(spool()).removeRecursively();
    QDir().mkpath(spool());
    disconnect();
}

/// What is committed from here on cannot be restored before the next base backup.
void WalKeeper::disconnect()
{
    m_connected = false;
    if (m_base)
        m_base->stale = true;
}

/// Waits until what was committed when this began has been received.
bool WalKeeper::caughtUp()
{
    const auto limit = std::chrono::steady_clock::now() + catchUpLimit;
    std::optional<qint64> wanted;
    do {
        const Result<WalPosition> position = m_probe->position(WalReceiver::name());
        if (!position)
            return false;
        if (!wanted)
            wanted = position->flushed;
        if (position->received && *position->received >= *wanted)
            return true;
    } while (!m_receiver->lost() && std::chrono::steady_clock::now() < limit && pause(catchUpBeat));
    return false;
}

Result<void> WalKeeper::shipWith(const WalPosition &position)
{
    const Result<WalShipper::Outcome> outcome = m_shipper->ship();
    if (!outcome)
        return outcome.error();
    if (outcome->gap || outcome->forked)
        disconnect();
    if (!outcome->forked)
        return {};
    qCWarning(walLog) << "the log on the backup target tells another history; it is set aside";
    m_shipper.reset();
    if (Result<void> aside = m_folder.setAside(now()); !aside)
        return aside;
    if (Result<void> prepared = m_folder.prepare(); !prepared)
        return prepared;
    return openFolder(position);
}

/// Of databases that lay in the data directory before this one.
void WalKeeper::dropOtherSpools() const
{
    const QDir parent(QFileInfo(spool()).path());
    for (const QString &name : parent.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (name != m_options.stream)
            QDir(parent.filePath(name)).removeRecursively();
    }
}

/// What waits for the target never fills the disk of the data directory.
void WalKeeper::guardSpool()
{
    const qint64 waiting = WalShipper::spoolBytes(spool());
    if (!m_receiver || waiting <= usualSpoolBytes)
        return;
    if (waiting > m_options.spoolBytes)
        beginAnew(u"too much waits for the backup target"_s);
    else if (freeBytesOf(m_options.dataDirectory) < m_options.minimumFreeBytes)
        beginAnew(u"the disk of the data directory is nearly full"_s);
}

void WalKeeper::copyShopFiles() const
{
    for (const QString &name : m_options.shopFiles) {
        QFile file(QDir(m_options.dataDirectory).filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        const QString target = m_folder.file(name + u".kept"_s);
        const Result<QByteArray> kept =
            SealedReader::whole(target, m_options.key, content.size() + 1);
        if (!kept || *kept != content)
            static_cast<void>(SealedWriter::write(target, content, m_options.key));
    }
}

/// Notes how it went where people look, and logs each new trouble once.
void WalKeeper::tell(const Result<void> &outcome)
{
    const QString words = outcome ? QString() : describe(outcome.error());
    if (!words.isEmpty() && words != m_trouble)
        qCWarning(walLog).noquote() << "the log is not kept:" << words;
    m_trouble = words;
    m_board.change([this, &outcome](BackupReport &report) {
        report.walReceivedAt = m_catalog.until();
        report.walBytes = m_folder.bytes();
        if (!m_catalog.bases.empty())
            report.baseMadeAt = m_catalog.bases.back().finishedAt;
        report.walFailure = outcome ? std::nullopt : std::optional(outcome.error());
    });
}
