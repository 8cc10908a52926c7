#include "backup_record.h"
#include "backup_report.h"
#include "cluster_switch.h"
#include "commands.h"
#include "console.h"
#include "counter_report.h"
#include "crash_report.h"
#include "health_desk.h"
#include "journal_reader.h"
#include "keeping_record.h"
#include "latency_meter.h"
#include "opened_shop.h"
#include "queue_report.h"
#include "shared_shop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

/// What the journals under the data directory say, without disturbing their tills.
struct JournalSummary {
    int tills = 0;
    qint64 waiting = 0;
    QStringList unreadable;
};

JournalSummary summaryOf(const DataDirectory &directory, const std::vector<TillHead> &heads)
{
    JournalSummary summary;
    for (const QUuid &till : directory.tills()) {
        const auto reader = JournalReader::open(directory.tillFolder(till));
        const Result<JournalState> state =
            reader ? (*reader)->state() : Result<JournalState>(reader.error());
        if (!state) {
            summary.unreadable.append(till.toString(QUuid::WithoutBraces));
            continue;
        }
        ++summary.tills;
        const auto known = std::find_if(heads.begin(), heads.end(),
                                        [&](const TillHead &head) { return head.till == till; });
        const qint64 stored =
            known != heads.end() ? known->sequence : (heads.empty() ? state->acknowledged : 0);
        summary.waiting += std::max<qint64>(0, state->head - stored);
    }
    return summary;
}

/// What the database says, asked at one time.
struct Answers {
    Result<DatabaseStatus> status;
    Result<QueueState> queue;
    BackupReport backups;
    HealthCheck disk; ///< Of the data directory.
    QString counterUrl; ///< Of the same database for counters of this machine, if it is shared.
};

QString counterUrlOf(const DatabaseHome &home, const Settings &settings)
{
    const auto served = SharedShop::read(settings.text(u"service.file"_s));
    if (!served || !*served)
        return {};
    const Result<DatabaseAddress> address = DatabaseAddress::parse((*served)->databaseUri);
    const bool same = address && address->value(u"host"_s) == home.address().value(u"host"_s);
    return same ? address->redactedUri() : QString();
}

/// A running owner says where it has them made.
BackupReport backupsOf(const DatabaseHome &home, const Settings &settings)
{
    const QString data = home.directory().path();
    BackupReport report;
    describeBackups(data,
                    home.attachedTo() ? BackupRecord::load(data).folder
                                      : settings.text(u"backup.folder"_s),
                    report);
    if (!report.folder.isEmpty())
        describeKeeping(data, report);
    return report;
}

QJsonObject ownerObject(const DatabaseHome &home)
{
    const std::optional<RunningOwner> &owner = home.attachedTo();
    if (!owner)
        return {};
    return {{u"program"_s, owner->program},
            {u"pid"_s, owner->pid},
            {u"since"_s, owner->since.toString(Qt::ISODate)},
            {u"api_url"_s, owner->apiUrl},
            {u"https_url"_s, owner->httpsUrl}};
}

QJsonObject databaseObject(const DatabaseHome &home, const Answers &answers)
{
    const Result<DatabaseStatus> &status = answers.status;
    QJsonObject object {{u"url"_s, home.address().redactedUri()}, {u"reachable"_s, bool(status)}};
    if (!answers.counterUrl.isEmpty())
        object.insert(u"counter_url"_s, answers.counterUrl);
    if (!status) {
        object.insert(u"error"_s, describe(status.error()));
        return object;
    }
    object.insert(u"version"_s, status->serverVersion);
    object.insert(u"name"_s, status->databaseName);
    object.insert(u"size_bytes"_s, status->sizeBytes);
    object.insert(u"schema"_s, status->schemaVersion);
    return object;
}

using Latency = std::optional<std::vector<LatencyFigures>>;

/// Of the counter that owns the directory now, if it is one.
Latency latencyOf(const DatabaseHome &home)
{
    const std::optional<RunningOwner> &owner = home.attachedTo();
    if (!owner)
        return std::nullopt;
    return counterFigures(home.directory().file(u"counter.json"_s), owner->pid, owner->since);
}

