#include "data_directory.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <csignal>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

mode_t modeOf(const QString &path)
{
    struct stat entry {
    };
    return ::stat(QFile::encodeName(path).constData(), &entry) == 0 ? entry.st_mode & 07777 : 0;
}

RunningOwner ownerWith(qint64 pid)
{
    return {.program = u"bakehousectl serve"_s,
            .pid = pid,
            .since = QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC),
            .databaseUri = u"postgresql://bakehouse@/bakehouse?host=/run/x"_s,
            .apiUrl = u"http://127.0.0.1:8080"_s};
}

bool isRoot()
{
    return ::geteuid() == 0;
}

}

class TestDataDirectory : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void prepare_newFolder_isPrivate();
    void prepare_secondTime_changesNothing();
    void prepare_umaskTight_staysTraversable();
    void prepare_fileInTheWay_isNamed();
    void prepare_parentClosedToTheServer_isNamed();
    void prepare_somebodysFolder_keepsItsRights();
    void prepare_service_logsWhereItsManagerWants();
    void claim_secondClaimant_isRefusedWithTheOwner();
    void claim_ownerKilled_isFree();
    void claim_twiceByOne_isDone();
    void publish_ownersFile_isPrivate();
    void owner_alive_isTold();
    void owner_nobodyHoldsTheLock_isNothing();
    void owner_processDead_isNothing();
    void owner_withdrawn_isNothing();
    void tills_foreignNames_areLeftOut();

