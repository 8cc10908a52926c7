#include "host_names.h"

#include <QHostInfo>
#include <QNetworkInterface>
#include <QTest>

using namespace Qt::StringLiterals;

/// Under which names the shop may be asked for.
class TestHostNames : public QObject
{
    Q_OBJECT

private slots:
    void allows_ownNames_data();
    void allows_ownNames();
    void allows_ownAddresses();
    void allows_strangers_areRefused_data();
    void allows_strangers_areRefused();
    void allows_namesOfTheSettings();
    void allows_star_everything();
};

void TestHostNames::allows_ownNames_data()
{
    QTest::addColumn<QByteArray>("host");
    const QByteArray name = QHostInfo::localHostName().split(u'.').first().toUtf8();
    for (const QByteArray &host :
         {QByteArray("localhost"), QByteArray("LocalHost:5000"), QByteArray("localhost."),
          QByteArray("127.0.0.1"), QByteArray("127.0.0.1:5000"), QByteArray("127.0.1.7"),
          QByteArray("[::1]"), QByteArray("[::1]:5000"), QByteArray("[::ffff:127.0.0.1]"),
          QByteArray("192.0.2.1:80"), name, name.toUpper(), name + ":5000", name + ".local",
          name + ".local:80"})
        QTest::newRow(host.constData()) << host;
}

void TestHostNames::allows_ownNames()
{
    QFETCH(QByteArray, host);
    HostNames names(QHostAddress(u"192.0.2.1"_s), {});
    QVERIFY(names.allows(host));
}

void TestHostNames::allows_ownAddresses()
{
    HostNames names(QHostAddress(QHostAddress::AnyIPv4), {});
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (!address.scopeId().isEmpty())
            continue;
        const bool version6 = address.protocol() == QAbstractSocket::IPv6Protocol;
        const QString host = version6 ? u'[' + address.toString() + u']' : address.toString();
        QVERIFY2(names.allows(host.toLatin1() + ":5000"), qPrintable(host));
    }
}

void TestHostNames::allows_strangers_areRefused_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char *host :
         {"evil", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
          "notlocalhost", "203.0.113.77", "203.0.113.77:5000", "[2001:db8::77]", "10.0.0", "0x7f.1",
          "evil:5000", "localhost:1:2", ".", "local", ".local", "[]"})
        QTest::newRow(host) << QByteArray(host);
}

void TestHostNames::allows_strangers_areRefused()
{
    QFETCH(QByteArray, host);
    HostNames names(QHostAddress(QHostAddress::LocalHost), {u"shop.example"_s});
    QVERIFY(!names.allows(host));
}

void TestHostNames::allows_namesOfTheSettings()
{
    HostNames names(QHostAddress(QHostAddress::LocalHost), {u"shop.example"_s, u"203.0.113.77"_s});
    QVERIFY(names.allows("Shop.Example:443"));
    QVERIFY(names.allows("203.0.113.77:5000"));
    QVERIFY(!names.allows("www.shop.example"));
}

void TestHostNames::allows_star_everything()
{
    HostNames names(QHostAddress(QHostAddress::LocalHost), {u"*"_s});
    QVERIFY(names.allows("evil.example"));
}

QTEST_GUILESS_MAIN(TestHostNames)
#include "tst_host_names.moc"
