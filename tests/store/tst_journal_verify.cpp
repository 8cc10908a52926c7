#include "journal_fixture.h"
#include "journal_reader.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Somebody with a console on the journal's file.
class Intruder final
{
public:
    explicit Intruder(const QString &folder)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"intruder"_s))
    {
        m_database.setDatabaseName(folder + u"/journal.sqlite"_s);
        m_database.open();
    }
    ~Intruder()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"intruder"_s);
    }
    Q_DISABLE_COPY_MOVE(Intruder)

    QVariant value(const QString &column, qint64 sequence)
    {
        QSqlQuery query(m_database);
        query.exec(u"SELECT %1 FROM entries WHERE seq = %2"_s.arg(column).arg(sequence));
        return query.next() ? query.value(0) : QVariant();
    }
    bool change(const QString &column, qint64 sequence, const QVariant &value)
    {
        QSqlQuery query(m_database);
        query.prepare(u"UPDATE entries SET %1 = ? WHERE seq = %2"_s.arg(column).arg(sequence));
        query.bindValue(0, value);
        return query.exec() && query.numRowsAffected() == 1;
    }
    bool run(const QString &statement) { return QSqlQuery(m_database).exec(statement); }

private:
    QSqlDatabase m_database;
};

QVariant flipped(const QVariant &value, qsizetype byte)
{
    QByteArray bytes = value.toByteArray();
    bytes[byte] = char(bytes[byte] ^ 1);
    return value.typeId() == QMetaType::QString ? QVariant(QString::fromUtf8(bytes))
                                                : QVariant(bytes);
}

}

/// Whatever is changed in a journal behind its till's back: verify names the entry.
class TestJournalVerify final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void verify_untouched_isDone();
    void verify_anyByteChanged_namesTheEntry_data();
    void verify_anyByteChanged_namesTheEntry();
    void verify_sequenceChanged_namesTheGap();
    void verify_entryRemoved_namesTheGap();
    void verify_lastEntriesCutOff_namesTheFirstMissing();
    void verify_manyEntries_letsSalesBetween();
    void open_lastEntryChanged_namesIt();

private:
    void sellOn(int sales);

    static constexpr qint64 entryCount = 5;
    QTemporaryDir m_folder {memoryTemplate()};
    std::unique_ptr<Journal> m_journal;
};

void TestJournalVerify::initTestCase()
{
    m_journal = registered(m_folder.path());
    QVERIFY(m_journal);
    sellOn(int(entryCount) - 1);
    QVERIFY(await(m_journal->append(drawerOpened())));
}

void TestJournalVerify::sellOn(int sales)
{
    for (int i = 0; i < sales; ++i)
        QVERIFY(await(m_journal->append(sale())));
}

void TestJournalVerify::verify_untouched_isDone()
{
    QVERIFY(await(m_journal->verify()));
}

void TestJournalVerify::verify_anyByteChanged_namesTheEntry_data()
{
    QTest::addColumn<QString>("column");
    for (const char *column : {"uuid", "kind", "bytes", "prev", "hash", "till"})
        QTest::newRow(column) << QString::fromLatin1(column);
}

void TestJournalVerify::verify_anyByteChanged_namesTheEntry()
{
    QFETCH(const QString, column);
    Intruder intruder(m_folder.path());
    for (qint64 sequence = 1; sequence <= entryCount; sequence += 2) {
        const QVariant value = intruder.value(column, sequence);
        for (qsizetype byte = 0; byte < value.toByteArray().size(); ++byte) {
            QVERIFY(intruder.change(column, sequence, flipped(value, byte)));
            const Result<void> verified = await(m_journal->verify());
            QVERIFY2(!verified, qPrintable(u"%1 %2"_s.arg(sequence).arg(byte)));
            QCOMPARE(verified.error().code, Error::Code::Conflict);
            QCOMPARE(verified.error().left, std::optional(sequence));
        }
        QVERIFY(intruder.change(column, sequence, value));
    }
    QVERIFY(await(m_journal->verify()));
}

void TestJournalVerify::verify_sequenceChanged_namesTheGap()
{
    Intruder intruder(m_folder.path());
    QVERIFY(intruder.change(u"seq"_s, 3, 300));
    const Result<void> verified = await(m_journal->verify());
    QVERIFY(intruder.change(u"seq"_s, 300, 3));
    QCOMPARE(verified.error().field, u"seq"_s);
    QCOMPARE(verified.error().left, std::optional<qint64>(3));
}

void TestJournalVerify::verify_entryRemoved_namesTheGap()
{
    const QTemporaryDir folder(memoryTemplate());
    const std::unique_ptr<Journal> journal = registered(folder.path());
    for (int i = 0; i < 3; ++i)
        QVERIFY(await(journal->append(sale())));
    QVERIFY(Intruder(folder.path()).run(u"DELETE FROM entries WHERE seq = 1"_s));
    const Result<void> verified = await(journal->verify());
    QVERIFY(!verified);
    QCOMPARE(verified.error().left, std::optional<qint64>(1));
}

void TestJournalVerify::verify_lastEntriesCutOff_namesTheFirstMissing()
{
    const QTemporaryDir folder(memoryTemplate());
    std::unique_ptr<Journal> journal = registered(folder.path());
    for (int i = 0; i < 4; ++i)
        QVERIFY(await(journal->append(sale())));
    journal->acknowledge(4);
    journal.reset();
    QVERIFY(Intruder(folder.path()).run(u"DELETE FROM entries WHERE seq > 2"_s));
    const auto reader = JournalReader::open(folder.path());
    QVERIFY(reader);
    const Result<void> verified = (*reader)->verify();
    QVERIFY(!verified);
    QCOMPARE(verified.error().left, std::optional<qint64>(3));
}

void TestJournalVerify::verify_manyEntries_letsSalesBetween()
{
    const QTemporaryDir folder(memoryTemplate());
    const std::unique_ptr<Journal> journal = registered(folder.path());
    for (int i = 0; i < 500; ++i)
        QVERIFY(await(journal->append(sale())));
    const QFuture<Result<void>> verified = journal->verify();
    QVERIFY(await(journal->append(sale())));
    QVERIFY(!verified.isFinished());
    QVERIFY(await(verified));
}

void TestJournalVerify::open_lastEntryChanged_namesIt()
{
    const QTemporaryDir folder(memoryTemplate());
    registered(folder.path());
    {
        const auto journal = opened(folder.path());
        for (int i = 0; i < 3; ++i)
            QVERIFY(await((*journal)->append(sale())));
    }
    {
        Intruder intruder(folder.path());
        QVERIFY(intruder.change(u"bytes"_s, 3, flipped(intruder.value(u"bytes"_s, 3), 40)));
    }
    const auto journal = opened(folder.path());
    QVERIFY(!journal);
    QCOMPARE(journal.error().reason, Error::Reason::JournalUnwritable);
    QCOMPARE(journal.error().left, std::optional<qint64>(3));
    const auto reader = JournalReader::open(folder.path());
    QVERIFY(reader);
    QCOMPARE((*reader)->verify().error().left, std::optional<qint64>(3));
}

QTEST_GUILESS_MAIN(TestJournalVerify)
#include "tst_journal_verify.moc"
