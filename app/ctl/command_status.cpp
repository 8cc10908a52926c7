#include "commands.h"
#include "console.h"
#include "journal_reader.h"
#include "opened_shop.h"

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

QJsonObject ownerObject(const DatabaseHome &home)
{
    const std::optional<RunningOwner> &owner = home.attachedTo();
    if (!owner)
        return {};
    return {{u"program"_s, owner->program},
            {u"pid"_s, owner->pid},
            {u"since"_s, owner->since.toString(Qt::ISODate)},
            {u"api_url"_s, owner->apiUrl}};
}

QJsonObject databaseObject(const DatabaseHome &home, const Result<DatabaseStatus> &status)
{
    QJsonObject object {{u"url"_s, home.address().redactedUri()}, {u"reachable"_s, bool(status)}};
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

QJsonObject wholeStatus(const DatabaseHome &home, const Result<DatabaseStatus> &status,
                        const JournalSummary &journals)
{
    QJsonObject whole {
        {u"data"_s, home.directory().path()},
        {u"owner"_s, home.attachedTo() ? QJsonValue(ownerObject(home)) : QJsonValue()},
        {u"database"_s, databaseObject(home, status)},
        {u"journal"_s,
         QJsonObject {{u"tills"_s, journals.tills},
                      {u"waiting"_s, journals.waiting},
                      {u"unreadable"_s, QJsonArray::fromStringList(journals.unreadable)}}}};
    if (!status)
        return whole;
    whole.insert(u"queue"_s,
                 QJsonObject {{u"depth"_s, status->jobsWaiting},
                              {u"oldest_ms"_s, status->oldestJobMs},
                              {u"dead"_s, status->jobsDead}});
    whole.insert(u"orders"_s,
                 QJsonObject {{u"total"_s, status->orders}, {u"open"_s, status->openOrders}});
    whole.insert(u"receipts"_s, status->receipts);
    whole.insert(u"products"_s, status->products);
    whole.insert(u"discrepancies"_s, status->discrepancies);
    return whole;
}

void printForPeople(const DatabaseHome &home, const Result<DatabaseStatus> &status,
                    const JournalSummary &journals)
{
    const auto line = [](const QString &name, const QString &value) {
        print(name.leftJustified(15) + value);
    };
    line(u"data"_s, home.directory().path());
    if (const auto &owner = home.attachedTo()) {
        line(u"owner"_s,
             u"%1, process %2, since %3"_s.arg(owner->program)
                 .arg(owner->pid)
                 .arg(owner->since.toLocalTime().toString(Qt::ISODate)));
        line(u"api"_s, owner->apiUrl.isEmpty() ? u"not served"_s : owner->apiUrl);
    } else {
        line(u"owner"_s, u"nobody (the database runs for this answer only)"_s);
    }
    line(u"database"_s, home.address().redactedUri());
    line(u"journal"_s, u"%1 tills, %2 entries waiting"_s.arg(journals.tills).arg(journals.waiting));
    for (const QString &till : journals.unreadable)
        line(u"journal"_s, u"till %1 cannot be read"_s.arg(till));
    if (!status) {
        line(u"database"_s, u"away: "_s + describe(status.error()));
        return;
    }
    line(u"server"_s,
         u"PostgreSQL %1, schema %2, %3 MB"_s.arg(status->serverVersion)
             .arg(status->schemaVersion)
             .arg(status->sizeBytes / 1'000'000));
    line(u"queue"_s,
         u"%1 jobs, oldest overdue %2 ms, %3 dead"_s.arg(status->jobsWaiting)
             .arg(status->oldestJobMs)
             .arg(status->jobsDead));
    line(u"orders"_s, u"%1, %2 open"_s.arg(status->orders).arg(status->openOrders));
    line(u"receipts"_s, QString::number(status->receipts));
    line(u"products"_s, QString::number(status->products));
    line(u"discrepancies"_s, QString::number(status->discrepancies));
}

int status(const Arguments &arguments)
{
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    Stores &stores = (*shop)->stores;
    const Result<DatabaseStatus> database = await(stores.audit.status());
    const Result<std::vector<TillHead>> heads = await(stores.audit.heads());
    const JournalSummary journals =
        summaryOf((*shop)->home->directory(), heads ? *heads : std::vector<TillHead>());
    if (arguments.has(u"json"_s))
        print(QString::fromUtf8(
            QJsonDocument(wholeStatus(*(*shop)->home, database, journals)).toJson().trimmed()));
    else
        printForPeople(*(*shop)->home, database, journals);
    return database ? 0 : 1;
}

} // namespace

Command statusCommand()
{
    return {.name = u"status"_s,
            .arguments = u"[--json]"_s,
            .summary = u"Owner, database, queue, journals, orders and receipts."_s,
            .options = {QCommandLineOption(u"json"_s, u"As JSON."_s)},
            .run = status};
}
