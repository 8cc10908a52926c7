#include "backup_keeper.h"

#include "backup_board.h"
#include "backup_record.h"
#include "data_directory.h"
#include "journal_pruner.h"
#include "keeping_record.h"
#include "settings.h"
#include "thread_platform.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(keeperLog, "bakehouse.backup")

constexpr qint64 bytesOfAMegabyte = 1'000'000;
constexpr int niceness = 10;
constexpr std::chrono::milliseconds noteEvery(5'000);

}

BackupKeeper::BackupKeeper(Options options, const Clock &clock, BackupBoard &board)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_board(board)
    , m_thread([this](const std::stop_token &stop) { loop(stop); })
{
}

BackupKeeper::~BackupKeeper()
{
    m_thread.request_stop();
    m_thread.join();
}

void BackupKeeper::loop(const std::stop_token &stop)
{
    nameThisThread(u"backup"_s);
    lowerThisThread(niceness);
    const Result<void> noted =
        noteBackupFolder(m_options.backup.dataDirectory, m_options.backup.folder);
    if (!noted)
        qCWarning(keeperLog).noquote() << describe(noted.error());
    showOnBoard();
    std::chrono::steady_clock::time_point next;
    while (!stop.stop_requested()) {
        noteKeeping();
        const auto now = std::chrono::steady_clock::now();
        if (!m_options.backup.folder.isEmpty() && now >= next) {
            next = now + m_options.every;
            look(stop);
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, std::min(m_options.every, noteEvery), [] { return false; });
    }
}

/// A disk that is full is named elsewhere.
void BackupKeeper::noteKeeping()
{
    const BackupReport report = m_board.report();
    if (m_options.backup.folder.isEmpty() || m_notedKeeping == report)
        return;
    if (saveKeeping(m_options.backup.dataDirectory, report))
        m_notedKeeping = report;
}

void BackupKeeper::look(const std::stop_token &stop)
{
    const QDateTime now = m_clock.now();
    const bool waiting = m_triedAt && *m_triedAt <= now
        && m_triedAt->secsTo(now) < qint64(BackupSchedule::retryMinutes) * 60;
    if (waiting)
        return;
    showOnBoard();
    if (m_options.schedule.backupDue(now, m_board.report().madeAt))
        make(stop);
    const BackupReport report = m_board.report();
    if (!stop.stop_requested()
        && m_options.schedule.drillDue(m_clock.now(), report.madeAt, report.drilledAt))
        drill(stop);
}

void BackupKeeper::make(const std::stop_token &stop)
{
    const QDateTime now = m_clock.now();
    const Result<MadeBackup> made = makeBackup(m_options.backup, now, stop);
    m_triedAt = made ? std::nullopt : std::optional(now);
    if (made) {
        qCInfo(keeperLog).noquote() << "backup" << made->backup.name << "made and verified,"
                                    << made->backup.bytes << "bytes";
        m_told.reset();
        pruneJournals(now);
    } else if (m_told != made.error() && !stop.stop_requested()) {
        m_told = made.error();
        qCWarning(keeperLog).noquote() << "no backup was made:" << describe(*m_told);
    }
    showOnBoard();
}

/// What every backup that is kept holds, and what is old enough, no journal needs any more.
void BackupKeeper::pruneJournals(const QDateTime &now) const
{
    const QString &data = m_options.backup.dataDirectory;
    const Result<DataDirectory> directory = DataDirectory::prepare(data);
    const Result<std::optional<BackupKeys>> keys = BackupKeys::load(backupKeyFile(data));
    if (!directory || !keys)
        return; // The next backup says why.
    const BackupShelf shelf(m_options.backup.folder, BackupRecord::load(data).shop);
    const Result<QHash<QUuid, TillHead>> held = shelf.heldByOldest(*keys);
    if (!held) {
        qCWarning(keeperLog).noquote() << "journals keep all:" << describe(held.error());
        return;
    }
    const PruneReport pruned = JournalPruner(*directory, m_options.openJournals).prune(*held, now);
    if (pruned.entries > 0)
        qCInfo(keeperLog).noquote() << pruned.entries << "old entries went from" << pruned.journals
                                    << "journals; every backup holds them";
    for (const auto &[till, error] : pruned.failures)
        qCWarning(keeperLog).noquote()
            << "the journal of till" << till.toString() << "keeps all:" << describe(error);
}

void BackupKeeper::drill(const std::stop_token &stop)
{
    const QDateTime now = m_clock.now();
    const Result<DrillOutcome> outcome = drillRestore(m_options.drill, now, stop);
    m_triedAt = outcome ? std::nullopt : std::optional(now);
    if (outcome && outcome->clean)
        qCInfo(keeperLog).noquote() << "restore drill of" << outcome->name << outcome->words;
    else if (outcome)
        qCWarning(keeperLog).noquote()
            << "restore drill of" << outcome->name << "found:" << outcome->words;
    showOnBoard();
}

void BackupKeeper::showOnBoard()
{
    BackupReport found;
    describeBackups(m_options.backup.dataDirectory, m_options.backup.folder, found);
    m_board.change([&found](BackupReport &report) {
        found.walReceivedAt = report.walReceivedAt;
        found.walBytes = report.walBytes;
        found.entriesCopiedAt = report.entriesCopiedAt;
        found.baseMadeAt = report.baseMadeAt;
        found.walFailure = report.walFailure;
        found.entriesFailure = report.entriesFailure;
        report = found;
    });
}

BackupKeeper::Options backupOptionsOf(const Settings &settings, const QString &dataDirectory,
                                      const DatabaseAddress &address)
{
    const QString folder = settings.text(u"backup.folder"_s);
    const QString binaries = settings.text(u"postgres.binaries"_s);
    const qint64 keptFree = settings.integer(u"disk.minimum_free_mb"_s) * bytesOfAMegabyte;
    return {
        .backup = {.dataDirectory = dataDirectory,
                   .address = address,
                   .binaries = binaries,
                   .folder = folder,
                   .keepDays = int(settings.integer(u"backup.keep_days"_s)),
                   .keptFreeBytes = keptFree},
        .drill = {.dataDirectory = dataDirectory,
                  .folder = folder,
                  .binaries = binaries,
                  .keptFreeBytes = keptFree},
        .schedule = {.zone = QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
                     .dayStart = QTime::fromString(settings.text(u"shop.day_start"_s), u"HH:mm"_s),
                     .atDayEnd = settings.text(u"backup.at_day_end"_s) == u"yes"_s,
                     .everyHours = int(settings.integer(u"backup.every_hours"_s)),
                     .drills = settings.text(u"backup.drill"_s) == u"yes"_s}};
}
