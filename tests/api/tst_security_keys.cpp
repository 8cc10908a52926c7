#include "api_bench.h"
#include "await.h"
#include "captured_log.h"
#include "guarded_fixture.h"
#include "tls_identity.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkInterface>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray bearer(const QByteArray &secret)
{
    return "Authorization: Bearer " + secret + "\r\n";
}

/// An address of this machine that others reach it by; null when it has none.
QHostAddress networkAddress()
{
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
            return address;
    }
    return {};
}

JsonAnswer told(const std::optional<RawAnswer> &answer)
{
    if (!answer)
        return {};
    return {.status = answer->status,
            .raw = *answer,
            .json = QJsonDocument::fromJson(answer->body).object()};
}

}

/// Row S13 of the security plan: partners' keys over a real socket and a real database.
class TestSecurityKeys : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void s13_noKey_isAskedForOne();
    void s13_validKey_isTold();
    void s13_scheme_anyCase_isTaken();
    void s13_notValid_areAlike();
    void s13_revoked_endsWithTheNextRequest();
    void s13_scope_missing_isNamed();
    void s13_scope_there_listsOpenOrders();
    void s13_publicCalls_takeKeysToo();
    void s13_otherTokens_areNoneOfOurs();
    void s13_otherOrigins_readNothing();
    void s13_rate_countsTheKeyNotTheAddress();
    void s13_guessing_isShut();
    void s13_overTheNetwork_onlyByHttps();
    void s13_log_hasNoKey();
    void s13_databaseAway_isUnavailable();
    void cleanupTestCase();

private:
    QByteArray key(const QStringList &scopes = {u"orders.read"_s})
    {
        return await(m_bench->keys().make(u"Partner %1"_s.arg(++m_made), scopes, {}))->secret;
    }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_bench;
    int m_made = 0;
};

void TestSecurityKeys::initTestCase()
{
    m_bench = std::make_unique<ApiBench>(m_cluster);
}

void TestSecurityKeys::s13_noKey_isAskedForOne()
{
    const JsonAnswer answer = m_bench->get("/api/partner/key");
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.code(), u"key_missing"_s);
    QCOMPARE(answer.raw.header("WWW-Authenticate"), "Bearer realm=\"Bakehouse\""_ba);
    QCOMPARE(m_bench->get("/api/partner/key", "Authorization: Basic YTpi\r\n").code(),
             u"key_missing"_s);
}

void TestSecurityKeys::s13_validKey_isTold()
{
    const JsonAnswer answer = m_bench->get("/api/partner/key", bearer(key({u"goods.read"_s})));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json[u"name"_s].toString(), u"Partner %1"_s.arg(m_made));
    QCOMPARE(answer.json[u"scopes"_s].toArray(), QJsonArray({u"goods.read"_s}));
    QVERIFY(answer.json[u"expires_at"_s].isNull());
    QCOMPARE(answer.raw.header("Cache-Control"), "no-store"_ba);
}

void TestSecurityKeys::s13_scheme_anyCase_isTaken()
{
    const QByteArray secret = key();
    QCOMPARE(m_bench->get("/api/partner/key", "authorization: bEARER  " + secret + "\r\n").status,
             200);
}

void TestSecurityKeys::s13_notValid_areAlike()
{
    const QByteArray revoked = key();
    QVERIFY(await(m_bench->keys().revoke(await(m_bench->keys().all())->back().id)));
    const RawAnswer first = m_bench->get("/api/partner/key", bearer(revoked)).raw;
    QCOMPARE(first.status, 401);
    QVERIFY(first.body.contains("key_not_valid"));
    for (const QByteArray &secret : {apiKeySecret(QByteArray(32, 'x')), "bk_live_short"_ba,
                                     "nonsense"_ba, QByteArray("bk_live_' OR true --")})
        QCOMPARE(withoutItsOwn(m_bench->get("/api/partner/key", bearer(secret)).raw),
                 withoutItsOwn(first));
}

