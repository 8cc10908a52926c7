#include "commands.h"
#include "console.h"
#include "hours_desk.h"
#include "opened_shop.h"
#include "opening_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto usage =
    "hours takes \"show [--json]\", \"set DAYS HOURS\" (mon-fri 07:00-12:30,14:00-18:00), "
    "\"except DATE HOURS [--name NAME]\" (2026-12-25 closed), \"except DATE usual\", "
    "\"product ID [--lead MINUTES] [--cutoff HH:MM|none]\" or \"clear\".";

QString moment(const QDateTime &time, const QTimeZone &zone)
{
    return time.toTimeZone(zone).toString(u"ddd yyyy-MM-dd HH:mm"_s);
}

QString stateLine(const OpeningHours &hours, const QTimeZone &zone, const QDateTime &now)
{
    const OpeningState state = openingState(hours, zone, now);
    const QDateTime change = state.open ? state.closesAt : state.opensAt;
    QString line = state.open ? u"open now"_s : u"closed now"_s;
    if (change.isValid())
        line += (state.open ? u", closes "_s : u", opens "_s) + moment(change, zone);
    return line + u" ("_s + QString::fromLatin1(zone.id()) + u')';
}

void printHours(const OpeningHours &hours, const QTimeZone &zone, const QDateTime &now)
{
    if (!hours.recorded())
        print(u"no opening hours are recorded: the shop is always open"_s);
    for (size_t day = 0; hours.recorded() && day < hours.week.size(); ++day)
        print(weekdayWords().at(qsizetype(day)) + u"  "_s + spansText(hours.week.at(day)));
    for (const OpeningException &exception : hours.exceptions) {
        const QString name = exception.name.isEmpty() ? QString() : u"  "_s + exception.name;
        print(exception.day.toString(Qt::ISODate) + u"  "_s + spansText(exception.spans) + name);
    }
    print(stateLine(hours, zone, now));
}

QJsonArray jsonSpans(const OpeningSpans &spans)
{
    QJsonArray list;
    for (const OpeningSpan &span : spans)
        list.append(
            QJsonObject {{u"from"_s, minuteText(span.from)}, {u"to"_s, minuteText(span.to)}});
    return list;
}

QJsonValue jsonMoment(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODate)) : QJsonValue();
}

void printJson(const OpeningHours &hours, const QTimeZone &zone, const QDateTime &now)
{
    QJsonObject week;
    for (size_t day = 0; day < hours.week.size(); ++day)
        week.insert(weekdayWords().at(qsizetype(day)), jsonSpans(hours.week.at(day)));
    QJsonArray exceptions;
    for (const OpeningException &exception : hours.exceptions)
        exceptions.append(QJsonObject {{u"date"_s, exception.day.toString(Qt::ISODate)},
                                       {u"name"_s, exception.name},
                                       {u"hours"_s, jsonSpans(exception.spans)}});
    const OpeningState state = openingState(hours, zone, now);
    const QJsonObject all {{u"time_zone"_s, QString::fromLatin1(zone.id())},
                           {u"recorded"_s, hours.recorded()},
                           {u"week"_s, hours.recorded() ? QJsonValue(week) : QJsonValue()},
                           {u"exceptions"_s, exceptions},
                           {u"open_now"_s, state.open},
                           {u"opens_at_utc"_s, jsonMoment(state.opensAt)},
                           {u"closes_at_utc"_s, jsonMoment(state.closesAt)}};
    print(QString::fromUtf8(QJsonDocument(all).toJson().trimmed()));
}

/// Of the chosen days; the others stay as they are, which is closed where nothing was recorded.
Result<void> setDays(HoursDesk &desk, OpeningHours hours, const QStringList &words)
{
    const Result<std::vector<size_t>> days = weekdaysFromText(words.at(1));
    if (!days)
        return days.error();
    const Result<OpeningSpans> spans = spansFromText(words.mid(2).join(u' '));
    if (!spans)
        return spans.error();
    for (const size_t day : *days)
        hours.week.at(day) = *spans;
    if (!hours.recorded())
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"hours"_s,
                      .detail = u"a week without an opening counts as not recorded, and that is "
                                "always open; close single dates with except"_s};
    return await(desk.setWeek(hours.week));
}

Result<void> setException(HoursDesk &desk, const QStringList &words, const QString &name)
{
    const QDate day = QDate::fromString(words.at(1), Qt::ISODate);
    const QString text = words.mid(2).join(u' ');
    if (text.compare(u"usual"_s, Qt::CaseInsensitive) == 0)
        return await(desk.dropException(day));
    const Result<OpeningSpans> spans = spansFromText(text);
    if (!spans)
        return spans.error();
    return await(desk.setException({.day = day, .name = name, .spans = *spans}));
}

