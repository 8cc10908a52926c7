#include "self_test.h"

#include "console.h"
#include "file_lock.h"
#include "server_account.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

constexpr int limitMs = 120'000; ///< Of a single wait.
constexpr int lookMs = 5;
constexpr qint64 abandonedSeconds = 3'600;

QString shopFolder(const QString &root)
{
    return root + u"/shop"_s;
}

/// A folder of a run that was killed: nobody holds its shop any more.
bool isLeft(const QFileInfo &folder)
{
    if (folder.isSymLink() || folder.owner() != ServerAccount::currentUser())
        return false;
    const QString lock = shopFolder(folder.filePath()) + u"/owner.lock"_s;
    if (QFileInfo::exists(lock))
        return !FileLock::held(lock);
    return folder.lastModified().secsTo(QDateTime::currentDateTime()) > abandonedSeconds;
}

/// The lock, by which it is known, goes last: a server that is still ending keeps the rest.
void removeLeft(const QString &root)
{
    const QString shop = shopFolder(root);
    bool gone = QDir(shop + u"/cluster"_s).removeRecursively();
    const QFileInfoList inside =
        QDir(root).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &part : inside) {
        if (part.filePath() != shop)
            gone = QDir(part.filePath()).removeRecursively() && gone;
    }
    if (gone)
        QDir(root).removeRecursively();
}

}

SelfTest::SelfTest(Options options)
    : m_options(std::move(options))
    , m_root(QDir(m_options.folder)
                 .filePath(folderPrefix() + QUuid::createUuid().toString(QUuid::Id128)))
{
}

SelfTest::~SelfTest()
{
    end();
    QDir(m_root).removeRecursively();
}

QString SelfTest::folderPrefix()
{
    return u"bakehouse-selftest-"_s;
}

std::vector<SelfTestStep> SelfTest::steps()
{
    const auto step = [this](const QString &name, Result<QString> (SelfTest::*run)()) {
        return SelfTestStep {.name = name, .run = [this, run]() -> Result<QString> {
                                 if (const std::optional<Error> stop = cancelled())
                                     return *stop;
                                 return (this->*run)();
                             }};
    };
    return {step(u"database"_s, &SelfTest::startDatabase),
            step(u"migrate"_s, &SelfTest::bringSchemaUp),
            step(u"import"_s, &SelfTest::importGoods),
            step(u"sell"_s, &SelfTest::sell),
            step(u"order"_s, &SelfTest::takeOrder),
            step(u"backup"_s, &SelfTest::backUp),
            step(u"restore"_s, &SelfTest::restore),
            step(u"verify"_s, &SelfTest::verify),
            {.name = u"clean up"_s,
             .run = [this] { return cleanUp(); },
             .when = SelfTestStep::When::Always}};
}

void SelfTest::stop()
{
    m_stop.request_stop();
    emit stopped();
}

std::optional<Error> SelfTest::cancelled() const
{
    if (!m_stop.stop_requested())
        return std::nullopt;
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::Cancelled,
                  .detail = u"stopped"_s};
}

Result<void> SelfTest::until(const std::function<bool()> &condition, const QString &what)
{
    QEventLoop loop;
    QTimer look;
    connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition())
            loop.quit();
    });
    connect(this, &SelfTest::stopped, &loop, &QEventLoop::quit);
    QTimer::singleShot(limitMs, &loop, &QEventLoop::quit);
    look.start(lookMs);
    if (!condition() && !cancelled())
        loop.exec();
    if (const std::optional<Error> stop = cancelled())
        return *stop;
    if (condition())
        return {};
    return Error {.code = Error::Code::Timeout,
                  .reason = Error::Reason::OutcomeUnknown,
                  .detail = u"nothing came within %1 s%2"_s.arg(limitMs / 1'000)
                                .arg(what.isEmpty() ? QString() : u": "_s + what)};
}

void SelfTest::removeLeftovers() const
{
    const QFileInfoList folders =
        QDir(m_options.folder)
            .entryInfoList({folderPrefix() + u'*'}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        if (isLeft(folder))
            removeLeft(folder.filePath());
    }
}

/// Nothing of what this machine's shop was told: no file, no environment.
Result<void> SelfTest::loadSettings()
{
    const Result<Settings> settings =
        Settings::load({.commandLine = {{u"data.directory"_s, shopFolder(m_root)},
                                        {u"postgres.binaries"_s, m_options.binaries},
                                        {u"api.listen"_s, u"127.0.0.1"_s},
                                        {u"api.port"_s, u"0"_s},
                                        {u"api.https"_s, u"no"_s},
                                        {u"orders.processing_seconds"_s, u"0"_s},
                                        {u"shop.time_zone"_s, u"UTC"_s}}});
    if (!settings)
        return settings.error();
    m_settings = *settings;
    return {};
}

Result<QString> SelfTest::startDatabase()
{
    if (!QFileInfo(m_options.folder).isDir())
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_options.folder,
                      .detail = u"there is no such folder to work in"_s};
    removeLeftovers();
    if (const Result<void> loaded = loadSettings(); !loaded)
        return loaded.error();
    Result<std::unique_ptr<DatabaseHome>> home =
        DatabaseHome::open(m_settings, u"bakehousectl selftest"_s, DatabaseHome::Claim::Own);
    if (!home)
        return home.error();
    m_home = *std::move(home);
    const Result<void> started =
        await(QtConcurrent::run([home = m_home.get()] { return home->startServer(); }));
    if (!started)
        return started.error();
    return u"a PostgreSQL of its own answers, in %1"_s.arg(m_root);
}

Result<QString> SelfTest::cleanUp()
{
    end();
    const bool removed = QDir(m_root).removeRecursively();
    removeLeftovers(); // The server of a killed run may have been on its way out before.
    if (!removed)
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_root,
                      .detail = u"it could not be removed whole"_s};
    return u"everything ended, the folder is gone"_s;
}

void SelfTest::end()
{
    m_web.reset();
    m_till.reset();
    m_shop.reset();
    m_home.reset();
}
