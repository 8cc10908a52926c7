#include "ctl_shop.h"
#include "service_notice.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;
constexpr qint64 patienceUs = 400'000;
constexpr int silentMs = 1'500; ///< Many beats long.

/// The socket at which a service manager hears its services.
class Ear
{
public:
    explicit Ear(const QString &path)
        : m_path(QFile::encodeName(path))
        , m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        if (m_path.size() >= qsizetype(sizeof address.sun_path))
            qFatal("%s is too long for a socket", m_path.constData());
        std::copy(m_path.begin(), m_path.end(), address.sun_path);
        if (::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            qFatal("%s: %s", m_path.constData(), std::strerror(errno));
    }
    ~Ear() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(Ear)

    QString path() const { return QFile::decodeName(m_path); }
    /// The next message; nothing when none comes in @p ms.
    QByteArray hear(int ms) const
    {
        pollfd waiting {.fd = m_descriptor, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, ms) <= 0)
            return {};
        QByteArray message(4'096, Qt::Uninitialized);
        const ssize_t size = ::recv(m_descriptor, message.data(), size_t(message.size()), 0);
        return message.first(std::max<qsizetype>(0, size));
    }
    /// Whether a message with @p line comes; those before it are passed over.
    bool hears(const QByteArray &line) const
    {
        for (QByteArray message = hear(longMs); !message.isEmpty(); message = hear(longMs)) {
            if (message.split('\n').contains(line))
                return true;
        }
        return false;
    }
    /// Takes what has come and gives it.
    QByteArrayList drain() const
    {
        QByteArrayList messages;
        for (QByteArray message = hear(0); !message.isEmpty(); message = hear(0))
            messages.append(message);
        return messages;
    }

private:
    const QByteArray m_path;
    const int m_descriptor;
};

/// One thread of a program, the first, stopped while the others go on. It is let go at the end.
class StoppedThread
{
public:
    explicit StoppedThread(qint64 program)
        : m_thread(pid_t(program))
    {
        m_stopped = ::ptrace(PTRACE_SEIZE, m_thread, nullptr, nullptr) == 0
            && ::ptrace(PTRACE_INTERRUPT, m_thread, nullptr, nullptr) == 0
            && ::waitpid(m_thread, nullptr, __WALL) == m_thread;
    }
    ~StoppedThread() { ::ptrace(PTRACE_DETACH, m_thread, nullptr, nullptr); }
    Q_DISABLE_COPY_MOVE(StoppedThread)
    bool stopped() const { return m_stopped; }

private:
    const pid_t m_thread;
    bool m_stopped = false;
};

void servedBy(const QString &socket)
{
    qputenv("NOTIFY_SOCKET", QFile::encodeName(socket));
    qputenv("WATCHDOG_USEC", QByteArray::number(patienceUs));
}

/// A command as the account nobody, in the groups named, in a home of its own.
CommandResult asNobody(const QString &group, const QString &home, const QStringList &command)
{
    QProcess process;
    QStringList words {u"--reuid=nobody"_s, u"--regid="_s + group,
                       u"--clear-groups"_s, u"env"_s,
                       u"HOME="_s + home,   u"XDG_DATA_HOME="_s + home};
    process.start(u"setpriv"_s, words + command);
    if (!process.waitForFinished(CtlShop::commandLimitMs))
        return {.complaints = u"did not end"_s};
    return {.exitCode = process.exitCode(),
            .output = QString::fromUtf8(process.readAllStandardOutput()),
            .complaints = QString::fromUtf8(process.readAllStandardError())};
}

}

/// The shop as a service of the machine: what its manager hears, and how counters join it.
class TestCtlService final : public QObject
{
    Q_OBJECT
private slots:
    void cleanup();
    void notice_threadHangs_isSilentUntilItGoesOn();
    void notice_withoutManager_saysNothing();
    void serve_firstThreadHangs_isSilent_andARestartHeals();
    void share_countersOfTheGroup_sellButOwnNothing();
    void share_withoutBeingAsked_staysPrivate();
};

void TestCtlService::cleanup()
{
    qunsetenv("NOTIFY_SOCKET");
    qunsetenv("WATCHDOG_USEC");
}

void TestCtlService::notice_threadHangs_isSilentUntilItGoesOn()
{
    const QTemporaryDir folder;
    const Ear ear(folder.filePath(u"notify"_s));
    servedBy(ear.path());
    QString stalled;
    ServiceNotice notice([&stalled] { return stalled; });
    notice.ready(u"http://127.0.0.1:5000"_s);
    QCOMPARE(ear.hear(0), "READY=1\nSTATUS=http://127.0.0.1:5000");
    QByteArrayList heard;
    QTRY_VERIFY_WITH_TIMEOUT((heard += ear.drain()).count("WATCHDOG=1") >= 3, longMs);
    stalled = u"orders"_s;
    heard.clear();
    QTRY_VERIFY_WITH_TIMEOUT((heard += ear.drain()).contains("STATUS=hanging: orders"), longMs);
    QVERIFY(!QTest::qWaitFor([&ear] { return !ear.drain().isEmpty(); }, silentMs / 3));
    stalled.clear();
    heard.clear();
    QTRY_VERIFY_WITH_TIMEOUT((heard += ear.drain()).contains("WATCHDOG=1"), longMs);
    QCOMPARE(heard.first(), "STATUS=http://127.0.0.1:5000");
    ear.drain();
    notice.stopping();
    QCOMPARE(ear.drain(), QByteArrayList {"STOPPING=1"});
}