void TestSecurityKeys::s13_revoked_endsWithTheNextRequest()
{
    const QByteArray secret = key();
    RawClient client(m_bench->port());
    const QByteArray request = getRequest("/api/partner/key", bearer(secret));
    client.send(request);
    QCOMPARE(client.answer()->status, 200);
    QVERIFY(await(m_bench->keys().revoke(await(m_bench->keys().all())->back().id)));
    client.send(request);
    QCOMPARE(client.answer()->status, 401);
}

void TestSecurityKeys::s13_scope_missing_isNamed()
{
    const JsonAnswer answer =
        m_bench->get("/api/partner/orders", bearer(key({u"goods.read"_s, u"orders.write"_s})));
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.code(), u"scope_missing"_s);
    QCOMPARE(answer.json[u"details"_s][u"field"_s].toString(), u"orders.read"_s);
}

void TestSecurityKeys::s13_scope_there_listsOpenOrders()
{
    const JsonAnswer placed = m_bench->placeOrder(R"([{"product_id":1,"quantity":1}])");
    const JsonAnswer cancelled = m_bench->placeOrder(R"([{"product_id":1,"quantity":1}])");
    const QByteArray id = QByteArray::number(cancelled.json[u"order_id"_s].toInteger());
    QCOMPARE(m_bench->post("/api/orders/" + id + "/cancel", {}).status, 200);
    const JsonAnswer answer = m_bench->get("/api/partner/orders", bearer(key()));
    QCOMPARE(answer.status, 200);
    const QJsonArray orders = answer.json[u"orders"_s].toArray();
    QCOMPARE(orders.size(), 1);
    QCOMPARE(orders.first()[u"order_id"_s], placed.json[u"order_id"_s]);
}

void TestSecurityKeys::s13_publicCalls_takeKeysToo()
{
    QCOMPARE(m_bench->get("/api/products", bearer(key())).status, 200);
    QCOMPARE(m_bench->get("/api/products", bearer("bk_live_none")).code(), u"key_not_valid"_s);
    const qint64 before = m_bench->orders();
    const QByteArray body = orderBody(R"([{"product_id":1,"quantity":1}])");
    QCOMPARE(m_bench->post("/api/orders", body, jsonType + bearer("bk_live_none")).status, 401);
    QCOMPARE(m_bench->orders(), before);
    QCOMPARE(m_bench->post("/api/orders", body, jsonType + bearer(key())).status, 201);
    QCOMPARE(m_bench->orders(), before + 1);
}

void TestSecurityKeys::s13_otherTokens_areNoneOfOurs()
{
    for (const QByteArray &line :
         {"Authorization: Bearer eyJhbGciOi\r\n"_ba, "Authorization: Basic YTpi\r\n"_ba,
          "Authorization: \r\n"_ba, "Authorization: Bearer\r\n"_ba})
        QCOMPARE(m_bench->get("/api/products", line).status, 200);
}

void TestSecurityKeys::s13_otherOrigins_readNothing()
{
    const RawAnswer answer =
        m_bench->get("/api/partner/key", bearer(key()) + "Origin: http://evil.test\r\n").raw;
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.header("Access-Control-Allow-Origin").isEmpty());
}

void TestSecurityKeys::s13_rate_countsTheKeyNotTheAddress()
{
    const RequestRate few {.count = 3, .periodMs = 3'600'000, .burst = 3};
    ApiBench bench(
        m_cluster,
        {.hostNames = {anyHost},
         .limitLoopback = true,
         .rates = {.reads = {.count = 1, .periodMs = 3'600'000, .burst = 1}, .keys = few}});
    const QByteArray first = await(bench.keys().make(u"One"_s, {u"orders.read"_s}, {}))->secret;
    const QByteArray other = await(bench.keys().make(u"Two"_s, {u"orders.read"_s}, {}))->secret;
    for (int i = 0; i < few.burst; ++i)
        QCOMPARE(bench.get("/api/products", bearer(first)).status, 200);
    const JsonAnswer answer = bench.get("/api/products", bearer(first));
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.code(), u"too_many_requests"_s);
    QVERIFY(answer.raw.header("Retry-After").toInt() > 0);
    QCOMPARE(bench.get("/api/products", bearer(other)).status, 200);
    QCOMPARE(bench.get("/api/products").status, 200); // the address has its own count still
    QCOMPARE(bench.get("/api/products").status, 429);
}

