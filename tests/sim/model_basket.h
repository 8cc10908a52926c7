#pragma once

#include "model_entry.h"
#include "model_goods.h"

/// A line of an open basket.
struct ModelBasketLine {
    ModelProduct product; ///< As it was when it was added.
    qint64 quantity = 0;
    qint64 price = 0;
    qint64 listPrice = 0;
    qint64 discount = 0;
    qint64 percentBp = 0;

    qint64 whole() const;
    qint64 gross() const { return whole() - discount; }
    /// A line that more of the same good is added to.
    bool plain() const { return discount == 0 && percentBp == 0 && price == listPrice; }
    void takeDiscountAgain();
};

/// An open basket as the clerk's hands made it.
struct ModelBasket {
    QUuid uuid;
    QString mode;
    int clerk = 0;
    std::vector<ModelBasketLine> lines;
    qint64 wholePercentBp = 0;
    qint64 wholeAmount = 0;
    std::optional<qint64> order;

    void add(const ModelProduct &product, qint64 quantity);
    void addPriced(const ModelProduct &product, qint64 quantity, qint64 price);
    qint64 goodsTotal() const;
    /// The receipt's lines, each with its share of the discount on the whole.
    std::vector<ModelLine> receiptLines(const ModelGoods &goods, QDate localDate) const;
    qint64 total() const;

private:
    qint64 wholeDiscount() const;
};
