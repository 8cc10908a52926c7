#include "batch_size.h"

#include <QTest>

class TestBatchSize final : public QObject
{
    Q_OBJECT
private slots:
    void took_quickServer_growsToTheLimit();
    void took_slowServer_shrinksToTheLimit();
    void took_workOfTenMilliseconds_staysThere();
    void took_costOfTheCall_isNotWork();
    void took_nowAndThenMuchLonger_isNotWork();
    void took_shortBatch_saysNothing();
};

void TestBatchSize::took_quickServer_growsToTheLimit()
{
    BatchSize batch;
    for (int call = 0; call < 20; ++call)
        batch.took(batch.current(), 1'000);
    QCOMPARE(batch.current(), 500);
}

void TestBatchSize::took_slowServer_shrinksToTheLimit()
{
    BatchSize batch;
    batch.took(1, 1'000);
    for (int call = 0; call < 60; ++call)
        batch.took(batch.current(), 500'000);
    QCOMPARE(batch.current(), 10);
}

void TestBatchSize::took_workOfTenMilliseconds_staysThere()
{
    BatchSize batch;
    batch.took(1, 1'000);
    for (int call = 0; call < 20; ++call)
        batch.took(batch.current(), 1'000 + batch.current() * 100); // 100 µs an entry
    QVERIFY2(batch.current() >= 90 && batch.current() <= 115,
             qPrintable(QString::number(batch.current())));
}

void TestBatchSize::took_costOfTheCall_isNotWork()
{
    BatchSize batch;
    batch.took(1, 30'000); // a disk that takes 30 ms to sync
    for (int call = 0; call < 20; ++call)
        batch.took(batch.current(), 30'000 + batch.current() * 50);
    QVERIFY2(batch.current() >= 150, qPrintable(QString::number(batch.current())));
}

void TestBatchSize::took_nowAndThenMuchLonger_isNotWork()
{
    BatchSize batch;
    batch.took(1, 2'000);
    for (int call = 0; call < 40; ++call) {
        const int slowSyncUs = call % 4 == 0 ? 2'000 : 40'000;
        batch.took(batch.current(), slowSyncUs + batch.current() * 100);
    }
    QVERIFY2(batch.current() >= 90, qPrintable(QString::number(batch.current())));
}

void TestBatchSize::took_shortBatch_saysNothing()
{
    BatchSize batch;
    batch.took(1, 1'000);
    batch.took(3, 100'000);
    QCOMPARE(batch.current(), 50);
}

QTEST_GUILESS_MAIN(TestBatchSize)
#include "tst_batch_size.moc"
