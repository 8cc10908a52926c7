#include "guarded_fixture.h"
#include "tls_client.h"
#include "tls_configuration.h"
#include "tls_identity.h"

#include <QSslCipher>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

using Clients = std::vector<std::unique_ptr<RawClient>>;

/// A connection of each of @p count addresses from 127.0.1.1 on.
Clients connectionsOf(int count, quint16 port)
{
    constexpr quint32 first = 0x7f000101;
    Clients clients;
    for (int i = 0; i < count; ++i)
        clients.push_back(std::make_unique<RawClient>(port, QHostAddress(first + quint32(i))));
    return clients;
}

/// The head of a record that announces @p length bytes of a handshake.
QByteArray recordHead(int length)
{
    return QByteArray("\x16\x03\x01", 3) + char(length >> 8) + char(length & 0xff);
}

}

/// What comes before the first request of HTTPS: versions, ciphers, and those who never finish.
class TestHttpsHandshake : public QObject
{
    Q_OBJECT

private slots:
    void version_isTwelveOrLater_data();
    void version_isTwelveOrLater();
    void ciphers_keepSecretsForward();
    void cipher_withoutForwardSecrecy_isRefused();
    void stalled_blockNobody();
    void dripping_endsAtTheDeadline();
    void rubbish_endsTheConnection_data();
    void rubbish_endsTheConnection();
    void hello_onThePortOfHttp_isRefused();
    void busyServer_dropsNobody();
    void budget_isOneForBothPorts();
    void budget_perAddress_isOneForBothPorts();
};

void TestHttpsHandshake::version_isTwelveOrLater_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("spoken");
    QTest::newRow("TLS 1.0") << 0x0301 << false;
    QTest::newRow("TLS 1.1") << 0x0302 << false;
    QTest::newRow("TLS 1.2") << 0x0303 << true;
    QTest::newRow("TLS 1.3") << 0x0304 << true;
}

void TestHttpsHandshake::version_isTwelveOrLater()
{
    QFETCH(int, version);
    QFETCH(bool, spoken);
    constexpr int protocolVersion = 70; // RFC 8446, 6.2
    GuardedFixture server;
    TlsClient client(server.encryptedPort(), {.oldest = version, .newest = version});
    QCOMPARE(client.handshake(), spoken);
    if (spoken)
        QCOMPARE(client.version(), version);
    else
        QCOMPARE(client.alert(), protocolVersion);
    QTRY_COMPARE(server.connections(), spoken ? 1 : 0);
}

void TestHttpsHandshake::ciphers_keepSecretsForward()
{
    const QList<QSslCipher> ciphers = tlsConfiguration(freshIdentity()).ciphers();
    QVERIFY(!ciphers.isEmpty());
    for (const QSslCipher &cipher : ciphers)
        QVERIFY2(cipher.name().startsWith(u"TLS_"_s) || cipher.name().startsWith(u"ECDHE-"_s),
                 qPrintable(cipher.name()));
}

void TestHttpsHandshake::cipher_withoutForwardSecrecy_isRefused()
{
    constexpr int twelve = 0x0303;
    GuardedFixture server;
    TlsClient old(server.encryptedPort(),
                  {.oldest = twelve, .newest = twelve, .ciphers = "AES128-GCM-SHA256:AES256-SHA"});
    QVERIFY(!old.handshake());
    TlsClient client(server.encryptedPort(), {.oldest = twelve, .newest = twelve});
    QVERIFY(client.handshake());
    QVERIFY(client.cipher().startsWith("ECDHE-ECDSA-"));
}

