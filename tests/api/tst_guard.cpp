#include "guarded_fixture.h"
#include "raw_client.h"

#include <QTest>

/// The guard between real sockets and a real QHttpServer.
class TestGuard : public QObject
{
    Q_OBJECT

private slots:
    void request_isHandedOnAndAnswered();
    void request_inSinglePieces_isAnswered();
    void keepAlive_servesManyRequests();
    void connectionHeader_isHonoured_data();
    void connectionHeader_isHonoured();
    void answerBeyondTheKernelsRoom_arrivesWhole_data();
    void answerBeyondTheKernelsRoom_arrivesWhole();
    void head_hasNoBody();
    void expect_isAnsweredByTheGuard();
    void smuggledRequest_isNeverServed_data();
    void smuggledRequest_isNeverServed();
    void pipelined_answersKeepTheirOrder_data();
    void pipelined_answersKeepTheirOrder();
    void clientThatEndedSending_isAnswered_data();
    void clientThatEndedSending_isAnswered();
    void clientThatResets_harmsNobody();
    void clientThatLeaves_countsNoLonger();
    void finish_answersWhatIsInHand();
};

void TestGuard::request_isHandedOnAndAnswered()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send(postRequest("/a?b=c", "body"));
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, "POST /a?b=c body");
    QCOMPARE(answer->header("Access-Control-Allow-Origin"), "*");
    QCOMPARE(answer->header("X-Content-Type-Options"), "nosniff");
    QVERIFY(answer->header("Date").endsWith(" GMT"));
    QVERIFY(answer->header("Connection").isEmpty());
}

void TestGuard::request_inSinglePieces_isAnswered()
{
    GuardedFixture server;
    RawClient client(server.port());
    for (const char c : postRequest("/slow", "0123456789"))
        client.send(QByteArray(1, c));
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->body, "POST /slow 0123456789");
}

void TestGuard::keepAlive_servesManyRequests()
{
    GuardedFixture server;
    RawClient client(server.port());
    for (int i = 0; i < 50; ++i) {
        const QByteArray number = QByteArray::number(i);
        client.send(i % 2 == 0 ? getRequest("/" + number)
                               : postRequest("/later/1?" + number, number));
        const auto answer = client.answer();
        QVERIFY(answer);
        QVERIFY(answer->body.contains(number));
    }
    QCOMPARE(server.handled(), 50);
    QCOMPARE(server.connections(), 1);
}

void TestGuard::connectionHeader_isHonoured_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("closed");
    QTest::newRow("1.1 stays open") << getRequest("/") << false;
    QTest::newRow("1.1 with close") << getRequest("/", "Connection: close\r\n") << true;
    QTest::newRow("close in a list") << getRequest("/", "Connection: x, Close\r\n") << true;
    QTest::newRow("close of a later answer")
        << getRequest("/later/20", "Connection: close\r\n") << true;
    QTest::newRow("1.0 closes") << QByteArray("GET / HTTP/1.0\r\n\r\n") << true;
    QTest::newRow("1.0 with keep-alive")
        << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << false;
}

void TestGuard::connectionHeader_isHonoured()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, closed);
    GuardedFixture server;
    RawClient client(server.port());
    client.send(request);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("Connection") == "close", closed);
    if (closed) {
        QVERIFY(client.closedByServer());
    } else {
        client.send(request);
        QVERIFY(client.answer());
    }
}

void TestGuard::answerBeyondTheKernelsRoom_arrivesWhole_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::newRow("plain") << Transport::Plain;
    QTest::newRow("encrypted") << Transport::Encrypted;
}

/// The kernel takes a part of head and body at once, the socket has the rest.
void TestGuard::answerBeyondTheKernelsRoom_arrivesWhole()
{
    constexpr int kilobytes = 12'000;
    QFETCH(Transport, transport);
    GuardedFixture server;
    RawClient client(server.port(transport), transport);
    client.send(getRequest("/big/12000"));
    const auto big = client.answer(30'000);
    QVERIFY(big);
    QVERIFY(big->body == bigBody(kilobytes));
    client.send(getRequest("/next"));
    const auto next = client.answer(30'000);
    QVERIFY(next);
    QCOMPARE(next->body, "GET /next ");
}

void TestGuard::head_hasNoBody()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send("HEAD /big/3 HTTP/1.1\r\nHost: x\r\n\r\n" + getRequest("/next"));
    const auto head = client.answer(5'000, "HEAD");
    QVERIFY(head);
    QCOMPARE(head->header("Content-Length"), "3072");
    const auto next = client.answer();
    QVERIFY(next);
    QCOMPARE(next->body, "GET /next ");
}

void TestGuard::expect_isAnsweredByTheGuard()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    const auto goOn = client.answer();
    QVERIFY(goOn);
    QCOMPARE(goOn->status, 100);
    client.send("body");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->body, "POST /e body");
    const auto refused = exchange(server.port(), postRequest("/e", "body", "Expect: miracles\r\n"));
    QVERIFY(refused);
    QCOMPARE(refused->status, 417);
}

