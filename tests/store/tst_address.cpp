#include "address.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Addresses as people write them, and what is kept of them.
class TestAddress final : public QObject
{
    Q_OBJECT

private slots:
    void parse_address_givesItsParts_data();
    void parse_address_givesItsParts();
    void parse_nonsense_isRefused_data();
    void parse_nonsense_isRefused();
    void parse_badPassword_isNotRepeated();
    void uri_parsedAgain_givesTheSame_data();
    void uri_parsedAgain_givesTheSame();
    void redactedUri_hidesPasswords();
    void with_replacesAndRemoves();
    void forSocket_namesThePort();
};

void TestAddress::parse_address_givesItsParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const QString uri = u"postgresql://anna:p%40ss@db.example:5433/shop?sslmode=require"_s;
    QTest::newRow("user of a URI") << uri << u"user"_s << u"anna"_s;
    QTest::newRow("decoded password of a URI") << uri << u"password"_s << u"p@ss"_s;
    QTest::newRow("database of a URI") << uri << u"dbname"_s << u"shop"_s;
    QTest::newRow("query of a URI") << uri << u"sslmode"_s << u"require"_s;
    QTest::newRow("short scheme") << u"postgres://h/d"_s << u"host"_s << u"h"_s;
    QTest::newRow("spaces around") << u"  postgres://h/d \n"_s << u"dbname"_s << u"d"_s;
    QTest::newRow("list of hosts")
        << u"postgresql://a:1,b:2/d?target_session_attrs=read-write"_s << u"host"_s << u"a,b"_s;
    QTest::newRow("which of them") << u"postgresql://a:1,b:2/d?target_session_attrs=read-write"_s
                                   << u"target_session_attrs"_s << u"read-write"_s;
    QTest::newRow("keys and values")
        << u"host=/run/pg dbname='my shop' user=anna"_s << u"dbname"_s << u"my shop"_s;
    QTest::newRow("semicolon in a password")
        << u"host=h password='a;b'"_s << u"password"_s << u"a;b"_s;
    QTest::newRow("service") << u"service=shop"_s << u"service"_s << u"shop"_s;
    QTest::newRow("what is not said") << u"host=h"_s << u"port"_s << QString();
}

void TestAddress::parse_address_givesItsParts()
{
    QFETCH(QString, text);
    QFETCH(QString, key);
    QFETCH(QString, value);
    const Result<DatabaseAddress> address = DatabaseAddress::parse(text);
    QVERIFY(address);
    QCOMPARE(address->value(key), value);
}

void TestAddress::parse_nonsense_isRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("a word") << u"bakehouse"_s;
    QTest::newRow("another scheme") << u"mysql://h/d"_s;
    QTest::newRow("unknown key") << u"host=h colour=red"_s;
    QTest::newRow("unknown query") << u"postgresql://h/d?colour=red"_s;
    QTest::newRow("bad percent sign") << u"postgresql://h%zz/d"_s;
    QTest::newRow("open quote") << u"host='h"_s;
    QTest::newRow("semicolon in a host") << u"host=a;b"_s;
    QTest::newRow("no equals sign") << u"host=h dbname"_s;
    QTest::newRow("password without a host") << u"postgresql://anna:geheim/shop"_s;
    QTest::newRow("port zero") << u"postgresql://h:0/d"_s;
    QTest::newRow("port too high") << u"host=h port=65536"_s;
    QTest::newRow("one bad port of two") << u"postgresql://a:1,b:x/d"_s;
    QTest::newRow("a zero inside") << u"postgresql://h/d"_s + QChar(u'\0') + u"x"_s;
}

void TestAddress::parse_nonsense_isRefused()
{
    QFETCH(QString, text);
    const Result<DatabaseAddress> address = DatabaseAddress::parse(text);
    QVERIFY(!address);
    QCOMPARE(address.error().code, Error::Code::Invalid);
    QCOMPARE(address.error().reason, Error::Reason::BadField);
    QCOMPARE(address.error().field, u"database"_s);
    QVERIFY(!address.error().detail.isEmpty());
}