private:
    DataDirectory prepared() const;
    QString path() const { return m_folder->filePath(u"shop"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDataDirectory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    ::chmod(QFile::encodeName(m_folder->path()).constData(), 0711);
}

DataDirectory TestDataDirectory::prepared() const
{
    return *DataDirectory::prepare(path());
}

void TestDataDirectory::prepare_newFolder_isPrivate()
{
    const auto directory = DataDirectory::prepare(path() + u"/deep/er"_s);
    QVERIFY(directory);
    QCOMPARE(modeOf(directory->path()), mode_t(isRoot() ? 0711 : 0700));
    QCOMPARE(modeOf(directory->file(u"logs"_s)), mode_t(0700));
    QCOMPARE(modeOf(directory->file(u"tills"_s)), mode_t(0700));
}

void TestDataDirectory::prepare_secondTime_changesNothing()
{
    QVERIFY(DataDirectory::prepare(path()));
    const auto again = DataDirectory::prepare(path());
    QVERIFY(again);
    QCOMPARE(again->path(), QFileInfo(path()).canonicalFilePath());
}

void TestDataDirectory::prepare_umaskTight_staysTraversable()
{
    const mode_t before = ::umask(0077);
    const auto directory = DataDirectory::prepare(path() + u"/deep/er"_s);
    ::umask(before);
    QVERIFY(directory);
    QCOMPARE(modeOf(path()), mode_t(isRoot() ? 0711 : 0700));
}

void TestDataDirectory::prepare_fileInTheWay_isNamed()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto directory = DataDirectory::prepare(path() + u"/inner"_s);
    QVERIFY(!directory);
    QCOMPARE(directory.error().code, Error::Code::Unavailable);
    QCOMPARE(directory.error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(directory.error().field, path());
}

void TestDataDirectory::prepare_parentClosedToTheServer_isNamed()
{
    if (!isRoot())
        QSKIP("only root runs the server as somebody else");
    ::chmod(QFile::encodeName(m_folder->path()).constData(), 0700);
    const auto directory = DataDirectory::prepare(path());
    QVERIFY(!directory);
    QCOMPARE(directory.error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(directory.error().field, m_folder->path());
}

void TestDataDirectory::prepare_somebodysFolder_keepsItsRights()
{
    QVERIFY(QDir().mkpath(path() + u"/holiday pictures"_s));
    ::chmod(QFile::encodeName(path()).constData(), 0755);
    (void)DataDirectory::prepare(path());
    QCOMPARE(modeOf(path()), mode_t(0755));
}

void TestDataDirectory::prepare_service_logsWhereItsManagerWants()
{
    const QString given = m_folder->filePath(u"log"_s);
    QVERIFY(QDir().mkdir(given));
    qputenv("LOGS_DIRECTORY", QFile::encodeName(given));
    const auto directory = DataDirectory::prepare(path());
    qunsetenv("LOGS_DIRECTORY");
    QVERIFY(directory);
    QCOMPARE(QFileInfo(directory->file(u"logs"_s)).canonicalFilePath(),
             QFileInfo(given).canonicalFilePath());
    QVERIFY(DataDirectory::prepare(path())); // A command of root's finds them there.
    QVERIFY(QDir(given).removeRecursively());
    QVERIFY(DataDirectory::prepare(path()));
    QVERIFY(QFileInfo(directory->file(u"logs"_s)).isDir());
}

void TestDataDirectory::claim_secondClaimant_isRefusedWithTheOwner()
{
    DataDirectory first = prepared();
    QVERIFY(first.claim(u"bakehousectl serve"_s));
    DataDirectory second = prepared();
    const Result<void> claimed = second.claim(u"bakehouse"_s);
    QVERIFY(!claimed);
    QCOMPARE(claimed.error().reason, Error::Reason::DirectoryOwned);
    QVERIFY(claimed.error().detail.startsWith(
        u"bakehousectl serve, process %1, since 20"_s.arg(QCoreApplication::applicationPid())));
    QVERIFY(!second.owned());
}

void TestDataDirectory::claim_ownerKilled_isFree()
{
    DataDirectory directory = prepared();
    const pid_t child = ::fork();
    if (child == 0) {
        (void)directory.claim(u"the child"_s);
        for (;;)
            ::pause();
    }
    QTRY_VERIFY(FileLock::held(directory.file(u"owner.lock"_s)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    QVERIFY(directory.claim(u"the heir"_s));
}

void TestDataDirectory::claim_twiceByOne_isDone()
{
    DataDirectory directory = prepared();
    QVERIFY(directory.claim(u"bakehouse"_s));
    QVERIFY(directory.claim(u"bakehouse"_s));
}

void TestDataDirectory::publish_ownersFile_isPrivate()
{
    DataDirectory directory = prepared();
    QVERIFY(directory.claim(u"bakehouse"_s));
    QVERIFY(directory.publish(ownerWith(1)));
    QCOMPARE(modeOf(directory.file(u"run.json"_s)), mode_t(0600));
    QVERIFY(directory.publish(ownerWith(2)));
    QCOMPARE(modeOf(directory.file(u"run.json"_s)), mode_t(0600));
}

void TestDataDirectory::owner_alive_isTold()
{
    DataDirectory directory = prepared();
    QVERIFY(directory.claim(u"bakehouse"_s));
    const RunningOwner told = ownerWith(QCoreApplication::applicationPid());
    QVERIFY(directory.publish(told));
    const std::optional<RunningOwner> read = prepared().owner();
    QVERIFY(read);
    QCOMPARE(read->program, told.program);
    QCOMPARE(read->pid, told.pid);
    QCOMPARE(read->since, told.since);
    QCOMPARE(read->databaseUri, told.databaseUri);
    QCOMPARE(read->apiUrl, told.apiUrl);
}

void TestDataDirectory::owner_nobodyHoldsTheLock_isNothing()
{
    {
        DataDirectory directory = prepared();
        QVERIFY(directory.claim(u"bakehouse"_s));
        QVERIFY(directory.publish(ownerWith(QCoreApplication::applicationPid())));
    }
    QVERIFY(!prepared().owner());
}

void TestDataDirectory::owner_processDead_isNothing()
{
    QProcess program;
    program.start(u"true"_s, {});
    const qint64 pid = program.processId();
    QVERIFY(program.waitForFinished());
    DataDirectory directory = prepared();
    QVERIFY(directory.claim(u"bakehouse"_s));
    QVERIFY(directory.publish(ownerWith(pid)));
    QVERIFY(!prepared().owner());
}

void TestDataDirectory::owner_withdrawn_isNothing()
{
    DataDirectory directory = prepared();
    QVERIFY(directory.claim(u"bakehouse"_s));
    QVERIFY(directory.publish(ownerWith(QCoreApplication::applicationPid())));
    directory.withdraw();
    QVERIFY(!prepared().owner());
    QVERIFY(!QFile::exists(directory.file(u"run.json"_s)));
}

void TestDataDirectory::tills_foreignNames_areLeftOut()
{
    const DataDirectory directory = prepared();
    const QUuid till = QUuid::createUuid();
    QVERIFY(QDir().mkpath(directory.tillFolder(till)));
    QVERIFY(QDir().mkpath(directory.file(u"tills/lost+found"_s)));
    QCOMPARE(directory.tills(), std::vector<QUuid> {till});
}

QTEST_GUILESS_MAIN(TestDataDirectory)
#include "tst_data_directory.moc"
