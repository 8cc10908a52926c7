#include "await.h"
#include "cluster.h"
#include "cluster_fixture.h"
#include "server_process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

void sendSignal(qint64 pid, int number)
{
    ::kill(pid_t(pid), number);
}

}

/// What the cluster does for a server that runs, and how it ends it.
class TestClusterWatch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void server_killed_comesBack();
    void server_killedAgainAndAgain_comesBack();
    void server_stopped_isWoken();
    void backend_stopped_isWokenOnRequest();
    void backend_stopped_isWokenUnasked();
    void wake_foreignProcess_isLeftAlone();
    void server_ownSession_hearsNoTerminal();
    void end_openConnections_isQuick();

private:
    std::unique_ptr<Cluster> running();

    ClusterFixture m_fixture;
    QString m_directory;
};

void TestClusterWatch::initTestCase()
{
    m_directory = m_fixture.prepare(u"shop"_s);
    QVERIFY(!m_directory.isEmpty());
}

std::unique_ptr<Cluster> TestClusterWatch::running()
{
    auto cluster = ClusterFixture::cluster(m_directory);
    const Result<void> started = await(cluster->start());
    if (!started)
        qWarning("%s", qUtf8Printable(describe(started.error())));
    return started ? std::move(cluster) : nullptr;
}

void TestClusterWatch::server_killed_comesBack()
{
    const auto cluster = running();
    QVERIFY(cluster);
    value(connectTo(*cluster).get(), "CREATE TABLE survives AS SELECT 7 AS number");
    const qint64 first = cluster->serverPid();
    sendSignal(first, SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(cluster->restarts(), 1, patienceMs);
    QVERIFY(cluster->serverPid() != first);
    QCOMPARE(value(connectTo(*cluster).get(), "SELECT number FROM survives"), u"7"_s);
}

void TestClusterWatch::server_killedAgainAndAgain_comesBack()
{
    const auto cluster = running();
    QVERIFY(cluster);
    for (int round = 1; round <= 4; ++round) {
        const TestConnection busy = connectTo(*cluster);
        QVERIFY(PQsendQuery(busy.get(), "SELECT pg_sleep(60)") == 1);
        sendSignal(PQbackendPID(busy.get()),
                   SIGSTOP); // Does not see that its main process is gone.
        sendSignal(cluster->serverPid(), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(cluster->restarts(), round, patienceMs);
    }
    QVERIFY(answers(*cluster));
}

void TestClusterWatch::server_stopped_isWoken()
{
    const auto cluster = running();
    QVERIFY(cluster);
    sendSignal(cluster->serverPid(), SIGSTOP);
    QTRY_COMPARE(processState(cluster->serverPid()), ProcessState::Stopped);
    QTRY_COMPARE(processState(cluster->serverPid()), ProcessState::Running);
    QVERIFY(answers(*cluster));
    QCOMPARE(cluster->restarts(), 0);
}

void TestClusterWatch::backend_stopped_isWokenOnRequest()
{
    const auto cluster = running();
    QVERIFY(cluster);
    const TestConnection connection = connectTo(*cluster);
    const qint64 backend = PQbackendPID(connection.get());
    sendSignal(backend, SIGSTOP);
    QTRY_COMPARE(processState(backend), ProcessState::Stopped);
    cluster->wake(backend);
    QTRY_COMPARE_WITH_TIMEOUT(processState(backend), ProcessState::Running, 500);
    QCOMPARE(value(connection.get(), "SELECT 1"), u"1"_s);
}

void TestClusterWatch::backend_stopped_isWokenUnasked()
{
    const auto cluster = running();
    QVERIFY(cluster);
    const TestConnection connection = connectTo(*cluster);
    const qint64 backend = PQbackendPID(connection.get());
    sendSignal(backend, SIGSTOP);
    QTRY_COMPARE(processState(backend), ProcessState::Stopped);
    QTRY_COMPARE_WITH_TIMEOUT(processState(backend), ProcessState::Running, patienceMs);
    QCOMPARE(value(connection.get(), "SELECT 1"), u"1"_s);
}

void TestClusterWatch::wake_foreignProcess_isLeftAlone()
{
    const auto cluster = running();
    QVERIFY(cluster);
    const auto sleeper = startSleeper(m_directory + u"/cluster"_s);
    sendSignal(sleeper->processId(), SIGSTOP);
    QTRY_COMPARE(processState(sleeper->processId()), ProcessState::Stopped);
    cluster->wake(sleeper->processId());
    QCOMPARE(processState(sleeper->processId()), ProcessState::Stopped);
    sleeper->kill();
    sleeper->waitForFinished();
}

void TestClusterWatch::server_ownSession_hearsNoTerminal()
{
    const auto cluster = running();
    QVERIFY(cluster);
    QCOMPARE(qint64(::getsid(pid_t(cluster->serverPid()))), cluster->serverPid());
}

void TestClusterWatch::end_openConnections_isQuick()
{
    auto cluster = running();
    QVERIFY(cluster);
    const TestConnection connection = connectTo(*cluster);
    QVERIFY(PQsendQuery(connection.get(), "SELECT pg_sleep(60)") == 1);
    const QString socket = cluster->socketDirectory();
    const qint64 pid = cluster->serverPid();
    QElapsedTimer timer;
    timer.start();
    cluster.reset();
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(processState(pid), ProcessState::Gone);
    QVERIFY(!QFile::exists(socket));
}

QTEST_GUILESS_MAIN(TestClusterWatch)
#include "tst_cluster_watch.moc"