void TestCtlService::notice_withoutManager_saysNothing()
{
    const QTemporaryDir folder;
    const Ear ear(folder.filePath(u"notify"_s));
    ServiceNotice notice([] { return QString(); });
    notice.ready(u"http://127.0.0.1:5000"_s);
    notice.stopping();
    QCOMPARE(ear.drain(), QByteArrayList());
}

void TestCtlService::serve_firstThreadHangs_isSilent_andARestartHeals()
{
    CtlShop shop;
    const Ear ear(shop.file(u"notify"_s));
    shop.setVariable(u"NOTIFY_SOCKET"_s, ear.path());
    shop.setVariable(u"WATCHDOG_USEC"_s, QString::number(patienceUs));
    QVERIFY(!shop.serve().isEmpty());
    QVERIFY(ear.hears("READY=1"));
    QVERIFY(ear.hears("WATCHDOG=1"));
    QVERIFY(ear.hears("WATCHDOG=1"));
    {
        const StoppedThread hanging(shop.programPid());
        QVERIFY(hanging.stopped());
        ear.drain();
        QCOMPARE(ear.hear(silentMs), QByteArray());
        shop.killServer(); // What the manager does then.
    }
    QVERIFY(!shop.serve().isEmpty());
    QVERIFY(ear.hears("READY=1"));
    QVERIFY(ear.hears("WATCHDOG=1"));
    QCOMPARE(shop.stopServer(), 0);
    QVERIFY(ear.hears("STOPPING=1"));
}

void TestCtlService::share_countersOfTheGroup_sellButOwnNothing()
{
    CtlShop shop;
    const QString file = shop.file(u"service.json"_s);
    shop.setVariable(u"BAKEHOUSE_POSTGRES_SHARE"_s, u"group"_s);
    shop.setVariable(u"BAKEHOUSE_SERVICE_FILE"_s, file);
    QVERIFY(!shop.serve().isEmpty());
    const QJsonObject told = QJsonDocument::fromJson(contentOf(file)).object();
    const QString url = told.value(u"database"_s).toString();
    QCOMPARE(told.value(u"api"_s).toString(), shop.api());
    const CommandResult status = shop.run({u"status"_s, u"--json"_s});
    QCOMPARE(QJsonDocument::fromJson(status.output.toUtf8())
                 .object()[u"database"_s]
                 .toObject()[u"counter_url"_s]
                 .toString(),
             url);

    const QFileInfo cluster(shop.data() + u"/cluster"_s);
    const QTemporaryDir home(QDir::tempPath() + u"/bakehouse-home-XXXXXX"_s);
    QVERIFY(::chown(QFile::encodeName(home.path()).constData(), 65'534, cluster.groupId()) == 0);
    const QStringList ask {u"BAKEHOUSE_SERVICE_FILE="_s + file, QStringLiteral(BAKEHOUSECTL),
                           u"status"_s, u"--json"_s};
    const CommandResult joined = asNobody(QString::number(cluster.groupId()), home.path(), ask);
    QVERIFY2(joined.exitCode == 0, qUtf8Printable(joined.complaints));
    const QJsonObject seen = QJsonDocument::fromJson(joined.output.toUtf8()).object();
    QCOMPARE(seen[u"database"_s].toObject()[u"url"_s].toString(), url);
    QVERIFY(!QFileInfo::exists(home.path() + u"/bakehouse/cluster"_s));

    const auto tries = [&](const QString &statement) {
        return asNobody(QString::number(cluster.groupId()), home.path(),
                        {u"psql"_s, u"-XAtqc"_s, statement, url});
    };
    QCOMPARE(tries(u"SELECT count(*) > 0 FROM bakehouse.catalogue_products"_s).output.trimmed(),
             u"t"_s);
    QVERIFY(tries(u"DELETE FROM bakehouse.receipts"_s).exitCode != 0);
    QVERIFY(tries(u"SET ROLE bakehouse_owner"_s).exitCode != 0);

    const QTemporaryDir stranger(QDir::tempPath() + u"/bakehouse-home-XXXXXX"_s);
    QVERIFY(::chown(QFile::encodeName(stranger.path()).constData(), 65'534, 65'534) == 0);
    const CommandResult refused = asNobody(u"nogroup"_s, stranger.path(), ask);
    QVERIFY(refused.exitCode != 0);
    QVERIFY2(refused.complaints.contains(u"this account may not use it"_s),
             qUtf8Printable(refused.complaints));
    QCOMPARE(shop.stopServer(), 0);
    QVERIFY(!QFileInfo::exists(file));
}

void TestCtlService::share_withoutBeingAsked_staysPrivate()
{
    CtlShop shop;
    const QString file = shop.file(u"service.json"_s);
    shop.setVariable(u"BAKEHOUSE_SERVICE_FILE"_s, file);
    QVERIFY(!shop.serve().isEmpty());
    QVERIFY(!QFileInfo::exists(file));
    const QString socket =
        QUrl(shop.databaseUrl()).query().section(u"host="_s, 1).section(u'&', 0, 0);
    const QFileInfo folder(QUrl::fromPercentEncoding(socket.toUtf8()));
    QVERIFY(folder.isDir());
    QVERIFY((folder.permissions() & (QFile::ExeGroup | QFile::ExeOther)) == 0);
}

QTEST_GUILESS_MAIN(TestCtlService)
#include "tst_ctl_service.moc"
