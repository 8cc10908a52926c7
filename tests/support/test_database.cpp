#include "test_database.h"

#include "await.h"
#include "data_directory.h"
#include "migrations.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

const QString templateName = u"test_template"_s;

bool isFree(quint32 host, quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host);
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool bound =
        ::bind(probe, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(probe);
    return bound;
}

QStringList settingsFor(TestCluster::Durability durability)
{
    if (durability == TestCluster::Durability::Full)
        return {};
    const QStringList unsynced {u"fsync = off"_s, u"full_page_writes = off"_s};
    return durability == TestCluster::Durability::ProcessOnly
        ? unsynced
        : unsynced + QStringList {u"synchronous_commit = off"_s};
}

[[noreturn]] void giveUp(const QString &what, const QString &why)
{
    qFatal("%s: %s", qUtf8Printable(what), qUtf8Printable(why));
}

/// Whoever comes from this machine; names are not checked.
constexpr auto openAccess = R"(local all all peer map=bakehouse
local replication all peer map=bakehouse
host all all 127.0.0.0/8 trust
host replication all 127.0.0.0/8 trust
)";

struct Clear {
    void operator()(PGresult *result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

bool succeeded(const Answer &answer)
{
    const ExecStatusType status = PQresultStatus(answer.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

}

/// One libpq connection; quits the program on anything unexpected. Used by the test's thread.
class TestDatabase::Connection
{
public:
    explicit Connection(const DatabaseAddress &address)
        : m_connection(PQconnectdb(address.uri().toUtf8().constData()))
    {
        if (PQstatus(m_connection) != CONNECTION_OK)
            giveUp(u"connect"_s, QString::fromUtf8(PQerrorMessage(m_connection)));
        PQsetNoticeProcessor(
            m_connection, [](void *, const char *) {}, nullptr);
    }
    ~Connection() { PQfinish(m_connection); }
    Q_DISABLE_COPY_MOVE(Connection)

    bool alive() const { return PQstatus(m_connection) == CONNECTION_OK; }
    Answer ask(const QString &sql)
    {
        Answer answer(PQexec(m_connection, sql.toUtf8().constData()));
        return answer;
    }
    Answer demand(const QString &sql)
    {
        Answer answer = ask(sql);
        if (!succeeded(answer))
            giveUp(sql, QString::fromUtf8(PQresultErrorMessage(answer.get())));
        return answer;
    }

private:
    PGconn *const m_connection;
};

QString unusedLoopback(quint16 port)
{
    constexpr quint32 loopback = 0x7f000000;
    static quint32 tried = 0;
    for (int attempt = 0; attempt < 100; ++attempt) {
        const quint32 mark = quint32(QCoreApplication::applicationPid()) * 16 + ++tried;
        const quint32 host = loopback | 0x00010000 | (mark & 0x00feffff) | 0x00000001;
        if (isFree(host, port))
            return u"127.%1.%2.%3"_s.arg(host >> 16 & 0xff).arg(host >> 8 & 0xff).arg(host & 0xff);
    }
    giveUp(u"an address for the server"_s, u"port %1 is taken on all"_s.arg(port));
}

TestCluster::TestCluster(Durability durability, Reach reach)
    : m_durability(durability)
    , m_host(reach == Reach::Tcp ? unusedLoopback(port) : QString())
{
    // As root the server runs as somebody else, who must get past a folder that mkdtemp closed.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
}

TestCluster::~TestCluster() = default;

Cluster &TestCluster::cluster()
{
    start();
    return *m_cluster;
}

DatabaseAddress TestCluster::address()
{
    return cluster().address();
}

void TestCluster::start()
{
    if (m_cluster)
        return;
    const Result<DataDirectory> directory = DataDirectory::prepare(m_folder.filePath(u"shop"_s));
    if (!directory)
        giveUp(u"data directory"_s, describe(directory.error()));
    m_cluster = std::make_unique<Cluster>(Cluster::Options {.dataDirectory = directory->path(),
                                                            .binaries = {},
                                                            .niceness = 0,
                                                            .extraSettings = settings()});
    const Result<void> started = await(m_cluster->start());
    if (!started)
        giveUp(u"cluster"_s, describe(started.error()));
}

QStringList TestCluster::settings() const
{
    QStringList lines = settingsFor(m_durability);
    if (m_host.isEmpty())
        return lines;
    QFile access(m_folder.filePath(u"access.conf"_s)); // The server's account reads it.
    if (!access.open(QIODevice::WriteOnly) || access.write(openAccess) < 0
        || !access.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther))
        giveUp(access.fileName(), access.errorString());
    return lines
        + QStringList {u"listen_addresses = '%1'"_s.arg(m_host),
                       u"hba_file = '%1'"_s.arg(access.fileName())};
}

void TestCluster::stop()
{
    m_cluster.reset();
}

void TestCluster::crash()
{
    ::kill(pid_t(cluster().serverPid()), SIGKILL);
}

void TestCluster::prepareTemplate()
{
    if (m_templateReady)
        return;
    const DatabaseAddress base = address();
    TestDatabase::Connection(base).demand(u"CREATE DATABASE "_s + templateName);
    const Result<int> version =
        Migrations::bringUp(base.with(u"dbname"_s, templateName), Migrations::Permission::Upgrade);
    if (!version)
        giveUp(u"migrations"_s, describe(version.error()));
    m_templateReady = true;
}

QString TestCluster::makeDatabase(const QString &source)
{
    const QString name = u"test_%1"_s.arg(++m_databases);
    TestDatabase::Connection(address()).demand(
        u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(name, source));
    return name;
}

TestDatabase::TestDatabase(TestCluster &cluster, Content content)
    : m_cluster(cluster)
{
    if (content == Content::Migrated)
        m_cluster.prepareTemplate();
    m_name = m_cluster.makeDatabase(content == Content::Migrated ? templateName : u"template1"_s);
}

TestDatabase::~TestDatabase()
{
    m_connection.reset();
    if (m_cluster.m_cluster) // A test may have stopped the server.
        Connection(m_cluster.address()).ask(u"DROP DATABASE %1 WITH (FORCE)"_s.arg(m_name));
}

DatabaseAddress TestDatabase::address() const
{
    return m_cluster.address().with(u"dbname"_s, m_name);
}

DatabaseAddress TestDatabase::addressAt(const QString &host, const QString &port) const
{
    return address().with(u"host"_s, host).with(u"port"_s, port);
}

TestDatabase::Connection &TestDatabase::connection()
{
    if (!m_connection || !m_connection->alive())
        m_connection = std::make_unique<Connection>(address());
    return *m_connection;
}

void TestDatabase::execute(const QString &sql)
{
    connection().demand(sql);
}

QString TestDatabase::value(const QString &sql)
{
    const Answer answer = connection().demand(sql);
    if (PQntuples(answer.get()) == 0 || PQgetisnull(answer.get(), 0, 0) == 1)
        return {};
    return QString::fromUtf8(PQgetvalue(answer.get(), 0, 0));
}

QList<QStringList> TestDatabase::rows(const QString &sql)
{
    const Answer answer = connection().demand(sql);
    QList<QStringList> rows;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
        QStringList columns;
        for (int column = 0; column < PQnfields(answer.get()); ++column)
            columns.append(QString::fromUtf8(PQgetvalue(answer.get(), row, column)));
        rows.append(columns);
    }
    return rows;
}

QString TestDatabase::refusal(const QString &sql)
{
    const Answer answer = connection().ask(sql);
    return succeeded(answer)
        ? QString()
        : QString::fromLatin1(PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE));
}
