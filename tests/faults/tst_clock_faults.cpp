#include "audit_store.h"
#include "await.h"
#include "call_supervisor.h"
#include "ctl_shop.h"
#include "database.h"
#include "faked_clock.h"
#include "fault_rounds.h"
#include "server_binaries.h"
#include "shop_folder.h"
#include "test_database.h"
#include "till_process.h"
#include "web_customers.h"

#include <QDir>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3'600;
constexpr qint64 day = 24 * hour;
constexpr qint64 year = 365 * day;
constexpr int longMs = 60'000;
constexpr int readsOfTheClockMs = 10'000;

const QTimeZone &zone()
{
    static const QTimeZone berlin("Europe/Berlin");
    return berlin;
}

/// By the rule, not by the program's arithmetic: what is sold before four in the morning belongs to
/// the day before.
QDate businessDayOf(const QDateTime &soldAt)
{
    const QDateTime local = soldAt.toTimeZone(zone());
    return local.time() < QTime(4, 0) ? local.date().addDays(-1) : local.date();
}

QDateTime utc(int yearNumber, int month, int dayNumber, const QTime &time)
{
    return QDateTime(QDate(yearNumber, month, dayNumber), time, Qt::UTC);
}

}

/// The machine's clock jumps under a till and under a shop: numbers, days and the queue stay sane,
/// and the till says which sale is in doubt.
class TestClockFaults final : public QObject
{
    Q_OBJECT
private slots:
    void till_clockJumps_sellsOnAndFlagsIt();
    void orders_clockJumps_eachIsMadeOnce_data();
    void orders_clockJumps_eachIsMadeOnce();

private:
    void sellAfterJump(TillProcess &till, const FakedClock &clock, bool flagged);
    void checkSale(const SoldLine &sold, const FakedClock &clock);
    static QString fakedServer(const CtlShop &shop, const FakedClock &clock);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    qint64 m_sold = 0;
    qint64 m_flagged = 0;
    qint64 m_takings = 0;
};

void TestClockFaults::checkSale(const SoldLine &sold, const FakedClock &clock)
{
    QCOMPARE(sold.number, ++m_sold);
    QVERIFY2(std::abs(sold.soldAt.msecsTo(clock.now())) < readsOfTheClockMs,
             qPrintable(sold.soldAt.toString(Qt::ISODateWithMs)));
    QCOMPARE(sold.businessDay, businessDayOf(sold.soldAt));
    m_flagged += sold.suspect ? 1 : 0;
    m_takings += sold.totalMinor;
}

/// The first sale after a jump is in doubt, those that follow are not.
void TestClockFaults::sellAfterJump(TillProcess &till, const FakedClock &clock, bool flagged)
{
    const std::vector<SoldLine> sold = till.sell(3);
    QCOMPARE(sold.size(), size_t(3));
    for (const SoldLine &line : sold)
        checkSale(line, clock);
    QCOMPARE(sold[0].suspect, flagged);
    QVERIFY(!sold[1].suspect && !sold[2].suspect);
}

void TestClockFaults::till_clockJumps_sellsOnAndFlagsIt()
{
    TestDatabase database(m_cluster);
    const ShopFolder folder;
    FakedClock clock(QFileInfo(folder.data()).path() + u"/clock"_s);
    TillProcess till(folder.data());
    for (const auto &[name, value] : clock.variables().asKeyValueRange())
        till.setVariable(name, value);
    till.setVariable(u"DATABASE_URL"_s, database.address().uri());
    till.setVariable(u"BAKEHOUSE_SHOP_TIME_ZONE"_s, QString::fromUtf8(zone().id()));
    QVERIFY(till.start());
    sellAfterJump(till, clock, false);
    for (const qint64 ahead :
         {hour, qint64(0), -hour, day, -day, qint64(0), 5 * year, -5 * year, qint64(0)}) {
        clock.setAhead(ahead);
        sellAfterJump(till, clock, true);
        QTRY_VERIFY_WITH_TIMEOUT(till.waiting() == 0 && till.databaseUp(), longMs);
    }
    const QDateTime nights[] {utc(2027, 3, 28, {0, 59, 40}), // Two o'clock is three.
                              utc(2027, 10, 31, {0, 59, 40}), // Three o'clock is two.
                              utc(2028, 2, 29, {22, 59, 40}), utc(2028, 3, 1, {2, 59, 40}),
                              utc(2038, 1, 19, {3, 13, 50})}; // The end of 32 bits.
    for (const QDateTime &night : nights) {
        clock.set(night);
        sellAfterJump(till, clock, true);
        clock.set(night.addSecs(45)); // A time server's step, over the edge.
        sellAfterJump(till, clock, false);
    }
    clock.setAhead(-day);
    till.kill();
    QVERIFY(till.start());
    sellAfterJump(till, clock, true);
    QTRY_COMPARE_WITH_TIMEOUT(till.waiting(), 0, longMs);

    const auto stored = [&database](const QString &what) {
        return database.value(u"SELECT %1 FROM bakehouse.receipts"_s.arg(what)).toLongLong();
    };
    QCOMPARE(stored(u"count(*)"_s), m_sold);
    QCOMPARE(stored(u"max(number)"_s), m_sold);
    QCOMPARE(stored(u"sum(total_minor)"_s), m_takings);
    QCOMPARE(stored(u"count(*) FILTER (WHERE suspect)"_s), m_flagged);
    CallSupervisor supervisor;
    Database direct({.name = u"verify"_s, .address = database.address()}, supervisor);
    const Result<QStringList> findings = await(AuditStore(direct).verify());
    QVERIFY(findings);
    QCOMPARE(findings->value(0), QString());
    noteFaults({.part = "clock of a till jumps",
                .faults = int(m_flagged),
                .acknowledged = m_sold,
                .stored = m_sold,
                .counted = m_sold});
}

