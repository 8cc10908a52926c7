#include "ctl_shop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Partners' keys from outside: made, listed, used against the running shop, revoked.
class TestCtlKey : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void call_wrongWords_isRefused_data();
    void call_wrongWords_isRefused();
    void add_badInput_saysWhat_data();
    void add_badInput_saysWhat();
    void key_livesAndEndsWhileTheShopRuns();

private:
    int statusWith(const QString &url, const QString &secret) const
    {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(url + u"/api/partner/key"_s));
        request.setRawHeader("Authorization", "Bearer " + secret.toLatin1());
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(10'000))
            return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    /// Sets the price of product 1 to 4.80.
    int priceSet(const QString &url, const QString &secret) const
    {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(url + u"/api/partner/products/1"_s));
        request.setRawHeader("Authorization", "Bearer " + secret.toLatin1());
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(
            network.sendCustomRequest(request, "PATCH", R"({"price":4.80,"reason":"Monday"})"_ba));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(10'000))
            return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    std::unique_ptr<CtlShop> m_shop;
};

void TestCtlKey::init()
{
    m_shop = std::make_unique<CtlShop>();
}

void TestCtlKey::call_wrongWords_isRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("another verb") << QStringList {u"make"_s, u"a"_s};
    QTest::newRow("add of nobody") << QStringList {u"add"_s};
    QTest::newRow("revoke of nothing") << QStringList {u"revoke"_s};
    QTest::newRow("list of one") << QStringList {u"list"_s, u"1"_s};
}

void TestCtlKey::call_wrongWords_isRefused()
{
    QFETCH(const QStringList, words);
    const CommandResult result = m_shop->run(QStringList {u"key"_s} + words);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.complaints.isEmpty());
    QVERIFY(!QFile::exists(m_shop->data()));
}

void TestCtlKey::add_badInput_saysWhat_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("word");
    QTest::newRow("no scope") << QStringList {} << u"scope"_s;
    QTest::newRow("an unknown scope") << QStringList {u"--scope"_s, u"all"_s} << u"scope"_s;
    QTest::newRow("no number of days")
        << QStringList {u"--scope"_s, u"goods.read"_s, u"--days"_s, u"soon"_s} << u"--days"_s;
}

void TestCtlKey::add_badInput_saysWhat()
{
    QFETCH(const QStringList, options);
    QFETCH(const QString, word);
    QVERIFY(m_shop->run({u"migrate"_s}).exitCode == 0);
    const CommandResult result =
        m_shop->run(QStringList {u"key"_s, u"add"_s, u"Round"_s} + options);
    QVERIFY(result.exitCode != 0);
    QVERIFY2(result.complaints.contains(word), qPrintable(result.complaints));
    QCOMPARE(m_shop->run({u"key"_s}).output.trimmed(), u"no keys"_s);
}

void TestCtlKey::key_livesAndEndsWhileTheShopRuns()
{
    const QString url = m_shop->serve();
    QVERIFY(!url.isEmpty());
    const CommandResult made =
        m_shop->run({u"key"_s, u"add"_s, u"Delivery round"_s, u"--scope"_s, u"orders.read"_s,
                     u"--scope"_s, u"goods.write"_s, u"--days"_s, u"30"_s});
    QCOMPARE(made.exitCode, 0);
    const QString secret = made.output.trimmed();
    QVERIFY(secret.startsWith(u"bk_live_"_s));
    QCOMPARE(statusWith(url, secret), 200);
    const CommandResult listed = m_shop->run({u"key"_s, u"list"_s, u"--json"_s});
    QVERIFY(!listed.output.contains(secret.mid(8)));
    const QJsonObject key =
        QJsonDocument::fromJson(listed.output.toUtf8()).array().first().toObject();
    QCOMPARE(key[u"name"_s].toString(), u"Delivery round"_s);
    QVERIFY(!key[u"last_used_at"_s].isNull());
    QCOMPARE(m_shop->run({u"audit"_s}).output.trimmed(), u"no changes by partners"_s);
    QCOMPARE(priceSet(url, secret), 200);
    const QString told = m_shop->run({u"audit"_s}).output;
    QVERIFY2(
        told.startsWith(u"change 1  "_s)
            && told.contains(u"(Delivery round)  product.change 1: price 520 → 480 — Monday"_s),
        qPrintable(told));
    const QJsonObject change =
        QJsonDocument::fromJson(
            m_shop->run({u"audit"_s, u"--json"_s, u"--subject"_s, u"1"_s}).output.toUtf8())
            .array()
            .first()
            .toObject();
    QCOMPARE(change[u"after"_s][u"price"_s].toInt(), 480);
    QCOMPARE(change[u"key"_s], key[u"id"_s]);
    QCOMPARE(m_shop->run({u"audit"_s, u"--subject"_s, u"2"_s}).output.trimmed(),
             u"no changes by partners"_s);
    QCOMPARE(m_shop->run({u"audit"_s, u"--limit"_s, u"0"_s}).exitCode, 2);
    const QString id = QString::number(key[u"id"_s].toInteger());
    QCOMPARE(m_shop->run({u"key"_s, u"revoke"_s, id}).exitCode, 0);
    QCOMPARE(statusWith(url, secret), 401);
    QCOMPARE(m_shop->run({u"key"_s, u"revoke"_s, id}).exitCode, 1);
    QVERIFY(m_shop->run({u"key"_s}).output.contains(u"revoked"_s));
}

QTEST_GUILESS_MAIN(TestCtlKey)
#include "tst_ctl_key.moc"
