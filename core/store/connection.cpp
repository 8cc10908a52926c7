#include "connection.h"

#include "database_note.h"
#include "socket_platform.h"
#include "statements.h"

#include <QHash>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

// The parameters of libpq; what the address names itself comes first, the deadlines are ours.
static QList<std::pair<QByteArray, QByteArray>> connectParameters(
    const Connection::Options &options)
{
    DatabaseAddress address = options.address;
    const auto fallback = [&address](const QString &key, const QString &value) {
        if (address.value(key).isEmpty())
            address = address.with(key, value);
    };
    fallback(u"keepalives_idle"_s, u"10"_s);
    fallback(u"keepalives_interval"_s, u"3"_s);
    fallback(u"keepalives_count"_s, u"3"_s);
    fallback(u"tcp_user_timeout"_s, u"3000"_s);
    address = address.with(u"connect_timeout"_s, u"2"_s)
                  .with(u"client_encoding"_s, u"UTF8"_s)
                  .with(u"application_name"_s, u"bakehouse "_s + options.name);
    QList<std::pair<QByteArray, QByteArray>> parameters;
    for (const auto &[key, value] : address.parameters())
        parameters.append({key.toUtf8(), value.toUtf8()});
    return parameters;
}

static PGconn *connectTo(const Connection::Options &options)
{
    const QList<std::pair<QByteArray, QByteArray>> parameters = connectParameters(options);
    std::vector<const char *> keys;
    std::vector<const char *> values;
    for (const auto &[key, value] : parameters) {
        keys.push_back(key.constData());
        values.push_back(value.constData());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    return PQconnectdbParams(keys.data(), values.data(), 0);
}

static Error unavailable(Error::Reason reason, const QString &sentence)
{
    return {.code = Error::Code::Unavailable, .reason = reason, .detail = sentence};
}

static QString oneLine(const char *text)
{
    return QString::fromUtf8(text).simplified();
}

Connection::Connection(const Options &options)
    : m_options(options)
    , m_handle(connectTo(options))
{
    PQsetNoticeReceiver(m_handle, &Connection::takeNotice, this);
}

// Libpq would print them. Between calls the server's farewell comes as one too.
void Connection::takeNotice(void *connection, const pg_result *notice)
{
    const QByteArray severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity == "FATAL" || severity == "PANIC")
        static_cast<Connection *>(connection)->m_dismissed = true;
}

Connection::~Connection()
{
    PQfinish(m_handle);
}

Result<std::unique_ptr<Connection>> Connection::open(const Options &options,
                                                     CallSupervisor &supervisor)
{
    std::unique_ptr<Connection> connection(new Connection(options));
    if (PQstatus(connection->m_handle) != CONNECTION_OK)
        return unavailable(Error::Reason::DatabaseAway,
                           oneLine(PQerrorMessage(connection->m_handle)));
    constexpr std::chrono::seconds patience(3);
    SupervisedCall watch(supervisor, connection->call(CallSupervisor::Clock::now() + patience));
    const std::optional<Error> error = connection->begin();
    if (watch.end())
        return unavailable(Error::Reason::DatabaseAway,
                           u"The database accepted the connection and then did not answer."_s);
    if (error)
        return *error;
    return connection;
}

std::optional<Error> Connection::begin()
{
    try {
        Sql sql(*this);
        sql.run(u"connection_settings"_s,
                {QString::number(m_options.statementTimeoutMs),
                 QString::number(m_options.lockTimeoutMs)});
        return m_options.schema == Schema::Required ? enterSchema(sql) : std::nullopt;
    } catch (const SqlError &error) {
        const bool denied = error.sqlstate == "42501";
        Error refused = unavailable(Error::Reason::DatabaseAway, error.message);
        refused.code = denied ? Error::Code::Denied : refused.code;
        return refused;
    }
}

