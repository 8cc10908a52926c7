#pragma once

#include "catalogue.h"

/// A small shop for the till's tests: three pieces, one of them prepared, in pounds.
namespace BakeryGoods {
constexpr qint64 bread = 1;
constexpr qint64 coffee = 2;
constexpr qint64 muffin = 3;

inline Product product(qint64 id, const QString &name, const QString &taxClass, qint64 priceMinor)
{
    return {.id = id, .name = name, .taxClass = taxClass, .price = Money::fromMinor(priceMinor)};
}

inline std::vector<TaxRate> rates()
{
    const QDate from(2011, 1, 4);
    std::vector<TaxRate> rates;
    for (const TaxMode mode : {TaxMode::TakeAway, TaxMode::EatIn}) {
        const bool eatIn = mode == TaxMode::EatIn;
        rates.push_back({QStringLiteral("bread"), mode, from, eatIn ? 2000 : 0});
        rates.push_back({QStringLiteral("hot_drink"), mode, from, 2000});
    }
    return rates;
}

inline std::shared_ptr<const Goods> goods()
{
    auto goods = std::make_shared<Goods>();
    goods->currency = {.code = QStringLiteral("GBP"), .decimals = 2};
    goods->products = {product(bread, QStringLiteral("Bread"), QStringLiteral("bread"), 320),
                       product(coffee, QStringLiteral("Coffee"), QStringLiteral("hot_drink"), 250),
                       product(muffin, QStringLiteral("Muffin"), QStringLiteral("bread"), 199)};
    goods->products[1].prepared = true;
    goods->taxes = TaxTable(rates());
    goods->revision = 1;
    return goods;
}

inline CatalogueRead read()
{
    return {.goods = goods(),
            .stock = {{bread, Quantity::fromPieces(10)},
                      {coffee, Quantity::fromPieces(10)},
                      {muffin, Quantity::fromPieces(10)}},
            .heads = {}};
}
}
