#include "await.h"
#include "call_supervisor.h"
#include "catalogue_store.h"
#include "counter_till.h"
#include "database.h"
#include "manual_clock.h"
#include "shop_folder.h"
#include "snapshot_file.h"
#include "test_database.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 20'000;

/// A counter's till in a directory of its own, on a database of its own.
struct Place {
    explicit Place(const DatabaseAddress &address)
        : directory(*DataDirectory::prepare(folder.data()))
        , snapshot(folder.file(u"catalogue.sqlite"_s))
        , cache(catalogue, snapshot, clock)
        , orders({.name = u"orders"_s, .address = address, .callTimeoutMs = 2'000}, supervisor)
        , catalogue(orders, cache, u"counter"_s)
        , entries(orders, cache, u"counter"_s)
    {
    }
    ~Place() { cache.stop(); }
    Q_DISABLE_COPY_MOVE(Place)

    Result<void> open()
    {
        till.reset();
        auto opened = CounterTill::open({directory, entries, cache, clock},
                                        {.zone = QTimeZone("Europe/London")});
        if (!opened)
            return opened.error();
        till = *std::move(opened);
        return {};
    }
    bool begin()
    {
        if (!open() || !await(catalogue.read()))
            return false;
        till->start();
        return QTest::qWaitFor([this] { return till->till().state().tillNumber > 0; }, longMs);
    }
    QUuid fill()
    {
        const QUuid uuid = till->till().startBasket(TaxMode::TakeAway).uuid;
        const qint64 product = cache.current()->goods().products.front().id;
        return till->till().add(uuid, product, Quantity::fromPieces(1)) ? uuid : QUuid();
    }
    Result<Receipt> pay(const QUuid &basket)
    {
        const Money total = till->till().basket(basket)->total();
        return await(till->till().pay(basket, {{.method = TenderMethod::Cash, .amount = total}}));
    }
    Result<Receipt> sell() { return pay(fill()); }
    bool drains()
    {
        return QTest::qWaitFor([this] { return till->waiting() == 0; }, longMs);
    }
    QByteArray id() const { return folder.content(u"counter-till"_s).trimmed(); }

    ShopFolder folder;
    ManualClock clock;
    DataDirectory directory;
    SnapshotFile snapshot;
    CatalogueCache cache;
    CallSupervisor supervisor;
    Database orders;
    CatalogueStore catalogue;
    EntryStore entries;
    std::unique_ptr<CounterTill> till;
};

/// As a server that holds another history of the till.
void rewrite(TestDatabase &database)
{
    database.execute(u"SET session_replication_role = replica;"
                     "UPDATE bakehouse.tills SET head_hash = decode(repeat('ab', 32), 'hex')"_s);
}

}

/// The counter's till: made once, found again, and under a new id when its journal has forked.
class TestCounterTill final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void open_firstTime_makesATill();
    void open_again_isTheSameTill();
    void open_brokenId_isRefusedAndKept();
    void open_databaseAway_sellsOnceItWasRegistered();
    void start_unpaidBasket_comesBack();
    void fork_takesANewIdAndGoesOn();
    void fork_basketsStayAndAreSold();
    void fork_idCannotBeKept_triesAgain();
    void open_olderJournalPutBack_takesANewId();
    void check_tellsTheDiskFromTheJournal();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestCounterTill::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestCounterTill::open_firstTime_makesATill()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QCOMPARE(place.id(), place.till->till().state().till.toByteArray(QUuid::WithoutBraces));
    QCOMPARE(QFile::permissions(place.folder.file(u"counter-till"_s))
                 & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QVERIFY(place.sell());
    QVERIFY(place.drains());
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.receipts"_s), u"1"_s);
}

void TestCounterTill::open_again_isTheSameTill()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QVERIFY(place.sell());
    const QByteArray id = place.id();
    QVERIFY(place.open());
    place.till->start();
    QCOMPARE(place.id(), id);
    QCOMPARE(place.sell()->number, 2);
    QCOMPARE(place.directory.tills().size(), size_t(1));
}

void TestCounterTill::open_brokenId_isRefusedAndKept()
{
    const DatabaseAddress nowhere =
        DatabaseAddress::forSocket(u"/nonexistent"_s, u"nobody"_s, u"nothing"_s);
    Place place(nowhere);
    QFile file(place.folder.file(u"counter-till"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not an id\n");
    file.close();
    const Result<void> opened = place.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().field, file.fileName());
    QCOMPARE(place.id(), QByteArray("not an id"));
}

void TestCounterTill::open_databaseAway_sellsOnceItWasRegistered()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QVERIFY(place.sell());
    QVERIFY(place.drains());
    m_cluster.stop();
    QVERIFY(place.open());
    QSignalSpy missed(place.till.get(), &CounterTill::databaseMissed);
    place.till->start();
    QVERIFY(place.sell());
    QVERIFY(place.sell());
    QCOMPARE(place.till->waiting(), 2);
    QTRY_VERIFY(missed.count() > 0);
    m_cluster.start();
    place.till->wake();
    QVERIFY(place.drains());
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.receipts"_s), u"3"_s);
}

