#include "certificate_names.h"

#include <QSysInfo>
#include <QTest>

using namespace Qt::StringLiterals;

/// What a certificate may be for.
class TestCertificateNames : public QObject
{
    Q_OBJECT

private slots:
    void names_areReadOrRefused_data();
    void names_areReadOrRefused();
    void names_ofThisMachine_holdItsOwn();
};

void TestCertificateNames::names_areReadOrRefused_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("address");
    const QString none;
    QTest::newRow("host") << u"till"_s << u"till"_s << none;
    QTest::newRow("domain") << u" Till.Example.ORG "_s << u"till.example.org"_s << none;
    QTest::newRow("wildcard") << u"*.example.org"_s << u"*.example.org"_s << none;
    QTest::newRow("IPv4") << u"192.0.2.7"_s << none << u"192.0.2.7"_s;
    QTest::newRow("IPv6") << u"2001:DB8:0::7"_s << none << u"2001:db8::7"_s;
    QTest::newRow("longest label") << QString(63, u'a') << QString(63, u'a') << none;
    QTest::newRow("label too long") << QString(64, u'a') << none << none;
    QTest::newRow("too long") << u"a."_s.repeated(127) + u"a"_s << none << none;
    QTest::newRow("underscore") << u"till_1"_s << none << none;
    QTest::newRow("hyphen first") << u"-till"_s << none << none;
    QTest::newRow("empty label") << u"till..org"_s << none << none;
    QTest::newRow("half an address") << u"192.0.2"_s << none << none;
    QTest::newRow("wildcard of everything") << u"*.org"_s << none << none;
    QTest::newRow("of one link") << u"fe80::1%eth0"_s << none << none;
    QTest::newRow("URL") << u"https://till"_s << none << none;
    QTest::newRow("another alphabet") << u"bäckerei.de"_s << none << none;
    QTest::newRow("line break") << u"till\nx"_s << none << none;
}

void TestCertificateNames::names_areReadOrRefused()
{
    QFETCH(QString, word);
    QFETCH(QString, host);
    QFETCH(QString, address);
    const Result<CertificateNames> names = certificateNames({word});
    QCOMPARE(bool(names), !host.isEmpty() || !address.isEmpty());
    if (!names)
        return;
    QCOMPARE(names->hosts.join(u','), host);
    QCOMPARE(names->addresses.join(u','), address);
}

void TestCertificateNames::names_ofThisMachine_holdItsOwn()
{
    const CertificateNames names =
        namesOfThisMachine({{u"till.example.org"_s, u"localhost"_s}, {u"192.0.2.99"_s}});
    QVERIFY(names.hosts.contains(u"localhost"_s));
    QVERIFY(names.hosts.contains(QSysInfo::machineHostName().toLower()));
    QVERIFY(names.hosts.contains(u"till.example.org"_s));
    QVERIFY(names.addresses.contains(u"127.0.0.1"_s));
    QVERIFY(names.addresses.contains(u"::1"_s));
    QVERIFY(names.addresses.contains(u"192.0.2.99"_s));
    QCOMPARE(names.hosts.count(u"localhost"_s), 1);
}

QTEST_GUILESS_MAIN(TestCertificateNames)
#include "tst_certificate_names.moc"
