#include "journal_fixture.h"
#include "journal_reader.h"
#include "journal_rebuild.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int sales = 5;

/// All entries of a till that has sold a little.
std::vector<Entry> sold(const QString &folder)
{
    const std::unique_ptr<Journal> journal = registered(folder);
    for (int i = 0; i < sales; ++i)
        static_cast<void>(await(journal->append(sale())));
    static_cast<void>(await(journal->append(drawerOpened())));
    const Result<std::vector<Entry>> entries = await(journal->entriesAfter(0, 100));
    return entries ? *entries : std::vector<Entry>();
}

}

/// Journals made anew from their entries: the till goes on as if nothing had been.
class TestJournalRebuild final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void rebuilt_holdsTheSame();
    void rebuilt_goesOnWithTheNextNumber();
    void add_whatDoesNotFollow_isRefused_data();
    void add_whatDoesNotFollow_isRefused();
    void begin_whereAJournalIs_isRefused();

private:
    QTemporaryDir m_folder {memoryTemplate()};
    std::vector<Entry> m_entries;
    QString place() const { return m_folder.filePath(QUuid::createUuid().toString(QUuid::Id128)); }
};

void TestJournalRebuild::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
    m_entries = sold(place());
    QCOMPARE(m_entries.size(), size_t(sales + 1));
}

void TestJournalRebuild::rebuilt_holdsTheSame()
{
    const QString folder = place();
    const auto rebuild = JournalRebuild::begin(folder, testTill());
    QVERIFY(rebuild);
    QVERIFY((*rebuild)->add({m_entries.begin(), m_entries.begin() + 2}));
    QVERIFY((*rebuild)->add({}));
    QVERIFY((*rebuild)->add({m_entries.begin() + 2, m_entries.end()}));
    QCOMPARE((*rebuild)->head(), qint64(sales + 1));
    QVERIFY((*rebuild)->finish(1, u"1-"_s, 4));
    const auto reader = JournalReader::open(folder);
    QVERIFY(reader);
    QVERIFY((*reader)->verify());
    QVERIFY(*(*reader)->entriesAfter(0, 100) == m_entries);
    const Result<JournalState> state = (*reader)->state();
    QVERIFY(state);
    QCOMPARE(state->acknowledged, 4);
    QCOMPARE(state->prefix, u"1-"_s);
}

void TestJournalRebuild::rebuilt_goesOnWithTheNextNumber()
{
    const QString folder = place();
    {
        const auto rebuild = JournalRebuild::begin(folder, testTill());
        QVERIFY(rebuild && (*rebuild)->add(m_entries) && (*rebuild)->finish(1, u"1-"_s, 0));
    }
    const Result<std::unique_ptr<Journal>> journal = opened(folder);
    QVERIFY(journal);
    const Result<Receipt> next = await((*journal)->append(sale()));
    QVERIFY(next);
    QCOMPARE(next->number, qint64(sales + 1));
    QCOMPARE(next->sequence, qint64(sales + 2));
    QVERIFY(await((*journal)->verify()));
}

void TestJournalRebuild::add_whatDoesNotFollow_isRefused_data()
{
    QTest::addColumn<std::vector<Entry>>("entries");
    QTest::addColumn<QString>("field");
    std::vector<Entry> later(m_entries.begin() + 1, m_entries.end());
    QTest::newRow("the first is missing") << later << u"seq"_s;
    std::vector<Entry> holed = m_entries;
    holed.erase(holed.begin() + 2);
    QTest::newRow("one is missing") << holed << u"seq"_s;
    std::vector<Entry> changed = m_entries;
    changed[3].bytes.replace("428", "429");
    QTest::newRow("bytes were changed") << changed << u"hash"_s;
    std::vector<Entry> foreign = m_entries;
    foreign[1].till = QUuid::createUuid();
    QTest::newRow("of another till") << foreign << u"till"_s;
}

void TestJournalRebuild::add_whatDoesNotFollow_isRefused()
{
    QFETCH(std::vector<Entry>, entries);
    QFETCH(QString, field);
    const auto rebuild = JournalRebuild::begin(place(), testTill());
    QVERIFY(rebuild);
    const Result<void> added = (*rebuild)->add(entries);
    QVERIFY(!added);
    QCOMPARE(added.error().code, Error::Code::Conflict);
    QCOMPARE(added.error().field, field);
    QCOMPARE((*rebuild)->head(), 0);
}

void TestJournalRebuild::begin_whereAJournalIs_isRefused()
{
    const QString folder = place();
    QVERIFY(!sold(folder).empty());
    QVERIFY(!JournalRebuild::begin(folder, testTill()));
    QVERIFY((*JournalReader::open(folder))->verify());
}

QTEST_GUILESS_MAIN(TestJournalRebuild)
#include "tst_journal_rebuild.moc"
