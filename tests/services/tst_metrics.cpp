#include "metrics.h"
#include "process_figures.h"
#include "prometheus_reader.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Type = MetricsText::Type;

/// The registry of figures, its text, and what a histogram counts.
class TestMetrics : public QObject
{
    Q_OBJECT

private slots:
    void text_eachKind_isSound();
    void text_labelWithQuotesAndLines_isEscaped();
    void decimal_isExact_data();
    void decimal_isExact();
    void histogram_onABound_countsBelowIt();
    void histogram_severalThreads_loseNothing();
    void add_placeLeaves_takesItsFamiliesAlong();
    void add_placeMoved_staysOnce();
    void add_registryGone_placeMayLeaveLater();
    void refresh_withoutRefresher_isDone();
    void refresh_asksTheRefresher();
    void process_saysWhatTheSystemSays();
    void reader_seesWhatIsWrong_data();
    void reader_seesWhatIsWrong();
};

void TestMetrics::text_eachKind_isSound()
{
    PlainHistogram times(shortTimes, 9);
    times.add(3ms);
    times.add(1h);
    MetricsText text;
    text.family("bakehouse_things_total", Type::Counter, "Things.").sample(3);
    text.family("bakehouse_age_seconds", Type::Gauge, "Age.")
        .decimal(1'250, 3, {{.name = "kind", .value = u"a"_s}})
        .sample(2, {{.name = "kind", .value = u"b"_s}});
    text.family("bakehouse_wait_seconds", Type::Histogram, "Wait.").histogram(times.reading());

    const PrometheusReader reader(text.bytes());
    QCOMPARE(reader.faults(), QStringList());
    QCOMPARE(reader.value(u"bakehouse_things_total"_s), u"3"_s);
    QCOMPARE(reader.value(uR"(bakehouse_age_seconds{kind="a"})"_s), u"1.25"_s);
    QCOMPARE(reader.value(uR"(bakehouse_wait_seconds_bucket{le="0.0025"})"_s), u"0"_s);
    QCOMPARE(reader.value(uR"(bakehouse_wait_seconds_bucket{le="0.005"})"_s), u"1"_s);
    QCOMPARE(reader.value(uR"(bakehouse_wait_seconds_bucket{le="+Inf"})"_s), u"2"_s);
    QCOMPARE(reader.value(u"bakehouse_wait_seconds_sum"_s), u"3600.003"_s);
}

void TestMetrics::text_labelWithQuotesAndLines_isEscaped()
{
    MetricsText text;
    text.family("bakehouse_odd", Type::Gauge, "Odd.")
        .sample(1, {{.name = "name", .value = u"a\"b\\c\nd"_s}});
    QVERIFY(text.bytes().endsWith("bakehouse_odd{name=\"a\\\"b\\\\c\\nd\"} 1\n"));
    QCOMPARE(PrometheusReader(text.bytes()).faults(), QStringList());
}

void TestMetrics::decimal_isExact_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("whole") << qint64(7) << 0 << QByteArray("7");
    QTest::newRow("ends in zeros") << qint64(7'000'000'000) << 9 << QByteArray("7");
    QTest::newRow("less than one") << qint64(50'000) << 9 << QByteArray("0.00005");
    QTest::newRow("nothing") << qint64(0) << 9 << QByteArray("0");
    QTest::newRow("below nothing") << qint64(-1'500) << 3 << QByteArray("-1.5");
    QTest::newRow("beyond a double")
        << qint64(9'007'199'254'740'993) << 9 << QByteArray("9007199.254740993");
}

void TestMetrics::decimal_isExact()
{
    QFETCH(const qint64, value);
    QFETCH(const int, decimals);
    QFETCH(const QByteArray, written);
    MetricsText text;
    text.family("bakehouse_x", Type::Gauge, "X.").decimal(value, decimals);
    QVERIFY2(text.bytes().endsWith("bakehouse_x " + written + '\n'), text.bytes().constData());
}

void TestMetrics::histogram_onABound_countsBelowIt()
{
    PlainHistogram sizes(batchSizes, 0);
    for (const qint64 size : {1, 2, 3, 100, 101})
        sizes.add(size);
    const HistogramReading reading = sizes.reading();
    QCOMPARE(reading.counts, (std::vector<qint64> {1, 1, 1, 0, 0, 0, 0, 1, 1}));
    QCOMPARE(reading.sum, qint64(207));
}

void TestMetrics::histogram_severalThreads_loseNothing()
{
    constexpr int each = 20'000;
    SharedHistogram sizes(batchSizes, 0);
    const auto count = [&sizes] {
        for (int i = 0; i < each; ++i)
            sizes.add(3);
    };
    std::thread one(count);
    std::thread other(count);
    one.join();
    other.join();
    QCOMPARE(sizes.reading().counts.at(2), qint64(2 * each));
    QCOMPARE(sizes.reading().sum, qint64(6 * each));
}

void TestMetrics::add_placeLeaves_takesItsFamiliesAlong()
{
    Metrics metrics;
    const Metrics::Place stays = metrics.add(
        [](MetricsText &text) { text.family("bakehouse_a", Type::Gauge, "A.").sample(1); });
    {
        const Metrics::Place leaves = metrics.add(
            [](MetricsText &text) { text.family("bakehouse_b", Type::Gauge, "B.").sample(2); });
        QCOMPARE(PrometheusReader(metrics.text()).families(),
                 (QStringList {u"bakehouse_a"_s, u"bakehouse_b"_s}));
    }
    QCOMPARE(PrometheusReader(metrics.text()).families(), QStringList {u"bakehouse_a"_s});
}

void TestMetrics::add_placeMoved_staysOnce()
{
    Metrics metrics;
    Metrics::Place place;
    {
        Metrics::Place first = metrics.add(
            [](MetricsText &text) { text.family("bakehouse_a", Type::Gauge, "A.").sample(1); });
        place = std::move(first);
    }
    QCOMPARE(PrometheusReader(metrics.text()).families(), QStringList {u"bakehouse_a"_s});
    place = metrics.add(
        [](MetricsText &text) { text.family("bakehouse_b", Type::Gauge, "B.").sample(1); });
    QCOMPARE(PrometheusReader(metrics.text()).families(), QStringList {u"bakehouse_b"_s});
}

void TestMetrics::add_registryGone_placeMayLeaveLater()
{
    Metrics::Place place;
    {
        Metrics metrics;
        place = metrics.add([](MetricsText &) {});
    }
    place.leave();
}

void TestMetrics::refresh_withoutRefresher_isDone()
{
    const Metrics metrics;
    QVERIFY(metrics.refresh().isFinished());
}

void TestMetrics::refresh_asksTheRefresher()
{
    Metrics metrics;
    int asked = 0;
    metrics.refreshBy([&asked] {
        ++asked;
        return QtFuture::makeReadyFuture(Result<void>(Done {}));
    });
    QVERIFY(metrics.refresh().isFinished());
    QCOMPARE(asked, 1);
}

void TestMetrics::process_saysWhatTheSystemSays()
{
    const ProcessFigures figures = readProcessFigures();
    QVERIFY(figures.residentBytes > 1'000'000);
    QVERIFY(figures.virtualBytes > figures.residentBytes);
    QVERIFY(figures.cpuMicroseconds > 0);
    QVERIFY(figures.openFiles >= 3);
    QVERIFY(figures.openFilesLimit >= figures.openFiles);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(figures.startedAtMs <= now + 1'000);
    QVERIFY(figures.startedAtMs > now - 600'000);
    MetricsText text;
    writeProcess(text);
    QCOMPARE(PrometheusReader(text.bytes()).faults(), QStringList());
}

void TestMetrics::reader_seesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray head = "# HELP bakehouse_a A.\n# TYPE bakehouse_a gauge\n";
    const QByteArray histogram =
        "# HELP bakehouse_h_seconds H.\n# TYPE bakehouse_h_seconds histogram\n";
    QTest::newRow("no head") << QByteArray("bakehouse_a 1\n");
    QTest::newRow("twice") << head + "bakehouse_a 1\nbakehouse_a 2\n";
    QTest::newRow("no number") << head + "bakehouse_a one\n";
    QTest::newRow("labels not closed") << head + "bakehouse_a{b=\"c} 1\n";
    QTest::newRow("no last line end") << head + "bakehouse_a 1";
    QTest::newRow("a counter without _total")
        << QByteArray("# HELP bakehouse_c C.\n# TYPE bakehouse_c counter\nbakehouse_c 1\n");
    QTest::newRow("buckets fall") << histogram
            + "bakehouse_h_seconds_bucket{le=\"1\"} 2\nbakehouse_h_seconds_bucket{le=\"+Inf\"} 1\n"
              "bakehouse_h_seconds_sum 1\nbakehouse_h_seconds_count 1\n";
    QTest::newRow("count differs") << histogram
            + "bakehouse_h_seconds_bucket{le=\"+Inf\"} 1\nbakehouse_h_seconds_sum 1\n"
              "bakehouse_h_seconds_count 2\n";
    QTest::newRow("milliseconds") << QByteArray(
        "# HELP bakehouse_a_ms A.\n# TYPE bakehouse_a_ms gauge\nbakehouse_a_ms 1\n");
}

void TestMetrics::reader_seesWhatIsWrong()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!PrometheusReader(text).faults().isEmpty());
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
