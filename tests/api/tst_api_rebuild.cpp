#include "api_bench.h"
#include "guarded_fixture.h"
#include "tls_identity.h"

#include <QLoggingCategory>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

/// The API whose thread hangs in a call, built anew on the same ports.
class TestApiRebuild : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s); }
    void sign_served_beats();
    void rebuild_threadHangs_servesTheSamePorts();
    void rebuild_nothingHangs_goesOn();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestApiRebuild::sign_served_beats()
{
    ApiBench bench(m_cluster);
    const quint64 before = bench.server().sign().beats;
    QVERIFY(!bench.server().sign().resting);
    QTRY_VERIFY(bench.server().sign().beats > before + 1);
    bench.server().stop();
    QVERIFY(bench.server().sign().resting);
}

void TestApiRebuild::rebuild_threadHangs_servesTheSamePorts()
{
    ApiBench bench(m_cluster);
    const Result<quint16> encrypted = bench.server().startHttps(0, freshIdentity());
    QVERIFY(encrypted);
    QSemaphore inIt;
    QSemaphore go;
    const Metrics::Place place = bench.metrics().add([&](MetricsText &) {
        inIt.release();
        go.acquire();
    });
    std::jthread asker([&bench] { (void)bench.get("/metrics"); });
    const auto letGo = qScopeGuard([&go] { go.release(); });
    QVERIFY(inIt.tryAcquire(1, 10'000));
    const ThreadSign silent = bench.server().sign();

    QVERIFY(bench.server().rebuild());
    QTRY_VERIFY(bench.server().sign() != silent);
    QCOMPARE(bench.get("/api/products").status, 200);
    QCOMPARE(bench.placeOrder(R"([{"product_id":1,"quantity":1}])").status, 201);
    const auto products = exchange(*encrypted, getRequest("/api/products"), Transport::Encrypted);
    QVERIFY(products);
    QCOMPARE(products->status, 200);
}

void TestApiRebuild::rebuild_nothingHangs_goesOn()
{
    ApiBench bench(m_cluster);
    for (int round = 0; round < 3; ++round) {
        QVERIFY(bench.server().rebuild());
        QCOMPARE(bench.get("/api/products").status, 200);
    }
}

QTEST_GUILESS_MAIN(TestApiRebuild)
#include "tst_api_rebuild.moc"
