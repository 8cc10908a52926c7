#pragma once

#include "result.h"

#include <QList>
#include <QString>

#include <utility>

/// Where a PostgreSQL server is: any libpq URI or key=value string, taken apart by libpq itself.
/// A value; its text form for people never shows the password.
class DatabaseAddress
{
public:
    DatabaseAddress() = default;
    /// Errors: Invalid/BadField, field "database", for what libpq refuses or a value with ';'.
    static Result<DatabaseAddress> parse(const QString &text);
    /// The private cluster behind @p socketDirectory.
    static DatabaseAddress forSocket(const QString &socketDirectory, const QString &user,
                                     const QString &database);

    const QList<std::pair<QString, QString>> &parameters() const { return m_parameters; }
    QString value(const QString &key) const;
    DatabaseAddress with(const QString &key, const QString &value) const;
    /// "postgresql://user@host:port/db?…", password included: for run.json (0600) and child
    /// processes.
    QString uri() const;
    /// The same with the password as "***".
    QString redactedUri() const;

private:
    QList<std::pair<QString, QString>> m_parameters;
};
