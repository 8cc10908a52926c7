#pragma once

#include "cluster.h"
#include "data_directory.h"

#include <QString>

/// A shop as an older program left it: its database is at an earlier step of the schema. Works on
/// the folder itself, while no program has it; owned by a test.
class OldShop
{
public:
    explicit OldShop(QString data);

    /// Makes it, with the sample goods, at step @p steps. Empty, or what went wrong.
    QString make(int steps) const;
    /// Starts the server, runs @p sql as its superuser, stops it. First column of the first row;
    /// ends the test program when the server refuses.
    QString ask(const QString &sql) const;
    QString step() const
    {
        return ask(QStringLiteral("SELECT max(version) FROM bakehouse.schema_migrations"));
    }
    /// What the shop sells, in one figure.
    QString goods() const;

private:
    QString withServer(const QString &script) const;

    const QString m_data;
};
