#include "api_bench.h"
#include "guarded_fixture.h"
#include "tls_identity.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

/// The API by HTTPS: the same calls as by HTTP, over a real PostgreSQL.
class TestHttpsServer : public QObject
{
    Q_OBJECT

private slots:
    void calls_areTheSame();
    void port_inUse_isAnErrorAndHttpGoesOn();
    void identity_another_isShownFromThenOn();
    void stop_endsBoth();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestHttpsServer::calls_areTheSame()
{
    ApiBench bench(m_cluster);
    const Result<quint16> port = bench.server().startHttps(0, freshIdentity());
    QVERIFY(port);
    QVERIFY(*port != bench.port());
    const auto products = exchange(*port, getRequest("/api/products"), Transport::Encrypted);
    QVERIFY(products);
    QCOMPARE(products->body, bench.get("/api/products").raw.body);
    const auto placed = exchange(
        *port,
        postRequest("/api/orders", orderBody(R"([{"product_id":1,"quantity":1}])"), jsonType),
        Transport::Encrypted);
    QVERIFY(placed);
    QCOMPARE(placed->status, 201);
    QCOMPARE(bench.get(placed->header("Location")).status, 200);
    QCOMPARE(bench.orders(), 1);
}

void TestHttpsServer::port_inUse_isAnErrorAndHttpGoesOn()
{
    ApiBench bench(m_cluster);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const Result<quint16> port = bench.server().startHttps(other.serverPort(), freshIdentity());
    QVERIFY(!port);
    QCOMPARE(port.error().code, Error::Code::Unavailable);
    QCOMPARE(port.error().field, u"api.https_port"_s);
    QCOMPARE(bench.get("/api/health").status, 200);
    QVERIFY(bench.server().startHttps(0, freshIdentity()));
}

void TestHttpsServer::identity_another_isShownFromThenOn()
{
    ApiBench bench(m_cluster);
    const TlsIdentity first = freshIdentity();
    const TlsIdentity second = freshIdentity();
    const Result<quint16> port = bench.server().startHttps(0, first);
    QVERIFY(port);
    RawClient before(*port, Transport::Encrypted);
    QCOMPARE(before.certificate(), first.chain.constFirst());
    bench.server().useIdentity(second);
    QTRY_COMPARE(RawClient(*port, Transport::Encrypted).certificate(), second.chain.constFirst());
    before.send(getRequest("/api/health"));
    QVERIFY(before.answer());
}

void TestHttpsServer::stop_endsBoth()
{
    ApiBench bench(m_cluster);
    const Result<quint16> port = bench.server().startHttps(0, freshIdentity());
    QVERIFY(port);
    RawClient client(*port, Transport::Encrypted);
    bench.server().stop();
    QVERIFY(client.closedByServer());
    QTcpServer again;
    QVERIFY(again.listen(QHostAddress::LocalHost, *port));
}

QTEST_GUILESS_MAIN(TestHttpsServer)
#include "tst_https_server.moc"