void TestHttpsHandshake::stalled_blockNobody()
{
    GuardLimits limits = hastyLimits();
    limits.handshakeMs = 3'000;
    limits.idleMs = 60'000;
    GuardedFixture server(limits);
    const Clients stalled = connectionsOf(100, server.encryptedPort());
    for (size_t i = 0; i < stalled.size(); i += 2)
        stalled[i]->send(recordHead(512)); // the others say nothing at all
    QTRY_COMPARE(server.connections(), 100);
    for (const Transport transport : {Transport::Encrypted, Transport::Plain}) {
        const auto answer = exchange(server.port(transport), getRequest("/good"), transport);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
    }
    QVERIFY(stalled.front()->connected());
    for (const auto &client : stalled)
        QVERIFY(client->closedByServer(10'000));
    QTRY_COMPARE(server.connections(), 0);
    QCOMPARE(server.handled(), 2);
}

void TestHttpsHandshake::dripping_endsAtTheDeadline()
{
    GuardLimits limits = hastyLimits();
    limits.handshakeMs = 400;
    GuardedFixture server(limits);
    RawClient client(server.encryptedPort());
    client.send(recordHead(16'000));
    for (int i = 0; i < 10'000 && client.connected(); ++i) {
        client.send("\x01");
        static_cast<void>(client.closedByServer(5));
    }
    QVERIFY(!client.connected());
    QTRY_COMPARE(server.connections(), 0);
}

void TestHttpsHandshake::rubbish_endsTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP") << getRequest("/");
    QTest::newRow("HTTP with a large body") << postRequest("/", QByteArray(500'000, 'x'));
    QTest::newRow("endless zeros") << QByteArray(500'000, '\0');
    QTest::newRow("endless text") << QByteArray(500'000, 'a');
    QTest::newRow("endless records of a handshake")
        << (recordHead(16'384) + '\x01' + "\xff\xff\xff" + QByteArray(16'380, '\0')).repeated(40);
    QTest::newRow("endless empty records") << recordHead(0).repeated(100'000);
    QTest::newRow("endless alerts")
        << QByteArray("\x15\x03\x01\x00\x02\x01\x00", 7).repeated(50'000);
}

void TestHttpsHandshake::rubbish_endsTheConnection()
{
    QFETCH(QByteArray, bytes);
    GuardLimits limits = hastyLimits();
    limits.handshakeMs = 20'000; // so it is not the deadline that ends it
    GuardedFixture server(limits);
    RawClient client(server.encryptedPort());
    client.socket().write(bytes);
    QVERIFY(client.closedByServer(10'000));
    QTRY_COMPARE(server.connections(), 0);
    QCOMPARE(server.handled(), 0);
    QVERIFY(exchange(server.encryptedPort(), getRequest("/alive"), Transport::Encrypted));
}

void TestHttpsHandshake::hello_onThePortOfHttp_isRefused()
{
    GuardedFixture server;
    TlsClient client(server.port());
    QVERIFY(!client.handshake());
    QTRY_COMPARE(server.connections(), 0);
    QCOMPARE(server.handled(), 0);
}

/// What TLS says of itself may still be unsent when the guard looks: that is no client who reads
/// nothing.
void TestHttpsHandshake::busyServer_dropsNobody()
{
    GuardLimits limits;
    limits.tickMs = 1;
    GuardedFixture server(limits);
    server.keepBusy(3);
    for (int i = 0; i < 30; ++i) {
        TlsClient client(server.encryptedPort());
        QVERIFY(client.handshake());
        client.send(getRequest("/", "Connection: close\r\n"));
        QVERIFY(client.readAll().startsWith("HTTP/1.1 200"));
        QVERIFY(client.endedInOrder());
    }
}

void TestHttpsHandshake::budget_isOneForBothPorts()
{
    GuardLimits limits = hastyLimits();
    limits.idleMs = limits.handshakeMs = 60'000;
    limits.connections = 10;
    GuardedFixture server(limits);
    const Clients stalled = connectionsOf(6, server.encryptedPort());
    const Clients idle = connectionsOf(4, server.port());
    QTRY_COMPARE(server.connections(), 10);
    const auto refused = exchange(server.port(), getRequest("/"));
    QVERIFY(refused);
    QCOMPARE(refused->status, 503);
    TlsClient encrypted(server.encryptedPort());
    QVERIFY(!encrypted.handshake());
    QCOMPARE(server.connections(), 10);
}

void TestHttpsHandshake::budget_perAddress_isOneForBothPorts()
{
    GuardLimits limits = hastyLimits();
    limits.idleMs = limits.handshakeMs = 60'000;
    limits.connectionsPerAddress = 2;
    GuardedFixture server(limits);
    const QHostAddress greedy(u"127.0.1.1"_s);
    const RawClient plain(server.port(), greedy);
    const RawClient encrypted(server.encryptedPort(), greedy, Transport::Encrypted);
    QVERIFY(encrypted.connected());
    RawClient third(server.encryptedPort(), greedy);
    QVERIFY(third.closedByServer());
    const auto neighbour = exchange(server.encryptedPort(), getRequest("/"), Transport::Encrypted);
    QVERIFY(neighbour);
    QCOMPARE(neighbour->status, 200);
}

QTEST_GUILESS_MAIN(TestHttpsHandshake)
#include "tst_https_handshake.moc"
