#include "point_in_time.h"

#include "cluster.h"
#include "cluster_folder.h"
#include "data_directory.h"
#include "failpoint.h"
#include "host_system.h"
#include "point_in_time_log.h"
#include "point_in_time_tar.h"
#include "point_in_time_tills.h"
#include "server_process.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QThread>

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace {

const QStringList shopFiles {u"settings.ini"_s, u"counter-till"_s};
constexpr qint64 longestShopFile = 1 << 20;

Error badField(const QString &field, const QString &why)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = field,
            .detail = why};
}

Error nothingThere(const QString &where, const QString &why)
{
    return {.code = Error::Code::NotFound, .field = where, .detail = why};
}

QString shown(const QDateTime &time)
{
    return time.toLocalTime().toString(Qt::ISODateWithMs);
}

Error outsideOf(const WalCatalog &catalog)
{
    QStringList times;
    for (const WalCoverage &time : catalog.covered)
        times.append(u"%1 to %2"_s.arg(shown(time.since), shown(time.until)));
    return badField(u"at"_s, u"the log on the backup target covers only: "_s + times.join(u"; "_s));
}

Result<void> keepFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.flush() && syncContent(file))
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = path,
                  .detail = file.errorString()};
}

/// A killed restore leaves a server that is just shutting down.
void awaitServerEnd(const QString &directory)
{
    constexpr int limitMs = 20'000;
    constexpr int beatMs = 50;
    const ClusterFolder cluster(directory);
    const QDeadlineTimer limit(limitMs);
    while (const std::optional<ServerPidFile> server = cluster.pidFile()) {
        const ProcessState state = processState(server->pid);
        if (state == ProcessState::Gone || state == ProcessState::Dead || limit.hasExpired())
            return;
        QThread::msleep(beatMs);
    }
}

bool isEmptyFolder(const QString &path)
{
    return QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                              | QDir::NoDotAndDotDot);
}

}

PointInTime::PointInTime(PointInTimeRequest request, Progress progress)
    : m_request(std::move(request))
    , m_progress(std::move(progress))
    , m_draft(QDir::cleanPath(QFileInfo(m_request.directory).absoluteFilePath()) + u".restoring"_s)
{
}

PointInTime::~PointInTime() = default;

void PointInTime::say(const QString &sentence) const
{
    if (m_progress)
        m_progress(sentence);
}

QString PointInTime::clusterFolder() const
{
    return m_draft + u"/cluster"_s;
}

Result<PointInTimeOutcome> PointInTime::restore()
{
    using Step = Result<void> (PointInTime::*)();
    for (const Step step :
         {&PointInTime::checkDirectory, &PointInTime::choose, &PointInTime::prepareDraft,
          &PointInTime::unpackBase, &PointInTime::unpackLog, &PointInTime::recover,
          &PointInTime::rebuildJournals, &PointInTime::moveIntoPlace}) {
        if (const Result<void> done = (this->*step)(); !done)
            return done.error();
    }
    return m_outcome;
}

Result<void> PointInTime::checkDirectory()
{
    const QFileInfo directory(m_request.directory);
    if (directory.exists() && (!directory.isDir() || !isEmptyFolder(directory.filePath())))
        return badField(u"directory"_s,
                        u"%1 is not empty; a restore makes a new folder and leaves what is there "
                        "alone"_s.arg(directory.absoluteFilePath()));
    return {};
}

/// The stream that reaches furthest.
Result<QString> PointInTime::newestStream() const
{
    QString newest;
    QDateTime until;
    for (const QString &stream : WalFolder::streams(m_request.target)) {
        const Result<WalCatalog> catalog =
            WalFolder(m_request.target, stream, m_request.key).read();
        if (!catalog)
            return catalog.error();
        const std::optional<QDateTime> reaches = catalog->until();
        if (reaches && (newest.isEmpty() || *reaches > until)) {
            newest = stream;
            until = *reaches;
        }
    }
    if (newest.isEmpty())
        return nothingThere(m_request.target, u"it holds no base backup of a database"_s);
    return newest;
}

Result<void> PointInTime::choose()
{
    const Result<QString> stream =
        m_request.stream.isEmpty() ? newestStream() : Result<QString>(m_request.stream);
    if (!stream)
        return stream.error();
    m_folder.emplace(m_request.target, *stream, m_request.key);
    Result<WalCatalog> catalog = m_folder->read();
    if (!catalog)
        return catalog.error();
    m_catalog = *std::move(catalog);
    if (m_catalog.bases.empty() || m_catalog.covered.empty())
        return nothingThere(m_folder->path(), u"it holds no base backup of a database"_s);
    const QDateTime at = m_request.at.value_or(*m_catalog.until());
    const BaseRecord *base = m_catalog.baseFor(at);
    if (!base)
        return outsideOf(m_catalog);
    m_base = *base;
    m_outcome.stream = *stream;
    m_outcome.base = base->name;
    m_outcome.until = at;
    say(u"base backup %1, finished %2; restoring to %3"_s.arg(base->name, shown(base->finishedAt),
                                                              shown(at)));
    return {};
}

/// What an earlier restore left unfinished goes; one that runs keeps its lock.
Result<void> PointInTime::prepareDraft()
{
    if (QFileInfo(m_draft).exists()) {
        if (FileLock::held(m_draft + u"/owner.lock"_s))
            return Error {.code = Error::Code::Conflict,
                          .reason = Error::Reason::DirectoryOwned,
                          .field = m_draft,
                          .detail = u"another restore is at work there"_s};
        say(u"an unfinished restore is removed: %1"_s.arg(m_draft));
        awaitServerEnd(m_draft);
        if (!QDir(m_draft).removeRecursively())
            return Error {.code = Error::Code::Unavailable,
                          .reason = Error::Reason::DirectoryUnusable,
                          .field = m_draft,
                          .detail = u"it cannot be removed"_s};
    }
    Result<DataDirectory> draft = DataDirectory::prepare(m_draft);
    if (!draft)
        return draft.error();
    m_lock = *std::move(draft);
    return m_lock->claim(u"bakehousectl restore"_s);
}

