#pragma once

#include <QDate>
#include <QString>

#include <vector>

/// A good as the shop's price list has it.
struct ModelProduct {
    qint64 id = 0;
    QString name;
    QString category;
    QString taxClass;
    qint64 price = 0; ///< Minor units for a piece or a kilogram.
    QString unit; ///< "piece", "weight", "open"
    bool prepared = false;
    bool divisible = false;
    bool available = true;
    bool operator==(const ModelProduct &) const = default;

    bool inPieces() const { return unit == QStringLiteral("piece"); }
};

/// The VAT rate of a class of goods from a day on.
struct ModelRate {
    QString taxClass;
    QString mode;
    QDate from;
    int rateBp = 0;
    bool operator==(const ModelRate &) const = default;
};

/// What a simulated shop sells, by id, and its VAT rates. A value.
struct ModelGoods {
    std::vector<ModelProduct> products;
    std::vector<ModelRate> rates;
    bool operator==(const ModelGoods &) const = default;

    const ModelProduct *find(qint64 id) const
    {
        for (const ModelProduct &product : products) {
            if (product.id == id)
                return &product;
        }
        return nullptr;
    }
    /// The rate in force on @p day: the one that came into force last.
    int rateBp(const QString &taxClass, const QString &mode, QDate day) const
    {
        const ModelRate *newest = nullptr;
        for (const ModelRate &rate : rates) {
            const bool fits = rate.taxClass == taxClass && rate.mode == mode && rate.from <= day;
            if (fits && (!newest || newest->from < rate.from))
                newest = &rate;
        }
        return newest ? newest->rateBp : 0;
    }
};
