#include "anchor_keeper.h"
#include "audit_store.h"
#include "await.h"
#include "call_supervisor.h"
#include "database.h"
#include "manual_clock.h"
#include "test_database.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The heads of the chains are noted at a start and at the end of each day.
class TestAnchorKeeper final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void look_startAndEndOfDay_noteTheHeads();
    void look_bookCannotBeWritten_triesAgain();

private:
    void setHead(TestDatabase &server, int sequence) const;

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    const QUuid m_till = QUuid::createUuid();
    const AnchorKeeper::Day m_day {.zone = QTimeZone("Europe/Berlin"), .start = QTime(4, 0)};
};

void TestAnchorKeeper::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestAnchorKeeper::setHead(TestDatabase &server, int sequence) const
{
    server.execute(
        u"SELECT bakehouse.register_till('%1', 'till', 0); UPDATE bakehouse.tills "
        "SET head_seq = %2, head_hash = sha256('%2')"_s.arg(m_till.toString(QUuid::WithoutBraces))
            .arg(sequence));
}

void TestAnchorKeeper::look_startAndEndOfDay_noteTheHeads()
{
    TestDatabase server(m_cluster);
    setHead(server, 3);
    CallSupervisor supervisor;
    Database reports({.name = u"reports"_s, .address = server.address()}, supervisor);
    AuditStore audit(reports);
    ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(22, 0), Qt::UTC));
    const QTemporaryDir folder;
    const AnchorBook book(folder.filePath(u"anchors"_s));
    AnchorKeeper keeper(audit, clock, book, m_day);
    QSignalSpy noted(&keeper, &AnchorKeeper::noted);
    keeper.start();
    QTRY_COMPARE(noted.size(), 1);
    setHead(server, 5);
    clock.set(QDateTime(QDate(2026, 3, 3), QTime(2, 59), Qt::UTC)); // 03:59 in Berlin
    keeper.look();
    clock.set(QDateTime(QDate(2026, 3, 3), QTime(3, 1), Qt::UTC));
    keeper.look();
    QTRY_COMPARE(noted.size(), 2);
    const Result<std::vector<ChainAnchor>> anchors = book.read();
    QCOMPARE(anchors->size(), size_t(2));
    QCOMPARE(anchors->front().sequence, 3);
    QCOMPARE(anchors->front().occasion, u"a start on 2026-03-02"_s);
    QCOMPARE(anchors->back().sequence, 5);
    QCOMPARE(anchors->back().occasion, u"the end of 2026-03-02"_s);
    QCOMPARE(anchors->back().at, clock.now());
}

void TestAnchorKeeper::look_bookCannotBeWritten_triesAgain()
{
    TestDatabase server(m_cluster);
    setHead(server, 3);
    CallSupervisor supervisor;
    Database reports({.name = u"reports"_s, .address = server.address()}, supervisor);
    AuditStore audit(reports);
    const ManualClock clock;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"later"_s);
    AnchorKeeper keeper(audit, clock, AnchorBook(path + u"/anchors"_s), m_day);
    QSignalSpy noted(&keeper, &AnchorKeeper::noted);
    keeper.start();
    QVERIFY(await(audit.ping())); // The heads have been read by then.
    QVERIFY(QDir().mkpath(path));
    QTRY_VERIFY((keeper.look(), noted.size() == 1));
}

QTEST_GUILESS_MAIN(TestAnchorKeeper)
#include "tst_anchor_keeper.moc"
