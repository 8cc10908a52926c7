#include "latency_panel.h"
#include "sheet_bench.h"

#include <QSignalSpy>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The panel with the till's own speed.
class TestLatencyPanel final : public QObject
{
    Q_OBJECT
private slots:
    void shown_tellsPercentiles();
    void shown_isReadAgain();
    void place_isWithinTheGrid();
    void tap_goesBack();
    void allText_isSeen();
};

void TestLatencyPanel::shown_tellsPercentiles()
{
    SheetBench bench;
    bench.meter.add(LatencyMeter::Span::Scan, 12'400us);
    LatencyPanel panel(bench.theme, bench.meter, nullptr);
    panel.show();
    const QString p99 = millisecondsText(bench.meter.histogram(LatencyMeter::Span::Scan).p99());
    QVERIFY(panel.accessibleDescription().contains(u"Scan: p99 %1 milliseconds"_s.arg(p99)));
}

void TestLatencyPanel::shown_isReadAgain()
{
    SheetBench bench;
    LatencyPanel panel(bench.theme, bench.meter, nullptr);
    panel.show();
    const QString before = panel.accessibleDescription();
    bench.meter.add(LatencyMeter::Span::Commit, 30ms);
    QTRY_VERIFY(panel.accessibleDescription() != before);
}

void TestLatencyPanel::place_isWithinTheGrid()
{
    SheetBench bench;
    LatencyPanel panel(bench.theme, bench.meter, nullptr);
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        const CounterFrame frame =
            counterFrame({.screen = SheetBench::sizes.front(), .hand = hand});
        panel.setFrame(frame);
        QVERIFY(frame.grid.contains(panel.geometry()));
        QVERIFY(!frame.basket.intersects(panel.geometry()));
    }
}

void TestLatencyPanel::tap_goesBack()
{
    SheetBench bench;
    LatencyPanel panel(bench.theme, bench.meter, nullptr);
    panel.show();
    QSignalSpy back(&panel, &LatencyPanel::backAsked);
    QTest::mouseClick(&panel, Qt::LeftButton);
    QCOMPARE(back.size(), 1);
}

void TestLatencyPanel::allText_isSeen()
{
    SheetBench bench;
    for (int i = 1; i <= 100; ++i) {
        bench.meter.add(LatencyMeter::Span::TapToPaint, i * 97us);
        bench.meter.add(LatencyMeter::Span::Commit, i * 1'700us);
    }
    const QStringList faults = bench.lookFaults<LatencyPanel>(
        u"latency"_s,
        [&] { return std::make_unique<LatencyPanel>(bench.theme, bench.meter, nullptr); },
        [](const CounterFrame &frame, QSize) { return QRect(frame.grid.topLeft(), frame.tile); });
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestLatencyPanel)
#include "tst_latency_panel.moc"
