#include "failing_steps.h"
#include "journal_fixture.h"
#include "journal_reader.h"

#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int sales = 160;
constexpr qint64 held = 40; // by the backup

/// When the sales of these tests may go.
QDateTime later()
{
    return morning().addDays(401);
}

/// A journal of sales, all of which the database holds.
struct PrunedJournal {
    explicit PrunedJournal(SqliteFaults *faults = nullptr)
        : folder(memoryTemplate())
        , journal(registered(folder.path(), faults))
    {
        for (int i = 0; i < sales; ++i)
            receipts.push_back(*await(journal->append(sale())));
        journal->acknowledge(sales);
        entries = *await(journal->entriesAfter(0, sales));
    }
    JournalPruning rule(qint64 sequence = held) const
    {
        return {.held = {.till = testTill(),
                         .sequence = sequence,
                         .hash = entries.at(size_t(sequence - 1)).hash},
                .before = later()};
    }
    Result<void> verifyFile() const
    {
        const auto reader = JournalReader::open(folder.path());
        return reader ? (*reader)->verify() : reader.error();
    }
    bool run(const QString &statement) const
    {
        bool done = false;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            database.setDatabaseName(folder.path() + u"/journal.sqlite"_s);
            done = database.open() && QSqlQuery(database).exec(statement);
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        return done;
    }

    QTemporaryDir folder;
    std::unique_ptr<Journal> journal;
    std::vector<Receipt> receipts;
    std::vector<Entry> entries;
};

}

/// What a journal lets go of, and that it is a whole journal afterwards.
class TestJournalPruning final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void prune_oldAndHeld_goes();
    void prune_again_letsNothingMoreGo();
    void prune_afterwards_sellsAndOpensAsBefore();
    void prune_limits_areKept_data();
    void prune_limits_areKept();
    void prune_backupOfAnotherChain_isRefused();
    void prune_damagedEntry_staysForVerify();
    void prune_salesOfAFile_stay();
    void verify_beginningChanged_isFound_data();
    void verify_beginningChanged_isFound();
    void verify_prunedMeanwhile_goesOn();
    void prune_anyStepFails_losesNothing();
};

void TestJournalPruning::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestJournalPruning::prune_oldAndHeld_goes()
{
    const PrunedJournal pruned;
    QCOMPARE(*await(pruned.journal->prune(pruned.rule())), held);
    QCOMPARE(
        pruned.journal->state().cut,
        (JournalCut {.sequence = held, .hash = pruned.entries[held - 1].hash, .number = held}));
    const Result<std::vector<Entry>> left = await(pruned.journal->entriesAfter(0, sales));
    QCOMPARE(left->size(), size_t(sales - held));
    QCOMPARE(left->front().sequence, held + 1);
    QVERIFY(await(pruned.journal->verify()));
    QVERIFY(pruned.verifyFile());
}

void TestJournalPruning::prune_again_letsNothingMoreGo()
{
    const PrunedJournal pruned;
    QCOMPARE(*await(pruned.journal->prune(pruned.rule())), held);
    QCOMPARE(*await(pruned.journal->prune(pruned.rule())), 0);
    QCOMPARE(*await(pruned.journal->prune(pruned.rule(held - 5))), 0);
    QCOMPARE(*await(pruned.journal->prune(pruned.rule(held + 5))), 5);
    QVERIFY(await(pruned.journal->verify()));
}

void TestJournalPruning::prune_afterwards_sellsAndOpensAsBefore()
{
    PrunedJournal pruned;
    QCOMPARE(*await(pruned.journal->prune(pruned.rule())), held);
    QCOMPARE(await(pruned.journal->receiptNumbered(held)).error().code, Error::Code::NotFound);
    QCOMPARE(await(pruned.journal->receiptNumbered(held + 1))->uuid, pruned.receipts[held].uuid);
    QCOMPARE(await(pruned.journal->receiptNumbered(sales))->uuid, pruned.receipts.back().uuid);
    pruned.journal.reset();
    pruned.journal = *opened(pruned.folder.path());
    const JournalState state = pruned.journal->state();
    QCOMPARE(state.head, sales);
    QCOMPARE(state.lastNumber, sales);
    QCOMPARE(state.cut.sequence, held);
    const Result<Receipt> next = await(pruned.journal->append(sale()));
    QCOMPARE(next->sequence, sales + 1);
    QCOMPARE(next->number, sales + 1);
    const Result<Receipt> refund =
        await(pruned.journal->append(refundOf(pruned.receipts[held + 2])));
    QVERIFY(refund);
    QCOMPARE(await(pruned.journal->refundsOf(pruned.receipts[held + 2].uuid))->size(), size_t(1));
    QVERIFY(await(pruned.journal->verify()));
}

void TestJournalPruning::prune_limits_areKept_data()
{
    QTest::addColumn<qint64>("inBackup");
    QTest::addColumn<qint64>("inDatabase");
    QTest::addColumn<QDateTime>("before");
    QTest::addColumn<qint64>("gone");
    QTest::newRow("what the backup holds") << qint64(7) << qint64(sales) << later() << qint64(7);
    QTest::newRow("what the database holds") << qint64(50) << qint64(9) << later() << qint64(9);
    QTest::newRow("what is old enough") << qint64(50) << qint64(sales) << morning() << qint64(0);
    QTest::newRow("the newest hundred")
        << qint64(sales) << qint64(sales) << later() << qint64(sales - JournalPruning::keptLeast);
}

