#include "journal_fixture.h"
#include "why.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What a journal promises while nothing goes wrong.
class TestJournal final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void append_unregisteredTill_isRefused();
    void append_sales_areNumberedAndChained();
    void append_sale_isStoredAsItWasGiven();
    void append_sameUuidTwice_keepsOne();
    void append_sameUuidAfterReopen_givesTheFirst();
    void append_withoutUuid_isInvalid();
    void append_event_takesNoNumber();
    void append_eventCalledSale_isInvalid();
    void append_timeGoesBack_isFlagged();
    void append_timeGoesBackAcrossRuns_isFlagged();
    void append_timesDaysApart_areNotFlagged();
    void append_paidBasket_isGone();
    void append_refusedSale_keepsItsBasket();
    void saveBasket_alreadyPaid_staysGone();
    void saveBasket_manyTaps_keepsTheLast();
    void baskets_unpaid_comeBackAfterReopen();
    void dropBasket_afterSave_isGone();
    void state_afterReopen_isTheSame();
    void state_lastEntriesAreEvents_knowsTheLastNumber();
    void entriesAfter_limit_givesThatManyInOrder();
    void entryOf_unknownUuid_isNotFound();
    void refundsOf_twoRefunds_givesThoseOnly();
    void acknowledge_beyondTheHead_stopsThere();
    void acknowledge_thenReopen_isKept();
    void checkWritable_healthyDisk_isDone();

private:
    Receipt sold(const Receipt &receipt);
    void reopen();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

void TestJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_journal = registered(m_folder->path());
    QVERIFY(m_journal);
}

void TestJournal::cleanup()
{
    m_journal.reset();
    m_folder.reset();
}

Receipt TestJournal::sold(const Receipt &receipt)
{
    const Result<Receipt> kept = await(m_journal->append(receipt));
    return kept ? *kept : Receipt();
}

void TestJournal::reopen()
{
    m_journal.reset();
    Result<std::unique_ptr<Journal>> journal = opened(m_folder->path());
    QVERIFY2(journal, why(journal));
    m_journal = *std::move(journal);
}

void TestJournal::append_unregisteredTill_isRefused()
{
    const QTemporaryDir folder;
    const auto journal = opened(folder.path());
    QVERIFY(journal);
    const Result<Receipt> kept = await((*journal)->append(sale()));
    QVERIFY(!kept);
    QCOMPARE(kept.error().reason, Error::Reason::TillNotRegistered);
    QCOMPARE((*journal)->state().head, qint64(0));
}

void TestJournal::append_sales_areNumberedAndChained()
{
    QByteArray previous = genesisHash();
    for (qint64 number = 1; number <= 5; ++number) {
        const Receipt receipt = sold(sale());
        QCOMPARE(receipt.number, number);
        const Result<Entry> entry = await(m_journal->entryOf(receipt.uuid));
        QVERIFY(entry);
        QCOMPARE(entry->sequence, number);
        QVERIFY(checkLink(*entry, previous));
        previous = entry->hash;
    }
    QCOMPARE(m_journal->state().headHash, previous);
    QVERIFY(await(m_journal->verify()));
}

void TestJournal::append_sale_isStoredAsItWasGiven()
{
    Receipt expected = sale();
    const Receipt receipt = sold(expected);
    expected.till = testTill();
    expected.sequence = 1;
    expected.number = 1;
    expected.prefix = u"1-"_s;
    QCOMPARE(receipt, expected);
    const Result<Entry> entry = await(m_journal->entryOf(receipt.uuid));
    QVERIFY(entry);
    QCOMPARE(*receiptOf(entry->bytes), expected);
}

void TestJournal::append_sameUuidTwice_keepsOne()
{
    const Receipt first = sold(sale());
    Receipt again = sale(first.uuid, morning().addSecs(5));
    again.clerk = 7;
    QCOMPARE(sold(again), first);
    QCOMPARE(m_journal->state().head, qint64(1));
    QCOMPARE(m_journal->state().lastNumber, qint64(1));
}

void TestJournal::append_sameUuidAfterReopen_givesTheFirst()
{
    const Receipt first = sold(sale());
    reopen();
    QCOMPARE(sold(sale(first.uuid)), first);
    QCOMPARE(m_journal->state().head, qint64(1));
}

void TestJournal::append_withoutUuid_isInvalid()
{
    const Result<Receipt> kept = await(m_journal->append(sale(QUuid())));
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, Error::Code::Invalid);
}

void TestJournal::append_event_takesNoNumber()
{
    sold(sale());
    const Result<Entry> entry = await(m_journal->append(drawerOpened()));
    QVERIFY(entry);
    QCOMPARE(entry->sequence, qint64(2));
    QCOMPARE(entry->kind, u"drawer"_s);
    const Receipt next = sold(sale());
    QCOMPARE(next.sequence, qint64(3));
    QCOMPARE(next.number, qint64(2));
    QVERIFY(await(m_journal->verify()));
}

void TestJournal::append_eventCalledSale_isInvalid()
{
    EventDraft event = drawerOpened();
    event.kind = u"sale"_s;
    const Result<Entry> entry = await(m_journal->append(event));
    QVERIFY(!entry);
    QCOMPARE(entry.error().code, Error::Code::Invalid);
}

void TestJournal::append_timeGoesBack_isFlagged()
{
    QVERIFY(!sold(sale()).clockSuspect);
    const Receipt earlier = sold(sale(QUuid::createUuid(), morning().addMSecs(-1)));
    QVERIFY(earlier.clockSuspect);
    QCOMPARE(earlier.soldAt, morning().addMSecs(-1)); // Never clamped.
    QVERIFY(!sold(sale()).clockSuspect);
}

