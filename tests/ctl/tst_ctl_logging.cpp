#include "ctl_shop.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;

/// A server that runs, with what it says on standard error.
class LoggedServer
{
public:
    LoggedServer(const CtlShop &shop, const QStringList &options)
        : m_process(shop.start(QStringList {u"serve"_s, u"--port"_s, u"0"_s} + options))
    {
        while (!m_process->canReadLine() && m_process->waitForReadyRead(longMs)) { }
        m_api = QString::fromUtf8(m_process->readLine()).trimmed().mid(6);
    }
    ~LoggedServer() { end(); }
    Q_DISABLE_COPY_MOVE(LoggedServer)

    /// Asks for @p path and waits for the answer.
    void ask(const QString &path, const QByteArray &id, const QByteArray &agent = "test")
    {
        QNetworkRequest request(QUrl(m_api + path));
        request.setRawHeader("X-Request-Id", id);
        request.setRawHeader("User-Agent", agent);
        const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
        QVERIFY(QTest::qWaitFor([&reply] { return reply->isFinished(); }, longMs));
    }
    /// Ends it; everything it said, line by line.
    QByteArrayList end()
    {
        if (m_process->state() == QProcess::NotRunning)
            return {};
        m_process->terminate();
        m_process->waitForFinished(longMs);
        QByteArrayList lines = m_process->readAllStandardError().split('\n');
        lines.removeAll(QByteArray());
        return lines;
    }
    bool runs() const { return m_api.startsWith(u"http"_s); }

private:
    std::unique_ptr<QProcess> m_process;
    QString m_api;
    QNetworkAccessManager m_network;
};

QList<QJsonObject> objectsOf(const QByteArrayList &lines, int *broken)
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        *broken += object.isEmpty() ? 1 : 0;
        objects.append(object);
    }
    return objects;
}

}

/// What the programs log, as those see it who collect it.
class TestCtlLogging : public QObject
{
    Q_OBJECT

private slots:
    void json_everyLine_isAnObject();
    void json_access_saysNothingOfPeople();
    void text_withoutSettings_isAsEver();
    void json_startRefused_saysWhyInJson();
    void json_passwordOfTheDatabase_isNotSaid();
    void level_warning_leavesOutWhatIsLess();
};

void TestCtlLogging::json_everyLine_isAnObject()
{
    const CtlShop shop;
    LoggedServer server(shop, {u"--log-format"_s, u"json"_s});
    QVERIFY(server.runs());
    server.ask(u"/api/orders/%0A%1B"_s, "first");
    server.ask(u"/api/products"_s, "second");
    int broken = 0;
    const QList<QJsonObject> lines = objectsOf(server.end(), &broken);
    QCOMPARE(broken, 0);
    for (const QJsonObject &line : lines) {
        for (const QString &name : {u"time"_s, u"level"_s, u"category"_s, u"message"_s})
            QVERIFY(line[name].isString());
        QVERIFY(QDateTime::fromString(line[u"time"_s].toString(), Qt::ISODateWithMs).isValid());
        QVERIFY(line[u"time"_s].toString().endsWith(u'Z'));
        QVERIFY(line[u"category"_s].toString() != u"bakehouse.access"_s); // Nobody asked for it.
    }
}

void TestCtlLogging::json_access_saysNothingOfPeople()
{
    const CtlShop shop;
    LoggedServer server(shop, {u"--log-format"_s, u"json"_s, u"--log-access"_s, u"yes"_s});
    QVERIFY(server.runs());
    server.ask(u"/api/orders/4711?customer=Zoe"_s, "first", "Zoe's telephone");
    server.ask(u"/api/products"_s, "second");
    const QByteArrayList said = server.end();
    int broken = 0;
    QHash<QString, QJsonObject> access;
    for (const QJsonObject &line : objectsOf(said, &broken)) {
        if (line[u"category"_s].toString() == u"bakehouse.access"_s)
            access.insert(line[u"request_id"_s].toString(), line);
    }
    QCOMPARE(broken, 0);
    QCOMPARE(access.size(), 2);
    const QJsonObject unknown = access.value(u"first"_s);
    QCOMPARE(unknown[u"method"_s].toString(), u"GET"_s);
    QCOMPARE(unknown[u"route"_s].toString(), u"/api/orders/{id}"_s);
    QCOMPARE(unknown[u"status"_s].toInt(), 404);
    const QJsonObject read = access.value(u"second"_s);
    QCOMPARE(read[u"route"_s].toString(), u"/api/products"_s);
    QVERIFY(read[u"bytes"_s].toInt() > 1'000);
    QVERIFY(read[u"duration_us"_s].toInt() > 0);
    for (const QByteArray &line : said)
        QVERIFY2(!line.contains("Zoe") && !line.contains("4711"), line.constData());
}

void TestCtlLogging::text_withoutSettings_isAsEver()
{
    const CtlShop shop;
    LoggedServer server(shop, {u"--log-access"_s, u"yes"_s});
    QVERIFY(server.runs());
    server.ask(u"/api/products"_s, "mine");
    const QByteArrayList said = server.end();
    QVERIFY(!said.isEmpty());
    for (const QByteArray &line : said)
        QVERIFY2(line.startsWith("bakehouse."), line.constData());
    const QByteArray access = "bakehouse.access: request answered request=mine method=GET "
                              "route=/api/products status=200 duration_us=";
    QCOMPARE(std::count_if(said.begin(), said.end(),
                           [&](const QByteArray &line) { return line.startsWith(access); }),
             1);
}

void TestCtlLogging::json_startRefused_saysWhyInJson()
{
    const CtlShop shop;
    const LoggedServer first(shop, {});
    QVERIFY(first.runs());
    const CommandResult second =
        shop.run({u"serve"_s, u"--port"_s, u"0"_s, u"--log-format"_s, u"json"_s});
    QCOMPARE(second.exitCode, 1);
    QByteArrayList lines = second.complaints.toUtf8().split('\n');
    lines.removeAll(QByteArray());
    int broken = 0;
    const QList<QJsonObject> objects = objectsOf(lines, &broken);
    QCOMPARE(broken, 0);
    QCOMPARE(objects.last()[u"level"_s].toString(), u"error"_s);
    QVERIFY(objects.last()[u"message"_s].toString().contains(u"directory_owned"_s));
}

void TestCtlLogging::json_passwordOfTheDatabase_isNotSaid()
{
    const CtlShop shop;
    qputenv("DATABASE_URL", "postgresql://till:geheim@127.0.0.1:1/bakehouse");
    LoggedServer server(shop, {u"--log-format"_s, u"json"_s});
    qunsetenv("DATABASE_URL");
    QVERIFY(server.runs());
    server.ask(u"/api/health"_s, "first");
    server.ask(u"/api/orders/4711"_s, "second");
    for (const QByteArray &line : server.end())
        QVERIFY2(!line.contains("geheim"), line.constData());
}

void TestCtlLogging::level_warning_leavesOutWhatIsLess()
{
    const CtlShop shop;
    LoggedServer server(shop, {u"--log-format"_s, u"json"_s, u"--log-level"_s, u"warning"_s});
    QVERIFY(server.runs());
    server.ask(u"/api/orders/x"_s, "first");
    int broken = 0;
    for (const QJsonObject &line : objectsOf(server.end(), &broken))
        QVERIFY(line[u"level"_s].toString() != u"info"_s
                && line[u"level"_s].toString() != u"debug"_s);
    QCOMPARE(broken, 0);
}

QTEST_GUILESS_MAIN(TestCtlLogging)
#include "tst_ctl_logging.moc"
