#include "journal_fixture.h"
#include "journal_reader.h"
#include "why.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

/// Whose journal it is, what is made of a damaged one, and who may look into it.
class TestJournalOpen final : public QObject
{
    Q_OBJECT

private slots:
    void open_newFolder_isPrivate();
    void open_newFolder_keepsRoomBack();
    void open_pathWithSpacesAndSigns_works();
    void open_whileHeld_isRefused();
    void open_otherTill_isRefused();
    void open_damagedFile_isRefusedAndLeft_data();
    void open_damagedFile_isRefusedAndLeft();
    void open_journalTakenAway_isNotMadeAnew();
    void open_earlierStateOfTheJournal_isRefused();
    void open_unfinishedNewFile_isMadeWhole();
    void open_folderIsAFile_isRefused();
    void append_fileRemovedMeanwhile_isNotAcknowledged();
    void reader_whileTillSells_seesTheState();
    void reader_afterClose_verifies();
    void reader_noJournal_isNotFound();
};

namespace {

QString journalIn(const QTemporaryDir &folder)
{
    return folder.filePath(u"journal.sqlite"_s);
}

void sellSome(const QString &folder, int sales)
{
    const std::unique_ptr<Journal> journal = registered(folder);
    for (int i = 0; i < sales; ++i)
        QVERIFY(await(journal->append(sale())));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

}

void TestJournalOpen::open_newFolder_isPrivate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"tills/one"_s);
    QVERIFY(opened(path));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
    QCOMPARE(QFile::permissions(path + u"/journal.sqlite"_s) & others, QFile::Permissions());
}

void TestJournalOpen::open_newFolder_keepsRoomBack()
{
    const QTemporaryDir folder;
    QVERIFY(opened(folder.path()));
    QCOMPARE(QFile(folder.filePath(u"ballast"_s)).size(), qint64(32 * 1024 * 1024));
}

void TestJournalOpen::open_pathWithSpacesAndSigns_works()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"Bäckerei & Söhne/50 % ?#;ro=1"_s);
    sellSome(path, 2);
    const auto journal = opened(path);
    QVERIFY2(journal, why(journal));
    QCOMPARE((*journal)->state().head, qint64(2));
}

void TestJournalOpen::open_whileHeld_isRefused()
{
    const QTemporaryDir folder;
    const auto first = opened(folder.path());
    QVERIFY(first);
    const auto second = opened(folder.path());
    QVERIFY(!second);
    QCOMPARE(second.error().code, Error::Code::Conflict);
    QCOMPARE(second.error().reason, Error::Reason::DirectoryOwned);
    QVERIFY(second.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
}

void TestJournalOpen::open_otherTill_isRefused()
{
    const QTemporaryDir folder;
    sellSome(folder.path(), 1);
    const auto journal = Journal::open(folder.path(), QUuid::createUuid());
    QVERIFY(!journal);
    QCOMPARE(journal.error().reason, Error::Reason::JournalUnwritable);
}

void TestJournalOpen::open_damagedFile_isRefusedAndLeft_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << 0 << QByteArray();
    QTest::newRow("a text") << 0 << QByteArray(9000, 'x');
    QTest::newRow("the first page overwritten") << 0 << QByteArray(4096, '\0');
    QTest::newRow("cut in the middle") << 6000 << QByteArray();
    QTest::newRow("a page of nonsense") << 4096 << QByteArray(4096, '\x5a');
}

void TestJournalOpen::open_damagedFile_isRefusedAndLeft()
{
    QFETCH(const int, from);
    QFETCH(const QByteArray, content);
    const QTemporaryDir folder;
    sellSome(folder.path(), 3);
    QByteArray damaged = contentOf(journalIn(folder));
    damaged = damaged.left(from) + content
        + (content.size() == 4096 ? damaged.mid(from + content.size()) : QByteArray());
    overwrite(journalIn(folder), damaged);

    const auto journal = opened(folder.path());
    QVERIFY(!journal);
    QCOMPARE(journal.error().code, Error::Code::Unavailable);
    QCOMPARE(journal.error().reason, Error::Reason::JournalUnwritable);
    QVERIFY(!journal.error().detail.isEmpty());
    QCOMPARE(contentOf(journalIn(folder)), damaged);
}