void TestJournal::append_timeGoesBackAcrossRuns_isFlagged()
{
    sold(sale());
    reopen();
    QVERIFY(sold(sale(QUuid::createUuid(), morning().addDays(-3))).clockSuspect);
}

void TestJournal::append_timesDaysApart_areNotFlagged()
{
    for (int day = 0; day < 30; day += 6)
        QVERIFY(!sold(sale(QUuid::createUuid(), morning().addDays(day))).clockSuspect);
}

void TestJournal::append_paidBasket_isGone()
{
    const Basket paid = basket();
    QVERIFY(await(m_journal->saveBasket(paid)));
    sold(sale(paid.uuid));
    reopen();
    const auto left = await(m_journal->baskets());
    QVERIFY(left);
    QVERIFY(left->empty());
}

void TestJournal::append_refusedSale_keepsItsBasket()
{
    const QTemporaryDir folder;
    const auto journal = opened(folder.path());
    const Basket unpaid = basket();
    const auto saving = (*journal)->saveBasket(unpaid);
    QVERIFY(!await((*journal)->append(sale(unpaid.uuid))));
    QVERIFY(await(saving));
    const auto left = await((*journal)->baskets());
    QCOMPARE(left->size(), size_t(1));
}

void TestJournal::saveBasket_alreadyPaid_staysGone()
{
    const Basket paid = basket();
    sold(sale(paid.uuid));
    QVERIFY(await(m_journal->saveBasket(paid)));
    QVERIFY(await(m_journal->baskets())->empty());
}

void TestJournal::saveBasket_manyTaps_keepsTheLast()
{
    Basket growing = basket();
    std::vector<QFuture<Result<void>>> savings;
    for (int tap = 0; tap < 50; ++tap) {
        growing.lines.push_back(growing.lines.front());
        savings.push_back(m_journal->saveBasket(growing));
    }
    for (const QFuture<Result<void>> &saving : savings)
        QVERIFY(await(saving));
    const auto left = await(m_journal->baskets());
    QCOMPARE(left->size(), size_t(1));
    QCOMPARE(left->front(), growing);
}

void TestJournal::baskets_unpaid_comeBackAfterReopen()
{
    const Basket unpaid = basket();
    m_journal->saveBasket(unpaid); // Closing writes what still waits.
    reopen();
    const auto left = await(m_journal->baskets());
    QCOMPARE(left->size(), size_t(1));
    QCOMPARE(left->front(), unpaid);
}

void TestJournal::dropBasket_afterSave_isGone()
{
    const Basket dropped = basket();
    m_journal->saveBasket(dropped);
    QVERIFY(await(m_journal->dropBasket(dropped.uuid)));
    QVERIFY(await(m_journal->baskets())->empty());
}

void TestJournal::state_afterReopen_isTheSame()
{
    sold(sale());
    sold(sale(QUuid::createUuid(), morning().addSecs(61)));
    const JournalState before = m_journal->state();
    reopen();
    const JournalState after = m_journal->state();
    QCOMPARE(after.till, testTill());
    QCOMPARE(after.tillNumber, 1);
    QCOMPARE(after.prefix, u"1-"_s);
    QCOMPARE(after.head, before.head);
    QCOMPARE(after.headHash, before.headHash);
    QCOMPARE(after.lastNumber, before.lastNumber);
    QCOMPARE(after.lastAt, morning().addSecs(61));
}

void TestJournal::state_lastEntriesAreEvents_knowsTheLastNumber()
{
    sold(sale());
    for (int i = 0; i < 3; ++i)
        QVERIFY(await(m_journal->append(drawerOpened())));
    reopen();
    QCOMPARE(m_journal->state().lastNumber, qint64(1));
    QCOMPARE(m_journal->state().lastAt, morning());
    QCOMPARE(sold(sale()).number, qint64(2));
}

void TestJournal::entriesAfter_limit_givesThatManyInOrder()
{
    for (int i = 0; i < 6; ++i)
        sold(sale());
    const auto entries = await(m_journal->entriesAfter(2, 3));
    QVERIFY(entries);
    QCOMPARE(entries->size(), size_t(3));
    for (qint64 i = 0; i < 3; ++i)
        QCOMPARE(entries->at(size_t(i)).sequence, 3 + i);
    QVERIFY(await(m_journal->entriesAfter(6, 3))->empty());
}

void TestJournal::entryOf_unknownUuid_isNotFound()
{
    const Result<Entry> entry = await(m_journal->entryOf(QUuid::createUuid()));
    QVERIFY(!entry);
    QCOMPARE(entry.error().code, Error::Code::NotFound);
}

void TestJournal::refundsOf_twoRefunds_givesThoseOnly()
{
    const Receipt one = sold(sale());
    const Receipt other = sold(sale());
    const Receipt first = sold(refundOf(one));
    sold(refundOf(other));
    const Receipt second = sold(refundOf(one));
    const auto refunds = await(m_journal->refundsOf(one.uuid));
    QVERIFY(refunds);
    QCOMPARE(refunds->size(), size_t(2));
    QCOMPARE(refunds->at(0), first);
    QCOMPARE(refunds->at(1), second);
}

void TestJournal::acknowledge_beyondTheHead_stopsThere()
{
    sold(sale());
    m_journal->acknowledge(7);
    QTRY_COMPARE(m_journal->state().acknowledged, qint64(1));
}

void TestJournal::acknowledge_thenReopen_isKept()
{
    sold(sale());
    m_journal->acknowledge(1);
    reopen();
    QCOMPARE(m_journal->state().acknowledged, qint64(1));
}

void TestJournal::checkWritable_healthyDisk_isDone()
{
    QVERIFY(await(m_journal->checkWritable()));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
