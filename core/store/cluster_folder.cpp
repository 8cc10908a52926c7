#include "cluster_folder.h"

#include "host_system.h"
#include "server_probe.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestLog = 10'485'760; // 10 MiB

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString socketFile(const QString &socketFolder)
{
    return u"%1/.s.PGSQL.%2"_s.arg(socketFolder).arg(clusterPort());
}

/// A string of postgresql.conf and pg_ident.conf.
QString quoted(QString text, QChar mark)
{
    return mark + text.replace(mark, QString(2, mark)) + mark;
}

/// Small on purpose: the server shares a till with everything else. Nothing here trades safety for
/// speed. What initdb chose and what an owner added comes first; ours wins.
constexpr auto ownSettings = R"(
include_if_exists 'postgresql.conf'
listen_addresses = ''
max_connections = 100
authentication_timeout = 10s
client_connection_check_interval = 2s
shared_buffers = 32MB
work_mem = 4MB
maintenance_work_mem = 32MB
huge_pages = off
jit = off
fsync = on
full_page_writes = on
synchronous_commit = on
wal_level = replica
max_wal_senders = 5
wal_keep_size = 128MB
max_wal_size = 256MB
min_wal_size = 64MB
autovacuum_max_workers = 2
autovacuum_naptime = 30s
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_destination = 'stderr'
logging_collector = off
log_checkpoints = off
log_line_prefix = '%m [%p] '
update_process_title = off
)";

QByteArray newId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '\n';
}

QByteArray lines(const QStringList &list)
{
    return "# Written by Bakehouse at each start.\n" + list.join(u'\n').toUtf8() + '\n';
}

}

ClusterFolder::ClusterFolder(const QString &dataDirectory)
    : m_dataDirectory(QFileInfo(dataDirectory).exists()
                          ? QFileInfo(dataDirectory).canonicalFilePath()
                          : QFileInfo(dataDirectory).absoluteFilePath())
    , m_path(QDir(m_dataDirectory).filePath(u"cluster"_s))
{
}

ClusterFolder ClusterFolder::draft(const QString &path) const
{
    ClusterFolder folder = *this;
    folder.m_path = path;
    return folder;
}

QString ClusterFolder::path() const
{
    const QString canonical = QFileInfo(m_path).canonicalFilePath();
    return canonical.isEmpty() ? m_path : canonical;
}

