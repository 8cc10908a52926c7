#include "route_table.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

/// Which address belongs to which call.
class TestRouteTable : public QObject
{
    Q_OBJECT

private slots:
    void publicIdOf_hasOneSpelling_data();
    void publicIdOf_hasOneSpelling();
    void matchRoute_knowsMethodsAndIds();
};

void TestRouteTable::publicIdOf_hasOneSpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("id");
    QTest::newRow("one") << QByteArray("1") << qint64(1);
    QTest::newRow("largest") << QByteArray("9007199254740991") << qint64(9'007'199'254'740'991);
    for (const char *bad : {"", "0", "01", "-1", "+1", "1.0", "1e3", "0x1", " 1", "1%0A", "%31",
                            "abc", "1a", "9007199254740992", "9223372036854775808",
                            "18446744073709551617", "99999999999999999999999"})
        QTest::newRow(qPrintable(u"'%1'"_s.arg(QString::fromLatin1(bad))))
            << QByteArray(bad) << qint64(0);
}

void TestRouteTable::publicIdOf_hasOneSpelling()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, id);
    QCOMPARE(publicIdOf(text).value_or(0), id);
}

void TestRouteTable::matchRoute_knowsMethodsAndIds()
{
    const std::array<Route, 4> table {{{"GET", "/a", nullptr},
                                       {"POST", "/a", nullptr},
                                       {"GET", "/a/{id}", nullptr},
                                       {"POST", "/a/{id}/b", nullptr}}};
    QCOMPARE(matchRoute(table, "GET", "/a").route, &table[0]);
    QCOMPARE(matchRoute(table, "HEAD", "/a").route, &table[0]);
    QCOMPARE(matchRoute(table, "POST", "/a").route, &table[1]);
    QCOMPARE(matchRoute(table, "GET", "/a/7").route, &table[2]);
    QCOMPARE(matchRoute(table, "GET", "/a/7").id, QByteArrayView("7"));
    QCOMPARE(matchRoute(table, "POST", "/a/7/b").route, &table[3]);
    QVERIFY(!matchRoute(table, "DELETE", "/a").route);
    QCOMPARE(matchRoute(table, "DELETE", "/a").allow, "GET, HEAD, POST, OPTIONS");
    QCOMPARE(matchRoute(table, "GET", "/a/7/b").allow, "POST, OPTIONS");
    for (const char *path : {"/", "/A", "/a/", "/a//b", "/a/7/", "/a/7/c", "/a/7/8", "/b", "/%61"})
        QVERIFY2(matchRoute(table, "GET", path).allow.isEmpty(), path);
}

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_route_table.moc"
