#include "failing_steps.h"
#include "journal_fixture.h"
#include "why.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// What a clerk knows after some sales on a bad disk.
struct Outcome {
    QUuid uuid;
    Result<Receipt> answer;
};

}

/// The n-th step of SQLite fails, for every n, until a run ends clean: then the books balance.
class TestJournalFaults final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void sweep_anyStepFails_booksBalance_data();
    void sweep_anyStepFails_booksBalance();
    void commit_answerLost_isFoundAgain();
    void commit_diskDead_outcomeIsUnknown();
    void commit_neverWritten_isSureToBeUnkept();

private:
    std::vector<Outcome> sellOn(Journal &journal);
    void checkBooks(Journal &journal, const std::vector<Outcome> &outcomes);
};

void TestJournalFaults::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.journal=false"_s); // It would name each failure.
}

std::vector<Outcome> TestJournalFaults::sellOn(Journal &journal)
{
    std::vector<Outcome> outcomes;
    for (int i = 0; i < 2; ++i) {
        const Basket taken = basket();
        journal.saveBasket(taken);
        outcomes.push_back({.uuid = taken.uuid, .answer = await(journal.append(sale(taken.uuid)))});
        journal.acknowledge(i);
        (void)await(journal.entriesAfter(0, 10));
        (void)await(journal.checkWritable());
    }
    return outcomes;
}

void TestJournalFaults::checkBooks(Journal &journal, const std::vector<Outcome> &outcomes)
{
    QVERIFY(await(journal.verify()));
    for (const Outcome &outcome : outcomes) {
        const Result<Entry> entry = await(journal.entryOf(outcome.uuid));
        if (outcome.answer)
            QCOMPARE(*receiptOf(entry->bytes), *outcome.answer);
        else if (outcome.answer.error().code != Error::Code::Timeout)
            QCOMPARE(entry.error().code, Error::Code::NotFound);
        // Asked again under its uuid, every sale is kept once.
        const Result<Receipt> again = await(journal.append(sale(outcome.uuid)));
        QVERIFY(again);
        if (entry)
            QCOMPARE(again->sequence, entry->sequence);
    }
    QCOMPARE(journal.state().lastNumber, qint64(outcomes.size()));
    QVERIFY(await(journal.baskets())->empty());
    QVERIFY(await(journal.verify()));
}

void TestJournalFaults::sweep_anyStepFails_booksBalance_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("code");
    QTest::newRow("one step") << 1 << FailingSteps::diskError;
    QTest::newRow("four steps in a row") << 4 << FailingSteps::diskError;
    QTest::newRow("a dead disk") << 1'000'000 << FailingSteps::diskError;
    QTest::newRow("a full disk for one step") << 1 << FailingSteps::diskFull;
}

void TestJournalFaults::sweep_anyStepFails_booksBalance()
{
    QFETCH(const int, failures);
    QFETCH(const int, code);
    for (int step = 1;; ++step) {
        const QTemporaryDir folder(memoryTemplate());
        QVERIFY(registered(folder.path()));
        FailingSteps faults(step, failures, code);
        std::vector<Outcome> outcomes;
        {
            const auto journal = opened(folder.path(), &faults);
            if (journal)
                outcomes = sellOn(**journal);
            else
                QCOMPARE(journal.error().reason, Error::Reason::JournalUnwritable);
            faults.mend();
            if (journal && step % 2 == 0) // The same program goes on when the disk is mended.
                checkBooks(**journal, outcomes);
        }
        const auto journal = opened(folder.path());
        QVERIFY2(journal, why(journal));
        if (step % 2 != 0) // Or the next one does.
            checkBooks(**journal, outcomes);
        QCOMPARE((*journal)->state().lastNumber, qint64(outcomes.size()));
        QVERIFY(await((*journal)->verify()));
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"after step %1 failed"_s.arg(step)));
        if (!faults.struck()) {
            qInfo("%d steps", step - 1);
            return;
        }
    }
}

/// A fault at one statement by its name.
class NamedFault final : public SqliteFaults
{
public:
    enum class When { Before, After };
    NamedFault(When when, int count)
        : m_when(when)
        , m_left(count)
    {
    }
    int before(const QString &name) override { return strike(name, When::Before); }
    int after(const QString &name) override { return strike(name, When::After); }
    /// From the first fault on nothing can be opened either.
    bool deadAfterwards = false;

private:
    int strike(const QString &name, When when)
    {
        const bool dead = deadAfterwards && m_struck;
        const bool strikes = name == "sqlite_commit"_L1 && when == m_when && m_left > 0 && m_armed;
        m_armed = m_armed || name == "journal_entry_insert"_L1;
        if (strikes) {
            --m_left;
            m_struck = true;
        }
        return strikes || dead ? FailingSteps::diskError : 0;
    }

    const When m_when;
    int m_left;
    bool m_armed = false;
    bool m_struck = false;
};

void TestJournalFaults::commit_answerLost_isFoundAgain()
{
    const QTemporaryDir folder(memoryTemplate());
    NamedFault faults(NamedFault::When::After, 1);
    const std::unique_ptr<Journal> journal = registered(folder.path(), &faults);
    const Result<Receipt> kept = await(journal->append(sale()));
    QVERIFY2(kept, why(kept));
    QCOMPARE(kept->number, qint64(1));
    QCOMPARE(await(journal->append(sale()))->number, qint64(2));
    QVERIFY(await(journal->verify()));
}

void TestJournalFaults::commit_diskDead_outcomeIsUnknown()
{
    const QTemporaryDir folder(memoryTemplate());
    const Receipt sold = sale();
    {
        NamedFault faults(NamedFault::When::After, 1);
        faults.deadAfterwards = true;
        const std::unique_ptr<Journal> journal = registered(folder.path(), &faults);
        const Result<Receipt> kept = await(journal->append(sold));
        QVERIFY(!kept);
        QCOMPARE(kept.error().code, Error::Code::Timeout);
        QCOMPARE(kept.error().reason, Error::Reason::OutcomeUnknown);
    }
    const auto journal = opened(folder.path());
    QCOMPARE(await((*journal)->append(sold))->number, qint64(1));
    QCOMPARE((*journal)->state().head, qint64(1));
}

void TestJournalFaults::commit_neverWritten_isSureToBeUnkept()
{
    const QTemporaryDir folder(memoryTemplate());
    NamedFault faults(NamedFault::When::Before, 3);
    const std::unique_ptr<Journal> journal = registered(folder.path(), &faults);
    const Result<Receipt> kept = await(journal->append(sale()));
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, Error::Code::Unavailable);
    QCOMPARE(kept.error().reason, Error::Reason::JournalUnwritable);
    QCOMPARE(await(journal->append(sale()))->number, qint64(1));
}

QTEST_GUILESS_MAIN(TestJournalFaults)
#include "tst_journal_faults.moc"
