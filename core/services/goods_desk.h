#pragma once

#include "catalogue.h"
#include "catalogue_row.h"
#include "clock.h"
#include "hourly_sales.h"
#include "pickup_rules.h"
#include "result.h"

#include <QFuture>
#include <QThreadPool>
#include <QTime>
#include <QTimeZone>

#include <vector>

class AuditStore;
class CatalogueStore;

/// Goods for everybody above: what staff change at the counter and what a file brings. When a
/// future resolves, the catalogue in memory and the HTTP API show the change. Stateless;
/// thread-safe; owned by the shop. All errors of the database besides those named.
class GoodsDesk final
{
public:
    struct Settings {
        QTimeZone zone;
        QTime dayStart {4, 0};
    };
    GoodsDesk(CatalogueStore &store, AuditStore &reports, const Clock &clock, Settings settings);
    /// Waits for a file that is being read.
    ~GoodsDesk() = default;
    Q_DISABLE_COPY_MOVE(GoodsDesk)

    /// "Sold out", for customers of the API too, and back. Errors: NotFound/UnknownProduct.
    QFuture<Result<void>> setAvailable(qint64 product, bool available);
    /// @p code as scanned or typed; empty takes the barcode away. Errors: Invalid/BadField as
    /// readScan(); NotFound/UnknownProduct; Conflict/BadField, product = the active one that has
    /// it.
    QFuture<Result<void>> setBarcode(qint64 product, const QString &code);
    /// Saves a page of tiles whole, as movedTile() gives it; the page of each place is ignored.
    /// Without places it is in the order of the products again. Errors: Invalid/BadField, field =
    /// "page" or "place" (one stands twice, or is outside 0…9,999); NotFound/UnknownProduct.
    QFuture<Result<void>> setTiles(const QString &page, const std::vector<TilePlace> &places);
    /// Errors: NotFound/BadField, field = "category".
    QFuture<Result<void>> setCategoryColour(const QString &category, CategoryColour colour);
    /// Lead time and cut-off of need.product. Errors: Invalid/BadField as checkPickupNeed();
    /// NotFound/UnknownProduct.
    QFuture<Result<void>> setPickupNeed(const PickupNeed &need);
    /// A catalogue file (see readCatalogueFile()), all of it or nothing; read on another thread.
    /// Errors: Invalid/BadRow, left = the first bad line, detail = up to 20 problems, one a line;
    /// Conflict as CatalogueStore::importCatalogue().
    QFuture<Result<ImportSummary>> importCatalogue(const QByteArray &csv);
    /// A file of VAT rates (see readTaxFile()). Errors: as importCatalogue().
    QFuture<Result<ImportSummary>> importTax(const QByteArray &csv);
    /// What the counter sold in the last four weeks, by hour; for nowGoods().
    QFuture<Result<std::vector<HourlySales>>> salesByHour();

private:
    CatalogueStore &m_store;
    AuditStore &m_reports;
    const Clock &m_clock;
    const Settings m_settings;
    QThreadPool m_readers; ///< Reads files; waited for at the end.
};
