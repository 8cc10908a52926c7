#include "pickup_text.h"

#include "json_text.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostProducts = 100; // as many lines as an order has

Error badField(const QString &field)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = field};
}

/// "+01:00", "-03:30", "+00:00".
QString offsetText(int offset)
{
    const int minutes = std::abs(offset) / 60;
    return u"%1%2:%3"_s.arg(QLatin1Char(offset < 0 ? '-' : '+'))
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString wallText(const PickupRules::Time &time)
{
    return momentOf(time.seconds + time.offset).toString(u"yyyy-MM-ddTHH:mm:ss"_s)
        + offsetText(time.offset);
}

std::optional<qint64> productId(QByteArrayView text)
{
    constexpr qsizetype mostDigits = 18;
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.isEmpty() || text.size() > mostDigits || !digits)
        return std::nullopt;
    return text.toByteArray().toLongLong();
}

} // namespace

Result<QDateTime> readPickupAt(const QString &text)
{
    // RFC 3339 §5.6; a second of 60 exists, but is no whole minute.
    static const QRegularExpression pattern(
        u"\\A([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):00(\\.0{1,9})?"
        "([Zz]|([+-])([0-9]{2}):([0-9]{2}))\\z"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    const auto number = [&match](int group) { return match.captured(group).toInt(); };
    const QDate date(number(1), number(2), number(3));
    const QTime time(number(4), number(5));
    const bool possible = date.isValid() && time.isValid() && number(9) < 24 && number(10) < 60;
    if (!match.hasMatch() || !possible)
        return badField(u"pickup_at"_s);
    const int minutes = number(9) * 60 + number(10);
    const int offset = match.captured(8) == u"-"_s ? -minutes : minutes;
    return QDateTime(date, time, Qt::UTC).addSecs(-qint64(offset) * 60);
}

QString pickupUtc(const QDateTime &moment)
{
    return moment.toUTC().toString(u"yyyy-MM-ddTHH:mm:ssZ"_s);
}

void appendMoment(JsonText &json, const QString &name, const QDateTime &moment)
{
    json.name(name);
    if (moment.isValid())
        json.text(pickupUtc(moment));
    else
        json.null();
}

Result<std::vector<qint64>> readBasket(QByteArrayView target)
{
    std::vector<qint64> products;
    const qsizetype question = target.indexOf('?');
    const QByteArray query =
        question < 0 ? QByteArray() : target.sliced(question + 1).toByteArray();
    for (const QByteArray &part : query.split('&')) {
        if (!part.startsWith("products="))
            continue; // Of somebody else, as unknown fields of a body are.
        QByteArray list = part.sliced(qsizetype(sizeof("products=")) - 1);
        list.replace("%2C", ",").replace("%2c", ",");
        if (list.isEmpty())
            continue;
        for (const QByteArray &text : list.split(',')) {
            const std::optional<qint64> id = productId(text);
            if (!id || qsizetype(products.size()) >= mostProducts)
                return badField(u"products"_s);
            products.push_back(*id);
        }
    }
    return products;
}

QByteArray pickupTimesText(const PickupDesk::Offer &offer)
{
    JsonText json;
    json.object();
    json.name(u"now"_s).boolean(offer.now);
    json.name(u"days"_s).array();
    for (const PickupRules::Day &day : offer.days) {
        json.object();
        json.name(u"date"_s).text(day.date.toString(Qt::ISODate));
        json.name(u"times"_s).array();
        for (const PickupRules::Time &time : day.times) {
            json.object();
            json.name(u"at"_s).text(wallText(time));
            json.name(u"at_utc"_s).text(pickupUtc(momentOf(time.seconds)));
            json.end();
        }
        json.end().end();
    }
    json.end().end();
    return json.bytes();
}

QString pickupReason(const Error &error)
{
    static constexpr std::array reasons {Error::Reason::PickupClosed, Error::Reason::PickupTooSoon,
                                         Error::Reason::PickupPastCutoff,
                                         Error::Reason::PickupTooFar};
    static const QString beginning = u"pickup_"_s;
    const bool known = std::find(reasons.begin(), reasons.end(), error.reason) != reasons.end();
    return known ? reasonWord(error.reason).sliced(beginning.size()) : QString();
}
