#include "copy_end.h"
#include "database_copy.h"
#include "database_note.h"
#include "migrations.h"
#include "test_database.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// A copy is whole or nothing, and a difference of one value is seen.
class TestCopyEnd : public QObject
{
    Q_OBJECT

private slots:
    void copy_emptyDatabase_holdsTheSame();
    void copy_placeThatHoldsAShop_failsAndLeavesIt();
    void copy_sourceThatIsAway_leavesNothing();
    void copy_stopped_leavesNothing();
    void sums_oneValueChanged_namesTheTable_data();
    void sums_oneValueChanged_namesTheTable();
    void sums_toldToStop_areCancelled();
    void freeze_othersReadButCannotWrite();
    void claim_secondSession_isRefusedUntilTheFirstEnds();
    void note_movedAway_closesTheDatabase();
    void setAside_shop_leavesRoomForAnother();
    void roles_withPasswordAndMembers_areMadeAgain();

private:
    static std::unique_ptr<CopyEnd> end(const DatabaseAddress &address);
    static TableSums sums(const DatabaseAddress &address);
    DatabaseCopy::Plan plan(const TestDatabase &from, const TestDatabase &to);
    Result<void> copy(const TestDatabase &from, const TestDatabase &to);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

std::unique_ptr<CopyEnd> TestCopyEnd::end(const DatabaseAddress &address)
{
    Result<std::unique_ptr<CopyEnd>> opened = CopyEnd::open(address);
    if (!opened)
        qFatal("%s", qUtf8Printable(describe(opened.error())));
    return *std::move(opened);
}

TableSums TestCopyEnd::sums(const DatabaseAddress &address)
{
    const Result<TableSums> sums = end(address)->sums();
    return sums ? *sums : TableSums();
}

DatabaseCopy::Plan TestCopyEnd::plan(const TestDatabase &from, const TestDatabase &to)
{
    return {.binaries = *ServerBinaries::find({}, 0), .from = from.address(), .to = to.address()};
}

Result<void> TestCopyEnd::copy(const TestDatabase &from, const TestDatabase &to)
{
    return DatabaseCopy().run(plan(from, to));
}

void TestCopyEnd::copy_emptyDatabase_holdsTheSame()
{
    const TestDatabase from(m_cluster);
    TestDatabase to(m_cluster, TestDatabase::Content::Empty);
    QVERIFY(end(from.address())->setNote(u"A copy of 'ours'"_s));
    QVERIFY(end(to.address())->makeRoles());
    QVERIFY(end(to.address())->makeRoles());
    const Result<void> copied = copy(from, to);
    QVERIFY2(copied, copied ? "" : qUtf8Printable(describe(copied.error())));
    const TableSums before = sums(from.address());
    QVERIFY(before.size() > 20);
    QCOMPARE(firstDifference(before, sums(to.address())), QString());
    QCOMPARE(end(to.address())->facts()->note, u"A copy of 'ours'"_s);
    // The rights came along, those of functions yet to be made too.
    QVERIFY(Migrations::bringUp(to.address(), Migrations::Permission::OnlyWhenEmpty));
    to.execute(u"SET ROLE bakehouse_owner; CREATE FUNCTION bakehouse.later() RETURNS int "
               "LANGUAGE sql AS 'SELECT 1'"_s);
    QCOMPARE(to.value(u"SELECT has_function_privilege('public', 'bakehouse.later()', 'EXECUTE')"_s),
             u"f"_s);
    QCOMPARE(to.value(u"SELECT has_database_privilege('public', current_database(), 'TEMP')"_s),
             u"f"_s);
}

void TestCopyEnd::copy_placeThatHoldsAShop_failsAndLeavesIt()
{
    const TestDatabase from(m_cluster);
    TestDatabase to(m_cluster);
    to.execute(u"UPDATE bakehouse.products SET name = 'Another shop''s' WHERE id = 1"_s);
    const TableSums before = sums(to.address());
    const Result<void> copied = copy(from, to);
    QVERIFY(!copied);
    QCOMPARE(copied.error().field, u"pg_restore"_s);
    QVERIFY2(copied.error().detail.contains(u"already exists"_s),
             qUtf8Printable(copied.error().detail));
    QCOMPARE(sums(to.address()), before);
}

void TestCopyEnd::copy_sourceThatIsAway_leavesNothing()
{
    const TestDatabase from(m_cluster);
    const TestDatabase to(m_cluster, TestDatabase::Content::Empty);
    DatabaseCopy::Plan wrong = plan(from, to);
    wrong.from = wrong.from.with(u"dbname"_s, u"nobody's \"own\""_s);
    const Result<void> copied = DatabaseCopy().run(wrong);
    QVERIFY(!copied);
    QCOMPARE(copied.error().field, u"pg_dump"_s);
    QVERIFY(!end(to.address())->facts()->holdsShop);
}

void TestCopyEnd::copy_stopped_leavesNothing()
{
    const TestDatabase from(m_cluster);
    const TestDatabase to(m_cluster, TestDatabase::Content::Empty);
    DatabaseCopy stopped;
    stopped.stop();
    const Result<void> copied = stopped.run(plan(from, to));
    QVERIFY(!copied);
    QCOMPARE(copied.error().reason, Error::Reason::Cancelled);
    QVERIFY(!end(to.address())->facts()->holdsShop);
}

void TestCopyEnd::sums_oneValueChanged_namesTheTable_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("table");
    QTest::newRow("a letter") << u"UPDATE bakehouse.products SET name = name || 's' WHERE id = 1"_s
                              << u"products"_s;
    QTest::newRow("a row more")
        << u"INSERT INTO bakehouse.tills (id, number, prefix) VALUES (gen_random_uuid(), 7, '7-')"_s
        << u"tills"_s;
    QTest::newRow("a row less") << u"DELETE FROM bakehouse.schema_migrations WHERE version = 3"_s
                                << u"schema_migrations"_s;
    QTest::newRow("two values that change places")
        << u"UPDATE bakehouse.products AS p SET price_minor = (SELECT o.price_minor FROM "
           "bakehouse.products AS o WHERE o.id = 3 - p.id) WHERE p.id IN (1, 2)"_s
        << u"products"_s;
    QTest::newRow("the next number of an order")
        << u"SELECT nextval('bakehouse.orders_id_seq')"_s << u"orders_id_seq"_s;
}

