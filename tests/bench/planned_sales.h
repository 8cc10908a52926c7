#pragma once

#include "catalogue.h"
#include "result.h"

#include <vector>

/// Some pieces of a product that somebody wants.
struct PlannedLine {
    qint64 product = 0;
    int pieces = 1;
};
/// What one customer buys, each product once.
using PlannedSale = std::vector<PlannedLine>;

/// @p count sales in the shape of a bakery's: one to eight lines, 2.2 in the mean, mostly of the
/// first forty of @p goods. The same for the same @p seed.
std::vector<PlannedSale> madeSales(const Goods &goods, int count, quint32 seed);

/// The first @p count receipts of a file with the columns date, time, receipt, item, over again
/// when it has fewer. Errors: Unavailable (the file cannot be read); NotFound/UnknownProduct, field
/// = an item that is no product.
Result<std::vector<PlannedSale>> receiptSales(const Goods &goods, int count, const QString &path);