Result<int> ClusterFolder::major() const
{
    const QDir folder(m_path);
    if (!folder.exists() && !QFileInfo::exists(m_path))
        return 0;
    const int major = contentOf(folder.filePath(u"PG_VERSION"_s)).trimmed().toInt();
    if (major > 0)
        return major;
    if (folder.exists()
        && folder.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return 0; // accept() renames over an empty folder.
    return unusable(m_path, u"there is something, but no database of PostgreSQL"_s);
}

QString ClusterFolder::id() const
{
    return QString::fromLatin1(contentOf(m_path + "/bakehouse.id"_L1)).trimmed();
}

QString ClusterFolder::settingsFile() const
{
    return m_path + "/bakehouse.conf"_L1;
}

std::optional<ServerPidFile> ClusterFolder::pidFile() const
{
    // Lines: process, folder, start time, port, socket folder, host, shared memory, state.
    const QList<QByteArray> parts = contentOf(m_path + "/postmaster.pid"_L1).split('\n');
    const qint64 pid = parts.first().trimmed().toLongLong();
    if (pid <= 0)
        return std::nullopt;
    const QByteArray state = parts.value(7).trimmed();
    return ServerPidFile {.pid = pid,
                          .socketFolder = QFile::decodeName(parts.value(4)),
                          .ready = state == "ready",
                          .starting = state == "starting" || state.isEmpty()};
}

Result<QString> ClusterFolder::makeDraft(const ServerAccount &account) const
{
    const QDir folder(m_dataDirectory);
    for (const QString &name : folder.entryList({u"cluster.tmp*"_s}, QDir::Dirs | QDir::Hidden))
        QDir(folder.filePath(name)).removeRecursively();
    // A name of its own: a dying initdb of an earlier attempt cleans up under the name that it
    // knows.
    const QString mark = QUuid::createUuid().toString(QUuid::Id128).first(8);
    const QString draft = folder.filePath(u"cluster.tmp-"_s + mark);
    const Result<void> made = account.makeFolder(draft);
    if (!made)
        return made.error();
    return draft;
}

Result<void> ClusterFolder::sign(const QString &draft, const ServerAccount &account) const
{
    return account.writeFile(draft + "/bakehouse.id"_L1, newId());
}

Result<void> ClusterFolder::accept(const QString &draft, const ServerAccount &account) const
{
    const Result<void> written = sign(draft, account);
    if (!written)
        return written.error();
    QDir().rmdir(m_path); // Only an empty one goes.
    if (!QDir().rename(draft, m_path))
        return unusable(m_path, u"the new database could not be moved to its place"_s);
    if (!syncFolder(m_dataDirectory))
        qWarning("the folder %s could not be synced", qUtf8Printable(m_dataDirectory));
    return {};
}

Result<void> ClusterFolder::configure(const ServerAccount &account, const QString &socketFolder,
                                      const QStringList &extraSettings, SocketAccess access) const
{
    QSet<QString> users {u"root"_s, account.name, ServerAccount::currentUser()};
    users.remove(QString());
    QStringList map;
    for (const QString &user : std::as_const(users))
        map.append(u"bakehouse %1 %2"_s.arg(quoted(user, u'"'), clusterRole()));
    map.sort();
    QStringList reach {u"unix_socket_permissions = 0700"_s};
    if (access == SocketAccess::Group) { // Folder and socket let nobody but the group come so far.
        map.append(u"bakehouse /^.*$ "_s + counterRole());
        reach = {u"unix_socket_permissions = 0770"_s};
    }
    const QString all = u"local all all peer map=bakehouse"_s;
    const QString replication = u"local replication all peer map=bakehouse"_s;
    const QStringList settings =
        QStringList {QString::fromLatin1(ownSettings), u"port = %1"_s.arg(clusterPort()),
                     u"unix_socket_directories = "_s + quoted(socketFolder, u'\'')}
        + reach + extraSettings;
    QList<std::pair<QString, QByteArray>> files {
        {settingsFile(), lines(settings)},
        {m_path + "/pg_hba.conf"_L1, lines({all, replication})},
        {m_path + "/pg_ident.conf"_L1, lines(map)},
    };
    if (id().isEmpty())
        files.append({m_path + "/bakehouse.id"_L1, newId()});
    for (const auto &[path, content] : std::as_const(files)) {
        if (contentOf(path) == content)
            continue;
        const Result<void> written = account.writeFile(path, content);
        if (!written)
            return written.error();
    }
    return {};
}

void ClusterFolder::removePidFile() const
{
    QFile::remove(m_path + "/postmaster.pid"_L1);
}

void ClusterFolder::removeSocket(const QString &socketFolder) const
{
    QFile::remove(socketFile(socketFolder));
    QFile::remove(socketFile(socketFolder) + ".lock"_L1);
}

QString ClusterFolder::logFile() const
{
    return QDir(m_dataDirectory).filePath(u"logs/postgresql.log"_s);
}

void ClusterFolder::rotateLog() const
{
    QDir(m_dataDirectory).mkpath(u"logs"_s);
    if (QFileInfo(logFile()).size() <= longestLog)
        return;
    QFile::remove(logFile() + ".1"_L1);
    QFile::rename(logFile(), logFile() + ".1"_L1);
}

QString ClusterFolder::wordsSince(qint64 offset) const
{
    constexpr qint64 longest = 4'000;
    constexpr qsizetype lineCount = 6;
    QFile file(logFile());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(qMax(offset, file.size() - longest));
    const QStringList said = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    return said.mid(qMax(qsizetype(0), said.size() - lineCount)).join(u" | "_s);
}