/// A folder of PostgreSQL's programs that see the faked clock.
QString TestClockFaults::fakedServer(const CtlShop &shop, const FakedClock &clock)
{
    const QString folder = shop.file(u"binaries"_s);
    const Result<ServerBinaries> installed = ServerBinaries::find({}, 0);
    if (!installed || !QDir().mkpath(folder))
        return {};
    QFile::setPermissions(folder, QFile::Permissions(0x7055));
    QByteArray variables;
    for (const auto &[name, value] : clock.variables().asKeyValueRange())
        variables += "export " + name.toUtf8() + "='" + value.toUtf8() + "'\n";
    for (const QString &name : {u"postgres"_s, u"initdb"_s}) {
        const QString program = installed->program(name);
        const bool server = name == u"postgres"_s;
        shop.write(u"binaries/"_s + name,
                   "#!/bin/sh\n" + (server ? variables : QByteArray()) + "exec '" + program.toUtf8()
                       + "' \"$@\"\n");
        QFile::setPermissions(folder + u'/' + name, QFile::Permissions(0x7055));
    }
    return folder;
}

void TestClockFaults::orders_clockJumps_eachIsMadeOnce_data()
{
    QTest::addColumn<bool>("ofTheDatabase");
    QTest::newRow("clock of the programs jumps") << false;
    QTest::newRow("clock of the database jumps") << true;
}

void TestClockFaults::orders_clockJumps_eachIsMadeOnce()
{
    QFETCH(const bool, ofTheDatabase);
    CtlShop shop;
    FakedClock clock(shop.file(u"clock"_s));
    shop.setVariable(u"BAKEHOUSE_ORDERS_PROCESSING_SECONDS"_s, u"0-2"_s);
    if (ofTheDatabase)
        shop.setVariable(u"BAKEHOUSE_POSTGRES_BINARIES"_s, fakedServer(shop, clock));
    else
        for (const auto &[name, value] : clock.variables().asKeyValueRange())
            shop.setVariable(name, value);
    const QString api = shop.serve();
    QVERIFY(!api.isEmpty());
    shop.sql(u"SELECT bakehouse.book_delivery('test', current_date, (SELECT "
             u"jsonb_agg(jsonb_build_array(id, 100000000)) "
             "FROM bakehouse.catalogue_products), 'test')"_s);
    WebCustomers customers(8, {1, 2, 3});
    customers.orderAt(api);
    customers.start();
    for (const qint64 ahead : {hour, qint64(0), -day, day, 5 * year, -5 * year, qint64(0)}) {
        const qsizetype before = customers.answers().size();
        QTRY_VERIFY_WITH_TIMEOUT(customers.answers().size() >= before + 30, longMs);
        clock.setAhead(ahead);
    }
    QVERIFY(customers.finish(longMs));
    QCOMPARE(customers.contradictions(), 0);
    const qint64 placed = customers.answers().size();
    const auto count = [&shop](const QString &what) {
        return shop.sql(u"SELECT count(*) FROM bakehouse."_s + what).toLongLong();
    };
    QCOMPARE(count(u"orders"_s), placed);
    QTRY_COMPARE_WITH_TIMEOUT(count(u"orders WHERE state <> 'ready'"_s), 0, longMs);
    QCOMPARE(count(u"order_events WHERE state = 'ready'"_s), placed);
    QCOMPARE(count(u"jobs WHERE kind = 'order.advance'"_s), 0);
    const CommandResult verify = shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qPrintable(verify.output + verify.complaints));
    noteFaults({.part = QTest::currentDataTag(),
                .faults = 7,
                .acknowledged = placed,
                .stored = placed,
                .counted = placed});
}

QTEST_GUILESS_MAIN(TestClockFaults)
#include "tst_clock_faults.moc"
