#include "model_basket.h"

#include "model_sums.h"

#include <algorithm>

qint64 ModelBasketLine::whole() const
{
    return ModelSums::priceOf(price, quantity);
}

void ModelBasketLine::takeDiscountAgain()
{
    discount =
        percentBp > 0 ? ModelSums::share(whole(), percentBp, 10'000) : std::min(discount, whole());
}

void ModelBasket::add(const ModelProduct &product, qint64 quantity)
{
    for (ModelBasketLine &line : lines) {
        if (line.product.id == product.id && line.price == product.price && line.plain()) {
            line.quantity += quantity;
            return;
        }
    }
    addPriced(product, quantity, product.price);
}

void ModelBasket::addPriced(const ModelProduct &product, qint64 quantity, qint64 price)
{
    lines.push_back({.product = product, .quantity = quantity, .price = price, .listPrice = price});
}

qint64 ModelBasket::goodsTotal() const
{
    qint64 sum = 0;
    for (const ModelBasketLine &line : lines)
        sum += line.gross();
    return sum;
}

qint64 ModelBasket::wholeDiscount() const
{
    return wholePercentBp > 0 ? ModelSums::share(goodsTotal(), wholePercentBp, 10'000)
                              : std::min(wholeAmount, goodsTotal());
}

qint64 ModelBasket::total() const
{
    return goodsTotal() - wholeDiscount();
}

std::vector<ModelLine> ModelBasket::receiptLines(const ModelGoods &goods, QDate localDate) const
{
    std::vector<qint64> weights;
    for (const ModelBasketLine &line : lines)
        weights.push_back(line.gross());
    const std::vector<qint64> shares = ModelSums::spread(wholeDiscount(), weights);
    std::vector<ModelLine> result;
    for (size_t i = 0; i < lines.size(); ++i) {
        const ModelBasketLine &line = lines[i];
        result.push_back({.product = line.product.id,
                          .name = line.product.name,
                          .quantity = line.quantity,
                          .price = line.price,
                          .discount = line.discount + shares[i],
                          .gross = line.gross() - shares[i],
                          .taxClass = line.product.taxClass,
                          .rateBp = goods.rateBp(line.product.taxClass, mode, localDate),
                          .prepared = line.product.prepared});
    }
    return result;
}
