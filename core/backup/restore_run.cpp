#include "restore_run.h"

#include "backup_reader.h"
#include "backup_record.h"
#include "backup_run.h"
#include "failpoint.h"
#include "migrations.h"
#include "restore_switch.h"
#include "scratch_cluster.h"
#include "unpacked_backup.h"

#include <QDir>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool holdsAnything(const QString &folder)
{
    return QFileInfo(folder).isDir()
        && !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                                 | QDir::NoDotAndDotDot);
}

/// One restore from its first step to its last. Lives on the stack of restoreShop().
class RestoreRun
{
public:
    RestoreRun(const RestorePlan &plan, const DataDirectory &directory, const std::stop_token &stop)
        : m_plan(plan)
        , m_directory(directory)
        , m_stop(stop)
        , m_draftName(RestoreSwitch::draftPrefix()
                      + QUuid::createUuid().toString(QUuid::Id128).first(8))
    {
    }
    ~RestoreRun()
    {
        if (!m_handedOver)
            QDir(m_directory.file(m_draftName)).removeRecursively();
    }
    Q_DISABLE_COPY_MOVE(RestoreRun)

    Result<RestoredShop> run(const QDateTime &now)
    {
        if (const Result<bool> settled = RestoreSwitch::finish(m_directory); !settled)
            return settled.error();
        if (const Result<void> allowed = checkPlace(); !allowed)
            return allowed.error();
        Result<std::unique_ptr<BackupReader>> reader = openBackup();
        if (!reader)
            return reader.error();
        Result<void> done = unpack(**reader);
        if (done)
            done = m_plan.shared ? fillShared() : fillPrivate();
        if (done)
            done = addLater((*reader)->head());
        if (done)
            done = keepKeys((*reader)->head());
        if (!done)
            return done.error();
        return switchTo((*reader)->head(), now);
    }

private:
    Result<void> checkPlace() const
    {
        const bool there = holdsAnything(m_directory.file(u"cluster"_s))
            || holdsAnything(m_directory.file(u"tills"_s));
        if (!there || m_plan.replace)
            return {};
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_directory.path(),
                      .detail = u"there is a shop in this folder; give another one, or --replace "
                                "to set it aside"_s};
    }

    Result<std::unique_ptr<BackupReader>> openBackup() const
    {
        Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(m_plan.file);
        if (!reader || !m_plan.key)
            return reader;
        const Result<void> unlocked = (*reader)->unlock(*m_plan.key);
        return unlocked ? std::move(reader)
                        : Result<std::unique_ptr<BackupReader>>(unlocked.error());
    }

    Result<void> unpack(BackupReader &reader)
    {
        const Result<DataDirectory> draft = DataDirectory::prepare(m_directory.file(m_draftName));
        if (!draft)
            return draft.error();
        Result<UnpackedBackup> unpacked = unpackBackup(reader, draft->path(), m_stop);
        if (!unpacked)
            return unpacked.error();
        m_unpacked = *std::move(unpacked);
        failpoint("restore.unpacked");
        if (m_unpacked.manifest.database.schemaVersion > Migrations::newest())
            return Error {.code = Error::Code::Conflict,
                          .reason = Error::Reason::SchemaMismatch,
                          .field = m_plan.file,
                          .detail = u"a newer program made this backup: update the program"_s};
        return m_unpacked.checkJournals();
    }

    Result<void> fillPrivate()
    {
        Result<std::unique_ptr<ScratchCluster>> scratch =
            ScratchCluster::start(m_unpacked.folder, m_plan.binaries);
        if (!scratch)
            return scratch.error();
        failpoint("restore.started");
        if (const Result<void> filled = fill((*scratch)->address(), RestoreWay::Quick); !filled)
            return filled.error();
        if (const Result<void> same = compare((*scratch)->address()); !same)
            return same.error();
        QFile::remove(m_unpacked.dump());
        return (*scratch)->keep();
    }

    /// One that an earlier run filled is taken as it is, if it holds the very same.
    Result<void> fillShared()
    {
        const Result<bool> full = holdsShop(*m_plan.shared);
        if (!full)
            return full.error();
        const Result<void> filled =
            *full ? Result<void>() : fill(*m_plan.shared, RestoreWay::Whole);
        if (!filled)
            return filled.error();
        Result<void> same = compare(*m_plan.shared);
        QFile::remove(m_unpacked.dump());
        if (same || !*full)
            return same;
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::SchemaMismatch,
                      .field = m_plan.shared->redactedUri(),
                      .detail = u"the database holds a shop already; give an empty one"_s};
    }

    Result<void> fill(const DatabaseAddress &address, RestoreWay way)
    {
        const Result<ServerBinaries> binaries = clientBinaries(m_unpacked.folder, m_plan.binaries);
        if (!binaries)
            return binaries.error();
        return fillDatabase(address, {.file = m_unpacked.dump(), .binaries = *binaries, .way = way},
                            m_stop);
    }

    Result<void> compare(const DatabaseAddress &address) const
    {
        Result<std::unique_ptr<DatabaseMoment>> moment = DatabaseMoment::open(address);
        if (!moment)
            return moment.error();
        const Result<DatabaseContent> content = (*moment)->content(m_stop);
        if (!content)
            return content.error();
        const QString difference = m_unpacked.manifest.database.differenceFrom(*content);
        failpoint("restore.compared");
        return difference.isEmpty()
            ? Result<void>()
            : Error {.code = Error::Code::Conflict,
                     .reason = Error::Reason::BackupDamaged,
                     .field = m_plan.file,
                     .detail = u"what was restored differs: "_s + difference};
    }

    Result<void> addLater(const BackupHead &head)
    {
        const Result<DataDirectory> draft = DataDirectory::prepare(m_unpacked.folder);
        if (!draft)
            return draft.error();
        LaterEntries later(
            {.target = m_plan.copies,
             .key = m_plan.key.value_or(SealKey()),
             .shop = head.shop,
             .replaced = isSameShop(head) ? std::optional(m_directory) : std::nullopt},
            *draft, m_unpacked.manifest.journals);
        Result<AddedEntries> added = later.add();
        if (!added)
            return added.error();
        m_later = *std::move(added);
        failpoint("restore.later_entries");
        return {};
    }

    /// Whether the shop that is in the directory is the one of the backup. A shop that was restored
    /// there has another name, but the same tills.
    bool isSameShop(const BackupHead &head) const
    {
        const std::vector<QUuid> there = m_directory.tills();
        return BackupRecord::shopOf(m_directory.path()) == head.shop
            || std::ranges::any_of(m_unpacked.manifest.journals,
                                   [&there](const BackedJournal &journal) {
                                       return std::ranges::find(there, journal.till) != there.end();
                                   });
    }

    /// So that the restored shop's backups are encrypted as before.
    Result<void> keepKeys(const BackupHead &head) const
    {
        const QString file = backupKeyFile(m_directory.path());
        if (!head.encrypted() || !m_plan.key || QFileInfo::exists(file))
            return {};
        return BackupKeys {.key = *m_plan.key, .locks = head.locks}.save(file);
    }

    Result<RestoredShop> switchTo(const BackupHead &head, const QDateTime &now)
    {
        const QString aside = u"replaced-"_s + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
        m_handedOver = true;
        if (const Result<void> done = RestoreSwitch::run(m_directory, m_draftName, aside); !done)
            return done.error();
        const QString path = m_directory.file(aside);
        return RestoredShop {.head = head,
                             .manifest = m_unpacked.manifest,
                             .later = m_later,
                             .aside = QFileInfo(path).isDir() ? path : QString()};
    }

    const RestorePlan &m_plan;
    const DataDirectory &m_directory;
    const std::stop_token m_stop;
    const QString m_draftName;
    UnpackedBackup m_unpacked;
    AddedEntries m_later;
    bool m_handedOver = false; // The switch needs the draft, also after a failure.
};

}

Result<RestoredShop> restoreShop(const RestorePlan &plan, const DataDirectory &directory,
                                 const QDateTime &now, const std::stop_token &stop)
{
    return RestoreRun(plan, directory, stop).run(now);
}