void TestAddress::parse_badPassword_isNotRepeated()
{
    const Result<DatabaseAddress> address =
        DatabaseAddress::parse(u"postgresql://anna:secret%zz@h/d"_s);
    QVERIFY(!address);
    QVERIFY(!address.error().detail.contains(u"secret"_s));
}

void TestAddress::uri_parsedAgain_givesTheSame_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"postgresql://anna@h:5433/d"_s;
    QTest::newRow("password of odd letters") << u"host=h user=a password='x@y:z/ä%?# '"_s;
    QTest::newRow("password without a user") << u"host=h password=x"_s;
    QTest::newRow("two hosts, two ports")
        << u"postgresql://a:1,b:2/d?target_session_attrs=read-write"_s;
    QTest::newRow("two hosts, one port") << u"host=a,b port=5433 dbname=d"_s;
    QTest::newRow("socket") << u"host='/tmp/a folder/x' port=5432 user=u dbname=d"_s;
    QTest::newRow("socket and host") << u"host=/tmp,h port=1,2 dbname=d"_s;
    QTest::newRow("IPv6") << u"postgresql://[::1]:5433/d"_s;
    QTest::newRow("options") << u"host=h options='-c work_mem=1MB' dbname=d"_s;
    QTest::newRow("database of odd letters") << u"host=h dbname='Bäckerei & Sohn?'"_s;
    QTest::newRow("only a service") << u"service=shop"_s;
}

static QMap<QString, QString> sorted(const DatabaseAddress &address)
{
    QMap<QString, QString> parts;
    for (const auto &[key, value] : address.parameters())
        parts.insert(key, value);
    return parts;
}

void TestAddress::uri_parsedAgain_givesTheSame()
{
    QFETCH(QString, text);
    const Result<DatabaseAddress> address = DatabaseAddress::parse(text);
    QVERIFY(address);
    const Result<DatabaseAddress> again = DatabaseAddress::parse(address->uri());
    QVERIFY2(again, qPrintable(address->uri()));
    QMap<QString, QString> parts = sorted(*again);
    QMap<QString, QString> expected = sorted(*address);
    if (expected.value(u"host"_s) == u"a,b"_s && expected.value(u"port"_s) == u"5433"_s)
        expected[u"port"_s] = u"5433,5433"_s; // One port for all hosts is written at each.
    QCOMPARE(parts, expected);
}

void TestAddress::redactedUri_hidesPasswords()
{
    const Result<DatabaseAddress> address =
        DatabaseAddress::parse(u"postgresql://anna:hidden@h/d?sslpassword=hidden"_s);
    QVERIFY(address);
    QVERIFY(address->uri().contains(u"hidden"_s));
    QVERIFY(!address->redactedUri().contains(u"hidden"_s));
    QVERIFY(address->redactedUri().startsWith(u"postgresql://anna:***@h/d"_s));
}

void TestAddress::with_replacesAndRemoves()
{
    const Result<DatabaseAddress> address = DatabaseAddress::parse(u"host=h user=anna"_s);
    QVERIFY(address);
    QCOMPARE(address->with(u"user"_s, u"bert"_s).value(u"user"_s), u"bert"_s);
    QCOMPARE(address->with(u"user"_s, {}).parameters().size(), 1);
    QCOMPARE(address->value(u"user"_s), u"anna"_s);
}

void TestAddress::forSocket_namesThePort()
{
    const DatabaseAddress address = DatabaseAddress::forSocket(u"/run/x"_s, u"anna"_s, u"shop"_s);
    QCOMPARE(address.value(u"host"_s), u"/run/x"_s);
    QCOMPARE(address.value(u"port"_s), u"5432"_s);
    QCOMPARE(address.uri(), u"postgresql://anna@/shop?host=%2Frun%2Fx&port=5432"_s);
}

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
