#include "await.h"
#include "health_desk.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {

using Checks = std::vector<std::pair<QString, HealthDesk::Check>>;

HealthDesk::Check always(bool healthy)
{
    return [healthy] { return HealthCheck {.healthy = healthy, .note = u"as told"_s}; };
}

}

/// One round for all askers, failures by name, and a check that hangs.
class TestHealthDesk : public QObject
{
    Q_OBJECT
private slots:
    void report_allWell_isHealthy();
    void report_oneFails_isUnhealthyAndNamesIt();
    void report_checkThrows_isUnhealthy();
    void report_manyAskers_checkOnce();
    void report_checkHangs_failsInTwoSecondsAndRecovers();
    void destructor_checkHangs_doesNotWait();
    void checkDisk_goodFolder_isHealthyAndLeavesNothing();
    void checkDisk_tooLittleSpace_fails();
    void checkDisk_noFolder_fails();
};

void TestHealthDesk::report_allWell_isHealthy()
{
    HealthDesk desk({{u"database"_s, always(true)}, {u"worker"_s, always(true)}});
    const Result<HealthReport> report = await(desk.report());
    QVERIFY(report);
    QVERIFY(report->healthy);
    QCOMPARE(report->checks.size(), size_t(2));
    QCOMPARE(report->checks[0].name, u"database"_s);
    QCOMPARE(report->checks[1].name, u"worker"_s);
}

void TestHealthDesk::report_oneFails_isUnhealthyAndNamesIt()
{
    HealthDesk desk({{u"database"_s, always(true)}, {u"disk"_s, always(false)}});
    const Result<HealthReport> report = await(desk.report());
    QVERIFY(report);
    QVERIFY(!report->healthy);
    QVERIFY(report->checks[0].healthy);
    QVERIFY(!report->checks[1].healthy);
    QCOMPARE(report->checks[1].note, u"as told"_s);
}

void TestHealthDesk::report_checkThrows_isUnhealthy()
{
    HealthDesk desk({{u"cache"_s, []() -> HealthCheck { throw std::runtime_error("broken"); }}});
    const Result<HealthReport> report = await(desk.report());
    QVERIFY(report);
    QVERIFY(!report->healthy);
    QCOMPARE(report->checks[0].note, u"broken"_s);
}

void TestHealthDesk::report_manyAskers_checkOnce()
{
    std::atomic<int> rounds = 0;
    QSemaphore open;
    HealthDesk desk({{u"database"_s, [&] {
                          ++rounds;
                          open.acquire();
                          return HealthCheck {.healthy = true};
                      }}});
    std::vector<QFuture<Result<HealthReport>>> answers;
    for (int asker = 0; asker < 100; ++asker)
        answers.push_back(desk.report());
    open.release();
    for (const auto &answer : answers)
        QVERIFY(await(answer));
    QVERIFY(await(desk.report())); // Less than a second later.
    QCOMPARE(rounds, 1);
}

void TestHealthDesk::report_checkHangs_failsInTwoSecondsAndRecovers()
{
    std::atomic<int> begun = 0;
    QSemaphore open;
    HealthDesk desk({{u"disk"_s,
                      [&] {
                          ++begun;
                          open.acquire();
                          return HealthCheck {.healthy = true};
                      }},
                     {u"worker"_s, always(true)}});
    QElapsedTimer timer;
    timer.start();
    const Result<HealthReport> first = await(desk.report());
    QVERIFY(first && !first->healthy);
    QCOMPARE(first->checks[0].note, u"no answer in 2 s"_s);
    QVERIFY(first->checks[1].healthy);
    QVERIFY(timer.elapsed() >= 1'900 && timer.elapsed() < 6'000);

    // Further rounds fail at once, without another thread in the check.
    const auto isHealthy = [&desk] { return await(desk.report())->healthy; };
    QTRY_VERIFY_WITH_TIMEOUT(!isHealthy() && timer.elapsed() > 4'500, 10'000);
    QCOMPARE(begun, 1);
    open.release(100);
    QTRY_VERIFY_WITH_TIMEOUT(isHealthy(), 5'000);
}

void TestHealthDesk::destructor_checkHangs_doesNotWait()
{
    const auto open = std::make_shared<QSemaphore>();
    QElapsedTimer timer;
    QFuture<Result<HealthReport>> answer;
    {
        HealthDesk desk({{u"disk"_s, [open] {
                              open->acquire();
                              return HealthCheck {.healthy = true};
                          }}});
        answer = desk.report();
        timer.start();
    }
    QVERIFY(timer.elapsed() < 2'000);
    open->release();
    QTRY_VERIFY(answer.isFinished());
}

void TestHealthDesk::checkDisk_goodFolder_isHealthyAndLeavesNothing()
{
    const QTemporaryDir folder;
    const HealthCheck check = checkDisk(folder.path(), 1'000);
    QVERIFY2(check.healthy, qPrintable(check.note));
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestHealthDesk::checkDisk_tooLittleSpace_fails()
{
    const QTemporaryDir folder;
    const HealthCheck check = checkDisk(folder.path(), std::numeric_limits<qint64>::max());
    QVERIFY(!check.healthy);
    QVERIFY(check.note.contains(u"MB free"_s));
}

void TestHealthDesk::checkDisk_noFolder_fails()
{
    const QTemporaryDir folder;
    QVERIFY(!checkDisk(folder.filePath(u"missing"_s), 1'000).healthy);
}

QTEST_GUILESS_MAIN(TestHealthDesk)
#include "tst_health_desk.moc"
