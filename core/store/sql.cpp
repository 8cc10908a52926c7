#include "sql.h"

#include "connection.h"
#include "statements.h"

#include <QTimeZone>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

SqlValue::SqlValue(const QString &text)
    : m_data(text.toUtf8())
    , m_null(false)
{
}

SqlValue::SqlValue(const QByteArray &bytes)
    : m_data(bytes)
    , m_null(false)
    , m_binary(true)
{
}

SqlValue::SqlValue(const QUuid &uuid)
    : m_data(uuid.toByteArray(QUuid::WithoutBraces))
    , m_null(false)
{
}

SqlValue::SqlValue(QDate date)
    : m_data(date.toString(Qt::ISODate).toLatin1())
    , m_null(!date.isValid())
{
}

SqlValue::SqlValue(const QDateTime &time)
    : m_data(time.toUTC().toString(Qt::ISODateWithMs).toLatin1())
    , m_null(!time.isValid())
{
}

SqlValue SqlValue::literal(const QByteArray &text)
{
    SqlValue value(nullptr);
    value.m_data = text;
    value.m_null = false;
    return value;
}

// '{a,b}' of @p items, each made by @p write.
template <typename Items, typename Write>
static QByteArray arrayLiteral(const Items &items, Write write)
{
    QByteArray text = "{";
    for (const auto &item : items) {
        if (text.size() > 1)
            text += ',';
        text += write(item);
    }
    return text + '}';
}

static QByteArray quotedElement(const QString &element)
{
    QByteArray text = element.toUtf8();
    text.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + text + '"';
}

SqlValue SqlValue::array(const std::vector<qint64> &numbers)
{
    return literal(arrayLiteral(numbers, [](qint64 number) { return QByteArray::number(number); }));
}

SqlValue SqlValue::array(const QStringList &texts)
{
    return literal(arrayLiteral(texts, quotedElement));
}

SqlValue SqlValue::array(const std::vector<QUuid> &uuids)
{
    return literal(arrayLiteral(
        uuids, [](const QUuid &uuid) { return uuid.toByteArray(QUuid::WithoutBraces); }));
}

