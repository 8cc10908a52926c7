#include "latency_meter.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Span = LatencyMeter::Span;

/// Times are counted, none is lost, and no figure is kinder than the truth.
class TestLatencyMeter : public QObject
{
    Q_OBJECT
private slots:
    void bucket_ofAnyTime_holdsItWithinASixteenth();
    void bucket_ofATimeOutOfReach_isTheNearest();
    void percentiles_ofAHundredTimes_areNeverTooSmall();
    void percentiles_ofNone_areZero();
    void percentiles_ofOne_areItsTime();
    void add_fromManyThreads_losesNone();
    void add_oneSpan_leavesTheOthers();
    void millisecondsText_roundsUp_data();
    void millisecondsText_roundsUp();
};

void TestLatencyMeter::bucket_ofAnyTime_holdsItWithinASixteenth()
{
    for (qint64 us = 0; us < 5'000'000; us += 1 + us / 37) {
        const std::chrono::microseconds time(us);
        const int bucket = LatencyHistogram::bucketOf(time);
        const auto end = LatencyHistogram::upperEnd(bucket);
        QVERIFY(end >= time);
        QVERIFY(end.count() - us <= us / 16);
        QVERIFY(bucket == 0 || LatencyHistogram::upperEnd(bucket - 1) < time);
    }
}

void TestLatencyMeter::bucket_ofATimeOutOfReach_isTheNearest()
{
    QCOMPARE(LatencyHistogram::bucketOf(-1us), 0);
    QCOMPARE(LatencyHistogram::bucketOf(std::chrono::hours(24 * 365)),
             LatencyHistogram::bucketCount - 1);
    QVERIFY(LatencyHistogram::upperEnd(LatencyHistogram::bucketCount - 1) > 1h);
}

void TestLatencyMeter::percentiles_ofAHundredTimes_areNeverTooSmall()
{
    LatencyMeter meter;
    for (int ms = 1; ms <= 100; ++ms)
        meter.add(Span::Commit, std::chrono::milliseconds(ms));
    const LatencyHistogram histogram = meter.histogram(Span::Commit);
    QCOMPARE(histogram.count(), 100);
    QVERIFY(histogram.p50() >= 50ms && histogram.p50() < 54ms);
    QVERIFY(histogram.p95() >= 95ms && histogram.p95() <= 100ms);
    QVERIFY(histogram.p99() >= 99ms && histogram.p99() <= 100ms);
    QVERIFY(histogram.max() == 100ms);
}

void TestLatencyMeter::percentiles_ofNone_areZero()
{
    const LatencyHistogram histogram = LatencyMeter().histogram(Span::Scan);
    QCOMPARE(histogram.count(), 0);
    QVERIFY(histogram.p99() == 0us);
    QVERIFY(histogram.max() == 0us);
    QVERIFY(LatencyHistogram().p50() == 0us);
}

void TestLatencyMeter::percentiles_ofOne_areItsTime()
{
    LatencyMeter meter;
    meter.add(Span::Search, 12'345'001ns);
    const LatencyHistogram histogram = meter.histogram(Span::Search);
    QVERIFY(histogram.p50() == 12'346us);
    QVERIFY(histogram.p99() == 12'346us);
    QVERIFY(histogram.max() == 12'346us);
}

void TestLatencyMeter::add_fromManyThreads_losesNone()
{
    constexpr int threads = 4;
    constexpr int each = 20'000;
    LatencyMeter meter;
    {
        std::vector<std::jthread> adders;
        for (int thread = 0; thread < threads; ++thread)
            adders.emplace_back([&meter, thread] {
                for (int i = 0; i < each; ++i)
                    meter.add(Span::TapToPaint, std::chrono::microseconds(i * (thread + 1)));
            });
        while (meter.histogram(Span::TapToPaint).count() < each / 10)
            std::this_thread::yield();
    }
    QCOMPARE(meter.histogram(Span::TapToPaint).count(), threads * each);
    QCOMPARE(meter.histogram(Span::TapToPaint).max().count(), (each - 1) * threads);
}

void TestLatencyMeter::add_oneSpan_leavesTheOthers()
{
    LatencyMeter meter;
    meter.add(Span::Scan, 1ms);
    for (const Span span : LatencyMeter::spans)
        QCOMPARE(meter.histogram(span).count(), span == Span::Scan ? 1 : 0);
}

void TestLatencyMeter::millisecondsText_roundsUp_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0.0"_s;
    QTest::newRow("a microsecond") << qint64(1) << u"0.1"_s;
    QTest::newRow("a tenth") << qint64(12'400) << u"12.4"_s;
    QTest::newRow("just over a frame") << qint64(16'601) << u"16.7"_s;
    QTest::newRow("a second") << qint64(1'000'000) << u"1000.0"_s;
}

void TestLatencyMeter::millisecondsText_roundsUp()
{
    QFETCH(const qint64, us);
    QFETCH(const QString, text);
    QCOMPARE(millisecondsText(std::chrono::microseconds(us)), text);
}

QTEST_GUILESS_MAIN(TestLatencyMeter)
#include "tst_latency_meter.moc"
