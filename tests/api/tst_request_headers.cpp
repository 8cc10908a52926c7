#include "request_headers.h"

#include <QTest>

/// Headers that decide about the form of an answer.
class TestRequestHeaders : public QObject
{
    Q_OBJECT

private slots:
    void acceptsGzip_followsTheWeights_data();
    void acceptsGzip_followsTheWeights();
    void isJsonType_wantsJsonInUtf8_data();
    void isJsonType_wantsJsonInUtf8();
    void matchesTag_readsLists();
};

void TestRequestHeaders::acceptsGzip_followsTheWeights_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("accepts");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("gzip") << QByteArray("gzip") << true;
    QTest::newRow("browser") << QByteArray("gzip, deflate, br") << true;
    QTest::newRow("capitals") << QByteArray("GZIP;Q=0.5") << true;
    QTest::newRow("weight 0") << QByteArray("gzip;q=0") << false;
    QTest::newRow("weight 0.000") << QByteArray("gzip; q=0.000, *") << false;
    QTest::newRow("anything") << QByteArray("*") << true;
    QTest::newRow("identity") << QByteArray("identity") << false;
    QTest::newRow("part of a word") << QByteArray("notgzip") << false;
    QTest::newRow("nonsense weight") << QByteArray("gzip;q=x") << false;
}

void TestRequestHeaders::acceptsGzip_followsTheWeights()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, accepts);
    QCOMPARE(acceptsGzip(header), accepts);
}

void TestRequestHeaders::isJsonType_wantsJsonInUtf8_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("is");
    QTest::newRow("plain") << QByteArray("application/json") << true;
    QTest::newRow("with charset") << QByteArray("Application/JSON; charset=UTF-8") << true;
    QTest::newRow("with quoted charset")
        << QByteArray("application/json;charset=\"utf-8\"") << true;
    QTest::newRow("other charset") << QByteArray("application/json; charset=latin1") << false;
    QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << false;
    QTest::newRow("text") << QByteArray("text/plain") << false;
    QTest::newRow("longer name") << QByteArray("application/jsonx") << false;
    QTest::newRow("two types") << QByteArray("application/json, text/plain") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestRequestHeaders::isJsonType_wantsJsonInUtf8()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, is);
    QCOMPARE(isJsonType(type), is);
}

void TestRequestHeaders::matchesTag_readsLists()
{
    QVERIFY(matchesTag("\"a\"", "\"a\""));
    QVERIFY(matchesTag("\"b\" , W/\"a\"", "\"a\""));
    QVERIFY(!matchesTag("\"b\"", "\"a\""));
    QVERIFY(!matchesTag("", "\"a\""));
}

QTEST_GUILESS_MAIN(TestRequestHeaders)
#include "tst_request_headers.moc"
