#pragma once

#include "money.h"
#include "quantity.h"

#include <QString>
#include <QStringList>

#include <optional>

enum class SaleUnit { Piece, Weight, OpenPrice };
QString saleUnitWord(SaleUnit unit); ///< "piece", "weight", "open"
std::optional<SaleUnit> saleUnitFromWord(const QString &word);

/// Something the shop sells. A value; the database's row without its stock.
struct Product {
    qint64 id = 0;
    QString name;
    QString description;
    QString picture; ///< Its name, see readPictureName(); empty = none.
    QString category;
    QString taxClass;
    Money price; ///< Gross, for one piece or one kilogram.
    SaleUnit unit = SaleUnit::Piece;
    bool prepared = false; ///< A sale of it must still have something made (coffee, toast).
    bool available = true; ///< False while staff marked it "sold out".
    std::optional<QStringList> allergens; ///< EU 1169/2011 Annex II; nothing = not recorded.
    QString plu; ///< Digits typed at the counter; empty = none.
    QString barcode; ///< As readScan() gives it; empty = none.
    bool divisible = false; ///< A half may be sold.
    int leadMinutes = 0; ///< Between order and pick-up at least; 0 = none. See PickupNeed.
    std::optional<int> cutoff; ///< Minutes since midnight of the day before; nothing = none.
    bool operator==(const Product &) const = default;
};
