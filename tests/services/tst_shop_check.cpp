#include "anchor_book.h"
#include "audit_store.h"
#include "data_directory.h"
#include "journal_pruner.h"
#include "shop_check.h"
#include "test_database.h"
#include "till_bench.h"
#include "uploader.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 20'000;

/// A shop with a till that has sold and uploaded.
struct CheckedShop {
    explicit CheckedShop(TestCluster &cluster, int sales = 6)
        : database(cluster)
        , bench(database.address())
        , uploader(*bench.journal, bench.entries, u"test"_s)
        , reports({.name = u"reports"_s, .address = database.address()}, bench.supervisor)
        , audit(reports)
        , directory(*DataDirectory::prepare(folder.path()))
    {
        must(bench.readGoods(), "read the goods");
        uploader.start();
        must(QTest::qWaitFor([this] { return bench.till->state().tillNumber > 0; }, longMs),
             "register");
        for (int i = 0; i < sales; ++i)
            sell();
        upload();
        // The journal stands where the bench keeps it.
        must(QFile::link(QFileInfo(bench.journal->folder()).absoluteFilePath(),
                         directory.tillFolder(bench.tillId)),
             "link the journal");
    }
    void sell()
    {
        const qint64 product = bench.cache.current()->goods().products.front().id;
        must(bool(bench.sell({product})), "sell");
    }
    void upload()
    {
        uploader.wake();
        must(QTest::qWaitFor([this] { return uploader.idle(); }, longMs), "upload");
    }
    /// As the database's owner: entry @p sequence and every later hash, and the till's head.
    void rewriteFrom(int sequence)
    {
        database.execute(uR"(
            SET search_path = bakehouse;
            UPDATE receipts SET clerk = 77 WHERE seq = %1;
            UPDATE entries SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"clerk":0',
                                                          '"clerk":77'), 'UTF8') WHERE seq = %1;
            DO $$
            DECLARE
                v_prev bytea := coalesce((SELECT hash FROM entries WHERE seq = %1 - 1),
                                         decode(repeat('00', 32), 'hex'));
            BEGIN
                FOR i IN %1..(SELECT max(seq) FROM entries) LOOP
                    UPDATE entries SET prev = v_prev, hash = sha256(v_prev || bytes) WHERE seq = i;
                    SELECT hash INTO v_prev FROM entries WHERE seq = i;
                END LOOP;
                UPDATE tills SET head_hash = v_prev;
            END $$)"_s.arg(sequence));
    }
    QString book() const { return directory.file(QLatin1StringView(AnchorBook::fileName)); }
    void noteHeads(const QString &occasion)
    {
        must(bool(AnchorBook(book()).note(*await(audit.heads()), occasion, bench.clock.now())),
             "note the heads");
    }
    Result<CheckReport> check(const DatabaseAddress *address = nullptr)
    {
        return await(
            ShopCheck::start({.audit = audit, .directory = directory, .address = address}));
    }
    QString findings()
    {
        const Result<CheckReport> report = check();
        return report ? report->findings.join(u'\n') : describe(report.error());
    }

    QTemporaryDir folder;
    TestDatabase database;
    TillBench bench;
    Uploader uploader;
    Database reports;
    AuditStore audit;
    DataDirectory directory;
};

}

/// Whatever the database's owner does to a chain is found by what stands outside the database.
class TestShopCheck final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void run_untouched_isClean();
    void run_chainRewritten_journalNamesTheEntry();
    void run_chainRewrittenWithoutJournal_anchorsNameTheRange();
    void run_chainRewrittenInBoth_anchorsOfTheJournalNameIt();
    void run_entriesNotUploaded_areNoFault();
    void run_databaseAheadOfTheJournal_isNamed();
    void run_prunedJournal_isComparedFromItsBeginning();
    void prune_withoutBackups_letsNothingGo();
    void uploader_serverRestored_goesOnFromTheBeginningOrSaysSo();
    void run_pageDamaged_isNamed(); // the last one: it stops the server

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestShopCheck::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestShopCheck::run_untouched_isClean()
{
    CheckedShop shop(m_cluster);
    shop.noteHeads(u"the end of 2026-03-02"_s);
    const DatabaseAddress address = shop.database.address();
    const Result<CheckReport> report = shop.check(&address);
    QVERIFY2(report, qPrintable(report ? QString() : describe(report.error())));
    QCOMPARE(report->findings, QStringList());
    QCOMPARE(report->notChecked, QStringList());
    QCOMPARE(report->receipts, 6);
    QCOMPARE(report->orders, 6);
    QCOMPARE(report->journals, 1);
    QCOMPARE(report->anchors, 1);
    QCOMPARE(shop.database.value(u"SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'"_s),
             u"0"_s);
}

