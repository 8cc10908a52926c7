#include "call_supervisor.h"
#include "socket_platform.h"

#include <QSemaphore>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

/// Deadlines on real sockets: those that pass shut, those disarmed never do.
class TestCallSupervisor final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void call_pastItsDeadline_isShutAndReported();
    void call_disarmed_isLeftAlone();
    void call_movedForward_isShutNow();
    void call_soonerThanTheOthers_isShutFirst();
    void descriptor_reusedAfterDisarm_isNeverShut();

private:
    bool isShut() const;
    static CallSupervisor::Clock::time_point inMs(int ms)
    {
        return CallSupervisor::Clock::now() + std::chrono::milliseconds(ms);
    }

    int m_ends[2] = {-1, -1};
};

void TestCallSupervisor::init()
{
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends), 0);
}

void TestCallSupervisor::cleanup()
{
    ::close(m_ends[0]);
    ::close(m_ends[1]);
}

bool TestCallSupervisor::isShut() const
{
    return waitReadable(m_ends[0], 0);
}

void TestCallSupervisor::call_pastItsDeadline_isShutAndReported()
{
    QSemaphore reported;
    qint64 pid = 0;
    CallSupervisor supervisor;
    SupervisedCall call(
        supervisor,
        {.socket = m_ends[0], .backendPid = 42, .deadline = inMs(20), .onHung = [&](qint64 hung) {
             pid = hung;
             reported.release();
         }});
    QVERIFY(reported.tryAcquire(1, 5000));
    QCOMPARE(pid, 42);
    QVERIFY(isShut());
    QVERIFY(call.end());
    QVERIFY(call.end()); // Asked again, the same.
}

void TestCallSupervisor::call_disarmed_isLeftAlone()
{
    CallSupervisor supervisor;
    SupervisedCall shortly(supervisor, {.socket = m_ends[0], .deadline = inMs(20)});
    QVERIFY(!shortly.end());
    QVERIFY(!waitReadable(m_ends[0], 60));
}

void TestCallSupervisor::call_movedForward_isShutNow()
{
    CallSupervisor supervisor;
    SupervisedCall call(
        supervisor, {.socket = m_ends[0], .deadline = CallSupervisor::Clock::time_point::max()});
    QVERIFY(!isShut());
    supervisor.move(call.id(), CallSupervisor::Clock::now());
    QVERIFY(waitReadable(m_ends[0], 5000));
    QVERIFY(call.end());
}

void TestCallSupervisor::call_soonerThanTheOthers_isShutFirst()
{
    CallSupervisor supervisor;
    SupervisedCall later(supervisor, {.socket = m_ends[1], .deadline = inMs(60'000)});
    SupervisedCall sooner(supervisor, {.socket = m_ends[0], .deadline = inMs(20)});
    QVERIFY(waitReadable(m_ends[0], 5000));
    QVERIFY(!later.end());
    QVERIFY(sooner.end());
}

// Many short calls around their deadline; whatever was shut must have been under watch at that
// moment.
void TestCallSupervisor::descriptor_reusedAfterDisarm_isNeverShut()
{
    CallSupervisor supervisor;
    for (int round = 0; round < 2000; ++round) {
        int ends[2];
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        SupervisedCall call(
            supervisor,
            {.socket = ends[0],
             .deadline = CallSupervisor::Clock::now() + std::chrono::microseconds(round % 80)});
        const bool expired = call.end();
        QCOMPARE(waitReadable(ends[0], 0), expired);
        ::close(ends[0]);
        ::close(ends[1]);
    }
}

QTEST_GUILESS_MAIN(TestCallSupervisor)
#include "tst_call_supervisor.moc"
