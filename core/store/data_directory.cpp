#include "data_directory.h"

#include "failpoint.h"
#include "server_account.h"
#include "server_process.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr QFile::Permissions ownerFile = QFile::ReadOwner | QFile::WriteOwner;
// The server's account walks through, it cannot look around.
constexpr QFile::Permissions walkThrough = ownerOnly | QFile::ExeGroup | QFile::ExeOther;

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

/// Makes @p path and every parent that is missing, all with @p permissions.
Result<void> makeFolders(const QString &path, QFile::Permissions permissions)
{
    const QFileInfo folder(path);
    if (folder.isDir())
        return {};
    if (folder.exists())
        return unusable(path, u"it is not a folder"_s);
    const Result<void> parent = makeFolders(folder.path(), permissions);
    if (!parent)
        return parent.error();
    if (!QDir().mkdir(path) && !QFileInfo(path).isDir())
        return unusable(path, u"it cannot be made"_s);
    return QFile::setPermissions(path, permissions) ? Result<void>()
                                                    : unusable(path, u"its rights cannot be set"_s);
}

/// Ours already, or empty: a folder of somebody's that was named by mistake keeps its rights.
bool mayChangeRights(const QDir &folder)
{
    return folder.exists(u"owner.lock"_s)
        || folder.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

/// A service manager has given a service a folder for its logs: it is found under the usual name.
void linkLogs(const QString &path)
{
    const QFileInfo here(path);
    if (here.isSymLink() && !here.exists()) // What it led to is gone.
        QFile::remove(path);
    const QString given = qEnvironmentVariable("LOGS_DIRECTORY").section(u':', 0, 0);
    const bool usable = QFileInfo(given).isDir() && QFileInfo(given).isWritable();
    if (usable && !QFileInfo::exists(path) && !QFile::link(given, path))
        qWarning("%s cannot lead to %s", qUtf8Printable(path), qUtf8Printable(given));
}

/// Over all the rest of the object.
QString sumOf(QJsonObject object)
{
    object.remove(u"sum"_s);
    const QByteArray content = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(
        QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

QJsonObject toJson(const RunningOwner &owner)
{
    QJsonObject object {{u"program"_s, owner.program},
                        {u"pid"_s, owner.pid},
                        {u"since"_s, owner.since.toUTC().toString(Qt::ISODateWithMs)},
                        {u"database"_s, owner.databaseUri},
                        {u"api"_s, owner.apiUrl},
                        {u"https"_s, owner.httpsUrl}};
    object.insert(u"sum"_s, sumOf(object));
    return object;
}

/// Nothing when it is damaged. An older program's has no sum.
std::optional<RunningOwner> fromJson(const QByteArray &content)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    if (object.isEmpty() || object.value("sum"_L1).toString(sumOf(object)) != sumOf(object))
        return {};
    return RunningOwner {
        .program = object.value("program"_L1).toString(),
        .pid = object.value("pid"_L1).toInteger(),
        .since = QDateTime::fromString(object.value("since"_L1).toString(), Qt::ISODateWithMs),
        .databaseUri = object.value("database"_L1).toString(),
        .apiUrl = object.value("api"_L1).toString(),
        .httpsUrl = object.value("https"_L1).toString()};
}

}

Result<DataDirectory> DataDirectory::prepare(const QString &path)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const Result<ServerAccount> account = ServerAccount::forCluster(absolute + "/cluster"_L1);
    if (!account)
        return account.error();
    const QFile::Permissions rights = account->givesUpRoot ? walkThrough : ownerOnly;
    const Result<void> made = makeFolders(absolute, rights);
    if (!made)
        return made.error();
    DataDirectory directory;
    directory.m_path = QFileInfo(absolute).canonicalFilePath();
    if (!QFileInfo(directory.m_path).isWritable())
        return unusable(directory.m_path, u"it cannot be written"_s);
    if (mayChangeRights(QDir(directory.m_path)))
        QFile::setPermissions(directory.m_path, rights);
    const Result<void> reachable = account->checkWay(directory.m_path);
    if (!reachable)
        return reachable.error();
    linkLogs(directory.file(u"logs"_s));
    for (const QString &name : {u"logs"_s, u"tills"_s}) {
        const Result<void> inner = makeFolders(directory.file(name), ownerOnly);
        if (!inner)
            return inner.error();
    }
    return directory;
}

QString DataDirectory::defaultPath()
{
    if (ServerAccount::currentUser() == "root"_L1)
        return u"/var/lib/bakehouse"_s;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/bakehouse"_L1;
}

QString DataDirectory::file(const QString &name) const
{
    return QDir(m_path).filePath(name);
}

QString DataDirectory::tillFolder(const QUuid &till) const
{
    return file("tills/"_L1 + till.toString(QUuid::WithoutBraces));
}

std::vector<QUuid> DataDirectory::tills() const
{
    std::vector<QUuid> tills;
    const QStringList names =
        QDir(file(u"tills"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        const QUuid till = QUuid::fromString(name);
        if (!till.isNull() && till.toString(QUuid::WithoutBraces) == name)
            tills.push_back(till);
    }
    return tills;
}

Result<void> DataDirectory::claim(const QString &program)
{
    if (owned())
        return {};
    const QString line = u"%1, process %2, since %3"_s.arg(program)
                             .arg(QCoreApplication::applicationPid())
                             .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    Result<std::unique_ptr<FileLock>> lock = FileLock::take(file(u"owner.lock"_s), line);
    if (!lock)
        return lock.error();
    m_lock = std::move(*lock);
    failpoint("owner.claimed");
    return {};
}

Result<void> DataDirectory::publish(const RunningOwner &owner) const
{
    QSaveFile file(this->file(u"run.json"_s));
    // The rights come before the content: the address may hold a password.
    bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerFile)
        && file.write(QJsonDocument(toJson(owner)).toJson()) > 0;
    failpoint("owner.before_publish");
    written = written && file.commit();
    failpoint("owner.published");
    return written ? Result<void>() : unusable(file.fileName(), file.errorString());
}

void DataDirectory::withdraw() const
{
    if (owned())
        QFile::remove(file(u"run.json"_s));
    failpoint("owner.withdrawn");
}

std::optional<RunningOwner> DataDirectory::owner() const
{
    const Result<std::optional<RunningOwner>> read = readOwner();
    return read ? *read : std::nullopt;
}

Result<std::optional<RunningOwner>> DataDirectory::readOwner() const
{
    if (!FileLock::held(file(u"owner.lock"_s)))
        return std::optional<RunningOwner>();
    QFile file(this->file(u"run.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        return std::optional<RunningOwner>();
    const std::optional<RunningOwner> owner = fromJson(file.readAll());
    if (!owner)
        return unusable(
            file.fileName(),
            u"it is damaged; the owner of the folder writes it anew at its next start"_s);
    const ProcessState state = processState(owner->pid);
    if (state == ProcessState::Gone || state == ProcessState::Dead)
        return std::optional<RunningOwner>();
    return owner;
}
