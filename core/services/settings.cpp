#include "settings.h"

#include "address.h"
#include "order_rules.h"
#include "setting_value.h"
#include "settings_files.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static QString shownValue(const SettingRow &row, const QString &value)
{
    if (row.secret && !value.isEmpty())
        return u"***"_s;
    if (row.type == SettingRow::Type::Lines)
        return QString(value).replace(u'\n', u" / "_s);
    if (row.type != SettingRow::Type::Database || value.isEmpty())
        return value;
    const Result<DatabaseAddress> address = DatabaseAddress::parse(value);
    return address ? address->redactedUri() : u"***"_s;
}

static QString sourceName(Settings::Source source)
{
    switch (source) {
    case Settings::Source::Default:
        return u"default"_s;
    case Settings::Source::File:
        return u"settings file"_s;
    case Settings::Source::DotEnv:
        return u".env"_s;
    case Settings::Source::Environment:
        return u"environment"_s;
    case Settings::Source::CommandLine:
        return u"command line"_s;
    }
    Q_UNREACHABLE();
}

static Error fieldError(const QString &key, const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = key,
            .detail = detail};
}

static bool holdsPassword(const SettingRow &row, const QString &value)
{
    if (row.type != SettingRow::Type::Database)
        return false;
    const Result<DatabaseAddress> address = DatabaseAddress::parse(value);
    return address
        && !(address->value(u"password"_s).isEmpty() && address->value(u"sslpassword"_s).isEmpty());
}

static Result<QHash<QString, QString>> parsed(
    const QString &path, Result<QHash<QString, QString>> (*parse)(const QByteArray &))
{
    const Result<QByteArray> content = fileContent(path);
    if (!content)
        return content.error();
    Result<QHash<QString, QString>> values = parse(*content);
    if (values)
        return values;
    Error error = values.error();
    error.field = path;
    error.detail = u"line %1 of %2 %3"_s.arg(error.left.value_or(0)).arg(path, error.detail);
    return error;
}

Result<Settings> Settings::load(const QString &settingsFile, const QString &dotEnvFile,
                                const QHash<QString, QString> &environment,
                                const QHash<QString, QString> &commandLine)
{
    const auto file = parsed(settingsFile, parseSettingsFile);
    if (!file)
        return file.error();
    const auto dotEnv = parsed(dotEnvFile, parseDotEnv);
    if (!dotEnv)
        return dotEnv.error();
    Settings settings;
    for (const SettingRow &row : table()) {
        if (const auto applied = settings.apply(row, row.standard, {}); !applied)
            return applied.error();
    }
    if (const auto done = settings.applyByKey(*file, {Source::File, settingsFile}); !done)
        return done.error();
    if (const auto done = settings.applyByVariable(*dotEnv, {Source::DotEnv, dotEnvFile}); !done)
        return done.error();
    if (const auto done = settings.applyByVariable(environment, {Source::Environment, {}}); !done)
        return done.error();
    if (const auto done = settings.applyByKey(commandLine, {Source::CommandLine, {}}); !done)
        return done.error();
    return settings;
}

Result<Settings> Settings::load(const SettingSources &sources)
{
    return load(sources.settingsFile, sources.dotEnvFile, sources.environment, sources.commandLine);
}

Result<void> Settings::applyByKey(const QHash<QString, QString> &values, const Origin &origin)
{
    QStringList keys = values.keys();
    keys.sort(); // The same fault is named each time.
    for (const QString &key : keys) {
        const SettingRow *found = row(key);
        const QString place = origin.place.isEmpty() ? sourceName(origin.source) : origin.place;
        if (!found)
            return fieldError(key, u"there is no such setting (%1)"_s.arg(place));
        if (origin.source == Source::File && key == "data.directory"_L1)
            return fieldError(key, u"cannot be set in %1, which lies in it"_s.arg(place));
        const bool command = origin.source == Source::CommandLine;
        if (command && (found->secret || holdsPassword(*found, values[key])))
            return fieldError(
                key,
                u"a password on the command line is seen by everybody on this machine; "
                "put it into %1 or a password file"_s.arg(environmentName(key)));
        if (Result<void> applied = apply(*found, values[key], origin); !applied)
            return applied;
    }
    return Done {};
}

Result<void> Settings::applyByVariable(const QHash<QString, QString> &values, const Origin &origin)
{
    for (const SettingRow &row : table()) {
        const QString value = values.value(environmentName(row.key));
        if (value.isEmpty())
            continue;
        if (Result<void> applied = apply(row, value, origin); !applied)
            return applied;
    }
    return Done {};
}

Result<void> Settings::apply(const SettingRow &row, const QString &value, const Origin &origin)
{
    const Result<QString> checked = settingValue(row, value);
    if (checked) {
        m_values.insert(row.key, {*checked, origin.source});
        return Done {};
    }
    QString place = origin.place.isEmpty() ? sourceName(origin.source) : origin.place;
    if (origin.source == Source::Environment || origin.source == Source::DotEnv)
        place += u", "_s + environmentName(row.key);
    if (origin.source == Source::CommandLine)
        place += u", "_s + optionName(row.key);
    const bool showable =
        !row.secret && row.type != SettingRow::Type::Database && isCleanText(value);
    const QString shown = showable ? u"\"%1\""_s.arg(value.left(100)) : u"the value"_s;
    return fieldError(row.key, u"%1 (%2) %3"_s.arg(shown, place, checked.error().detail));
}

QString Settings::text(const QString &key) const
{
    Q_ASSERT(m_values.contains(key));
    return m_values.value(key).text;
}

qint64 Settings::integer(const QString &key) const
{
    return text(key).toLongLong();
}

std::pair<qint64, qint64> Settings::range(const QString &key) const
{
    const Result<std::pair<qint64, qint64>> ends = numberRange(text(key));
    Q_ASSERT(ends);
    return *ends;
}

QStringList Settings::names(const QString &key) const
{
    return text(key).split(u", "_s, Qt::SkipEmptyParts);
}

Settings::Source Settings::source(const QString &key) const
{
    Q_ASSERT(m_values.contains(key));
    return m_values.value(key).source;
}

QStringList Settings::print() const
{
    QStringList lines;
    for (const SettingRow &row : table()) {
        const Value value = m_values.value(row.key);
        const QString line = row.key + u" = "_s + shownValue(row, value.text);
        lines.append(line.leftJustified(56) + u" # "_s + sourceName(value.source));
    }
    return lines;
}
