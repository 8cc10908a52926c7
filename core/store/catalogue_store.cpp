#include "catalogue_store.h"

#include "catalogue_reader.h"
#include "database_run.h"
#include "stock_listener.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

static QString jsonText(const QJsonArray &rows)
{
    return QString::fromUtf8(QJsonDocument(rows).toJson(QJsonDocument::Compact));
}

static void insertCounterFields(QJsonObject &object, const CatalogueRow &row)
{
    if (row.plu)
        object.insert(u"plu"_s, *row.plu);
    if (row.barcode)
        object.insert(u"barcode"_s, *row.barcode);
    if (row.unit)
        object.insert(u"unit"_s, saleUnitWord(*row.unit));
    if (row.divisible)
        object.insert(u"divisible"_s, *row.divisible);
    if (row.leadMinutes)
        object.insert(u"lead"_s, *row.leadMinutes);
    if (row.cutoff)
        object.insert(u"cutoff"_s, *row.cutoff);
}

static QJsonObject rowJson(const CatalogueRow &row)
{
    QJsonObject object {{u"name"_s, row.name},
                        {u"category"_s, row.category},
                        {u"class"_s, row.taxClass},
                        {u"price"_s, row.price.minor()}};
    if (row.stock)
        object.insert(u"stock"_s, row.stock->thousandths());
    if (row.description)
        object.insert(u"description"_s, *row.description);
    if (row.allergens)
        object.insert(u"allergens"_s, QJsonArray::fromStringList(*row.allergens));
    if (row.prepared)
        object.insert(u"prepared"_s, *row.prepared);
    insertCounterFields(object, row);
    return object;
}

// Columns from @p first on: added, changed, unchanged.
static ImportSummary summaryOf(const SqlRow &row, int first)
{
    return {.added = static_cast<int>(row.integer(first)),
            .changed = static_cast<int>(row.integer(first + 1)),
            .unchanged = static_cast<int>(row.integer(first + 2))};
}

CatalogueStore::CatalogueStore(Database &orders, StockListener &listener, const QString &origin)
    : m_orders(orders)
    , m_listener(listener)
    , m_origin(origin)
{
}

QFuture<Result<CatalogueRead>> CatalogueStore::read()
{
    return m_orders.run(
        [&listener = m_listener](Sql &sql) {
            CatalogueRead read = readCatalogue(sql);
            listener.catalogueRead(read);
            return read;
        },
        Database::Repeat::Safe);
}

static Error takenCode(const QString &field, const QString &detail)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::BadField,
            .field = field,
            .detail = detail};
}

// Columns of catalogue_import: outcome, added, changed, unchanged, samples_retired.
static Result<ImportSummary> importRows(Sql &sql, const SqlValues &values)
{
    try {
        const SqlRow row = *sql.one(u"catalogue_import"_s, values);
        if (row.text(0) == u"currency_fixed"_s)
            return Error {.code = Error::Code::Conflict,
                          .reason = Error::Reason::CurrencyFixed,
                          .field = u"currency"_s};
        ImportSummary summary = summaryOf(row, 1);
        summary.samplesRetired = static_cast<int>(row.integer(4));
        return summary;
    } catch (const SqlError &error) {
        for (const QString &field : {u"plu"_s, u"barcode"_s}) {
            if (error.sqlstate == "23505" && error.message.contains(u"products_active_"_s + field))
                return takenCode(field, error.message);
        }
        throw;
    }
}

QFuture<Result<ImportSummary>> CatalogueStore::importCatalogue(
    const std::vector<CatalogueRow> &rows, const Currency &currency, QDate businessDay)
{
    QJsonArray list;
    for (const CatalogueRow &row : rows)
        list.append(rowJson(row));
    return m_orders.run([values = SqlValues {jsonText(list), currency.code, currency.decimals,
                                             businessDay, m_origin},
                         &listener = m_listener](Sql &sql) {
        Result<ImportSummary> summary = importRows(sql, values);
        if (summary)
            listener.catalogueRead(readCatalogue(sql));
        return summary;
    });
}

QFuture<Result<ImportSummary>> CatalogueStore::importTax(const std::vector<TaxRate> &rates)
{
    QJsonArray list;
    for (const TaxRate &rate : rates)
        list.append(QJsonObject {{u"class"_s, rate.taxClass},
                                 {u"mode"_s, taxModeWord(rate.mode)},
                                 {u"from"_s, rate.validFrom.toString(Qt::ISODate)},
                                 {u"rate"_s, rate.rateBp}});
    return m_orders.run(
        [text = jsonText(list), origin = m_origin, &listener = m_listener](Sql &sql) {
            const SqlRow row = *sql.one(u"catalogue_import_tax"_s, {text, origin});
            listener.catalogueRead(readCatalogue(sql));
            return summaryOf(row, 0);
        });
}

