#include "audit_store.h"
#include "data_directory.h"
#include "journal_copy.h"
#include "journal_courier.h"
#include "stranded_entries.h"
#include "test_database.h"
#include "till_bench.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 20'000;

/// A data directory whose tills are journals of programs that are gone, and the database of its
/// owner.
class Directory
{
public:
    explicit Directory(TestCluster &cluster)
        : database(cluster)
        , bench(database.address())
        , directory(prepare(bench.folder.path()))
    {
    }

    Result<std::unique_ptr<Journal>> open(const QUuid &till) const
    {
        return Journal::open(directory.tillFolder(till), till);
    }
    /// A journal of @p sales sales, registered, that nobody has sent.
    std::unique_ptr<Journal> make(const QUuid &till, int sales)
    {
        std::unique_ptr<Journal> journal = *open(till);
        const auto registration = await(bench.entries.registerTill(till, u"test"_s, 0));
        if (!registration
            || !await(journal->setRegistration(registration->number, registration->prefix)))
            return nullptr;
        sellAt(*journal, sales);
        return journal;
    }
    void sellAt(Journal &journal, int sales)
    {
        Till seller(journal, bench.cache, bench.clock, {.zone = QTimeZone("Europe/London")});
        for (int sale = 0; sale < sales; ++sale)
            sell(seller);
    }
    QString stored() { return database.value(u"SELECT count(*) FROM bakehouse.receipts"_s); }

    TestDatabase database;
    TillBench bench;
    DataDirectory directory;

private:
    static DataDirectory prepare(const QString &folder)
    {
        // Its parent must be open to the server's user, though no server runs in it here.
        QFile::setPermissions(folder,
                              QFile::permissions(folder) | QFile::ExeGroup | QFile::ExeOther);
        const Result<DataDirectory> prepared = DataDirectory::prepare(folder + u"/data"_s);
        must(bool(prepared), "prepare the data directory");
        return *prepared;
    }
    void sell(Till &till) const
    {
        const Product product = bench.cache.current()->goods().products.front();
        const QUuid basket = till.startBasket(TaxMode::TakeAway).uuid;
        must(bool(till.add(basket, product.id, Quantity::fromPieces(1))), "add");
        must(bool(await(till.pay(basket, {{TenderMethod::Cash, product.price}}))), "pay");
    }
};
}

class TestJournalCourier final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void start_journalThatNobodyHolds_isSentAndLetGo();
    void start_severalJournals_areAllSent();
    void start_heldJournal_isLeftAloneUntilItIsFree();
    void start_databaseAway_sendsWhenItIsBack();
    void start_forkedJournal_isReportedOnce();
    void start_salesInAnOldJournal_areKeptUnderAnotherTill();
    void idle_serverLostTheTill_sendsAgain();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestJournalCourier::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestJournalCourier::start_journalThatNobodyHolds_isSentAndLetGo()
{
    Directory shop(m_cluster);
    QVERIFY(shop.bench.readGoods());
    const QUuid till = QUuid::createUuid();
    QVERIFY(shop.make(till, 3));
    JournalCourier courier(shop.directory, shop.bench.entries);
    QSignalSpy uploaded(&courier, &JournalCourier::uploaded);
    courier.start();
    QVERIFY(uploaded.wait(longMs));
    QCOMPARE(uploaded.front().front().toUuid(), till);
    QCOMPARE(shop.stored(), u"3"_s);
    QTRY_VERIFY(shop.open(till));
    QCOMPARE((*shop.open(till))->state().acknowledged, 3);
}

void TestJournalCourier::start_severalJournals_areAllSent()
{
    Directory shop(m_cluster);
    QVERIFY(shop.bench.readGoods());
    for (int journal = 0; journal < 3; ++journal)
        QVERIFY(shop.make(QUuid::createUuid(), 2));
    JournalCourier courier(shop.directory, shop.bench.entries);
    courier.start();
    QTRY_COMPARE_WITH_TIMEOUT(shop.stored(), u"6"_s, longMs);
}

void TestJournalCourier::start_heldJournal_isLeftAloneUntilItIsFree()
{
    Directory shop(m_cluster);
    QVERIFY(shop.bench.readGoods());
    const QUuid held = QUuid::createUuid();
    std::unique_ptr<Journal> journal = shop.make(held, 2);
    QVERIFY(shop.make(QUuid::createUuid(), 1));
    JournalCourier courier(shop.directory, shop.bench.entries);
    courier.start();
    QTRY_COMPARE_WITH_TIMEOUT(shop.stored(), u"1"_s, longMs);
    journal.reset();
    QTRY_COMPARE_WITH_TIMEOUT(shop.stored(), u"3"_s, longMs);
}

void TestJournalCourier::start_databaseAway_sendsWhenItIsBack()
{
    Directory shop(m_cluster);
    QVERIFY(shop.bench.readGoods());
    const QUuid till = QUuid::createUuid();
    QVERIFY(shop.make(till, 2));
    m_cluster.stop();
    JournalCourier courier(shop.directory, shop.bench.entries);
    QSignalSpy uploaded(&courier, &JournalCourier::uploaded);
    courier.start();
    m_cluster.start();
    QVERIFY(uploaded.wait(longMs));
    QCOMPARE(shop.stored(), u"2"_s);
}

