#pragma once

#include "catalogue.h"
#include "catalogue_row.h"
#include "pickup_rules.h"
#include "result.h"

#include <QDate>
#include <QFuture>

#include <optional>

class Database;
class StockListener;

/// Goods, prices, rates and stock in PostgreSQL. Thread-safe; owned by the shop.
class CatalogueStore
{
public:
    CatalogueStore(Database &orders, StockListener &listener, const QString &origin);

    /// Reads everything on the orders thread and tells the listener first.
    QFuture<Result<CatalogueRead>> read();
    /// All rows in one transaction. In a shop without sales it retires the samples and sets the
    /// currency. Errors: Conflict/CurrencyFixed; Conflict/BadField, field = "plu" or "barcode",
    /// when a good that is not in the file has it.
    QFuture<Result<ImportSummary>> importCatalogue(const std::vector<CatalogueRow> &rows,
                                                   const Currency &currency, QDate businessDay);
    QFuture<Result<ImportSummary>> importTax(const std::vector<TaxRate> &rates);
    /// Books a delivery once per @p key; true = booked now, false = known.
    QFuture<Result<bool>> bookDelivery(const QString &key, QDate businessDay,
                                       const std::vector<StockLevel> &amounts);
    QFuture<Result<void>> setAvailable(qint64 product, bool available);
    /// As barcodeText() gives it; empty takes it away. Errors: NotFound/UnknownProduct;
    /// Conflict/BadField, product = the one that has it.
    QFuture<Result<void>> setBarcode(qint64 product, const QString &barcode);
    /// Replaces the page whole; @p places have distinct places. Errors: NotFound/UnknownProduct.
    QFuture<Result<void>> setTiles(const QString &page, const std::vector<TilePlace> &places);
    /// Errors: NotFound/BadField, field = "category".
    QFuture<Result<void>> setCategoryColour(const QString &category, CategoryColour colour);
    /// Lead time and cut-off of need.product. Errors: NotFound/UnknownProduct.
    QFuture<Result<void>> setPickupNeed(const PickupNeed &need);

private:
    Database &m_orders;
    StockListener &m_listener;
    const QString m_origin;
};
