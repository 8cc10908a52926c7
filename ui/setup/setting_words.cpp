#include "setting_words.h"

#include "country_words.h"
#include "setting_rows.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array rowWords {
    RowWords {"shop.name", QT_TRANSLATE_NOOP("SettingWords", "Shop name"),
              QT_TRANSLATE_NOOP("SettingWords", "At the top of each receipt")},
    RowWords {"shop.country", QT_TRANSLATE_NOOP("SettingWords", "Country"),
              QT_TRANSLATE_NOOP("SettingWords", "Decides how cash is rounded")},
    RowWords {"shop.address", QT_TRANSLATE_NOOP("SettingWords", "Address"),
              QT_TRANSLATE_NOOP("SettingWords", "On each receipt")},
    RowWords {"shop.tax_number", QT_TRANSLATE_NOOP("SettingWords", "Tax number"),
              QT_TRANSLATE_NOOP("SettingWords", "On each receipt")},
    RowWords {"shop.time_zone", QT_TRANSLATE_NOOP("SettingWords", "Time zone"),
              QT_TRANSLATE_NOOP("SettingWords", "Where the shop is")},
    RowWords {"shop.day_start", QT_TRANSLATE_NOOP("SettingWords", "Start of the day"),
              QT_TRANSLATE_NOOP("SettingWords", "Sales before it count for the day before")},
    RowWords {"shop.first_run", QT_TRANSLATE_NOOP("SettingWords", "First questions"),
              QT_TRANSLATE_NOOP("SettingWords", "Asked once, while nothing is sold")},
    RowWords {"receipt.header", QT_TRANSLATE_NOOP("SettingWords", "Above the goods"),
              QT_TRANSLATE_NOOP("SettingWords", "A greeting, opening hours")},
    RowWords {"receipt.footer", QT_TRANSLATE_NOOP("SettingWords", "Below the sum"),
              QT_TRANSLATE_NOOP("SettingWords", "Thanks, or a web address")},
    RowWords {"cash.round_to", QT_TRANSLATE_NOOP("SettingWords", "Round cash to"),
              QT_TRANSLATE_NOOP("SettingWords", "Only the part paid in cash")},
    RowWords {"cash.keys", QT_TRANSLATE_NOOP("SettingWords", "Cash keys"),
              QT_TRANSLATE_NOOP("SettingWords", "How many round sums to show")},
    RowWords {"scanner.gap_ms", QT_TRANSLATE_NOOP("SettingWords", "Longest pause"),
              QT_TRANSLATE_NOOP("SettingWords", "Between two characters of a scan"),
              QT_TRANSLATE_NOOP("SettingWords", "ms")},
    RowWords {"scanner.minimum_length", QT_TRANSLATE_NOOP("SettingWords", "Shortest code"),
              QT_TRANSLATE_NOOP("SettingWords", "Characters of a scan")},
    RowWords {"scanner.prefix", QT_TRANSLATE_NOOP("SettingWords", "Sent before each code"),
              QT_TRANSLATE_NOOP("SettingWords", "Empty for most scanners")},
    RowWords {"scanner.patterns",
              QT_TRANSLATE_NOOP("SettingWords", "Codes with a price or a weight"),
              QT_TRANSLATE_NOOP("SettingWords",
                                "Prefix, kind, digits of the item, digits of the value, decimals")},
    RowWords {"counter.clerks", QT_TRANSLATE_NOOP("SettingWords", "Clerks"),
              QT_TRANSLATE_NOOP("SettingWords",
                                "Who sells here, with commas. Empty: one clerk without a name.")},
    RowWords {"counter.low_stock", QT_TRANSLATE_NOOP("SettingWords", "Show what is left"),
              QT_TRANSLATE_NOOP("SettingWords", "From this many down. 0: never."),
              QT_TRANSLATE_NOOP("SettingWords", "pieces")},
    RowWords {"orders.flow", QT_TRANSLATE_NOOP("SettingWords", "Orders move"),
              QT_TRANSLATE_NOOP("SettingWords", "By a timer, or by taps on the board")},
    RowWords {"orders.processing_seconds", QT_TRANSLATE_NOOP("SettingWords", "Time of the timer"),
              QT_TRANSLATE_NOOP("SettingWords", "How long an order is being made"),
              QT_TRANSLATE_NOOP("SettingWords", "s")},
    RowWords {"orders.open_limit", QT_TRANSLATE_NOOP("SettingWords", "Most open orders"),
              QT_TRANSLATE_NOOP("SettingWords", "Beyond it the web page takes none")},
    RowWords {"orders.pickup_days", QT_TRANSLATE_NOOP("SettingWords", "Order ahead"),
              QT_TRANSLATE_NOOP("SettingWords", "How far, today included"),
              QT_TRANSLATE_NOOP("SettingWords", "days")},
    RowWords {"orders.pickup_step_minutes",
              QT_TRANSLATE_NOOP("SettingWords", "Times for picking up"),
              QT_TRANSLATE_NOOP("SettingWords", "Minutes between two of them"),
              QT_TRANSLATE_NOOP("SettingWords", "min")},
    RowWords {"orders.answer_minutes", QT_TRANSLATE_NOOP("SettingWords", "Accept within"),
              QT_TRANSLATE_NOOP("SettingWords", "Then an order raises its hand"),
              QT_TRANSLATE_NOOP("SettingWords", "min")},
    RowWords {"orders.make_minutes", QT_TRANSLATE_NOOP("SettingWords", "Make within"),
              QT_TRANSLATE_NOOP("SettingWords", "Orders without a promised time"),
              QT_TRANSLATE_NOOP("SettingWords", "min")},
    RowWords {"orders.ahead_minutes", QT_TRANSLATE_NOOP("SettingWords", "Show orders for later"),
              QT_TRANSLATE_NOOP("SettingWords", "This long before work on them begins"),
              QT_TRANSLATE_NOOP("SettingWords", "min")},
    RowWords {"orders.chime", QT_TRANSLATE_NOOP("SettingWords", "Sound of a new order"),
              QT_TRANSLATE_NOOP("SettingWords", "Also when one has waited too long")},
    RowWords {"worker.threads", QT_TRANSLATE_NOOP("SettingWords", "Jobs at the same time"),
              QT_TRANSLATE_NOOP("SettingWords", "More need a faster machine")},
    RowWords {"api.enabled", QT_TRANSLATE_NOOP("SettingWords", "Take orders by network"),
              QT_TRANSLATE_NOOP("SettingWords", "From the web page and other programs")},
    RowWords {"api.listen", QT_TRANSLATE_NOOP("SettingWords", "Address for orders"),
              QT_TRANSLATE_NOOP("SettingWords",
                                "127.0.0.1: this machine only. 0.0.0.0: the whole network.")},
    RowWords {"api.port", QT_TRANSLATE_NOOP("SettingWords", "Port for orders"),
              QT_TRANSLATE_NOOP("SettingWords", "0 takes any free one")},
    RowWords {"api.https", QT_TRANSLATE_NOOP("SettingWords", "Encrypt orders (HTTPS)"),
              QT_TRANSLATE_NOOP("SettingWords", "By itself: when the network is open")},
    RowWords {"api.https_port", QT_TRANSLATE_NOOP("SettingWords", "Port of HTTPS"),
              QT_TRANSLATE_NOOP("SettingWords", "0 takes any free one")},
    RowWords {"api.https_certificate", QT_TRANSLATE_NOOP("SettingWords", "Certificate of HTTPS"),
              QT_TRANSLATE_NOOP("SettingWords", "A file. Empty: the till makes its own.")},
    RowWords {"api.https_key", QT_TRANSLATE_NOOP("SettingWords", "Key of the certificate"),
              QT_TRANSLATE_NOOP("SettingWords", "A file that nobody else can read")},
    RowWords {"api.https_names", QT_TRANSLATE_NOOP("SettingWords", "Further names of this till"),
              QT_TRANSLATE_NOOP("SettingWords", "For its own certificate, with commas")},
    RowWords {"api.max_connections", QT_TRANSLATE_NOOP("SettingWords", "Most connections"),
              QT_TRANSLATE_NOOP("SettingWords", "Of all customers together")},
    RowWords {"api.max_connections_per_address",
              QT_TRANSLATE_NOOP("SettingWords", "Most from one address"),
              QT_TRANSLATE_NOOP("SettingWords", "One customer, or one house")},
    RowWords {"api.max_streams", QT_TRANSLATE_NOOP("SettingWords", "Most who follow an order"),
              QT_TRANSLATE_NOOP("SettingWords", "All customers who watch it being made")},
    RowWords {"api.max_streams_per_address",
              QT_TRANSLATE_NOOP("SettingWords", "Most of them from one address"),
              QT_TRANSLATE_NOOP("SettingWords", "One customer, or one house")},
    RowWords {"api.rate_reads", QT_TRANSLATE_NOOP("SettingWords", "Most reads"),
              QT_TRANSLATE_NOOP("SettingWords", "Of one address")},
    RowWords {"api.rate_orders", QT_TRANSLATE_NOOP("SettingWords", "Most orders"),
              QT_TRANSLATE_NOOP("SettingWords", "Of one address, with cancellations")},
    RowWords {"api.rate_keys", QT_TRANSLATE_NOOP("SettingWords", "Most calls with a key"),
              QT_TRANSLATE_NOOP("SettingWords", "Per partner's key")},
    RowWords {"api.rate_unknown_ids", QT_TRANSLATE_NOOP("SettingWords", "Most wrong order numbers"),
              QT_TRANSLATE_NOOP("SettingWords", "Beyond it the address waits a minute")},
    RowWords {"api.limit_loopback", QT_TRANSLATE_NOOP("SettingWords", "Limit this machine too"),
              QT_TRANSLATE_NOOP("SettingWords", "Programs that order on this computer")},
    RowWords {"api.trusted_proxies", QT_TRANSLATE_NOOP("SettingWords", "Servers in front"),
              QT_TRANSLATE_NOOP("SettingWords", "They say who the customer is")},
    RowWords {"api.host_names", QT_TRANSLATE_NOOP("SettingWords", "Names of the web page"),
              QT_TRANSLATE_NOOP("SettingWords", "Beside the name of this computer. *: any.")},
    RowWords {"api.metrics", QT_TRANSLATE_NOOP("SettingWords", "Show figures"),
              QT_TRANSLATE_NOOP("SettingWords", "At /metrics, for programs that watch")},
    RowWords {"log.format", QT_TRANSLATE_NOOP("SettingWords", "Form of the log"),
              QT_TRANSLATE_NOOP("SettingWords", "JSON for programs that collect it")},
    RowWords {"log.level", QT_TRANSLATE_NOOP("SettingWords", "Log from"),
              QT_TRANSLATE_NOOP("SettingWords", "Less weighty lines are left out")},
    RowWords {"log.access", QT_TRANSLATE_NOOP("SettingWords", "Log each request"),
              QT_TRANSLATE_NOOP("SettingWords", "Without saying whose it was")},
    RowWords {"log.file", QT_TRANSLATE_NOOP("SettingWords", "Keep the log in a file"),
              QT_TRANSLATE_NOOP("SettingWords", "In the shop's folder, under logs")},
    RowWords {"log.file_mb", QT_TRANSLATE_NOOP("SettingWords", "Megabytes of a log file"),
              QT_TRANSLATE_NOOP("SettingWords", "Then a new one is begun")},
    RowWords {"log.files", QT_TRANSLATE_NOOP("SettingWords", "Log files kept"),
              QT_TRANSLATE_NOOP("SettingWords", "Older ones are removed")},
    RowWords {"ui.theme", QT_TRANSLATE_NOOP("SettingWords", "Colours"),
              QT_TRANSLATE_NOOP("SettingWords", "Of the whole counter")},
    RowWords {"ui.text_percent", QT_TRANSLATE_NOOP("SettingWords", "Size of text"),
              QT_TRANSLATE_NOOP("SettingWords", "Large text shows fewer tiles")},
    RowWords {"ui.hand", QT_TRANSLATE_NOOP("SettingWords", "Hand"),
              QT_TRANSLATE_NOOP("SettingWords", "Left puts the basket on the left")},
    RowWords {"ui.language", QT_TRANSLATE_NOOP("SettingWords", "Language"),
              QT_TRANSLATE_NOOP("SettingWords", "Of the counter")},
    RowWords {"ui.screen_dpi", QT_TRANSLATE_NOOP("SettingWords", "Dots per inch"),
              QT_TRANSLATE_NOOP("SettingWords", "0: as the screen says"),
              QT_TRANSLATE_NOOP("SettingWords", "dpi")},
    RowWords {"ui.fullscreen", QT_TRANSLATE_NOOP("SettingWords", "Fill the screen"), ""},
    RowWords {"data.directory", QT_TRANSLATE_NOOP("SettingWords", "Folder of the shop"),
              QT_TRANSLATE_NOOP("SettingWords", "Set at the start of the program")},
    RowWords {"database.url", QT_TRANSLATE_NOOP("SettingWords", "Shared database"),
              QT_TRANSLATE_NOOP("SettingWords", "Empty: this till brings its own")},
    RowWords {"postgres.binaries", QT_TRANSLATE_NOOP("SettingWords", "Folder of PostgreSQL"),
              QT_TRANSLATE_NOOP("SettingWords", "Empty: the newest one on this machine")},
    RowWords {"postgres.share", QT_TRANSLATE_NOOP("SettingWords", "Counters of this machine"),
              QT_TRANSLATE_NOOP("SettingWords", "Other accounts sell on this database")},
    RowWords {"service.file", QT_TRANSLATE_NOOP("SettingWords", "File of the service"),
              QT_TRANSLATE_NOOP("SettingWords", "Says where a shared database is")},
    RowWords {"postgres.upgrade", QT_TRANSLATE_NOOP("SettingWords", "Newer PostgreSQL"),
              QT_TRANSLATE_NOOP("SettingWords", "Carries the database over when one is installed")},
    RowWords {"backup.wal", QT_TRANSLATE_NOOP("SettingWords", "Go back to any moment"),
              QT_TRANSLATE_NOOP("SettingWords", "Keeps each change of the database there too")},
    RowWords {"backup.wal_days", QT_TRANSLATE_NOOP("SettingWords", "As far back as"), "",
              QT_TRANSLATE_NOOP("SettingWords", "days")},
    RowWords {"backup.wal_limit_mb", QT_TRANSLATE_NOOP("SettingWords", "Room for that"),
              QT_TRANSLATE_NOOP("SettingWords", "Beyond it older changes go earlier"),
              QT_TRANSLATE_NOOP("SettingWords", "MB")},
    RowWords {"backup.base_hours",
              QT_TRANSLATE_NOOP("SettingWords", "Copy the whole database every"), "",
              QT_TRANSLATE_NOOP("SettingWords", "hours")},
    RowWords {"backup.copy_seconds", QT_TRANSLATE_NOOP("SettingWords", "Copy what is new every"),
              QT_TRANSLATE_NOOP("SettingWords", "What a broken disk can cost at most"),
              QT_TRANSLATE_NOOP("SettingWords", "s")},
    RowWords {"catalogue.expiry_seconds",
              QT_TRANSLATE_NOOP("SettingWords", "Read the goods again after"), "",
              QT_TRANSLATE_NOOP("SettingWords", "s")},
    RowWords {"disk.minimum_free_mb", QT_TRANSLATE_NOOP("SettingWords", "Free room on the disk"),
              QT_TRANSLATE_NOOP("SettingWords", "Below it the counter warns"),
              QT_TRANSLATE_NOOP("SettingWords", "MB")},
    RowWords {"backup.folder", QT_TRANSLATE_NOOP("SettingWords", "Folder of the backups"),
              QT_TRANSLATE_NOOP("SettingWords", "Best on another disk")},
    RowWords {"backup.at_day_end", QT_TRANSLATE_NOOP("SettingWords", "Back up at the day's end"),
              QT_TRANSLATE_NOOP("SettingWords", "Or at the next start after it")},
    RowWords {"backup.every_hours", QT_TRANSLATE_NOOP("SettingWords", "Back up every"),
              QT_TRANSLATE_NOOP("SettingWords", "0: only at the day's end"),
              QT_TRANSLATE_NOOP("SettingWords", "h")},
    RowWords {"backup.keep_days", QT_TRANSLATE_NOOP("SettingWords", "Keep backups for"),
              QT_TRANSLATE_NOOP("SettingWords", "The newest three stay"),
              QT_TRANSLATE_NOOP("SettingWords", "days")},
    RowWords {"backup.drill", QT_TRANSLATE_NOOP("SettingWords", "Restore on trial each night"),
              QT_TRANSLATE_NOOP("SettingWords", "Says whether the backup is worth anything")},
    RowWords {"backup.before_upgrade",
              QT_TRANSLATE_NOOP("SettingWords", "Back up before an upgrade"),
              QT_TRANSLATE_NOOP("SettingWords", "Before a newer version changes the database")},
};

