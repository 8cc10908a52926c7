#include "log_keeping.h"

#include "backup_keys.h"
#include "cluster_folder.h"
#include "database_home.h"
#include "settings.h"
#include "target_locks.h"
#include "wal_keeper.h"

#include <QLoggingCategory>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(keepingLog, "bakehouse.backup")

constexpr qint64 bytesOfAMegabyte = 1'000'000;

std::chrono::milliseconds intervalOf(const Settings &settings)
{
    return std::chrono::seconds(settings.integer(u"backup.copy_seconds"_s));
}

WalKeeper::Options keeperOptions(const DatabaseHome &home, const Settings &settings)
{
    return {.address = home.address(),
            .target = settings.text(u"backup.folder"_s),
            .dataDirectory = home.directory().path(),
            .limits = {.days = int(settings.integer(u"backup.wal_days"_s)),
                       .bytes = settings.integer(u"backup.wal_limit_mb"_s) * bytesOfAMegabyte},
            .interval = intervalOf(settings),
            .baseEvery = std::chrono::hours(settings.integer(u"backup.base_hours"_s)),
            .minimumFreeBytes = settings.integer(u"disk.minimum_free_mb"_s) * bytesOfAMegabyte,
            .shopFiles = {u"settings.ini"_s, u"counter-till"_s}};
}

}

LogKeeping::LogKeeping(DatabaseHome &home, const Settings &settings, BackupBoard &board)
    : m_home(home)
    , m_settings(settings)
    , m_board(board)
    , m_keeps(settings.text(u"backup.wal"_s) == u"yes"_s)
    , m_oldest(settings.text(u"backup.folder"_s), home.directory().path())
{
    if (m_settings.text(u"backup.folder"_s).isEmpty() || !m_home.owner())
        return;
    const Result<void> taken = takeKey();
    if (taken) {
        startCopier();
        return;
    }
    // Nothing goes there in the clear because a key cannot be read.
    qCWarning(keepingLog).noquote() << "no copies of entries:" << describe(taken.error());
    m_board.change([&taken](BackupReport &report) {
        report.walFailure = taken.error();
        report.entriesFailure = taken.error();
    });
}

Result<void> LogKeeping::takeKey()
{
    const Result<std::optional<BackupKeys>> keys =
        BackupKeys::load(backupKeyFile(m_home.directory().path()));
    if (!keys)
        return keys.error();
    if (!*keys)
        return {};
    m_key = (*keys)->key;
    // The folder may lie on a drive that hangs; this thread waits for none.
    QThreadPool::globalInstance()->start(
        [target = m_settings.text(u"backup.folder"_s), keys = **keys] {
            const Result<void> noted = TargetLocks(target).note(keys);
            if (!noted)
                qCWarning(keepingLog).noquote()
                    << "how the key is locked could not be noted:" << describe(noted.error());
        });
    return {};
}

LogKeeping::~LogKeeping() = default;

void LogKeeping::startCopier()
{
    m_copier = std::make_unique<EntryCopier>(
        EntryCopier::Options {.target = m_settings.text(u"backup.folder"_s),
                              .dataDirectory = m_home.directory().path(),
                              .key = m_key,
                              .interval = intervalOf(m_settings),
                              .keepDays = int(m_settings.integer(u"backup.wal_days"_s))},
        m_board, [this] { return held(); });
}

/// While nobody can say what a restore would find, no copy may go.
EntryCopier::Held LogKeeping::held()
{
    EntryCopier::Held held {.heads = m_oldest.heads()};
    if (!m_keeps || m_home.shared())
        return held;
    const WalKeeper *keeper = m_asked;
    const std::optional<OldestBackup::Heads> bases = keeper ? keeper->heldHeads() : std::nullopt;
    held.heads = OldestBackup::heldByBoth(held.heads, bases);
    held.mayGo = bases.has_value();
    return held;
}

void LogKeeping::databaseReady()
{
    if (!m_copier || !m_keeps || m_keeper)
        return;
    const Result<void> started = startKeeper();
    if (started)
        return;
    qCWarning(keepingLog).noquote() << "no restore to any moment:" << describe(started.error());
    m_board.change([&started](BackupReport &report) { report.walFailure = started.error(); });
}

/// A shared server's log is its keeper's affair: it holds other databases too.
Result<void> LogKeeping::startKeeper()
{
    if (m_home.shared())
        return Error {.code = Error::Code::Denied,
                      .field = u"backup.wal"_s,
                      .detail = u"the database is on a shared server, which keeps its own log"_s};
    const ClusterFolder cluster(m_home.directory().path());
    const Result<int> major = cluster.major();
    if (!major)
        return major.error();
    const Result<ServerBinaries> binaries =
        ServerBinaries::find(m_settings.text(u"postgres.binaries"_s), *major);
    if (!binaries)
        return binaries.error();
    WalKeeper::Options options = keeperOptions(m_home, m_settings);
    options.binaries = *binaries;
    options.stream = cluster.id();
    options.key = m_key;
    m_keeper = std::make_unique<WalKeeper>(std::move(options), m_board);
    m_asked = m_keeper.get();
    return {};
}