QJsonObject latencyObject(const std::vector<LatencyFigures> &all)
{
    QJsonObject object;
    for (const LatencyFigures &figures : all)
        object.insert(figures.span,
                      QJsonObject {{u"count"_s, figures.count},
                                   {u"p50_us"_s, qint64(figures.p50.count())},
                                   {u"p95_us"_s, qint64(figures.p95.count())},
                                   {u"p99_us"_s, qint64(figures.p99.count())},
                                   {u"max_us"_s, qint64(figures.max.count())}});
    return object;
}

HealthCheck diskOf(const OpenedShop &shop, const Settings &settings)
{
    constexpr qint64 bytesOfAMegabyte = 1'000'000;
    return checkDisk(shop.home->directory().path(),
                     settings.integer(u"disk.minimum_free_mb"_s) * bytesOfAMegabyte);
}

QString logsOf(const DatabaseHome &home)
{
    return home.directory().file(u"logs"_s);
}

QJsonArray crashArray(const DatabaseHome &home)
{
    QJsonArray array;
    for (const CrashReport &report : crashReports(logsOf(home)))
        array.append(QJsonObject {{u"report"_s, report.path}, {u"summary"_s, report.summary}});
    return array;
}

QJsonObject queueStatus(const DatabaseStatus &status, const Result<QueueState> &queue)
{
    QJsonObject object = queue ? queueObject(*queue) : QJsonObject();
    object.insert(u"depth"_s, status.jobsWaiting);
    object.insert(u"oldest_ms"_s, status.oldestJobMs);
    object.insert(u"dead"_s, status.jobsDead);
    return object;
}

QJsonObject wholeStatus(const DatabaseHome &home, const Answers &answers,
                        const JournalSummary &journals)
{
    const Result<DatabaseStatus> &status = answers.status;
    QJsonObject whole {
        {u"data"_s, home.directory().path()},
        {u"owner"_s, home.attachedTo() ? QJsonValue(ownerObject(home)) : QJsonValue()},
        {u"database"_s, databaseObject(home, answers)},
        {u"journal"_s,
         QJsonObject {{u"tills"_s, journals.tills},
                      {u"waiting"_s, journals.waiting},
                      {u"unreadable"_s, QJsonArray::fromStringList(journals.unreadable)}}}};
    const QStringList old = ClusterSwitch::kept(home.directory().path());
    whole.insert(u"old_databases"_s, QJsonArray::fromStringList(old));
    whole.insert(u"backup"_s, backupObject(answers.backups));
    whole.insert(
        u"disk"_s,
        QJsonObject {{u"healthy"_s, answers.disk.healthy}, {u"note"_s, answers.disk.note}});
    whole.insert(u"crashes"_s, crashArray(home));
    if (const Latency latency = latencyOf(home))
        whole.insert(u"latency"_s, latencyObject(*latency));
    if (!status)
        return whole;
    whole.insert(u"queue"_s, queueStatus(*status, answers.queue));
    whole.insert(u"orders"_s,
                 QJsonObject {{u"total"_s, status->orders}, {u"open"_s, status->openOrders}});
    whole.insert(u"receipts"_s, status->receipts);
    whole.insert(u"products"_s, status->products);
    whole.insert(u"discrepancies"_s, status->discrepancies);
    return whole;
}

void printLine(const QString &name, const QString &value)
{
    print(name.leftJustified(15) + value);
}

void printOwner(const DatabaseHome &home)
{
    const std::optional<RunningOwner> &owner = home.attachedTo();
    if (!owner) {
        printLine(u"owner"_s, u"nobody (the database runs for this answer only)"_s);
        return;
    }
    printLine(u"owner"_s,
              u"%1, process %2, since %3"_s.arg(owner->program)
                  .arg(owner->pid)
                  .arg(owner->since.toLocalTime().toString(Qt::ISODate)));
    const QString urls = u"%1 %2"_s.arg(owner->apiUrl, owner->httpsUrl).trimmed();
    printLine(u"api"_s, urls.isEmpty() ? u"not served"_s : urls);
}