void TestJournalOpen::open_journalTakenAway_isNotMadeAnew()
{
    const QTemporaryDir folder;
    sellSome(folder.path(), 1);
    QVERIFY(QFile::remove(journalIn(folder)));
    const auto journal = opened(folder.path());
    QVERIFY(!journal);
    QCOMPARE(journal.error().reason, Error::Reason::JournalUnwritable);
    QVERIFY(!QFile::exists(journalIn(folder)));
}

/// As after damage to its log: what is left is sound, but older than what was acknowledged.
void TestJournalOpen::open_earlierStateOfTheJournal_isRefused()
{
    const QTemporaryDir folder;
    sellSome(folder.path(), 3);
    const QByteArray earlier = contentOf(journalIn(folder));
    sellSome(folder.path(), 2);
    overwrite(journalIn(folder), earlier);
    overwrite(journalIn(folder) + u"-wal"_s, {});
    const auto journal = opened(folder.path());
    QVERIFY(!journal);
    QCOMPARE(journal.error().code, Error::Code::Conflict);
    QCOMPARE(journal.error().reason, Error::Reason::JournalForked);
    QVERIFY2(journal.error().detail.contains(u"entry 5"_s), why(journal));
    // For a till that goes on under a new id.
    QVERIFY(Journal::open(folder.path(), testTill(), nullptr, LostEntries::Accepted));
    QVERIFY(!opened(folder.path()));
    QVERIFY(QFile::remove(folder.filePath(u"journal.head"_s)));
    QVERIFY(opened(folder.path())); // Somebody has decided that it will do.
}

void TestJournalOpen::open_unfinishedNewFile_isMadeWhole()
{
    const QTemporaryDir folder; // As after a crash while the journal was made.
    overwrite(journalIn(folder) + u".new"_s, QByteArray(5000, 'x'));
    overwrite(journalIn(folder) + u".new-wal"_s, QByteArray(5000, 'x'));
    sellSome(folder.path(), 1);
    QVERIFY(!QFile::exists(journalIn(folder) + u".new"_s));
}

void TestJournalOpen::open_folderIsAFile_isRefused()
{
    const QTemporaryDir folder;
    overwrite(folder.filePath(u"till"_s), "x");
    const auto journal = opened(folder.filePath(u"till"_s));
    QVERIFY(!journal);
    QCOMPARE(journal.error().code, Error::Code::Unavailable);
}

void TestJournalOpen::append_fileRemovedMeanwhile_isNotAcknowledged()
{
    const QTemporaryDir folder;
    const std::unique_ptr<Journal> journal = registered(folder.path());
    QVERIFY(await(journal->append(sale())));
    QVERIFY(QFile::remove(journalIn(folder)));
    const Result<Receipt> kept = await(journal->append(sale()));
    QVERIFY(!kept);
    QCOMPARE(kept.error().reason, Error::Reason::JournalUnwritable);
    QVERIFY(!await(journal->checkWritable()));
}

void TestJournalOpen::reader_whileTillSells_seesTheState()
{
    const QTemporaryDir folder;
    const std::unique_ptr<Journal> journal = registered(folder.path());
    QVERIFY(await(journal->append(sale())));
    const auto reader = JournalReader::open(folder.path());
    QVERIFY2(reader, why(reader));
    QCOMPARE((*reader)->state()->head, qint64(1));
    QVERIFY(await(journal->append(sale())));
    QCOMPARE((*reader)->state()->head, qint64(2));
    QCOMPARE((*reader)->entryAt(2)->hash, journal->state().headHash);
    QCOMPARE((*reader)->entryAt(3).error().code, Error::Code::NotFound);
    QVERIFY((*reader)->verify());
}

void TestJournalOpen::reader_afterClose_verifies()
{
    const QTemporaryDir folder;
    sellSome(folder.path(), 3);
    const auto reader = JournalReader::open(folder.path());
    QVERIFY2(reader, why(reader));
    QVERIFY((*reader)->verify());
    QCOMPARE((*reader)->state()->prefix, u"1-"_s);
}

void TestJournalOpen::reader_noJournal_isNotFound()
{
    const QTemporaryDir folder;
    QCOMPARE(JournalReader::open(folder.path()).error().code, Error::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestJournalOpen)
#include "tst_journal_open.moc"
