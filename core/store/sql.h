#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <concepts>
#include <memory>
#include <optional>
#include <vector>

class Connection;
struct pg_result;

/// What Sql throws and Database::run catches; never leaves the store.
struct SqlError {
    QByteArray sqlstate; ///< Empty when the connection broke without a word.
    QString message; ///< The server's words, detail included; for the log.
    bool lost = false; ///< The connection is gone and the outcome unknown.
};

/// A bound value. Numbers, flags, text, bytea, uuid, date, timestamptz, arrays, and nothing
/// (nullptr, an empty optional, an invalid date or time; a null QString is empty text). jsonb goes
/// as QString with `$1::jsonb` in the statement. Conversions are implicit: that is its purpose.
class SqlValue
{
public:
    SqlValue(std::nullptr_t) { } // NOLINT(google-explicit-constructor)
    template <std::integral T>
    SqlValue(T value) // NOLINT(google-explicit-constructor)
        : m_data(number(value))
        , m_null(false)
    {
    }
    SqlValue(const QString &text); // NOLINT(google-explicit-constructor)
    SqlValue(const QByteArray &bytes); // NOLINT(google-explicit-constructor)
    SqlValue(const QUuid &uuid); // NOLINT(google-explicit-constructor)
    SqlValue(QDate date); // NOLINT(google-explicit-constructor)
    SqlValue(const QDateTime &time); // NOLINT(google-explicit-constructor)
    template <typename T>
    SqlValue(const std::optional<T> &value) // NOLINT(google-explicit-constructor)
        : SqlValue(value ? SqlValue(*value) : SqlValue(nullptr))
    {
    }

    /// Array literals: bigint[] or int[], text[], uuid[], bytea[].
    static SqlValue array(const std::vector<qint64> &numbers);
    static SqlValue array(const QStringList &texts);
    static SqlValue array(const std::vector<QUuid> &uuids);
    static SqlValue array(const std::vector<QByteArray> &bytes);

    bool isNull() const { return m_null; }
    bool isBinary() const { return m_binary; }
    const QByteArray &data() const { return m_data; }

private:
    template <std::integral T> static QByteArray number(T value)
    {
        if constexpr (std::same_as<T, bool>)
            return value ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
        else
            return QByteArray::number(value);
    }
    static SqlValue literal(const QByteArray &text);

    QByteArray m_data;
    bool m_null = true;
    bool m_binary = false; ///< bytea travels as it is.
};

using SqlValues = std::vector<SqlValue>;

/// One row of an answer; light, shares the answer. Columns count from 0. Null reads as 0, empty,
/// false or an invalid value; ask isNull() where that differs. A column of another type throws.
class SqlRow
{
public:
    SqlRow(std::shared_ptr<const pg_result> answer, int row);

    bool isNull(int column) const;
    qint64 integer(int column) const;
    std::optional<qint64> optionalInteger(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const; ///< bytea.
    bool flag(int column) const;
    QUuid uuid(int column) const;
    QDate date(int column) const;
    QDateTime time(int column) const; ///< timestamptz in UTC, milliseconds.
    int micros(int column) const; ///< Microseconds of the same within its second, 0…999,999.
    QStringList texts(int column) const; ///< text[].

private:
    QByteArrayView raw(int column) const;

    std::shared_ptr<const pg_result> m_answer;
    int m_row;
};

/// Runs named statements of sql/statements on one connection, on its thread. Parameters are `$1`,
/// `$2`, …; each statement is prepared once per connection. Throws SqlError.
class Sql final
{
public:
    explicit Sql(Connection &connection);

    /// Gives the number of rows affected.
    qint64 run(const QString &name, const SqlValues &values = {});
    /// The first row, if any.
    std::optional<SqlRow> one(const QString &name, const SqlValues &values = {});
    std::vector<SqlRow> many(const QString &name, const SqlValues &values = {});
    /// A statement that cannot be prepared (BEGIN, SET, DO); no values. Gives the server's command
    /// tag.
    QByteArray execute(const QString &name);
    /// Statements of a file, in one go; for migrations.
    void script(const QByteArray &text);

private:
    Connection &m_connection;
};

/// A transaction that is rolled back unless committed.
class Transaction final
{
public:
    explicit Transaction(Sql &sql);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    /// Throws, also when the server answered ROLLBACK because a statement before had failed.
    void commit();

private:
    Sql &m_sql;
    bool m_open = true;
};
