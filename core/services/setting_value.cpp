#include "setting_value.h"

#include "address.h"
#include "certificate_names.h"
#include "data_directory.h"
#include "network_list.h"
#include "order_rules.h"
#include "request_rate.h"

#include <QTime>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

static Error mustBe(const QString &what)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .detail = u"must be "_s + what};
}

static std::optional<qint64> wholeNumber(const QString &text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    const bool digits = !text.isEmpty()
        && std::ranges::all_of(text, [](QChar unit) { return unit >= u'0' && unit <= u'9'; });
    return ok && digits ? std::optional(number) : std::nullopt;
}

static bool isWithin(const SettingRow &row, qint64 number)
{
    const auto limits = numberRange(row.range);
    Q_ASSERT(limits);
    return number >= limits->first && number <= limits->second;
}

static Result<QString> textValue(const SettingRow &row, const QString &text)
{
    if (!isCleanText(text) || !isWithin(row, characters(text)))
        return mustBe(u"one line of %1 characters"_s.arg(row.range));
    return text;
}

static Result<QString> linesValue(const SettingRow &row, const QString &text)
{
    QString lines = text;
    lines.remove(u'\r');
    QString oneLine = lines;
    oneLine.replace(u'\n', u' ');
    if (!isCleanText(oneLine) || !isWithin(row, characters(lines)))
        return mustBe(u"text of %1 characters"_s.arg(row.range));
    return lines;
}

static Result<QString> namesValue(const SettingRow &row, const QString &text)
{
    constexpr int longest = 30;
    QStringList names;
    for (const QString &part : text.split(u',')) {
        if (const QString name = part.simplified(); !name.isEmpty())
            names.append(name);
    }
    const bool allGood = std::ranges::all_of(names, [](const QString &name) {
        return isCleanText(name) && characters(name) <= longest;
    });
    if (!allGood || !isWithin(row, names.size()) || names.removeDuplicates() > 0)
        return mustBe(
            u"%1 different names of up to %2 characters, with commas between them"_s.arg(row.range)
                .arg(longest));
    return names.join(u", "_s);
}

static Result<QString> integerValue(const SettingRow &row, const QString &text)
{
    const std::optional<qint64> number = wholeNumber(text);
    if (!number || !isWithin(row, *number))
        return mustBe(u"a whole number, %1"_s.arg(row.range));
    return QString::number(*number);
}

static Result<QString> choiceValue(const SettingRow &row, const QString &text)
{
    if (!row.range.split(u'|').contains(text))
        return mustBe(u"one of %1"_s.arg(row.range));
    return text;
}

static Result<QString> rangeValue(const SettingRow &row, const QString &text)
{
    const auto range = numberRange(text);
    if (!range || !isWithin(row, range->first) || !isWithin(row, range->second))
        return mustBe(u"a number or two as 5-15, within %1"_s.arg(row.range));
    return u"%1-%2"_s.arg(range->first).arg(range->second);
}

static Result<QString> timeValue(const QString &text)
{
    const QTime time = QTime::fromString(text, u"H:mm"_s);
    if (!time.isValid())
        return mustBe(u"a time of day as 04:00"_s);
    return time.toString(u"HH:mm"_s);
}

static Result<QString> zoneValue(const QString &text)
{
    if (text.isEmpty()) {
        const QByteArray system = QTimeZone::systemTimeZoneId();
        return QTimeZone(system).isValid() ? QString::fromUtf8(system) : u"UTC"_s;
    }
    if (!QTimeZone(text.toUtf8()).isValid())
        return mustBe(u"a time zone as Europe/Berlin"_s);
    return text;
}

static bool isIpv4(const QString &text)
{
    const QStringList numbers = text.split(u'.');
    return numbers.size() == 4 && std::ranges::all_of(numbers, [](const QString &part) {
               const std::optional<qint64> number = wholeNumber(part);
               return number && *number <= 255;
           });
}

static Result<QString> addressValue(const QString &text)
{
    const bool ipv6 = text.contains(u':') && std::ranges::all_of(text, [](QChar unit) {
                          return u"0123456789abcdefABCDEF:."_s.contains(unit);
                      });
    if (!ipv6 && !isIpv4(text))
        return mustBe(u"an address as 127.0.0.1 or ::1"_s);
    return text;
}

