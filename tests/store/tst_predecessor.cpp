#include "await.h"
#include "cluster_fixture.h"
#include "server_account.h"
#include "server_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>
#include <QTimer>

#include <csignal>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

}

class TestPredecessor : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void program_killedTenTimes_nextStartWorks();
    void program_killed_serverEndsByItself();
    void program_killedWhileMaking_nextStartWorks();
    void server_leftRunning_isTakenOver();
    void server_leftStopped_isTakenOver();
    void server_leftUnderAnotherSocket_isEnded();
    void server_leftAndKilledAfterwards_comesBack();
    void children_leftWithoutServer_areEnded();
    void pidFile_numberOfAnotherProgram_isRemoved();
    void pidFile_numberOfADeadProcess_isWaitedFor();
    void socketLock_numberOfAnotherProgram_isRemoved();

private:
    std::unique_ptr<QProcess> holder(qint64 *serverPid) const;
    qint64 leaveServer(const QString &socketFolder) const;
    std::unique_ptr<Cluster> running() const;
    QByteArray pidFileFor(qint64 pid) const;
    QString clusterPath() const { return m_directory + u"/cluster"_s; }

    ClusterFixture m_fixture;
    QString m_directory;
    QString m_socketFolder;
    ServerAccount m_account;
};

void TestPredecessor::initTestCase()
{
    m_directory = m_fixture.prepare(u"shop"_s);
    const auto cluster = running();
    QVERIFY(cluster);
    m_socketFolder = cluster->socketDirectory();
    const Result<ServerAccount> account = ServerAccount::forCluster(clusterPath());
    QVERIFY(account);
    m_account = *account;
}

void TestPredecessor::cleanup()
{
    QTRY_VERIFY_WITH_TIMEOUT(serverProcessesIn(clusterPath(), m_account).empty(), patienceMs);
    QVERIFY(running()); // The next test finds a cluster that ended well.
}

std::unique_ptr<Cluster> TestPredecessor::running() const
{
    auto cluster = ClusterFixture::cluster(m_directory);
    const Result<void> started = await(cluster->start());
    if (!started)
        qWarning("%s", qUtf8Printable(describe(started.error())));
    return started ? std::move(cluster) : nullptr;
}

/// A program that owns the directory and runs the server.
std::unique_ptr<QProcess> TestPredecessor::holder(qint64 *serverPid) const
{
    auto program = std::make_unique<QProcess>();
    program->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program->start(QCoreApplication::applicationDirPath() + u"/cluster_holder"_s, {m_directory});
    program->waitForReadyRead(patienceMs);
    const QByteArray line = program->readAllStandardOutput().trimmed();
    *serverPid = line.startsWith("running ") ? line.mid(8).toLongLong() : 0;
    if (*serverPid == 0)
        qWarning("%s", line.constData());
    return program;
}

/// Starts the server as a program would that died without telling it: nobody's child.
qint64 TestPredecessor::leaveServer(const QString &socketFolder) const
{
    const QString binaries = u"/usr/lib/postgresql/%1/bin"_s;
    QFile version(clusterPath() + u"/PG_VERSION"_s);
    if (!version.open(QIODevice::ReadOnly) || !m_account.ensureOwnFolder(socketFolder))
        return 0;
    QProcess control;
    control.setChildProcessModifier([account = m_account] {
        if (account.givesUpRoot && (::setgid(account.group) != 0 || ::setuid(account.user) != 0))
            ::_exit(1);
    });
    control.setWorkingDirectory(u"/"_s);
    control.setStandardOutputFile(QProcess::nullDevice());
    control.start(
        binaries.arg(QString::fromLatin1(version.readAll().trimmed())) + u"/pg_ctl"_s,
        {u"start"_s, u"--wait"_s, u"--pgdata"_s, clusterPath(), u"--options"_s,
         u"-c config_file='%1/bakehouse.conf' -k '%2'"_s.arg(clusterPath(), socketFolder)});
    control.waitForFinished();
    QFile pidFile(clusterPath() + u"/postmaster.pid"_s);
    return pidFile.open(QIODevice::ReadOnly) ? pidFile.readLine().trimmed().toLongLong() : 0;
}

QByteArray TestPredecessor::pidFileFor(qint64 pid) const
{
    return QByteArray::number(pid) + '\n' + QFile::encodeName(clusterPath())
        + "\n1700000000\n5432\n" + QFile::encodeName(m_socketFolder)
        + "\n\n  5432001         0\nready   \n";
}

void TestPredecessor::program_killedTenTimes_nextStartWorks()
{
    for (int round = 0; round < 10; ++round) {
        qint64 server = 0;
        const auto program = holder(&server);
        QVERIFY2(server > 0, qPrintable(u"round %1"_s.arg(round)));
        program->kill();
        program->waitForFinished();
    }
}

