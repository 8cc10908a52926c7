#include "restore_drill.h"

#include "anchor_book.h"
#include "audit_store.h"
#include "backup_reader.h"
#include "backup_record.h"
#include "backup_run.h"
#include "call_supervisor.h"
#include "data_directory.h"
#include "database.h"
#include "disk_room.h"
#include "failpoint.h"
#include "file_lock.h"
#include "migrations.h"
#include "scratch_cluster.h"
#include "shop_check.h"
#include "thread_platform.h"
#include "unpacked_backup.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLoggingCategory>

#include <chrono>
#include <future>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(drillLog, "bakehouse.backup")

constexpr int verifyTimeoutMs = 60 * 60 * 1'000;
constexpr int niceness = 10;
constexpr std::chrono::milliseconds look(20); // How soon a stop is obeyed.

Error finding(const QString &words)
{
    return {.code = Error::Code::Conflict, .reason = Error::Reason::BackupDamaged, .detail = words};
}

/// One drill from its first step to its last. Lives on the stack of drillRestore().
class RestoreDrill
{
public:
    RestoreDrill(const DrillPlan &plan, const QString &file, const std::stop_token &stop)
        : m_plan(plan)
        , m_file(file)
        , m_stop(stop)
        , m_folder(QDir(plan.dataDirectory).filePath(u"drill.tmp"_s))
    {
        QDir(m_folder).removeRecursively();
    }
    ~RestoreDrill()
    {
        m_scratch.reset();
        QDir(m_folder).removeRecursively();
    }
    Q_DISABLE_COPY_MOVE(RestoreDrill)

    Result<void> run()
    {
        if (const Result<void> unpacked = unpack(); !unpacked)
            return unpacked.error();
        if (const Result<void> filled = fill(); !filled)
            return filled.error();
        failpoint("drill.filled");
        if (const Result<void> same = compare(); !same)
            return same.error();
        const Result<int> schema =
            Migrations::bringUp(m_scratch->address(), Migrations::Permission::Upgrade);
        if (!schema)
            return schema.error();
        return verify();
    }
    const DatabaseContent &content() const { return m_unpacked.manifest.database; }

private:
    Result<void> unpack()
    {
        const Result<std::optional<BackupKeys>> keys =
            BackupKeys::load(backupKeyFile(m_plan.dataDirectory));
        if (!keys)
            return keys.error();
        const std::optional<QByteArray> key = *keys ? std::optional((*keys)->key) : std::nullopt;
        const Result<BackupManifest> manifest = manifestOf(m_file, key);
        if (!manifest)
            return manifest.error();
        // The dump, the database, and its log while it is filled.
        const qint64 needed = 4 * manifest->database.sizeBytes + m_plan.keptFreeBytes;
        if (const Result<void> room = checkRoom(m_plan.dataDirectory, needed); !room)
            return room.error();
        Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(m_file);
        if (!reader)
            return reader.error();
        if (const Result<void> open = key ? (*reader)->unlock(*key) : Result<void>(); !open)
            return open.error();
        const Result<DataDirectory> draft = DataDirectory::prepare(m_folder);
        if (!draft)
            return draft.error();
        Result<UnpackedBackup> unpacked = unpackBackup(**reader, draft->path(), m_stop);
        if (!unpacked)
            return unpacked.error();
        m_unpacked = *std::move(unpacked);
        return m_unpacked.checkJournals();
    }

    Result<void> fill()
    {
        Result<std::unique_ptr<ScratchCluster>> scratch =
            ScratchCluster::start(m_unpacked.folder, m_plan.binaries);
        if (!scratch)
            return scratch.error();
        m_scratch = *std::move(scratch);
        const Result<ServerBinaries> binaries = clientBinaries(m_unpacked.folder, m_plan.binaries);
        if (!binaries)
            return binaries.error();
        return fillDatabase(m_scratch->address(),
                            {.file = m_unpacked.dump(), .binaries = *binaries}, m_stop);
    }

    Result<void> compare()
    {
        Result<std::unique_ptr<DatabaseMoment>> moment = DatabaseMoment::open(m_scratch->address());
        if (!moment)
            return moment.error();
        const Result<DatabaseContent> found = (*moment)->content(m_stop);
        if (!found)
            return found.error();
        const QString difference = content().differenceFrom(*found);
        return difference.isEmpty() ? Result<void>() : finding(difference);
    }