constexpr std::array choiceTable {
    ChoiceWord {"shop.first_run", "open", QT_TRANSLATE_NOOP("SettingWords", "Ask")},
    ChoiceWord {"shop.first_run", "done", QT_TRANSLATE_NOOP("SettingWords", "Done")},
    ChoiceWord {"cash.round_to", "country",
                QT_TRANSLATE_NOOP("SettingWords", "As usual in the country")},
    ChoiceWord {"orders.flow", "automatic", QT_TRANSLATE_NOOP("SettingWords", "By a timer")},
    ChoiceWord {"orders.flow", "staff", QT_TRANSLATE_NOOP("SettingWords", "By staff")},
    ChoiceWord {"orders.chime", "loud", QT_TRANSLATE_NOOP("SettingWords", "Loud")},
    ChoiceWord {"orders.chime", "soft", QT_TRANSLATE_NOOP("SettingWords", "Soft")},
    ChoiceWord {"orders.chime", "off", QT_TRANSLATE_NOOP("SettingWords", "Off")},
    ChoiceWord {"api.metrics", "loopback", QT_TRANSLATE_NOOP("SettingWords", "This machine")},
    ChoiceWord {"api.metrics", "network", QT_TRANSLATE_NOOP("SettingWords", "The network")},
    ChoiceWord {"api.metrics", "off", QT_TRANSLATE_NOOP("SettingWords", "Nobody")},
    ChoiceWord {"log.format", "text", QT_TRANSLATE_NOOP("SettingWords", "Text")},
    ChoiceWord {"log.format", "json", QT_TRANSLATE_NOOP("SettingWords", "JSON")},
    ChoiceWord {"log.level", "debug", QT_TRANSLATE_NOOP("SettingWords", "Everything")},
    ChoiceWord {"log.level", "info", QT_TRANSLATE_NOOP("SettingWords", "Notes")},
    ChoiceWord {"log.level", "warning", QT_TRANSLATE_NOOP("SettingWords", "Warnings")},
    ChoiceWord {"log.level", "error", QT_TRANSLATE_NOOP("SettingWords", "Errors")},
    ChoiceWord {"ui.theme", "light", QT_TRANSLATE_NOOP("SettingWords", "Light")},
    ChoiceWord {"ui.theme", "dark", QT_TRANSLATE_NOOP("SettingWords", "Dark")},
    ChoiceWord {"ui.theme", "contrast", QT_TRANSLATE_NOOP("SettingWords", "High contrast")},
    ChoiceWord {"ui.theme", "system", QT_TRANSLATE_NOOP("SettingWords", "As the system")},
    ChoiceWord {"ui.hand", "right", QT_TRANSLATE_NOOP("SettingWords", "Right")},
    ChoiceWord {"ui.hand", "left", QT_TRANSLATE_NOOP("SettingWords", "Left")},
    ChoiceWord {"api.https", "auto", QT_TRANSLATE_NOOP("SettingWords", "By itself")},
    ChoiceWord {"", "yes", QT_TRANSLATE_NOOP("SettingWords", "Yes")}, // Of every switch.
    ChoiceWord {"", "no", QT_TRANSLATE_NOOP("SettingWords", "No")},
    ChoiceWord {"postgres.share", "no", QT_TRANSLATE_NOOP("SettingWords", "Nobody else")},
    ChoiceWord {"postgres.share", "group", QT_TRANSLATE_NOOP("SettingWords", "The group")},
    ChoiceWord {"postgres.upgrade", "automatic", QT_TRANSLATE_NOOP("SettingWords", "By itself")},
    ChoiceWord {"postgres.upgrade", "never", QT_TRANSLATE_NOOP("SettingWords", "Never")},
    ChoiceWord {"ui.language", "system", QT_TRANSLATE_NOOP("SettingWords", "As the system")},
};

