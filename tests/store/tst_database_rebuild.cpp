#include "await.h"
#include "call_supervisor.h"
#include "database_run.h"
#include "test_database.h"

#include <QLoggingCategory>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

qint64 readPid(Sql &sql)
{
    return sql.one(u"test_pid"_s)->integer(0);
}

/// A call that hangs outside the server's reach until it is let go.
class HangingCall
{
public:
    explicit HangingCall(Database &database)
        : m_answer(database.run([this](Sql &sql) {
            const auto ended = qScopeGuard([this] { m_ended.release(); });
            m_begun.release();
            m_go.acquire();
            return readPid(sql);
        }))
    {
        m_begun.acquire();
    }
    ~HangingCall() { letGo(); }
    Q_DISABLE_COPY_MOVE(HangingCall)

    void letGo() { m_go.release(); }
    /// Whether it came to its end on its thread, whatever the caller was told.
    bool endsByItself() { return m_ended.tryAcquire(1, 10'000); }
    const QFuture<Result<qint64>> &answer() const { return m_answer; }

private:
    QSemaphore m_begun;
    QSemaphore m_go;
    QSemaphore m_ended;
    QFuture<Result<qint64>> m_answer;
};

}

/// A connection whose thread hangs, built anew.
class TestDatabaseRebuild : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s); }
    void init();
    void cleanup();
    void sign_betweenCalls_rests();
    void sign_inACallThatHangs_standsStill();
    void rebuild_answersAllAndGoesOn();
    void rebuild_callThatComesBack_changesNothing();
    void rebuild_idle_goesOn();
    void destructor_callHangsStill_doesNotWait();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    CallSupervisor m_supervisor;
    std::unique_ptr<TestDatabase> m_server;
    std::unique_ptr<Database> m_database;
};

void TestDatabaseRebuild::init()
{
    m_server = std::make_unique<TestDatabase>(m_cluster);
    m_database = std::make_unique<Database>(
        Database::Options {.name = u"test"_s, .address = m_server->address()}, m_supervisor);
}

void TestDatabaseRebuild::cleanup()
{
    m_database.reset();
    m_server.reset();
}

void TestDatabaseRebuild::sign_betweenCalls_rests()
{
    QVERIFY(m_database->sign().resting);
    const quint64 before = m_database->sign().beats;
    QVERIFY(await(m_database->run(readPid)));
    QTRY_VERIFY(m_database->sign().resting);
    QVERIFY(m_database->sign().beats > before);
}

void TestDatabaseRebuild::sign_inACallThatHangs_standsStill()
{
    HangingCall hanging(*m_database);
    const ThreadSign sign = m_database->sign();
    QVERIFY(!sign.resting);
    QCOMPARE(m_database->sign(), sign);
    hanging.letGo();
    QVERIFY(await(hanging.answer()));
    QTRY_VERIFY(m_database->sign().resting);
}

void TestDatabaseRebuild::rebuild_answersAllAndGoesOn()
{
    HangingCall hanging(*m_database);
    std::vector<QFuture<Result<qint64>>> waiting;
    for (int call = 0; call < 20; ++call)
        waiting.push_back(m_database->run(readPid));
    m_database->rebuild();
    const Result<qint64> unknown = await(hanging.answer());
    QCOMPARE(unknown.error().code, Error::Code::Timeout);
    QCOMPARE(unknown.error().reason, Error::Reason::OutcomeUnknown);
    for (const QFuture<Result<qint64>> &call : waiting) {
        const Result<qint64> refused = await(call);
        QCOMPARE(refused.error().code, Error::Code::Unavailable);
        QCOMPARE(refused.error().reason, Error::Reason::DatabaseBusy);
    }
    const Result<qint64> next = await(m_database->run(readPid));
    QVERIFY(next);
    QVERIFY(m_database->connected());
    QVERIFY(*next > 0);
}

void TestDatabaseRebuild::rebuild_callThatComesBack_changesNothing()
{
    HangingCall hanging(*m_database);
    m_database->rebuild();
    QVERIFY(!await(hanging.answer()));
    const Result<qint64> ours = await(m_database->run(readPid));
    QVERIFY(ours);
    hanging.letGo();
    QVERIFY(hanging.endsByItself());
    QCOMPARE(*await(m_database->run(readPid)), *ours);
    QVERIFY(!hanging.answer().result()); // It has been answered once.
}

void TestDatabaseRebuild::rebuild_idle_goesOn()
{
    const Result<qint64> before = await(m_database->run(readPid));
    m_database->rebuild();
    const Result<qint64> after = await(m_database->run(readPid));
    QVERIFY(before && after);
    QVERIFY(*before != *after);
}

void TestDatabaseRebuild::destructor_callHangsStill_doesNotWait()
{
    HangingCall hanging(*m_database);
    m_database->rebuild();
    QVERIFY(await(m_database->run(readPid)));
    m_database.reset(); // Comes back, or the program hangs here.
    hanging.letGo();
    (void)hanging.endsByItself();
}

QTEST_GUILESS_MAIN(TestDatabaseRebuild)
#include "tst_database_rebuild.moc"
