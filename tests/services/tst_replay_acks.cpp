#include "replay_acks.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
/// A file of acknowledgements in a folder of its own.
struct AcksFile {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"acks"_s);

    QByteArray text() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool put(const QByteArray &content) const
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
};
}

class TestReplayAcks final : public QObject
{
    Q_OBJECT
private slots:
    void write_newFile_holdsTheLine();
    void open_tornLine_isCut_data();
    void open_tornLine_isCut();
    void complete_missingLines_areWrittenInOrder();
    void complete_lineThatTheJournalLacks_isConflict();
    void open_folderThatIsNotThere_isUnavailable();
};

void TestReplayAcks::write_newFile_holdsTheLine()
{
    const AcksFile file;
    const auto acks = ReplayAcks::open(file.path);
    QVERIFY(acks);
    QVERIFY((*acks)->write(ReplayAcks::line(u"17"_s, 3, 450)));
    QCOMPARE(file.text(), QByteArray("17 3 450\n")); // Read while it is open: nothing is held back.
}

void TestReplayAcks::open_tornLine_isCut_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("half a line") << QByteArray("1 1 320\n2 2 2") << QByteArray("1 1 320\n");
    QTest::newRow("only half a line") << QByteArray("1 1") << QByteArray();
    QTest::newRow("whole lines") << QByteArray("1 1 320\n2 2 250\n")
                                 << QByteArray("1 1 320\n2 2 250\n");
}

void TestReplayAcks::open_tornLine_isCut()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const AcksFile file;
    QVERIFY(file.put(before));
    QVERIFY(ReplayAcks::open(file.path));
    QCOMPARE(file.text(), after);
}

void TestReplayAcks::complete_missingLines_areWrittenInOrder()
{
    const AcksFile file;
    QVERIFY(file.put("1 1 320\n2 2 2"));
    const auto acks = ReplayAcks::open(file.path);
    QVERIFY(acks);
    QVERIFY((*acks)->complete({"1 1 320\n", "2 2 250\n", "5 3 199\n"}));
    QCOMPARE(file.text(), QByteArray("1 1 320\n2 2 250\n5 3 199\n"));
}

void TestReplayAcks::complete_lineThatTheJournalLacks_isConflict()
{
    const AcksFile file;
    QVERIFY(file.put("1 1 320\n2 2 250\n"));
    const auto acks = ReplayAcks::open(file.path);
    QVERIFY(acks);
    const Result<void> completed = (*acks)->complete({"1 1 320\n"});
    QVERIFY(!completed);
    QCOMPARE(completed.error().code, Error::Code::Conflict);
    QVERIFY(completed.error().detail.contains(u"2 2 250"_s));
}

void TestReplayAcks::open_folderThatIsNotThere_isUnavailable()
{
    const auto acks = ReplayAcks::open(u"/nonexistent/acks"_s);
    QVERIFY(!acks);
    QCOMPARE(acks.error().code, Error::Code::Unavailable);
}

QTEST_GUILESS_MAIN(TestReplayAcks)
#include "tst_replay_acks.moc"
