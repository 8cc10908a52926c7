#include "api_bench.h"
#include "guarded_fixture.h"
#include "log_scope.h"
#include "request_ids.h"

#include <QLoggingCategory>
#include <QSet>
#include <QTest>

#include <mutex>

using namespace Qt::StringLiterals;

namespace {

/// Lines of the log with the ids they are about, while one lives.
class LogRecorder
{
public:
    struct Line {
        QString message;
        QByteArray requestId;
    };
    LogRecorder()
    {
        recorder = this;
        m_before = qInstallMessageHandler(take);
    }
    ~LogRecorder()
    {
        qInstallMessageHandler(m_before);
        recorder = nullptr;
    }
    Q_DISABLE_COPY_MOVE(LogRecorder)

    QList<Line> linesWith(const QString &text) const
    {
        const std::lock_guard lock(m_mutex);
        QList<Line> lines;
        for (const Line &line : m_lines) {
            if (line.message.contains(text))
                lines.append(line);
        }
        return lines;
    }

private:
    static void take(QtMsgType, const QMessageLogContext &, const QString &message)
    {
        const LogScope *scope = LogScope::current();
        const std::lock_guard lock(recorder->m_mutex);
        recorder->m_lines.append(
            {message, scope ? scope->requestId().toByteArray() : QByteArray()});
    }

    static LogRecorder *recorder;
    mutable std::mutex m_mutex;
    QList<Line> m_lines;
    QtMessageHandler m_before;
};

LogRecorder *LogRecorder::recorder = nullptr;

}

/// The correlation id: on every answer, in every line about a request, the client's own if it is
/// one.
class TestRequestIds : public QObject
{
    Q_OBJECT

private slots:
    void next_differs_acrossRestartsToo();
    void isRequestId_data();
    void isRequestId();
    void answer_everyKind_hasAnId_data();
    void answer_everyKind_hasAnId();
    void answer_ownId_isGivenBack();
    void answer_ownIdTwice_isReplaced();
    void answer_keptOpen_hasAnIdForEach();
    void refusal_ofTheGuard_hasAnId_data();
    void refusal_ofTheGuard_hasAnId();
    void refusal_tooManyConnections_hasAnId();
    void serverError_saysItInDetails();
    void clientError_keepsItOutOfDetails();
    void log_refusedRequest_carriesTheId();
    void crossOrigin_mayReadAndSendIt();
    void cleanupTestCase() { m_bench.reset(); }

private:
    ApiBench &bench()
    {
        if (!m_bench)
            m_bench = std::make_unique<ApiBench>(m_cluster);
        return *m_bench;
    }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_bench;
};

void TestRequestIds::next_differs_acrossRestartsToo()
{
    constexpr int each = 1'000;
    QSet<QByteArray> ids;
    for (int run = 0; run < 3; ++run) {
        RequestIds made;
        for (int i = 0; i < each; ++i)
            ids.insert(made.next());
    }
    QCOMPARE(ids.size(), 3 * each);
    for (const QByteArray &id : ids)
        QVERIFY2(::isRequestId(id), id.constData());
}

void TestRequestIds::isRequestId_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("letters and digits") << QByteArray("abcXYZ019") << true;
    QTest::newRow("marks") << QByteArray("a.b_c-d") << true;
    QTest::newRow("as long as allowed") << QByteArray(64, 'a') << true;
    QTest::newRow("too long") << QByteArray(65, 'a') << false;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("a space") << QByteArray("a b") << false;
    QTest::newRow("a quote") << QByteArray("a\"b") << false;
    QTest::newRow("a line end") << QByteArray("a\nb") << false;
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xa4") << false;
    QTest::newRow("a colon") << QByteArray("a:b") << false;
}

void TestRequestIds::isRequestId()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isOne);
    QCOMPARE(::isRequestId(text), isOne);
}

void TestRequestIds::answer_everyKind_hasAnId_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("read") << getRequest("/api/products") << 200;
    QTest::newRow("placed") << postRequest(
        "/api/orders", orderBody(R"([{"product_id":1,"quantity":1}])"), jsonType)
                            << 201;
    QTest::newRow("preflight") << QByteArray("OPTIONS /api/orders HTTP/1.1\r\nHost: x\r\n\r\n")
                               << 204;
    QTest::newRow("not found") << getRequest("/nowhere") << 404;
    QTest::newRow("not allowed") << QByteArray("PUT /api/orders HTTP/1.1\r\nHost: x\r\n\r\n")
                                 << 405;
    QTest::newRow("bad order") << postRequest("/api/orders", "{}", jsonType) << 400;
    QTest::newRow("metrics") << getRequest("/metrics") << 200;
}

void TestRequestIds::answer_everyKind_hasAnId()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    const JsonAnswer answer = bench().send(request);
    QCOMPARE(answer.status, status);
    QVERIFY(::isRequestId(answer.raw.header("X-Request-Id")));
    QVERIFY(bench().send(request).raw.header("X-Request-Id") != answer.raw.header("X-Request-Id"));
}

