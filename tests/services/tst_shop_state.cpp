#include "audit_store.h"
#include "desk_bench.h"
#include "shared_promise.h"
#include "shop_state.h"
#include "test_database.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A shop whose parts answer what the test says, and when.
struct FakeShop {
    explicit FakeShop(ShopState::Timing timing = {.databaseEvery = 20ms,
                                                  .databasePatience = 60ms,
                                                  .journalEvery = 20ms,
                                                  .journalPatience = 60ms,
                                                  .startGrace = 100ms})
        : state({.askDatabase = [this] { return askDatabase(); },
                 .askJournal = [this] { return askJournal(); },
                 .waiting = [this] { return waiting; },
                 .retry = [this] { ++retries; }},
                clock, timing)
    {
    }
    QFuture<Result<void>> askDatabase()
    {
        ++asked;
        if (hangs) {
            held = makePromise<void>();
            return held->future();
        }
        const Error away {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway};
        return QtFuture::makeReadyFuture(up ? Result<void>() : Result<void>(away));
    }
    QFuture<Result<JournalLight>> askJournal()
    {
        if (journalHangs) {
            heldJournal = makePromise<JournalLight>();
            return heldJournal->future();
        }
        return QtFuture::makeReadyFuture(journal);
    }

    bool up = true;
    bool hangs = false;
    bool journalHangs = false;
    Result<JournalLight> journal = JournalLight::Ok;
    qint64 waiting = 0;
    int retries = 0;
    int asked = 0;
    SharedPromise<void> held;
    SharedPromise<JournalLight> heldJournal;
    ManualClock clock;
    ShopState state;
};

}