/// What an option says of a good; nothing where it says nothing.
Result<void> readNeed(PickupNeed &need, const Arguments &arguments)
{
    if (arguments.has(u"lead"_s)) {
        bool number = false;
        need.leadMinutes = arguments.value(u"lead"_s).toInt(&number);
        if (!number)
            need.leadMinutes = -1; // refused with the bounds by the check
    }
    const QString cutoff = arguments.value(u"cutoff"_s);
    if (cutoff == u"none"_s)
        need.cutoff.reset();
    else if (arguments.has(u"cutoff"_s))
        need.cutoff = minuteFromText(cutoff).value_or(-1);
    return checkPickupNeed(need);
}

/// A good by its number or its whole name. What no option names stays as it is.
Result<void> setProduct(Stores &stores, const Goods &goods, const Arguments &arguments)
{
    const QString word = arguments.words().at(1);
    const auto found = std::ranges::find_if(goods.products, [&word](const Product &product) {
        return QString::number(product.id) == word || product.name == word;
    });
    if (found == goods.products.end())
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::UnknownProduct,
                      .detail = word.left(100)};
    PickupNeed need {
        .product = found->id, .leadMinutes = found->leadMinutes, .cutoff = found->cutoff};
    if (Result<void> good = readNeed(need, arguments); !good)
        return good;
    if (Result<void> set = await(stores.catalogue.setPickupNeed(need)); !set)
        return set;
    print(u"%1: %2 minutes before, by %3"_s.arg(found->name)
              .arg(need.leadMinutes)
              .arg(need.cutoff ? minuteText(*need.cutoff) + u" of the day before"_s
                               : u"no time of the day before"_s));
    return {};
}

Result<void> change(Stores &stores, const Goods &goods, const Arguments &arguments)
{
    const QStringList words = arguments.words();
    const QString &verb = words.constFirst();
    HoursDesk desk(stores.hours);
    if (verb == u"set"_s)
        return setDays(desk, goods.hours, words);
    if (verb == u"except"_s)
        return setException(desk, words, arguments.value(u"name"_s).trimmed());
    if (verb == u"product"_s)
        return setProduct(stores, goods, arguments);
    return await(desk.setWeek({}));
}

bool isShow(const QStringList &words)
{
    return words.isEmpty() || words == QStringList {u"show"_s};
}

bool isKnown(const Arguments &arguments)
{
    const QStringList words = arguments.words();
    const QString verb = words.value(0);
    if (verb == u"set"_s || verb == u"except"_s)
        return words.size() >= 3;
    if (verb == u"product"_s)
        return words.size() == 2 && (arguments.has(u"lead"_s) || arguments.has(u"cutoff"_s));
    return isShow(words) || words == QStringList {u"clear"_s};
}

int showHours(const OpenedShop &shop, const OpeningHours &hours, const Arguments &arguments)
{
    const QTimeZone zone(arguments.settings().text(u"shop.time_zone"_s).toUtf8());
    const QDateTime now = shop.clock.now();
    if (arguments.has(u"json"_s))
        printJson(hours, zone, now);
    else
        printHours(hours, zone, now);
    return 0;
}

int hours(const Arguments &arguments)
{
    if (!isKnown(arguments)) {
        complain(QString::fromLatin1(usage));
        return 2;
    }
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    Stores &stores = (*shop)->stores;
    Result<CatalogueRead> read = await(stores.catalogue.read());
    if (!read)
        return fail(read.error());
    if (isShow(arguments.words()))
        return showHours(**shop, read->goods->hours, arguments);
    if (const Result<void> changed = change(stores, *read->goods, arguments); !changed)
        return fail(changed.error());
    if (arguments.words().constFirst() == u"product"_s)
        return 0;
    read = await(stores.catalogue.read());
    return read ? showHours(**shop, read->goods->hours, arguments) : fail(read.error());
}

} // namespace

Command hoursCommand()
{
    return {
        .name = u"hours"_s,
        .arguments = u"[show|set|except|product|clear]"_s,
        .summary = u"Opening hours, single dates, and lead times of products."_s,
        .options = {QCommandLineOption(u"name"_s, u"What the single date is called."_s, u"NAME"_s),
                    QCommandLineOption(u"lead"_s,
                                       u"Minutes between order and pick-up of a product."_s,
                                       u"MINUTES"_s),
                    QCommandLineOption(u"cutoff"_s,
                                       u"By when a product must be ordered on the day before."_s,
                                       u"HH:MM"_s),
                    QCommandLineOption(u"json"_s, u"Print as JSON."_s)},
        .run = hours};
}
