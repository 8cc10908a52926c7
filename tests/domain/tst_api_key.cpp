#include "api_key.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The form of a partner's key and what is kept of it.
class TestApiKey : public QObject
{
    Q_OBJECT

private slots:
    void secret_hasTheFormOfOne();
    void isSecret_anythingElse_isNone_data();
    void isSecret_anythingElse_isNone();
    void hash_isSha256();
};

void TestApiKey::secret_hasTheFormOfOne()
{
    const QByteArray secret = apiKeySecret(QByteArray(32, '\xfb'));
    QCOMPARE(secret, "bk_live_-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s"_ba);
    QVERIFY(isApiKeySecret(secret));
}

void TestApiKey::isSecret_anythingElse_isNone_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray secret = apiKeySecret(QByteArray(32, 'a'));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("the prefix") << QByteArray(apiKeyPrefix);
    QTest::newRow("too short") << secret.chopped(1);
    QTest::newRow("too long") << secret + 'a';
    QTest::newRow("another prefix") << "bk_test_" + secret.mid(8);
    QTest::newRow("a character that is none of them") << secret.chopped(1) + '+';
    QTest::newRow("a zero byte") << secret.chopped(1) + QByteArray(1, '\0');
}

void TestApiKey::isSecret_anythingElse_isNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!isApiKeySecret(text));
}

void TestApiKey::hash_isSha256()
{
    // FIPS 180-2, appendix B.1.
    QCOMPARE(apiKeyHash("abc").toHex(),
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_ba);
}

QTEST_GUILESS_MAIN(TestApiKey)
#include "tst_api_key.moc"
