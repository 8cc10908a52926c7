#include "audit_store.h"
#include "await.h"
#include "call_supervisor.h"
#include "database.h"
#include "database_figures.h"
#include "metrics_text.h"
#include "prometheus_reader.h"
#include "test_database.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What the database says of the shop, and what is said when it says nothing.
class TestDatabaseFigures : public QObject
{
    Q_OBJECT

private slots:
    void refresh_readsOrdersReceiptsAndQueue();
    void refresh_databaseAway_keepsTheLastKnown();
    void write_neverRead_saysThatItIsAway();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

/// The figures over a database of their own, with the two connections that they use.
struct FiguresBench {
    explicit FiguresBench(TestCluster &cluster)
        : server(cluster)
        , reads({.name = u"store"_s, .address = server.address()}, supervisor)
        , reports({.name = u"reports"_s, .address = server.address()}, supervisor)
    {
    }
    PrometheusReader read() const
    {
        MetricsText text;
        figures.write(text);
        return PrometheusReader(text.bytes());
    }

    TestDatabase server;
    CallSupervisor supervisor;
    Database reads;
    Database reports;
    AuditStore probe {reads};
    AuditStore audit {reports};
    DatabaseFigures figures {audit, probe};
};

void TestDatabaseFigures::refresh_readsOrdersReceiptsAndQueue()
{
    FiguresBench bench(m_cluster);
    bench.server.execute(
        u"INSERT INTO bakehouse.jobs (kind, subject, due_at, locked_by, created_at) VALUES "
        "('mail', 1, now() - interval '90 s', NULL, now() - interval '100 s'), "
        "('mail', 2, now() + interval '1 h', NULL, now()), "
        "('mail', 3, now() + interval '1 h', 'somebody', now());"
        "INSERT INTO bakehouse.jobs_dead (id, kind, subject, due_at, attempts, max_attempts, "
        "created_at) VALUES (900, 'print', 4, now(), 5, 5, now())"_s);
    QVERIFY(await(bench.figures.refresh()));
    const PrometheusReader reader = bench.read();
    QCOMPARE(reader.faults(), QStringList());
    QCOMPARE(reader.value(u"bakehouse_database_up"_s), u"1"_s);
    for (const QString &state : {u"requested"_s, u"confirmed"_s, u"in_production"_s, u"ready"_s})
        QCOMPARE(reader.value(uR"(bakehouse_orders_open{state="%1"})"_s.arg(state)), u"0"_s);
    QCOMPARE(reader.value(u"bakehouse_receipts_total"_s), u"0"_s);
    for (const QString &state : {u"due"_s, u"scheduled"_s, u"running"_s})
        QCOMPARE(reader.value(uR"(bakehouse_queue_depth{kind="mail",state="%1"})"_s.arg(state)),
                 u"1"_s);
    QCOMPARE(reader.value(uR"(bakehouse_queue_dead_jobs{kind="print"})"_s), u"1"_s);
    QVERIFY(reader.value(uR"(bakehouse_queue_oldest_age_seconds{kind="mail"})"_s).toDouble()
            >= 100);
    QVERIFY(reader.value(uR"(bakehouse_queue_overdue_seconds{kind="mail"})"_s).toDouble() >= 90);
}

void TestDatabaseFigures::refresh_databaseAway_keepsTheLastKnown()
{
    FiguresBench bench(m_cluster);
    QVERIFY(await(bench.figures.refresh()));
    m_cluster.stop();
    QTRY_COMPARE_WITH_TIMEOUT((static_cast<void>(await(bench.figures.refresh())),
                               bench.read().value(u"bakehouse_database_up"_s)),
                              u"0"_s, 30'000);
    const PrometheusReader away = bench.read();
    QCOMPARE(away.faults(), QStringList());
    QCOMPARE(away.value(uR"(bakehouse_orders_open{state="ready"})"_s), u"0"_s);
    QVERIFY(away.has(uR"(bakehouse_queue_depth{kind="order.advance",state="due"})"_s));
    m_cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT((static_cast<void>(await(bench.figures.refresh())),
                               bench.read().value(u"bakehouse_database_up"_s)),
                              u"1"_s, 30'000);
}

void TestDatabaseFigures::write_neverRead_saysThatItIsAway()
{
    const FiguresBench bench(m_cluster);
    const PrometheusReader reader = bench.read();
    QCOMPARE(reader.faults(), QStringList());
    QCOMPARE(reader.families(), QStringList {u"bakehouse_database_up"_s});
    QCOMPARE(reader.value(u"bakehouse_database_up"_s), u"0"_s);
}

QTEST_GUILESS_MAIN(TestDatabaseFigures)
#include "tst_database_figures.moc"
