#include "backup_run.h"

#include "anchor_book.h"
#include "backup_check.h"
#include "backup_record.h"
#include "backup_writer.h"
#include "client_program.h"
#include "cluster_folder.h"
#include "data_directory.h"
#include "disk_room.h"
#include "failpoint.h"
#include "file_lock.h"
#include "host_system.h"
#include "journal_copy.h"
#include "journal_reader.h"
#include "setting_file_writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(backupLog, "bakehouse.backup")

const QString copiesName = u"backup.tmp"_s;

Error cancelled()
{
    return {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
}

QString partOf(const QUuid &till)
{
    return u"tills/%1/journal.sqlite"_s.arg(till.toString(QUuid::WithoutBraces));
}

/// One run from its first step to its last. Lives on the stack of makeBackup().
class BackupRun
{
public:
    BackupRun(const BackupPlan &plan, const QDateTime &now, const std::stop_token &stop)
        : m_plan(plan)
        , m_now(now)
        , m_stop(stop)
        , m_copies(QDir(plan.dataDirectory).filePath(copiesName))
    {
    }
    ~BackupRun()
    {
        m_copies.removeRecursively();
        if (!m_draft.isEmpty())
            QFile::remove(m_draft);
    }
    Q_DISABLE_COPY_MOVE(BackupRun)

    Result<MadeBackup> run(const QString &shop)
    {
        if (const Result<void> ready = prepare(shop); !ready)
            return ready.error();
        const Result<void> written = write();
        if (!written)
            return written.error();
        failpoint("backup.written");
        if (const Result<void> same = compare(); !same)
            return same.error();
        failpoint("backup.verified");
        return accept();
    }

private:
    Result<void> prepare(const QString &shop)
    {
        const Result<BackupTarget> target =
            BackupTarget::check(m_plan.folder, m_plan.dataDirectory, m_plan.place);
        if (!target)
            return target.error();
        m_made.target = *target;
        const Result<std::optional<BackupKeys>> keys =
            BackupKeys::load(backupKeyFile(m_plan.dataDirectory));
        if (!keys)
            return keys.error();
        m_keys = *keys;
        m_made.encrypted = keys->has_value();
        const BackupShelf shelf(target->folder, shop);
        shelf.removeDrafts();
        const std::optional<ShelvedBackup> last = shelf.newest();
        const Result<void> room =
            checkRoom(target->folder, m_plan.keptFreeBytes + (last ? last->bytes : 0));
        if (!room)
            return room.error();
        QDateTime named = m_now; // One of the same second keeps its name.
        while (QFile::exists(shelf.path(BackupShelf::nameFor(shop, named))))
            named = named.addSecs(1);
        m_made.backup = {
            .name = BackupShelf::nameFor(shop, named), .shop = shop, .madeAt = named, .bytes = 0};
        m_path = shelf.path(m_made.backup.name);
        m_draft = shelf.path(BackupShelf::draftName(m_made.backup.name));
        m_copies.removeRecursively();
        const bool made = QDir().mkdir(m_copies.path())
            && QFile::setPermissions(m_copies.path(),
                                     QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return made ? Result<void>()
                    : Error {.code = Error::Code::Unavailable,
                             .reason = Error::Reason::DirectoryUnusable,
                             .field = m_copies.path()};
    }

    /// The journals are copied after the moment of the database: each then holds at least what the
    /// database does, and no restore ends in a fork.
    Result<void> write()
    {
        Result<std::unique_ptr<DatabaseMoment>> moment = DatabaseMoment::open(m_plan.address);
        if (!moment)
            return moment.error();
        const Result<DatabaseContent> content = (*moment)->content(m_stop);
        if (!content)
            return content.error();
        m_made.manifest.database = *content;
        copyJournals();
        failpoint("backup.journals_copied");
        Result<std::unique_ptr<BackupWriter>> writer =
            BackupWriter::open(m_draft,
                               {.madeAt = m_now,
                                .shop = m_made.backup.shop,
                                .program = QStringLiteral(BAKEHOUSE_VERSION)},
                               m_keys);
        if (!writer)
            return writer.error();
        if (const Result<void> files = writeFiles(**writer); !files)
            return files.error();
        if (const Result<void> dumped = writeDump(**writer, (*moment)->snapshot()); !dumped)
            return dumped.error();
        Result<void> finished = (*writer)->finish();
        m_made.backup.bytes = (*writer)->size();
        return finished;
    }

    void copyJournals()
    {
        const Result<DataDirectory> directory = DataDirectory::prepare(m_plan.dataDirectory);
        if (!directory)
            return;
        for (const QUuid &till : directory->tills()) {
            const Result<void> copied = copyOne(*directory, till);
            if (copied || copied.error().code == Error::Code::NotFound)
                continue;
            qCWarning(backupLog).noquote() << describe(copied.error());
            m_made.manifest.unread.append(describe(copied.error()));
        }
    }

    Result<void> copyOne(const DataDirectory &directory, const QUuid &till)
    {
        const QString folder = m_copies.filePath(till.toString(QUuid::WithoutBraces));
        QDir().mkdir(folder);
        const QString file = folder + u"/journal.sqlite"_s;
        if (const Result<void> copied = copyJournal(directory.tillFolder(till), file); !copied)
            return copied.error();
        const Result<std::unique_ptr<JournalReader>> reader = JournalReader::open(folder);
        const Result<JournalState> state =
            reader ? (*reader)->state() : Result<JournalState>(reader.error());
        if (!state)
            return state.error();
        m_made.manifest.journals.push_back(
            {.till = till, .head = state->head, .hash = state->headHash});
        return {};
    }

    Result<void> writeFiles(BackupWriter &writer)
    {
        Result<void> written =
            writer.writePart(QLatin1StringView(BackupPart::manifest), m_made.manifest.toJson());
        if (written)
            written = writeSettingsFile(writer);
        for (const BackedJournal &journal : m_made.manifest.journals) {
            const QString copy = m_copies.filePath(journal.till.toString(QUuid::WithoutBraces)
                                                   + u"/journal.sqlite"_s);
            if (written)
                written = writer.writeFile(partOf(journal.till), copy);
        }
        return written ? writeShopFiles(writer) : written;
    }

    /// Without the address of a shared database: it may hold a password, and a restore goes
    /// elsewhere.
    Result<void> writeSettingsFile(BackupWriter &writer)
    {
        QFile file(QDir(m_plan.dataDirectory).filePath(QLatin1StringView(BackupPart::settings)));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const Result<QByteArray> kept =
            changedSettings(file.readAll(), {{u"database.url"_s, QString()}});
        return kept ? writer.writePart(QLatin1StringView(BackupPart::settings), *kept)
                    : Result<void>(kept.error());
    }

    Result<void> writeShopFiles(BackupWriter &writer)
    {
        const QDir data(m_plan.dataDirectory);
        QStringList names;
        if (data.exists(u"counter-till"_s))
            names.append(u"counter-till"_s);
        const QStringList pictures = QDir(data.filePath(u"pictures"_s)).entryList(QDir::Files);
        for (const QString &picture : pictures)
            names.append(u"pictures/"_s + picture);
        for (const QString &name : std::as_const(names)) {
            if (const Result<void> written = writer.writeFile(name, data.filePath(name)); !written)
                return written.error();
        }
        return {};
    }

    Result<void> writeDump(BackupWriter &writer, const QString &snapshot)
    {
        const Result<ServerBinaries> binaries =
            clientBinaries(m_plan.dataDirectory, m_plan.binaries);
        if (!binaries)
            return binaries.error();
        ClientProgram dump;
        const std::stop_callback stopping(m_stop, [&dump] { dump.stop(); });
        const Result<void> started = dump.start(
            {.binaries = *binaries,
             .program = u"pg_dump"_s,
             .arguments = {u"--format=custom"_s, u"--compress=0"_s, u"--schema=bakehouse"_s,
                           u"--role=bakehouse_owner"_s, u"--lock-wait-timeout=60000"_s,
                           u"--no-password"_s, u"--snapshot="_s + snapshot},
             .address = m_plan.address});
        if (!started)
            return started.error();
        dump.closeInput();
        const Result<void> begun = writer.beginPart(QLatin1StringView(BackupPart::database));
        const Result<void> copied = begun ? copyDump(dump, writer) : begun;
        if (!copied)
            return copied.error();
        if (const Result<void> finished = dump.finish(); !finished)
            return finished.error();
        return writer.endPart();
    }

    static Result<void> copyDump(ClientProgram &dump, BackupWriter &writer)
    {
        for (;;) {
            const Result<QByteArray> piece = dump.read();
            if (!piece)
                return piece.error();
            if (piece->isEmpty())
                return {};
            failpoint("backup.dumping");
            if (const Result<void> written = writer.write(*piece); !written) {
                dump.stop();
                return written.error();
            }
        }
    }

    /// Reads it back from the disk.
    Result<void> compare()
    {
        const Result<CheckedBackup> checked =
            checkBackup(m_draft, m_keys ? std::optional(m_keys->key) : std::nullopt, m_stop);
        if (!checked)
            return checked.error();
        const bool same = checked->manifest && checked->parts.size() >= 2
            && checked->parts.last() == QLatin1StringView(BackupPart::database)
            && checked->manifest->journals == m_made.manifest.journals
            && checked->manifest->database.differenceFrom(m_made.manifest.database).isEmpty();
        return same ? Result<void>()
                    : Error {.code = Error::Code::Conflict,
                             .reason = Error::Reason::BackupDamaged,
                             .field = m_draft,
                             .detail = u"the disk gave back something else"_s};
    }

    Result<MadeBackup> accept()
    {
        if (m_stop.stop_requested())
            return cancelled();
        if (!QFile::rename(m_draft, m_path) || !syncFolder(m_made.target.folder))
            return Error {.code = Error::Code::Unavailable,
                          .reason = Error::Reason::DirectoryUnusable,
                          .field = m_path,
                          .detail = u"the finished backup could not be given its name"_s};
        failpoint("backup.named");
        m_draft.clear();
        noteAnchors();
        const BackupShelf shelf(m_made.target.folder, m_made.backup.shop);
        m_made.pruned = shelf.prune(m_now, m_plan.keepDays);
        return m_made;
    }

    /// So that `verify` finds a chain that was rewritten since.
    void noteAnchors() const
    {
        const AnchorBook book(
            QDir(m_plan.dataDirectory).filePath(QLatin1StringView(AnchorBook::fileName)));
        const Result<void> noted =
            book.note(m_made.manifest.database.heads, u"backup "_s + m_made.backup.name, m_now);
        if (!noted)
            qCWarning(backupLog).noquote()
                << "the heads of the chains are not noted:" << describe(noted.error());
    }

    const BackupPlan &m_plan;
    const QDateTime m_now;
    const std::stop_token m_stop;
    QDir m_copies;
    QString m_path;
    QString m_draft;
    std::optional<BackupKeys> m_keys;
    MadeBackup m_made;
};

}

Result<ServerBinaries> clientBinaries(const QString &dataDirectory, const QString &folder)
{
    const Result<int> major = ClusterFolder(dataDirectory).major();
    return ServerBinaries::find(folder, major ? *major : 0);
}

Result<MadeBackup> makeBackup(const BackupPlan &plan, const QDateTime &now,
                              const std::stop_token &stop)
{
    const Result<std::unique_ptr<FileLock>> lock =
        FileLock::take(QDir(plan.dataDirectory).filePath(u"backup.lock"_s),
                       u"a backup, process %1"_s.arg(QCoreApplication::applicationPid()));
    if (!lock)
        return lock.error();
    BackupRecord record = BackupRecord::load(plan.dataDirectory);
    Result<MadeBackup> made = BackupRun(plan, now, stop).run(record.shop);
    record.failure = made ? made->manifest.unread.value(0) : describe(made.error());
    record.failedAt = record.failure.isEmpty() ? std::nullopt : std::optional(now);
    const Result<void> noted = record.save(plan.dataDirectory);
    if (!noted)
        qCWarning(backupLog).noquote() << describe(noted.error());
    return made;
}
