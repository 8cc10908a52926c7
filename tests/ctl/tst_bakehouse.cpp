#include "ctl_shop.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int limitMs = 60'000;

/// The counter's program as a process, without a screen.
std::unique_ptr<QProcess> startCounter(const CtlShop &shop, const QStringList &words = {})
{
    auto counter = std::make_unique<QProcess>();
    counter->setWorkingDirectory(QFileInfo(shop.data()).path());
    counter->start(QStringLiteral(BAKEHOUSE),
                   words + QStringList {u"--data"_s, shop.data(), u"--api-port"_s, u"0"_s});
    return counter;
}

CommandResult ended(QProcess &counter)
{
    if (!counter.waitForFinished(limitMs))
        return {.complaints = u"did not end"_s};
    const bool normal = counter.exitStatus() == QProcess::NormalExit;
    return {.exitCode = normal ? counter.exitCode() : -1,
            .output = QString::fromUtf8(counter.readAllStandardOutput()),
            .complaints = QString::fromUtf8(counter.readAllStandardError())};
}

/// Waits until others may attach.
bool isFound(const CtlShop &shop)
{
    return QTest::qWaitFor([&shop] { return QFile::exists(shop.data() + u"/run.json"_s); },
                           limitMs);
}

}

/// The counter's program from outside: its options, its owner, its end.
class TestBakehouse final : public QObject
{
    Q_OBJECT
private slots:
    void question_withoutAScreen_isAnswered_data();
    void question_withoutAScreen_isAnswered();
    void call_wrong_isRefusedAndStartsNothing_data();
    void call_wrong_isRefusedAndStartsNothing();
    void start_directoryOwned_namesTheOwner();
    void status_whileItRuns_tellsItsLatency();
    void terminated_endsCleanly();
    void killed_nextStartIsTheSameTill();
};

void TestBakehouse::question_withoutAScreen_isAnswered_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("answer");
    QTest::newRow("help") << u"--help"_s << u"--ui-theme"_s;
    QTest::newRow("version") << u"--version"_s << u"bakehouse "_s;
    QTest::newRow("settings") << u"--print-settings"_s << u"ui.theme = light"_s;
}

void TestBakehouse::question_withoutAScreen_isAnswered()
{
    QFETCH(const QString, question);
    QFETCH(const QString, answer);
    const CtlShop shop;
    const auto counter = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_QPA_PLATFORM"_s);
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    counter->setProcessEnvironment(environment);
    counter->start(QStringLiteral(BAKEHOUSE), {question, u"--data"_s, shop.data()});
    const CommandResult result = ended(*counter);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.output.contains(answer), qPrintable(result.output));
    QVERIFY(!QFile::exists(shop.data()));
}

void TestBakehouse::call_wrong_isRefusedAndStartsNothing_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("a word") << QStringList {u"serve"_s};
    QTest::newRow("no such option") << QStringList {u"--loud"_s};
    QTest::newRow("a theme that is none") << QStringList {u"--ui-theme"_s, u"purple"_s};
}

void TestBakehouse::call_wrong_isRefusedAndStartsNothing()
{
    QFETCH(const QStringList, words);
    const CtlShop shop;
    const CommandResult result = ended(*startCounter(shop, words));
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.complaints.isEmpty());
    QVERIFY(!QFile::exists(shop.data()));
}

void TestBakehouse::start_directoryOwned_namesTheOwner()
{
    CtlShop shop;
    QVERIFY(!shop.serve().isEmpty());
    const CommandResult result = ended(*startCounter(shop));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.complaints.contains(u"bakehousectl serve, process"_s),
             qPrintable(result.complaints));
    QCOMPARE(shop.stopServer(), 0);
}

void TestBakehouse::status_whileItRuns_tellsItsLatency()
{
    const CtlShop shop;
    const auto counter = startCounter(shop);
    QVERIFY(isFound(shop));
    QTRY_VERIFY(QFile::exists(shop.data() + u"/counter.json"_s));
    const CommandResult status = shop.run({u"status"_s, u"--json"_s});
    QCOMPARE(status.exitCode, 0);
    const QJsonObject whole = QJsonDocument::fromJson(status.output.toUtf8()).object();
    QCOMPARE(whole.value(u"owner"_s).toObject().value(u"program"_s).toString(), u"bakehouse"_s);
    const QJsonObject latency = whole.value(u"latency"_s).toObject();
    QCOMPARE(latency.keys(), QStringList({u"commit"_s, u"scan"_s, u"search"_s, u"tap_to_paint"_s}));
    QCOMPARE(latency.value(u"commit"_s).toObject().keys(),
             QStringList({u"count"_s, u"max_us"_s, u"p50_us"_s, u"p95_us"_s, u"p99_us"_s}));
    QVERIFY(shop.run({u"status"_s}).output.contains(u"tap_to_paint"_s));
    counter->terminate();
    QCOMPARE(ended(*counter).exitCode, 0);
    const CommandResult later = shop.run({u"status"_s, u"--json"_s});
    QCOMPARE(later.exitCode, 0);
    QVERIFY(!later.output.contains(u"latency"_s)); // No counter runs.
}

void TestBakehouse::terminated_endsCleanly()
{
    const CtlShop shop;
    const auto counter = startCounter(shop);
    QVERIFY(isFound(shop));
    counter->terminate();
    QCOMPARE(ended(*counter).exitCode, 0);
    QVERIFY(!QFile::exists(shop.data() + u"/run.json"_s));
    QCOMPARE(shop.serverPid(), 0);
}

void TestBakehouse::killed_nextStartIsTheSameTill()
{
    const CtlShop shop;
    auto counter = startCounter(shop);
    QVERIFY(isFound(shop));
    counter->kill();
    QVERIFY(counter->waitForFinished(limitMs));
    const QByteArray till = contentOf(shop.data() + u"/counter-till"_s);
    QVERIFY(!till.isEmpty());
    QVERIFY(QFile::remove(shop.data() + u"/run.json"_s));
    counter = startCounter(shop);
    QVERIFY(isFound(shop));
    QCOMPARE(contentOf(shop.data() + u"/counter-till"_s), till);
    counter->terminate();
    QCOMPARE(ended(*counter).exitCode, 0);
}

QTEST_GUILESS_MAIN(TestBakehouse)
#include "tst_bakehouse.moc"
