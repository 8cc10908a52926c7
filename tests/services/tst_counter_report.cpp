#include "counter_report.h"
#include "latency_meter.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 countIn(const QString &path)
{
    return QJsonDocument::fromJson(contentOf(path))
        .object()
        .value(u"latency"_s)
        .toObject()
        .value(u"commit"_s)
        .toObject()
        .value(u"count"_s)
        .toInteger();
}

}

/// The figures of a running counter reach others, and those of an earlier one do not.
class TestCounterReport : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void report_whileItRuns_isReadable();
    void report_newFigures_areWritten();
    void report_sameFigures_areNotWrittenAgain();
    void report_ends_takesTheFileAway();
    void figures_ofAnother_areIgnored_data();
    void figures_ofAnother_areIgnored();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    const QDateTime m_since = QDateTime::currentDateTimeUtc().addSecs(-1);
    const qint64 m_pid = QCoreApplication::applicationPid();
};

void TestCounterReport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"counter.json"_s);
}

void TestCounterReport::report_whileItRuns_isReadable()
{
    LatencyMeter meter;
    meter.add(LatencyMeter::Span::Commit, 3ms);
    const CounterReport report(meter, m_path);
    QTRY_VERIFY(QFile::exists(m_path));
    QCOMPARE(QFile::permissions(m_path)
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    const auto figures = counterFigures(m_path, m_pid, m_since);
    QVERIFY(figures);
    QCOMPARE(figures->size(), size_t(4));
    QCOMPARE(figures->back(), (LatencyFigures {u"commit"_s, 1, 3ms, 3ms, 3ms, 3ms}));
    QCOMPARE(figures->front(), (LatencyFigures {.span = u"tap_to_paint"_s}));
}

void TestCounterReport::report_newFigures_areWritten()
{
    LatencyMeter meter;
    const CounterReport report(meter, m_path, 5ms);
    QTRY_VERIFY(QFile::exists(m_path));
    meter.add(LatencyMeter::Span::Commit, 3ms);
    QTRY_COMPARE(countIn(m_path), 1);
}

void TestCounterReport::report_sameFigures_areNotWrittenAgain()
{
    LatencyMeter meter;
    const CounterReport report(meter, m_path, 5ms);
    QTRY_VERIFY(QFile::exists(m_path));
    QVERIFY(QFile::remove(m_path));
    QVERIFY(!QTest::qWaitFor([this] { return QFile::exists(m_path); }, 100));
}

void TestCounterReport::report_ends_takesTheFileAway()
{
    const LatencyMeter meter;
    {
        const CounterReport report(meter, m_path);
        QTRY_VERIFY(QFile::exists(m_path));
    }
    QVERIFY(!QFile::exists(m_path));
    QVERIFY(!counterFigures(m_path, m_pid, m_since));
}

void TestCounterReport::figures_ofAnother_areIgnored_data()
{
    QTest::addColumn<qint64>("pidOff");
    QTest::addColumn<int>("secondsOff");
    QTest::newRow("another process") << qint64(1) << 0;
    QTest::newRow("a counter before this one") << qint64(0) << 60;
}

void TestCounterReport::figures_ofAnother_areIgnored()
{
    QFETCH(const qint64, pidOff);
    QFETCH(const int, secondsOff);
    const LatencyMeter meter;
    const CounterReport report(meter, m_path);
    QTRY_VERIFY(counterFigures(m_path, m_pid, m_since));
    QVERIFY(!counterFigures(m_path, m_pid + pidOff, m_since.addSecs(secondsOff)));
}

QTEST_GUILESS_MAIN(TestCounterReport)
#include "tst_counter_report.moc"
