#include "client_program.h"
#include "test_database.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;

/// The client programs of PostgreSQL as the program runs them.
class TestClientProgram : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void run_givesWhatItWrote();
    void run_itsOwnError_isTheDetail();
    void run_missingProgram_isSaid();
    void read_manyBytes_allArrive();
    void write_asInput_isTaken();
    void password_isOnNoCommandLine();
    void stop_fromAnotherThread_endsIt();
    void stop_beforeTheStart_counts();
    void threadEnds_childEnds();

private:
    ClientProgram::Command command(const QString &program, const QStringList &arguments)
    {
        return {.binaries = m_binaries,
                .program = program,
                .arguments = arguments,
                .address = m_database->address()};
    }

    TestCluster m_cluster;
    ServerBinaries m_binaries;
    std::unique_ptr<TestDatabase> m_database;
};

void TestClientProgram::initTestCase()
{
    const Result<ServerBinaries> binaries = ServerBinaries::find({}, 0);
    QVERIFY(binaries);
    m_binaries = *binaries;
    m_database = std::make_unique<TestDatabase>(m_cluster);
}

void TestClientProgram::run_givesWhatItWrote()
{
    const Result<QString> dump =
        ClientProgram::run(command(u"pg_dump"_s, {u"--schema-only"_s, u"--schema=bakehouse"_s}));
    QVERIFY2(dump, qPrintable(dump ? QString() : describe(dump.error())));
    QVERIFY(dump->contains(u"CREATE TABLE bakehouse.orders"_s));
}

void TestClientProgram::run_itsOwnError_isTheDetail()
{
    const Result<QString> dump =
        ClientProgram::run(command(u"pg_dump"_s, {u"--table=no.such_table"_s}));
    QVERIFY(!dump);
    QCOMPARE(dump.error().code, Error::Code::Unavailable);
    QCOMPARE(dump.error().field, u"pg_dump"_s);
    QVERIFY2(dump.error().detail.contains(u"no matching"_s), qPrintable(dump.error().detail));
}

void TestClientProgram::run_missingProgram_isSaid()
{
    const Result<QString> dump = ClientProgram::run(command(u"pg_sing"_s, {}));
    QVERIFY(!dump);
    QCOMPARE(dump.error().reason, Error::Reason::ServerMissing);
    QCOMPARE(dump.error().field, u"pg_sing"_s);
}

void TestClientProgram::read_manyBytes_allArrive()
{
    m_database->execute(u"CREATE TABLE noise AS SELECT i, repeat(md5(i::text), 20) AS words "
                        "FROM generate_series(1, 20000) AS i"_s);
    ClientProgram program;
    QVERIFY(program.start(command(u"pg_dump"_s, {u"--table=noise"_s, u"--data-only"_s})));
    program.closeInput();
    qint64 bytes = 0;
    for (;;) {
        const Result<QByteArray> piece = program.read();
        QVERIFY(piece);
        if (piece->isEmpty())
            break;
        bytes += piece->size();
    }
    QVERIFY(program.finish());
    QVERIFY2(bytes > 20'000 * 640, qPrintable(QString::number(bytes)));
    m_database->execute(u"DROP TABLE noise"_s);
}

void TestClientProgram::write_asInput_isTaken()
{
    ClientProgram list;
    QVERIFY(list.start(command(u"pg_restore"_s, {u"--list"_s})));
    static_cast<void>(list.write("no archive at all, and longer than a header would be"));
    list.closeInput();
    const Result<void> finished = list.finish();
    QVERIFY(!finished);
    QVERIFY2(finished.error().detail.contains(u"archive"_s), qPrintable(finished.error().detail));
}

void TestClientProgram::password_isOnNoCommandLine()
{
    ClientProgram program;
    ClientProgram::Command secret = command(u"pg_dump"_s, {u"--lock-wait-timeout=60000"_s});
    secret.address = secret.address.with(u"password"_s, u"brown-bread"_s);
    m_database->execute(u"BEGIN; LOCK TABLE bakehouse.orders"_s);
    QVERIFY(program.start(secret));
    QFile line(u"/proc/%1/cmdline"_s.arg(program.pid()));
    QVERIFY(line.open(QIODevice::ReadOnly));
    const QByteArray words = line.readAll();
    QVERIFY(!words.contains("brown-bread"));
    program.stop();
    QVERIFY(!program.finish());
    m_database->execute(u"COMMIT"_s);
}

void TestClientProgram::stop_fromAnotherThread_endsIt()
{
    m_database->execute(u"BEGIN; LOCK TABLE bakehouse.orders"_s);
    ClientProgram program;
    QVERIFY(program.start(command(u"pg_dump"_s, {})));
    std::thread other([&program] { program.stop(); });
    const Result<void> finished = program.finish();
    other.join();
    QVERIFY(!finished);
    QCOMPARE(finished.error().reason, Error::Reason::Cancelled);
    QVERIFY(!program.running());
    m_database->execute(u"COMMIT"_s);
}

void TestClientProgram::stop_beforeTheStart_counts()
{
    ClientProgram program;
    program.stop();
    const Result<QString> dump = ClientProgram::run(command(u"pg_dump"_s, {}), &program);
    QVERIFY(!dump);
    QCOMPARE(dump.error().reason, Error::Reason::Cancelled);
}

void TestClientProgram::threadEnds_childEnds()
{
    m_database->execute(u"BEGIN; LOCK TABLE bakehouse.orders"_s);
    qint64 pid = 0;
    ClientProgram *left = nullptr;
    std::thread thread([this, &pid, &left] {
        left = new ClientProgram; // Its destructor would kill the child itself.
        if (left->start(command(u"pg_dump"_s, {})))
            pid = left->pid();
    });
    thread.join();
    QVERIFY(pid > 0);
    const QString state = u"/proc/%1/stat"_s.arg(pid);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&state] {
            QFile file(state);
            return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
        }(),
        20'000);
    delete left;
    m_database->execute(u"COMMIT"_s);
}

QTEST_GUILESS_MAIN(TestClientProgram)
#include "tst_client_program.moc"
