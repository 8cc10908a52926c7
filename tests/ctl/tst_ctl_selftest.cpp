#include "ctl_shop.h"
#include "self_test_steps.h"
#include "server_binaries.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

const QStringList allSteps {u"database"_s, u"migrate"_s, u"import"_s, u"sell"_s,    u"order"_s,
                            u"backup"_s,   u"restore"_s, u"verify"_s, u"clean up"_s};

SelfTestStep good(const QString &name, int &runs)
{
    return {.name = name, .run = [&runs]() -> Result<QString> {
                ++runs;
                return u"fine"_s;
            }};
}

SelfTestStep bad(const QString &name)
{
    return {.name = name, .run = []() -> Result<QString> {
                return Error {.code = Error::Code::Unavailable, .detail = u"the oven is cold"_s};
            }};
}

QStringList outcomesOf(const QJsonObject &report)
{
    QStringList outcomes;
    for (const QJsonValue &step : report.value(u"steps"_s).toArray())
        outcomes.append(step.toObject().value(u"outcome"_s).toString());
    return outcomes;
}

QString words(const CommandResult &result)
{
    return u"%1\n%2%3"_s.arg(result.exitCode).arg(result.output, result.complaints);
}

}

/// The test of an installation: it finds nothing where all is well, names the step where something
/// is not, and leaves nothing behind.
class TestCtlSelftest : public QObject
{
    Q_OBJECT

private slots:
    void runSteps_fault_namesItAndRunsNoMore();
    void runSteps_allWell_passes();
    void selftest_afterAKilledRun_passesAndLeavesNothing();
    void selftest_programMissing_namesTheStep_data();
    void selftest_programMissing_namesTheStep();
    void selftest_interrupted_leavesNothing_data();
    void selftest_interrupted_leavesNothing();
    void selftest_wrongCall_isRefused();

private:
    /// Folders that runs have made and not removed.
    QStringList left(const CtlShop &shop) const
    {
        return QDir(shop.file(u"work"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }
    QStringList call(const CtlShop &shop, const QStringList &more = {}) const
    {
        QDir().mkpath(shop.file(u"work"_s));
        return QStringList {u"selftest"_s, u"--folder"_s, shop.file(u"work"_s)} + more;
    }
};

void TestCtlSelftest::runSteps_fault_namesItAndRunsNoMore()
{
    int runs = 0;
    int cleaned = 0;
    SelfTestStep last = good(u"clean up"_s, cleaned);
    last.when = SelfTestStep::When::Always;
    QStringList lines;
    const SelfTestReport report =
        runSteps({good(u"mix"_s, runs), bad(u"bake"_s), good(u"sell"_s, runs), last},
                 [&lines](const SelfTestOutcome &outcome) { lines.append(lineOf(outcome)); });
    QVERIFY(!report.passed());
    QCOMPARE(runs, 1);
    QCOMPARE(cleaned, 1);
    QCOMPARE(outcomesOf(objectOf(report)),
             (QStringList {u"passed"_s, u"failed"_s, u"not run"_s, u"passed"_s}));
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(1).startsWith(u"FAULT  bake"_s));
    QVERIFY(lines.at(1).contains(u"the oven is cold"_s));
    QVERIFY(lines.at(2).endsWith(u"not run"_s));
    QVERIFY(lineOf(report).contains(u"2 of 4 steps passed"_s));
    QVERIFY(lineOf(report).contains(u"fault in bake: "_s));
}

void TestCtlSelftest::runSteps_allWell_passes()
{
    int runs = 0;
    const SelfTestReport report =
        runSteps({good(u"mix"_s, runs), good(u"bake"_s, runs)}, [](const SelfTestOutcome &) {});
    QVERIFY(report.passed());
    QVERIFY(objectOf(report).value(u"passed"_s).toBool());
    QVERIFY(lineOf(report).startsWith(u"selftest: all 2 steps passed"_s));
}

// What the environment says of the shop of this machine is not its affair.
void TestCtlSelftest::selftest_afterAKilledRun_passesAndLeavesNothing()
{
    CtlShop shop;
    QVERIFY(shop.killedAt(u"migrations.committed"_s, call(shop)));
    QCOMPARE(left(shop).size(), 1);
    shop.setVariable(u"DATABASE_URL"_s, u"postgresql://nobody@127.0.0.1:1/none"_s);
    const CommandResult result = shop.run(call(shop, {u"--json"_s}));
    QVERIFY2(result.exitCode == 0, qPrintable(words(result)));
    const QJsonObject report = QJsonDocument::fromJson(result.output.toUtf8()).object();
    QVERIFY(report.value(u"passed"_s).toBool());
    QStringList names;
    for (const QJsonValue &step : report.value(u"steps"_s).toArray())
        names.append(step.toObject().value(u"name"_s).toString());
    QCOMPARE(names, allSteps);
    QCOMPARE(outcomesOf(report), QStringList(allSteps.size(), u"passed"_s));
    QCOMPARE(left(shop), QStringList());
    QVERIFY(!QDir(shop.data()).exists());
}

void TestCtlSelftest::selftest_programMissing_namesTheStep_data()
{
    QTest::addColumn<QString>("missing");
    QTest::addColumn<QString>("step");
    QTest::newRow("no server") << u"postgres"_s << u"database"_s;
    QTest::newRow("no pg_dump") << u"pg_dump"_s << u"backup"_s;
}

void TestCtlSelftest::selftest_programMissing_namesTheStep()
{
    QFETCH(QString, missing);
    QFETCH(QString, step);
    CtlShop shop;
    const Result<ServerBinaries> found = ServerBinaries::find({}, 0);
    QVERIFY(found);
    const QDir installed(found->folder);
    const QString folder = shop.file(u"programs"_s);
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::Permissions(0x7755)); // The server's account starts it.
    for (const QString &name : installed.entryList(QDir::Files)) {
        if (name != missing)
            QVERIFY(QFile::link(installed.filePath(name), folder + u'/' + name));
    }
    const CommandResult result =
        shop.run(call(shop, {u"--json"_s, u"--postgres-binaries"_s, folder}));
    QVERIFY2(result.exitCode == 1, qPrintable(words(result)));
    const QStringList outcomes =
        outcomesOf(QJsonDocument::fromJson(result.output.toUtf8()).object());
    const qsizetype fault = allSteps.indexOf(step);
    const QStringList expected = QStringList(fault, u"passed"_s) + QStringList {u"failed"_s}
        + QStringList(allSteps.size() - fault - 2, u"not run"_s) + QStringList {u"passed"_s};
    QVERIFY2(outcomes == expected, qPrintable(words(result)));
    QCOMPARE(left(shop), QStringList());
}

