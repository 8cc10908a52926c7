#include "guarded_fixture.h"
#include "guarded_server.h"
#include "raw_client.h"

#include <QTest>

#include <memory>
#include <vector>

/// What the guard does to the endless, the slow, the idle and the many.
class TestGuardLimits : public QObject
{
    Q_OBJECT

private slots:
    void endlessRequest_isCutOff_data();
    void endlessRequest_isCutOff();
    void largeBody_refusalArrivesWhole();
    void slowHead_isTimedOut();
    void slowBody_isTimedOut();
    void idleConnection_isClosed();
    void slowHandler_isAnsweredForIt();
    void unreadAnswers_endTheConnection();
    void slowReader_isDropped();
    void largeAnswer_isReadWhole();
    void connectionsPerAddress_areLimited();
    void connectionsOfATrustedProxy_areCountedInAllOnly();
    void connectionsInAll_areLimited();
    void countedAddress_isExactOrANetwork_data();
    void countedAddress_isExactOrANetwork();
};

void TestGuardLimits::endlessRequest_isCutOff_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("status");
    const QByteArray head = "GET / HTTP/1.1\r\nHost: x\r\n";
    QTest::newRow("headers") << head << QByteArray("X-A: b\r\n").repeated(100) << 431;
    QTest::newRow("one header") << head + "X-A: " << QByteArray(4'000, 'a') << 431;
    QTest::newRow("address") << QByteArray("GET /") << QByteArray(4'000, 'a') << 414;
    QTest::newRow("empty lines") << QByteArray() << QByteArray("\r\n").repeated(2'000) << 400;
    QTest::newRow("binary rubbish")
        << QByteArray() << QByteArray("\x16\x03\x01\x02\x00", 5).repeated(900) << 400;
    QTest::newRow("announced body") << head + "Content-Length: 1000000000\r\n\r\n"
                                    << QByteArray(4'000, 'a') << 413;
    QTest::newRow("chunks") << head + "Transfer-Encoding: chunked\r\n\r\n"
                            << QByteArray("5\r\nabcde\r\n") << 411;
}

void TestGuardLimits::endlessRequest_isCutOff()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, piece);
    QFETCH(int, status);
    GuardedFixture server(hastyLimits());
    RawClient client(server.port());
    client.send(start);
    for (int i = 0; i < 10; ++i)
        client.send(piece);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(answer->header("Content-Type"), "application/json");
    QVERIFY(answer->body.startsWith("{\"error\":\""));
    QVERIFY(client.closedByServer());
    QCOMPARE(server.handled(), 0);
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardLimits::largeBody_refusalArrivesWhole()
{
    GuardedFixture server;
    const auto answer = exchange(server.port(), postRequest("/", QByteArray(4'000'000, 'a')));
    QVERIFY(answer);
    QCOMPARE(answer->status, 413);
}

void TestGuardLimits::slowHead_isTimedOut()
{
    GuardedFixture server(hastyLimits());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send("GET / HTTP/1.1\r\nHost:");
    }
    for (const auto &client : clients) {
        const auto answer = client->answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, 408);
        QVERIFY(client->closedByServer());
    }
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardLimits::slowBody_isTimedOut()
{
    GuardedFixture server(hastyLimits());
    RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcd");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QVERIFY(client.closedByServer());
    QCOMPARE(server.handled(), 0);
}

void TestGuardLimits::idleConnection_isClosed()
{
    GuardedFixture server(hastyLimits());
    RawClient fresh(server.port());
    RawClient used(server.port());
    used.send(getRequest("/"));
    QVERIFY(used.answer());
    QVERIFY(fresh.closedByServer());
    QVERIFY(used.closedByServer());
    QCOMPARE(fresh.rest() + used.rest(), QByteArray());
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardLimits::slowHandler_isAnsweredForIt()
{
    GuardedFixture server(hastyLimits());
    for (const QByteArray target : {"/never", "/later/600"}) {
        RawClient client(server.port());
        client.send(getRequest(target));
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, 504);
        QVERIFY(client.closedByServer());
        QCOMPARE(client.rest(), QByteArray());
    }
}

void TestGuardLimits::unreadAnswers_endTheConnection()
{
    GuardedFixture server(hastyLimits());
    RawClient client(server.port());
    client.socket().setReadBufferSize(1);
    client.send(getRequest("/big/64").repeated(1'000));
    QTRY_COMPARE(server.connections(), 0);
    QVERIFY(server.handled() < 1'000);
    QVERIFY(exchange(server.port(), getRequest("/alive")));
}

void TestGuardLimits::slowReader_isDropped()
{
    GuardedFixture server(hastyLimits());
    RawClient client(server.port());
    client.socket().setReadBufferSize(1);
    client.send(getRequest("/big/60000"));
    QTRY_COMPARE(server.handled(), 1);
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardLimits::largeAnswer_isReadWhole()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send(getRequest("/big/20000") + getRequest("/next"));
    QTRY_COMPARE(server.handled(), 1); // Before the first byte is read.
    const auto answer = client.answer(20'000);
    QVERIFY(answer);
    QCOMPARE(answer->body.size(), 20'000 * 1'024);
    // The second came while too much was unread: it is not taken, and the connection ends in good
    // order.
    QVERIFY(client.closedByServer());
    QCOMPARE(client.rest(), QByteArray());
}

void TestGuardLimits::connectionsPerAddress_areLimited()
{
    GuardLimits limits = hastyLimits();
    limits.idleMs = 20'000;
    limits.connectionsPerAddress = 3;
    GuardedFixture server(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(getRequest("/"));
        QVERIFY(clients.back()->answer());
    }
    RawClient refused(server.port());
    refused.send(getRequest("/"));
    const auto answer = refused.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 503);
    QVERIFY(!answer->header("Retry-After").isEmpty());
    QVERIFY(refused.closedByServer());

    RawClient neighbour(server.port(), QHostAddress(QStringLiteral("127.0.0.2")));
    neighbour.send(getRequest("/"));
    QVERIFY(neighbour.answer());

    clients.pop_back();
    QTRY_COMPARE(server.connections(), 3);
    RawClient welcome(server.port());
    welcome.send(getRequest("/"));
    const auto served = welcome.answer();
    QVERIFY(served);
    QCOMPARE(served->status, 200);
}

void TestGuardLimits::connectionsOfATrustedProxy_areCountedInAllOnly()
{
    GuardLimits limits = hastyLimits();
    limits.idleMs = 20'000;
    limits.connections = 6;
    limits.connectionsPerAddress = 2;
    limits.trustedProxies = *NetworkList::parse(QStringLiteral("127.0.0.1"));
    GuardedFixture server(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(getRequest("/"));
        const auto answer = clients.back()->answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
    }
    RawClient refused(server.port());
    const auto answer = refused.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 503);
}

void TestGuardLimits::connectionsInAll_areLimited()
{
    GuardLimits limits = hastyLimits();
    limits.idleMs = 20'000;
    limits.connections = 20;
    limits.farewells = 5;
    GuardedFixture server(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 60; ++i)
        clients.push_back(std::make_unique<RawClient>(server.port()));
    QTRY_COMPARE(server.connections(), 20);
    clients.front()->send(getRequest("/"));
    const auto answer = clients.front()->answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    int refused = 0;
    int closed = 0;
    for (size_t i = 20; i < clients.size(); ++i) {
        const auto farewell = clients[i]->answer(1'000);
        refused += farewell && farewell->status == 503 ? 1 : 0;
        closed += clients[i]->closedByServer() ? 1 : 0;
    }
    QCOMPARE(refused, 40);
    QCOMPARE(closed, 40);
}

void TestGuardLimits::countedAddress_isExactOrANetwork_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QString>("counted");
    const auto row = [](const char *name, const char *peer, const char *counted) {
        QTest::newRow(name) << QString::fromLatin1(peer) << QString::fromLatin1(counted);
    };
    row("IPv4", "192.0.2.7", "192.0.2.7");
    row("IPv4 mapped into IPv6", "::ffff:192.0.2.7", "192.0.2.7");
    row("IPv6 by its /64", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::");
    row("loopback of IPv4", "127.0.0.5", "127.0.0.5");
    row("loopback of IPv6", "::1", "::1");
}

void TestGuardLimits::countedAddress_isExactOrANetwork()
{
    QFETCH(QString, peer);
    QFETCH(QString, counted);
    QCOMPARE(countedAddress(QHostAddress(peer)), QHostAddress(counted));
}

QTEST_GUILESS_MAIN(TestGuardLimits)
#include "tst_guard_limits.moc"
