#pragma once

#include "category.h"
#include "opening_hours.h"
#include "product.h"
#include "vat.h"

#include <QDateTime>
#include <QHash>
#include <QUuid>

#include <memory>
#include <vector>

/// The currency of a shop; `decimals` is the number of digits of its minor unit.
struct Currency {
    QString code;
    int decimals = 2;
    bool operator==(const Currency &) const = default;
};
/// "3.50" from 350 and 2, "-0.05" from -5 and 2, "350" from 350 and 0.
QString decimalText(Money amount, int decimals);
/// Decimals of an ISO 4217 code: 0 for JPY and its like, 3 for KWD and its like, else 2.
int currencyDecimals(const QString &code);

/// A tile that somebody gave its place on a page; pages are named like the categories.
struct TilePlace {
    QString page;
    int place = 0; ///< From 0, row by row.
    qint64 product = 0;
    bool operator==(const TilePlace &) const = default;
};

/// What the shop sells, without stock: changes rarely and is shared by many snapshots.
struct Goods {
    Currency currency;
    std::vector<Product> products; ///< Active ones, by id.
    TaxTable taxes;
    qint64 revision = 0; ///< The database's counter of catalogue changes.
    std::vector<Category> categories; ///< In the shop's order, those with active products.
    std::vector<TilePlace> tiles; ///< By page and place; their products may be retired.
    OpeningHours hours;

    /// Position in products, or -1.
    int indexOf(qint64 product) const;
    /// Null when it is not (or no longer) sold.
    const Product *find(qint64 product) const;
};

/// Stock of a product as the database holds it.
struct StockLevel {
    qint64 product = 0;
    Quantity onHand;
    bool operator==(const StockLevel &) const = default;
};

/// How far the database knows a till's journal.
struct TillHead {
    QUuid till;
    qint64 sequence = 0;
    QByteArray hash; ///< 32 bytes.
    bool operator==(const TillHead &) const = default;
};

/// What one read of the database returned: goods, stock and the heads of all tills, all of one
/// moment.
struct CatalogueRead {
    std::shared_ptr<const Goods> goods;
    std::vector<StockLevel> stock; ///< In the order of goods->products.
    QHash<QUuid, qint64> heads; ///< Till → last recorded sequence.
};

/// An immutable picture of goods and stock, shared by all threads. Never null inside.
class Catalogue
{
public:
    Catalogue(std::shared_ptr<const Goods> goods, std::vector<Quantity> shown, QDateTime readAt);

    const Goods &goods() const { return *m_goods; }
    std::shared_ptr<const Goods> sharedGoods() const { return m_goods; }
    /// Position in goods().products, or -1.
    int indexOf(qint64 product) const { return m_goods->indexOf(product); }
    const Product *find(qint64 product) const { return m_goods->find(product); }
    /// What the shop can still sell: database stock less own sales that it does not know yet.
    Quantity shownStock(int index) const { return m_shown.at(size_t(index)); }
    /// The same of all goods, in their order.
    const std::vector<Quantity> &allShown() const { return m_shown; }
    /// When the database was read for it, UTC; decides the expiry.
    QDateTime readAt() const { return m_readAt; }

private:
    std::shared_ptr<const Goods> m_goods;
    std::vector<Quantity> m_shown;
    QDateTime m_readAt;
};
