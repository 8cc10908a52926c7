#include "guarded_fixture.h"
#include "raw_client.h"

#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <vector>

/// Answers that go on: how they begin, what keeps them alive and what ends them.
class TestGuardStream : public QObject
{
    Q_OBJECT

private slots:
    void stream_headSaysThatItGoesOn_data();
    void stream_headSaysThatItGoesOn();
    void stream_toHead_isTheHeadAlone();
    void stream_silent_isPinged();
    void stream_pushed_arrivesWhole();
    void stream_ended_closesAfterAllOfIt();
    void stream_pipelinedRequest_isIgnored();
    void stream_endlessInput_isCutOff();
    void stream_tooMuchUnread_isCutOff();
    void stream_notReadForLong_isCutOff();
    void stream_clientEndsSending_isOver();
    void stream_clientResets_isOver();
    void stream_clientGoneBeforeItBegins_costsNothing();
    void stream_whenTheServerFinishes_ends();
};

namespace {

QByteArray bodyWhenClosed(RawClient &client)
{
    client.closedByServer(20'000);
    return client.rest();
}

/// A client that asks for @p target and reads no more than a little of the answer.
class LazyClient
{
public:
    LazyClient(quint16 port, const QByteArray &target)
    {
        m_socket.setReadBufferSize(1'024);
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.write(getRequest(target));
        m_socket.waitForBytesWritten();
    }

private:
    QTcpSocket m_socket;
};

/// Waits until @p client has got @p wanted after the head.
bool comes(RawClient &client, const QByteArray &wanted)
{
    for (int tries = 0; tries < 100 && !client.rest().contains(wanted); ++tries)
        client.closedByServer(50);
    return client.rest().contains(wanted);
}

}

void TestGuardStream::stream_headSaysThatItGoesOn_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("HTTP/1.1") << QByteArray("GET /stream/0 HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("GET /stream/0 HTTP/1.0\r\n\r\n");
    QTest::newRow("HTTP/1.0 that would keep it open")
        << QByteArray("GET /stream/0 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
}

void TestGuardStream::stream_headSaysThatItGoesOn()
{
    QFETCH(QByteArray, request);
    GuardedFixture server;
    RawClient client(server.port());
    client.send(request);
    const auto head = client.answer();
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("Content-Type"), "text/event-stream");
    QCOMPARE(head->header("Connection"), "close");
    QCOMPARE(head->header("Access-Control-Allow-Origin"), "*");
    QVERIFY(!head->head.toLower().contains("content-length"));
    QVERIFY(!head->head.toLower().contains("transfer-encoding"));
    QVERIFY(comes(client, "begun\n"));
    QVERIFY(client.connected());
}

void TestGuardStream::stream_toHead_isTheHeadAlone()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send("HEAD /stream/0 HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto head = client.answer(5'000, "HEAD");
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    QVERIFY(!head->head.toLower().contains("content-length"));
    QCOMPARE(bodyWhenClosed(client), QByteArray());
}

void TestGuardStream::stream_silent_isPinged()
{
    GuardedFixture server(hastyLimits());
    RawClient client(server.port());
    client.send(getRequest("/stream/0"));
    QVERIFY(comes(client, "begun\nping\nping\nping\nping\nping\nping\nping\nping\nping\n"));
    QVERIFY(client.connected()); // for longer than any deadline of the others
}

void TestGuardStream::stream_pushed_arrivesWhole()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send(getRequest("/stream/40"));
    QVERIFY(client.answer());
    QVERIFY(comes(client, (QByteArray(1'023, 'x') + '\n').repeated(40)));
    QVERIFY(client.connected());
}

void TestGuardStream::stream_ended_closesAfterAllOfIt()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send(getRequest("/stream/40?end"));
    QVERIFY(client.answer());
    QCOMPARE(bodyWhenClosed(client).size(), 6 + 40 * 1'024);
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardStream::stream_pipelinedRequest_isIgnored()
{
    GuardedFixture server(hastyLimits());
    RawClient client(server.port());
    client.send(getRequest("/stream/0") + getRequest("/first") + "GET /half");
    QVERIFY(comes(client, "begun\nping\n"));
    client.send(" HTTP/1.1\r\nHost: x\r\n\r\n" + QByteArray("\0\xff\x16", 3) + getRequest("/last"));
    QVERIFY(comes(client, "ping\nping\nping\n"));
    QCOMPARE(server.handled(), 1);
    QCOMPARE(client.rest().count("HTTP/1.1"), 1);
}

void TestGuardStream::stream_endlessInput_isCutOff()
{
    GuardLimits limits = hastyLimits();
    limits.discardedBytes = 100'000;
    GuardedFixture server(limits);
    RawClient client(server.port());
    client.send(getRequest("/stream/0"));
    QVERIFY(comes(client, "begun\n"));
    for (int i = 0; i < 200 && client.connected(); ++i)
        client.send(QByteArray(4'000, 'a'));
    QVERIFY(client.closedByServer());
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardStream::stream_tooMuchUnread_isCutOff()
{
    GuardLimits limits = hastyLimits();
    limits.drainMs = 60'000;
    limits.idleMs = 60'000;
    GuardedFixture server(limits);
    RawClient reader(server.port());
    const LazyClient client(server.port(), "/stream/20000");
    QTRY_VERIFY_WITH_TIMEOUT(server.handled() == 1 && server.connections() == 1, 20'000);
    reader.send(getRequest("/others/are/served"));
    QVERIFY(reader.answer());
}

void TestGuardStream::stream_notReadForLong_isCutOff()
{
    GuardLimits limits = hastyLimits();
    limits.streamUnreadBytes = 100'000'000;
    GuardedFixture server(limits);
    const LazyClient client(server.port(), "/stream/20000");
    QTRY_VERIFY_WITH_TIMEOUT(server.handled() == 1 && server.connections() == 0, 20'000);
}

void TestGuardStream::stream_clientEndsSending_isOver()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send(getRequest("/stream/0"));
    QVERIFY(comes(client, "begun\n"));
    client.endSending();
    QVERIFY(client.closedByServer());
    QTRY_COMPARE(server.connections(), 0);
    const auto atOnce = exchange(server.port(), getRequest("/stream/0"));
    QVERIFY(atOnce);
    QCOMPARE(atOnce->status, 200);
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardStream::stream_clientResets_isOver()
{
    GuardedFixture server;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(getRequest("/stream/20"));
    }
    QVERIFY(comes(*clients.back(), "begun\n"));
    for (const auto &client : clients)
        client->reset();
    QTRY_COMPARE(server.connections(), 0);
    QCOMPARE(server.handled(), 50);
}

void TestGuardStream::stream_clientGoneBeforeItBegins_costsNothing()
{
    GuardedFixture server;
    for (int i = 0; i < 50; ++i) {
        RawClient client(server.port());
        client.send(getRequest("/stream/5"));
        client.reset();
    }
    QTRY_COMPARE(server.connections(), 0);
}

void TestGuardStream::stream_whenTheServerFinishes_ends()
{
    GuardedFixture server;
    RawClient client(server.port());
    client.send(getRequest("/stream/40"));
    QVERIFY(comes(client, "begun\n"));
    QVERIFY(server.finish(5'000));
    QVERIFY(bodyWhenClosed(client).endsWith(QByteArray(1'023, 'x') + '\n'));
}

QTEST_GUILESS_MAIN(TestGuardStream)
#include "tst_guard_stream.moc"
