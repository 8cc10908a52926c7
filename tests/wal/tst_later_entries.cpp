#include "copied_till.h"
#include "data_directory.h"
#include "journal_rebuild.h"
#include "later_entries.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 20'000;

DataDirectory preparedIn(const QTemporaryDir &memory)
{
    QFile::setPermissions(memory.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    return *DataDirectory::prepare(memory.filePath(u"draft"_s));
}

/// What a restore has unpacked of a backup.
struct Draft {
    BackedJournal backed(const CopiedTill &place, size_t count) const;
    const QTemporaryDir memory {memoryTemplate()};
    const DataDirectory directory = preparedIn(memory);
};

/// A journal as it lies in a backup: the first @p count entries of @p place.
BackedJournal Draft::backed(const CopiedTill &place, size_t count) const
{
    const std::vector<Entry> all = place.own(0);
    const auto rebuild = JournalRebuild::begin(directory.tillFolder(testTill()), testTill());
    if (!rebuild || !(*rebuild)->add({all.begin(), all.begin() + ptrdiff_t(count)})
        || !(*rebuild)->finish(1, u"1-"_s, 0))
        qFatal("no journal");
    return {.till = testTill(), .head = qint64(count), .hash = all.at(count - 1).hash};
}

}

/// What tills wrote after a backup, added to its journals.
class TestLaterEntries final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void add_fromCopies();
    void add_fromTheReplacedShop();
    void add_tillOfAnotherShop_isLeftOut();
    void add_withAGap_marksTheTill();
};

void TestLaterEntries::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestLaterEntries::add_fromCopies()
{
    const CopiedTill place;
    place.sell(5);
    EntryCopies copies(place.targetPath());
    QVERIFY(place.copy(copies));
    const Draft draft;
    LaterEntries later({.target = place.targetPath()}, draft.directory, {draft.backed(place, 2)});
    const Result<AddedEntries> added = later.add();
    QVERIFY2(bool(added), added ? "" : qUtf8Printable(describe(added.error())));
    QCOMPARE(added->entries, 3);
    QCOMPARE(added->tills, 1);
    QVERIFY(added->notes.isEmpty());
    const auto journal = Journal::open(draft.directory.tillFolder(testTill()), testTill());
    QVERIFY(journal);
    QVERIFY(await((*journal)->verify()));
    const Result<Receipt> next = await((*journal)->append(sale()));
    QVERIFY(next);
    QCOMPARE(next->number, 6);
}

void TestLaterEntries::add_fromTheReplacedShop()
{
    const CopiedTill place;
    place.sell(5);
    const Result<DataDirectory> old = DataDirectory::prepare(place.memory.filePath(u"shop"_s));
    QVERIFY(old);
    for (const bool inBackup : {true, false}) { // A till may have begun after it.
        const Draft draft;
        std::vector<BackedJournal> journals;
        if (inBackup)
            journals.push_back(draft.backed(place, 3));
        LaterEntries later({.target = {}, .replaced = *old}, draft.directory, journals);
        const Result<AddedEntries> added = later.add();
        QVERIFY2(bool(added), added ? "" : qUtf8Printable(describe(added.error())));
        QCOMPARE(added->entries, inBackup ? 2 : 5);
        QVERIFY(added->notes.isEmpty());
        const auto reader = JournalReader::open(draft.directory.tillFolder(testTill()));
        QVERIFY(reader && (*reader)->verify());
        QVERIFY(*(*reader)->entriesAfter(0, 100) == place.own(0));
        QCOMPARE((*reader)->state()->prefix, u"1-"_s);
    }
}

void TestLaterEntries::add_tillOfAnotherShop_isLeftOut()
{
    const CopiedTill place;
    place.sell(3);
    EntryCopies copies(place.targetPath());
    QVERIFY(place.copy(copies));
    QVERIFY(copies.noteShop(testTill(), u"0badcafe"_s));
    for (const QString &shop : {u"12345678"_s, u"0badcafe"_s}) {
        const Draft draft;
        LaterEntries later({.target = place.targetPath(), .shop = shop}, draft.directory, {});
        const Result<AddedEntries> added = later.add();
        QVERIFY(added);
        QCOMPARE(added->entries, shop == u"0badcafe"_s ? 3 : 0);
    }
}

/// What it wrote in between is nowhere: its numbers must not be given again.
void TestLaterEntries::add_withAGap_marksTheTill()
{
    const CopiedTill place;
    place.sell(4);
    EntryCopies copies(place.targetPath());
    place.journal->acknowledge(4);
    QVERIFY(await(place.journal->checkWritable()));
    QTRY_COMPARE_WITH_TIMEOUT(place.reader()->state()->acknowledged, 4, longMs);
    place.sell(2);
    QVERIFY(place.copy(copies)); // From the fifth on.
    const Draft draft;
    LaterEntries later({.target = place.targetPath()}, draft.directory, {draft.backed(place, 2)});
    const Result<AddedEntries> added = later.add();
    QVERIFY(added);
    QCOMPARE(added->entries, 0);
    QCOMPARE(added->notes.size(), 1);
    const QString folder = draft.directory.tillFolder(testTill());
    const auto journal = Journal::open(folder, testTill());
    QVERIFY(!journal);
    QCOMPARE(journal.error().reason, Error::Reason::JournalForked);
    QVERIFY(Journal::open(folder, testTill(), nullptr, LostEntries::Accepted)); // To be uploaded.
}

QTEST_GUILESS_MAIN(TestLaterEntries)
#include "tst_later_entries.moc"
