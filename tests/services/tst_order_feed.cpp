#include "order_feed.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <thread>

/// Hints from any thread become a few signals on the main one, and the last hint is never lost.
class TestOrderFeed : public QObject
{
    Q_OBJECT
private slots:
    void hint_afterQuiet_isToldAtOnce();
    void hint_fromAnyThread_isToldOnTheMainOne();
    void hint_tenThousandTimes_isToldTenTimesASecond();
    void hint_whileItIsHandled_isToldAgain();
};

void TestOrderFeed::hint_afterQuiet_isToldAtOnce()
{
    OrderFeed feed;
    QSignalSpy changed(&feed, &OrderFeed::changed);
    feed.hint();
    QCOMPARE(changed.count(), 0); // Never in the hint itself.
    QCoreApplication::processEvents();
    QCOMPARE(changed.count(), 1);
    QVERIFY(!changed.wait(150));
}

void TestOrderFeed::hint_fromAnyThread_isToldOnTheMainOne()
{
    OrderFeed feed;
    QThread *toldOn = nullptr;
    connect(&feed, &OrderFeed::changed, this, [&toldOn] { toldOn = QThread::currentThread(); });
    std::jthread([&feed] { feed.hint(); }).join();
    QTRY_COMPARE(toldOn, QThread::currentThread());
}

void TestOrderFeed::hint_tenThousandTimes_isToldTenTimesASecond()
{
    OrderFeed feed;
    QSignalSpy changed(&feed, &OrderFeed::changed);
    std::atomic<bool> stop = false;
    std::vector<std::jthread> hinters;
    for (int thread = 0; thread < 2; ++thread)
        hinters.emplace_back([&] {
            while (!stop) {
                feed.hint();
                std::this_thread::yield();
            }
        });
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(changed.count() >= 5);
    const qint64 elapsedMs = timer.elapsed();
    stop = true;
    hinters.clear();
    QVERIFY2(changed.count() <= 2 + elapsedMs / 100, qPrintable(QString::number(elapsedMs)));
    const qsizetype before = changed.count();
    feed.hint(); // The last one is never lost.
    QTRY_VERIFY(changed.count() > before);
}

void TestOrderFeed::hint_whileItIsHandled_isToldAgain()
{
    OrderFeed feed;
    int told = 0;
    connect(&feed, &OrderFeed::changed, this, [&] {
        if (++told == 1)
            feed.hint();
    });
    feed.hint();
    QTRY_COMPARE(told, 2);
}

QTEST_GUILESS_MAIN(TestOrderFeed)
#include "tst_order_feed.moc"
