#include "backup_manifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const QUuid &till)
{
    return till.toString(QUuid::WithoutBraces);
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QByteArray bytesOf(const QJsonObject &object)
{
    return QByteArray::fromHex(object.value(u"hash"_s).toString().toLatin1());
}

QJsonObject toJson(const DatabaseContent &content)
{
    QJsonArray tables;
    for (const TableContent &table : content.tables)
        tables.append(
            QJsonObject {{u"name"_s, table.name}, {u"rows"_s, table.rows}, {u"sum"_s, table.sum}});
    QJsonArray heads;
    for (const TillHead &head : content.heads)
        heads.append(QJsonObject {{u"till"_s, nameOf(head.till)},
                                  {u"head"_s, head.sequence},
                                  {u"hash"_s, hex(head.hash)}});
    return {{u"schema"_s, content.schemaVersion},
            {u"postgresql"_s, content.serverVersion},
            {u"size_bytes"_s, content.sizeBytes},
            {u"receipts"_s, content.receipts},
            {u"receipts_total_minor"_s, content.receiptsTotal.minor()},
            {u"orders"_s, content.orders},
            {u"orders_total_minor"_s, content.ordersTotal.minor()},
            {u"tables"_s, tables},
            {u"heads"_s, heads}};
}

DatabaseContent contentOf(const QJsonObject &object)
{
    const auto number = [&object](const QString &name) { return object.value(name).toInteger(); };
    DatabaseContent content {.schemaVersion = int(number(u"schema"_s)),
                             .serverVersion = object.value(u"postgresql"_s).toString(),
                             .sizeBytes = number(u"size_bytes"_s),
                             .receipts = number(u"receipts"_s),
                             .receiptsTotal = Money::fromMinor(number(u"receipts_total_minor"_s)),
                             .orders = number(u"orders"_s),
                             .ordersTotal = Money::fromMinor(number(u"orders_total_minor"_s))};
    for (const auto &value : object.value(u"tables"_s).toArray())
        content.tables.push_back({.name = value[u"name"_s].toString(),
                                  .rows = value[u"rows"_s].toInteger(),
                                  .sum = value[u"sum"_s].toString()});
    for (const auto &value : object.value(u"heads"_s).toArray())
        content.heads.push_back({.till = QUuid::fromString(value[u"till"_s].toString()),
                                 .sequence = value[u"head"_s].toInteger(),
                                 .hash = bytesOf(value.toObject())});
    return content;
}

}

QByteArray BackupManifest::toJson() const
{
    QJsonArray list;
    for (const BackedJournal &journal : journals)
        list.append(QJsonObject {{u"till"_s, nameOf(journal.till)},
                                 {u"head"_s, journal.head},
                                 {u"hash"_s, hex(journal.hash)}});
    const QJsonObject object {{u"database"_s, ::toJson(database)},
                              {u"journals"_s, list},
                              {u"unread"_s, QJsonArray::fromStringList(unread)}};
    return QJsonDocument(object).toJson();
}

Result<BackupManifest> BackupManifest::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    BackupManifest manifest {.database = contentOf(object.value(u"database"_s).toObject())};
    if (manifest.database.tables.empty())
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::BackupDamaged,
                      .detail = u"its manifest cannot be read"_s};
    for (const auto &value : object.value(u"journals"_s).toArray())
        manifest.journals.push_back({.till = QUuid::fromString(value[u"till"_s].toString()),
                                     .head = value[u"head"_s].toInteger(),
                                     .hash = bytesOf(value.toObject())});
    for (const auto &value : object.value(u"unread"_s).toArray())
        manifest.unread.append(value.toString());
    return manifest;
}

qint64 BackupManifest::heldOf(const QUuid &till) const
{
    const auto journal = std::ranges::find(journals, till, &BackedJournal::till);
    return journal == journals.end() ? 0 : journal->head;
}
