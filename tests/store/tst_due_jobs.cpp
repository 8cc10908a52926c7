#include "store_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What a round of a worker costs: it reads the jobs that are due, however many wait, and moves
/// their orders without a word to the indexes.
class TestDueJobs final : public QObject
{
    Q_OBJECT

private slots:
    void round_manyWait_readsNoneOfThem_data();
    void round_manyWait_readsNoneOfThem();
    void round_someDue_readsThese();
    void round_clockWentBack_makesDueWhatWaitsForIt();
    void step_betweenOpenStates_touchesNoIndex();
    void open_isWhatTheStateSays();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

/// A database with jobs, and the rows of them that a statement finds by their indexes.
struct DueBench : StoreBench {
    static constexpr int waiting = 3'000;

    explicit DueBench(TestCluster &cluster)
        : StoreBench(cluster)
    {
        server.execute(u"INSERT INTO bakehouse.jobs (kind, subject, due_at) "
                       "SELECT 'order.advance', n, now() + interval '1 hour' "
                       "FROM generate_series(1, %1) AS n"_s.arg(waiting));
        server.execute(u"ANALYZE bakehouse.jobs"_s);
    }
    qint64 rowsRead(const QString &statement)
    {
        server.execute(u"BEGIN"_s); // Within it nothing is handed to the statistics.
        const qint64 before = rowsSoFar();
        server.value(statement);
        const qint64 after = rowsSoFar();
        server.execute(u"ROLLBACK"_s);
        return after - before;
    }

private:
    /// By this session, since it last told the statistics.
    qint64 rowsSoFar()
    {
        return server
            .value(u"SELECT idx_tup_fetch + seq_tup_read FROM pg_stat_xact_user_tables "
                   "WHERE relid = 'bakehouse.jobs'::regclass"_s)
            .toLongLong();
    }
};

static void placeOrder(TestDatabase &server)
{
    server.execute(
        u"SELECT bakehouse.place_orders(jsonb_build_array(jsonb_build_object("
        "'uuid', gen_random_uuid(), 'source', 'web', 'flow', 'automatic', 'name', 'Zoe', "
        "'email', 'zoe@example.com', 'day', current_date, 'lines', '[[1, 1000]]'::jsonb)), "
        "'here')"_s);
}

void TestDueJobs::round_manyWait_readsNoneOfThem_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("the order flow")
        << u"SELECT count(*) FROM bakehouse.advance_orders(500, 0, 0, 'here')"_s;
    QTest::newRow("a claim")
        << u"SELECT count(*) FROM bakehouse.claim_jobs('one', '{order.advance}', 500, 1000)"_s;
}

void TestDueJobs::round_manyWait_readsNoneOfThem()
{
    QFETCH(const QString, statement);
    DueBench bench(m_cluster);
    QVERIFY(bench.rowsRead(statement) <= 1); // The next that is due, to know when.
}

void TestDueJobs::round_someDue_readsThese()
{
    constexpr qint64 due = 5;
    DueBench bench(m_cluster);
    bench.server.execute(u"UPDATE bakehouse.jobs SET due_at = now() - interval '1 s' "
                         "WHERE subject <= %1"_s.arg(due));
    const QString claim =
        u"SELECT count(*) FROM bakehouse.claim_jobs('one', '{order.advance}', 500, 1000)"_s;
    const qint64 read = bench.rowsRead(claim);
    QVERIFY2(read >= due, qPrintable(QString::number(read)));
    QVERIFY2(read < DueBench::waiting / 10, qPrintable(QString::number(read)));
}

/// Under a clock five years ahead an order was begun and a job leased; two others wait on purpose.
void TestDueJobs::round_clockWentBack_makesDueWhatWaitsForIt()
{
    StoreBench bench(m_cluster);
    const auto moved = [&bench](const QString &kind) {
        return bench.server.value(
            u"SELECT count(*) FROM bakehouse.advance_orders(9, 5000, 5000, 'here') "
            "WHERE kind = '%1'"_s.arg(kind));
    };
    const QString mend = u"SELECT bakehouse.mend_clock_steps('{mail}', 10000)"_s;
    placeOrder(bench.server);
    QCOMPARE(moved(u"started"_s), u"1"_s);
    QCOMPARE(bench.server.value(mend), u"0"_s);
    bench.server.execute(
        u"UPDATE bakehouse.jobs SET due_at = due_at + interval '5 years';"
        "UPDATE bakehouse.orders SET state_at = state_at + interval '5 years';"
        "INSERT INTO bakehouse.jobs (kind, subject, due_at, attempts, locked_by) VALUES "
        "('mail', 1, now() + interval '5 years', 1, 'somebody'),"
        "('mail', 2, now() + interval '9 seconds', 1, 'somebody'),"
        "('mail', 3, now() + interval '10 minutes', 3, NULL),"
        "('mail', 4, now() + interval '1 day', 0, NULL)"_s);
    QCOMPARE(bench.server.value(mend), u"2"_s);
    QCOMPARE(moved(u"completed"_s), u"1"_s);
}

void TestDueJobs::step_betweenOpenStates_touchesNoIndex()
{
    StoreBench bench(m_cluster);
    placeOrder(bench.server);
    bench.server.execute(u"BEGIN"_s);
    QCOMPARE(bench.server.value(u"SELECT kind FROM bakehouse.advance_orders(500, 0, 0, 'here')"_s),
             u"started"_s);
    QCOMPARE(bench.server.value(u"SELECT n_tup_hot_upd || ' of ' || n_tup_upd "
                                "FROM pg_stat_xact_user_tables "
                                "WHERE relid = 'bakehouse.orders'::regclass"_s),
             u"1 of 1"_s);
    bench.server.execute(u"ROLLBACK"_s);
}

void TestDueJobs::open_isWhatTheStateSays()
{
    StoreBench bench(m_cluster);
    placeOrder(bench.server);
    for (const QStringList &state :
         bench.server.rows(u"SELECT state, open::text FROM bakehouse.order_states"_s)) {
        bench.server.execute(u"UPDATE bakehouse.orders SET state = '%1', till = gen_random_uuid(), "
                             "seq = 1"_s.arg(state.at(0)));
        QCOMPARE(bench.server.value(u"SELECT open::text FROM bakehouse.orders"_s), state.at(1));
    }
}

QTEST_GUILESS_MAIN(TestDueJobs)
#include "tst_due_jobs.moc"
