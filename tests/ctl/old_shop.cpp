#include "old_shop.h"

#include "statements.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace {

constexpr int limitMs = 120'000;

/// As Migrations does it, with the first @p steps only.
QString scriptOf(int steps)
{
    QString script = u"BEGIN;\n"_s;
    for (const MigrationStep &step : migrationSteps()) {
        if (step.version > steps)
            break;
        if (step.version > 1)
            script += u"SET LOCAL ROLE bakehouse_owner;"
                      "SET LOCAL search_path = bakehouse, pg_temp;\n"_s;
        const QString note = u"INSERT INTO bakehouse.schema_migrations (version, name, sha256) "
                             "VALUES (%1, '%2', '%3');\n"_s;
        script +=
            QString::fromUtf8(step.text) + u'\n' + note.arg(step.version).arg(step.name, step.sum);
    }
    return script + u"SELECT bakehouse.seed_samples();\nCOMMIT;\n"_s;
}

} // namespace

OldShop::OldShop(QString data)
    : m_data(std::move(data))
{
}

QString OldShop::make(int steps) const
{
    withServer(scriptOf(steps));
    return step() == QString::number(steps) ? QString() : u"it is at step "_s + step();
}

QString OldShop::ask(const QString &sql) const
{
    return withServer(sql).section(u'\n', 0, 0);
}

QString OldShop::goods() const
{
    return ask(u"SELECT count(*) || ' goods, ' || sum(price_minor) FROM bakehouse.products"_s);
}

QString OldShop::withServer(const QString &script) const
{
    Result<DataDirectory> directory = DataDirectory::prepare(m_data);
    if (!directory || !directory->claim(u"a test"_s))
        qFatal("the folder of the shop cannot be used");
    Cluster cluster({.dataDirectory = directory->path()});
    QFuture<Result<void>> started = cluster.start();
    started.waitForFinished();
    if (const Result<void> up = started.result(); !up)
        qFatal("%s", qUtf8Printable(describe(up.error())));
    QProcess psql;
    psql.start(
        u"psql"_s,
        {u"-XAtq"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-f"_s, u"-"_s, cluster.address().uri()});
    psql.write(script.toUtf8());
    psql.closeWriteChannel();
    if (!psql.waitForFinished(limitMs) || psql.exitCode() != 0)
        qFatal("psql: %s", psql.readAllStandardError().constData());
    return QString::fromUtf8(psql.readAllStandardOutput());
}