void TestCtlSelftest::selftest_interrupted_leavesNothing_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("at once") << QByteArray();
    QTest::newRow("while it migrates") << QByteArray("ok     database");
}

void TestCtlSelftest::selftest_interrupted_leavesNothing()
{
    QFETCH(QByteArray, after);
    CtlShop shop;
    const std::unique_ptr<QProcess> run = shop.start(call(shop));
    QByteArray output;
    const auto said = [&] {
        output += run->readAllStandardOutput();
        return after.isEmpty() ? !left(shop).isEmpty() : output.contains(after);
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), CtlShop::commandLimitMs);
    ::kill(pid_t(run->processId()), SIGINT);
    QVERIFY(run->state() == QProcess::NotRunning || run->waitForFinished(CtlShop::commandLimitMs));
    output += run->readAllStandardOutput();
    QCOMPARE(run->exitStatus(), QProcess::NormalExit);
    QCOMPARE(run->exitCode(), 1);
    QVERIFY2(output.contains("stopped"), output.constData());
    QVERIFY2(output.contains("ok     clean up"), output.constData());
    QCOMPARE(left(shop), QStringList());
}

void TestCtlSelftest::selftest_wrongCall_isRefused()
{
    const CtlShop shop;
    QCOMPARE(shop.run({u"selftest"_s, u"now"_s}).exitCode, 2);
    const CommandResult nowhere = shop.run({u"selftest"_s, u"--folder"_s, u"/nowhere"_s});
    QCOMPARE(nowhere.exitCode, 1);
    QVERIFY2(nowhere.output.contains(u"fault in database"_s), qPrintable(words(nowhere)));
}

QTEST_GUILESS_MAIN(TestCtlSelftest)
#include "tst_ctl_selftest.moc"
