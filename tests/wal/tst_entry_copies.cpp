#include "backup_board.h"
#include "copied_till.h"
#include "entry_copier.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 20'000;
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
    void copier_copiesBehindTheTill();
    void copier_targetAway_saysSoAndRecovers();
};

void TestEntryCopies::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestEntryCopies::text_ofEntries_isReadBack()
{
    const CopiedTill place;
    place.sell(3);
    const std::optional<std::vector<Entry>> read = entriesFromText(entriesText(place.own(0)));
    QVERIFY(read && *read == place.own(0));
    QVERIFY(!entriesFromText("something else"));
    QVERIFY(!entriesFromText({}));
}

void TestEntryCopies::copy_newEntries_areThere()
{
    const CopiedTill place;
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
    const CopiedTill place;
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
    const CopiedTill place;
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
    const CopiedTill place;
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
    const CopiedTill first;
    first.sell(3);
    EntryCopies copies(first.targetPath());
    QVERIFY(first.copy(copies));
    const CopiedTill second;
    second.sell(4);
    EntryCopies later(first.targetPath());
    QVERIFY(second.copy(later));
    QVERIFY(*later.entriesAfter(testTill(), 0) == second.own(0));
    QCOMPARE(first.files().size(), 2); // What was there is not lost.
}

void TestEntryCopies::copy_shorterJournal_movesTheOldAside()
{
    const CopiedTill first;
    first.sell(3);
    EntryCopies copies(first.targetPath());
    QVERIFY(first.copy(copies));
    const CopiedTill second;
    second.sell(2);
    QVERIFY(second.copy(copies)); // In one program too.
    QVERIFY(*copies.entriesAfter(testTill(), 0) == second.own(0));
    QCOMPARE(first.files().size(), 2);
}

void TestEntryCopies::copy_byAnotherProgram_goesOn()
{
    const CopiedTill place;
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
    const CopiedTill place;
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
    const CopiedTill place;
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
    const CopiedTill place;
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
    const CopiedTill place;
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
    const CopiedTill place;
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

void TestEntryCopies::copier_copiesBehindTheTill()
{
    const CopiedTill place;
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
    const CopiedTill place;
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
