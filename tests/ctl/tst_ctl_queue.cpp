#include "ctl_shop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

/// The queue from outside: what status shows of it, and dead jobs that are tried again.
class TestCtlQueue : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void call_wrongWords_isRefused_data();
    void call_wrongWords_isRefused();
    void queue_folderWithoutShop_makesNone();
    void status_showsTheQueue();
    void list_namesEachDeadJob();
    void list_json_saysTheSame();
    void list_none_saysSo();
    void retry_one_isDueAgain();
    void retry_all_leavesNone();
    void retry_unknown_saysWhichAndChangesNothing();
    void retry_liveOneDoesTheSame_isNotDone();
    void retry_whileTheOwnerRuns_isDoneByItsWorker();
    void retry_nobodyRuns_isDoneAtTheNextStart();

private:
    /// A job of a kind that the worker knows, or not, among the dead.
    void bury(qint64 id, const QString &kind, const QString &key = {}) const
    {
        m_shop->sql(u"INSERT INTO bakehouse.jobs_dead (id, kind, subject, due_at, attempts, "
                    "max_attempts, dedup_key, last_error, created_at) VALUES (%1, '%2', 7, now(), "
                    "5, 5, nullif('%3', ''), E'defect printer\\n\\x1b[31m on fire', "
                    "now() - interval '1 h')"_s.arg(id)
                        .arg(kind, key));
    }
    QString dead() const
    {
        return m_shop->sql(u"SELECT coalesce(string_agg(id::text, ' ' ORDER BY id), '') FROM "
                           "bakehouse.jobs_dead"_s);
    }

    std::unique_ptr<CtlShop> m_shop;
};

void TestCtlQueue::init()
{
    m_shop = std::make_unique<CtlShop>();
}

void TestCtlQueue::call_wrongWords_isRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("another verb") << QStringList {u"clear"_s};
    QTest::newRow("retry of nothing") << QStringList {u"retry"_s};
    QTest::newRow("retry of one and of all") << QStringList {u"retry"_s, u"5"_s, u"--all"_s};
    QTest::newRow("no number") << QStringList {u"retry"_s, u"five"_s};
    QTest::newRow("a number below 1") << QStringList {u"retry"_s, u"0"_s};
    QTest::newRow("a number beyond all") << QStringList {u"retry"_s, u"99999999999999999999"_s};
    QTest::newRow("list of all") << QStringList {u"list"_s, u"--all"_s};
    QTest::newRow("list with a number") << QStringList {u"list"_s, u"5"_s};
    QTest::newRow("retry as JSON") << QStringList {u"retry"_s, u"5"_s, u"--json"_s};
}

void TestCtlQueue::call_wrongWords_isRefused()
{
    QFETCH(const QStringList, words);
    const CommandResult result = m_shop->run(QStringList {u"queue"_s} + words);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.complaints.isEmpty());
    QVERIFY(!QFile::exists(m_shop->data()));
}

void TestCtlQueue::queue_folderWithoutShop_makesNone()
{
    QCOMPARE(m_shop->run({u"queue"_s}).exitCode, 1);
    QVERIFY(!QFile::exists(m_shop->data()));
}

void TestCtlQueue::status_showsTheQueue()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"mail"_s);
    m_shop->sql(u"INSERT INTO bakehouse.jobs (kind, subject, due_at, locked_by) VALUES "
                "('print', 1, now() - interval '1 min', NULL), "
                "('print', 2, now() + interval '1 h', NULL), "
                "('print', 3, now() + interval '1 h', 'till 1/77')"_s);
    const CommandResult text = m_shop->run({u"status"_s});
    QCOMPARE(text.exitCode, 0);
    for (const char *part : {"print: 1 due, 1 scheduled, 1 running, 0 dead", "runs at till 1/77",
                             "job 9001 mail of 7", "after 5 attempts: defect printer"})
        QVERIFY2(text.output.contains(QLatin1StringView(part)), qPrintable(text.output));
    QVERIFY(!text.output.contains(u'\x1b'));

    const CommandResult json = m_shop->run({u"status"_s, u"--json"_s});
    QCOMPARE(json.exitCode, 0);
    const QJsonObject queue =
        QJsonDocument::fromJson(json.output.toUtf8()).object()[u"queue"_s].toObject();
    QVERIFY(queue[u"depth"_s].toInt() >= 3);
    QCOMPARE(queue[u"dead"_s].toInt(), 1);
    QVERIFY(queue[u"oldest_ms"_s].toInt() >= 60'000);
    const QJsonArray kinds = queue[u"kinds"_s].toArray();
    const auto print = std::find_if(kinds.begin(), kinds.end(), [](const QJsonValue &kind) {
        return kind[u"kind"_s].toString() == u"print"_s;
    });
    QVERIFY(print != kinds.end());
    QCOMPARE((*print)[u"due"_s].toInt(), 1);
    QCOMPARE((*print)[u"scheduled"_s].toInt(), 1);
    QCOMPARE((*print)[u"running"_s].toInt(), 1);
    QCOMPARE(queue[u"leases"_s][0][u"worker"_s].toString(), u"till 1/77"_s);
    QVERIFY(queue[u"leases"_s][0][u"lease_ms"_s].toInt() > 0);
    const QJsonValue dead = queue[u"dead_jobs"_s][0];
    QCOMPARE(dead[u"job"_s].toInt(), 9'001);
    QCOMPARE(dead[u"kind"_s].toString(), u"mail"_s);
    QCOMPARE(dead[u"attempts"_s].toInt(), 5);
    QVERIFY(dead[u"error"_s].toString().startsWith(u"defect"_s));
    QVERIFY(QDateTime::fromString(dead[u"died_at"_s].toString(), Qt::ISODateWithMs).isValid());
}

void TestCtlQueue::list_namesEachDeadJob()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"mail"_s);
    bury(9'002, u"print"_s);
    const CommandResult result = m_shop->run({u"queue"_s, u"list"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains(u"job 9001 mail of 7"_s));
    QVERIFY(result.output.contains(u"job 9002 print of 7"_s));
    QCOMPARE(result.output.count(u'\n'), 3);
    QVERIFY(result.output.contains(u"2 dead jobs"_s));
    QCOMPARE(m_shop->run({u"queue"_s}).output, result.output);
}

void TestCtlQueue::list_json_saysTheSame()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"mail"_s);
    const CommandResult result = m_shop->run({u"queue"_s, u"--json"_s});
    QCOMPARE(result.exitCode, 0);
    const QJsonObject queue = QJsonDocument::fromJson(result.output.toUtf8()).object();
    QCOMPARE(queue[u"dead_jobs"_s].toArray().size(), 1);
    QCOMPARE(queue[u"dead_jobs"_s][0][u"job"_s].toInt(), 9'001);
}

