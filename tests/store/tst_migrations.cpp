#include "await.h"
#include "call_supervisor.h"
#include "database_run.h"
#include "migrations.h"
#include "statements.h"
#include "test_database.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

/// Setting up and upgrading databases, by many at once and by roles of little power.
class TestMigrations final : public QObject
{
    Q_OBJECT

private slots:
    void bringUp_empty_makesAShopWithSamples();
    void bringUp_again_changesNothing();
    void bringUp_eightAtOnce_appliesOnce();
    void bringUp_editedStep_isRefused();
    void bringUp_newerSchema_isRefused();
    void bringUp_olderSchema_needsPermission();
    void bringUp_failingStep_leavesNothing();
    void bringUp_serverAway_isUnavailable();
    void bringUp_loginWithoutPower_isDenied();
    void bringUp_loginOfASharedServer_setsUpAndRuns();
    void runtimeRole_forbiddenStatement_isDenied_data();
    void runtimeRole_forbiddenStatement_isDenied();
    void runtimeRole_reads();

private:
    static Result<int> bringUp(
        const TestDatabase &server,
        Migrations::Permission permission = Migrations::Permission::OnlyWhenEmpty)
    {
        return Migrations::bringUp(server.address(), permission);
    }

    static DatabaseAddress login(TestDatabase &server, const QString &role);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestMigrations::bringUp_empty_makesAShopWithSamples()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    const Result<int> version = bringUp(server);
    QVERIFY2(version, qPrintable(version ? QString() : describe(version.error())));
    QCOMPARE(*version, Migrations::newest());
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.schema_migrations"_s),
             QString::number(migrationSteps().size()));
    QVERIFY(server.value(u"SELECT count(*) FROM bakehouse.products WHERE active"_s).toInt() >= 20);
    QCOMPARE(server.value(
                 u"SELECT count(*) FROM pg_tables WHERE schemaname = 'bakehouse' AND tableowner <> "
                 "'bakehouse_owner'"_s),
             u"0"_s);
}

void TestMigrations::bringUp_again_changesNothing()
{
    TestDatabase server(m_cluster);
    const QString products = server.value(u"SELECT count(*) FROM bakehouse.products"_s);
    QVERIFY(bringUp(server));
    QVERIFY(bringUp(server, Migrations::Permission::Upgrade));
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.products"_s), products);
}

void TestMigrations::bringUp_eightAtOnce_appliesOnce()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> runners;
        for (int runner = 0; runner < 8; ++runner)
            runners.emplace_back([&] {
                const Result<int> version = bringUp(server);
                if (version && *version == Migrations::newest())
                    ++right;
            });
    }
    QCOMPARE(right.load(), 8);
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.schema_migrations"_s),
             QString::number(migrationSteps().size()));
    QCOMPARE(server.value(
                 u"SELECT count(*) FROM (SELECT name FROM bakehouse.products GROUP BY name HAVING "
                 "count(*) > 1) twice"_s),
             u"0"_s);
}

void TestMigrations::bringUp_editedStep_isRefused()
{
    TestDatabase server(m_cluster);
    server.execute(
        u"UPDATE bakehouse.schema_migrations SET sha256 = repeat('0', 64) WHERE version = 2"_s);
    const Result<int> version = bringUp(server, Migrations::Permission::Upgrade);
    QVERIFY(!version);
    QCOMPARE(version.error().code, Error::Code::Conflict);
    QCOMPARE(version.error().reason, Error::Reason::SchemaMismatch);
    QVERIFY(version.error().detail.startsWith(u"Step 2 ("_s));
}

void TestMigrations::bringUp_newerSchema_isRefused()
{
    TestDatabase server(m_cluster);
    server.execute(
        u"INSERT INTO bakehouse.schema_migrations VALUES (9999, 'later', repeat('0', 64))"_s);
    const Result<int> version = bringUp(server, Migrations::Permission::Upgrade);
    QVERIFY(!version);
    QCOMPARE(version.error().reason, Error::Reason::SchemaMismatch);
    QVERIFY(version.error().detail.contains(u"update the program"_s));
}

void TestMigrations::bringUp_olderSchema_needsPermission()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    QVERIFY(bringUp(server));
    server.execute(
        u"DELETE FROM bakehouse.schema_migrations WHERE version = %1"_s.arg(Migrations::newest()));
    const Result<int> version = bringUp(server);
    QVERIFY(!version);
    QCOMPARE(version.error().code, Error::Code::Conflict);
    QCOMPARE(version.error().reason, Error::Reason::SchemaMismatch);
    QVERIFY(version.error().detail.contains(u"bakehousectl migrate"_s));
}

