#include "partner_reader.h"

#include "route_table.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Parameters = QHash<QByteArray, QString>;

Error badField(const QString &field)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = field};
}

/// A parameter's value, decoded; nothing when that is no UTF-8.
std::optional<QString> decoded(QByteArrayView value)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(QByteArray::fromPercentEncoding(value.toByteArray()));
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

Result<Parameters> parametersOf(QByteArrayView query)
{
    static const QByteArrayList known {"state", "since",  "until", "pickup_day",
                                       "q",     "before", "limit"};
    Parameters parameters;
    for (const QByteArray &part : query.toByteArray().split('&')) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.first(equals);
        if (!known.contains(name))
            continue;
        QByteArray value = equals < 0 ? QByteArray() : part.sliced(equals + 1);
        if (name == "q") // As forms send it.
            value.replace('+', ' ');
        const std::optional<QString> text = decoded(value);
        if (!text || parameters.contains(name))
            return badField(QString::fromLatin1(name));
        parameters.insert(name, *text);
    }
    return parameters;
}

/// RFC 3339; nothing for what is none.
std::optional<QDateTime> momentOf(const QString &text)
{
    static const QRegularExpression form(
        u"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
        "([Zz]|[+-][0-9]{2}:[0-9]{2})$"_s);
    if (!form.match(text).hasMatch())
        return std::nullopt;
    const QDateTime moment = QDateTime::fromString(text.toUpper(), Qt::ISODateWithMs);
    return moment.isValid() ? std::optional(moment.toUTC()) : std::nullopt;
}

std::optional<QDate> dayOf(const QString &text)
{
    static const QRegularExpression form(u"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"_s);
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return form.match(text).hasMatch() && day.isValid() ? std::optional(day) : std::nullopt;
}

std::vector<OrderState> statesOf(bool open)
{
    using enum OrderState;
    std::vector<OrderState> states {Requested, Confirmed, InProduction, Ready};
    if (!open)
        states.insert(states.end(), {Collected, Cancelled, NoShow});
    return states;
}

Result<std::vector<OrderState>> readStates(const QString &text)
{
    std::vector<OrderState> states;
    for (const QString &word : text.split(u',')) {
        const bool group = word == "open"_L1 || word == "all"_L1;
        const std::optional<OrderState> state = orderStateFromWord(word);
        if (!group && !state)
            return badField(u"state"_s);
        const std::vector<OrderState> meant =
            group ? statesOf(word == "open"_L1) : std::vector {*state};
        states.insert(states.end(), meant.begin(), meant.end());
    }
    return states;
}

/// Reads the moments that limit the list.
Result<void> readMoments(const Parameters &parameters, const QTimeZone &zone, OrderQuery &query)
{
    for (const QByteArray &name : {"since"_ba, "until"_ba}) {
        if (!parameters.contains(name))
            continue;
        const std::optional<QDateTime> moment = momentOf(parameters.value(name));
        if (!moment)
            return badField(QString::fromLatin1(name));
        (name == "since" ? query.since : query.until) = *moment;
    }
    if (parameters.contains("pickup_day")) {
        const std::optional<QDate> day = dayOf(parameters.value("pickup_day"));
        if (!day)
            return badField(u"pickup_day"_s);
        query.pickupFrom = day->startOfDay(zone).toUTC();
        query.pickupUntil = day->addDays(1).startOfDay(zone).toUTC();
    }
    return Done {};
}

Result<void> readPaging(const Parameters &parameters, OrderQuery &query)
{
    if (parameters.contains("before")) {
        const std::optional<qint64> before = publicIdOf(parameters.value("before").toLatin1());
        if (!before)
            return badField(u"before"_s);
        query.before = *before;
    }
    if (parameters.contains("limit")) {
        static const QRegularExpression form(u"^[1-9][0-9]{0,3}$"_s);
        if (!form.match(parameters.value("limit")).hasMatch())
            return badField(u"limit"_s);
        query.limit = parameters.value("limit").toInt();
    }
    return Done {};
}

/// The member of that name unless it is absent; null counts as absent where @p type is not Null.
const JsonValue *given(const JsonValue &body, const QString &name)
{
    const JsonValue *const value = body.member(name);
    return value && value->type != JsonValue::Type::Null ? value : nullptr;
}

Result<std::optional<QStringList>> readAllergens(const JsonValue &value)
{
    if (value.type == JsonValue::Type::Null)
        return std::optional<QStringList>();
    if (value.type != JsonValue::Type::Array)
        return badField(u"allergens"_s);
    QStringList words;
    for (const JsonValue &item : value.items) {
        if (item.type != JsonValue::Type::String)
            return badField(u"allergens[%1]"_s.arg(words.size()));
        words.append(item.text);
    }
    return std::optional(words);
}

