#pragma once

#include "counter.h"
#include "figures.h"
#include "goods_feed.h"
#include "key_button.h"
#include "latency_meter.h"
#include "sheet.h"
#include "till_bench.h"

#include <QApplication>
#include <QTest>

#include <memory>

/// Goods of a shop with one product for each price: 1, 2, 3 …
struct PricedGoods {
    qint64 price = 0;
    int rateBp = 700; ///< Taken away.
    int eatInBp = -1; ///< −1: the same.
    SaleUnit unit = SaleUnit::Piece;
    QString name = {};
};

/// A counter over a real till in euros, and the time that a sheet sees. A member of one test; main
/// thread.
class MoneyBench
{
public:
    explicit MoneyBench(const std::vector<PricedGoods> &priced, SqliteFaults *faults = nullptr)
        : bench(TillBench::nowhere(), faults)
    {
        must(bench.registerTill(), "register the till");
        bench.cache.catalogueRead(read(priced));
        goods = std::make_unique<GoodsFeed>(bench.cache);
        counter =
            std::make_unique<Counter>(Counter::Parts {*bench.till, *goods, meter, bench.clock},
                                      QStringList {QStringLiteral("Anna"), QStringLiteral("Ben")});
        for (qint64 product = 1; product <= qint64(priced.size()); ++product) {
            if (priced[size_t(product - 1)].unit == SaleUnit::Piece)
                counter->sell(product);
        }
    }

    MonotonicMs clock()
    {
        return [this] { return now; };
    }
    std::vector<Receipt> receipts()
    {
        const Result<std::vector<Receipt>> all = await(bench.till->receipts(100));
        return all ? *all : std::vector<Receipt>();
    }
    /// Sells what is in the basket for its sum, by @p method.
    Receipt sellAll(TenderMethod method = TenderMethod::Cash)
    {
        const QUuid basket = counter->basket()->uuid;
        Money sum = counter->total();
        if (method == TenderMethod::Cash)
            sum = sum.roundedTo(bench.till->cashStep());
        const Result<Receipt> sold =
            await(bench.till->pay(basket, {{.method = method, .amount = sum}}));
        must(bool(sold), "sell");
        return *sold;
    }
    static QLocale locale() { return {QLocale::English, QLocale::UnitedKingdom}; }
    static Figures figures() { return {locale(), {.code = QStringLiteral("EUR"), .decimals = 2}}; }

    TillBench bench;
    LatencyMeter meter;
    std::unique_ptr<GoodsFeed> goods;
    std::unique_ptr<Counter> counter;
    qint64 now = 10'000;

private:
    static CatalogueRead read(const std::vector<PricedGoods> &priced)
    {
        auto goods = std::make_shared<Goods>();
        goods->currency = {.code = QStringLiteral("EUR"), .decimals = 2};
        std::vector<TaxRate> rates;
        CatalogueRead read;
        for (const PricedGoods &one : priced) {
            const qint64 id = qint64(goods->products.size()) + 1;
            const QString taxClass = QStringLiteral("class %1").arg(id);
            goods->products.push_back(
                {.id = id,
                 .name = one.name.isEmpty() ? QStringLiteral("Goods %1").arg(id) : one.name,
                 .taxClass = taxClass,
                 .price = Money::fromMinor(one.price)});
            goods->products.back().unit = one.unit;
            const int eatIn = one.eatInBp < 0 ? one.rateBp : one.eatInBp;
            rates.push_back({taxClass, TaxMode::TakeAway, QDate(2011, 1, 1), one.rateBp});
            rates.push_back({taxClass, TaxMode::EatIn, QDate(2011, 1, 1), eatIn});
            read.stock.push_back({id, Quantity::fromPieces(10)});
        }
        goods->taxes = TaxTable(rates);
        goods->revision = 1;
        read.goods = goods;
        return read;
    }
};

/// The keys in @p sheet that are filled and can be tapped.
inline QStringList filledKeys(const QWidget &sheet)
{
    QStringList filled;
    for (const KeyButton *key : sheet.findChildren<KeyButton *>()) {
        const bool kind =
            key->kind() == KeyButton::Kind::Pay || key->kind() == KeyButton::Kind::Accent;
        if (kind && key->isVisible() && key->isEnabled())
            filled << key->objectName();
    }
    return filled;
}

inline KeyButton *keyOf(QWidget &sheet, const char *name)
{
    auto *key = sheet.findChild<KeyButton *>(QString::fromLatin1(name));
    must(key, name);
    return key;
}