void TestRequestIds::answer_ownId_isGivenBack()
{
    QCOMPARE(bench().get("/", "X-Request-Id: page-7.a_B\r\n").raw.header("X-Request-Id"),
             "page-7.a_B");
    QCOMPARE(bench().get("/nowhere", "x-request-id:   mine\r\n").raw.header("X-Request-Id"),
             "mine");
    const JsonAnswer bad = bench().get("/", "X-Request-Id: a b\r\n");
    QCOMPARE(bad.status, 200);
    QVERIFY(::isRequestId(bad.raw.header("X-Request-Id")));
}

void TestRequestIds::answer_ownIdTwice_isReplaced()
{
    const JsonAnswer answer =
        bench().get("/", "X-Request-Id: one\r\nX-Request-Id: two\r\nX-Request-Id: three\r\n");
    QCOMPARE(answer.status, 200);
    const QByteArray id = answer.raw.header("X-Request-Id");
    QVERIFY(::isRequestId(id) && id != "one" && id != "two" && id != "three");
}

void TestRequestIds::answer_keptOpen_hasAnIdForEach()
{
    RawClient client(bench().port());
    client.send(getRequest("/", "X-Request-Id: first\r\n") + getRequest("/"));
    QCOMPARE(client.answer()->header("X-Request-Id"), "first");
    const auto second = client.answer();
    QVERIFY(second);
    QVERIFY(::isRequestId(second->header("X-Request-Id")));
    QVERIFY(second->header("X-Request-Id") != "first");
}

void TestRequestIds::refusal_ofTheGuard_hasAnId_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("no request line") << QByteArray("nonsense\r\n\r\n") << QByteArray();
    QTest::newRow("after an id of its own")
        << getRequest("/", "X-Request-Id: mine\r\nTransfer-Encoding: chunked\r\n")
        << QByteArray("mine");
    QTest::newRow("a body too large")
        << getRequest("/", "Content-Length: 99999999\r\n") << QByteArray();
}

void TestRequestIds::refusal_ofTheGuard_hasAnId()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, id);
    const JsonAnswer answer = bench().send(request);
    QVERIFY(answer.status >= 400 && answer.status < 500);
    const QByteArray given = answer.raw.header("X-Request-Id");
    QVERIFY(::isRequestId(given));
    QVERIFY(id.isEmpty() || given == id);
}

void TestRequestIds::refusal_tooManyConnections_hasAnId()
{
    for (const int farewells : {0, 10}) {
        GuardLimits limits = hastyLimits();
        limits.connections = 0;
        limits.farewells = farewells;
        const GuardedFixture server(limits);
        RawClient client(server.port());
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, 503);
        QVERIFY(answer->body.contains("\"request_id\":\"" + answer->header("X-Request-Id") + '"'));
    }
}

void TestRequestIds::serverError_saysItInDetails()
{
    bench().healthy() = false;
    QTRY_COMPARE(bench().get("/api/health").status, 503);
    const JsonAnswer ill = bench().get("/api/health", "X-Request-Id: doctor\r\n");
    bench().healthy() = true;
    QCOMPARE(ill.json[u"details"_s][u"request_id"_s].toString(), u"doctor"_s);
    QVERIFY(ill.isError());

    m_cluster.stop();
    const JsonAnswer away =
        bench().placeOrder(R"([{"product_id":1,"quantity":1}])", "X-Request-Id: hungry\r\n");
    m_cluster.start();
    QCOMPARE(away.status, 503);
    QCOMPARE(away.json[u"details"_s][u"request_id"_s].toString(), u"hungry"_s);
    QCOMPARE(away.raw.header("X-Request-Id"), "hungry");
}

void TestRequestIds::clientError_keepsItOutOfDetails()
{
    const JsonAnswer answer = bench().get("/nowhere");
    QVERIFY(!answer.json[u"details"_s].toObject().contains(u"request_id"_s));
}

void TestRequestIds::log_refusedRequest_carriesTheId()
{
    const LogRecorder log;
    QCOMPARE(
        bench().post("/api/orders", "{}", jsonType + QByteArray("X-Request-Id: one\r\n")).status,
        400);
    QCOMPARE(bench().send(getRequest("/", "X-Request-Id: two\r\nUpgrade: websocket\r\n")).status,
             400);
    QTRY_COMPARE(log.linesWith(u"request refused"_s).size(), 2);
    QCOMPARE(log.linesWith(u"request refused"_s).at(0).requestId, "one");
    QCOMPARE(log.linesWith(u"upgrade_refused"_s).at(0).requestId, "two");
}

void TestRequestIds::crossOrigin_mayReadAndSendIt()
{
    const JsonAnswer answer = bench().get("/api/products");
    QVERIFY(answer.raw.header("Access-Control-Expose-Headers").contains("X-Request-Id"));
    const JsonAnswer preflight = bench().send("OPTIONS /api/products HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(preflight.raw.header("Access-Control-Allow-Headers").contains("X-Request-Id"));
}

QTEST_GUILESS_MAIN(TestRequestIds)
#include "tst_request_ids.moc"
