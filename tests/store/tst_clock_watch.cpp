#include "clock_watch.h"

#include <QTest>

/// Which clocks are suspect.
class TestClockWatch final : public QObject
{
    Q_OBJECT

private slots:
    void suspect_data();
    void suspect();
    void suspect_afterAJumpWasKept_isOver();
    void read_twice_goesOn();
};

void TestClockWatch::suspect_data()
{
    QTest::addColumn<qint64>("clockMs"); // gone on since the entry before
    QTest::addColumn<qint64>("uptimeMs");
    QTest::addColumn<qint64>("entryMs"); // from the last entry's time
    QTest::addColumn<bool>("expected");
    const qint64 week = 7 * 86'400'000;
    QTest::newRow("the next customer")
        << qint64(40'000) << qint64(40'000) << qint64(40'000) << false;
    QTest::newRow("closed for a week") << week << week << week << false;
    QTest::newRow("recorded times lie a week apart") << qint64(1) << qint64(1) << week << false;
    QTest::newRow("recorded times go back") << qint64(1) << qint64(1) << qint64(-1) << true;
    QTest::newRow("same millisecond") << qint64(0) << qint64(0) << qint64(0) << false;
    QTest::newRow("set on by an hour")
        << qint64(3'601'000) << qint64(1'000) << qint64(3'601'000) << true;
    QTest::newRow("set back after a pause")
        << qint64(1'000) << qint64(3'601'000) << qint64(1'000) << true;
    QTest::newRow("corrected by a second")
        << qint64(2'000) << qint64(1'000) << qint64(2'000) << false;
}

void TestClockWatch::suspect()
{
    QFETCH(const qint64, clockMs);
    QFETCH(const qint64, uptimeMs);
    QFETCH(const qint64, entryMs);
    QFETCH(const bool, expected);
    const QDateTime last(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);
    const ClockWatch watch({.clockMs = 1'000'000, .uptimeMs = 5'000});
    const ClockWatch::Reading now {.clockMs = 1'000'000 + clockMs, .uptimeMs = 5'000 + uptimeMs};
    QCOMPARE(watch.suspect(last.addMSecs(entryMs), last, now), expected);
}

void TestClockWatch::suspect_afterAJumpWasKept_isOver()
{
    ClockWatch watch({.clockMs = 0, .uptimeMs = 0});
    const ClockWatch::Reading jumped {.clockMs = 3'600'000, .uptimeMs = 0};
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(3'600'000, Qt::UTC);
    QVERIFY(watch.suspect(at, {}, jumped));
    watch.keep(jumped);
    QVERIFY(!watch.suspect(at, at, jumped));
}

void TestClockWatch::read_twice_goesOn()
{
    const ClockWatch::Reading first = ClockWatch::read();
    const ClockWatch::Reading second = ClockWatch::read();
    QVERIFY(first.clockMs > 0);
    QVERIFY(first.uptimeMs > 0);
    QVERIFY(second.uptimeMs >= first.uptimeMs);
}

QTEST_GUILESS_MAIN(TestClockWatch)
#include "tst_clock_watch.moc"
