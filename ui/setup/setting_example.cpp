#include "setting_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString lengthExample(const SettingRow &row)
{
    const QString least = row.range.section(u'-', 0, 0);
    const QString most = row.range.section(u'-', 1, 1);
    if (least == u"0"_s)
        return QCoreApplication::translate("SettingWords", "At most %1 characters").arg(most);
    return QCoreApplication::translate("SettingWords", "Write %1 to %2 characters")
        .arg(least, most);
}

QString numberExample(const SettingRow &row)
{
    return QCoreApplication::translate("SettingWords",
                                       "Write a whole number from %1 to %2, for example %3")
        .arg(row.range.section(u'-', 0, 0), row.range.section(u'-', 1, 1), row.standard);
}

} // namespace

QString settingExample(const SettingRow &row)
{
    switch (row.type) {
    case SettingRow::Type::Text:
    case SettingRow::Type::Lines:
        return lengthExample(row);
    case SettingRow::Type::Names:
        return QCoreApplication::translate(
            "SettingWords", "Write different names with commas, for example Anna, Ben");
    case SettingRow::Type::Integer:
        return numberExample(row);
    case SettingRow::Type::Choice:
        return QCoreApplication::translate("SettingWords", "Choose from the list");
    case SettingRow::Type::Range:
        return QCoreApplication::translate("SettingWords",
                                           "Write one number or two, for example 5-15");
    case SettingRow::Type::Time:
        return QCoreApplication::translate("SettingWords",
                                           "Write a time of the day, for example 04:00");
    case SettingRow::Type::Zone:
        return QCoreApplication::translate("SettingWords",
                                           "Write a time zone, for example Europe/Berlin");
    case SettingRow::Type::Address:
        return QCoreApplication::translate("SettingWords",
                                           "Write an address, for example 127.0.0.1");
    case SettingRow::Type::Networks:
        return QCoreApplication::translate(
            "SettingWords", "Write addresses with commas, for example 127.0.0.1, 10.0.0.0/8");
    case SettingRow::Type::Hosts:
        return QCoreApplication::translate("SettingWords",
                                           "Write names with commas, for example shop.example");
    case SettingRow::Type::Rate:
        return QCoreApplication::translate("SettingWords",
                                           "Write a rate, for example 20/s burst 60");
    case SettingRow::Type::Subjects:
        return QCoreApplication::translate(
            "SettingWords", "Write names or addresses with commas, for example till.example.org");
    case SettingRow::Type::Path:
        if (row.group == "api"_L1)
            return QCoreApplication::translate("SettingWords", "Write the path of a file");
        return QCoreApplication::translate("SettingWords", "Write the path of a folder");
    case SettingRow::Type::Database:
        return QCoreApplication::translate(
            "SettingWords", "Write an address, for example postgresql://till@server/bakehouse");
    }
    Q_UNREACHABLE();
}
