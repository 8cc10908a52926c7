#include "journal_fixture.h"
#include "why.h"

#include <QMap>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// A till that is killed at any moment has every sale that it acknowledged, once.
class TestJournalKill final : public QObject
{
    Q_OBJECT

private slots:
    void kill_twentyTimes_losesNothing();

private:
    void sellAndKill(int sales);
    void readAcknowledged(QProcess &writer);

    QTemporaryDir m_folder;
    QMap<qint64, QUuid> m_acknowledged;
};

void TestJournalKill::readAcknowledged(QProcess &writer)
{
    while (writer.canReadLine()) {
        const QList<QByteArray> words = writer.readLine().trimmed().split(' ');
        QCOMPARE(words.size(), 2);
        const qint64 number = words[0].toLongLong();
        QVERIFY2(!m_acknowledged.contains(number), words[0].constData());
        m_acknowledged.insert(number, QUuid::fromString(QString::fromLatin1(words[1])));
    }
}

void TestJournalKill::sellAndKill(int sales)
{
    const qsizetype before = m_acknowledged.size();
    QProcess writer;
    writer.start(QCoreApplication::applicationDirPath() + u"/journal_writer"_s, {m_folder.path()});
    QVERIFY(writer.waitForStarted());
    while (m_acknowledged.size() < before + sales) {
        QVERIFY2(writer.waitForReadyRead(), writer.readAllStandardError().constData());
        readAcknowledged(writer);
    }
    writer.kill();
    QVERIFY(writer.waitForFinished());
    readAcknowledged(writer);
}

void TestJournalKill::kill_twentyTimes_losesNothing()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 20; ++round)
        sellAndKill(int(random.bounded(1, 60)));

    const auto journal = opened(m_folder.path());
    QVERIFY2(journal, why(journal));
    QVERIFY(await((*journal)->verify())); // Numbers have no gap and no duplicate.
    QSet<QUuid> sold;
    const Result<std::vector<Entry>> entries = await((*journal)->entriesAfter(0, 100'000));
    QVERIFY(entries);
    for (const Entry &entry : *entries)
        sold.insert(entry.uuid);
    QCOMPARE(sold.size(), (*journal)->state().lastNumber);
    for (const auto &[number, uuid] : m_acknowledged.asKeyValueRange()) {
        const Result<Entry> entry = await((*journal)->entryOf(uuid));
        QVERIFY2(entry, qPrintable(QString::number(number)));
        QCOMPARE(receiptOf(entry->bytes)->number, number);
    }
    const Result<std::vector<Basket>> baskets = await((*journal)->baskets());
    QVERIFY(baskets->size() >= size_t(m_acknowledged.size()));
    for (const Basket &basket : *baskets)
        QVERIFY(!sold.contains(basket.uuid));
}

QTEST_GUILESS_MAIN(TestJournalKill)
#include "tst_journal_kill.moc"
