#include "vat.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {
auto place(const TaxRate &rate)
{
    return std::tie(rate.taxClass, rate.mode, rate.validFrom);
}
}

QString taxModeWord(TaxMode mode)
{
    return mode == TaxMode::TakeAway ? u"takeaway"_s : u"eat_in"_s;
}

std::optional<TaxMode> taxModeFromWord(const QString &word)
{
    for (const TaxMode mode : {TaxMode::TakeAway, TaxMode::EatIn}) {
        if (taxModeWord(mode) == word)
            return mode;
    }
    return std::nullopt;
}

TaxTable::TaxTable(std::vector<TaxRate> rates)
    : m_rates(std::move(rates))
{
    std::stable_sort(m_rates.begin(), m_rates.end(),
                     [](const TaxRate &a, const TaxRate &b) { return place(a) < place(b); });
}

std::optional<int> TaxTable::rateBp(const QString &taxClass, TaxMode mode, QDate day) const
{
    const auto wanted = std::tie(taxClass, mode, day);
    const auto after =
        std::upper_bound(m_rates.begin(), m_rates.end(), wanted,
                         [](const auto &key, const TaxRate &rate) { return key < place(rate); });
    if (after == m_rates.begin())
        return std::nullopt;
    const TaxRate &newest = *std::prev(after);
    if (newest.taxClass != taxClass || newest.mode != mode)
        return std::nullopt;
    return newest.rateBp;
}

Money vatInGross(Money gross, int rateBp)
{
    return gross.scaled(rateBp, 10'000 + rateBp);
}

std::vector<VatTotal> vatTotals(const std::vector<RatedAmount> &amounts)
{
    std::map<int, Money> grossByRate;
    for (const RatedAmount &amount : amounts)
        grossByRate[amount.rateBp] += amount.gross;
    std::vector<VatTotal> totals;
    for (const auto &[rateBp, gross] : grossByRate) {
        const Money vat = vatInGross(gross, rateBp);
        totals.push_back({.rateBp = rateBp, .gross = gross, .vat = vat, .net = gross - vat});
    }
    return totals;
}