void TestJournalPruning::prune_limits_areKept()
{
    QFETCH(const qint64, inBackup);
    QFETCH(const qint64, inDatabase);
    QFETCH(const QDateTime, before);
    QFETCH(const qint64, gone);
    const PrunedJournal pruned;
    pruned.journal->acknowledge(inDatabase);
    JournalPruning rule = pruned.rule(inBackup);
    rule.before = before;
    QCOMPARE(*await(pruned.journal->prune(rule)), gone);
    QVERIFY(await(pruned.journal->verify()));
}

void TestJournalPruning::prune_backupOfAnotherChain_isRefused()
{
    const PrunedJournal pruned;
    JournalPruning rule = pruned.rule();
    rule.held.hash[3] = char(rule.held.hash[3] ^ 1);
    const Result<qint64> refused = await(pruned.journal->prune(rule));
    QCOMPARE(refused.error().reason, Error::Reason::JournalForked);
    QCOMPARE(refused.error().left, std::optional(held));
    rule = pruned.rule();
    rule.held.sequence = sales + 1;
    QVERIFY(!await(pruned.journal->prune(rule)));
    QCOMPARE(pruned.journal->state().cut.sequence, 0);
}

void TestJournalPruning::prune_damagedEntry_staysForVerify()
{
    const PrunedJournal pruned;
    QVERIFY(pruned.run(u"UPDATE entries SET prev = zeroblob(32) WHERE seq = 11"_s));
    QCOMPARE(*await(pruned.journal->prune(pruned.rule())), 10);
    QCOMPARE(await(pruned.journal->verify()).error().left, std::optional<qint64>(11));
}

// A replay reads in the journal what of its file is sold; without that it would sell it again.
void TestJournalPruning::prune_salesOfAFile_stay()
{
    QTemporaryDir folder(memoryTemplate());
    const std::unique_ptr<Journal> journal = registered(folder.path());
    for (int i = 0; i < sales; ++i) {
        Receipt receipt = sale();
        receipt.sourceKey = i < 5 ? QString() : QString::number(i);
        QVERIFY(await(journal->append(receipt)));
    }
    journal->acknowledge(sales);
    const std::vector<Entry> entries = *await(journal->entriesAfter(0, sales));
    const TillHead backup {
        .till = testTill(), .sequence = held, .hash = entries.at(size_t(held - 1)).hash};
    QCOMPARE(*await(journal->prune({.held = backup, .before = later()})), 5);
    QCOMPARE(journal->state().cut.sequence, 5);
}

void TestJournalPruning::verify_beginningChanged_isFound_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("its hash") << u"UPDATE cut SET hash = zeroblob(32)"_s;
    QTest::newRow("its sequence") << u"UPDATE cut SET seq = seq - 1"_s;
    QTest::newRow("its number") << u"UPDATE cut SET number = number + 1"_s;
    QTest::newRow("it is gone") << u"DELETE FROM cut"_s;
    QTest::newRow("the next entry is gone") << u"DELETE FROM entries WHERE seq = 41"_s;
}

void TestJournalPruning::verify_beginningChanged_isFound()
{
    QFETCH(const QString, statement);
    PrunedJournal pruned;
    QVERIFY(await(pruned.journal->prune(pruned.rule())));
    pruned.journal.reset();
    QVERIFY(pruned.run(statement));
    QVERIFY(!pruned.verifyFile());
}

void TestJournalPruning::verify_prunedMeanwhile_goesOn()
{
    const PrunedJournal pruned;
    const QFuture<Result<void>> verified = pruned.journal->verify();
    const QFuture<Result<qint64>> gone = pruned.journal->prune(pruned.rule(60));
    QCOMPARE(*await(gone), 60);
    QVERIFY(await(verified));
}

void TestJournalPruning::prune_anyStepFails_losesNothing()
{
    bool failed = true;
    for (int step = 1; failed; ++step) {
        PrunedJournal pruned;
        pruned.journal.reset();
        FailingSteps faults(step, 1'000);
        Result<std::unique_ptr<Journal>> journal = opened(pruned.folder.path(), &faults);
        const bool done = journal && await((*journal)->prune(pruned.rule()));
        failed = faults.struck();
        QVERIFY(done || failed);
        faults.mend();
        if (journal)
            journal->reset();
        const auto again = opened(pruned.folder.path());
        QVERIFY2(again, qPrintable(QString::number(step)));
        const qint64 cut = (*again)->state().cut.sequence;
        QVERIFY2(cut == 0 || cut == held, qPrintable(QString::number(step)));
        QCOMPARE((*again)->state().head, sales);
        QVERIFY(await((*again)->verify()));
    }
}

QTEST_GUILESS_MAIN(TestJournalPruning)
#include "tst_journal_pruning.moc"
