#include "file_lock.h"
#include "journal_fixture.h"
#include "why.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// A journal that goes on as another till's.
class TestJournalMove final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void moveTo_newTill_beginsAnew();
    void moveTo_oldFolder_staysAsItWas();
    void moveTo_unpaidBaskets_comeAlong();
    void moveTo_salesOnTheWay_areOfTheOldTill();
    void moveTo_notNoted_staysWhereItIs();
    void moveTo_folderHeld_isRefused();
    void moveTo_thenReopen_isTheNewTill();

private:
    Result<void> moved(std::function<Result<void>()> settle = [] { return Result<void>(); })
    {
        return await(m_journal->moveTo(newFolder(), m_newTill, std::move(settle)));
    }
    QString oldFolder() const { return m_folder->filePath(u"old"_s); }
    QString newFolder() const { return m_folder->filePath(u"new"_s); }

    const QUuid m_newTill = QUuid::createUuid();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

void TestJournalMove::init()
{
    m_folder = std::make_unique<QTemporaryDir>(memoryTemplate());
    m_journal = registered(oldFolder());
    QVERIFY(m_journal);
}

void TestJournalMove::cleanup()
{
    m_journal.reset();
}

void TestJournalMove::moveTo_newTill_beginsAnew()
{
    QVERIFY(await(m_journal->append(sale())));
    QVERIFY(moved());
    const JournalState state = m_journal->state();
    QCOMPARE(state.till, m_newTill);
    QCOMPARE(state.head, 0);
    QCOMPARE(state.tillNumber, 0);
    QCOMPARE(m_journal->folder(), newFolder());
    QCOMPARE(await(m_journal->append(sale())).error().reason, Error::Reason::TillNotRegistered);
    QVERIFY(await(m_journal->setRegistration(2, u"2-"_s)));
    const Result<Receipt> first = await(m_journal->append(sale()));
    QVERIFY2(first, why(first));
    QCOMPARE(first->till, m_newTill);
    QCOMPARE(first->number, 1);
    QVERIFY(await(m_journal->verify()));
}

void TestJournalMove::moveTo_oldFolder_staysAsItWas()
{
    QVERIFY(await(m_journal->append(sale())));
    QVERIFY(await(m_journal->append(sale())));
    const JournalState before = m_journal->state();
    QVERIFY(moved());
    const Result<std::unique_ptr<Journal>> old = opened(oldFolder()); // Nobody holds it.
    QVERIFY2(old, why(old));
    QCOMPARE((*old)->state().head, before.head);
    QCOMPARE((*old)->state().headHash, before.headHash);
    QVERIFY(await((*old)->verify()));
}

void TestJournalMove::moveTo_unpaidBaskets_comeAlong()
{
    const Basket first = basket();
    const Basket second = basket();
    QVERIFY(await(m_journal->saveBasket(first)));
    const auto saving = m_journal->saveBasket(second); // Not written yet.
    QVERIFY(moved());
    QVERIFY(await(saving));
    const Result<std::vector<Basket>> baskets = await(m_journal->baskets());
    QVERIFY(baskets);
    QCOMPARE(baskets->size(), size_t(2));
    for (const Basket &one : *baskets)
        QVERIFY(one == first || one == second);
}

void TestJournalMove::moveTo_salesOnTheWay_areOfTheOldTill()
{
    const auto before = m_journal->append(sale());
    const auto moving = m_journal->moveTo(newFolder(), m_newTill, [] { return Result<void>(); });
    const auto after = m_journal->append(sale());
    QCOMPARE(await(before)->till, testTill());
    QVERIFY(await(moving));
    QCOMPARE(await(after).error().reason, Error::Reason::TillNotRegistered);
}

void TestJournalMove::moveTo_notNoted_staysWhereItIs()
{
    const Basket unpaid = basket();
    QVERIFY(await(m_journal->saveBasket(unpaid)));
    const Result<void> refused = moved([]() -> Result<void> {
        return Error {.code = Error::Code::Unavailable, .field = u"counter-till"_s};
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"counter-till"_s);
    QCOMPARE(m_journal->state().till, testTill());
    QCOMPARE(m_journal->folder(), oldFolder());
    const Result<Receipt> sold = await(m_journal->append(sale()));
    QVERIFY2(sold, why(sold));
    QCOMPARE(sold->till, testTill());
    QVERIFY(moved()); // Tried again.
    QCOMPARE(await(m_journal->baskets())->size(), size_t(1));
}

void TestJournalMove::moveTo_folderHeld_isRefused()
{
    QVERIFY(QDir().mkpath(newFolder()));
    const auto lock = FileLock::take(newFolder() + u"/till.lock"_s, u"somebody"_s);
    QVERIFY(lock);
    const Result<void> refused = moved();
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Error::Reason::DirectoryOwned);
    QVERIFY(await(m_journal->append(sale())));
}

void TestJournalMove::moveTo_thenReopen_isTheNewTill()
{
    QVERIFY(await(m_journal->saveBasket(basket())));
    QVERIFY(moved());
    QVERIFY(await(m_journal->setRegistration(2, u"2-"_s)));
    QVERIFY(await(m_journal->append(sale())));
    m_journal.reset();
    const Result<std::unique_ptr<Journal>> again = Journal::open(newFolder(), m_newTill);
    QVERIFY2(again, why(again));
    QCOMPARE((*again)->state().lastNumber, 1);
    QCOMPARE(await((*again)->baskets())->size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestJournalMove)
#include "tst_journal_move.moc"
