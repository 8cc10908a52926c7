#include "ctl_shop.h"
#include "test_database.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

/// The shop's database goes to another server and back, by bakehousectl from outside.
class TestCtlMove : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void move_toASharedServer_takesEverySaleAlong();
    void move_killedAtEachStep_isTakenUpAgain();
    void move_backKilledAtEachStep_isTakenUpAgain();
    void move_shopWentOnAfterTheCopy_copiesAgain();
    void move_copyUsedBySomebody_isRefused();
    void move_wrongPlaces_areRefusedAndChangeNothing();
    void move_oldDatabase_isClosedToOthers();
    void giveUp_unfinishedMove_removesTheCopy();
    void withoutCopy_lostServer_keepsTheJournalsSales();

private:
    static constexpr int receipts = 24;
    void beginPrivate();
    void beginShared();
    QString target() const { return m_there->address().uri(); }
    QStringList replay(const QString &file) const;
    CommandResult moveKilledAt(const char *step, const QStringList &words) const;
    CommandResult move(const QStringList &words) const;
    void checkBooks() const;
    bool switched() const;
    QByteArray state() const;
    int receiptsThere() const;
    void sellAll();

    TestCluster m_server {TestCluster::Durability::FsyncOff};
    const CtlShop m_prepared; ///< A shop with a private server, copied where one is needed.
    QByteArray m_sales;
    std::unique_ptr<TestDatabase> m_here; ///< The old database where that is a shared one.
    std::unique_ptr<TestDatabase> m_there;
    std::unique_ptr<CtlShop> m_shop;
    QString m_file;
};

void TestCtlMove::initTestCase()
{
    m_sales = contentOf(m_prepared.prepareReplay(receipts, 51));
}

void TestCtlMove::init()
{
    m_there = std::make_unique<TestDatabase>(m_server, TestDatabase::Content::Empty);
    m_shop = std::make_unique<CtlShop>();
}

void TestCtlMove::cleanup()
{
    m_shop.reset();
    m_here.reset();
    m_there.reset();
}

void TestCtlMove::beginPrivate()
{
    QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, m_prepared.data(), m_shop->data()}), 0);
    m_file = m_shop->write(u"receipts.csv"_s, m_sales);
}

/// Without a server of its own each command is quick.
void TestCtlMove::beginShared()
{
    m_here = std::make_unique<TestDatabase>(m_server);
    QVERIFY(QDir().mkpath(m_shop->data()));
    m_shop->write(u"shop/settings.ini"_s,
                  u"database.url = \"%1\"\n"_s.arg(m_here->address().uri()).toUtf8());
    m_file = m_shop->prepareReplay(receipts, 51);
}

QStringList TestCtlMove::replay(const QString &file) const
{
    return {u"replay"_s, file, u"--as-fast-as-possible"_s, u"--acks"_s, m_shop->file(u"acks"_s)};
}

void TestCtlMove::sellAll()
{
    const CommandResult sold = m_shop->run(replay(m_file));
    QVERIFY2(sold.exitCode == 0, qUtf8Printable(sold.complaints));
}

CommandResult TestCtlMove::move(const QStringList &words) const
{
    return m_shop->run(QStringList {u"move"_s} + words);
}

/// Runs until the named step and dies there.
CommandResult TestCtlMove::moveKilledAt(const char *step, const QStringList &words) const
{
    qputenv("BAKEHOUSE_FAILPOINT", step);
    const CommandResult result = move(words);
    qunsetenv("BAKEHOUSE_FAILPOINT");
    return result;
}

/// Whether the shop uses the new place by its settings.
bool TestCtlMove::switched() const
{
    return contentOf(m_shop->data() + u"/settings.ini"_s).contains(target().toUtf8());
}

QByteArray TestCtlMove::state() const
{
    const QByteArray file = contentOf(m_shop->data() + u"/move.json"_s);
    return QJsonDocument::fromJson(file).object().value(u"step"_s).toString().toUtf8();
}

int TestCtlMove::receiptsThere() const
{
    return m_there->value(u"SELECT count(*) FROM bakehouse.receipts"_s).toInt();
}

/// Every acknowledged sale once, under its number, nothing else, and `verify` clean.
void TestCtlMove::checkBooks() const
{
    const QString out = m_shop->file(u"out.csv"_s);
    QCOMPARE(m_shop->run({u"export"_s, u"receipts"_s, out}).exitCode, 0);
    QByteArray expected;
    int number = 0;
    for (const auto &row : csvRows(out)) {
        QCOMPARE(row.value(u"number"_s).toInt(), ++number);
        expected += (row.value(u"source_key"_s) + u' ' + row.value(u"number"_s) + u' '
                     + row.value(u"total_minor"_s) + u'\n')
                        .toUtf8();
    }
    QCOMPARE(number, receipts);
    QCOMPARE(contentOf(m_shop->file(u"acks"_s)), expected);
    const CommandResult verify = m_shop->run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
}