SqlValue SqlValue::array(const std::vector<QByteArray> &bytes)
{
    return literal(
        arrayLiteral(bytes, [](const QByteArray &item) { return R"("\\x)" + item.toHex() + '"'; }));
}

SqlRow::SqlRow(std::shared_ptr<const pg_result> answer, int row)
    : m_answer(std::move(answer))
    , m_row(row)
{
}

QByteArrayView SqlRow::raw(int column) const
{
    Q_ASSERT(column >= 0 && column < PQnfields(m_answer.get()));
    return {PQgetvalue(m_answer.get(), m_row, column), PQgetlength(m_answer.get(), m_row, column)};
}

[[noreturn]] static void throwMisread(QByteArrayView value, const QString &type)
{
    throw SqlError {.message = u"An answer holds \"%1\" where %2 is expected."_s.arg(
                        QString::fromUtf8(value.first(qMin<qsizetype>(value.size(), 40))), type)};
}

bool SqlRow::isNull(int column) const
{
    return PQgetisnull(m_answer.get(), m_row, column) == 1;
}

qint64 SqlRow::integer(int column) const
{
    if (isNull(column))
        return 0;
    bool readable = false;
    const qint64 value = raw(column).toLongLong(&readable);
    if (!readable)
        throwMisread(raw(column), u"a number"_s);
    return value;
}

std::optional<qint64> SqlRow::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

QString SqlRow::text(int column) const
{
    return QString::fromUtf8(raw(column));
}

QByteArray SqlRow::bytes(int column) const
{
    const QByteArrayView value = raw(column);
    if (value.isEmpty())
        return {};
    if (!value.startsWith("\\x"))
        throwMisread(value, u"a bytea"_s);
    return QByteArray::fromHex(QByteArray::fromRawData(value.data() + 2, value.size() - 2));
}

bool SqlRow::flag(int column) const
{
    const QByteArrayView value = raw(column);
    if (!value.isEmpty() && value != "t" && value != "f")
        throwMisread(value, u"a flag"_s);
    return value == "t";
}

QUuid SqlRow::uuid(int column) const
{
    if (isNull(column))
        return {};
    const QUuid value = QUuid::fromString(QLatin1StringView(raw(column)));
    if (value.isNull() && raw(column) != "00000000-0000-0000-0000-000000000000")
        throwMisread(raw(column), u"a uuid"_s);
    return value;
}

QDate SqlRow::date(int column) const
{
    if (isNull(column))
        return {};
    const QDate value = QDate::fromString(QLatin1StringView(raw(column)).toString(), Qt::ISODate);
    if (!value.isValid())
        throwMisread(raw(column), u"a date"_s);
    return value;
}

/// The number of @p count digits at @p from; -1 where others stand.
static int digits(QByteArrayView text, qsizetype from, qsizetype count)
{
    int number = 0;
    for (const char character : text.sliced(from, count)) {
        if (character < '0' || character > '9')
            return -1;
        number = number * 10 + (character - '0');
    }
    return number;
}

// "2026-01-01 00:00:00.123456+00": the session is in UTC, trailing zeros of the fraction are left
// out. Read by hand: the worker reads hundreds of them in each round.
QDateTime SqlRow::time(int column) const
{
    constexpr qsizetype shortest = 22; // without a fraction
    if (isNull(column))
        return {};
    const QByteArrayView value = raw(column);
    if (value.size() < shortest || !value.endsWith("+00"))
        throwMisread(value, u"a time in UTC"_s);
    const QDate date(digits(value, 0, 4), digits(value, 5, 2), digits(value, 8, 2));
    const QTime time(digits(value, 11, 2), digits(value, 14, 2), digits(value, 17, 2),
                     micros(column) / 1'000);
    if (!date.isValid() || !time.isValid())
        throwMisread(value, u"a time in UTC"_s);
    return {date, time, Qt::UTC};
}

int SqlRow::micros(int column) const
{
    constexpr int places = 6;
    const QByteArrayView value = raw(column);
    int fraction = 0;
    qsizetype at = value.indexOf('.') + 1;
    for (int place = 0; at > 0 && place < places; ++place) {
        const bool written = at < value.size() && value[at] >= '0' && value[at] <= '9';
        fraction = fraction * 10 + (written ? value[at] - '0' : 0);
        at += written ? 1 : 0;
    }
    return fraction;
}

QStringList SqlRow::texts(int column) const
{
    QStringList elements;
    QByteArray element;
    bool quoted = false;
    const QByteArrayView value = raw(column);
    if (value.size() <= 2) // Null or {}.
        return elements;
    for (qsizetype at = 1; at < value.size(); ++at) {
        const char character = value[at];
        if (character == '\\') {
            element += value[++at];
        } else if (character == '"') {
            quoted = !quoted;
        } else if (!quoted && (character == ',' || character == '}')) {
            elements.append(QString::fromUtf8(element));
            element.clear();
        } else {
            element += character;
        }
    }
    return elements;
}

Sql::Sql(Connection &connection)
    : m_connection(connection)
{
}

qint64 Sql::run(const QString &name, const SqlValues &values)
{
    return QByteArrayView(PQcmdTuples(m_connection.perform(name, values).get())).toLongLong();
}

std::optional<SqlRow> Sql::one(const QString &name, const SqlValues &values)
{
    const std::shared_ptr<const pg_result> answer = m_connection.perform(name, values);
    return PQntuples(answer.get()) > 0 ? std::optional(SqlRow(answer, 0)) : std::nullopt;
}

std::vector<SqlRow> Sql::many(const QString &name, const SqlValues &values)
{
    const std::shared_ptr<const pg_result> answer = m_connection.perform(name, values);
    const int count = PQntuples(answer.get());
    std::vector<SqlRow> rows;
    rows.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row)
        rows.emplace_back(answer, row);
    return rows;
}

QByteArray Sql::execute(const QString &name)
{
    const QByteArray text = statementText(name);
    if (text.isEmpty())
        throw SqlError {.message = u"There is no statement named "_s + name};
    return PQcmdStatus(m_connection.execute(text).get());
}

void Sql::script(const QByteArray &text)
{
    m_connection.execute(text);
}

Transaction::Transaction(Sql &sql)
    : m_sql(sql)
{
    m_sql.execute(u"transaction_begin"_s);
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_sql.execute(u"transaction_rollback"_s);
    } catch (const SqlError &) {
        // The connection is gone, and the transaction with it.
    }
}

void Transaction::commit()
{
    m_open = false;
    if (m_sql.execute(u"transaction_commit"_s) != "COMMIT")
        throw SqlError {.sqlstate = "25P02",
                        .message = u"The transaction had failed before and was rolled back."_s};
}
