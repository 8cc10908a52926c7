#include "bench_runs.h"

#include "bench_process.h"
#include "server_binaries.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
constexpr int secondMs = 1'000;

/// The number behind the colon or equals sign of the line that begins with @p name.
double numberIn(const QString &said, const QString &name)
{
    const QRegularExpression pattern(u"^%1[:=]?\\s*=?\\s*([0-9.]+)"_s.arg(name),
                                     QRegularExpression::MultilineOption);
    return pattern.match(said).captured(1).toDouble();
}

} // namespace

Result<LoadFigures> LoadRun::run() const
{
    const QStringList arguments =
        QStringList {u"host="_s + server.host(), u"port="_s + QString::number(server.port(80)),
                     u"path="_s + (server.path() == u"/"_s ? QString() : server.path()),
                     u"clients="_s + QString::number(clients),
                     u"seconds="_s + QString::number(seconds)}
        + words;
    const Result<QByteArray> said =
        outputOf(QCoreApplication::applicationDirPath() + u"/bench_load"_s, arguments,
                 seconds * secondMs + patienceMs);
    if (!said)
        return said.error();
    return loadFigures(QJsonDocument::fromJson(*said).object());
}

Result<PgbenchRun::Figures> PgbenchRun::run() const
{
    const Result<ServerBinaries> binaries = ServerBinaries::find({}, 0);
    if (!binaries)
        return binaries.error();
    QStringList arguments {u"--no-vacuum"_s,
                           u"--protocol=prepared"_s,
                           u"--file=" BENCH_FOLDER "/pgbench/"_s + script + u".sql"_s,
                           u"--client=%1"_s.arg(clients),
                           u"--jobs=1"_s,
                           seconds > 0 ? u"--time=%1"_s.arg(seconds)
                                       : u"--transactions=%1"_s.arg(transactions)};
    for (const QString &variable : variables)
        arguments << u"--define"_s << variable;
    arguments << database;
    const Result<QByteArray> said =
        outputOf(binaries->program(u"pgbench"_s), arguments,
                 (seconds > 0 ? seconds * secondMs : patienceMs) + patienceMs);
    if (!said)
        return said.error();
    const QString text = QString::fromUtf8(*said);
    if (numberIn(text, u"number of failed transactions"_s) > 0)
        return Error {.detail = u"transactions of pgbench failed: "_s + text};
    return Figures {.perSecond = numberIn(text, u"tps"_s),
                    .transactions =
                        qint64(numberIn(text, u"number of transactions actually processed"_s)),
                    .meanMs = numberIn(text, u"latency average"_s)};
}

QString idList(const std::vector<qint64> &ids)
{
    QStringList words;
    for (const qint64 id : ids)
        words << QString::number(id);
    return words.join(u',');
}
