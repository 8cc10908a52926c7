#include "server_probe.h"

#include "socket_platform.h"
#include "statements.h"

#include <QDeadlineTimer>
#include <QFile>

#include <array>
#include <memory>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int answerTimeoutMs = 5'000;

struct Finish {
    void operator()(PGconn *connection) const { PQfinish(connection); }
    void operator()(PGresult *result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Finish>;
using Answer = std::unique_ptr<PGresult, Finish>;

Error away(const char *words)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DatabaseAway,
            .detail = QString::fromUtf8(words).trimmed()};
}

Result<Connection> connectTo(const QString &socketFolder, int number, const QString &database)
{
    // All that an environment variable could bend is said here; an empty value would not do. Two
    // seconds are the least that libpq takes.
    const QByteArray host = QFile::encodeName(socketFolder);
    const QByteArray port = QByteArray::number(number);
    const QByteArray role = clusterRole().toUtf8();
    const QByteArray name = database.toUtf8();
    const std::array<const char *, 9> keys {"host",
                                            "port",
                                            "user",
                                            "dbname",
                                            "options",
                                            "connect_timeout",
                                            "application_name",
                                            "client_encoding",
                                            nullptr};
    const std::array<const char *, 9> values {host.constData(),
                                              port.constData(),
                                              role.constData(),
                                              name.constData(),
                                              "-c statement_timeout=5s",
                                              "2",
                                              "bakehouse cluster",
                                              "UTF8",
                                              nullptr};
    Connection connection(PQconnectdbParams(keys.data(), values.data(), 0));
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return away(PQerrorMessage(connection.get()));
    return connection;
}

Result<Answer> ask(PGconn *connection, const QString &statement)
{
    if (PQsendQuery(connection, statementText(statement).constData()) != 1)
        return away(PQerrorMessage(connection));
    const QDeadlineTimer deadline(answerTimeoutMs);
    while (PQisBusy(connection) == 1) {
        if (!waitReadable(PQsocket(connection), int(deadline.remainingTime())))
            return away("no answer");
        if (PQconsumeInput(connection) != 1)
            return away(PQerrorMessage(connection));
    }
    Answer answer(PQgetResult(connection));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return away(PQresultErrorMessage(answer.get()));
    return answer;
}

QString field(const PGresult *answer, int column)
{
    return PQntuples(answer) == 1 ? QString::fromUtf8(PQgetvalue(answer, 0, column)).trimmed()
                                  : QString();
}

}

Result<ServerIdentity> askIdentity(const QString &socketFolder)
{
    const Result<Connection> connection = connectTo(socketFolder, clusterPort(), u"postgres"_s);
    if (!connection)
        return connection.error();
    const Result<Answer> answer = ask(connection->get(), u"cluster_identity"_s);
    if (!answer)
        return answer.error();
    return ServerIdentity {.folder = field(answer->get(), 0), .id = field(answer->get(), 1)};
}

Result<void> ensureDatabase(const QString &socketFolder, int port)
{
    if (connectTo(socketFolder, port, clusterDatabase()))
        return {};
    const Result<Connection> connection = connectTo(socketFolder, port, u"postgres"_s);
    if (!connection)
        return connection.error();
    const Result<Answer> made = ask(connection->get(), u"cluster_database_create"_s);
    return made ? Result<void>() : made.error();
}

Result<void> ensureCounterRole(const QString &socketFolder)
{
    const Result<Connection> connection = connectTo(socketFolder, clusterPort(), u"postgres"_s);
    if (!connection)
        return connection.error();
    const Result<Answer> made = ask(connection->get(), u"cluster_counter_role"_s);
    return made ? Result<void>() : made.error();
}

QString counterRole()
{
    return u"bakehouse_counter"_s;
}

QString clusterRole()
{
    return u"bakehouse"_s;
}

QString clusterDatabase()
{
    return u"bakehouse"_s;
}

int clusterPort()
{
    return 5432;
}