void TestShopCheck::run_chainRewritten_journalNamesTheEntry()
{
    CheckedShop shop(m_cluster);
    shop.rewriteFrom(3);
    QCOMPARE(*await(shop.audit.verify()), QStringList()); // The database alone knows nothing of it.
    const QString findings = shop.findings();
    QVERIFY2(findings.contains("entry 3 differs between the journal and the database"_L1),
             qPrintable(findings));
}

void TestShopCheck::run_chainRewrittenWithoutJournal_anchorsNameTheRange()
{
    CheckedShop shop(m_cluster, 2);
    shop.noteHeads(u"the end of 2026-03-01"_s);
    for (int i = 0; i < 3; ++i)
        shop.sell();
    shop.upload();
    shop.noteHeads(u"the end of 2026-03-02"_s);
    shop.sell();
    shop.upload();
    QVERIFY(QFile::remove(shop.directory.tillFolder(shop.bench.tillId)));
    QCOMPARE(shop.findings(), QString());
    shop.rewriteFrom(4);
    const QString findings = shop.findings();
    QVERIFY2(findings.contains("one of the entries 3 to 5 is not what was noted at the end of "
                               "2026-03-02"_L1),
             qPrintable(findings));
    shop.database.execute(u"DELETE FROM bakehouse.entries; DELETE FROM bakehouse.tills"_s);
    QVERIFY(shop.findings().contains("one of the entries 1 to 2"_L1));
}

void TestShopCheck::run_chainRewrittenInBoth_anchorsOfTheJournalNameIt()
{
    CheckedShop shop(m_cluster);
    TillHead forged = await(shop.audit.heads())->front();
    forged.hash[0] = char(forged.hash[0] ^ 1); // As if the true chain had been another one.
    QVERIFY(AnchorBook(shop.book()).note({forged}, u"backup x"_s, shop.bench.clock.now()));
    const QString findings = shop.findings();
    QVERIFY2(findings.contains("journal of till"_L1), qPrintable(findings));
    QVERIFY2(findings.contains("entries 1 to 6 is not what was noted at backup x"_L1),
             qPrintable(findings));
}

void TestShopCheck::run_entriesNotUploaded_areNoFault()
{
    CheckedShop shop(m_cluster);
    shop.noteHeads(u"the end of 2026-03-02"_s);
    shop.database.execute(uR"(
        SET search_path = bakehouse;
        DELETE FROM order_lines; DELETE FROM order_events; DELETE FROM orders; DELETE FROM receipts;
        DELETE FROM receipt_lines; DELETE FROM receipt_tenders; DELETE FROM receipt_vat;
        DELETE FROM stock_movements WHERE seq IS NOT NULL;
        UPDATE stock SET on_hand = (SELECT sum(quantity) FROM stock_movements m
                                     WHERE m.product_id = stock.product_id);
        DELETE FROM entries;
        UPDATE tills SET head_seq = 0, head_hash = decode(repeat('00', 32), 'hex');)"_s);
    QCOMPARE(shop.findings(), QString());
}

void TestShopCheck::run_databaseAheadOfTheJournal_isNamed()
{
    CheckedShop shop(m_cluster);
    shop.database.execute(u"UPDATE bakehouse.tills SET head_seq = 9"_s);
    const QString findings = shop.findings();
    QVERIFY2(findings.contains("the database holds entry 9, the journal ends at 6"_L1),
             qPrintable(findings));
}

void TestShopCheck::run_prunedJournal_isComparedFromItsBeginning()
{
    CheckedShop shop(m_cluster, JournalPruning::keptLeast + 8);
    const std::vector<Entry> entries = *await(shop.bench.journal->entriesAfter(0, 8));
    const TillHead held {.till = shop.bench.tillId, .sequence = 5, .hash = entries.at(4).hash};
    const QDateTime then = shop.bench.clock.now().addDays(JournalPruner::keptDays + 1);
    const PruneReport report = JournalPruner(shop.directory, {shop.bench.journal.get()})
                                   .prune({{shop.bench.tillId, held}}, then);
    QCOMPARE(report.entries, 5);
    QCOMPARE(report.journals, 1);
    QCOMPARE(report.failures.size(), size_t(0));
    QCOMPARE(shop.findings(), QString());
    // A refund of a sale that the journal holds no longer: the database knows it.
    const Result<Receipt> original = await(shop.bench.till->receipt(u"1-2"_s));
    QVERIFY2(original, qPrintable(original ? QString() : describe(original.error())));
    QVERIFY(await(shop.bench.till->refund(
        *original, {{.line = 1, .quantity = Quantity::fromPieces(1)}}, TenderMethod::Cash)));
    shop.upload();
    QCOMPARE(shop.findings(), QString());
    shop.rewriteFrom(3);
    const QString findings = shop.findings();
    QVERIFY2(
        findings.contains("entry 5 differs between the journal and the database, or one before"_L1),
        qPrintable(findings));
}

