#pragma once

#include "catalogue.h"

#include <QString>

#include <memory>
#include <vector>

/// Finds goods as people type and scanners read. An immutable value that shares its contents, built
/// once for each state of the goods (tens of milliseconds for 10,000); any thread.
class ProductIndex
{
public:
    explicit ProductIndex(std::shared_ptr<const Goods> goods);

    /// At most @p limit products. Each word of @p text begins a word of the name (whatever its
    /// accents and case, see foldedText()), the PLU or the barcode. In this order: what is
    /// available, the PLU typed whole, names that begin with the text, names where it stands
    /// earlier, then by name.
    std::vector<qint64> search(const QString &text, int limit) const;
    /// Leading zeros are no difference where nothing has the very same number. Null when there is
    /// none; valid as long as this index or its goods.
    const Product *byPlu(const QString &plu) const;
    /// @p barcode as readScan() gives it, or as typed.
    const Product *byBarcode(const QString &barcode) const;

private:
    class Contents;
    std::shared_ptr<const Contents> m_contents;
};
