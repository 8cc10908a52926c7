#include "worker_bell.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace std::chrono_literals;

/// When the bell of a worker wakes who waits. Limits in time are lower ones, or far away.
class TestWorkerBell : public QObject
{
    Q_OBJECT
private slots:
    void wait_nobodyRings_endsByItself();
    void wait_ring_countsAfterTheCalm();
    void wait_ringFromBefore_counts();
    void wait_ringsTogether_areOne();
    void wait_ringAtOnce_cutsTheCalm();
    void wait_bothRang_isAtOnce_andNothingIsLeft();

private:
    WorkerBell m_bell;
    QElapsedTimer m_timer;
};

void TestWorkerBell::wait_nobodyRings_endsByItself()
{
    m_timer.start();
    QVERIFY(!m_bell.wait(10ms, 60ms));
    QVERIFY(m_timer.elapsed() >= 59);
    QVERIFY(!m_bell.wait(0ms, 0ms));
}

void TestWorkerBell::wait_ring_countsAfterTheCalm()
{
    m_timer.start();
    std::thread other([this] { m_bell.ring(); });
    QVERIFY(!m_bell.wait(60ms, 60s));
    other.join();
    QVERIFY(m_timer.elapsed() >= 59);
    QVERIFY(m_timer.elapsed() < 30'000);
}

void TestWorkerBell::wait_ringFromBefore_counts()
{
    m_bell.ring();
    m_timer.start();
    QVERIFY(!m_bell.wait(0ms, 60s));
    QVERIFY(m_timer.elapsed() < 30'000);
}

void TestWorkerBell::wait_ringsTogether_areOne()
{
    for (int i = 0; i < 100; ++i)
        m_bell.ring();
    QVERIFY(!m_bell.wait(0ms, 60s));
    m_timer.start();
    QVERIFY(!m_bell.wait(0ms, 60ms));
    QVERIFY(m_timer.elapsed() >= 59);
}

void TestWorkerBell::wait_ringAtOnce_cutsTheCalm()
{
    m_timer.start();
    std::thread other([this] { m_bell.ringAtOnce(); });
    QVERIFY(m_bell.wait(60s, 60s));
    other.join();
    QVERIFY(m_timer.elapsed() < 30'000);
}

void TestWorkerBell::wait_bothRang_isAtOnce_andNothingIsLeft()
{
    m_bell.ring();
    m_bell.ringAtOnce();
    QVERIFY(m_bell.wait(60s, 60s));
    QVERIFY(!m_bell.wait(0ms, 20ms));
}

QTEST_GUILESS_MAIN(TestWorkerBell)
#include "tst_worker_bell.moc"