void TestCopyEnd::sums_oneValueChanged_namesTheTable()
{
    QFETCH(const QString, change);
    QFETCH(const QString, table);
    TestDatabase database(m_cluster);
    const TableSums before = sums(database.address());
    QCOMPARE(sums(database.address()), before);
    database.execute(change);
    const QString difference = firstDifference(before, sums(database.address()));
    QVERIFY2(difference.startsWith(table + u':'), qUtf8Printable(difference));
}

void TestCopyEnd::sums_toldToStop_areCancelled()
{
    const TestDatabase database(m_cluster);
    int asked = 0;
    const Result<TableSums> sums = end(database.address())->sums([&asked] { return ++asked < 4; });
    QVERIFY(!sums);
    QCOMPARE(sums.error().reason, Error::Reason::Cancelled);
    QCOMPARE(asked, 4);
}

void TestCopyEnd::freeze_othersReadButCannotWrite()
{
    TestDatabase database(m_cluster);
    const QString change =
        u"SET lock_timeout = '50ms'; UPDATE bakehouse.products SET name = 'Mine' WHERE id = 1"_s;
    std::unique_ptr<CopyEnd> holder = end(database.address());
    QVERIFY(holder->freeze());
    QCOMPARE(database.refusal(change), u"55P03"_s);
    QVERIFY(database.value(u"SELECT count(*) FROM bakehouse.products"_s).toInt() > 0);
    QVERIFY(holder->setNote(u"Frozen"_s));
    QVERIFY(holder->thaw());
    QCOMPARE(holder->facts()->note, u"Frozen"_s);
    QCOMPARE(database.refusal(change), QString());

    QVERIFY(holder->freeze());
    QVERIFY(holder->setNote(u"Lost"_s));
    holder.reset(); // As a killed program lets go.
    QTRY_COMPARE(database.refusal(change), QString());
    QCOMPARE(end(database.address())->facts()->note, u"Frozen"_s);
}

