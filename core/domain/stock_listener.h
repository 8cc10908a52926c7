#pragma once

#include "catalogue.h"

/// What a change in the database did to stock and heads.
struct StockChange {
    std::vector<StockLevel> stock; ///< Only the products touched.
    QHash<QUuid, qint64> heads; ///< Only the tills touched.
};

/// Told of each change on the orders thread, before the caller's future resolves, so that the very
/// next read is right. Implementations are thread-safe and quick.
class StockListener
{
public:
    virtual ~StockListener() = default;
    virtual void stockChanged(const StockChange &change) = 0;
    /// A whole read, made on the orders thread too, so that no change can lie between.
    virtual void catalogueRead(const CatalogueRead &read) = 0;
};
