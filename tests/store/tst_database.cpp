#include "await.h"
#include "call_supervisor.h"
#include "database_run.h"
#include "test_database.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// Calls while the server is well, dead, stopped, hung or outdated.
class TestDatabaseCalls final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void session_runsAsRuntimeRole_inUtc();
    void run_work_givesItsValue();
    void run_workThatRefuses_givesItsError();
    void run_workThatThrows_isDefect();
    void run_callsInOrder();
    void run_backendTerminatedBetween_nextCallWorks();
    void run_connectionLostInACall_isOutcomeUnknown();
    void run_connectionLostInASafeCall_runsAgainOnce();
    void run_safeCallLostTwice_isOutcomeUnknown();
    void run_deadlock_runsAgain_data();
    void run_deadlock_runsAgain();
    void run_deadlockForEver_isBusy();
    void run_statementTooLong_isTimeout();
    void run_hungBackend_endsAtItsDeadline();
    void run_callsBehindAHungOne_areRefusedWhenLate();
    void run_tooManyWaiting_isBusy();
    void run_serverStopped_isAwayAtOnce();
    void run_serverCrashed_worksAgain();
    void run_plansOutdated_worksAgain();
    void run_readOnlyServer_isAway();
    void run_wrongSchema_isRefusedWithASentence_data();
    void run_wrongSchema_isRefusedWithASentence();
    void destructor_runningCall_endsWithinTwoSeconds();

private:
    Database::Options options() const;
    std::unique_ptr<Database> makeDatabase(int callTimeoutMs);
    Result<qint64> pid() { return await(m_database->run(readPid)); }
    /// Ends the connection under a call; on the database's thread while the test waits.
    void terminate(Sql &sql)
    {
        m_server->execute(u"SELECT pg_terminate_backend(%1, 5000)"_s.arg(readPid(sql)));
        sql.run(u"test_pid"_s);
    }
    static qint64 readPid(Sql &sql) { return sql.one(u"test_pid"_s)->integer(0); }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    CallSupervisor m_supervisor;
    std::unique_ptr<TestDatabase>
        m_server; ///< Made anew for a test that comes after one which spoilt it.
    std::unique_ptr<Database> m_database;
    std::atomic<qint64> m_hung = 0;
};

/// Stops a process, and lets it go on at the end of the scope.
class Frozen final
{
public:
    explicit Frozen(qint64 pid)
        : m_pid(static_cast<pid_t>(pid))
    {
        ::kill(m_pid, SIGSTOP);
    }
    ~Frozen() { ::kill(m_pid, SIGCONT); }
    Q_DISABLE_COPY_MOVE(Frozen)

private:
    const pid_t m_pid;
};

Database::Options TestDatabaseCalls::options() const
{
    return {.name = u"test"_s, .address = m_server->address()};
}

std::unique_ptr<Database> TestDatabaseCalls::makeDatabase(int callTimeoutMs)
{
    Database::Options patient = options();
    patient.callTimeoutMs = callTimeoutMs;
    patient.onHung = [this](qint64 backend) { m_hung = backend; };
    return std::make_unique<Database>(patient, m_supervisor);
}

void TestDatabaseCalls::init()
{
    m_hung = 0;
    m_cluster.start();
    m_server = std::make_unique<TestDatabase>(m_cluster);
    m_server->execute(
        u"CREATE TABLE public.probe (key text PRIMARY KEY); GRANT ALL ON public.probe TO PUBLIC"_s);
    m_database = makeDatabase(12'000);
}

void TestDatabaseCalls::cleanup()
{
    m_database.reset();
}

void TestDatabaseCalls::session_runsAsRuntimeRole_inUtc()
{
    const auto settings = await(m_database->run([](Sql &sql) {
        const std::optional<SqlRow> row = sql.one(u"test_role"_s);
        return QStringList {row->text(0), row->text(1), row->text(2), row->text(3)};
    }));
    QVERIFY(settings);
    QCOMPARE(*settings,
             QStringList({u"bakehouse_runtime"_s, u"UTC"_s, u"3s"_s, u"bakehouse test"_s}));
}

void TestDatabaseCalls::run_work_givesItsValue()
{
    QVERIFY(!m_database->connected());
    QVERIFY(pid());
    QVERIFY(m_database->connected());
    QVERIFY(m_database->lastConnectError().isEmpty());
    const Result<void> inserted =
        await(m_database->run([](Sql &sql) { sql.run(u"test_insert"_s, {u"one"_s}); }));
    QVERIFY(inserted);
    QCOMPARE(m_server->value(u"SELECT key FROM public.probe"_s), u"one"_s);
}

void TestDatabaseCalls::run_workThatRefuses_givesItsError()
{
    const Error refused {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
    const Result<qint64> answer =
        await(m_database->run([refused](Sql &) { return Result<qint64>(refused); }));
    QVERIFY(!answer);
    QCOMPARE(answer.error(), refused);
}

void TestDatabaseCalls::run_workThatThrows_isDefect()
{
    const Result<int> answer =
        await(m_database->run([](Sql &) -> int { throw std::runtime_error("broken"); }));
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, Error::Reason::Defect);
    QVERIFY(pid());
}

void TestDatabaseCalls::run_callsInOrder()
{
    std::vector<int> seen;
    for (int i = 0; i < 50; ++i)
        m_database->run([&seen, i](Sql &) { seen.push_back(i); });
    QVERIFY(pid());
    QCOMPARE(seen.size(), 50U);
    QVERIFY(std::ranges::is_sorted(seen));
}

void TestDatabaseCalls::run_backendTerminatedBetween_nextCallWorks()
{
    const Result<qint64> before = pid();
    QVERIFY(before);
    m_server->execute(u"SELECT pg_terminate_backend(%1, 5000)"_s.arg(*before));
    const Result<qint64> after = pid();
    QVERIFY(after);
    QVERIFY(*after != *before);
}

void TestDatabaseCalls::run_connectionLostInACall_isOutcomeUnknown()
{
    int runs = 0;
    const Result<qint64> lost = await(m_database->run([&](Sql &sql) {
        ++runs;
        terminate(sql);
        return readPid(sql);
    }));
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, Error::Code::Timeout);
    QCOMPARE(lost.error().reason, Error::Reason::OutcomeUnknown);
    QCOMPARE(runs, 1);
    QVERIFY(pid());
}