void TestCounterTill::start_unpaidBasket_comesBack()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    const QUuid basket = place.fill();
    QVERIFY(place.open());
    QVERIFY(!place.till->till().basket(basket));
    place.till->start();
    QTRY_VERIFY(place.till->till().basket(basket));
    QVERIFY(place.pay(basket));
}

void TestCounterTill::fork_takesANewIdAndGoesOn()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QVERIFY(place.sell());
    QVERIFY(place.drains());
    const QUuid oldTill = place.till->till().state().till;
    rewrite(database);
    QSignalSpy forked(place.till.get(), &CounterTill::forked);
    QVERIFY(place.sell());
    QVERIFY(forked.wait(longMs));
    const auto alarm = forked.first().first().value<ForkAlarm>();
    QCOMPARE(alarm.oldTill, oldTill);
    QCOMPARE(alarm.at, place.clock.now());
    QVERIFY(!alarm.detail.isEmpty());

    QTRY_VERIFY_WITH_TIMEOUT(place.till->till().state().tillNumber > 0, longMs);
    const QUuid newTill = place.till->till().state().till;
    QVERIFY(newTill != oldTill);
    QCOMPARE(place.id(), newTill.toByteArray(QUuid::WithoutBraces));
    const Result<Receipt> first = place.sell();
    QVERIFY(first);
    QCOMPARE(first->number, 1);
    QVERIFY(place.drains());
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.receipts WHERE till = '%1'"_s.arg(
                 newTill.toString(QUuid::WithoutBraces))),
             u"1"_s);
    QVERIFY(QFile::exists(place.directory.tillFolder(oldTill) + u"/journal.sqlite"_s));
    QVERIFY(place.open()); // The next start.
    QCOMPARE(place.till->till().state().till, newTill);
}

void TestCounterTill::open_olderJournalPutBack_takesANewId()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QVERIFY(place.sell());
    QVERIFY(place.drains());
    const QUuid oldTill = place.till->till().state().till;
    const QString journal = place.directory.tillFolder(oldTill) + u"/journal.sqlite"_s;
    place.till.reset();
    const QString older = place.folder.file(u"older.sqlite"_s);
    QVERIFY(QFile::copy(journal, older));
    QVERIFY(place.open());
    place.till->start();
    QVERIFY(place.sell());
    QVERIFY(place.drains());
    place.till.reset();
    QVERIFY(QFile::remove(journal) && QFile::copy(older, journal));
    QFile::remove(journal + u"-wal"_s);

    QVERIFY(place.open());
    QSignalSpy forked(place.till.get(), &CounterTill::forked);
    place.till->start();
    QVERIFY(forked.wait(longMs));
    QCOMPARE(forked.first().first().value<ForkAlarm>().oldTill, oldTill);
    QTRY_VERIFY_WITH_TIMEOUT(place.till->till().state().tillNumber > 0, longMs);
    const Result<Receipt> sold = place.sell();
    QVERIFY(sold);
    QCOMPARE(sold->number, 1);
    QVERIFY(place.drains());
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.receipts"_s), u"3"_s);
}

void TestCounterTill::fork_basketsStayAndAreSold()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QVERIFY(place.sell());
    QVERIFY(place.drains());
    const QUuid basket = place.fill();
    rewrite(database);
    QSignalSpy forked(place.till.get(), &CounterTill::forked);
    QVERIFY(place.sell());
    QVERIFY(forked.wait(longMs));
    QVERIFY(place.till->till().basket(basket));
    QTRY_VERIFY_WITH_TIMEOUT(place.till->till().state().tillNumber > 0, longMs);
    const Result<Receipt> sold = place.pay(basket);
    QVERIFY(sold);
    QCOMPARE(sold->till, place.till->till().state().till);
}

void TestCounterTill::fork_idCannotBeKept_triesAgain()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QVERIFY(place.sell());
    QVERIFY(place.drains());
    const QUuid oldTill = place.till->till().state().till;
    const QString file = place.folder.file(u"counter-till"_s);
    QVERIFY(QFile::rename(file, file + u".kept"_s));
    QVERIFY(QDir().mkpath(file + u"/in the way"_s));
    rewrite(database);
    QSignalSpy forked(place.till.get(), &CounterTill::forked);
    QVERIFY(place.sell());
    QTRY_VERIFY_WITH_TIMEOUT(place.directory.tills().size() > 1, longMs);
    QVERIFY(place.sell()); // Goes on as it was.
    QCOMPARE(place.till->till().state().till, oldTill);
    QVERIFY(QDir(file).removeRecursively());
    QVERIFY(forked.wait(longMs));
    QVERIFY(place.till->till().state().till != oldTill);
}

void TestCounterTill::check_tellsTheDiskFromTheJournal()
{
    TestDatabase database(m_cluster);
    Place place(database.address());
    QVERIFY(place.begin());
    QCOMPARE(*await(place.till->check(0)), JournalLight::Ok);
    QCOMPARE(*await(place.till->check(qint64(1) << 60)), JournalLight::DiskLow);
    QDir(place.till->journal().folder()).removeRecursively();
    const Result<JournalLight> gone = await(place.till->check(0));
    QVERIFY(!gone);
    QCOMPARE(gone.error().reason, Error::Reason::JournalUnwritable);
}

QTEST_GUILESS_MAIN(TestCounterTill)
#include "tst_counter_till.moc"