// Columns of catalogue_book_delivery: booked, product, on_hand.
static Result<bool> bookAmounts(Sql &sql, StockListener &listener, const SqlValues &values)
{
    bool booked = false;
    StockChange change;
    try {
        for (const SqlRow &row : sql.many(u"catalogue_book_delivery"_s, values)) {
            booked = row.flag(0);
            if (!row.isNull(1))
                change.stock.push_back({row.integer(1), Quantity::fromThousandths(row.integer(2))});
        }
    } catch (const SqlError &error) {
        if (error.sqlstate == "BK001")
            return Error {.code = Error::Code::NotFound,
                          .reason = Error::Reason::UnknownProduct,
                          .detail = error.message};
        if (error.sqlstate == "BK003")
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadQuantity,
                          .detail = error.message};
        throw;
    }
    if (!change.stock.empty())
        listener.stockChanged(change);
    return booked;
}

QFuture<Result<bool>> CatalogueStore::bookDelivery(const QString &key, QDate businessDay,
                                                   const std::vector<StockLevel> &amounts)
{
    QJsonArray list;
    for (const StockLevel &amount : amounts)
        list.append(QJsonArray {amount.product, amount.onHand.thousandths()});
    return m_orders.run(
        [values = SqlValues {key, businessDay, jsonText(list), m_origin},
         &listener = m_listener](Sql &sql) { return bookAmounts(sql, listener, values); },
        Database::Repeat::Safe);
}

static Error unknownProduct(qint64 product)
{
    return {
        .code = Error::Code::NotFound, .reason = Error::Reason::UnknownProduct, .product = product};
}

QFuture<Result<void>> CatalogueStore::setAvailable(qint64 product, bool available)
{
    return m_orders.run(
        [product, available, origin = m_origin, &listener = m_listener](Sql &sql) -> Result<void> {
            if (!sql.one(u"catalogue_set_available"_s, {product, available, origin})->flag(0))
                return unknownProduct(product);
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}

// Columns of catalogue_set_barcode: outcome, holder.
static Result<void> giveBarcode(Sql &sql, qint64 product, const SqlValues &values)
{
    const SqlRow row = *sql.one(u"catalogue_set_barcode"_s, values);
    if (row.text(0) == u"unknown_product"_s)
        return unknownProduct(product);
    if (row.text(0) == u"taken"_s) {
        Error taken = takenCode(u"barcode"_s, {});
        taken.product = row.integer(1);
        return taken;
    }
    return {};
}

QFuture<Result<void>> CatalogueStore::setBarcode(qint64 product, const QString &barcode)
{
    return m_orders.run(
        [product, values = SqlValues {product, barcode, m_origin},
         &listener = m_listener](Sql &sql) -> Result<void> {
            Result<void> given = giveBarcode(sql, product, values);
            if (given)
                listener.catalogueRead(readCatalogue(sql));
            return given;
        },
        Database::Repeat::Safe);
}

QFuture<Result<void>> CatalogueStore::setTiles(const QString &page,
                                               const std::vector<TilePlace> &places)
{
    QJsonArray list;
    for (const TilePlace &tile : places)
        list.append(QJsonArray {tile.place, tile.product});
    return m_orders.run(
        [values = SqlValues {page, jsonText(list), m_origin},
         &listener = m_listener](Sql &sql) -> Result<void> {
            const SqlRow row = *sql.one(u"catalogue_set_tiles"_s, values);
            if (const std::optional<qint64> unknown = row.optionalInteger(0))
                return unknownProduct(*unknown);
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}

QFuture<Result<void>> CatalogueStore::setCategoryColour(const QString &category,
                                                        CategoryColour colour)
{
    return m_orders.run(
        [values = SqlValues {category, categoryColourWord(colour), m_origin},
         &listener = m_listener](Sql &sql) -> Result<void> {
            if (!sql.one(u"catalogue_set_category_colour"_s, values)->flag(0))
                return Error {.code = Error::Code::NotFound,
                              .reason = Error::Reason::BadField,
                              .field = u"category"_s};
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}

QFuture<Result<void>> CatalogueStore::setPickupNeed(const PickupNeed &need)
{
    return m_orders.run(
        [need, origin = m_origin, &listener = m_listener](Sql &sql) -> Result<void> {
            const SqlValues values {need.product, need.leadMinutes, need.cutoff, origin};
            if (!sql.one(u"catalogue_set_pickup_need"_s, values)->flag(0))
                return unknownProduct(need.product);
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}