void TestCtlMove::move_toASharedServer_takesEverySaleAlong()
{
    beginPrivate();
    // A till that is killed while it sells leaves entries that no server has yet.
    const std::unique_ptr<QProcess> till = m_shop->start(replay(m_file));
    const QString acks = m_shop->file(u"acks"_s);
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(acks).count('\n') >= 5, 60'000);
    till->kill();
    QVERIFY(till->waitForFinished());

    const CommandResult moved = move({u"--to"_s, target()});
    QVERIFY2(moved.exitCode == 0, qUtf8Printable(moved.complaints));
    QVERIFY2(moved.output.contains(u"equal"_s), qUtf8Printable(moved.output));
    QVERIFY(switched());
    QCOMPARE(state(), "done");
    sellAll();
    QCOMPARE(receiptsThere(), receipts);
    QCOMPARE(m_there->value(u"SELECT count(*) FROM bakehouse.tills"_s), u"1"_s);
    QCOMPARE(m_there->value(u"SELECT count(*) FROM bakehouse.discrepancies"_s), u"0"_s);
    checkBooks();
    QCOMPARE(move({u"--to"_s, target()}).exitCode, 0); // Already there.

    const CommandResult back = move({u"--back"_s});
    QVERIFY2(back.exitCode == 0, qUtf8Printable(back.complaints));
    QVERIFY(!switched());
    checkBooks();
}

void TestCtlMove::move_killedAtEachStep_isTakenUpAgain()
{
    beginShared();
    sellAll();
    for (const char *step : {"move.begun", "move.roles", "copy.portion", "move.copied",
                             "move.compared", "move.verified"}) {
        QVERIFY2(moveKilledAt(step, {u"--to"_s, target()}).exitCode == -1, step);
        QVERIFY2(!switched(), step);
        QCOMPARE(state(), "copying");
    }
    checkBooks(); // The old database still serves.
    QVERIFY(moveKilledAt("move.switching", {}).exitCode == -1);
    QCOMPARE(state(), "switching");
    QVERIFY(!switched());
    for (const char *step : {"move.switched", "move.opened", "move.closed"}) {
        QVERIFY2(moveKilledAt(step, {}).exitCode == -1, step);
        QVERIFY2(switched(), step);
        QCOMPARE(state(), "switching");
    }
    checkBooks(); // The new one does already.
    const CommandResult done = move({});
    QVERIFY2(done.exitCode == 0, qUtf8Printable(done.complaints));
    QCOMPARE(state(), "done");
    checkBooks();
}

void TestCtlMove::move_backKilledAtEachStep_isTakenUpAgain()
{
    beginPrivate();
    sellAll();
    QCOMPARE(move({u"--to"_s, target()}).exitCode, 0);
    for (const char *step : {"move.aside", "move.copied"}) {
        QVERIFY2(moveKilledAt(step, {u"--back"_s}).exitCode == -1, step);
        QVERIFY2(switched(), step);
    }
    QVERIFY(moveKilledAt("move.switched", {u"--back"_s}).exitCode == -1);
    QVERIFY(!switched());
    const CommandResult done = move({u"--back"_s});
    QVERIFY2(done.exitCode == 0, qUtf8Printable(done.complaints));
    QVERIFY(!switched());
    checkBooks();
}

void TestCtlMove::move_shopWentOnAfterTheCopy_copiesAgain()
{
    beginShared();
    QVERIFY(moveKilledAt("move.verified", {u"--to"_s, target()}).exitCode == -1);
    QCOMPARE(receiptsThere(), 0);
    sellAll();
    const CommandResult moved = move({});
    QVERIFY2(moved.exitCode == 0, qUtf8Printable(moved.complaints));
    QVERIFY(moved.output.contains(u"made again"_s));
    QCOMPARE(receiptsThere(), receipts);
    checkBooks();
}

void TestCtlMove::move_copyUsedBySomebody_isRefused()
{
    beginShared();
    QVERIFY(moveKilledAt("move.copied", {u"--to"_s, target()}).exitCode == -1);
    m_there->execute(u"UPDATE bakehouse.products SET name = 'Theirs' WHERE id = 1"_s);
    for (const QStringList &words : {QStringList(), QStringList {u"--give-up"_s}}) {
        const CommandResult refused = move(words);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.complaints.contains(u"somebody used the copy"_s),
                 qUtf8Printable(refused.complaints));
    }
    QCOMPARE(m_there->value(u"SELECT name FROM bakehouse.products WHERE id = 1"_s), u"Theirs"_s);
    QVERIFY(!switched());
}