void TestPredecessor::program_killed_serverEndsByItself()
{
    qint64 server = 0;
    const auto program = holder(&server);
    QVERIFY(server > 0);
    program->kill();
    program->waitForFinished();
    QTRY_VERIFY_WITH_TIMEOUT(serverProcessesIn(clusterPath(), m_account).empty(), patienceMs);
}

void TestPredecessor::program_killedWhileMaking_nextStartWorks()
{
    const QString directory = m_fixture.prepare(u"new"_s);
    for (int round = 0; round < 3; ++round) {
        QProcess program;
        program.start(QCoreApplication::applicationDirPath() + u"/cluster_holder"_s, {directory});
        QTRY_VERIFY(!QDir(directory).entryList({u"cluster.tmp*"_s}).isEmpty());
        program.kill();
        program.waitForFinished();
    }
    const auto cluster = ClusterFixture::cluster(directory);
    QVERIFY(await(cluster->start()));
    QVERIFY(answers(*cluster));
}

void TestPredecessor::server_leftRunning_isTakenOver()
{
    const qint64 left = leaveServer(m_socketFolder);
    QVERIFY(left > 0);
    const auto cluster = running();
    QVERIFY(cluster);
    QCOMPARE(cluster->serverPid(), left);
    QVERIFY(answers(*cluster));
}

void TestPredecessor::server_leftStopped_isTakenOver()
{
    const qint64 left = leaveServer(m_socketFolder);
    QVERIFY(left > 0);
    ::kill(pid_t(left), SIGSTOP);
    const auto cluster = running();
    QVERIFY(cluster);
    QCOMPARE(cluster->serverPid(), left);
}

void TestPredecessor::server_leftUnderAnotherSocket_isEnded()
{
    const QString elsewhere = m_fixture.root() + u"/s"_s;
    const qint64 left = leaveServer(elsewhere);
    QVERIFY(left > 0);
    const auto cluster = running();
    QVERIFY(cluster);
    QVERIFY(cluster->serverPid() != left);
    QVERIFY(answers(*cluster));
}

void TestPredecessor::server_leftAndKilledAfterwards_comesBack()
{
    const qint64 left = leaveServer(m_socketFolder);
    QVERIFY(left > 0);
    const auto cluster = running();
    QVERIFY(cluster);
    ::kill(pid_t(left), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(cluster->restarts(), 1, patienceMs);
    QVERIFY(answers(*cluster));
}

void TestPredecessor::children_leftWithoutServer_areEnded()
{
    const qint64 left = leaveServer(m_socketFolder);
    QVERIFY(left > 0);
    for (const qint64 pid : serverProcessesIn(clusterPath(), m_account))
        ::kill(pid_t(pid), SIGSTOP);
    ::kill(pid_t(left), SIGKILL);
    QTRY_VERIFY(processState(left) == ProcessState::Gone
                || processState(left) == ProcessState::Dead);
    QVERIFY(!serverProcessesIn(clusterPath(), m_account).empty());
    const auto cluster = running();
    QVERIFY(cluster);
    QVERIFY(answers(*cluster));
}

void TestPredecessor::pidFile_numberOfAnotherProgram_isRemoved()
{
    const auto sleeper = startSleeper(clusterPath());
    write(clusterPath() + u"/postmaster.pid"_s, pidFileFor(sleeper->processId()));
    const auto cluster = running();
    QVERIFY(cluster);
    QVERIFY(answers(*cluster));
    QCOMPARE(processState(sleeper->processId()), ProcessState::Running);
    sleeper->kill();
    sleeper->waitForFinished();
}

void TestPredecessor::pidFile_numberOfADeadProcess_isWaitedFor()
{
    const pid_t dead = ::fork();
    if (dead == 0)
        ::_exit(isRoot() ? ::setuid(m_account.user) : 0);
    QTRY_COMPARE(processState(dead), ProcessState::Dead);
    write(clusterPath() + u"/postmaster.pid"_s, pidFileFor(dead));
    QTimer::singleShot(300, this, [dead] { ::waitpid(dead, nullptr, 0); });
    const auto cluster = running();
    QVERIFY(cluster);
    QVERIFY(answers(*cluster));
}

void TestPredecessor::socketLock_numberOfAnotherProgram_isRemoved()
{
    const auto sleeper = startSleeper(clusterPath());
    QVERIFY(m_account.ensureOwnFolder(m_socketFolder));
    QVERIFY(m_account.writeFile(m_socketFolder + u"/.s.PGSQL.5432"_s, {}));
    QVERIFY(m_account.writeFile(m_socketFolder + u"/.s.PGSQL.5432.lock"_s,
                                pidFileFor(sleeper->processId())));
    const auto cluster = running();
    QVERIFY(cluster);
    QVERIFY(answers(*cluster));
    sleeper->kill();
    sleeper->waitForFinished();
}

QTEST_GUILESS_MAIN(TestPredecessor)
#include "tst_predecessor.moc"
