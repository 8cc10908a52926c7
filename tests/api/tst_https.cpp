#include "guarded_fixture.h"
#include "raw_client.h"
#include "tls_client.h"
#include "tls_identity.h"

#include <QTest>

/// HTTPS keeps what the guard promises of HTTP, between real sockets and a real QHttpServer.
class TestHttps : public QObject
{
    Q_OBJECT

private slots:
    void request_isHandedOnAndAnswered();
    void request_inSinglePieces_isAnswered();
    void keepAlive_servesManyRequests();
    void expect_isAnsweredByTheGuard();
    void pipelined_answersKeepTheirOrder_data();
    void pipelined_answersKeepTheirOrder();
    void clientThatEndedSending_isAnswered_data();
    void clientThatEndedSending_isAnswered();
    void clientThatSaidGoodbye_isClosedAtOnce_data();
    void clientThatSaidGoodbye_isClosedAtOnce();
    void end_isAnnounced_data();
    void end_isAnnounced();
    void clientThatResets_harmsNobody();
    void whilePending_littleIsHeld();
    void unreadAnswers_endTheConnection();
    void slowReader_isDropped();
    void largeAnswer_isReadWhole();
    void largeBody_refusalArrivesWhole();
    void slowRequest_isTimedOut_data();
    void slowRequest_isTimedOut();
    void idleConnection_isClosed();
    void slowHandler_isAnsweredForIt();
    void finish_answersWhatIsInHand();
    void identity_another_isShownToNewConnections();
    void channel_isTold_data();
    void channel_isTold();
};

void TestHttps::request_isHandedOnAndAnswered()
{
    GuardedFixture server;
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    QCOMPARE(client.certificate(), server.certificate());
    client.send(postRequest("/a?b=c", "body"));
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, "POST /a?b=c body");
}

void TestHttps::request_inSinglePieces_isAnswered()
{
    GuardedFixture server;
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    for (const char c : postRequest("/slow", "0123456789"))
        client.send(QByteArray(1, c));
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->body, "POST /slow 0123456789");
}

void TestHttps::keepAlive_servesManyRequests()
{
    GuardedFixture server;
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    for (int i = 0; i < 50; ++i) {
        const QByteArray number = QByteArray::number(i);
        client.send(i % 2 == 0 ? getRequest("/" + number)
                               : postRequest("/later/1?" + number, number.repeated(3'000)));
        const auto answer = client.answer();
        QVERIFY(answer);
        QVERIFY(answer->body.contains(number));
    }
    QCOMPARE(server.handled(), 50);
    QCOMPARE(server.connections(), 1);
}

void TestHttps::expect_isAnsweredByTheGuard()
{
    GuardedFixture server;
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    client.send("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    const auto goOn = client.answer();
    QVERIFY(goOn);
    QCOMPARE(goOn->status, 100);
    client.send("body");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->body, "POST /e body");
}

void TestHttps::pipelined_answersKeepTheirOrder_data()
{
    QTest::addColumn<QByteArrayList>("targets");
    QTest::newRow("at once") << QByteArrayList {"/1", "/2", "/3", "/4"};
    QTest::newRow("first is slow") << QByteArrayList {"/later/200", "/2", "/3"};
    QTest::newRow("all are slow") << QByteArrayList {"/later/90", "/later/60", "/later/30"};
    QTest::newRow("large before small") << QByteArrayList {"/later/50", "/x", "/later/1", "/y"};
}

void TestHttps::pipelined_answersKeepTheirOrder()
{
    QFETCH(QByteArrayList, targets);
    GuardedFixture server;
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    QByteArray requests;
    for (const QByteArray &target : targets)
        requests += getRequest(target, "X-Padding: " + QByteArray(6'000, 'x') + "\r\n");
    client.send(requests);
    for (const QByteArray &target : targets) {
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->body, "GET " + target + ' ');
    }
}

void TestHttps::clientThatEndedSending_isAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("at once") << getRequest("/a") << QByteArray("HTTP/1.1 200");
    QTest::newRow("later") << postRequest("/later/200", "order") << QByteArray("HTTP/1.1 200");
    QTest::newRow("refused") << QByteArray("nonsense\r\n\r\n") << QByteArray("HTTP/1.1 400");
}

/// With and without close_notify.
void TestHttps::clientThatEndedSending_isAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    GuardedFixture server;
    const auto answer = exchange(server.encryptedPort(), request, Transport::Encrypted);
    QVERIFY(answer);
    QVERIFY(answer->head.startsWith(status));
    TlsClient client(server.encryptedPort());
    QVERIFY(client.handshake());
    client.send(request);
    client.endSending();
    QVERIFY(client.readAll().startsWith(status));
    QTRY_COMPARE(server.connections(), 0);
}

void TestHttps::clientThatSaidGoodbye_isClosedAtOnce_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("together");
    QTest::newRow("before any request") << QByteArray() << false;
    QTest::newRow("within a request") << QByteArray("GET / HTTP/1.1\r\n") << false;
    QTest::newRow("before the answer") << getRequest("/later/200") << false;
    QTest::newRow("with the request") << getRequest("/") << true;
    QTest::newRow("with the request, before the answer") << getRequest("/later/200") << true;
}

/// Who waits for us to close, as TLS wants it, does not wait for an idle connection's end.
void TestHttps::clientThatSaidGoodbye_isClosedAtOnce()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, together);
    GuardLimits limits;
    limits.idleMs = limits.headMs = 60'000;
    GuardedFixture server(limits);
    TlsClient client(server.encryptedPort());
    QVERIFY(client.handshake());
    if (together)
        client.sendLast(request);
    else if (!request.isEmpty())
        client.send(request);
    QTRY_COMPARE(server.handled(), request.endsWith("\r\n\r\n") ? 1 : 0);
    if (!together)
        client.sayGoodbye();
    QCOMPARE(client.readAll().startsWith("HTTP/1.1 200"), server.handled() == 1);
    QTRY_COMPARE(server.connections(), 0);
}