void TestSecurityKeys::s13_guessing_isShut()
{
    ApiBench bench(m_cluster,
                   {.hostNames = {anyHost},
                    .limitLoopback = true,
                    .rates = {.misses = {.count = 2, .periodMs = 3'600'000, .burst = 2}}});
    const QByteArray good = await(bench.keys().make(u"One"_s, {u"orders.read"_s}, {}))->secret;
    QCOMPARE(bench.get("/api/partner/key", bearer("bk_live_1")).status, 401);
    QCOMPARE(bench.get("/api/partner/key", bearer("bk_live_2")).status, 401);
    QCOMPARE(bench.get("/api/partner/key", bearer("bk_live_3")).status, 429);
    QCOMPARE(bench.get("/api/partner/key", bearer(good)).status, 429);
}

void TestSecurityKeys::s13_overTheNetwork_onlyByHttps()
{
    const QHostAddress address = networkAddress();
    if (address.isNull()) {
        qInfo("not tried: this machine has no address on a network");
        return;
    }
    ApiBench bench(m_cluster, {.hostNames = {anyHost}}, MetricsReach::Loopback,
                   QHostAddress(QHostAddress::AnyIPv4));
    const Result<quint16> https = bench.server().startHttps(0, freshIdentity());
    QVERIFY(https);
    const QByteArray secret = await(bench.keys().make(u"One"_s, {u"orders.read"_s}, {}))->secret;
    const QByteArray request = getRequest("/api/partner/key", bearer(secret));
    const auto ask = [&](quint16 port, Transport transport) {
        RawClient client(port, address, transport);
        client.send(request);
        return told(client.answer());
    };
    const JsonAnswer plain = ask(bench.port(), Transport::Plain);
    QCOMPARE(plain.status, 403);
    QCOMPARE(plain.code(), u"key_exposed"_s);
    QVERIFY(!await(bench.keys().all())->front().lastUsedAt);
    QCOMPARE(ask(*https, Transport::Encrypted).status, 200);
}

void TestSecurityKeys::s13_log_hasNoKey()
{
    ApiBench bench(m_cluster); // Its log has not said anything yet that it would not say again.
    const CapturedLog log;
    const QByteArray secret = await(bench.keys().make(u"One"_s, {u"goods.read"_s}, {}))->secret;
    const QByteArray wrong = apiKeySecret(QByteArray(32, 'w'));
    bench.get("/api/partner/key", bearer(wrong));
    bench.get("/api/partner/key", bearer(secret));
    bench.get("/api/partner/orders", bearer(secret));
    const QByteArray lines = log.lines().join('\n');
    QVERIFY(lines.contains("key_not_valid"));
    QVERIFY(!lines.contains(secret.mid(8)));
    QVERIFY(!lines.contains(wrong.mid(8)));
}

void TestSecurityKeys::s13_databaseAway_isUnavailable()
{
    const QByteArray secret = key();
    m_cluster.stop();
    const JsonAnswer answer = m_bench->get("/api/partner/key", bearer(secret));
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.raw.header("Retry-After").toInt() > 0);
    m_cluster.start();
}

void TestSecurityKeys::cleanupTestCase()
{
    m_bench.reset();
}

QTEST_GUILESS_MAIN(TestSecurityKeys)
#include "tst_security_keys.moc"
