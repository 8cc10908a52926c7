#pragma once

#include "catalogue.h"
#include "result.h"

#include <QFuture>

class Database;
class StockListener;

/// What the whole shop has in common, in PostgreSQL. Thread-safe; owned by the shop.
class ShopStore
{
public:
    ShopStore(Database &orders, StockListener &listener, const QString &origin);

    /// Sets the currency, and @p rates in the place of all rates of the classes that they name.
    /// Errors: Conflict/CurrencyFixed once a receipt is in another currency.
    QFuture<Result<void>> setUp(const Currency &currency, const std::vector<TaxRate> &rates);

private:
    Database &m_orders;
    StockListener &m_listener;
    const QString m_origin;
};
