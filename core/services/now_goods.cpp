#include "now_goods.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace {

/// Products of this part of the day, the most sold first.
std::vector<qint64> mostSold(const Goods &goods, const std::vector<HourlySales> &sales,
                             DayPart part)
{
    QHash<qint64, qint64> pieces;
    for (const HourlySales &sold : sales) {
        if (dayPart(sold.hour) == part && goods.find(sold.product))
            pieces[sold.product] += sold.pieces;
    }
    std::vector<qint64> products(pieces.keyBegin(), pieces.keyEnd());
    std::ranges::sort(products, [&pieces](qint64 left, qint64 right) {
        const qint64 more = pieces.value(left) - pieces.value(right);
        return more != 0 ? more > 0 : left < right;
    });
    return products;
}

/// The first of each category, then the second of each, and so on.
std::vector<qint64> inTurn(const Goods &goods)
{
    struct Place {
        qsizetype round;
        int category;
        qint64 product;
        auto operator<=>(const Place &) const = default; // NOLINT(modernize-use-nullptr)
    };
    QHash<QString, int> categories;
    for (const Category &category : goods.categories)
        categories.insert(category.name, int(categories.size()));
    QHash<QString, qsizetype> rounds;
    std::vector<Place> places;
    for (const Product &product : goods.products)
        places.push_back({rounds[product.category]++,
                          categories.value(product.category, int(categories.size())), product.id});
    std::ranges::sort(places);
    std::vector<qint64> products;
    std::ranges::transform(places, std::back_inserter(products), &Place::product);
    return products;
}

}

DayPart dayPart(int hour)
{
    if (hour >= 4 && hour < 10)
        return DayPart::Morning;
    if (hour >= 10 && hour < 14)
        return DayPart::Midday;
    return hour >= 14 && hour < 17 ? DayPart::Afternoon : DayPart::Evening;
}

std::vector<qint64> nowGoods(const Goods &goods, const std::vector<HourlySales> &sales, int hour,
                             int count)
{
    std::vector<qint64> chosen = mostSold(goods, sales, dayPart(hour));
    const auto wanted = size_t(std::max(count, 0));
    if (chosen.size() < wanted) {
        const QSet<qint64> sold(chosen.begin(), chosen.end());
        std::ranges::copy_if(inTurn(goods), std::back_inserter(chosen),
                             [&sold](qint64 product) { return !sold.contains(product); });
    }
    chosen.resize(std::min(chosen.size(), wanted));
    return chosen;
}