/// One group, in English.
struct GroupWords {
    const char *name;
    const char *title;
    const char *icon;
};

constexpr std::array groupTable {
    GroupWords {"shop", QT_TRANSLATE_NOOP("SettingWords", "Shop"), "bag"},
    GroupWords {"hours", QT_TRANSLATE_NOOP("SettingWords", "Opening hours"), "clock"},
    GroupWords {"receipt", QT_TRANSLATE_NOOP("SettingWords", "Receipt"), "receipt"},
    GroupWords {"vat", QT_TRANSLATE_NOOP("SettingWords", "VAT"), "percent"},
    GroupWords {"goods", QT_TRANSLATE_NOOP("SettingWords", "Goods"), "baguette"},
    GroupWords {"cash", QT_TRANSLATE_NOOP("SettingWords", "Cash and tender"), "cash"},
    GroupWords {"scanner", QT_TRANSLATE_NOOP("SettingWords", "Scanner and scale"), "scale"},
    GroupWords {"staff", QT_TRANSLATE_NOOP("SettingWords", "Staff"), "user"},
    GroupWords {"orders", QT_TRANSLATE_NOOP("SettingWords", "Orders and web page"), "order"},
    GroupWords {"look", QT_TRANSLATE_NOOP("SettingWords", "Look and language"), "settings"},
    GroupWords {"database", QT_TRANSLATE_NOOP("SettingWords", "Database and backup"), "database"},
    GroupWords {"api", QT_TRANSLATE_NOOP("SettingWords", "Network and security"), "lock"},
};

