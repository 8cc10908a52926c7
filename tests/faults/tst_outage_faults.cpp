#include "fault_rounds.h"
#include "proxied_till.h"
#include "shop_folder.h"
#include "till_process.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;
using Mode = FaultProxy::Mode;

namespace {
constexpr int longMs = 60'000;
constexpr int days = 7;
constexpr int plannedBarMs = 3'000;
}

/// The database away for a week of sales and back: nothing is missing, not by a penny.
class TestOutageFaults final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void till_databaseAwayForAWeek_takingsAgreeByTheDay();
    void counter_databaseGone_saysSoSoonAndSellsOn();

private:
    TestCluster m_cluster {TestCluster::Durability::Full, TestCluster::Reach::Tcp};
};

void TestOutageFaults::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

void TestOutageFaults::till_databaseAwayForAWeek_takingsAgreeByTheDay()
{
    const FaultRounds plan = FaultRounds::read(120);
    ProxiedTill till(m_cluster, plan.seed);
    QVERIFY(till.begin());
    QVERIFY(till.drains());
    till.network.set(Mode::Refuse);
    QMap<QDate, qint64> takings;
    const QDate monday(2026, 3, 2);
    for (QDate day = monday; day < monday.addDays(days); day = day.addDays(1)) {
        const qint64 before = till.takingsMinor();
        const int stepMs = 10 * 3'600'000 / plan.rounds;
        till.bench.clock.set(QDateTime(day, QTime(7, 0), Qt::UTC));
        for (int sale = 0; sale < plan.rounds; ++sale) {
            QVERIFY(till.sell(1));
            till.bench.clock.advanceMs(stepMs);
        }
        takings.insert(day, till.takingsMinor() - before);
    }
    QCOMPARE(till.uploader.waiting(), days * plan.rounds);
    QElapsedTimer time;
    time.start();
    till.network.set(Mode::Forward);
    till.uploader.wake();
    QVERIFY(till.drains());
    const qint64 tookMs = std::max<qint64>(time.elapsed(), 1);
    QCOMPARE(till.fault(), QString());
    QMap<QDate, qint64> stored;
    for (const QStringList &row :
         till.database.rows(u"SELECT business_day, sum(total_minor) FROM bakehouse.receipts "
                            "GROUP BY business_day"_s))
        stored.insert(QDate::fromString(row.at(0), Qt::ISODate), row.at(1).toLongLong());
    QCOMPARE(stored, takings);
    qInfo("%d receipts uploaded in %lld ms: %lld/s", days * plan.rounds, tookMs,
          days * plan.rounds * 1'000LL / tookMs);
    noteFaults(till.row("database away for a week", 1));
}

void TestOutageFaults::counter_databaseGone_saysSoSoonAndSellsOn()
{
    TestDatabase database(m_cluster);
    FaultProxy network(m_cluster.host(), TestCluster::port);
    const ShopFolder folder;
    TillProcess till(folder.data());
    till.setVariable(u"DATABASE_URL"_s,
                     database.addressAt(network.host(), QString::number(network.port())).uri());
    QVERIFY(till.start());
    qint64 sold = 0;
    qint64 longestMs = 0;
    for (const Mode mode : {Mode::HalfOpen, Mode::Refuse, Mode::Drop, Mode::Silent}) {
        QTRY_VERIFY_WITH_TIMEOUT(till.databaseUp(), longMs);
        QElapsedTimer time;
        time.start();
        network.set(mode);
        QTRY_VERIFY_WITH_TIMEOUT(!till.databaseUp(), longMs);
        longestMs = std::max(longestMs, time.elapsed());
        QCOMPARE(till.sell(10).size(), size_t(10));
        sold += 10;
        network.set(Mode::Forward);
        QTRY_COMPARE_WITH_TIMEOUT(till.waiting(), 0, longMs);
    }
    const QString stored = database.value(u"SELECT count(*) FROM bakehouse.receipts"_s);
    QCOMPARE(stored.toLongLong(), sold);
    QVERIFY2(longestMs <= FaultRounds {}.limitMs(plannedBarMs),
             qPrintable(QString::number(longestMs)));
    noteFaults({.part = "counter says the database is gone",
                .faults = 4,
                .acknowledged = sold,
                .stored = stored.toLongLong(),
                .counted = stored.toLongLong(),
                .longestMs = longestMs});
}

QTEST_GUILESS_MAIN(TestOutageFaults)
#include "tst_outage_faults.moc"