/// What the lights show, and how soon.
class TestShopState : public QObject
{
    Q_OBJECT
private slots:
    void database_up_isSeenAtOnce();
    void database_comingUp_isNotAwayYet();
    void database_neverThere_isAwaySinceTheStart();
    void database_lostAndBack_isToldOnceEach();
    void database_hangs_isAwayAndNotAskedAgain();
    void database_ofThisMachine_isMissedAndFoundInThreeSeconds_data();
    void database_ofThisMachine_isMissedAndFoundInThreeSeconds();
    void trouble_isTheReasonUntilItIsBack();
    void work_isShownUntilItIsOver();
    void entries_showWhatWaits();
    void journal_showsWhatItIs_data();
    void journal_showsWhatItIs();
    void journal_hangs_isUnwritable();
    void tryNow_asksAtOnce();
    void fork_staysUntilDismissed();
    void api_unserved_isShownUntilItIs();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestShopState::database_up_isSeenAtOnce()
{
    FakeShop shop;
    QVERIFY(!shop.state.database().up);
    shop.state.start();
    QTRY_VERIFY(shop.state.database().up);
    QVERIFY(!shop.state.database().awaySince.isValid());
    QVERIFY(!shop.state.database().why);
}

void TestShopState::database_comingUp_isNotAwayYet()
{
    FakeShop shop;
    shop.up = false;
    shop.state.start();
    QTRY_VERIFY(shop.asked >= 2);
    QVERIFY(!shop.state.database().up);
    QVERIFY(!shop.state.database().awaySince.isValid());
    shop.up = true;
    QTRY_VERIFY(shop.state.database().up);
}

void TestShopState::database_neverThere_isAwaySinceTheStart()
{
    FakeShop shop;
    shop.up = false;
    const QDateTime start = shop.clock.now();
    shop.state.start();
    shop.clock.advanceMs(3'000);
    QTRY_VERIFY(shop.state.database().awaySince.isValid());
    QCOMPARE(shop.state.database().awaySince, start);
    QCOMPARE(shop.state.database().why->reason, Error::Reason::DatabaseAway);
}

void TestShopState::database_lostAndBack_isToldOnceEach()
{
    FakeShop shop;
    shop.state.start();
    QTRY_VERIFY(shop.state.database().up);
    QSignalSpy changed(&shop.state, &ShopState::changed);
    const int retries = shop.retries;
    shop.clock.advanceMs(60'000);
    const QDateTime lost = shop.clock.now();
    shop.up = false;
    QTRY_VERIFY(!shop.state.database().up);
    QCOMPARE(shop.state.database().awaySince, lost);
    const int asked = shop.asked;
    QTRY_VERIFY(shop.asked > asked + 2);
    shop.clock.advanceMs(5'000);
    QCOMPARE(shop.state.database().awaySince, lost);
    QCOMPARE(changed.count(), 1);
    shop.up = true;
    QTRY_VERIFY(shop.state.database().up);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(shop.retries, retries + 1);
}

void TestShopState::database_hangs_isAwayAndNotAskedAgain()
{
    FakeShop shop;
    shop.state.start();
    QTRY_VERIFY(shop.state.database().up);
    shop.hangs = true;
    QTRY_VERIFY(shop.held);
    const int asked = shop.asked;
    QVERIFY(shop.state.database().up);
    QTRY_VERIFY(!shop.state.database().up);
    QCOMPARE(shop.state.database().why->code, Error::Code::Timeout);
    shop.state.tryNow();
    QCOMPARE(shop.asked, asked);
    shop.hangs = false;
    fulfil<void>(shop.held, Result<void>());
    QTRY_VERIFY(shop.state.database().up);
}

void TestShopState::database_ofThisMachine_isMissedAndFoundInThreeSeconds_data()
{
    QTest::addColumn<bool>("hangs");
    QTest::newRow("it ends") << false;
    QTest::newRow("it hangs") << true;
}

void TestShopState::database_ofThisMachine_isMissedAndFoundInThreeSeconds()
{
    QFETCH(const bool, hangs);
    TestDatabase database(m_cluster);
    DeskBench bench(database.address());
    AuditStore audit(bench.reads);
    ShopState state(
        {.askDatabase = [&audit] { return audit.ping(); },
         .askJournal = [] { return QtFuture::makeReadyFuture(Result(JournalLight::Ok)); },
         .waiting = [] { return qint64(0); },
         .retry = [] {}},
        bench.clock);
    state.start();
    QTRY_VERIFY(state.database().up);
    QElapsedTimer timer;
    timer.start();
    const int backend = database
                            .value(u"SELECT pid FROM pg_stat_activity WHERE application_name = "
                                   "'bakehouse store' AND datname = current_database()"_s)
                            .toInt();
    QVERIFY(backend > 0);
    if (hangs)
        QCOMPARE(::kill(backend, SIGSTOP), 0);
    else
        m_cluster.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!state.database().up, 6'000);
    QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
    if (hangs)
        QCOMPARE(::kill(backend, SIGCONT), 0);
    else
        m_cluster.start();
    timer.start();
    QTRY_VERIFY_WITH_TIMEOUT(state.database().up, 6'000);
    QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
}

void TestShopState::trouble_isTheReasonUntilItIsBack()
{
    FakeShop shop;
    shop.up = false;
    shop.state.start();
    QTRY_VERIFY(shop.state.database().why);
    const Error missing {.code = Error::Code::Unavailable, .reason = Error::Reason::ServerMissing};
    shop.state.noteTrouble(missing);
    QTRY_COMPARE(shop.state.database().why, std::optional(missing));
    shop.up = true;
    QTRY_VERIFY(!shop.state.database().why);
}

void TestShopState::work_isShownUntilItIsOver()
{
    FakeShop shop;
    shop.up = false;
    shop.state.start();
    shop.state.noteWork(DatabaseWork::BackingUp);
    QCOMPARE(shop.state.database().work, DatabaseWork::BackingUp);
    QTRY_VERIFY(shop.state.database().awaySince.isValid()); // It is away all the same.
    QCOMPARE(shop.state.database().work, DatabaseWork::BackingUp);
    shop.state.noteWork(DatabaseWork::Upgrading);
    QCOMPARE(shop.state.database().work, DatabaseWork::Upgrading);
    shop.up = true;
    QTRY_VERIFY(shop.state.database().up);
    QCOMPARE(shop.state.database().work, DatabaseWork::None);
}

void TestShopState::entries_showWhatWaits()
{
    FakeShop shop;
    shop.state.start();
    QTRY_VERIFY(shop.state.database().up);
    QSignalSpy changed(&shop.state, &ShopState::changed);
    shop.waiting = 7;
    shop.state.noteEntries();
    QCOMPARE(shop.state.database().waiting, 7);
    QCOMPARE(changed.count(), 1);
    shop.state.noteEntries();
    QCOMPARE(changed.count(), 1);
}

void TestShopState::journal_showsWhatItIs_data()
{
    QTest::addColumn<Result<JournalLight>>("answer");
    QTest::addColumn<JournalLight>("light");
    QTest::newRow("low") << Result(JournalLight::DiskLow) << JournalLight::DiskLow;
    QTest::newRow("unwritable") << Result(JournalLight::Unwritable) << JournalLight::Unwritable;
    QTest::newRow("an error") << Result<JournalLight>(
        Error {.reason = Error::Reason::JournalUnwritable})
                              << JournalLight::Unwritable;
}

void TestShopState::journal_showsWhatItIs()
{
    QFETCH(const Result<JournalLight>, answer);
    QFETCH(const JournalLight, light);
    FakeShop shop;
    shop.state.start();
    QCOMPARE(shop.state.journal(), JournalLight::Ok);
    shop.journal = answer;
    QTRY_COMPARE(shop.state.journal(), light);
    shop.journal = JournalLight::Ok;
    QTRY_COMPARE(shop.state.journal(), JournalLight::Ok);
}

void TestShopState::journal_hangs_isUnwritable()
{
    FakeShop shop;
    shop.state.start();
    shop.journalHangs = true;
    QTRY_COMPARE(shop.state.journal(), JournalLight::Unwritable);
    shop.journalHangs = false;
    fulfil<JournalLight>(shop.heldJournal, JournalLight::Ok);
    QTRY_COMPARE(shop.state.journal(), JournalLight::Ok);
}

void TestShopState::tryNow_asksAtOnce()
{
    FakeShop shop({.databaseEvery = 1h, .journalEvery = 1h});
    shop.up = false;
    shop.state.start();
    QTRY_VERIFY(shop.state.database().why);
    QCOMPARE(shop.asked, 1);
    shop.up = true;
    shop.state.tryNow();
    QTRY_VERIFY(shop.state.database().up);
    QCOMPARE(shop.asked, 2);
    QCOMPARE(shop.retries, 3); // At the start, now, and because it is back.
}

void TestShopState::fork_staysUntilDismissed()
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"goes on under another id"_s));
    FakeShop shop;
    QSignalSpy changed(&shop.state, &ShopState::changed);
    const ForkAlarm alarm {.oldTill = QUuid::createUuid(), .at = shop.clock.now()};
    shop.state.noteFork(alarm);
    QCOMPARE(shop.state.forkAlarm(), std::optional(alarm));
    QCOMPARE(changed.count(), 1);
    shop.state.dismissForkAlarm();
    QVERIFY(!shop.state.forkAlarm());
    QCOMPARE(changed.count(), 2);
}

void TestShopState::api_unserved_isShownUntilItIs()
{
    FakeShop shop;
    QSignalSpy changed(&shop.state, &ShopState::changed);
    const Error taken {.code = Error::Code::Unavailable, .field = u"api.port"_s};
    shop.state.noteApi(taken);
    shop.state.noteApi(taken);
    QCOMPARE(shop.state.apiTrouble(), std::optional(taken));
    QCOMPARE(changed.count(), 1);
    shop.state.noteApi({});
    QVERIFY(!shop.state.apiTrouble());
    QCOMPARE(changed.count(), 2);
}

QTEST_GUILESS_MAIN(TestShopState)
#include "tst_shop_state.moc"
