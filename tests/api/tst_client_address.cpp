#include "client_address.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Who asks when proxies stand between.
class TestClientAddress : public QObject
{
    Q_OBJECT

private slots:
    void clientAddress_isTheLastHopNotTrusted_data();
    void clientAddress_isTheLastHopNotTrusted();
};

void TestClientAddress::clientAddress_isTheLastHopNotTrusted_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("client");
    const auto row = [](const char *name, const char *peer, const char *header,
                        const char *client) {
        QTest::newRow(name) << QString::fromLatin1(peer) << QByteArray(header)
                            << QString::fromLatin1(client);
    };
    row("no proxy", "192.0.2.1", "", "192.0.2.1");
    row("a header of a stranger", "192.0.2.1", "198.51.100.9", "192.0.2.1");
    row("a trusted proxy", "10.0.0.1", "198.51.100.9", "198.51.100.9");
    row("without a header", "10.0.0.1", "", "10.0.0.1");
    row("what the client wrote before", "10.0.0.1", "127.0.0.1, 198.51.100.9", "198.51.100.9");
    row("two trusted proxies", "10.0.0.1", "198.51.100.9, 10.0.0.2", "198.51.100.9");
    row("a forged chain", "10.0.0.1", "203.0.113.5, 10.0.0.9, 198.51.100.9, 10.0.0.2",
        "198.51.100.9");
    row("only trusted ones", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3");
    row("mapped into IPv6", "::ffff:10.0.0.1", "::ffff:198.51.100.9", "198.51.100.9");
    row("IPv6", "10.0.0.1", "2001:db8::5", "2001:db8::5");
    row("with ports", "10.0.0.1", "[2001:db8::5]:443, 10.0.0.2:8080", "2001:db8::5");
    row("IPv4 with a port", "10.0.0.1", "198.51.100.9:51234", "198.51.100.9");
    row("rubbish", "10.0.0.1", "unknown", "10.0.0.1");
    row("rubbish before a client", "10.0.0.1", "';--, 198.51.100.9", "198.51.100.9");
    row("rubbish before a proxy", "10.0.0.1", "_hidden, 10.0.0.2", "10.0.0.2");
    row("an empty hop", "10.0.0.1", "198.51.100.9, ", "10.0.0.1");
    row("only commas", "10.0.0.1", ",,,,", "10.0.0.1");
    row("a network", "10.0.0.1", "198.51.100.0/24", "10.0.0.1");
    row("a short address", "10.0.0.1", "127.1", "10.0.0.1");
    row("bad brackets", "10.0.0.1", "[2001:db8::5", "10.0.0.1");
}

void TestClientAddress::clientAddress_isTheLastHopNotTrusted()
{
    QFETCH(QString, peer);
    QFETCH(QByteArray, header);
    QFETCH(QString, client);
    const Result<NetworkList> trusted = NetworkList::parse(u"10.0.0.0/24"_s);
    QVERIFY(trusted);
    QCOMPARE(clientAddress(QHostAddress(peer), header, *trusted), QHostAddress(client));
}

QTEST_GUILESS_MAIN(TestClientAddress)
#include "tst_client_address.moc"
