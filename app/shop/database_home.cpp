#include "database_home.h"

#include "backup_keeper.h"
#include "migrations.h"
#include "restore_switch.h"
#include "schema_upgrade.h"
#include "setting_file_writer.h"
#include "shared_shop.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QThread>

using namespace Qt::StringLiterals;

namespace {

/// An owner publishes run.json once its server answers; a first start takes seconds.
constexpr int ownerStartLimitMs = 20'000;
constexpr int ownerPollMs = 50;

/// Whoever names a folder wants the shop in it, and no other.
bool namesNoFolder(const Settings &settings)
{
    return settings.source(u"data.directory"_s) == Settings::Source::Default;
}

} // namespace

Cluster::Options clusterOptions(const Settings &settings, const DataDirectory &directory)
{
    const bool stays = settings.text(u"postgres.upgrade"_s) == u"never"_s;
    const bool shares = settings.text(u"postgres.share"_s) == u"group"_s;
    return {.dataDirectory = directory.path(),
            .binaries = settings.text(u"postgres.binaries"_s),
            .extraSettings = {},
            .upgrade = stays ? Cluster::Upgrade::Never : Cluster::Upgrade::Automatic,
            .access = shares ? SocketAccess::Group : SocketAccess::Owner};
}

DatabaseHome::DatabaseHome(DataDirectory directory, QString program, const Settings &settings)
    : m_directory(std::move(directory))
    , m_program(std::move(program))
    , m_settings(settings)
    , m_since(QDateTime::currentDateTimeUtc())
{
}

DatabaseHome::~DatabaseHome()
{
    if (owner())
        m_directory.withdraw();
    if (!m_announcement.isEmpty())
        QFile::remove(m_announcement);
}

Result<std::unique_ptr<DatabaseHome>> DatabaseHome::open(const Settings &settings,
                                                         const QString &program, Claim claim)
{
    const QString chosen = settings.text(u"data.directory"_s);
    const QString path = chosen.isEmpty() ? DataDirectory::defaultPath() : chosen;
    const bool mayJoin =
        namesNoFolder(settings) && QFileInfo::exists(settings.text(u"service.file"_s));
    if (claim == Claim::AttachOnly && !QFileInfo(path).isDir() && !mayJoin)
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = path,
                      .detail = u"there is no shop in this folder"_s};
    Result<DataDirectory> directory = DataDirectory::prepare(path);
    if (!directory)
        return directory.error();
    std::unique_ptr<DatabaseHome> home(new DatabaseHome(*std::move(directory), program, settings));
    if (const Result<void> attached = home->attach(settings, claim); !attached)
        return attached.error();
    return home;
}

Result<void> DatabaseHome::attach(const Settings &settings, Claim claim)
{
    const QString url = settings.text(u"database.url"_s);
    if (!url.isEmpty())
        return useServer(url, claim);
    if (namesNoFolder(settings) && !hasCluster()) {
        const Result<std::optional<SharedShop>> served =
            SharedShop::read(settings.text(u"service.file"_s));
        if (!served)
            return served.error();
        if (*served)
            return join((*served)->databaseUri, claim);
    }
    if (claim == Claim::AttachOnly && !hasCluster())
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_directory.path(),
                      .detail = u"there is no shop in this folder"_s};
    const Result<void> claimed = claimDirectory();
    if (claimed) {
        m_cluster = std::make_unique<Cluster>(clusterOptions(settings, m_directory));
        m_address = m_cluster->address();
        if (claim == Claim::Own && settings.text(u"postgres.share"_s) == u"group"_s)
            m_announcement = settings.text(u"service.file"_s);
        return {};
    }
    const bool mayAttach =
        claim != Claim::Own && claimed.error().reason == Error::Reason::DirectoryOwned;
    return mayAttach ? attachToOwner() : claimed;
}

bool DatabaseHome::hasCluster() const
{
    return QFileInfo(m_directory.file(u"cluster"_s)).isDir()
        || QFileInfo::exists(m_directory.file(u"cluster.switch"_s)) // Between two renames.
        || RestoreSwitch::pending(m_directory); // On its way in.
}

Result<void> DatabaseHome::useServer(const QString &url, Claim claim)
{
    const Result<DatabaseAddress> address = DatabaseAddress::parse(url);
    if (!address)
        return address.error();
    m_address = *address;
    m_shared = true;
    return claim == Claim::Own ? claimDirectory() : Result<void>();
}

