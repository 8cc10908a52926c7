#include "network_list.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Addresses and networks as the settings write them.
class TestNetworkList : public QObject
{
    Q_OBJECT

private slots:
    void contains_followsThePrefix_data();
    void contains_followsThePrefix();
    void parse_badText_isRefused_data();
    void parse_badText_isRefused();
    void text_isReadBack();
};

void TestNetworkList::contains_followsThePrefix_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("in");
    const auto row = [](const char *name, const char *list, const char *address, bool in) {
        QTest::newRow(name) << QString::fromLatin1(list) << QString::fromLatin1(address) << in;
    };
    row("an address", "10.1.2.3", "10.1.2.3", true);
    row("another", "10.1.2.3", "10.1.2.4", false);
    row("an address mapped into IPv6", "10.1.2.3", "::ffff:10.1.2.3", true);
    row("inside a network", "10.0.0.0/8", "10.255.0.1", true);
    row("outside", "10.0.0.0/8", "11.0.0.1", false);
    row("an odd prefix", "192.168.4.0/23", "192.168.5.255", true);
    row("beyond an odd prefix", "192.168.4.0/23", "192.168.6.0", false);
    row("everything", "0.0.0.0/0", "203.0.113.9", true);
    row("IPv6", "fd00::/8", "fd12::1", true);
    row("other IPv6", "fd00::/8", "fe80::1", false);
    row("IPv4 in a list of IPv6", "::/0", "10.0.0.1", false);
    row("the second of two", "127.0.0.1, ::1", "::1", true);
    row("of none", "", "127.0.0.1", false);
}

void TestNetworkList::contains_followsThePrefix()
{
    QFETCH(QString, list);
    QFETCH(QString, address);
    QFETCH(bool, in);
    const Result<NetworkList> networks = NetworkList::parse(list);
    QVERIFY(networks);
    QCOMPARE(networks->contains(QHostAddress(address)), in);
}

void TestNetworkList::parse_badText_isRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"localhost",
                             "10",
                             "10.1",
                             "10.1.2",
                             "10.1.2.3.4",
                             "10.1.2.256",
                             "010.1.2.3",
                             "0x7f.0.0.1",
                             "10.1.2.3/33",
                             "10.1.2.3/",
                             "10.1.2.3/-1",
                             "10.1.2.3/255.0.0.0",
                             "10.1.2.3:80",
                             "[::1]",
                             "::1/129",
                             ":::",
                             "1:2:3",
                             "fe80::1%eth0",
                             "10.1.2.3 10.1.2.4",
                             "10.1.2.3; ::1",
                             "*"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestNetworkList::parse_badText_isRefused()
{
    QFETCH(QString, text);
    const Result<NetworkList> networks = NetworkList::parse(text);
    QVERIFY(!networks);
    QVERIFY(networks.error().detail.startsWith(u"must be "_s));
}

void TestNetworkList::text_isReadBack()
{
    const Result<NetworkList> networks =
        NetworkList::parse(u" 127.0.0.1 ,FD00::/8,, 10.0.0.0/8,127.0.0.1/32"_s);
    QVERIFY(networks);
    QCOMPARE(networks->text(), u"127.0.0.1, fd00::/8, 10.0.0.0/8"_s);
    const Result<NetworkList> again = NetworkList::parse(networks->text());
    QVERIFY(again);
    QCOMPARE(*again, *networks);
}

QTEST_GUILESS_MAIN(TestNetworkList)
#include "tst_network_list.moc"