    Result<void> verify()
    {
        const Result<DataDirectory> directory = DataDirectory::prepare(m_folder);
        if (!directory)
            return directory.error();
        CallSupervisor supervisor;
        Database database({.name = u"drill"_s,
                           .address = m_scratch->address(),
                           .statementTimeoutMs = verifyTimeoutMs,
                           .callTimeoutMs = verifyTimeoutMs,
                           .niceness = niceness},
                          supervisor);
        AuditStore audit(database);
        const DatabaseAddress address = m_scratch->address();
        const Result<CheckReport> report = check({.audit = audit,
                                                  .directory = *directory,
                                                  .address = &address,
                                                  .binaries = m_plan.binaries,
                                                  .anchors = anchors()});
        if (!report)
            return report.error();
        return report->findings.isEmpty() ? Result<void>() : finding(report->findings.first());
    }

    /// On a thread of its own, so that a stop is obeyed: without its server every question ends.
    Result<CheckReport> check(const ShopCheck::Parts &parts)
    {
        std::promise<Result<CheckReport>> promise;
        std::future<Result<CheckReport>> answer = promise.get_future();
        const std::jthread thread([&parts, &promise] {
            nameThisThread(u"drill"_s);
            lowerThisThread(niceness);
            promise.set_value(ShopCheck(parts).run());
        });
        while (answer.wait_for(look) != std::future_status::ready) {
            if (m_stop.stop_requested())
                m_scratch.reset();
        }
        return answer.get();
    }

    /// What was noted of the chains, as far as the backup holds them.
    std::vector<ChainAnchor> anchors() const
    {
        const AnchorBook book(
            QDir(m_plan.dataDirectory).filePath(QLatin1StringView(AnchorBook::fileName)));
        Result<std::vector<ChainAnchor>> noted = book.read();
        if (!noted)
            return {}; // `verify` says so.
        std::erase_if(*noted, [this](const ChainAnchor &anchor) {
            return anchor.sequence > m_unpacked.manifest.heldOf(anchor.till);
        });
        return *std::move(noted);
    }

    const DrillPlan &m_plan;
    const QString m_file;
    const std::stop_token m_stop;
    const QString m_folder;
    UnpackedBackup m_unpacked;
    std::unique_ptr<ScratchCluster> m_scratch;
};

DrillOutcome outcomeOf(const QString &name, const Result<void> &done, const QString &cleanWords)
{
    if (done)
        return {.name = name, .clean = true, .words = cleanWords};
    const Error &error = done.error();
    const bool plain = error.reason == Error::Reason::BackupDamaged && error.field.isEmpty();
    return {.name = name, .clean = false, .words = plain ? error.detail : describe(error)};
}

}

Result<DrillOutcome> drillRestore(const DrillPlan &plan, const QDateTime &now,
                                  const std::stop_token &stop)
{
    const Result<std::unique_ptr<FileLock>> lock =
        FileLock::take(QDir(plan.dataDirectory).filePath(u"backup.lock"_s),
                       u"a restore drill, process %1"_s.arg(QCoreApplication::applicationPid()));
    if (!lock)
        return lock.error();
    BackupRecord record = BackupRecord::load(plan.dataDirectory);
    const BackupShelf shelf(plan.folder, record.shop);
    const std::optional<ShelvedBackup> newest = shelf.newest();
    if (!newest)
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = plan.folder,
                      .detail = u"there is no backup of this shop in the folder"_s};
    QElapsedTimer timer;
    timer.start();
    RestoreDrill drill(plan, shelf.path(newest->name), stop);
    const Result<void> done = drill.run();
    if (stop.stop_requested())
        return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
    const QString words = u"clean; %1 receipts, %2 orders, in %3 s"_s.arg(drill.content().receipts)
                              .arg(drill.content().orders)
                              .arg(double(timer.elapsed()) / 1'000, 0, 'f', 1);
    DrillOutcome outcome = outcomeOf(newest->name, done, words);
    record.drilledAt = now;
    record.drilledName = outcome.name;
    record.drillClean = outcome.clean;
    record.drillWords = outcome.words;
    if (const Result<void> noted = record.save(plan.dataDirectory); !noted)
        qCWarning(drillLog).noquote() << describe(noted.error());
    return outcome;
}
