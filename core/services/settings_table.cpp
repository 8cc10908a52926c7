#include "settings.h"

using namespace Qt::StringLiterals;

using Type = SettingRow::Type;

static std::vector<SettingRow> shopRows()
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

static std::vector<SettingRow> serviceRows()
{
    return {
        {u"orders.flow"_s, Type::Choice, u"automatic"_s, u"automatic|staff"_s,
         u"Who moves an order: a timer, or staff on the board."_s},
        {u"orders.processing_seconds"_s, Type::Range, u"5-15"_s, u"0-86400"_s,
         u"How long the timer keeps an order in production."_s},
        {u"orders.open_limit"_s, Type::Integer, u"200000"_s, u"1-10000000"_s,
         u"Open orders beyond which new ones of the API are refused."_s},
        {u"api.listen"_s,
         Type::Address,
         u"127.0.0.1"_s,
         {},
         u"Address that the HTTP API listens on; 0.0.0.0 or :: opens it to the network."_s},
        {u"api.port"_s, Type::Integer, u"5000"_s, u"0-65535"_s,
         u"Port of the HTTP API; 0 takes any free one."_s},
        {u"api.max_connections"_s, Type::Integer, u"4096"_s, u"1-65536"_s,
         u"Connections of the HTTP API in all."_s},
        {u"api.max_connections_per_address"_s, Type::Integer, u"64"_s, u"1-65536"_s,
         u"Connections of the HTTP API from one address."_s},
        {u"worker.threads"_s, Type::Integer, u"2"_s, u"1-16"_s, u"Jobs done at the same time."_s},
        {u"catalogue.expiry_seconds"_s, Type::Integer, u"300"_s, u"1-86400"_s,
         u"Age at which the catalogue in memory is read again."_s},
        {u"disk.minimum_free_mb"_s, Type::Integer, u"500"_s, u"0-1000000000"_s,
         u"Free megabytes below which the health check fails."_s},
    };
}

const std::vector<SettingRow> &Settings::table()
{
    static const std::vector<SettingRow> rows = [] {
        std::vector<SettingRow> all = shopRows();
        for (SettingRow &row : serviceRows())
            all.push_back(std::move(row));
        return all;
    }();
    return rows;
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
