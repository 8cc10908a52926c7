#include "upload_lag.h"

#include <QTest>

using namespace std::chrono_literals;

/// How far the database is behind a journal, in entries and in time.
class TestUploadLag : public QObject
{
    Q_OBJECT

private slots:
    void note_nothingWaits_isNoLag();
    void note_oneAfterTheOther_theOldestCounts();
    void note_entriesOfARunBefore_countFromTheLast();
    void note_anotherTill_beginsAnew();
    void lag_clockSetBack_isNone();

private:
    static QDateTime at(int second)
    {
        return QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC).addSecs(second);
    }
    static JournalState state(qint64 head, int second, const QUuid &till = QUuid())
    {
        return {.till = till, .head = head, .lastAt = at(second)};
    }
};

void TestUploadLag::note_nothingWaits_isNoLag()
{
    UploadLag lag;
    QCOMPARE(lag.lag(at(0)), 0ms);
    lag.note(state(5, 0), 0);
    QCOMPARE(lag.waiting(), 0);
    QCOMPARE(lag.lag(at(100)), 0ms);
}

void TestUploadLag::note_oneAfterTheOther_theOldestCounts()
{
    UploadLag lag;
    lag.note(state(5, 0), 0);
    lag.note(state(6, 10), 1);
    lag.note(state(7, 40), 2);
    QCOMPARE(lag.waiting(), 2);
    QCOMPARE(lag.lag(at(50)), 40s);
    lag.note(state(7, 40), 1); // The first of them went up.
    QCOMPARE(lag.lag(at(50)), 10s);
    lag.note(state(7, 40), 0);
    QCOMPARE(lag.lag(at(50)), 0ms);
}

void TestUploadLag::note_entriesOfARunBefore_countFromTheLast()
{
    UploadLag lag;
    lag.note(state(9, 5), 4);
    QCOMPARE(lag.waiting(), 4);
    QCOMPARE(lag.lag(at(25)), 20s);
    lag.note(state(9, 5), 2);
    QCOMPARE(lag.lag(at(25)), 20s);
}

void TestUploadLag::note_anotherTill_beginsAnew()
{
    UploadLag lag;
    lag.note(state(9, 5), 4);
    lag.note(state(1, 30, QUuid::createUuid()), 1);
    QCOMPARE(lag.lag(at(31)), 1s);
}

void TestUploadLag::lag_clockSetBack_isNone()
{
    UploadLag lag;
    lag.note(state(1, 30), 1);
    QCOMPARE(lag.lag(at(10)), 0ms);
}

QTEST_GUILESS_MAIN(TestUploadLag)
#include "tst_upload_lag.moc"