void TestCtlMove::move_wrongPlaces_areRefusedAndChangeNothing()
{
    beginPrivate();
    const TestDatabase taken(m_server);
    const DatabaseAddress nowhere = m_there->address().with(u"dbname"_s, u"nowhere"_s);
    for (const auto &[place, words] : {std::pair(taken.address().uri(), u"holds a shop already"_s),
                                       std::pair(nowhere.uri(), u"nowhere"_s)}) {
        const CommandResult refused = move({u"--to"_s, place});
        QVERIFY(refused.exitCode != 0);
        QVERIFY2(refused.complaints.contains(words), qUtf8Printable(refused.complaints));
    }
    QVERIFY(!m_shop->serve().isEmpty());
    const CommandResult owned = move({u"--to"_s, target()});
    QCOMPARE(owned.exitCode, 1);
    QVERIFY2(owned.complaints.contains(u"bakehousectl serve"_s), qUtf8Printable(owned.complaints));
    const QString own = m_shop->databaseUrl();
    QCOMPARE(m_shop->stopServer(), 0);
    const CommandResult same = move({u"--to"_s, own});
    QCOMPARE(same.exitCode, 2);
    QVERIFY2(same.complaints.contains(u"lead to one database"_s), qUtf8Printable(same.complaints));
    qputenv("DATABASE_URL", taken.address().uri().toUtf8());
    const CommandResult elsewhere = move({u"--to"_s, target()});
    qunsetenv("DATABASE_URL");
    QCOMPARE(elsewhere.exitCode, 2);
    QVERIFY2(elsewhere.complaints.contains(u"settings.ini"_s),
             qUtf8Printable(elsewhere.complaints));
    QVERIFY(!QFile::exists(m_shop->data() + u"/move.json"_s));
    QVERIFY(!switched());
}

void TestCtlMove::move_oldDatabase_isClosedToOthers()
{
    beginShared();
    const TestDatabase further(m_server, TestDatabase::Content::Empty);
    sellAll();
    QCOMPARE(move({u"--to"_s, target()}).exitCode, 0);
    QCOMPARE(move({u"--to"_s, further.address().uri()}).exitCode, 0);
    const CtlShop other;
    const CommandResult refused = other.run(
        {u"import"_s, u"catalogue"_s, m_shop->file(u"goods.csv"_s), u"--database"_s, target()});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.complaints.contains(u"the shop moved to"_s),
             qUtf8Printable(refused.complaints));
    checkBooks();
}

void TestCtlMove::giveUp_unfinishedMove_removesTheCopy()
{
    beginShared();
    sellAll();
    QCOMPARE(move({u"--give-up"_s}).exitCode, 1);
    QVERIFY(moveKilledAt("move.copied", {u"--to"_s, target()}).exitCode == -1);
    QVERIFY(moveKilledAt("move.dropped", {u"--give-up"_s}).exitCode == -1);
    QCOMPARE(move({u"--back"_s}).exitCode, 0); // The same, of a move that never switched.
    QVERIFY(!QFile::exists(m_shop->data() + u"/move.json"_s));
    QCOMPARE(m_there->value(u"SELECT count(*) FROM pg_namespace WHERE nspname = 'bakehouse'"_s),
             u"0"_s);
    checkBooks();
    QCOMPARE(move({u"--to"_s, target()}).exitCode, 0);
}

void TestCtlMove::withoutCopy_lostServer_keepsTheJournalsSales()
{
    beginPrivate();
    QCOMPARE(move({u"--to"_s, target()}).exitCode, 0);
    sellAll();
    QVERIFY(switched());
    QVERIFY(moveKilledAt("move.aside", {u"--back"_s}).exitCode == -1);
    m_there.reset();
    QCOMPARE(move({u"--back"_s}).exitCode, 1);
    QVERIFY(moveKilledAt("move.reopened", {u"--without-copy"_s}).exitCode == -1);
    const CommandResult returned = move({u"--without-copy"_s});
    QVERIFY2(returned.exitCode == 0, qUtf8Printable(returned.complaints));
    sellAll(); // Nothing is sold twice; what the journal holds goes to the old database.
    checkBooks();
}

QTEST_GUILESS_MAIN(TestCtlMove)
#include "tst_ctl_move.moc"