std::optional<Error> Connection::enterSchema(Sql &sql)
{
    const std::optional<SqlRow> row = sql.one(u"connection_schema"_s);
    const int newest = migrationSteps().empty() ? 0 : migrationSteps().back().version;
    if (!row || !row->flag(0))
        return unavailable(
            Error::Reason::SchemaMismatch,
            u"The database holds no Bakehouse tables yet: run `bakehousectl migrate`."_s);
    if (std::optional<Error> left = refusalOf(row->text(2)))
        return left;
    if (row->flag(1))
        sql.execute(u"connection_runtime_role"_s);
    const std::optional<SqlRow> applied = sql.one(u"connection_schema_version"_s);
    const qint64 version = applied ? applied->integer(0) : 0;
    if (version < newest)
        return unavailable(
            Error::Reason::SchemaMismatch,
            u"The database is at step %1 and this program needs step %2: run `bakehousectl "
            "migrate`."_s.arg(version)
                .arg(newest));
    if (version > newest)
        return unavailable(
            Error::Reason::SchemaMismatch,
            u"The database is at step %1 and this program knows only step %2: update the program."_s
                .arg(version)
                .arg(newest));
    return std::nullopt;
}

bool Connection::alive()
{
    do {
        if (PQconsumeInput(m_handle)
            == 0) // Once for what came, once for the end of file behind it.
            return false;
    } while (waitReadable(socket(), 0));
    PQisBusy(m_handle); // Reads what was taken in.
    return !m_dismissed && PQstatus(m_handle) == CONNECTION_OK;
}

bool Connection::inTransaction() const
{
    return PQtransactionStatus(m_handle) != PQTRANS_IDLE;
}

int Connection::socket() const
{
    return PQsocket(m_handle);
}

qint64 Connection::backendPid() const
{
    return PQbackendPID(m_handle);
}

CallSupervisor::Call Connection::call(CallSupervisor::Clock::time_point deadline) const
{
    return {.socket = socket(),
            .backendPid = backendPid(),
            .deadline = deadline,
            .onHung = m_options.onHung};
}

std::optional<std::pair<QString, QString>> Connection::nextNotification()
{
    const std::unique_ptr<PGnotify, decltype(&PQfreemem)> arrived(PQnotifies(m_handle), &PQfreemem);
    if (!arrived)
        return std::nullopt;
    return std::pair(QString::fromUtf8(arrived->relname), QString::fromUtf8(arrived->extra));
}

// Class 23 carries the offending row, customer's name included: its constraint says enough.
static QString errorText(const PGresult *result, const QByteArray &sqlstate)
{
    const QString primary = QString::fromUtf8(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    const bool personal = sqlstate.startsWith("23");
    const QString detail = QString::fromUtf8(
        PQresultErrorField(result, personal ? PG_DIAG_CONSTRAINT_NAME : PG_DIAG_MESSAGE_DETAIL));
    return detail.isEmpty() ? primary : u"%1 (%2)"_s.arg(primary, detail);
}

std::shared_ptr<pg_result> Connection::checked(pg_result *result)
{
    std::shared_ptr<pg_result> answer(result, &PQclear);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return answer;
    const QByteArray sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const QByteArray severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    throw SqlError {.sqlstate = sqlstate,
                    .message = sqlstate.isEmpty() ? oneLine(PQerrorMessage(m_handle))
                                                  : errorText(result, sqlstate),
                    .lost = PQstatus(m_handle) != CONNECTION_OK || severity == "FATAL"
                        || severity == "PANIC"};
}

void Connection::prepare(const QString &name)
{
    if (m_prepared.contains(name))
        return;
    const QByteArray text = statementText(name);
    if (text.isEmpty())
        throw SqlError {.message = u"There is no statement named "_s + name};
    checked(PQprepare(m_handle, name.toUtf8().constData(), text.constData(), 0, nullptr));
    m_prepared.insert(name);
}

std::shared_ptr<pg_result> Connection::perform(const QString &name, const SqlValues &values)
{
    std::vector<const char *> data;
    std::vector<int> lengths;
    std::vector<int> formats;
    for (const SqlValue &value : values) {
        if (!value.isNull() && !value.isBinary() && value.data().contains('\0'))
            throw SqlError {
                .sqlstate = "22021",
                .message = u"A text holds the character zero, which PostgreSQL cannot store."_s};
        data.push_back(value.isNull() ? nullptr : value.data().constData());
        lengths.push_back(static_cast<int>(value.data().size()));
        formats.push_back(value.isBinary() ? 1 : 0);
    }
    prepare(name);
    return checked(PQexecPrepared(m_handle, name.toUtf8().constData(),
                                  static_cast<int>(values.size()), data.data(), lengths.data(),
                                  formats.data(), 0));
}

std::shared_ptr<pg_result> Connection::execute(const QByteArray &text)
{
    return checked(PQexec(m_handle, text.constData()));
}
