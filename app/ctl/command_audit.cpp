#include "commands.h"
#include "console.h"
#include "opened_shop.h"
#include "partner_store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr int usualLines = 100;
constexpr int mostLines = 10'000;

QJsonValue parsed(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

/// "price 350 → 360, available true → false", in the units of the database.
QString whatChanged(const PartnerChange &change)
{
    const auto written = [](const QJsonValue &value) {
        const QByteArray list = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(list.sliced(1, list.size() - 2));
    };
    const QJsonObject before = parsed(change.before).toObject();
    const QJsonObject after = parsed(change.after).toObject();
    QStringList parts;
    for (auto value = after.begin(); value != after.end(); ++value)
        parts.append(u"%1 %2 → %3"_s.arg(value.key(), written(before.value(value.key())),
                                         written(value.value())));
    return parts.join(u", "_s);
}

void printAsJson(const std::vector<PartnerChange> &changes)
{
    QJsonArray list;
    for (const PartnerChange &change : changes)
        list.append(QJsonObject {{u"change"_s, change.number},
                                 {u"at"_s, change.at.toString(Qt::ISODateWithMs)},
                                 {u"key"_s, change.key},
                                 {u"name"_s, change.keyName},
                                 {u"action"_s, change.action},
                                 {u"subject"_s, change.subject},
                                 {u"before"_s, parsed(change.before)},
                                 {u"after"_s, parsed(change.after)},
                                 {u"reason"_s, change.reason}});
    print(QString::fromUtf8(QJsonDocument(list).toJson().trimmed()));
}

void printAsLines(const std::vector<PartnerChange> &changes)
{
    for (const PartnerChange &change : changes) {
        const QString line = u"change %1  %2  key %3 (%4)  %5 %6: %7"_s.arg(
            QString::number(change.number), change.at.toString(Qt::ISODate),
            QString::number(change.key), change.keyName, change.action,
            QString::number(change.subject), whatChanged(change));
        print(change.reason.isEmpty() ? line : line + u" — "_s + change.reason);
    }
    if (changes.empty())
        print(u"no changes by partners"_s);
}

/// A number of @p option from 1 to @p most; nothing, after a complaint, when it is another word.
std::optional<qint64> numberOf(const Arguments &arguments, const QString &option, qint64 most)
{
    bool number = false;
    const qint64 value = arguments.value(option).toLongLong(&number);
    if (number && value >= 1 && value <= most)
        return value;
    complain(u"--%1 takes a number from 1 to %2."_s.arg(option).arg(most));
    return std::nullopt;
}

/// Nothing, after a complaint, when an option is not as it must be.
std::optional<PartnerChangeQuery> queryOf(const Arguments &arguments)
{
    PartnerChangeQuery query {.before = {}, .action = {}, .subject = {}, .limit = usualLines};
    constexpr qint64 mostId = (qint64(1) << 53) - 1;
    if (arguments.has(u"limit"_s)) {
        const std::optional<qint64> limit = numberOf(arguments, u"limit"_s, mostLines);
        if (!limit)
            return std::nullopt;
        query.limit = int(*limit);
    }
    for (const auto &[option, value] :
         {std::pair(u"before"_s, &query.before), std::pair(u"subject"_s, &query.subject)}) {
        if (!arguments.has(option))
            continue;
        *value = numberOf(arguments, option, mostId);
        if (!*value)
            return std::nullopt;
    }
    if (arguments.has(u"action"_s))
        query.action = arguments.value(u"action"_s);
    return query;
}

int audit(const Arguments &arguments)
{
    if (!arguments.words().isEmpty()) {
        complain(u"audit takes options only."_s);
        return 2;
    }
    const std::optional<PartnerChangeQuery> query = queryOf(arguments);
    if (!query)
        return 2;
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    const Result<std::vector<PartnerChange>> changes =
        await((*shop)->stores.partners.changes(*query));
    if (!changes)
        return fail(changes.error());
    arguments.has(u"json"_s) ? printAsJson(*changes) : printAsLines(*changes);
    return 0;
}

} // namespace

Command auditCommand()
{
    return {.name = u"audit"_s,
            .arguments = {},
            .summary = u"What partners changed by their keys: who, what, before and after."_s,
            .options = {QCommandLineOption(u"limit"_s, u"The latest N changes; 100."_s, u"N"_s),
                        QCommandLineOption(u"before"_s, u"Those before change N."_s, u"N"_s),
                        QCommandLineOption(u"action"_s,
                                           u"Those of a kind: order.advance, order.cancel, "
                                           "stock.set, stock.add, product.change."_s,
                                           u"ACTION"_s),
                        QCommandLineOption(u"subject"_s,
                                           u"Those of an order's or a product's id."_s, u"ID"_s),
                        QCommandLineOption(u"json"_s, u"As JSON."_s)},
            .run = audit};
}