void TestShopCheck::prune_withoutBackups_letsNothingGo()
{
    CheckedShop shop(m_cluster, JournalPruning::keptLeast + 8);
    const QDateTime then = shop.bench.clock.now().addDays(5'000);
    const JournalPruner pruner(shop.directory, {shop.bench.journal.get()});
    QCOMPARE(pruner.prune({}, then).entries, 0);
    const TillHead held = await(shop.audit.heads())->front();
    QCOMPARE(pruner.prune({{shop.bench.tillId, held}}, shop.bench.clock.now()).entries, 0);
    // A journal that another program holds is left alone.
    QCOMPARE(JournalPruner(shop.directory, {}).prune({{shop.bench.tillId, held}}, then).journals,
             0);
    TillHead other = held;
    other.hash[1] = char(other.hash[1] ^ 1);
    const PruneReport refused = pruner.prune({{shop.bench.tillId, other}}, then);
    QCOMPARE(refused.entries, 0);
    QCOMPARE(refused.failures.size(), size_t(1));
    QCOMPARE(pruner.prune({{shop.bench.tillId, held}}, then).entries, 8);
}

void TestShopCheck::uploader_serverRestored_goesOnFromTheBeginningOrSaysSo()
{
    CheckedShop shop(m_cluster, JournalPruning::keptLeast + 8);
    const std::vector<Entry> entries = *await(shop.bench.journal->entriesAfter(0, 8));
    const TillHead held {.till = shop.bench.tillId, .sequence = 8, .hash = entries.at(7).hash};
    QCOMPARE(*await(shop.bench.journal->prune(
                 {.held = held, .before = shop.bench.clock.now().addDays(1)})),
             8);
    const auto restoreTo = [&shop](int kept) {
        shop.database.execute(uR"(
            SET search_path = bakehouse;
            DELETE FROM order_lines WHERE order_id IN (SELECT id FROM orders WHERE seq > %1);
            DELETE FROM order_events WHERE order_id IN (SELECT id FROM orders WHERE seq > %1);
            DELETE FROM orders WHERE seq > %1; DELETE FROM receipts WHERE seq > %1;
            DELETE FROM receipt_lines WHERE seq > %1; DELETE FROM receipt_tenders WHERE seq > %1;
            DELETE FROM receipt_vat WHERE seq > %1; DELETE FROM stock_movements WHERE seq > %1;
            DELETE FROM shortfalls WHERE seq > %1; DELETE FROM entries WHERE seq > %1;
            UPDATE stock SET on_hand = (SELECT sum(quantity) FROM stock_movements m
                                         WHERE m.product_id = stock.product_id);
            UPDATE tills SET head_seq = %1,
                             head_hash = (SELECT hash FROM entries WHERE seq = %1);)"_s.arg(kept));
    };
    restoreTo(8);
    shop.sell();
    shop.upload();
    QCOMPARE(shop.findings(), QString());
    restoreTo(7);
    QString said;
    bool forked = false;
    QObject::connect(&shop.uploader, &Uploader::stalled, &shop.uploader,
                     [&said](const Error &error) { said = error.detail; });
    QObject::connect(&shop.uploader, &Uploader::forked, &shop.uploader,
                     [&forked] { forked = true; });
    shop.sell();
    shop.uploader.wake();
    QTRY_VERIFY_WITH_TIMEOUT(said.contains("restore a newer backup"_L1), longMs);
    QVERIFY(!forked);
}

void TestShopCheck::run_pageDamaged_isNamed()
{
    CheckedShop shop(m_cluster, 1);
    shop.database.execute(u"CHECKPOINT"_s);
    const QString path = shop.database.value(u"SELECT current_setting('data_directory') || '/' || "
                                             "pg_relation_filepath('bakehouse.tax_rates')"_s);
    const DatabaseAddress address = shop.database.address();
    m_cluster.stop();
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadWrite), qPrintable(path));
    QVERIFY(file.seek(8'000) && file.putChar('!') && file.flush());
    m_cluster.start();
    Result<CheckReport> report = shop.check(&address);
    QTRY_VERIFY_WITH_TIMEOUT((report = shop.check(&address)), longMs);
    const QString findings = report->findings.join(u'\n');
    QVERIFY2(findings.contains("tax_rates"_L1) || findings.contains("invalid page"_L1),
             qPrintable(findings));
}

QTEST_GUILESS_MAIN(TestShopCheck)
#include "tst_shop_check.moc"