void TestDatabaseCalls::run_connectionLostInASafeCall_runsAgainOnce()
{
    int runs = 0;
    const auto dieOnce = [&](Sql &sql) {
        if (++runs == 1)
            terminate(sql);
        return readPid(sql);
    };
    QVERIFY(await(m_database->run(dieOnce, Database::Repeat::Safe)));
    QCOMPARE(runs, 2);
}

void TestDatabaseCalls::run_safeCallLostTwice_isOutcomeUnknown()
{
    int runs = 0;
    const auto die = [&](Sql &sql) {
        ++runs;
        terminate(sql);
        return readPid(sql);
    };
    const Result<qint64> lost = await(m_database->run(die, Database::Repeat::Safe));
    QVERIFY(!lost);
    QCOMPARE(lost.error().reason, Error::Reason::OutcomeUnknown);
    QCOMPARE(runs, 2);
}

void TestDatabaseCalls::run_deadlock_runsAgain_data()
{
    QTest::addColumn<QByteArray>("sqlstate");
    QTest::newRow("serialization") << QByteArray("40001");
    QTest::newRow("deadlock") << QByteArray("40P01");
    QTest::newRow("lock not available") << QByteArray("55P03");
}

void TestDatabaseCalls::run_deadlock_runsAgain()
{
    QFETCH(QByteArray, sqlstate);
    int runs = 0;
    const auto work = [&](Sql &sql) {
        if (++runs <= 3)
            throw SqlError {.sqlstate = sqlstate};
        return readPid(sql);
    };
    QVERIFY(await(m_database->run(work)));
    QCOMPARE(runs, 4);
}

void TestDatabaseCalls::run_deadlockForEver_isBusy()
{
    const auto work = [](Sql &) -> int { throw SqlError {.sqlstate = "40P01"}; };
    const Result<int> answer = await(m_database->run(work));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, Error::Code::Unavailable);
    QCOMPARE(answer.error().reason, Error::Reason::DatabaseBusy);
}