void printLatency(const DatabaseHome &home)
{
    for (const LatencyFigures &figures : latencyOf(home).value_or(std::vector<LatencyFigures>()))
        printLine(
            figures.span,
            u"%1 times, half within %2 ms, 99 % within %3 ms, longest %4 ms"_s.arg(figures.count)
                .arg(millisecondsText(figures.p50), millisecondsText(figures.p99),
                     millisecondsText(figures.max)));
}

void printQueue(const DatabaseStatus &status, const Result<QueueState> &queue)
{
    printLine(u"queue"_s,
              u"%1 jobs, oldest overdue %2 ms, %3 dead"_s.arg(status.jobsWaiting)
                  .arg(status.oldestJobMs)
                  .arg(status.jobsDead));
    if (!queue)
        return;
    for (const QString &line : queueLines(*queue))
        printLine({}, line);
    for (const DeadJob &job : queue->dead)
        printLine({}, deadLine(job));
}

void printForPeople(const DatabaseHome &home, const Answers &answers,
                    const JournalSummary &journals)
{
    const Result<DatabaseStatus> &status = answers.status;
    printLine(u"data"_s, home.directory().path());
    printOwner(home);
    printLine(u"database"_s, home.address().redactedUri());
    if (!answers.counterUrl.isEmpty())
        printLine(u"counters here"_s, answers.counterUrl);
    printLine(u"journal"_s,
              u"%1 tills, %2 entries waiting"_s.arg(journals.tills).arg(journals.waiting));
    for (const QString &till : journals.unreadable)
        printLine(u"journal"_s, u"till %1 cannot be read"_s.arg(till));
    for (const QString &folder : ClusterSwitch::kept(home.directory().path()))
        printLine(u"old database"_s,
                  folder + u", kept; delete it when you no longer want to go back"_s);
    for (const QString &line : backupLines(answers.backups))
        printLine(u"backup"_s, line);
    printLine(u"disk"_s, answers.disk.note);
    for (const CrashReport &report : crashReports(logsOf(home)))
        printLine(u"crash"_s, report.summary + u"; see "_s + report.path);
    printLatency(home);
    if (!status) {
        printLine(u"database"_s, u"away: "_s + describe(status.error()));
        return;
    }
    printLine(u"server"_s,
              u"PostgreSQL %1, schema %2, %3 MB"_s.arg(status->serverVersion)
                  .arg(status->schemaVersion)
                  .arg(status->sizeBytes / 1'000'000));
    printQueue(*status, answers.queue);
    printLine(u"orders"_s, u"%1, %2 open"_s.arg(status->orders).arg(status->openOrders));
    printLine(u"receipts"_s, QString::number(status->receipts));
    printLine(u"products"_s, QString::number(status->products));
    printLine(u"discrepancies"_s, QString::number(status->discrepancies));
}

int status(const Arguments &arguments)
{
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    Stores &stores = (*shop)->stores;
    const Answers answers {await(stores.audit.status()), await(stores.jobs.queue(shownJobs)),
                           backupsOf(*(*shop)->home, arguments.settings()),
                           diskOf(**shop, arguments.settings()),
                           counterUrlOf(*(*shop)->home, arguments.settings())};
    const Result<std::vector<TillHead>> heads = await(stores.audit.heads());
    const JournalSummary journals =
        summaryOf((*shop)->home->directory(), heads ? *heads : std::vector<TillHead>());
    if (arguments.has(u"json"_s))
        print(QString::fromUtf8(
            QJsonDocument(wholeStatus(*(*shop)->home, answers, journals)).toJson().trimmed()));
    else
        printForPeople(*(*shop)->home, answers, journals);
    return answers.status ? 0 : 1;
}

} // namespace

Command statusCommand()
{
    return {.name = u"status"_s,
            .arguments = u"[--json]"_s,
            .summary = u"Owner, database, queue, journals, backups, orders and receipts."_s,
            .options = {QCommandLineOption(u"json"_s, u"As JSON."_s)},
            .run = status};
}