void TestCtlQueue::list_none_saysSo()
{
    QVERIFY(!m_shop->serve().isEmpty());
    const CommandResult result = m_shop->run({u"queue"_s});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, u"no dead jobs\n"_s);
    QCOMPARE(m_shop->run({u"queue"_s, u"retry"_s, u"--all"_s}).exitCode, 0);
}

void TestCtlQueue::retry_one_isDueAgain()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"mail"_s);
    bury(9'002, u"mail"_s);
    const CommandResult result = m_shop->run({u"queue"_s, u"retry"_s, u"9001"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains(u"job 9001 mail is due again"_s));
    QCOMPARE(dead(), u"9002"_s);
    QCOMPARE(m_shop->sql(u"SELECT kind || attempts || (due_at <= now()) FROM bakehouse.jobs WHERE "
                         "id = 9001"_s),
             u"mail0true"_s);
}

void TestCtlQueue::retry_all_leavesNone()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"mail"_s);
    bury(9'002, u"print"_s);
    const CommandResult result = m_shop->run({u"queue"_s, u"retry"_s, u"--all"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains(u"9001"_s) && result.output.contains(u"9002"_s));
    QCOMPARE(dead(), QString());
}

void TestCtlQueue::retry_unknown_saysWhichAndChangesNothing()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"mail"_s);
    const CommandResult result = m_shop->run({u"queue"_s, u"retry"_s, u"9001"_s, u"4711"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.complaints.contains(u"no dead job 4711"_s));
    QCOMPARE(dead(), u"9001"_s);
}

void TestCtlQueue::retry_liveOneDoesTheSame_isNotDone()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"mail"_s, u"receipt 7"_s);
    m_shop->sql(u"INSERT INTO bakehouse.jobs (kind, subject, dedup_key) VALUES ('mail', 7, "
                "'receipt 7')"_s);
    const CommandResult result = m_shop->run({u"queue"_s, u"retry"_s, u"9001"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.output.contains(u"stays dead"_s));
    QCOMPARE(dead(), u"9001"_s);
}

void TestCtlQueue::retry_whileTheOwnerRuns_isDoneByItsWorker()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"housekeeping"_s, u"2001-01-01"_s);
    QCOMPARE(m_shop->run({u"queue"_s, u"retry"_s, u"9001"_s}).exitCode, 0);
    const QString left = u"SELECT count(*) FROM bakehouse.jobs WHERE id = 9001"_s;
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->sql(left), u"0"_s, 30'000);
    QCOMPARE(dead(), QString());
}

void TestCtlQueue::retry_nobodyRuns_isDoneAtTheNextStart()
{
    QVERIFY(!m_shop->serve().isEmpty());
    bury(9'001, u"housekeeping"_s, u"2001-01-01"_s);
    QCOMPARE(m_shop->stopServer(), 0);
    QVERIFY(m_shop->run({u"queue"_s}).output.contains(u"job 9001 housekeeping"_s));
    QCOMPARE(m_shop->run({u"queue"_s, u"retry"_s, u"--all"_s}).exitCode, 0);
    QVERIFY(!m_shop->serve().isEmpty());
    const QString left = u"SELECT count(*) FROM bakehouse.jobs WHERE id = 9001"_s;
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->sql(left), u"0"_s, 30'000);
    QCOMPARE(dead(), QString());
}

QTEST_GUILESS_MAIN(TestCtlQueue)
#include "tst_ctl_queue.moc"