/// A till that sold on the service's database must not find itself without it one morning and make
/// a shop of its own: where it is stays in its settings.
Result<void> DatabaseHome::join(const QString &url, Claim claim)
{
    if (Result<void> used = useServer(url, claim); !used || claim != Claim::Own)
        return used;
    return writeSettings(m_directory.file(u"settings.ini"_s), {{u"database.url"_s, url}});
}

Result<void> DatabaseHome::announce(const ApiUrls &urls) const
{
    const SharedShop shop {.databaseUri = m_cluster->groupAddress().uri(), .apiUrl = urls.http};
    return m_announcement.isEmpty() ? Result<void>() : shop.write(m_announcement);
}

/// A restore that was killed at its last step is carried to its end before anybody looks.
Result<void> DatabaseHome::claimDirectory()
{
    if (const Result<void> claimed = m_directory.claim(m_program); !claimed)
        return claimed.error();
    const Result<bool> settled = RestoreSwitch::finish(m_directory);
    return settled ? Result<void>() : Result<void>(settled.error());
}

Result<void> DatabaseHome::attachToOwner()
{
    QDeadlineTimer limit(ownerStartLimitMs);
    while (!limit.hasExpired()) {
        const Result<std::optional<RunningOwner>> owner = m_directory.readOwner();
        if (!owner)
            return owner.error();
        m_attachedTo = *owner;
        if (m_attachedTo && !m_attachedTo->databaseUri.isEmpty()) {
            const Result<DatabaseAddress> address =
                DatabaseAddress::parse(m_attachedTo->databaseUri);
            if (!address)
                return address.error();
            m_address = *address;
            return {};
        }
        QThread::msleep(ownerPollMs);
    }
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DatabaseAway,
                  .detail =
                      u"the owner of %1 has not published its database"_s.arg(m_directory.path())};
}

Result<void> DatabaseHome::start(bool *schemaReady)
{
    if (schemaReady)
        *schemaReady = false;
    if (Result<void> started = startServer(); !started)
        return started;
    Result<void> ready = bringSchemaUp();
    const bool away = !ready
        && (ready.error().code == Error::Code::Unavailable
            || ready.error().code == Error::Code::Timeout);
    if (!ready && !(away && (m_shared || m_attachedTo)))
        return ready;
    if (schemaReady)
        *schemaReady = bool(ready);
    publishApi({});
    return {};
}

Result<void> DatabaseHome::startServer()
{
    if (!m_cluster)
        return {};
    QFuture<Result<void>> started = m_cluster->start();
    started.waitForFinished();
    return started.result();
}

Result<void> DatabaseHome::bringSchemaUp(const std::function<void(DatabaseWork)> &told)
{
    const Result<int> version = m_cluster
        ? upgrade(told)
        : Migrations::bringUp(m_address, Migrations::Permission::OnlyWhenEmpty);
    return version ? Result<void>() : Result<void>(version.error());
}

Result<int> DatabaseHome::upgrade(const std::function<void(DatabaseWork)> &told)
{
    const bool wanted = m_settings.text(u"backup.before_upgrade"_s) == u"yes"_s;
    return upgradeSchema(
        {.place = backupOptionsOf(m_settings, m_directory.path(), m_address).backup,
         .backup = wanted ? SchemaUpgradePlan::Backup::Before : SchemaUpgradePlan::Backup::None,
         .told = told},
        QDateTime::currentDateTimeUtc(), m_stop.get_token());
}

Result<int> DatabaseHome::migrate()
{
    if (const Result<void> started = startServer(); !started)
        return started.error();
    if (!m_attachedTo)
        return upgrade({});
    Result<int> applied = Migrations::applied(m_address);
    if (!applied || *applied == Migrations::newest())
        return applied;
    return Error {.code = Error::Code::Conflict,
                  .reason = Error::Reason::DirectoryOwned,
                  .field = m_directory.path(),
                  .detail = u"%1 (process %2) works with the database at step %3: end it first"_s
                                .arg(m_attachedTo->program)
                                .arg(m_attachedTo->pid)
                                .arg(*applied)};
}

void DatabaseHome::publishApi(const ApiUrls &urls)
{
    if (!owner())
        return;
    Result<void> published = m_directory.publish({.program = m_program,
                                                  .pid = QCoreApplication::applicationPid(),
                                                  .since = m_since,
                                                  .databaseUri = m_address.uri(),
                                                  .apiUrl = urls.http,
                                                  .httpsUrl = urls.https});
    if (published && m_cluster)
        published = announce(urls);
    if (!published)
        qWarning("where the shop is could not be written: %s",
                 qUtf8Printable(describe(published.error())));
}

void DatabaseHome::wake(qint64 backendPid)
{
    if (m_cluster)
        m_cluster->wake(backendPid);
}