static Result<QString> networksValue(const SettingRow &row, const QString &text)
{
    const Result<NetworkList> networks = NetworkList::parse(text);
    if (!networks)
        return networks.error();
    if (!isWithin(row, qint64(networks->size())))
        return mustBe(u"%1 addresses or networks"_s.arg(row.range));
    return networks->text();
}

/// A name as DNS has it, or an address.
static bool isHostName(const QString &text)
{
    constexpr qsizetype longest = 253;
    const bool nameCharacters = std::ranges::all_of(text, [](QChar unit) {
        return (unit >= u'0' && unit <= u'9') || (unit >= u'a' && unit <= u'z') || unit == u'.'
            || unit == u'-' || unit == u'_';
    });
    return text.size() <= longest && (nameCharacters || !addressFromText(text).isNull());
}

static Result<QString> hostsValue(const SettingRow &row, const QString &text)
{
    QStringList hosts;
    for (const QString &part : text.split(u',')) {
        if (const QString host = part.trimmed().toLower(); !host.isEmpty())
            hosts.append(host);
    }
    hosts.removeDuplicates();
    const bool allGood = std::ranges::all_of(
        hosts, [](const QString &host) { return host == "*"_L1 || isHostName(host); });
    if (!allGood || !isWithin(row, hosts.size()))
        return mustBe(
            u"%1 host names without a port, with commas between them, or *"_s.arg(row.range));
    return hosts.join(u", "_s);
}

static Result<QString> rateValue(const QString &text)
{
    const Result<RequestRate> rate = requestRate(text);
    if (!rate)
        return rate.error();
    return requestRateText(*rate);
}

static Result<QString> subjectsValue(const SettingRow &row, const QString &text)
{
    const QStringList words = text.split(u',', Qt::SkipEmptyParts);
    const Result<CertificateNames> names = certificateNames(words);
    const QStringList all = names ? names->hosts + names->addresses : QStringList();
    if (!names || !isWithin(row, all.size()))
        return mustBe(u"%1 host names or addresses, with commas between them"_s.arg(row.range));
    return all.join(u", "_s);
}

static Result<QString> pathValue(const SettingRow &row, const QString &text)
{
    if (!isCleanText(text))
        return mustBe(row.key.startsWith("api."_L1) ? u"the path of a file"_s
                                                    : u"the path of a folder"_s);
    if (text.isEmpty() && row.key == "data.directory"_L1)
        return DataDirectory::defaultPath();
    return text;
}

static Result<QString> databaseValue(const QString &text)
{
    if (text.isEmpty())
        return text;
    if (const Result<DatabaseAddress> address = DatabaseAddress::parse(text); !address)
        return mustBe(u"a PostgreSQL URI or key=value string ("_s + address.error().detail + u')');
    return text;
}

Result<std::pair<qint64, qint64>> numberRange(const QString &text)
{
    const QStringList ends = text.split(u'-');
    const std::optional<qint64> low = wholeNumber(ends.constFirst().trimmed());
    const std::optional<qint64> high = wholeNumber(ends.constLast().trimmed());
    if (ends.size() > 2 || !low || !high || *low > *high)
        return mustBe(u"a range"_s);
    return std::pair(*low, *high);
}

Result<QString> settingValue(const SettingRow &row, const QString &text)
{
    const QString trimmed = text.trimmed();
    switch (row.type) {
    case SettingRow::Type::Text:
        return textValue(row, trimmed);
    case SettingRow::Type::Lines:
        return linesValue(row, trimmed);
    case SettingRow::Type::Names:
        return namesValue(row, trimmed);
    case SettingRow::Type::Integer:
        return integerValue(row, trimmed);
    case SettingRow::Type::Choice:
        return choiceValue(row, trimmed);
    case SettingRow::Type::Range:
        return rangeValue(row, trimmed);
    case SettingRow::Type::Time:
        return timeValue(trimmed);
    case SettingRow::Type::Zone:
        return zoneValue(trimmed);
    case SettingRow::Type::Address:
        return addressValue(trimmed);
    case SettingRow::Type::Networks:
        return networksValue(row, trimmed);
    case SettingRow::Type::Hosts:
        return hostsValue(row, trimmed);
    case SettingRow::Type::Rate:
        return rateValue(trimmed);
    case SettingRow::Type::Subjects:
        return subjectsValue(row, trimmed);
    case SettingRow::Type::Path:
        return pathValue(row, text); // Folders may begin with a blank.
    case SettingRow::Type::Database:
        return databaseValue(trimmed);
    }
    Q_UNREACHABLE();
}