void TestJournalCourier::start_forkedJournal_isReportedOnce()
{
    Directory shop(m_cluster);
    QVERIFY(shop.bench.readGoods());
    const QUuid till = QUuid::createUuid();
    QVERIFY(shop.make(till, 2));
    shop.database.execute(u"SET session_replication_role = replica;"
                          "UPDATE bakehouse.tills SET head_seq = 9"_s);
    JournalCourier courier(shop.directory, shop.bench.entries);
    QSignalSpy forked(&courier, &JournalCourier::forked);
    courier.start();
    QVERIFY(forked.wait(longMs));
    QVERIFY(!forked.wait(6'000)); // A round later.
}

void TestJournalCourier::idle_serverLostTheTill_sendsAgain()
{
    Directory shop(m_cluster);
    QVERIFY(shop.bench.readGoods());
    QVERIFY(shop.make(QUuid::createUuid(), 2));
    JournalCourier courier(shop.directory, shop.bench.entries);
    courier.start();
    QTRY_COMPARE_WITH_TIMEOUT(shop.stored(), u"2"_s, longMs);
    shop.database.execute(
        u"SET session_replication_role = replica; SET search_path = bakehouse;"
        "TRUNCATE tills, entries, receipts, receipt_lines, receipt_tenders, receipt_vat, orders, "
        "order_lines, order_events, jobs, shortfalls;"
        "DELETE FROM stock_movements WHERE seq IS NOT NULL;"
        "UPDATE stock SET on_hand = (SELECT coalesce(sum(quantity), 0) FROM stock_movements m "
        "WHERE m.product_id = stock.product_id)"_s);
    QTRY_COMPARE_WITH_TIMEOUT(shop.stored(), u"2"_s, longMs);
}

/// A journal that was put back and sold on before the database could say so.
void TestJournalCourier::start_salesInAnOldJournal_areKeptUnderAnotherTill()
{
    Directory shop(m_cluster);
    QVERIFY(shop.bench.readGoods());
    const QUuid till = QUuid::createUuid();
    std::unique_ptr<Journal> journal = shop.make(till, 2);
    QVERIFY(journal);
    const QString folder = shop.directory.tillFolder(till);
    const QString kept = shop.bench.folder.filePath(u"kept"_s);
    QVERIFY(QDir().mkdir(kept));
    QVERIFY(copyJournal(folder, kept + u"/journal.sqlite"_s));
    shop.sellAt(*journal, 2);
    const QUuid twin = (*await(journal->entriesAfter(2, 1))).front().uuid;
    journal.reset();
    {
        JournalCourier courier(shop.directory, shop.bench.entries);
        courier.start();
        QTRY_COMPARE_WITH_TIMEOUT(shop.stored(), u"4"_s, longMs);
    }
    QVERIFY(QDir(folder).removeRecursively() && QDir().rename(kept, folder));
    journal = *shop.open(till);
    Receipt again = *receiptOf((*await(journal->entriesAfter(1, 1))).front().bytes);
    again.uuid = twin; // Its basket was still open, and was paid once more.
    QVERIFY(await(journal->append(again)));
    QVERIFY(await(journal->append(EventDraft {.uuid = QUuid::createUuid(),
                                              .kind = u"drawer"_s,
                                              .at = shop.bench.clock.now(),
                                              .businessDay = QDate(2026, 3, 2),
                                              .values = {{u"reason"_s, u"no sale"_s}}})));
    shop.sellAt(*journal, 3);
    journal.reset();
    for (int start = 0; start < 2; ++start) {
        JournalCourier courier(shop.directory, shop.bench.entries);
        QSignalSpy forked(&courier, &JournalCourier::forked);
        courier.start();
        QVERIFY(!forked.isEmpty() || forked.wait(longMs));
        QTRY_COMPARE_WITH_TIMEOUT(shop.stored(), u"7"_s, longMs);
    }
    const QString rescuer = StrandedEntries::rescuerOf(till).toString(QUuid::WithoutBraces);
    QCOMPARE(shop.database.value(u"SELECT string_agg(kind, ' ' ORDER BY seq) FROM "
                                 "bakehouse.entries WHERE till = '%1'"_s.arg(rescuer)),
             u"drawer sale sale sale"_s);
    QCOMPARE(shop.database.value(u"SELECT max(number) FROM bakehouse.receipts WHERE till = "
                                 "'%1'"_s.arg(rescuer)),
             u"3"_s);
    Database reports({.name = u"reports"_s, .address = shop.database.address()},
                     shop.bench.supervisor);
    AuditStore audit(reports);
    QCOMPARE(*await(audit.verify()), QStringList());
}

QTEST_GUILESS_MAIN(TestJournalCourier)
#include "tst_journal_courier.moc"