// Something of the same name stands in the way of a later step.
void TestMigrations::bringUp_failingStep_leavesNothing()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    QVERIFY(bringUp(server));
    const QString tables = u"SELECT count(*) FROM pg_tables WHERE schemaname = 'bakehouse'"_s;
    const QString before = server.value(tables);
    server.execute(u"DELETE FROM bakehouse.schema_migrations WHERE version > 1"_s);
    const Result<int> version = bringUp(server, Migrations::Permission::Upgrade);
    QVERIFY(!version);
    QVERIFY2(version.error().detail.contains(u"step 2 ("_s), qPrintable(version.error().detail));
    QCOMPARE(server.value(tables), before);
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.schema_migrations"_s), u"1"_s);
}

void TestMigrations::bringUp_serverAway_isUnavailable()
{
    const DatabaseAddress nowhere = DatabaseAddress::forSocket(u"/nowhere"_s, u"anna"_s, u"shop"_s);
    const Result<int> version = Migrations::bringUp(nowhere, Migrations::Permission::Upgrade);
    QVERIFY(!version);
    QCOMPARE(version.error().code, Error::Code::Unavailable);
    QVERIFY(!version.error().detail.isEmpty());
}

// A login of little power, let in beside the cluster's own user.
DatabaseAddress TestMigrations::login(TestDatabase &server, const QString &role)
{
    server.execute(u"CREATE ROLE "_s + role);
    const QString file = server.value(u"SHOW hba_file"_s);
    server.execute(
        u"COPY (SELECT unnest(ARRAY['local all %1 trust', 'local all all peer map=bakehouse'])) "
        "TO '%2'"_s.arg(role.section(u' ', 0, 0), file));
    server.execute(u"SELECT pg_reload_conf()"_s);
    return server.address().with(u"user"_s, role.section(u' ', 0, 0));
}

void TestMigrations::bringUp_loginWithoutPower_isDenied()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    const DatabaseAddress address = login(server, u"powerless LOGIN"_s);
    Result<int> version;
    const auto decided = [&] { // The server reads its new rules in a moment of its own.
        version = Migrations::bringUp(address, Migrations::Permission::Upgrade);
        return version || version.error().code != Error::Code::Unavailable;
    };
    QTRY_VERIFY(decided());
    QVERIFY(!version);
    QCOMPARE(version.error().code, Error::Code::Denied);
    QVERIFY2(version.error().detail.contains(u"bakehouse_owner"_s),
             qPrintable(version.error().detail));
}

void TestMigrations::bringUp_loginOfASharedServer_setsUpAndRuns()
{
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    const DatabaseAddress address = login(server, u"shop_login LOGIN CREATEROLE"_s);
    server.execute(u"DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO shop_login', "
                   "current_database()); END $$"_s);
    Result<int> version;
    const auto broughtUp = [&] {
        version = Migrations::bringUp(address, Migrations::Permission::OnlyWhenEmpty);
        return version || version.error().code != Error::Code::Unavailable;
    };
    QTRY_VERIFY(broughtUp());
    QVERIFY2(version, qPrintable(version ? QString() : describe(version.error())));
    CallSupervisor supervisor;
    Database database({.name = u"test"_s, .address = address}, supervisor);
    const auto role =
        await(database.run([](Sql &sql) { return sql.one(u"test_role"_s)->text(0); }));
    QVERIFY2(role, qPrintable(role ? QString() : describe(role.error())));
    QCOMPARE(*role, u"bakehouse_runtime"_s);
    const Result<qint64> stock =
        await(database.run([](Sql &sql) { return sql.run(u"test_update_stock"_s); }));
    QVERIFY(!stock);
    QCOMPARE(stock.error().code, Error::Code::Denied);
}

void TestMigrations::runtimeRole_forbiddenStatement_isDenied_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("change stock") << u"test_update_stock"_s;
    QTest::newRow("make a table") << u"test_create_table"_s;
    QTest::newRow("make a temporary table") << u"test_create_temporary_table"_s;
    QTest::newRow("call a function not granted") << u"test_forbidden"_s;
}

void TestMigrations::runtimeRole_forbiddenStatement_isDenied()
{
    QFETCH(QString, statement);
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    QVERIFY(bringUp(server));
    server.execute(
        u"SET ROLE bakehouse_owner; CREATE FUNCTION bakehouse.forbidden() RETURNS int LANGUAGE "
        "sql AS 'SELECT 1'; RESET ROLE"_s);
    CallSupervisor supervisor;
    Database database({.name = u"test"_s, .address = server.address()}, supervisor);
    const Result<void> refused =
        await(database.run([statement](Sql &sql) { sql.execute(statement); }));
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == Error::Code::Denied, qPrintable(describe(refused.error())));
}

void TestMigrations::runtimeRole_reads()
{
    TestDatabase server(m_cluster);
    CallSupervisor supervisor;
    Database database({.name = u"test"_s, .address = server.address()}, supervisor);
    const auto products =
        await(database.run([](Sql &sql) { return sql.one(u"test_products"_s)->integer(0); }));
    QVERIFY(products);
    QVERIFY(*products > 0);
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
