#include "work_queue.h"

#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;

/// Order, limits and the end of a queue's thread.
class TestWorkQueue final : public QObject
{
    Q_OBJECT

private slots:
    void post_many_runInOrder();
    void post_fromManyThreads_losesNothing();
    void post_inTwoLanes_runsInTurn();
    void post_overTheLimit_isRefused();
    void post_onTheThreadItself_runsLater();
    void finish_runsWhatWaits();
    void finish_thenPost_isRefused();
    void idle_afterWork_runsAsOftenAsItWants();
    void idle_withoutWork_neverRuns();
    void isCurrentThread_tellsThreads();
};

void TestWorkQueue::post_many_runInOrder()
{
    std::vector<int> seen;
    {
        WorkQueue queue(u"test"_s);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(queue.post([&seen, i] { seen.push_back(i); }));
    }
    QCOMPARE(seen.size(), 1000U);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

void TestWorkQueue::post_fromManyThreads_losesNothing()
{
    std::atomic<int> count = 0;
    {
        WorkQueue queue(u"test"_s);
        std::vector<std::jthread> posters;
        for (int poster = 0; poster < 8; ++poster)
            posters.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    queue.post([&count] { ++count; });
            });
        posters.clear();
    }
    QCOMPARE(count.load(), 4000);
}

void TestWorkQueue::post_inTwoLanes_runsInTurn()
{
    QSemaphore go;
    QByteArray seen;
    {
        WorkQueue queue(u"test"_s);
        queue.post([&] { go.acquire(); });
        for (const char name : QByteArray("abcdef"))
            queue.post([&seen, name] { seen += name; });
        for (const char name : QByteArray("123"))
            QVERIFY(queue.post([&seen, name] { seen += name; }, 3, WorkQueue::Lane::Second));
        QVERIFY(!queue.post([] {}, 3, WorkQueue::Lane::Second));
        QVERIFY(queue.waiting() >= 9);
        go.release();
    }
    QCOMPARE(seen, "1a2b3cdef");
}

void TestWorkQueue::post_overTheLimit_isRefused()
{
    QSemaphore begun;
    QSemaphore go;
    WorkQueue queue(u"test"_s);
    queue.post([&] {
        begun.release();
        go.acquire();
    });
    begun.acquire();
    QVERIFY(queue.post([] {}, 2));
    QVERIFY(queue.post([] {}, 2));
    QVERIFY(!queue.post([] {}, 2));
    QCOMPARE(queue.waiting(), 2);
    go.release();
    QTRY_COMPARE(queue.waiting(), 0);
}

void TestWorkQueue::post_onTheThreadItself_runsLater()
{
    QSemaphore done;
    WorkQueue queue(u"test"_s);
    queue.post([&] { queue.post([&] { done.release(); }); });
    QVERIFY(done.tryAcquire(1, 5000));
}

void TestWorkQueue::finish_runsWhatWaits()
{
    int count = 0;
    WorkQueue queue(u"test"_s);
    for (int i = 0; i < 100; ++i)
        queue.post([&count] { ++count; });
    queue.finish();
    QCOMPARE(count, 100);
}

void TestWorkQueue::finish_thenPost_isRefused()
{
    WorkQueue queue(u"test"_s);
    queue.finish();
    QVERIFY(!queue.post([] {}));
}

void TestWorkQueue::idle_afterWork_runsAsOftenAsItWants()
{
    std::atomic<int> idled = 0;
    QSemaphore worked;
    WorkQueue queue(
        u"test"_s, 0, [&idled] { return ++idled == 1 ? 1 : 0; }, 5);
    queue.post([&worked] { worked.release(); });
    QVERIFY(worked.tryAcquire(1, 5000));
    QTRY_COMPARE(idled.load(), 2);
    queue.post([&worked] { worked.release(); });
    QVERIFY(worked.tryAcquire(1, 5000));
    QTRY_COMPARE(idled.load(), 3);
}

void TestWorkQueue::idle_withoutWork_neverRuns()
{
    std::atomic<int> idled = 0;
    {
        WorkQueue queue(
            u"test"_s, 0,
            [&idled] {
                ++idled;
                return 0;
            },
            0);
    }
    QCOMPARE(idled.load(), 0);
}

void TestWorkQueue::isCurrentThread_tellsThreads()
{
    QSemaphore done;
    bool inside = false;
    WorkQueue queue(u"test"_s);
    queue.post([&] {
        inside = queue.isCurrentThread();
        done.release();
    });
    QVERIFY(done.tryAcquire(1, 5000));
    QVERIFY(inside);
    QVERIFY(!queue.isCurrentThread());
}

QTEST_GUILESS_MAIN(TestWorkQueue)
#include "tst_work_queue.moc"
