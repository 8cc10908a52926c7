#include "country.h"
#include "settings.h"
#include "settings_table_backup.h"
#include "settings_table_kitchen.h"
#include "settings_table_wal.h"

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

using Type = SettingRow::Type;

namespace {

/// When a change of a setting is felt.
enum class Felt { AtOnce, AtTheNextStart };

std::vector<SettingRow> inGroup(const QString &group, Felt felt, std::vector<SettingRow> rows)
{
    for (SettingRow &row : rows) {
        row.group = group;
        row.live = felt == Felt::AtOnce;
    }
    return rows;
}

QString countryChoices()
{
    QString choices; // The empty one comes first: not said yet.
    for (const Country &country : countries())
        choices += u'|' + country.code;
    return choices;
}

std::vector<SettingRow> databaseRows()
{
    return {
        {u"data.directory"_s,
         Type::Path,
         {},
         {},
         u"Folder of the shop's data. Default: /var/lib/bakehouse for root, else in the user's "
         u"data "
         "folder."_s},
        {u"database.url"_s,
         Type::Database,
         {},
         {},
         u"PostgreSQL server shared by several tills, as a URI or key=value string. Default: a "
         "private one."_s},
        {u"postgres.binaries"_s,
         Type::Path,
         {},
         {},
         u"Folder of initdb and postgres for the private server. Default: the newest found."_s},
        {u"postgres.upgrade"_s, Type::Choice, u"automatic"_s, u"automatic|never"_s,
         u"Whether a database of an older PostgreSQL is carried over to the newest found."_s},
        {u"postgres.share"_s, Type::Choice, u"no"_s, u"no|group"_s,
         u"Whether counters of accounts in the server's group may sell on the private database."_s},
        {u"service.file"_s,
         Type::Path,
         u"/run/bakehouse/shop.json"_s,
         {},
         u"File in which a shop that shares its database says where that is; a counter without a "
         "shop of its own joins it."_s},
        {u"catalogue.expiry_seconds"_s, Type::Integer, u"300"_s, u"1-86400"_s,
         u"Age at which the catalogue in memory is read again."_s},
        {u"disk.minimum_free_mb"_s, Type::Integer, u"500"_s, u"0-1000000000"_s,
         u"Free megabytes below which the health check fails."_s},
    };
}

std::vector<SettingRow> shopRows()
{
    return {
        {u"shop.name"_s, Type::Text, u"Bakehouse"_s, u"1-100"_s, u"Name of the shop."_s},
        {u"shop.time_zone"_s,
         Type::Zone,
         {},
         {},
         u"Time zone of the shop, as Europe/Berlin. Default: the system's."_s},
        {u"shop.day_start"_s,
         Type::Time,
         u"04:00"_s,
         {},
         u"When the business day begins; sales before it belong to the day before."_s},
    };
}

std::vector<SettingRow> liveShopRows()
{
    return {
        {u"shop.country"_s,
         Type::Choice,
         {},
         countryChoices(),
         u"Country of the shop; decides how cash is rounded."_s},
        {u"shop.address"_s, Type::Lines, {}, u"0-300"_s, u"Address on the receipt."_s},
        {u"shop.tax_number"_s, Type::Text, {}, u"0-50"_s, u"Tax number on the receipt."_s},
        {u"shop.first_run"_s, Type::Choice, u"open"_s, u"open|done"_s,
         u"Whether the questions of the first start were answered or skipped."_s},
    };
}

std::vector<SettingRow> receiptRows()
{
    return {
        {u"receipt.header"_s, Type::Lines, {}, u"0-500"_s, u"Lines above the goods."_s},
        {u"receipt.footer"_s, Type::Lines, {}, u"0-500"_s, u"Lines below the sum."_s},
    };
}

std::vector<SettingRow> cashRows()
{
    return {
        {u"cash.round_to"_s, Type::Choice, u"country"_s, u"country|0.01|0.05|0.10|0.50|1.00"_s,
         u"Step that a sum paid in cash is rounded to."_s},
        {u"cash.keys"_s, Type::Integer, u"6"_s, u"3-6"_s,
         u"Keys with round sums on the tender sheet."_s},
    };
}

std::vector<SettingRow> scannerRows()
{
    return {
        {u"scanner.gap_ms"_s, Type::Integer, u"35"_s, u"5-200"_s,
         u"Longest pause between two characters of a scan, in milliseconds."_s},
        {u"scanner.minimum_length"_s, Type::Integer, u"4"_s, u"3-20"_s,
         u"Characters that a scan has at least."_s},
        {u"scanner.prefix"_s,
         Type::Text,
         {},
         u"0-8"_s,
         u"What the scanner sends before each code, if anything."_s},
        {u"scanner.patterns"_s, Type::Text, u"20:price:5:5:2; 21:weight:5:5:3"_s, u"0-500"_s,
         u"Barcodes that hold a price or a weight: prefix, kind, digits of the item, digits of the "
         "value, decimals."_s},
    };
}

std::vector<SettingRow> staffRows()
{
    return {
        {u"counter.clerks"_s,
         Type::Names,
         {},
         u"0-20"_s,
         u"Who sells here, names with commas between them. Empty: one clerk without a name."_s},
    };
}

std::vector<SettingRow> orderRows()
{
    return {
        {u"orders.flow"_s, Type::Choice, u"automatic"_s, u"automatic|staff"_s,
         u"Who moves an order: a timer, or staff on the board."_s},
        {u"orders.processing_seconds"_s, Type::Range, u"5-15"_s, u"0-86400"_s,
         u"How long the timer keeps an order in production."_s},
        {u"orders.open_limit"_s, Type::Integer, u"200000"_s, u"1-10000000"_s,
         u"Open orders beyond which new ones of the API are refused."_s},
        {u"orders.pickup_days"_s, Type::Integer, u"14"_s, u"1-60"_s,
         u"Days ahead for which customers may order, today included."_s},
        {u"orders.pickup_step_minutes"_s, Type::Choice, u"15"_s, u"5|10|15|20|30|60"_s,
         u"Minutes between two times of pick-up that customers are offered."_s},
        {u"worker.threads"_s, Type::Integer, u"2"_s, u"1-16"_s, u"Jobs done at the same time."_s},
    };
}

std::vector<SettingRow> boardRows()
{
    return {
        {u"orders.answer_minutes"_s, Type::Integer, u"10"_s, u"1-1440"_s,
         u"Minutes after which an order that nobody accepted raises its hand."_s},
        {u"orders.make_minutes"_s, Type::Integer, u"20"_s, u"1-1440"_s,
         u"Minutes after which an order for now that is not ready raises its hand."_s},
        {u"orders.ahead_minutes"_s, Type::Integer, u"15"_s, u"0-1440"_s,
         u"Minutes before work on an order for later begins at which the board shows it as new."_s},
        {u"orders.chime"_s, Type::Choice, u"loud"_s, u"loud|soft|off"_s,
         u"Sound at the counter when an order comes in or raises its hand."_s},
    };
}

std::vector<SettingRow> apiRows()
{
    return {
        {u"api.enabled"_s, Type::Choice, u"yes"_s, u"yes|no"_s,
         u"Whether customers' programs may order over HTTP."_s},
        {u"api.listen"_s,
         Type::Address,
         u"127.0.0.1"_s,
         {},
         u"Address that the HTTP API listens on; 0.0.0.0 or :: opens it to the network."_s},
        {u"api.port"_s, Type::Integer, u"5000"_s, u"0-65535"_s,
         u"Port of the HTTP API; 0 takes any free one."_s},
        {u"api.https"_s, Type::Choice, u"auto"_s, u"auto|yes|no"_s,
         u"Whether the API is served by HTTPS too; auto: when api.listen opens it to a network."_s},
        {u"api.https_port"_s, Type::Integer, u"5443"_s, u"0-65535"_s,
         u"Port of HTTPS; 0 takes any free one."_s},
        {u"api.https_certificate"_s,
         Type::Path,
         {},
         {},
         u"File with the certificate of HTTPS and those above it, in PEM. Default: a self-signed "
         "one."_s},
        {u"api.https_key"_s,
         Type::Path,
         {},
         {},
         u"File with the key of that certificate, in PEM. Default: the file of the certificate."_s},
        {u"api.https_names"_s,
         Type::Subjects,
         {},
         u"0-20"_s,
         u"Host names and addresses that the self-signed certificate is for, beside this machine's "
         "own."_s},
        {u"api.max_connections"_s, Type::Integer, u"4096"_s, u"1-65536"_s,
         u"Connections of the HTTP API in all."_s},
        {u"api.max_connections_per_address"_s, Type::Integer, u"64"_s, u"1-65536"_s,
         u"Connections of the HTTP API from one address, loopback too; proxies are exempt."_s},
        {u"api.max_streams"_s, Type::Integer, u"1024"_s, u"1-65536"_s,
         u"Clients of the HTTP API that follow an order, in all."_s},
        {u"api.max_streams_per_address"_s, Type::Integer, u"16"_s, u"1-65536"_s,
         u"Clients of the HTTP API that follow an order, from one address."_s},
    };
}

std::vector<SettingRow> apiLimitRows()
{
    return {
        {u"api.rate_reads"_s,
         Type::Rate,
         u"20/s burst 60"_s,
         {},
         u"Reads per client address (IPv6 by its /64), as 20/s burst 60; unlimited lifts it."_s},
        {u"api.rate_orders"_s,
         Type::Rate,
         u"30/min burst 10"_s,
         {},
         u"Orders and cancellations together, per client address."_s},
        {u"api.rate_unknown_ids"_s,
         Type::Rate,
         u"10/min burst 10"_s,
         {},
         u"Look-ups of unknown order ids per client address; the next one shuts its look-ups for "
         "60 s."_s},
        {u"api.rate_keys"_s,
         Type::Rate,
         u"600/min burst 60"_s,
         {},
         u"Requests with a partner's key, per key instead of per address."_s},
        {u"api.limit_loopback"_s, Type::Choice, u"no"_s, u"yes|no"_s,
         u"Whether the rates count for 127.0.0.0/8 and ::1 too, which are this machine itself."_s},
        {u"api.trusted_proxies"_s,
         Type::Networks,
         {},
         u"0-32"_s,
         u"Addresses or networks of reverse proxies: only their X-Forwarded-For is believed, and "
         "their connections are counted in all only."_s},
        {u"api.host_names"_s,
         Type::Hosts,
         {},
         u"0-32"_s,
         u"Further names under which customers reach this shop; * allows all. Always allowed: "
         "localhost, this machine's name, name.local and addresses."_s},
        {u"api.metrics"_s, Type::Choice, u"loopback"_s, u"loopback|network|off"_s,
         u"Who is shown the figures at /metrics: this machine, everybody who reaches the API, or "
         "nobody."_s},
    };
}

std::vector<SettingRow> logRows()
{
    return {
        {u"log.format"_s, Type::Choice, u"text"_s, u"text|json"_s,
         u"How log lines are written to standard error; json: one object per line."_s},
        {u"log.level"_s, Type::Choice, u"debug"_s, u"debug|info|warning|error"_s,
         u"The least weighty lines that are logged."_s},
        {u"log.access"_s, Type::Choice, u"no"_s, u"yes|no"_s,
         u"Whether each request to the HTTP API is logged, without its address and target."_s},
        {u"log.file"_s, Type::Choice, u"yes"_s, u"yes|no"_s,
         u"Whether the till or server also writes its log into DIR/logs/bakehouse.log."_s},
        {u"log.file_mb"_s, Type::Integer, u"10"_s, u"1-1000"_s,
         u"Megabytes after which that file gets a number and a new one is begun."_s},
        {u"log.files"_s, Type::Integer, u"5"_s, u"1-100"_s, u"How many of these files are kept."_s},
    };
}

std::vector<SettingRow> lookRows()
{
    return {
        {u"ui.theme"_s, Type::Choice, u"light"_s, u"light|dark|contrast|system"_s,
         u"Colours of the counter."_s},
        {u"ui.text_percent"_s, Type::Choice, u"100"_s, u"100|125|150|175|200"_s,
         u"Size of all text."_s},
        {u"ui.hand"_s, Type::Choice, u"right"_s, u"right|left"_s,
         u"Hand that works at the counter; left puts the basket on the left."_s},
        {u"ui.screen_dpi"_s, Type::Integer, u"0"_s, u"0-600"_s,
         u"Dots per inch of the screen, when it says them wrongly. 0: as the screen says."_s},
        {u"ui.fullscreen"_s, Type::Choice, u"no"_s, u"yes|no"_s,
         u"Whether the counter fills the screen."_s},
        {u"counter.low_stock"_s, Type::Integer, u"5"_s, u"0-1000"_s,
         u"Pieces left at which a tile says how many. 0: never."_s},
    };
}

std::vector<SettingRow> languageRows()
{
    return {
        {u"ui.language"_s, Type::Choice, u"system"_s, u"system|en|de"_s,
         u"Language of the counter."_s},
    };
}

} // namespace