void TestHttps::end_isAnnounced_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("as asked for") << getRequest("/", "Connection: close\r\n");
    QTest::newRow("as asked for, later") << getRequest("/later/50", "Connection: close\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("refused") << QByteArray("GET\r\n\r\n");
    QTest::newRow("more than is read")
        << getRequest("/", "Connection: close\r\n") + QByteArray(50'000, 'x');
    QTest::newRow("nothing for long") << QByteArray();
}

void TestHttps::end_isAnnounced()
{
    QFETCH(QByteArray, request);
    GuardLimits limits = hastyLimits();
    if (!request.isEmpty())
        limits.idleMs = 20'000;
    GuardedFixture server(limits);
    TlsClient client(server.encryptedPort());
    QVERIFY(client.handshake());
    if (!request.isEmpty())
        client.send(request);
    QCOMPARE(client.readAll().startsWith("HTTP/1.1 "), !request.isEmpty());
    QVERIFY(client.endedInOrder());
    QTRY_COMPARE(server.connections(), 0);
}

void TestHttps::clientThatResets_harmsNobody()
{
    GuardedFixture server;
    for (int i = 0; i < 100; ++i) {
        RawClient client(server.encryptedPort(), Transport::Encrypted);
        client.send(getRequest("/later/" + QByteArray::number(i % 20)));
        client.reset();
    }
    QTRY_COMPARE(server.connections(), 0);
    QVERIFY(exchange(server.encryptedPort(), getRequest("/alive"), Transport::Encrypted));
}

void TestHttps::whilePending_littleIsHeld()
{
    GuardedFixture server;
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    client.send(getRequest("/later/4000"));
    QTRY_COMPARE(server.handled(), 1);
    client.socket().write(QByteArray(30'000'000, 'x'));
    qint64 left = client.socket().bytesToWrite();
    QTRY_VERIFY(client.socket().bytesToWrite() < left);
    const auto standsStill = [&] {
        return std::exchange(left, client.socket().bytesToWrite()) == left;
    };
    QTRY_VERIFY_WITH_TIMEOUT(standsStill(), 3'000);
    // What one read brought, and what of it is decrypted: not more than two buffers.
    const GuardLimits limits;
    QVERIFY(server.heldBytes() <= 2 * (limits.head.headBytes + limits.head.bodyBytes + 4'096));
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
}

void TestHttps::unreadAnswers_endTheConnection()
{
    GuardedFixture server(hastyLimits());
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    client.socket().setReadBufferSize(1);
    client.send(getRequest("/big/64").repeated(1'000));
    QTRY_COMPARE(server.connections(), 0);
    QVERIFY(server.handled() < 1'000);
    QVERIFY(exchange(server.encryptedPort(), getRequest("/alive"), Transport::Encrypted));
}

void TestHttps::slowReader_isDropped()
{
    GuardedFixture server(hastyLimits());
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    client.socket().setReadBufferSize(1);
    client.send(getRequest("/big/60000"));
    QTRY_COMPARE(server.handled(), 1);
    QTRY_COMPARE(server.connections(), 0);
}

void TestHttps::largeAnswer_isReadWhole()
{
    GuardedFixture server;
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    client.send(getRequest("/big/20000"));
    const auto answer = client.answer(20'000);
    QVERIFY(answer);
    QCOMPARE(answer->body.size(), 20'000 * 1'024);
    client.send(getRequest("/next"));
    const auto next = client.answer();
    QVERIFY(next);
    QCOMPARE(next->body, "GET /next ");
}

void TestHttps::largeBody_refusalArrivesWhole()
{
    GuardedFixture server;
    const auto answer = exchange(
        server.encryptedPort(), postRequest("/", QByteArray(4'000'000, 'a')), Transport::Encrypted);
    QVERIFY(answer);
    QCOMPARE(answer->status, 413);
}

void TestHttps::slowRequest_isTimedOut_data()
{
    QTest::addColumn<QByteArray>("begun");
    QTest::newRow("in its head") << QByteArray("GET / HTTP/1.1\r\nHost:");
    QTest::newRow("in its body") << QByteArray(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcd");
}

void TestHttps::slowRequest_isTimedOut()
{
    QFETCH(QByteArray, begun);
    GuardLimits limits = hastyLimits();
    limits.idleMs = 20'000;
    GuardedFixture server(limits);
    RawClient client(server.encryptedPort(), Transport::Encrypted);
    client.send(begun);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QVERIFY(client.closedByServer());
    QCOMPARE(server.handled(), 0);
}

void TestHttps::idleConnection_isClosed()
{
    GuardedFixture server(hastyLimits());
    RawClient fresh(server.encryptedPort(), Transport::Encrypted);
    RawClient used(server.encryptedPort(), Transport::Encrypted);
    used.send(getRequest("/"));
    QVERIFY(used.answer());
    QVERIFY(fresh.closedByServer());
    QVERIFY(used.closedByServer());
    QCOMPARE(fresh.rest() + used.rest(), QByteArray());
    QTRY_COMPARE(server.connections(), 0);
}

void TestHttps::slowHandler_isAnsweredForIt()
{
    GuardLimits limits = hastyLimits();
    limits.idleMs = 5'000; // between handshake and request a busy machine takes its time
    GuardedFixture server(limits);
    for (const QByteArray target : {"/never", "/later/600"}) {
        RawClient client(server.encryptedPort(), Transport::Encrypted);
        client.send(getRequest(target));
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, 504);
        QVERIFY(client.closedByServer());
        QCOMPARE(client.rest(), QByteArray());
    }
}

void TestHttps::finish_answersWhatIsInHand()
{
    GuardedFixture server;
    RawClient idle(server.encryptedPort(), Transport::Encrypted);
    RawClient busy(server.encryptedPort(), Transport::Encrypted);
    RawClient shaking(server.encryptedPort()); // not even begun
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
    QVERIFY(shaking.closedByServer());
}

void TestHttps::identity_another_isShownToNewConnections()
{
    GuardedFixture server;
    RawClient before(server.encryptedPort(), Transport::Encrypted);
    before.send(getRequest("/later/200"));
    QTRY_COMPARE(server.handled(), 1);
    const TlsIdentity other = freshIdentity();
    server.useIdentity(other);
    RawClient after(server.encryptedPort(), Transport::Encrypted);
    QCOMPARE(after.certificate(), other.chain.constFirst());
    QVERIFY(before.answer());
    before.send(getRequest("/again"));
    QVERIFY(before.answer());
}

void TestHttps::channel_isTold_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("HTTP") << Transport::Plain << QByteArray("plain loopback private");
    QTest::newRow("HTTPS") << Transport::Encrypted << QByteArray("encrypted loopback private");
}

void TestHttps::channel_isTold()
{
    QFETCH(Transport, transport);
    QFETCH(QByteArray, told);
    GuardedFixture server;
    const auto answer = exchange(server.port(transport), getRequest("/channel"), transport);
    QVERIFY(answer);
    QCOMPARE(answer->body, told);
}

QTEST_GUILESS_MAIN(TestHttps)
#include "tst_https.moc"
