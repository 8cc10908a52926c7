#include "journal_copy.h"
#include "journal_fixture.h"
#include "journal_reader.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// A copy of a journal for a backup, taken while its till sells.
class TestJournalCopy : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void copy_ofASellingTill_isWholeAndVerifies();
    void copy_goesOnAsAJournal();
    void copy_holdsTheBaskets();
    void copy_ofNothing_isNotFound();
    void copy_ofADamagedFile_namesIt();
    void copy_ontoAFile_isRefused();

private:
    QString till() const { return m_folder->filePath(u"till"_s); }
    QString copyFolder() const { return m_folder->filePath(u"copy"_s); }
    QString copyFile() const { return copyFolder() + u"/journal.sqlite"_s; }
    std::unique_ptr<Journal> open(const QString &folder)
    {
        Result<std::unique_ptr<Journal>> journal = Journal::open(folder, testTill());
        if (!journal)
            qFatal("%s", qPrintable(describe(journal.error())));
        return *std::move(journal);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournalCopy::init()
{
    m_folder = std::make_unique<QTemporaryDir>(memoryTemplate());
    QVERIFY(QDir().mkpath(till()));
    QVERIFY(QDir().mkpath(copyFolder()));
}

void TestJournalCopy::copy_ofASellingTill_isWholeAndVerifies()
{
    const std::unique_ptr<Journal> journal = open(till());
    QVERIFY(await(journal->setRegistration(3, u"C-"_s)));
    for (int i = 0; i < 40; ++i)
        QVERIFY(await(journal->append(sale())));
    QFuture<Result<Receipt>> meanwhile = journal->append(sale());
    QVERIFY(copyJournal(till(), copyFile()));
    QVERIFY(await(meanwhile));
    const auto reader = JournalReader::open(copyFolder());
    QVERIFY(reader);
    QVERIFY((*reader)->verify());
    const Result<JournalState> state = (*reader)->state();
    QVERIFY(state);
    QVERIFY(state->head == 40 || state->head == 41);
    QCOMPARE(state->tillNumber, 3);
    QCOMPARE(state->prefix, u"C-"_s);
}

void TestJournalCopy::copy_goesOnAsAJournal()
{
    const std::unique_ptr<Journal> journal = open(till());
    QVERIFY(await(journal->setRegistration(3, u"C-"_s)));
    const Result<Receipt> last = await(journal->append(sale()));
    QVERIFY(last);
    QVERIFY(copyJournal(till(), copyFile()));
    const std::unique_ptr<Journal> copy = open(copyFolder());
    const Result<Receipt> next = await(copy->append(sale()));
    QVERIFY2(next, qPrintable(next ? QString() : describe(next.error())));
    QCOMPARE(next->number, last->number + 1);
    QVERIFY(await(copy->verify()));
}

void TestJournalCopy::copy_holdsTheBaskets()
{
    const std::unique_ptr<Journal> journal = open(till());
    QVERIFY(await(journal->saveBasket(basket())));
    QVERIFY(await(journal->baskets())); // Written by then.
    QVERIFY(copyJournal(till(), copyFile()));
    const std::unique_ptr<Journal> copy = open(copyFolder());
    const Result<std::vector<Basket>> baskets = await(copy->baskets());
    QVERIFY(baskets);
    QCOMPARE(baskets->size(), size_t(1));
}

void TestJournalCopy::copy_ofNothing_isNotFound()
{
    const Result<void> copied = copyJournal(till(), copyFile());
    QVERIFY(!copied);
    QCOMPARE(copied.error().code, Error::Code::NotFound);
    QVERIFY(!QFile::exists(copyFile()));
}

void TestJournalCopy::copy_ofADamagedFile_namesIt()
{
    const QString path = till() + u"/journal.sqlite"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(100'000, 'x'));
    file.close();
    const Result<void> copied = copyJournal(till(), copyFile());
    QVERIFY(!copied);
    QCOMPARE(copied.error().code, Error::Code::Unavailable);
    QCOMPARE(copied.error().field, path);
}

void TestJournalCopy::copy_ontoAFile_isRefused()
{
    const std::unique_ptr<Journal> journal = open(till());
    QVERIFY(await(journal->append(sale())).error().reason == Error::Reason::TillNotRegistered);
    QFile file(copyFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("something of somebody's");
    file.close();
    QVERIFY(!copyJournal(till(), copyFile()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "something of somebody's");
}

QTEST_GUILESS_MAIN(TestJournalCopy)
#include "tst_journal_copy.moc"
