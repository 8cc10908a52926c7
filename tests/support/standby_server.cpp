#include "standby_server.h"

#include "server_binaries.h"
#include "server_probe.h"
#include "test_database.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int limitMs = 60'000;
constexpr int lookMs = 20;

[[noreturn]] void giveUp(const QString &what, const QString &why)
{
    qFatal("%s: %s", qUtf8Printable(what), qUtf8Printable(why));
}

template <typename F> void await(const QString &what, F reached)
{
    const QDeadlineTimer limit(limitMs);
    while (!reached()) {
        if (limit.hasExpired())
            giveUp(what, u"it takes too long"_s);
        QEventLoop pause;
        QTimer::singleShot(lookMs, &pause, &QEventLoop::quit);
        pause.exec();
    }
}

QString folderOf(const QTemporaryDir &folder)
{
    return folder.filePath(u"standby"_s);
}

}

StandbyServer::StandbyServer(TestCluster &primary)
    : m_host(unusedLoopback(TestCluster::port))
{
    // As root the server runs as somebody else, who must get past a folder that mkdtemp closed.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    const Result<ServerAccount> account = ServerAccount::forCluster(folderOf(m_folder));
    if (!account)
        giveUp(u"account of the standby"_s, describe(account.error()));
    m_account = *account;
    copy(primary);
    run();
}

StandbyServer::~StandbyServer()
{
    m_server->request(ServerProcess::Request::FinishAtOnce);
    await(u"the end of the standby"_s, [this] { return m_server->ended(); });
}

std::unique_ptr<ServerProcess> StandbyServer::start(const QString &program,
                                                    const QStringList &arguments) const
{
    const Result<ServerBinaries> binaries = ServerBinaries::find({}, 0);
    if (!binaries)
        giveUp(program, describe(binaries.error()));
    Result<std::unique_ptr<ServerProcess>> process =
        ServerProcess::start({.program = binaries->program(program),
                              .arguments = arguments,
                              .account = m_account,
                              .outputFile = m_folder.filePath(u"log"_s)});
    if (!process)
        giveUp(program, describe(process.error()));
    return *std::move(process);
}

void StandbyServer::copy(TestCluster &primary) const
{
    if (const Result<void> made = m_account.makeFolder(folderOf(m_folder)); !made)
        giveUp(u"folder of the standby"_s, describe(made.error()));
    const QString from = primary.address()
                             .with(u"host"_s, primary.host())
                             .with(u"port"_s, QString::number(TestCluster::port))
                             .uri();
    const std::unique_ptr<ServerProcess> backup =
        start(u"pg_basebackup"_s,
              {u"--pgdata"_s, folderOf(m_folder), u"--write-recovery-conf"_s, u"--wal-method"_s,
               u"stream"_s, u"--checkpoint"_s, u"fast"_s, u"--dbname"_s, from});
    await(u"pg_basebackup"_s, [&backup] { return backup->ended(); });
    QFile log(m_folder.filePath(u"log"_s));
    if (!backup->succeeded() && log.open(QIODevice::ReadOnly))
        giveUp(u"pg_basebackup"_s, QString::fromUtf8(log.readAll()));
}

void StandbyServer::run()
{
    m_server = start(u"postgres"_s,
                     {u"-D"_s, folderOf(m_folder), u"-c"_s,
                      u"config_file=%1/bakehouse.conf"_s.arg(folderOf(m_folder)), u"-c"_s,
                      u"listen_addresses="_s + m_host, u"-c"_s, u"unix_socket_directories="_s});
    await(u"the standby"_s, [this] { return ask(u"SELECT pg_is_in_recovery()"_s) == u"t"_s; });
}

void StandbyServer::promote() const
{
    await(u"the promotion"_s, [this] { return ask(u"SELECT pg_promote(true, 60)"_s) == u"t"_s; });
}

/// The first value; a null text when there is no answer.
QString StandbyServer::ask(const QString &sql) const
{
    const DatabaseAddress address =
        DatabaseAddress::forSocket(m_host, clusterRole(), u"postgres"_s);
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        PQconnectdb(address.uri().toUtf8().constData()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(
        PQexec(connection.get(), sql.toUtf8().constData()), &PQclear);
    return PQntuples(answer.get()) == 1 ? QString::fromUtf8(PQgetvalue(answer.get(), 0, 0))
                                        : QString();
}
