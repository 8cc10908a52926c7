#include "supervision.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Supervision::Timing quick {.look = 5ms, .stalledAfter = 25ms};

/// A thread as its supervision sees it: a pulse, and how often it was built anew.
struct Patient {
    Heartbeat pulse;
    int rebuilt = 0;
    bool beatsWhenRebuilt = true;
    bool beating = false;

    Supervision::Duty duty(const QString &name)
    {
        return {.thread = name,
                .sign =
                    [this] {
                        if (beating)
                            pulse.beat();
                        return pulse.sign();
                    },
                .rebuild =
                    [this] {
                        ++rebuilt;
                        beating = beatsWhenRebuilt;
                    },
                .patience = 50ms};
    }
};

}

/// Threads that beat, rest, fall silent and come back.
class TestSupervision : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s); }
    void beating_isLeftAlone();
    void resting_isLeftAlone();
    void silent_isNoticedThenRebuiltAndCounted();
    void silentStill_isRebuiltAgain();
    void silentForAMoment_isNoticedAndForgotten();
    void others_areLeftAlone();
};

void TestSupervision::beating_isLeftAlone()
{
    Patient patient;
    patient.beating = true;
    Patient measure; // Falls silent, so that its rebuilding says that time went by.
    Supervision supervision({patient.duty(u"api"_s), measure.duty(u"worker"_s)}, quick);
    supervision.start();
    QTRY_COMPARE(measure.rebuilt, 1);
    QCOMPARE(patient.rebuilt, 0);
    QVERIFY(!supervision.report()[0].stalled);
    QCOMPARE(supervision.report()[0].silentMs, 0);
}

void TestSupervision::resting_isLeftAlone()
{
    Patient patient;
    patient.pulse.rest();
    Patient measure;
    Supervision supervision({patient.duty(u"orders"_s), measure.duty(u"worker"_s)}, quick);
    supervision.start();
    QTRY_COMPARE(measure.rebuilt, 1);
    QCOMPARE(patient.rebuilt, 0);
    patient.pulse.work(); // From now on silence counts.
    QTRY_COMPARE(patient.rebuilt, 1);
}

void TestSupervision::silent_isNoticedThenRebuiltAndCounted()
{
    Patient patient;
    Supervision supervision({patient.duty(u"worker"_s)}, quick);
    QSignalSpy rebuilt(&supervision, &Supervision::rebuilt);
    QCOMPARE(supervision.report(), std::vector<ThreadReport> {{.thread = u"worker"_s}});
    supervision.start();
    QTRY_VERIFY(supervision.report()[0].stalled);
    QVERIFY(supervision.report()[0].silentMs >= 25);
    QTRY_COMPARE(rebuilt.count(), 1);
    QCOMPARE(rebuilt[0][0].toString(), u"worker"_s);
    QTRY_VERIFY(!supervision.report()[0].stalled);
    QCOMPARE(supervision.report()[0].rebuilt, 1);
    QVERIFY(supervision.report()[0].rebuiltAt.isValid());
}

void TestSupervision::silentStill_isRebuiltAgain()
{
    Patient patient;
    patient.beatsWhenRebuilt = false;
    Supervision supervision({patient.duty(u"api"_s)}, quick);
    supervision.start();
    QTRY_COMPARE(patient.rebuilt, 3);
    QCOMPARE(supervision.report()[0].rebuilt, 3);
}

void TestSupervision::silentForAMoment_isNoticedAndForgotten()
{
    Patient patient;
    Supervision::Duty duty = patient.duty(u"store"_s);
    duty.patience = 1h;
    Supervision supervision({duty}, quick);
    supervision.start();
    QTRY_VERIFY(supervision.report()[0].stalled);
    patient.pulse.beat();
    QTRY_VERIFY(!supervision.report()[0].stalled);
    QCOMPARE(patient.rebuilt, 0);
}

void TestSupervision::others_areLeftAlone()
{
    Patient silent;
    Patient beating;
    beating.beating = true;
    Supervision supervision({beating.duty(u"api"_s), silent.duty(u"worker"_s)}, quick);
    supervision.start();
    QTRY_COMPARE(silent.rebuilt, 1);
    QCOMPARE(beating.rebuilt, 0);
    QCOMPARE(supervision.report()[0].rebuilt, 0);
}

QTEST_GUILESS_MAIN(TestSupervision)
#include "tst_supervision.moc"