QString words(const char *text)
{
    return *text ? QCoreApplication::translate("SettingWords", text) : QString();
}

/// What stands for a value that is empty.
QString emptyWords(const SettingRow &row)
{
    switch (row.type) {
    case SettingRow::Type::Zone:
        return QCoreApplication::translate("SettingWords", "as the system");
    case SettingRow::Type::Path:
        if (row.key == "api.https_certificate"_L1)
            return QCoreApplication::translate("SettingWords", "its own");
        if (row.key == "api.https_key"_L1)
            return QCoreApplication::translate("SettingWords", "with the certificate");
        if (row.key == "tickets.folder"_L1)
            return QCoreApplication::translate("SettingWords", "no tickets");
        if (row.key == "backup.folder"_L1)
            return QCoreApplication::translate("SettingWords", "no backups");
        return QCoreApplication::translate("SettingWords", "found by itself");
    default:
        return QCoreApplication::translate("SettingWords", "empty");
    }
}

} // namespace

SettingWords settingWords(const QString &key)
{
    for (const std::span<const RowWords> table :
         {std::span<const RowWords>(rowWords), kitchenRowWords()}) {
        for (const RowWords &row : table) {
            if (key == QLatin1StringView(row.key))
                return {words(row.title), words(row.help), words(row.unit)};
        }
    }
    return {};
}