/// The numbers of @p body.
Result<void> readNumbers(const JsonValue &body, int decimals, ProductFacts &facts)
{
    if (const JsonValue *const price = body.member(u"price"_s)) {
        const std::optional<qint64> minor = price->type == JsonValue::Type::Number
            ? scaledNumber(price->text, decimals)
            : std::nullopt;
        if (!minor)
            return badField(u"price"_s);
        facts.price = Money::fromMinor(*minor);
    }
    if (const JsonValue *const lead = body.member(u"lead_minutes"_s)) {
        constexpr qint64 farTooLong = 1'000'000; // The desk allows far less.
        const std::optional<qint64> minutes = lead->integer();
        if (lead->type != JsonValue::Type::Number || !minutes)
            return badField(u"lead_minutes"_s);
        facts.leadMinutes = int(std::clamp(*minutes, -farTooLong, farTooLong));
    }
    return Done {};
}

}

Result<OrderQuery> readOrderQuery(QByteArrayView text, const QTimeZone &zone)
{
    const Result<Parameters> parameters = parametersOf(text);
    if (!parameters)
        return parameters.error();
    OrderQuery query;
    if (parameters->contains("state")) {
        Result<std::vector<OrderState>> states = readStates(parameters->value("state"));
        if (!states)
            return states.error();
        query.states = *std::move(states);
    }
    if (const Result<void> moments = readMoments(*parameters, zone, query); !moments)
        return moments.error();
    if (const Result<void> paging = readPaging(*parameters, query); !paging)
        return paging.error();
    query.find = parameters->value("q").trimmed();
    return query;
}

Result<OrderState> readStep(const JsonValue &body)
{
    const JsonValue *const to = given(body, u"to"_s);
    if (!to)
        return Error {
            .code = Error::Code::Invalid, .reason = Error::Reason::MissingField, .field = u"to"_s};
    const std::optional<OrderState> state =
        to->type == JsonValue::Type::String ? orderStateFromWord(to->text) : std::nullopt;
    if (!state)
        return badField(u"to"_s);
    return *state;
}

Result<StockStep> readStockStep(const JsonValue &body)
{
    constexpr int decimals = 3;
    const JsonValue *const set = given(body, u"set"_s);
    const JsonValue *const add = given(body, u"add"_s);
    if (!set && !add)
        return Error {
            .code = Error::Code::Invalid, .reason = Error::Reason::MissingField, .field = u"set"_s};
    const JsonValue &value = set ? *set : *add;
    const std::optional<qint64> amount =
        value.type == JsonValue::Type::Number ? scaledNumber(value.text, decimals) : std::nullopt;
    if (!amount || (set && add))
        return badField(add ? u"add"_s : u"set"_s);
    return StockStep {.kind = set ? StockStep::Kind::Set : StockStep::Kind::Add,
                      .quantity = Quantity::fromThousandths(*amount)};
}

Result<ProductFacts> readProductFacts(const JsonValue &body, int decimals)
{
    ProductFacts facts;
    if (const Result<void> numbers = readNumbers(body, decimals, facts); !numbers)
        return numbers.error();
    if (const JsonValue *const available = body.member(u"available"_s)) {
        if (available->type != JsonValue::Type::Boolean)
            return badField(u"available"_s);
        facts.available = available->text == "true"_L1;
    }
    if (const JsonValue *const allergens = body.member(u"allergens"_s)) {
        Result<std::optional<QStringList>> words = readAllergens(*allergens);
        if (!words)
            return words.error();
        facts.hasAllergens = true;
        facts.allergens = *std::move(words);
    }
    return facts;
}

Result<QString> readReason(const JsonValue &body)
{
    const JsonValue *const reason = given(body, u"reason"_s);
    if (!reason)
        return QString();
    if (reason->type != JsonValue::Type::String)
        return badField(u"reason"_s);
    return reason->text;
}

std::optional<qint64> scaledNumber(const QString &written, int decimals)
{
    constexpr qsizetype mostDigits = 15;
    const bool negative = written.startsWith(u'-');
    const qsizetype point = written.indexOf(u'.');
    const QString whole =
        written.mid(negative ? 1 : 0, point < 0 ? -1 : point - (negative ? 1 : 0));
    QString fraction = point < 0 ? QString() : written.sliced(point + 1);
    while (fraction.size() > decimals && fraction.endsWith(u'0'))
        fraction.chop(1);
    const QString digits = whole + fraction.leftJustified(decimals, u'0');
    const bool plain =
        std::ranges::all_of(digits, [](QChar sign) { return sign >= u'0' && sign <= u'9'; });
    if (!plain || fraction.size() > decimals || digits.size() > mostDigits)
        return std::nullopt;
    const qint64 number = digits.toLongLong();
    return negative ? -number : number;
}
