#include "backup_board.h"
#include "entry_copier.h"
#include "entry_copies.h"
#include "journal_fixture.h"
#include "journal_reader.h"
#include "journal_rebuild.h"
#include "later_entries.h"

#include <QDirIterator>
#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 20'000;

QDateTime noon()
{
    return QDateTime(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
}

/// A till that sells, and a target beside it.
struct Place {
    Place()
        : folder(memory.filePath(u"shop/tills/"_s + testTill().toString(QUuid::WithoutBraces)))
        , journal(registered(folder))
    {
        // As root the server's account must be able to walk through.
        QFile::setPermissions(memory.path(),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                  | QFile::ExeGroup | QFile::ExeOther);
    }
    void sell(int count) const
    {
        for (int i = 0; i < count; ++i) {
            if (!await(journal->append(sale())))
                qFatal("not sold");
        }
    }
    std::unique_ptr<JournalReader> reader() const
    {
        auto opened = JournalReader::open(folder);
        if (!opened)
            qFatal("no journal");
        return *std::move(opened);
    }
    Result<qint64> copy(EntryCopies &copies) const
    {
        return copies.copy(testTill(), *reader(), noon());
    }
    std::vector<Entry> own(qint64 after) const { return *reader()->entriesAfter(after, 10'000); }
    QString targetPath() const { return target.path(); }
    QStringList files() const
    {
        QStringList names;
        QDirIterator all(targetPath(), {u"*.entries"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext())
            names.append(QFileInfo(all.next()).fileName());
        names.sort();
        return names;
    }
    QString firstFile() const
    {
        QDirIterator all(targetPath(), {u"*.entries"_s}, QDir::Files, QDirIterator::Subdirectories);
        return all.next();
    }

    QTemporaryDir memory {memoryTemplate()};
    QTemporaryDir target {memoryTemplate()};
    QString folder;
    std::unique_ptr<Journal> journal;
};

DataDirectory preparedIn(const QTemporaryDir &memory)
{
    QFile::setPermissions(memory.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    return *DataDirectory::prepare(memory.filePath(u"draft"_s));
}

/// What a restore has unpacked of a backup.
struct Draft {
    BackedJournal backed(const Place &place, size_t count) const;
    const QTemporaryDir memory {memoryTemplate()};
    const DataDirectory directory = preparedIn(memory);
};

/// A journal as it lies in a backup: the first @p count entries of @p place.
BackedJournal Draft::backed(const Place &place, size_t count) const
{
    const std::vector<Entry> all = place.own(0);
    const auto rebuild = JournalRebuild::begin(directory.tillFolder(testTill()), testTill());
    if (!rebuild || !(*rebuild)->add({all.begin(), all.begin() + ptrdiff_t(count)})
        || !(*rebuild)->finish(1, u"1-"_s, 0))
        qFatal("no journal");
    return {.till = testTill(), .head = qint64(count), .hash = all.at(count - 1).hash};
}

}

/// Entries that the database may not hold yet, kept on the backup target.
class TestEntryCopies final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void text_ofEntries_isReadBack();
    void copy_newEntries_areThere();
    void copy_encrypted_needsTheKey();
    void copy_again_takesTheSmallFileIn();
    void copy_afterAcknowledged_leavesThoseOut();
    void copy_otherHistory_movesTheOldAside();
    void copy_shorterJournal_movesTheOldAside();
    void copy_byAnotherProgram_goesOn();
    void entries_behindAHole_areNotGiven();
    void entries_ofAChangedFile_nameIt();
    void prune_heldAndOld_goes();
    void copy_beyondWhatIsHeld_beginsThere();
    void shops_areNotedBesideTheCopies();
    void later_fromCopies_areAdded();
    void later_fromTheReplacedShop_areAdded();
    void later_tillOfAnotherShop_isLeftOut();
    void later_withAGap_marksTheTill();
    void copier_copiesBehindTheTill();
    void copier_targetAway_saysSoAndRecovers();
};

void TestEntryCopies::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestEntryCopies::text_ofEntries_isReadBack()
{
    const Place place;
    place.sell(3);
    const std::optional<std::vector<Entry>> read = entriesFromText(entriesText(place.own(0)));
    QVERIFY(read && *read == place.own(0));
    QVERIFY(!entriesFromText("something else"));
    QVERIFY(!entriesFromText({}));
}

void TestEntryCopies::copy_newEntries_areThere()
{
    const Place place;
    place.sell(4);
    EntryCopies copies(place.targetPath());
    const Result<qint64> copied = place.copy(copies);
    QVERIFY(copied);
    QCOMPARE(*copied, 4);
    QCOMPARE(copies.tills(), std::vector<QUuid> {testTill()});
    const Result<std::vector<Entry>> kept = copies.entriesAfter(testTill(), 0);
    QVERIFY(kept && *kept == place.own(0));
    QVERIFY(*copies.entriesAfter(testTill(), 3) == place.own(3));
    QVERIFY(copies.entriesAfter(testTill(), 4)->empty());
}

void TestEntryCopies::copy_encrypted_needsTheKey()
{
    const Place place;
    place.sell(2);
    EntryCopies copies(place.targetPath(), QByteArray(32, 'k'));
    QVERIFY(place.copy(copies));
    QVERIFY(*copies.entriesAfter(testTill(), 0) == place.own(0));
    const Result<std::vector<Entry>> without =
        EntryCopies(place.targetPath()).entriesAfter(testTill(), 0);
    QVERIFY(!without);
    QCOMPARE(without.error().code, Error::Code::Denied);
}

void TestEntryCopies::copy_again_takesTheSmallFileIn()
{
    const Place place;
    EntryCopies copies(place.targetPath());
    for (int round = 0; round < 3; ++round) {
        place.sell(2);
        QVERIFY(place.copy(copies));
        QVERIFY(place.copy(copies)); // Nothing new.
    }
    QCOMPARE(place.files(), QStringList {u"000000000001-000000000006.entries"_s});
    QVERIFY(*copies.entriesAfter(testTill(), 0) == place.own(0));
}

void TestEntryCopies::copy_afterAcknowledged_leavesThoseOut()
{
    const Place place;
    place.sell(4);
    place.journal->acknowledge(3);
    QVERIFY(await(place.journal->checkWritable()));
    QTRY_COMPARE_WITH_TIMEOUT(place.reader()->state()->acknowledged, 3, longMs);
    EntryCopies copies(place.targetPath());
    QVERIFY(place.copy(copies));
    QCOMPARE(place.files(), QStringList {u"000000000004-000000000004.entries"_s});
    place.journal->acknowledge(4);
    place.sell(1);
    QVERIFY(place.copy(copies));
    QVERIFY(*copies.entriesAfter(testTill(), 3) == place.own(3));
}

void TestEntryCopies::copy_otherHistory_movesTheOldAside()
{
    const Place first;
    first.sell(3);
    EntryCopies copies(first.targetPath());
    QVERIFY(first.copy(copies));
    const Place second;
    second.sell(4);
    EntryCopies later(first.targetPath());
    QVERIFY(second.copy(later));
    QVERIFY(*later.entriesAfter(testTill(), 0) == second.own(0));
    QCOMPARE(first.files().size(), 2); // What was there is not lost.
}

void TestEntryCopies::copy_shorterJournal_movesTheOldAside()
{
    const Place first;
    first.sell(3);
    EntryCopies copies(first.targetPath());
    QVERIFY(first.copy(copies));
    const Place second;
    second.sell(2);
    QVERIFY(second.copy(copies)); // In one program too.
    QVERIFY(*copies.entriesAfter(testTill(), 0) == second.own(0));
    QCOMPARE(first.files().size(), 2);
}

void TestEntryCopies::copy_byAnotherProgram_goesOn()
{
    const Place place;
    place.sell(3);
    EntryCopies first(place.targetPath());
    QVERIFY(place.copy(first));
    place.sell(2);
    EntryCopies second(place.targetPath());
    QVERIFY(place.copy(second));
    QVERIFY(*second.entriesAfter(testTill(), 0) == place.own(0));
    QCOMPARE(place.files().size(), 1);
}

void TestEntryCopies::entries_behindAHole_areNotGiven()
{
    const Place place;
    place.sell(3);
    EntryCopies copies(place.targetPath());
    QVERIFY(place.copy(copies));
    QVERIFY(QFile::rename(
        place.firstFile(),
        QString(place.firstFile())
            .replace(u"000000000001-000000000003"_s, u"000000000005-000000000007"_s)));
    QVERIFY(copies.entriesAfter(testTill(), 3)->empty());
}

void TestEntryCopies::entries_ofAChangedFile_nameIt()
{
    const Place place;
    place.sell(3);
    EntryCopies copies(place.targetPath());
    QVERIFY(place.copy(copies));
    QFile file(place.firstFile());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(60) && file.write("?") == 1);
    file.close();
    const Result<std::vector<Entry>> kept = copies.entriesAfter(testTill(), 0);
    QVERIFY(!kept);
    QCOMPARE(kept.error().field, file.fileName());
}

void TestEntryCopies::prune_heldAndOld_goes()
{
    const Place place;
    place.sell(3);
    EntryCopies copies(place.targetPath());
    QVERIFY(place.copy(copies));
    const QDateTime later = QDateTime::currentDateTimeUtc().addDays(1);
    copies.prune(testTill(), 2, later); // The last one is not held.
    copies.prune(testTill(), 3, QDateTime::currentDateTimeUtc().addDays(-1)); // It is young.
    QCOMPARE(place.files().size(), 1);
    copies.prune(testTill(), 3, later);
    QVERIFY(place.files().isEmpty());
}

void TestEntryCopies::copy_beyondWhatIsHeld_beginsThere()
{
    const Place place;
    place.sell(6);
    place.journal->acknowledge(5);
    QVERIFY(await(place.journal->checkWritable()));
    QTRY_COMPARE_WITH_TIMEOUT(place.reader()->state()->acknowledged, 5, longMs);
    EntryCopies copies(place.targetPath());
    QVERIFY(copies.copy(testTill(), *place.reader(), noon(), 2));
    QVERIFY(*copies.entriesAfter(testTill(), 2) == place.own(2));
    QCOMPARE(copies.lastOf(testTill()), 6);
}

void TestEntryCopies::shops_areNotedBesideTheCopies()
{
    const Place place;
    EntryCopies copies(place.targetPath());
    QVERIFY(copies.noteShop(testTill(), u"0badcafe"_s)); // There are no copies yet.
    QVERIFY(!copies.madeBy(u"0badcafe"_s, testTill()));
    place.sell(1);
    QVERIFY(place.copy(copies));
    for (const QString &shop : {u"0badcafe"_s, u"12345678"_s, u"0badcafe"_s})
        QVERIFY(copies.noteShop(testTill(), shop));
    QVERIFY(copies.madeBy(u"0badcafe"_s, testTill()) && copies.madeBy(u"12345678"_s, testTill()));
    QVERIFY(!copies.madeBy(u"87654321"_s, testTill()));
    QVERIFY(*copies.entriesAfter(testTill(), 0) == place.own(0));
}

void TestEntryCopies::later_fromCopies_areAdded()
{
    const Place place;
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

void TestEntryCopies::later_fromTheReplacedShop_areAdded()
{
    const Place place;
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

void TestEntryCopies::later_tillOfAnotherShop_isLeftOut()
{
    const Place place;
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
void TestEntryCopies::later_withAGap_marksTheTill()
{
    const Place place;
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

void TestEntryCopies::copier_copiesBehindTheTill()
{
    const Place place;
    BackupBoard board;
    {
        EntryCopier copier({.target = place.targetPath(),
                            .dataDirectory = place.memory.filePath(u"shop"_s),
                            .interval = std::chrono::milliseconds(20)},
                           board, [] { return EntryCopier::Held(); });
        place.sell(3);
        QTRY_COMPARE_WITH_TIMEOUT(
            EntryCopies(place.targetPath()).entriesAfter(testTill(), 0)->size(), size_t(3), longMs);
        place.sell(1);
    }
    // What was sold just before the end is there too.
    QVERIFY(*EntryCopies(place.targetPath()).entriesAfter(testTill(), 0) == place.own(0));
    QVERIFY(board.report().entriesCopiedAt);
    QVERIFY(!board.report().entriesFailure);
}

void TestEntryCopies::copier_targetAway_saysSoAndRecovers()
{
    const Place place;
    place.sell(3);
    BackupBoard board;
    const QString target = place.memory.filePath(u"drive"_s);
    QFile inTheWay(target);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly)); // A file where the folder should be.
    const EntryCopier copier({.target = target,
                              .dataDirectory = place.memory.filePath(u"shop"_s),
                              .interval = std::chrono::milliseconds(20)},
                             board, [] { return EntryCopier::Held(); });
    QTRY_VERIFY_WITH_TIMEOUT(board.report().entriesFailure, longMs);
    QCOMPARE(board.report().entriesFailure->field, target);
    QVERIFY(inTheWay.remove());
    QTRY_VERIFY_WITH_TIMEOUT(!board.report().entriesFailure, longMs);
    QVERIFY(*EntryCopies(target).entriesAfter(testTill(), 0) == place.own(0));
}

QTEST_GUILESS_MAIN(TestEntryCopies)
#include "tst_entry_copies.moc"