QStringList settingsWithWords()
{
    QStringList keys;
    for (const RowWords &row : rowWords)
        keys.append(QString::fromLatin1(row.key));
    for (const RowWords &row : kitchenRowWords())
        keys.append(QString::fromLatin1(row.key));
    return keys;
}

QString choiceWords(const QString &key, const QString &choice)
{
    if (key == "shop.country"_L1)
        return countryWords(choice);
    for (const std::span<const ChoiceWord> table :
         {std::span<const ChoiceWord>(choiceTable), kitchenChoiceWords()}) {
        for (const ChoiceWord &row : table) {
            const QLatin1StringView rowKey(row.key);
            if ((rowKey.isEmpty() || key == rowKey) && choice == QLatin1StringView(row.choice))
                return words(row.word);
        }
    }
    if (key == "ui.text_percent"_L1)
        return choice + u" %"_s;
    if (key == "ui.language"_L1) // Each in itself, for those who cannot read the other.
        return choice == u"de"_s ? u"Deutsch"_s : u"English"_s;
    return QString(choice).replace(u'.', QLocale().decimalPoint());
}

QString shownValue(const SettingRow &row, const QString &value)
{
    if (row.type == SettingRow::Type::Choice)
        return choiceWords(row.key, value);
    if (value.isEmpty())
        return emptyWords(row);
    return QString(value).replace(u'\n', u" / "_s);
}

QString sourceWords(Settings::Source source)
{
    switch (source) {
    case Settings::Source::Default:
        return QCoreApplication::translate("SettingWords", "default");
    case Settings::Source::File:
        return QCoreApplication::translate("SettingWords", "settings file");
    case Settings::Source::DotEnv:
        return u".env"_s;
    case Settings::Source::Environment:
        return QCoreApplication::translate("SettingWords", "environment");
    case Settings::Source::CommandLine:
        return QCoreApplication::translate("SettingWords", "command line");
    }
    Q_UNREACHABLE();
}

QList<SettingGroup> settingGroups()
{
    QList<SettingGroup> groups;
    for (const GroupWords &group : groupTable)
        groups.append(
            {QString::fromLatin1(group.name), words(group.title), QString::fromLatin1(group.icon)});
    return groups;
}