void TestGuard::smuggledRequest_isNeverServed_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("length and coding")
        << QByteArray("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
    QTest::newRow("two lengths") << QByteArray("Content-Length: 5\r\nContent-Length: 0\r\n");
    QTest::newRow("same length twice") << QByteArray("Content-Length: 0\r\nContent-Length: 0\r\n");
    QTest::newRow("list of lengths") << QByteArray("Content-Length: 0, 0\r\n");
    QTest::newRow("negative length") << QByteArray("Content-Length: -1\r\n");
    QTest::newRow("signed length") << QByteArray("Content-Length: +0\r\n");
    QTest::newRow("hexadecimal length") << QByteArray("Content-Length: 0x0\r\n");
    QTest::newRow("2^63") << QByteArray("Content-Length: 9223372036854775808\r\n");
    QTest::newRow("2^64 - 1") << QByteArray("Content-Length: 18446744073709551615\r\n");
    QTest::newRow("empty length") << QByteArray("Content-Length:\r\n");
    QTest::newRow("space before the colon") << QByteArray("Content-Length : 0\r\n");
    QTest::newRow("folded length") << QByteArray("Content-Length:\r\n 0\r\n");
    QTest::newRow("unknown coding") << QByteArray("Transfer-Encoding: xchunked\r\n");
    QTest::newRow("identity") << QByteArray("Transfer-Encoding: identity\r\n");
    QTest::newRow("bare line feed") << QByteArray("X: y\nContent-Length: 0\r\n");
    QTest::newRow("bare carriage return") << QByteArray("X: y\rContent-Length: 0\r\n");
    QTest::newRow("websocket") << QByteArray("Connection: Upgrade\r\nUpgrade: websocket\r\n");
}

void TestGuard::smuggledRequest_isNeverServed()
{
    QFETCH(QByteArray, headers);
    GuardedFixture server;
    RawClient client(server.port());
    client.send("POST /first HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + getRequest("/smuggled"));
    const auto answer = client.answer();
    QVERIFY(answer);
    QVERIFY2(answer->status >= 400 && answer->status < 500, answer->head.constData());
    QVERIFY(client.closedByServer());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(server.handled(), 0);
}

void TestGuard::pipelined_answersKeepTheirOrder_data()
{
    QTest::addColumn<QByteArrayList>("targets");
    QByteArrayList many;
    for (int i = 0; i < 200; ++i)
        many.append("/" + QByteArray::number(i));
    QTest::newRow("answered at once") << many;
    QTest::newRow("the first is slow") << QByteArrayList {"/later/100", "/a", "/b"};
    QTest::newRow("each faster than the one before")
        << QByteArrayList {"/later/90", "/later/50", "/later/10", "/z"};
    QTest::newRow("at once, then slow") << QByteArrayList {"/a", "/later/50", "/b"};
}

void TestGuard::pipelined_answersKeepTheirOrder()
{
    QFETCH(QByteArrayList, targets);
    GuardedFixture server;
    RawClient client(server.port());
    QByteArray requests;
    for (const QByteArray &target : targets)
        requests += getRequest(target);
    client.send(requests);
    for (const QByteArray &target : targets) {
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->body, "GET " + target + ' ');
    }
}

void TestGuard::clientThatEndedSending_isAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("at once") << getRequest("/a") << 200;
    QTest::newRow("later") << postRequest("/later/100", "order") << 200;
    QTest::newRow("refused") << QByteArray("nonsense\r\n\r\n") << 400;
}

void TestGuard::clientThatEndedSending_isAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    GuardedFixture server;
    const auto answer = exchange(server.port(), request);
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuard::clientThatResets_harmsNobody()
{
    GuardedFixture server;
    for (int i = 0; i < 100; ++i) {
        RawClient client(server.port());
        client.send(getRequest("/later/" + QByteArray::number(i % 20)));
        client.reset();
    }
    QTRY_COMPARE(server.connections(), 0);
    QVERIFY(exchange(server.port(), getRequest("/alive")));
}

void TestGuard::clientThatLeaves_countsNoLonger()
{
    GuardedFixture server;
    {
        RawClient client(server.port());
        client.send(getRequest("/a") + "GET /half HTTP/1.1\r\n");
        QVERIFY(client.answer());
        QTRY_COMPARE(server.connections(), 1);
    }
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuard::finish_answersWhatIsInHand()
{
    GuardedFixture server;
    RawClient idle(server.port());
    RawClient busy(server.port());
    idle.send(getRequest("/"));
    QVERIFY(idle.answer());
    busy.send(getRequest("/later/200"));
    QTRY_COMPARE(server.handled(), 2);
    QVERIFY(server.finish(4'000));
    const auto answer = busy.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("Connection"), "close");
    QVERIFY(idle.closedByServer());
}

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