Result<void> PointInTime::unpackBase()
{
    const Result<ServerAccount> account = ServerAccount::forCluster(clusterFolder());
    if (!account)
        return account.error();
    if (Result<void> made = account->makeFolder(clusterFolder()); !made)
        return made;
    SealedReader reader(m_folder->file(m_base.name), m_request.key);
    if (Result<void> opened = reader.open(); !opened)
        return opened;
    TarUnpacker unpacker(clusterFolder(), *account);
    while (true) {
        const Result<QByteArray> portion = reader.read();
        if (!portion)
            return portion.error();
        if (portion->isEmpty())
            break;
        if (Result<void> fed = unpacker.feed(*portion); !fed) {
            // A file that was changed unpacks into anything, and its sum stands at its end.
            const Result<void> whole = SealedReader::check(m_folder->file(m_base.name));
            return whole ? fed : whole;
        }
    }
    failpoint("point_in_time.unpacked");
    return unpacker.finish();
}

Result<void> PointInTime::unpackLog()
{
    const WalCoverage *time = m_catalog.coverageOf(m_outcome.until);
    const Result<ServerAccount> account = ServerAccount::forCluster(clusterFolder());
    if (!account)
        return account.error();
    const Result<int> segments = unpackLogFiles(
        *m_folder,
        {.first = m_base.firstSegment, .last = time->last, .segmentBytes = m_catalog.segmentBytes},
        clusterFolder() + u"/pg_wal"_s, *account);
    if (!segments)
        return segments.error();
    m_outcome.segments = *segments;
    say(u"%1 segments of the log unpacked"_s.arg(*segments));
    failpoint("point_in_time.log_unpacked");
    // A database of its own from here on, with a stream of its own on the target.
    if (Result<void> named =
            account->writeFile(clusterFolder() + u"/bakehouse.id"_s,
                               QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '\n');
        !named)
        return named;
    return account->writeFile(clusterFolder() + u"/recovery.signal"_s, {});
}

Result<void> PointInTime::recover()
{
    // The log lies in pg_wal already, so the command that would fetch it finds nothing.
    QStringList settings {u"restore_command = 'false'"_s, u"hot_standby = off"_s,
                          u"recovery_target_action = 'promote'"_s};
    const QStringList whole = settings;
    if (m_request.at)
        settings.append(u"recovery_target_time = '%1'"_s.arg(
            m_request.at->toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz'+00'"_s)));
    Result<void> recovered = recoverOnce(settings);
    // Nothing was committed between the moment asked for and the end of what covers it.
    if (!recovered && recovered.error().detail.contains("before configured recovery target"_L1))
        recovered = recoverOnce(whole);
    failpoint("point_in_time.recovered");
    return recovered;
}

Result<void> PointInTime::recoverOnce(const QStringList &settings)
{
    m_cluster = std::make_unique<Cluster>(Cluster::Options {.dataDirectory = m_draft,
                                                            .binaries = m_request.binaries,
                                                            .niceness = 0,
                                                            .extraSettings = settings});
    QFuture<Result<void>> started = m_cluster->start();
    started.waitForFinished();
    return started.result();
}

Result<void> PointInTime::rebuildJournals()
{
    const EntryCopies copies(m_request.target, m_request.key);
    RestoredTills tills(m_cluster->address(), copies, *m_lock);
    for (const QUuid &till : m_catalog.tills) {
        const Result<std::optional<PointInTimeTill>> made = tills.rebuild(till);
        if (!made)
            return made.error();
        if (*made)
            m_outcome.tills.push_back(**made);
    }
    m_outcome.notes += tills.notes();
    failpoint("point_in_time.journals");
    return bringShopFiles();
}

Result<void> PointInTime::bringShopFiles() const
{
    for (const QString &name : shopFiles) {
        const QString source = m_folder->file(name + u".kept"_s);
        if (!QFile::exists(source))
            continue;
        const Result<QByteArray> content =
            SealedReader::whole(source, m_request.key, longestShopFile);
        if (!content)
            return content.error();
        if (Result<void> kept = keepFile(m_lock->file(name), *content); !kept)
            return kept;
    }
    const QString origin = m_lock->file(walOriginFile());
    QDir().mkpath(QFileInfo(origin).path());
    return keepFile(origin, m_outcome.stream.toUtf8() + '\n');
}

Result<void> PointInTime::moveIntoPlace()
{
    m_cluster.reset();
    m_lock.reset();
    failpoint("point_in_time.before_move");
    const QString directory = QDir::cleanPath(QFileInfo(m_request.directory).absoluteFilePath());
    QDir().rmdir(directory); // Only an empty one goes.
    std::error_code trouble;
    std::filesystem::rename(m_draft.toStdU16String(), directory.toStdU16String(), trouble);
    if (trouble)
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = directory,
                      .detail = u"what was restored stands in %1 and could not be moved: %2"_s.arg(
                          m_draft, QString::fromStdString(trouble.message()))};
    failpoint("point_in_time.after_move");
    return syncFolder(QFileInfo(directory).path())
        ? Result<void>()
        : Result<void>(badField(u"directory"_s, u"its folder cannot be synced"_s));
}
