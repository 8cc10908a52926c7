#include "ctl_shop.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

#include <sys/mount.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;
constexpr int healedMs = 15'000; ///< What is promised; the undisturbed machine is far below it.
constexpr int patienceMs = 60'000; ///< For machines that have much else to do.

}

/// A server that is hurt from outside: it heals by itself, and writes down what happened.
class TestCtlWatch : public QObject
{
    Q_OBJECT
private slots:
    void backendStopped_isHealthyByItself_data();
    void backendStopped_isHealthyByItself();
    void postmasterKilled_isHealthyByItself();
    void logDiskFull_harmsNothing();
    void logFile_holdsTheLinesOfTheRun();
    void logFile_switchedOff_isNotMade();
    void crash_leavesAReportThatIsToldOnce();
    void crashReport_namesNothingPersonal_andItsFramesAreLines();
    void status_saysHowFullTheDiskIs();

private:
    int statusOf(const QString &path, const QByteArray &body = {});
    QByteArray page(const QString &path);
    QJsonObject health();
    void heals(const QElapsedTimer &since);
    void crash(CtlShop &shop);

    QNetworkAccessManager m_network;
    QString m_api;
};

int TestCtlWatch::statusOf(const QString &path, const QByteArray &body)
{
    QNetworkRequest request(QUrl(m_api + path));
    request.setTransferTimeout(longMs);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? m_network.get(request)
                                                              : m_network.post(request, body));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, patienceMs))
        return 0;
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QByteArray TestCtlWatch::page(const QString &path)
{
    const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(QUrl(m_api + path))));
    const bool answered = QTest::qWaitFor([&reply] { return reply->isFinished(); }, longMs);
    return answered ? reply->readAll() : QByteArray();
}

QJsonObject TestCtlWatch::health()
{
    return QJsonDocument::fromJson(page(u"/api/health"_s)).object();
}

bool isStopped(qint64 pid)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    return stat.mid(stat.lastIndexOf(')') + 2).startsWith('T');
}

QByteArray order()
{
    return R"({"customer_name":"Test Buyer","customer_email":"buyer@example.com",)"
           R"("items":[{"product_id":1,"quantity":1}]})";
}

/// Orders are taken and health is well again.
void TestCtlWatch::heals(const QElapsedTimer &since)
{
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"/api/orders"_s, order()), 201, patienceMs);
    const bool healthy = QTest::qWaitFor(
        [this] { return health()[u"status"_s].toString() == u"healthy"_s; }, patienceMs);
    QVERIFY2(healthy, QJsonDocument(health()).toJson().constData());
    const qint64 took = since.elapsed();
    qInfo("healthy by itself after %lld ms (promised: %d)", took, healedMs);
    QVERIFY(took < patienceMs);
}

void TestCtlWatch::backendStopped_isHealthyByItself_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"orders", "store", "worker", "notifier"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCtlWatch::backendStopped_isHealthyByItself()
{
    QFETCH(const QString, name);
    CtlShop shop;
    m_api = shop.serve();
    QVERIFY(!m_api.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"/api/orders"_s, order()), 201, longMs);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"/api/health"_s), 200, longMs);
    const qint64 backend = shop.sql(u"SELECT pid FROM pg_stat_activity WHERE application_name = "
                                    "'bakehouse "_s
                                    + name + u"'"_s)
                               .toLongLong();
    QVERIFY(backend > 0);
    QElapsedTimer since;
    since.start();
    QCOMPARE(::kill(pid_t(backend), SIGSTOP), 0);
    QTRY_VERIFY(isStopped(backend));
    QTRY_VERIFY_WITH_TIMEOUT(!isStopped(backend), patienceMs); // Somebody woke or ended it.
    heals(since);
}

void TestCtlWatch::postmasterKilled_isHealthyByItself()
{
    CtlShop shop;
    m_api = shop.serve();
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"/api/health"_s), 200, longMs);
    QElapsedTimer since;
    since.start();
    QCOMPARE(::kill(pid_t(shop.serverPid()), SIGKILL), 0);
    heals(since);
}

void TestCtlWatch::logDiskFull_harmsNothing()
{
    CtlShop shop;
    m_api = shop.serve();
    QVERIFY(!m_api.isEmpty());
    QCOMPARE(shop.stopServer(), 0);
    const QByteArray logs = QFile::encodeName(shop.data() + u"/logs"_s);
    if (::mount("none", logs.constData(), "tmpfs", 0, "size=16k,mode=0711") != 0)
        QSKIP("only root may mount a small disk: a log disk that is full was not tried");
    const auto unmount = qScopeGuard([&logs] { ::umount2(logs.constData(), MNT_DETACH); });
    {
        QFile filler(shop.data() + u"/logs/filler"_s);
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (filler.write(QByteArray(512, 'x')) == 512) { }
    }
    QElapsedTimer since;
    since.start();
    m_api = shop.serve({u"--log-access"_s, u"yes"_s});
    QVERIFY2(!m_api.isEmpty(), "a full log disk keeps nobody from starting");
    heals(since);
    QVERIFY(QFile::remove(shop.data() + u"/logs/filler"_s));
    const auto logged = [&] {
        (void)statusOf(u"/api/products"_s);
        return contentOf(shop.data() + u"/logs/bakehouse.log"_s).contains("request answered");
    };
    QTRY_VERIFY_WITH_TIMEOUT(logged(), longMs);
    QCOMPARE(shop.stopServer(), 0);
}

