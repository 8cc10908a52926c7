#include "country.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Rates from a day on, in 1/100 %.
struct Step {
    QDate from;
    int takeAwayBp = 0;
    int eatInBp = 0;
};
using Steps = std::vector<Step>;

void append(std::vector<TaxRate> &rates, const QString &taxClass, const Steps &steps)
{
    for (const Step &step : steps) {
        rates.push_back({taxClass, TaxMode::TakeAway, step.from, step.takeAwayBp});
        rates.push_back({taxClass, TaxMode::EatIn, step.from, step.eatInBp});
    }
}

std::vector<TaxRate> rates(const Steps &food, const Steps &drink)
{
    std::vector<TaxRate> all;
    append(all, u"food"_s, food);
    append(all, u"drink"_s, drink);
    return all;
}

QDate day(int year, int month, int dayOfMonth)
{
    return {year, month, dayOfMonth};
}

Country euro(const QString &code, const QString &language, qint64 cashStepMinor,
             const std::vector<TaxRate> &taxes)
{
    return {.code = code,
            .currency = u"EUR"_s,
            .cashStep = Money::fromMinor(cashStepMinor),
            .language = language,
            .rates = taxes};
}

std::vector<Country> euroCountries()
{
    return {
        euro(u"AT"_s, u"de"_s, 1,
             rates({{day(2016, 5, 1), 1000, 1000}}, {{day(2016, 5, 1), 2000, 2000}})),
        euro(u"BE"_s, u"nl"_s, 5,
             rates({{day(2010, 1, 1), 600, 1200}}, {{day(2010, 1, 1), 600, 2100}})),
        euro(u"DE"_s, u"de"_s, 1,
             rates({{day(2007, 1, 1), 700, 1900}, {day(2026, 1, 1), 700, 700}},
                   {{day(2007, 1, 1), 1900, 1900}})),
        euro(u"ES"_s, u"es"_s, 1,
             rates({{day(2012, 9, 1), 1000, 1000}}, {{day(2012, 9, 1), 1000, 1000}})),
        euro(u"FI"_s, u"fi"_s, 5,
             rates({{day(2013, 1, 1), 1400, 1400}, {day(2026, 1, 1), 1350, 1350}},
                   {{day(2013, 1, 1), 1400, 1400}, {day(2026, 1, 1), 1350, 1350}})),
        euro(u"FR"_s, u"fr"_s, 1,
             rates({{day(2014, 1, 1), 550, 1000}}, {{day(2014, 1, 1), 1000, 1000}})),
        euro(u"IE"_s, u"en"_s, 5,
             rates({{day(2023, 9, 1), 1350, 1350}, {day(2026, 7, 1), 1350, 900}},
                   {{day(2012, 1, 1), 2300, 2300}})),
        euro(u"IT"_s, u"it"_s, 5,
             rates({{day(2013, 10, 1), 1000, 1000}}, {{day(2013, 10, 1), 2200, 1000}})),
        euro(u"LU"_s, u"fr"_s, 1,
             rates({{day(2015, 1, 1), 300, 300}}, {{day(2015, 1, 1), 300, 300}})),
        euro(u"NL"_s, u"nl"_s, 5,
             rates({{day(2019, 1, 1), 900, 900}}, {{day(2019, 1, 1), 900, 900}})),
        euro(u"PT"_s, u"pt"_s, 1,
             rates({{day(2016, 7, 1), 2300, 1300}}, {{day(2011, 1, 1), 2300, 2300}})),
    };
}

std::vector<Country> otherEuropeanCountries()
{
    return {
        {u"CH"_s, u"CHF"_s, 2, Money::fromMinor(5), u"de"_s,
         rates({{day(2018, 1, 1), 250, 770}, {day(2024, 1, 1), 260, 810}},
               {{day(2018, 1, 1), 250, 770}, {day(2024, 1, 1), 260, 810}})},
        {u"CZ"_s, u"CZK"_s, 2, Money::fromMinor(100), u"cs"_s,
         rates({{day(2024, 1, 1), 1200, 1200}}, {{day(2024, 1, 1), 2100, 2100}})},
        {u"DK"_s, u"DKK"_s, 2, Money::fromMinor(50), u"da"_s,
         rates({{day(1992, 1, 1), 2500, 2500}}, {{day(1992, 1, 1), 2500, 2500}})},
        // Cold food to take away is zero-rated; everything eaten in and every drink is not.
        {u"GB"_s, u"GBP"_s, 2, Money::fromMinor(1), u"en"_s,
         rates({{day(2011, 1, 4), 0, 2000}}, {{day(2011, 1, 4), 2000, 2000}})},
        {u"NO"_s, u"NOK"_s, 2, Money::fromMinor(100), u"nb"_s,
         rates({{day(2012, 1, 1), 1500, 2500}}, {{day(2012, 1, 1), 1500, 2500}})},
        {u"PL"_s, u"PLN"_s, 2, Money::fromMinor(1), u"pl"_s,
         rates({{day(2020, 7, 1), 500, 800}}, {{day(2020, 7, 1), 2300, 2300}})},
        // Food that is not served is at half its rate from April 2026 to the end of 2027.
        {u"SE"_s, u"SEK"_s, 2, Money::fromMinor(100), u"sv"_s,
         rates({{day(2012, 1, 1), 1200, 1200},
                {day(2026, 4, 1), 600, 1200},
                {day(2028, 1, 1), 1200, 1200}},
               {{day(2012, 1, 1), 1200, 1200},
                {day(2026, 4, 1), 600, 1200},
                {day(2028, 1, 1), 1200, 1200}})},
    };
}

std::vector<Country> overseasCountries()
{
    return {
        {u"AU"_s, u"AUD"_s, 2, Money::fromMinor(5), u"en"_s,
         rates({{day(2000, 7, 1), 1000, 1000}}, {{day(2000, 7, 1), 1000, 1000}})},
        // The federal tax; what a province adds is the shop's to enter.
        {u"CA"_s, u"CAD"_s, 2, Money::fromMinor(5), u"en"_s,
         rates({{day(2008, 1, 1), 0, 500}}, {{day(2008, 1, 1), 500, 500}})},
        {u"NZ"_s, u"NZD"_s, 2, Money::fromMinor(10), u"en"_s,
         rates({{day(2010, 10, 1), 1500, 1500}}, {{day(2010, 10, 1), 1500, 1500}})},
        // No VAT: sales tax is a matter of state, county and town, and is added to the price.
        {u"US"_s, u"USD"_s, 2, Money::fromMinor(1), u"en"_s,
         rates({{day(2000, 1, 1), 0, 0}}, {{day(2000, 1, 1), 0, 0}})},
    };
}

} // namespace

const std::vector<Country> &countries()
{
    static const std::vector<Country> table = [] {
        std::vector<Country> all = euroCountries();
        for (const std::vector<Country> &more : {otherEuropeanCountries(), overseasCountries()})
            all.insert(all.end(), more.begin(), more.end());
        std::ranges::sort(all, {}, &Country::code);
        return all;
    }();
    return table;
}

const Country *countryOf(const QString &code)
{
    const auto found = std::ranges::find(countries(), code, &Country::code);
    return found == countries().end() ? nullptr : &*found;
}