void TestDatabaseCalls::run_statementTooLong_isTimeout()
{
    Database::Options hasty = options();
    hasty.statementTimeoutMs = 100;
    Database database(hasty, m_supervisor);
    const Result<qint64> answer =
        await(database.run([](Sql &sql) { return sql.run(u"test_sleep"_s, {20'000}); }));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, Error::Code::Timeout);
    QVERIFY(database.connected());
}

void TestDatabaseCalls::run_hungBackend_endsAtItsDeadline()
{
    m_database = makeDatabase(500);
    const Result<qint64> backend = pid();
    QVERIFY(backend);
    const Frozen frozen(*backend);
    QElapsedTimer clock;
    clock.start();
    const Result<qint64> answer = pid();
    QVERIFY(clock.elapsed() >= 450);
    QVERIFY2(clock.elapsed() < 4000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, Error::Code::Timeout);
    QCOMPARE(answer.error().reason, Error::Reason::OutcomeUnknown);
    QTRY_COMPARE(m_hung.load(), *backend);
    QVERIFY(!m_database->connected());
    const Result<qint64> next = pid();
    QVERIFY(next);
    QVERIFY(*next != *backend);
}

void TestDatabaseCalls::run_callsBehindAHungOne_areRefusedWhenLate()
{
    m_database = makeDatabase(500);
    const Result<qint64> backend = pid();
    QVERIFY(backend);
    const Frozen frozen(*backend);
    const auto first = m_database->run(readPid);
    const auto second = m_database->run(readPid);
    QCOMPARE(await(first).error().code, Error::Code::Timeout);
    const Result<qint64> late = await(second);
    QVERIFY(!late);
    QCOMPARE(late.error().code, Error::Code::Unavailable);
    QCOMPARE(late.error().reason, Error::Reason::DatabaseBusy);
}

void TestDatabaseCalls::run_tooManyWaiting_isBusy()
{
    Database::Options narrow = options();
    narrow.waitingLimit = 2;
    Database database(narrow, m_supervisor);
    std::vector<QFuture<Result<qint64>>> answers;
    for (int i = 0; i < 20; ++i)
        answers.push_back(database.run([](Sql &sql) { return sql.run(u"test_sleep"_s, {20}); }));
    int busy = 0;
    for (const QFuture<Result<qint64>> &future : answers) {
        const Result<qint64> answer = await(future);
        if (!answer && answer.error().reason == Error::Reason::DatabaseBusy)
            ++busy;
    }
    QVERIFY(busy >= 10);
    QVERIFY(busy < 20);
}

void TestDatabaseCalls::run_serverStopped_isAwayAtOnce()
{
    const auto spoilt = qScopeGuard([this] { m_server.reset(); });
    QVERIFY(pid());
    m_cluster.stop();
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 100; ++i) {
        const Result<qint64> away = pid();
        QVERIFY(!away);
        QCOMPARE(away.error().code, Error::Code::Unavailable);
        QCOMPARE(away.error().reason, Error::Reason::DatabaseAway);
    }
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(!m_database->connected());
    QVERIFY(!m_database->lastConnectError().isEmpty());
    m_cluster.start();
    QTRY_VERIFY(pid());
    QVERIFY(m_database->connected());
    QVERIFY(m_database->lastConnectError().isEmpty());
}

void TestDatabaseCalls::run_serverCrashed_worksAgain()
{
    const auto spoilt = qScopeGuard([this] { m_server.reset(); });
    const Result<qint64> before = pid();
    QVERIFY(before);
    m_cluster.crash();
    const auto answersAnew = [&] { // The old backend may answer for a moment.
        const Result<qint64> now = pid();
        return now && *now != *before;
    };
    QTRY_VERIFY_WITH_TIMEOUT(answersAnew(), 30'000);
}

void TestDatabaseCalls::run_plansOutdated_worksAgain()
{
    const auto count = [](Sql &sql) { return sql.one(u"test_all"_s)->text(0); };
    QVERIFY(await(m_database->run([](Sql &sql) { sql.run(u"test_insert"_s, {u"one"_s}); })));
    QCOMPARE(*await(m_database->run(count)), u"one"_s);
    m_server->execute(u"ALTER TABLE public.probe ADD COLUMN more int DEFAULT 1"_s);
    QCOMPARE(*await(m_database->run(count)), u"one"_s);
}

void TestDatabaseCalls::run_readOnlyServer_isAway()
{
    const auto work = [](Sql &) -> int { throw SqlError {.sqlstate = "25006"}; };
    const Result<int> answer = await(m_database->run(work));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, Error::Code::Unavailable);
    QCOMPARE(answer.error().reason, Error::Reason::DatabaseAway);
}

void TestDatabaseCalls::run_wrongSchema_isRefusedWithASentence_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("advice");
    QTest::newRow("older") << u"DELETE FROM bakehouse.schema_migrations WHERE version > 1"_s
                           << u"bakehousectl migrate"_s;
    QTest::newRow("newer")
        << u"INSERT INTO bakehouse.schema_migrations SELECT 9999, name, sha256 FROM "
           "bakehouse.schema_migrations LIMIT 1"_s
        << u"update the program"_s;
    QTest::newRow("none") << u"DROP SCHEMA bakehouse CASCADE"_s << u"bakehousectl migrate"_s;
}

void TestDatabaseCalls::run_wrongSchema_isRefusedWithASentence()
{
    const auto spoilt = qScopeGuard([this] { m_server.reset(); });
    QFETCH(QString, change);
    QFETCH(QString, advice);
    m_server->execute(change);
    const Result<qint64> answer = pid();
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, Error::Code::Unavailable);
    QCOMPARE(answer.error().reason, Error::Reason::SchemaMismatch);
    QVERIFY2(answer.error().detail.contains(advice), qPrintable(answer.error().detail));
    QVERIFY(m_database->lastConnectError().contains(advice));
}

void TestDatabaseCalls::destructor_runningCall_endsWithinTwoSeconds()
{
    QVERIFY(pid());
    QSemaphore begun;
    const auto running = m_database->run([&begun](Sql &sql) {
        begun.release();
        return sql.run(u"test_sleep"_s, {60'000});
    });
    begun.acquire();
    const auto waiting = m_database->run(readPid);
    QElapsedTimer clock;
    clock.start();
    m_database.reset();
    QVERIFY2(clock.elapsed() < 4000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(await(running).error().code, Error::Code::Timeout);
    QCOMPARE(await(waiting).error().reason, Error::Reason::Cancelled);
    // The server notices that nobody waits and ends the statement.
    QTRY_COMPARE(
        m_server->value(
            u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'bakehouse test'"_s),
        u"0"_s);
}

QTEST_GUILESS_MAIN(TestDatabaseCalls)
#include "tst_database.moc"
