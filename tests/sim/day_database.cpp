#include "day_database.h"

#include <QTest>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {

struct Clear {
    void operator()(PGresult *result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

/// As a superuser, because the backends that it ends are a superuser's. Numbers of a sequence are
/// not given back with a transaction, so the count goes on.
const QString dyingSql = uR"(
CREATE SEQUENCE public.day_rows;
GRANT USAGE ON SEQUENCE public.day_rows TO PUBLIC;
CREATE FUNCTION public.day_die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    v_row bigint := nextval('public.day_rows');
BEGIN
    IF v_row = %1 OR (%2 AND v_row > %1) THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
    END IF;
    RETURN NULL;
END $$;
)"_s;

/// A copied database has sequences in it whose next numbers are not in its log: after a crash they
/// would be given again.
const QString settleSequencesSql =
    u"SELECT setval(format('%I.%I', schemaname, sequencename), last_value) FROM pg_sequences "
    "WHERE last_value IS NOT NULL"_s;

const QStringList busyTables {
    u"tills"_s,           u"entries"_s, u"receipts"_s,    u"receipt_lines"_s,
    u"stock_movements"_s, u"orders"_s,  u"order_lines"_s, u"jobs"_s};

}

/// One libpq connection; ends the program on anything unexpected.
class DayDatabase::Connection
{
public:
    explicit Connection(const DatabaseAddress &address)
        : m_connection(PQconnectdb(address.uri().toUtf8().constData()))
    {
        if (PQstatus(m_connection) != CONNECTION_OK)
            qFatal("connect: %s", PQerrorMessage(m_connection));
        PQsetNoticeProcessor(
            m_connection, [](void *, const char *) {}, nullptr);
    }
    ~Connection() { PQfinish(m_connection); }
    Q_DISABLE_COPY_MOVE(Connection)

    Answer demand(const QString &sql)
    {
        Answer answer(PQexec(m_connection, sql.toUtf8().constData()));
        const ExecStatusType status = PQresultStatus(answer.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            qFatal("%s: %s", qUtf8Printable(sql), PQresultErrorMessage(answer.get()));
        return answer;
    }

private:
    PGconn *const m_connection;
};

DayDatabase::DayDatabase(TestCluster &cluster, TestDatabase &administration, int number)
    : m_cluster(cluster)
    , m_administration(administration)
    , m_name(u"day_%1"_s.arg(number))
    , m_copy(m_name + u"_copy"_s)
{
    m_administration.execute(u"CREATE DATABASE %1 TEMPLATE test_template"_s.arg(m_name));
    execute(settleSequencesSql);
}

DayDatabase::~DayDatabase()
{
    m_connection.reset();
    for (const QString &name : {m_name, m_copy})
        m_administration.execute(u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(name));
}

DatabaseAddress DayDatabase::address() const
{
    return m_cluster.address().with(u"dbname"_s, m_name);
}

void DayDatabase::endConnections()
{
    m_connection.reset();
    m_administration.execute(
        u"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '%1'"_s.arg(
            m_name));
}

void DayDatabase::goAway()
{
    m_away = true;
    m_administration.execute(u"ALTER DATABASE %1 ALLOW_CONNECTIONS false"_s.arg(m_name));
    endConnections();
}

void DayDatabase::comeBack()
{
    m_away = false;
    m_administration.execute(u"ALTER DATABASE %1 ALLOW_CONNECTIONS true"_s.arg(m_name));
}

void DayDatabase::crashServer()
{
    m_connection.reset();
    const QByteArray uri = m_cluster.address().uri().toUtf8();
    const qint64 before = m_cluster.cluster().serverPid();
    m_cluster.crash();
    const auto back = [&] {
        const qint64 pid = m_cluster.cluster().serverPid();
        return pid > 0 && pid != before && PQping(uri.constData()) == PQPING_OK;
    };
    if (!QTest::qWaitFor(back, 60'000))
        qFatal("the server did not come back");
    // Notices that its connection is gone.
    static_cast<void>(m_administration.refusal(u"SELECT 1"_s));
}

void DayDatabase::keepCopy()
{
    const bool away = m_away;
    goAway();
    m_administration.execute(u"DROP DATABASE IF EXISTS %1"_s.arg(m_copy));
    m_administration.execute(u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(m_copy, m_name));
    m_copied = true;
    if (!away)
        comeBack();
}

void DayDatabase::restoreCopy()
{
    Q_ASSERT(m_copied);
    const bool away = m_away;
    goAway();
    m_administration.execute(u"DROP DATABASE %1 WITH (FORCE)"_s.arg(m_name));
    m_administration.execute(u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(m_name, m_copy));
    m_away = false; // A new database takes connections.
    execute(settleSequencesSql);
    if (away)
        goAway();
}

void DayDatabase::dieAtRow(int row, Dying dying)
{
    QString sql = dyingSql.arg(row).arg(dying == Dying::Always ? u"true"_s : u"false"_s);
    for (const QString &table : busyTables) {
        sql += u"CREATE TRIGGER day_die AFTER INSERT OR UPDATE ON bakehouse.%1 FOR EACH ROW "
               "EXECUTE FUNCTION public.day_die();\n"_s.arg(table);
    }
    execute(sql);
}

void DayDatabase::dieNoMore()
{
    execute(u"DROP FUNCTION public.day_die() CASCADE; DROP SEQUENCE public.day_rows"_s);
}

DayDatabase::Connection &DayDatabase::connection()
{
    if (!m_connection)
        m_connection = std::make_unique<Connection>(address());
    return *m_connection;
}

void DayDatabase::execute(const QString &sql)
{
    connection().demand(sql);
}

QList<QStringList> DayDatabase::rows(const QString &sql)
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

QStringList DayDatabase::column(const QString &sql)
{
    QStringList values;
    for (const QStringList &row : rows(sql))
        values.append(row.front());
    return values;
}
