#include "cash_sums.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace {
constexpr std::array<qint64, 6> usualSteps {50, 100, 500, 1'000, 2'000, 5'000};
constexpr std::array<qint64, 2> largeSteps {10'000, 20'000};
constexpr size_t fewestSums = 3;

/// Steps are meant for two decimals: ×10 for three; a currency without has notes of 50 and more.
qint64 stepUnit(int decimals)
{
    qint64 unit = 1;
    for (int place = 2; place < decimals; ++place)
        unit *= 10;
    return unit;
}

void addMultiples(std::vector<Money> &sums, qint64 unit, std::span<const qint64> steps,
                  size_t count)
{
    const Money due = sums.front();
    for (const qint64 step : steps) {
        const qint64 size = step * unit;
        const Money next =
            Money::fromMinor(scaledInteger(due.minor(), 1, size, Rounding::Up) * size);
        if (next > sums.back() && sums.size() < count)
            sums.push_back(next);
    }
}

/// Notes and coins in minor units, falling. Every sum of theirs is made best by taking the largest
/// first.
const std::vector<qint64> &denominations(const QString &currency)
{
    static const QHash<QString, std::vector<qint64>> table {
        {u"EUR"_s, {20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100, 50, 20, 10, 5, 2, 1}},
        {u"GBP"_s, {5'000, 2'000, 1'000, 500, 200, 100, 50, 20, 10, 5, 2, 1}},
        {u"CHF"_s, {20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100, 50, 20, 10, 5}},
        {u"USD"_s, {10'000, 5'000, 2'000, 1'000, 500, 100, 25, 10, 5, 1}},
        {u"CAD"_s, {10'000, 5'000, 2'000, 1'000, 500, 200, 100, 25, 10, 5}},
        {u"AUD"_s, {10'000, 5'000, 2'000, 1'000, 500, 200, 100, 50, 20, 10, 5}},
        {u"NZD"_s, {10'000, 5'000, 2'000, 1'000, 500, 200, 100, 50, 20, 10}},
        {u"DKK"_s, {50'000, 20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100, 50}},
        {u"NOK"_s, {50'000, 20'000, 10'000, 5'000, 2'000, 1'000, 500, 100}},
        {u"SEK"_s, {50'000, 20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100}},
        {u"CZK"_s, {100'000, 50'000, 20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100}},
        {u"PLN"_s, {20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100, 50, 20, 10, 5, 2, 1}},
        {u"JPY"_s, {10'000, 5'000, 1'000, 500, 100, 50, 10, 5, 1}},
    };
    static const std::vector<qint64> unknown;
    const auto found = table.constFind(currency);
    return found == table.constEnd() ? unknown : *found;
}
}

std::vector<Money> cashSums(Money due, int decimals, int count)
{
    std::vector<Money> sums {due};
    const qint64 unit = stepUnit(decimals);
    const size_t most = size_t(std::max(count, 1));
    addMultiples(sums, unit, usualSteps, most);
    if (sums.size() < fewestSums)
        addMultiples(sums, unit, largeSteps, std::min(most, fewestSums));
    return sums;
}

std::vector<Money> cashSums(Money due, const Currency &currency, int count)
{
    return cashSums(due, currency.decimals, count);
}

std::vector<std::pair<int, Money>> changeInCoins(Money change, const QString &currency)
{
    std::vector<std::pair<int, Money>> coins;
    qint64 left = std::max(change, Money()).minor();
    for (const qint64 coin : denominations(currency)) {
        if (left >= coin)
            coins.emplace_back(int(left / coin), Money::fromMinor(coin));
        left %= coin;
    }
    return left == 0 ? coins : std::vector<std::pair<int, Money>>();
}
