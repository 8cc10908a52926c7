#include "country_words.h"

#include "country.h"

#include <QCollator>
#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// A country's name in English.
struct CountryName {
    const char *code;
    const char *name;
};

constexpr std::array names {
    CountryName {"AT", QT_TRANSLATE_NOOP("SettingWords", "Austria")},
    CountryName {"AU", QT_TRANSLATE_NOOP("SettingWords", "Australia")},
    CountryName {"BE", QT_TRANSLATE_NOOP("SettingWords", "Belgium")},
    CountryName {"CA", QT_TRANSLATE_NOOP("SettingWords", "Canada")},
    CountryName {"CH", QT_TRANSLATE_NOOP("SettingWords", "Switzerland")},
    CountryName {"CZ", QT_TRANSLATE_NOOP("SettingWords", "Czechia")},
    CountryName {"DE", QT_TRANSLATE_NOOP("SettingWords", "Germany")},
    CountryName {"DK", QT_TRANSLATE_NOOP("SettingWords", "Denmark")},
    CountryName {"ES", QT_TRANSLATE_NOOP("SettingWords", "Spain")},
    CountryName {"FI", QT_TRANSLATE_NOOP("SettingWords", "Finland")},
    CountryName {"FR", QT_TRANSLATE_NOOP("SettingWords", "France")},
    CountryName {"GB", QT_TRANSLATE_NOOP("SettingWords", "United Kingdom")},
    CountryName {"IE", QT_TRANSLATE_NOOP("SettingWords", "Ireland")},
    CountryName {"IT", QT_TRANSLATE_NOOP("SettingWords", "Italy")},
    CountryName {"LU", QT_TRANSLATE_NOOP("SettingWords", "Luxembourg")},
    CountryName {"NL", QT_TRANSLATE_NOOP("SettingWords", "Netherlands")},
    CountryName {"NO", QT_TRANSLATE_NOOP("SettingWords", "Norway")},
    CountryName {"NZ", QT_TRANSLATE_NOOP("SettingWords", "New Zealand")},
    CountryName {"PL", QT_TRANSLATE_NOOP("SettingWords", "Poland")},
    CountryName {"PT", QT_TRANSLATE_NOOP("SettingWords", "Portugal")},
    CountryName {"SE", QT_TRANSLATE_NOOP("SettingWords", "Sweden")},
    CountryName {"US", QT_TRANSLATE_NOOP("SettingWords", "United States")},
};

} // namespace

QString countryWords(const QString &code)
{
    if (code.isEmpty())
        return QCoreApplication::translate("SettingWords", "Not said yet");
    const auto *const found = std::ranges::find_if(
        names, [&code](const CountryName &row) { return code == QLatin1StringView(row.code); });
    return found == names.end() ? code : QCoreApplication::translate("SettingWords", found->name);
}

QList<std::pair<QString, QString>> namedCountries()
{
    QList<std::pair<QString, QString>> all;
    for (const Country &country : countries())
        all.append({country.code, countryWords(country.code)});
    const QCollator order {QLocale()};
    std::ranges::sort(all, [&order](const auto &left, const auto &right) {
        return order.compare(left.second, right.second) < 0;
    });
    return all;
}

QString currencyWords(const QString &currency)
{
    const auto locales =
        QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
    const auto found = std::ranges::find_if(locales, [&currency](const QLocale &locale) {
        return locale.currencySymbol(QLocale::CurrencyIsoCode) == currency
            && !locale.currencySymbol().isEmpty() && locale.currencySymbol() != currency;
    });
    return found == locales.end() ? currency : currency + u", "_s + found->currencySymbol();
}

QString taxClassWords(const QString &taxClass)
{
    if (taxClass == "food"_L1)
        return QCoreApplication::translate("SettingWords", "Food");
    if (taxClass == "drink"_L1)
        return QCoreApplication::translate("SettingWords", "Drinks");
    return taxClass;
}
