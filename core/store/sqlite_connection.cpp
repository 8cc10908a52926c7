#include "sqlite_connection.h"

#include "sqlite_faults.h"
#include "statements.h"

#include <QSqlError>
#include <QSqlRecord>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

// A look from outside (sqlite3 on a console) may hold the file for a moment.
const QString options = u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=2000"_s;

/// As a URI, since only that says "do not make the file".
QString address(const QString &path, SqliteConnection::Access access)
{
    const QString file = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    switch (access) {
    case SqliteConnection::Access::Existing:
        return file + u"?mode=rw"_s;
    case SqliteConnection::Access::Make:
        return file + u"?mode=rwc"_s;
    case SqliteConnection::Access::Look:
        return file + u"?mode=ro"_s;
    }
    Q_UNREACHABLE();
}

SqliteFailure failureOf(const QSqlError &error, const QString &step)
{
    // The low byte is the code proper, the rest says more about it.
    return {.code = error.nativeErrorCode().toInt() & 0xff,
            .message = step + u": "_s + error.text()};
}

SqliteFailure pretended(int code, const QString &step)
{
    return {.code = code & 0xff, .message = step + u": pretended failure %1"_s.arg(code)};
}

QVariantList valuesOf(const QSqlQuery &query, int columns)
{
    QVariantList values;
    values.reserve(columns);
    for (int column = 0; column < columns; ++column)
        values.append(query.value(column));
    return values;
}

} // namespace

SqliteConnection::SqliteConnection(const QString &path, Access access, SqliteFaults *faults)
    : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_faults(faults)
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    m_database.setConnectOptions(options);
    m_database.setDatabaseName(address(path, access));
    if (m_database.open())
        return;
    const QSqlError error = m_database.lastError();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
    throw failureOf(error, u"open"_s);
}

SqliteConnection::~SqliteConnection()
{
    m_statements.clear(); // An unfinished statement would keep the file open.
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

SqliteConnection::Statement &SqliteConnection::prepared(const QString &name)
{
    if (const auto known = m_statements.find(name); known != m_statements.end())
        return known->second;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(QString::fromUtf8(statementText(name))))
        throw failureOf(query.lastError(), name);
    return m_statements.emplace(name, Statement {.query = std::move(query)}).first->second;
}

SqliteConnection::Statement &SqliteConnection::start(const QString &name,
                                                     const QVariantList &values)
{
    Statement &statement = prepared(name);
    QSqlQuery &query = statement.query;
    if (const int code = m_faults ? m_faults->before(name) : 0)
        throw pretended(code, name);
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), values[i]);
    if (!query.exec())
        throw failureOf(query.lastError(), name);
    if (statement.columns == 0 && query.isSelect())
        statement.columns = query.record().count(); // Slow: it copies the columns' names.
    return statement;
}

void SqliteConnection::finish(QSqlQuery &query, const QString &name)
{
    const QSqlError error = query.lastError();
    query.finish(); // Lets go of the read lock.
    if (error.isValid())
        throw failureOf(error, name);
    if (const int code = m_faults ? m_faults->after(name) : 0)
        throw pretended(code, name);
}

std::optional<QVariantList> SqliteConnection::execute(const QString &name)
{
    if (const int code = m_faults ? m_faults->before(name) : 0)
        throw pretended(code, name);
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString::fromUtf8(statementText(name))))
        throw failureOf(query.lastError(), name);
    std::optional<QVariantList> row;
    if (query.next())
        row = valuesOf(query, query.record().count());
    finish(query, name);
    return row;
}

void SqliteConnection::run(const QString &name, const QVariantList &values)
{
    finish(start(name, values).query, name);
}

std::optional<QVariantList> SqliteConnection::one(const QString &name, const QVariantList &values)
{
    Statement &statement = start(name, values);
    std::optional<QVariantList> row;
    if (statement.query.next())
        row = valuesOf(statement.query, statement.columns);
    finish(statement.query, name);
    return row;
}

std::vector<QVariantList> SqliteConnection::many(const QString &name, const QVariantList &values)
{
    Statement &statement = start(name, values);
    std::vector<QVariantList> rows;
    while (statement.query.next())
        rows.push_back(valuesOf(statement.query, statement.columns));
    finish(statement.query, name);
    return rows;
}

void SqliteConnection::begin(Sync sync)
{
    if (m_sync != sync) {
        m_sync = Sync::Unknown;
        execute(sync == Sync::Full ? u"sqlite_synchronous_full"_s : u"sqlite_synchronous_normal"_s);
        m_sync = sync;
    }
    run(u"sqlite_begin"_s);
}

void SqliteConnection::commit()
{
    run(u"sqlite_commit"_s);
}

bool SqliteConnection::checkpoint()
{
    const std::optional<QVariantList> row = execute(u"sqlite_checkpoint"_s);
    // Pages in the log and pages brought over; -1 and -1 when there is no log.
    return row && row->size() == 3 && row->at(1).toInt() == row->at(2).toInt();
}
