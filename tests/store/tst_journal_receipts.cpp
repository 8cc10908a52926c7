#include "journal_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Receipts looked up in a journal in which other entries stand between them.
class TestJournalReceipts final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void receiptsBefore_pageByPage_givesAllOnceNewestFirst();
    void receiptsBefore_anEntry_leavesItOut();
    void receiptsBefore_emptyJournal_givesNone();
    void receiptNumbered_eachOfThem_isFound();
    void receiptNumbered_none_isNotFound_data();
    void receiptNumbered_none_isNotFound();
    void receiptNumbered_afterReopen_isFound();

private:
    QTemporaryDir m_folder {memoryTemplate()};
    std::unique_ptr<Journal> m_journal;
    std::vector<Receipt> m_written;
};

/// 200 receipts; after some of them one to nine events, and twenty at the end.
void TestJournalReceipts::initTestCase()
{
    m_journal = registered(m_folder.path());
    QVERIFY(m_journal);
    const auto events = [this](int count) {
        for (int i = 0; i < count; ++i)
            QVERIFY(await(m_journal->append(drawerOpened())));
    };
    events(3);
    for (int i = 0; i < 200; ++i) {
        const bool refunds = i % 17 == 16;
        const Result<Receipt> receipt =
            await(m_journal->append(refunds ? refundOf(m_written.back()) : sale()));
        QVERIFY(receipt);
        m_written.push_back(*receipt);
        if (i % 7 == 0)
            events(i % 9 + 1);
    }
    events(20);
}

void TestJournalReceipts::receiptsBefore_pageByPage_givesAllOnceNewestFirst()
{
    std::vector<Receipt> found;
    for (qint64 before = 0;;) {
        const Result<std::vector<Receipt>> page = await(m_journal->receiptsBefore(before, 30));
        QVERIFY(page);
        if (page->empty())
            break;
        QVERIFY(page->size() <= 30);
        found.insert(found.end(), page->begin(), page->end());
        before = found.back().sequence;
    }
    QCOMPARE(found, std::vector<Receipt>(m_written.rbegin(), m_written.rend()));
}

void TestJournalReceipts::receiptsBefore_anEntry_leavesItOut()
{
    const Result<std::vector<Receipt>> page =
        await(m_journal->receiptsBefore(m_written[1].sequence, 10));
    QVERIFY(page);
    QCOMPARE(*page, std::vector<Receipt> {m_written[0]});
}

void TestJournalReceipts::receiptsBefore_emptyJournal_givesNone()
{
    const QTemporaryDir folder;
    const std::unique_ptr<Journal> journal = registered(folder.path());
    const Result<std::vector<Receipt>> page = await(journal->receiptsBefore(0, 10));
    QVERIFY(page);
    QVERIFY(page->empty());
    QCOMPARE(await(journal->receiptNumbered(1)).error().reason, Error::Reason::UnknownReceipt);
}

void TestJournalReceipts::receiptNumbered_eachOfThem_isFound()
{
    for (const Receipt &written : m_written) {
        const Result<Receipt> found = await(m_journal->receiptNumbered(written.number));
        QVERIFY(found);
        QCOMPARE(*found, written);
    }
}

void TestJournalReceipts::receiptNumbered_none_isNotFound_data()
{
    QTest::addColumn<qint64>("number");
    QTest::newRow("nought") << qint64(0);
    QTest::newRow("less than nought") << qint64(-1);
    QTest::newRow("the one to come") << qint64(201);
    QTest::newRow("one far away") << std::numeric_limits<qint64>::max();
}

void TestJournalReceipts::receiptNumbered_none_isNotFound()
{
    QFETCH(qint64, number);
    const Result<Receipt> found = await(m_journal->receiptNumbered(number));
    QVERIFY(!found);
    QCOMPARE(found.error().code, Error::Code::NotFound);
    QCOMPARE(found.error().reason, Error::Reason::UnknownReceipt);
}

void TestJournalReceipts::receiptNumbered_afterReopen_isFound()
{
    m_journal.reset();
    Result<std::unique_ptr<Journal>> again = opened(m_folder.path());
    QVERIFY(again);
    m_journal = *std::move(again);
    const Result<Receipt> found = await(m_journal->receiptNumbered(100));
    QVERIFY(found);
    QCOMPARE(*found, m_written[99]);
}

QTEST_GUILESS_MAIN(TestJournalReceipts)
#include "tst_journal_receipts.moc"