const std::vector<SettingRow> &Settings::table()
{
    static const std::vector<SettingRow> rows = [] {
        std::vector<SettingRow> all;
        for (std::vector<SettingRow> &group :
             std::array {inGroup(u"database"_s, Felt::AtTheNextStart, databaseRows()),
                         inGroup(u"database"_s, Felt::AtTheNextStart, backupRows()),
                         inGroup(u"database"_s, Felt::AtTheNextStart, walRows()),
                         inGroup(u"shop"_s, Felt::AtTheNextStart, shopRows()),
                         inGroup(u"shop"_s, Felt::AtOnce, liveShopRows()),
                         inGroup(u"receipt"_s, Felt::AtOnce, receiptRows()),
                         inGroup(u"cash"_s, Felt::AtOnce, cashRows()),
                         inGroup(u"scanner"_s, Felt::AtOnce, scannerRows()),
                         inGroup(u"staff"_s, Felt::AtOnce, staffRows()),
                         inGroup(u"orders"_s, Felt::AtTheNextStart, orderRows()),
                         inGroup(u"orders"_s, Felt::AtOnce, kitchenRows()),
                         inGroup(u"orders"_s, Felt::AtOnce, boardRows()),
                         inGroup(u"api"_s, Felt::AtTheNextStart, apiRows()),
                         inGroup(u"api"_s, Felt::AtTheNextStart, apiLimitRows()),
                         inGroup(u"api"_s, Felt::AtTheNextStart, logRows()),
                         inGroup(u"look"_s, Felt::AtOnce, lookRows()),
                         inGroup(u"look"_s, Felt::AtTheNextStart, languageRows())})
            std::ranges::move(group, std::back_inserter(all));
        return all;
    }();
    return rows;
}

const SettingRow *Settings::row(const QString &key)
{
    const auto found = std::ranges::find(table(), key, &SettingRow::key);
    return found == table().end() ? nullptr : &*found;
}

QString Settings::environmentName(const QString &key)
{
    if (key == "data.directory"_L1)
        return u"BAKEHOUSE_DATA"_s;
    if (key == "database.url"_L1)
        return u"DATABASE_URL"_s; // The name that hosts of programs set.
    return u"BAKEHOUSE_"_s + key.toUpper().replace(u'.', u'_');
}

QString Settings::optionName(const QString &key)
{
    if (key == "data.directory"_L1)
        return u"--data"_s;
    if (key == "database.url"_L1)
        return u"--database"_s;
    return u"--"_s + QString(key).replace(u'.', u'-').replace(u'_', u'-');
}
