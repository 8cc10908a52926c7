#include "ctl_shop.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// Sales through everything that can be killed: what was acknowledged is there once, with numbers
/// that have no gap.
class TestReplayFaults : public QObject
{
    Q_OBJECT

private slots:
    void replay_killedAgainAndAgain_sellsEachReceiptOnce();
    void replay_databaseKilledAndStopped_sellsOn();
    void replay_databaseRestoredToAnEarlierState_sendsAgain();

private:
    static constexpr int receipts = 400;
    /// At this pace the sales last some seconds, so that each fault falls among them.
    static QStringList pacedReplay(const QString &file, const QString &acks)
    {
        return {u"replay"_s, file, u"--speed"_s, u"12000"_s, u"--acks"_s, acks};
    }
    static void checkBooks(const CtlShop &shop, const QString &acks);
    static qsizetype ackCount(const QString &path) { return contentOf(path).count('\n'); }
    static bool awaitAcks(QProcess &replay, const QString &path, qsizetype count);
};

void TestReplayFaults::checkBooks(const CtlShop &shop, const QString &acks)
{
    const QString out = shop.file(u"out.csv"_s);
    QCOMPARE(shop.run({u"export"_s, u"receipts"_s, out}).exitCode, 0);
    QByteArray expected;
    int number = 0;
    for (const auto &row : csvRows(out)) {
        QCOMPARE(row.value(u"number"_s).toInt(), ++number);
        expected += (row.value(u"source_key"_s) + u' ' + row.value(u"number"_s) + u' '
                     + row.value(u"total_minor"_s) + u'\n')
                        .toUtf8();
    }
    QCOMPARE(number, receipts);
    QCOMPARE(contentOf(acks), expected);
    const CommandResult verify = shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
}

/// Until the file has @p count lines; false when the replay ended before.
bool TestReplayFaults::awaitAcks(QProcess &replay, const QString &path, qsizetype count)
{
    return QTest::qWaitFor(
               [&] { return ackCount(path) >= count || replay.state() == QProcess::NotRunning; },
               60'000)
        && replay.state() != QProcess::NotRunning;
}

void TestReplayFaults::replay_killedAgainAndAgain_sellsEachReceiptOnce()
{
    const CtlShop shop;
    const QString file = shop.prepareReplay(receipts, 21);
    const QString acks = shop.file(u"acks"_s);
    const QStringList words {u"replay"_s, file, u"--as-fast-as-possible"_s, u"--acks"_s, acks};
    QRandomGenerator random(22);
    int killed = 0;
    for (int round = 0; round < 6; ++round) {
        const qsizetype before = ackCount(acks);
        const std::unique_ptr<QProcess> replay = shop.start(pacedReplay(file, acks));
        if (awaitAcks(*replay, acks, before + random.bounded(1, 60)))
            ++killed;
        replay->kill();
        QVERIFY(replay->state() == QProcess::NotRunning || replay->waitForFinished());
    }
    QVERIFY(killed >= 4);
    const CommandResult last = shop.run(words);
    QVERIFY2(last.exitCode == 0, qUtf8Printable(last.complaints));
    checkBooks(shop, acks);
}

void TestReplayFaults::replay_databaseKilledAndStopped_sellsOn()
{
    const CtlShop shop;
    const QString file = shop.prepareReplay(receipts, 31);
    const QString acks = shop.file(u"acks"_s);
    const std::unique_ptr<QProcess> replay = shop.start(pacedReplay(file, acks));
    for (const int fault : {SIGKILL, SIGSTOP, SIGINT, SIGSTOP, SIGKILL}) {
        QVERIFY(awaitAcks(*replay, acks, ackCount(acks) + 40));
        const qint64 server = shop.serverPid();
        if (server > 0)
            ::kill(pid_t(server), fault);
    }
    QVERIFY(replay->waitForFinished(120'000));
    QVERIFY2(replay->exitCode() == 0, replay->readAllStandardError().constData());
    checkBooks(shop, acks);
}

void TestReplayFaults::replay_databaseRestoredToAnEarlierState_sendsAgain()
{
    CtlShop shop;
    const QString file = shop.prepareReplay(receipts, 41);
    const QString acks = shop.file(u"acks"_s);
    QVERIFY(!shop.serve().isEmpty());
    const QStringList words {u"replay"_s, file, u"--as-fast-as-possible"_s, u"--acks"_s, acks};
    const std::unique_ptr<QProcess> replay = shop.start(pacedReplay(file, acks));
    QVERIFY(awaitAcks(*replay, acks, 100));
    replay->kill();
    QVERIFY(replay->waitForFinished());

    const QString dump = shop.file(u"dump"_s);
    QProcess tool;
    tool.start(u"pg_dump"_s, {u"-Fc"_s, u"-f"_s, dump, shop.databaseUrl()});
    QVERIFY(tool.waitForFinished() && tool.exitCode() == 0);
    QCOMPARE(shop.run(words).exitCode, 0);
    shop.stopServer();
    QVERIFY(!shop.serve().isEmpty());
    // A read of the shop that runs can meet the restoring in a deadlock, of which it is the victim.
    QByteArray complaints;
    for (int attempt = 0; attempt < 5; ++attempt) {
        tool.start(u"pg_restore"_s,
                   {u"--clean"_s, u"--if-exists"_s, u"--single-transaction"_s, u"-d"_s,
                    shop.databaseUrl(), dump});
        QVERIFY(tool.waitForFinished());
        complaints = tool.readAllStandardError();
        if (!complaints.contains("deadlock detected"))
            break;
    }
    QVERIFY2(tool.exitCode() == 0, complaints.constData());
    QVERIFY(shop.sql(u"SELECT count(*) FROM bakehouse.receipts"_s).toInt() < receipts);

    const CommandResult again = shop.run(words);
    QVERIFY2(again.exitCode == 0, qUtf8Printable(again.complaints));
    checkBooks(shop, acks);
}

QTEST_GUILESS_MAIN(TestReplayFaults)
#include "tst_replay_faults.moc"