void TestCtlWatch::logFile_holdsTheLinesOfTheRun()
{
    CtlShop shop;
    m_api = shop.serve({u"--log-access"_s, u"yes"_s});
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"/api/products"_s), 200, longMs);
    QVERIFY(page(u"/metrics"_s).contains("\nbakehouse_log_lines_lost_total 0\n"));
    QCOMPARE(shop.stopServer(), 0);
    const QByteArray log = contentOf(shop.data() + u"/logs/bakehouse.log"_s);
    static const QRegularExpression line(
        uR"(^\d{4}-\d\d-\d\dT[\d:.]+Z info bakehouse.access: request answered request=\S+ )"
        uR"(method=GET route=/api/products status=200 )"_s,
        QRegularExpression::MultilineOption);
    QVERIFY2(line.match(QString::fromUtf8(log)).hasMatch(), log.constData());
}

void TestCtlWatch::logFile_switchedOff_isNotMade()
{
    CtlShop shop;
    m_api = shop.serve({u"--log-file"_s, u"no"_s});
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"/api/health"_s), 200, longMs);
    QCOMPARE(shop.stopServer(), 0);
    QVERIFY(!QFile::exists(shop.data() + u"/logs/bakehouse.log"_s));
}

/// Serves, and dies by a signal that only a crash sends. It goes to the main thread: one for the
/// whole process can come to a thread that has only just begun, with no frame of the program's.
void TestCtlWatch::crash(CtlShop &shop)
{
    m_api = shop.serve();
    QVERIFY(!m_api.isEmpty());
    const auto mainThread = pid_t(shop.programPid());
    QCOMPARE(::tgkill(mainThread, mainThread, SIGSEGV), 0);
    QVERIFY(shop.stopServer() != 0);
}

void TestCtlWatch::crash_leavesAReportThatIsToldOnce()
{
    CtlShop shop;
    crash(shop);
    const QDir logs(shop.data() + u"/logs"_s);
    QCOMPARE(logs.entryList({u"crash-*.new"_s}).size(), 1);
    for (const int told : {1, 0}) {
        m_api = shop.serve();
        QVERIFY(!m_api.isEmpty());
        QCOMPARE(shop.stopServer(), 0);
        const QString path = logs.filePath(u"bakehouse.log"_s);
        const QByteArray log = contentOf(path);
        QCOMPARE(int(log.count("an earlier run ended by SIGSEGV")), told);
        QFile::remove(path); // There is none where nothing was logged.
    }
    const QStringList kept = logs.entryList({u"crash-*"_s});
    QCOMPARE(kept.size(), 1);
    QVERIFY(kept[0].endsWith(u".txt"_s));
    const CommandResult status = shop.run({u"status"_s});
    QVERIFY2(status.output.contains(u"SIGSEGV in thread "_s), qPrintable(status.output));
    const CommandResult json = shop.run({u"status"_s, u"--json"_s});
    QCOMPARE(QJsonDocument::fromJson(json.output.toUtf8()).object()[u"crashes"_s].toArray().size(),
             1);
}

void TestCtlWatch::crashReport_namesNothingPersonal_andItsFramesAreLines()
{
    CtlShop shop;
    crash(shop);
    const QDir logs(shop.data() + u"/logs"_s);
    const QByteArray report = contentOf(logs.filePath(logs.entryList({u"crash-*"_s}).value(0)));
    QVERIFY(report.startsWith("program: bakehousectl "));
    QVERIFY(report.contains("\nsignal: SIGSEGV\n"));
    QVERIFY(report.contains("\nqt: "));
    QVERIFY2(!report.contains('/'), "a report holds no path");
    static const QRegularExpression frame(uR"(^  \d+ bakehousectl\+(0x[0-9a-f]+)$)"_s,
                                          QRegularExpression::MultilineOption);
    QRegularExpressionMatchIterator frames = frame.globalMatch(QString::fromUtf8(report));
    QStringList offsets;
    while (frames.hasNext())
        offsets.append(frames.next().captured(1));
    QVERIFY2(offsets.size() >= 3, report.constData());
    const QString tool = QStandardPaths::findExecutable(u"addr2line"_s);
    QVERIFY2(!tool.isEmpty(), "binutils has come with the compiler");
    QProcess names;
    names.start(tool, QStringList {u"-fCe"_s, QStringLiteral(BAKEHOUSECTL)} + offsets);
    QVERIFY(names.waitForFinished(patienceMs));
    const QByteArray said = names.readAllStandardOutput();
    QVERIFY2(said.contains("onCrash") && said.contains(".cpp:"), said.constData());
}

void TestCtlWatch::status_saysHowFullTheDiskIs()
{
    CtlShop shop;
    m_api = shop.serve();
    QVERIFY(!m_api.isEmpty());
    const CommandResult usual = shop.run({u"status"_s});
    static const QRegularExpression room(uR"(^disk +\d+ MB free$)"_s,
                                         QRegularExpression::MultilineOption);
    QVERIFY2(room.match(usual.output).hasMatch(), qPrintable(usual.output));
    const CommandResult low =
        shop.run({u"status"_s, u"--json"_s, u"--disk-minimum-free-mb"_s, u"1000000000"_s});
    const QJsonObject disk =
        QJsonDocument::fromJson(low.output.toUtf8()).object()[u"disk"_s].toObject();
    QVERIFY(!disk[u"healthy"_s].toBool(true));
    QVERIFY(disk[u"note"_s].toString().contains(u"needs 1000000000 MB"_s));
    const QJsonObject threads = health()[u"checks"_s][u"threads"_s].toObject();
    QVERIFY(threads[u"healthy"_s].toBool());
    QVERIFY(threads[u"note"_s].toString().endsWith(u" go on"_s));
}

QTEST_GUILESS_MAIN(TestCtlWatch)
#include "tst_ctl_watch.moc"
