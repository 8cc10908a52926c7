#include "notice_card.h"
#include "tender_stage.h"

using namespace Qt::StringLiterals;
using Shown = ShownTender;

namespace {
/// A disk that keeps a sale and then answers nothing, until it is mended. Thread-safe.
class SilentDisk final : public SqliteFaults
{
public:
    void mend() { m_mended = true; }

    int before(const QString &name) override
    {
        m_selling = m_selling || name == u"journal_entry_insert"_s;
        return m_silent && !m_mended ? ioError : 0;
    }
    int after(const QString &name) override
    {
        if (!m_selling || m_mended || name != u"sqlite_commit"_s)
            return 0;
        m_silent = true;
        return ioError;
    }

private:
    static constexpr int ioError = 10;
    std::atomic_bool m_selling = false;
    std::atomic_bool m_silent = false;
    std::atomic_bool m_mended = false;
};
}

/// Taking money while the journal cannot keep it, or does not say whether it did.
class TenderJournalTest final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(MoneyBench::locale()); }
    void journal_thatCannotStore_takesNothing();
    void journal_thatRefusesTheSale_keepsEverything();
    void journal_thatDoesNotAnswer_sellsOnce();
    void takeExact_byCard_booksWithoutTheSheet();
};

void TenderJournalTest::journal_thatCannotStore_takesNothing()
{
    FailingDisk disk;
    MoneyBench bench(bill840, &disk);
    disk.set(FailingDisk::Fault::Everything);
    Shown shown(bench);
    auto *notice = shown.sheet.findChild<NoticeCard *>();
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(notice->words().contains(u"Take no money"_s));
    QVERIFY(filledKeys(shown.sheet).isEmpty());
    QTest::keyClicks(&shown.sheet, u"900"_s);
    shown.sheet.takeExact(TenderMethod::Voucher);
    QTRY_VERIFY(!bench.counter->paying());
    QCOMPARE(bench.counter->total(), minor(840));
    disk.set(FailingDisk::Fault::None);
    QTest::mouseClick(&notice->key(), Qt::LeftButton);
    shown.receipt(bench);
}

void TenderJournalTest::journal_thatRefusesTheSale_keepsEverything()
{
    FailingDisk disk;
    MoneyBench bench(bill840, &disk);
    Shown shown(bench, TenderMethod::Card);
    QSignalSpy failed(&shown.sheet, &TenderSheet::payingFailed);
    disk.set(FailingDisk::Fault::BeforeCommit);
    shown.tap("sumKey1");
    QTRY_COMPARE(failed.count(), 1);
    auto *notice = shown.sheet.findChild<NoticeCard *>();
    QVERIFY(notice->isVisible());
    QVERIFY(shown.sheet.partlyPaid());
    QCOMPARE(bench.counter->total(), minor(840));
    QVERIFY(bench.receipts().empty());
    disk.set(FailingDisk::Fault::None);
    QTest::keyClick(&shown.sheet, Qt::Key_Return);
    QCOMPARE(shown.receipt(bench).tenders[0].method, TenderMethod::Card);
    QVERIFY(!notice->isVisible());
}

void TenderJournalTest::journal_thatDoesNotAnswer_sellsOnce()
{
    SilentDisk disk;
    MoneyBench bench(bill840, &disk);
    const QUuid basket = bench.counter->basket()->uuid;
    Shown shown(bench);
    QSignalSpy failed(&shown.sheet, &TenderSheet::payingFailed);
    shown.tap("sumKey4");
    QTRY_COMPARE(failed.count(), 1);
    auto *notice = shown.sheet.findChild<NoticeCard *>();
    QCOMPARE(notice->key().text(), u"Ask again"_s);
    QVERIFY(!keyOf(shown.sheet, "removePartKey1")->isEnabled());
    disk.mend();
    QTest::mouseClick(&notice->key(), Qt::LeftButton);
    const Receipt receipt = shown.receipt(bench);
    QCOMPARE(receipt.uuid, basket);
    QCOMPARE(receipt.change, minor(160));
    QCOMPARE(bench.receipts().size(), size_t(1));
}

void TenderJournalTest::takeExact_byCard_booksWithoutTheSheet()
{
    MoneyBench bench(bill840);
    Theme theme;
    TenderSheet sheet(theme, *bench.counter, nullptr);
    sheet.setFigures(MoneyBench::figures());
    QSignalSpy sold(bench.counter.get(), &Counter::sold);
    sheet.takeExact(TenderMethod::Card);
    sheet.takeExact(TenderMethod::Cash);
    QTRY_COMPARE(sold.count(), 1);
    QCOMPARE(bench.counter->lastSale()->tenders[0].method, TenderMethod::Card);
    sheet.takeExact(TenderMethod::Cash);
    QVERIFY(!bench.counter->paying());
    QCOMPARE(bench.receipts().size(), size_t(1));
}

QTEST_MAIN(TenderJournalTest)
#include "tst_tender_journal.moc"