void TestCopyEnd::claim_secondSession_isRefusedUntilTheFirstEnds()
{
    const TestDatabase database(m_cluster);
    std::unique_ptr<CopyEnd> first = end(database.address());
    const std::unique_ptr<CopyEnd> second = end(database.address());
    QVERIFY(*first->claim());
    QVERIFY(!*second->claim());
    first.reset();
    QTRY_VERIFY(*second->claim());
}

void TestCopyEnd::note_movedAway_closesTheDatabase()
{
    const TestDatabase database(m_cluster);
    const std::unique_ptr<CopyEnd> owner = end(database.address());
    QVERIFY(owner->setNote(movedNote(u"postgresql://there/shop"_s)));
    const Result<int> refused =
        Migrations::bringUp(database.address(), Migrations::Permission::Upgrade);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Error::Reason::SchemaMismatch);
    QVERIFY(refused.error().detail.contains(u"postgresql://there/shop"_s));
    QVERIFY(owner->setNote({}));
    QVERIFY(Migrations::bringUp(database.address(), Migrations::Permission::Upgrade));
}

void TestCopyEnd::setAside_shop_leavesRoomForAnother()
{
    TestDatabase database(m_cluster);
    const std::unique_ptr<CopyEnd> owner = end(database.address());
    const Result<QString> aside = owner->setAside();
    QVERIFY(aside);
    QVERIFY(!owner->facts()->holdsShop);
    QVERIFY(database.value(u"SELECT count(*) FROM %1.products"_s.arg(*aside)).toInt() > 0);
    QVERIFY(owner->bringBack());
    QVERIFY(owner->facts()->holdsShop);
    QVERIFY(owner->bringBack()); // There is none any more.
    QVERIFY(owner->setAside());
    QVERIFY(Migrations::bringUp(database.address(), Migrations::Permission::OnlyWhenEmpty));
}

void TestCopyEnd::roles_withPasswordAndMembers_areMadeAgain()
{
    TestDatabase database(m_cluster);
    database.execute(
        u"CREATE ROLE \"the clerk\" LOGIN PASSWORD 'it''s; secret' CONNECTION LIMIT 3; "
        "CREATE ROLE readers VALID UNTIL '2031-01-01'; GRANT readers TO \"the clerk\""_s);
    const QString described =
        u"SELECT string_agg(to_jsonb(a)::text, ' ' ORDER BY rolname) FROM (SELECT rolname, "
        u"rolcanlogin, "
        "rolpassword, rolconnlimit, rolvaliduntil, pg_has_role('the clerk', oid, 'MEMBER') FROM "
        "pg_authid WHERE rolname IN ('the clerk', 'readers')) AS a"_s;
    const QString before = database.value(described);
    const std::unique_ptr<CopyEnd> owner = end(database.address());
    const Result<QByteArray> script = owner->roles();
    QVERIFY(script);
    database.execute(u"DROP ROLE \"the clerk\"; DROP ROLE readers"_s);
    // The others are there still and in use.
    QByteArrayList lines;
    for (const QByteArray &line : script->split(';')) {
        if (line.contains("clerk") || line.contains("readers"))
            lines.append(line);
    }
    const Result<void> made = owner->makeRoles(lines.join(';'));
    QVERIFY2(made, made ? "" : qUtf8Printable(describe(made.error())));
    QCOMPARE(database.value(described), before);
    database.execute(u"DROP ROLE \"the clerk\"; DROP ROLE readers"_s);
}

QTEST_GUILESS_MAIN(TestCopyEnd)
#include "tst_copy_end.moc"
