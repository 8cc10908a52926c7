#include "notifier.h"
#include "test_database.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// Notifications while the server is well, and the way back when it was not.
class TestNotifier final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void notify_fromOthers_arrives();
    void notify_payload_isWhole();
    void notify_otherChannel_isIgnored();
    void backendTerminated_listensAgain();
    void backendHung_listensAgain();
    void serverStopped_listensAgainAfterIt();
    void serverAway_destructorReturns();
    void destructor_whileWaiting_isQuick();
    void rebuild_callbackHangs_anotherListens();

private:
    QStringList received() const;
    QString backend();
    void notify(const QString &channel, const QString &payload);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<TestDatabase> m_server;
    std::unique_ptr<Notifier> m_notifier;
    mutable QMutex m_mutex;
    QStringList m_received; ///< Under m_mutex.
    std::atomic<int> m_listened = 0;
};

void TestNotifier::init()
{
    m_cluster.start();
    m_server = std::make_unique<TestDatabase>(m_cluster, TestDatabase::Content::Empty);
    m_received.clear();
    m_listened = 0;
    const Notifier::Callbacks callbacks {
        .notified =
            [this](const QString &channel, const QString &payload) {
                const QMutexLocker lock(&m_mutex);
                m_received.append(channel + u' ' + payload);
            },
        .listening = [this] { ++m_listened; },
    };
    m_notifier = std::make_unique<Notifier>(
        m_server->address(), QStringList {u"bakehouse_orders"_s, u"bakehouse_catalogue"_s},
        callbacks);
    QTRY_COMPARE_WITH_TIMEOUT(m_listened.load(), 1, 20'000);
    QVERIFY(m_notifier->listening());
}

void TestNotifier::cleanup()
{
    m_notifier.reset();
    m_server.reset();
}

QStringList TestNotifier::received() const
{
    const QMutexLocker lock(&m_mutex);
    return m_received;
}

QString TestNotifier::backend()
{
    return m_server->value(
        u"SELECT pid FROM pg_stat_activity WHERE application_name = 'bakehouse notifier' AND "
        "datname = current_database()"_s);
}

void TestNotifier::notify(const QString &channel, const QString &payload)
{
    m_server->execute(u"SELECT pg_notify('%1', '%2')"_s.arg(channel, payload));
}

void TestNotifier::notify_fromOthers_arrives()
{
    notify(u"bakehouse_orders"_s, u"a"_s);
    notify(u"bakehouse_catalogue"_s, u"b"_s);
    QTRY_COMPARE(received(), QStringList({u"bakehouse_orders a"_s, u"bakehouse_catalogue b"_s}));
}

void TestNotifier::notify_payload_isWhole()
{
    const QString payload = QString(1000, u'ä') + u"{\"x\":1}"_s;
    notify(u"bakehouse_orders"_s, payload);
    QTRY_COMPARE(received(), QStringList {u"bakehouse_orders "_s + payload});
}

void TestNotifier::notify_otherChannel_isIgnored()
{
    notify(u"elsewhere"_s, u"a"_s);
    notify(u"bakehouse_orders"_s, u"b"_s);
    QTRY_COMPARE(received(), QStringList {u"bakehouse_orders b"_s});
}

void TestNotifier::backendTerminated_listensAgain()
{
    QElapsedTimer clock;
    clock.start();
    m_server->execute(u"SELECT pg_terminate_backend(%1, 5000)"_s.arg(backend()));
    QTRY_COMPARE_WITH_TIMEOUT(m_listened.load(), 2, 20'000);
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    notify(u"bakehouse_orders"_s, u"a"_s);
    QTRY_COMPARE(received(), QStringList {u"bakehouse_orders a"_s});
}

void TestNotifier::backendHung_listensAgain()
{
    const auto pid = static_cast<pid_t>(backend().toInt());
    QVERIFY(pid > 0);
    ::kill(pid, SIGSTOP);
    QElapsedTimer clock;
    clock.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_listened.load(), 2, 20'000);
    const qint64 elapsed = clock.elapsed();
    ::kill(pid, SIGCONT);
    QVERIFY2(elapsed < 8000, qPrintable(QString::number(elapsed)));
    notify(u"bakehouse_orders"_s, u"a"_s);
    QTRY_COMPARE(received(), QStringList {u"bakehouse_orders a"_s});
}

void TestNotifier::serverStopped_listensAgainAfterIt()
{
    m_cluster.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_notifier->listening(), 20'000);
    m_cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_listened.load(), 2, 20'000);
    QVERIFY(m_notifier->listening());
}

void TestNotifier::serverAway_destructorReturns()
{
    m_cluster.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_notifier->listening(), 20'000);
    QElapsedTimer clock;
    clock.start();
    m_notifier.reset();
    QVERIFY(clock.elapsed() < 3000);
    m_cluster.start();
}

void TestNotifier::destructor_whileWaiting_isQuick()
{
    QElapsedTimer clock;
    clock.start();
    m_notifier.reset();
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
}

void TestNotifier::rebuild_callbackHangs_anotherListens()
{
    QSemaphore inIt;
    QSemaphore go;
    std::atomic<bool> hangs = true;
    std::atomic<int> heard = 0;
    const Notifier::Callbacks callbacks {.notified =
                                             [&](const QString &, const QString &) {
                                                 ++heard;
                                                 if (hangs.exchange(false)) {
                                                     inIt.release();
                                                     go.acquire();
                                                 }
                                             },
                                         .listening = [] {}};
    const auto letGo = qScopeGuard([&go] { go.release(); });
    Notifier notifier(m_server->address(), QStringList {u"bakehouse_orders"_s}, callbacks);
    QTRY_VERIFY_WITH_TIMEOUT(notifier.listening(), 20'000);
    const quint64 before = notifier.sign().beats;
    QTRY_VERIFY(notifier.sign().beats > before); // Also when nothing comes.
    notify(u"bakehouse_orders"_s, u"one"_s);
    notify(u"bakehouse_orders"_s, u"two"_s);
    QVERIFY(inIt.tryAcquire(1, 20'000));
    const ThreadSign silent = notifier.sign();
    QCOMPARE(notifier.sign(), silent);

    notifier.rebuild();
    QTRY_VERIFY_WITH_TIMEOUT(notifier.listening(), 20'000);
    notify(u"bakehouse_orders"_s, u"three"_s);
    QTRY_COMPARE(heard.load(), 2); // The first, and the third by the new one.
    go.release();
    notify(u"bakehouse_orders"_s, u"four"_s);
    QTRY_COMPARE(heard.load(), 3); // What was left behind calls nobody any more.
}

QTEST_GUILESS_MAIN(TestNotifier)
#include "tst_notifier.moc"
