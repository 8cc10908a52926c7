#pragma once

#include "result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

/// One row of the settings table. The environment variable of "orders.flow" is
/// BAKEHOUSE_ORDERS_FLOW, its option --orders-flow.
struct SettingRow {
    enum class Type {
        Text, ///< One line; `range` is its length.
        Lines, ///< Some lines; `range` is their length in all.
        Names, ///< With commas between them, none twice; `range` is how many.
        Integer,
        Choice,
        Range, ///< "5-15", or one number for both ends.
        Time, ///< Of the day, "04:00".
        Zone, ///< IANA name; empty = the system's.
        Address, ///< Of this machine, IPv4 or IPv6.
        Networks, ///< Addresses and networks with commas; `range` is how many.
        Hosts, ///< Names or addresses with commas, or "*"; `range` is how many.
        Rate, ///< "20/s burst 60", or "unlimited".
        Subjects, ///< Host names and addresses with commas between them; `range` is how many.
        Path,
        Database, ///< What libpq takes; empty = the private cluster.
    };
    QString key;
    Type type = Type::Text;
    QString standard; ///< Default.
    QString range; ///< "1-65535", "automatic|staff", or empty.
    QString help;
    bool secret = false; ///< Never on the command line, never printed.
    bool live = false; ///< A change is felt at once, not at the next start.
    QString group {}; ///< "shop", "receipt", "cash", "look", …; of the settings screen.
};

/// Where the settings of a run come from. A value.
struct SettingSources {
    QString settingsFile;
    QString dotEnvFile;
    QHash<QString, QString> environment {}; ///< By variable.
    QHash<QString, QString> commandLine {}; ///< By key.
};

/// The settings of this run: default < settings file < .env < environment < command line. A value;
/// every value in it has been checked.
class Settings
{
public:
    enum class Source { Default, File, DotEnv, Environment, CommandLine };

    static const std::vector<SettingRow> &table();
    /// Null for an unknown key.
    static const SettingRow *row(const QString &key);
    /// Files that are not there are left out. @p commandLine goes by key. Empty variables count as
    /// unset, unknown ones belong to others; unknown keys in the file and on the command line are
    /// errors. Errors: Invalid/BadField (field = key) with the sentence in detail; Invalid/BadRow
    /// (field = file, left = line).
    static Result<Settings> load(const QString &settingsFile, const QString &dotEnvFile,
                                 const QHash<QString, QString> &environment,
                                 const QHash<QString, QString> &commandLine);

    static Result<Settings> load(const SettingSources &sources);

    QString text(const QString &key) const;
    qint64 integer(const QString &key) const;
    std::pair<qint64, qint64> range(const QString &key) const;
    QStringList names(const QString &key) const;
    Source source(const QString &key) const;
    /// "key = value   # source" for each row; passwords as "***".
    QStringList print() const;

    static QString environmentName(const QString &key);
    static QString optionName(const QString &key);

private:
    struct Value {
        QString text;
        Source source = Source::Default;
    };
    struct Origin {
        Source source = Source::Default;
        QString place; ///< A file's name.
    };

    Result<void> applyByKey(const QHash<QString, QString> &values, const Origin &origin);
    Result<void> applyByVariable(const QHash<QString, QString> &values, const Origin &origin);
    Result<void> apply(const SettingRow &row, const QString &value, const Origin &origin);

    QHash<QString, Value> m_values;
};
