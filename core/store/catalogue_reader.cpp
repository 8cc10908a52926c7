#include "catalogue_reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// Columns of catalogue_goods: id, name, description, category, tax_class, price_minor, unit,
// prepared, available, allergens, on_hand, plu, barcode, divisible, lead_minutes,
// cutoff_minute.
static Product productOf(const SqlRow &row)
{
    Product product {.id = row.integer(0),
                     .name = row.text(1),
                     .description = row.text(2),
                     .category = row.text(3),
                     .taxClass = row.text(4),
                     .price = Money::fromMinor(row.integer(5)),
                     .unit = saleUnitFromWord(row.text(6)).value_or(SaleUnit::Piece),
                     .prepared = row.flag(7),
                     .available = row.flag(8)};
    if (!row.isNull(9))
        product.allergens = row.texts(9);
    product.plu = row.text(11);
    product.barcode = row.text(12);
    product.divisible = row.flag(13);
    product.leadMinutes = static_cast<int>(row.integer(14));
    if (!row.isNull(15))
        product.cutoff = static_cast<int>(row.integer(15));
    return product;
}

/// Kept beside the goods, some of which may have retired.
static void readPictures(Sql &sql, std::vector<Product> &products)
{
    for (const SqlRow &row : sql.many(u"picture_names"_s)) {
        const auto product = std::ranges::lower_bound(products, row.integer(0), {}, &Product::id);
        if (product != products.end() && product->id == row.integer(0))
            product->picture = row.text(1);
    }
}

// Columns of catalogue_categories: name, position, colour.
static Category categoryOf(const SqlRow &row)
{
    const auto chosen = categoryColourFromWord(row.text(2));
    return {.name = row.text(0),
            .colour =
                chosen ? *chosen : guessedColour(row.text(0), static_cast<int>(row.integer(1)))};
}

static TaxTable readRates(Sql &sql)
{
    std::vector<TaxRate> rates;
    for (const SqlRow &row : sql.many(u"catalogue_rates"_s)) {
        rates.push_back({.taxClass = row.text(0),
                         .mode = taxModeFromWord(row.text(1)).value_or(TaxMode::TakeAway),
                         .validFrom = row.date(2),
                         .rateBp = static_cast<int>(row.integer(3))});
    }
    return TaxTable(std::move(rates));
}

static OpeningSpan spanOf(const SqlRow &row, int column)
{
    return {.from = static_cast<int>(row.integer(column)),
            .to = static_cast<int>(row.integer(column + 1))};
}

// Columns of catalogue_hours: weekday, from_minute, to_minute; of catalogue_hours_exceptions: day,
// name, from_minute, to_minute.
static OpeningHours readHours(Sql &sql)
{
    OpeningHours hours;
    for (const SqlRow &row : sql.many(u"catalogue_hours"_s))
        hours.week.at(static_cast<std::size_t>(row.integer(0) - 1)).push_back(spanOf(row, 1));
    for (const SqlRow &row : sql.many(u"catalogue_hours_exceptions"_s)) {
        if (hours.exceptions.empty() || hours.exceptions.back().day != row.date(0))
            hours.exceptions.push_back({.day = row.date(0), .name = row.text(1)});
        if (!row.isNull(2))
            hours.exceptions.back().spans.push_back(spanOf(row, 2));
    }
    return hours;
}

CatalogueRead readCatalogue(Sql &sql)
{
    Transaction transaction(sql);
    sql.execute(u"catalogue_snapshot"_s);
    auto goods = std::make_shared<Goods>();
    CatalogueRead read;
    const std::optional<SqlRow> shop = sql.one(u"catalogue_shop"_s);
    // A restore replaced the tables after our moment: they are there, and their rows are not yet.
    if (!shop)
        throw SqlError {.sqlstate = "40001", .message = u"the shop was replaced meanwhile"_s};
    goods->currency = {.code = shop->text(0), .decimals = static_cast<int>(shop->integer(1))};
    goods->revision = shop->integer(2);
    for (const SqlRow &row : sql.many(u"catalogue_goods"_s)) {
        goods->products.push_back(productOf(row));
        read.stock.push_back({row.integer(0), Quantity::fromThousandths(row.integer(10))});
    }
    readPictures(sql, goods->products);
    goods->taxes = readRates(sql);
    for (const SqlRow &row : sql.many(u"catalogue_categories"_s))
        goods->categories.push_back(categoryOf(row));
    for (const SqlRow &row : sql.many(u"catalogue_tiles"_s))
        goods->tiles.push_back({row.text(0), static_cast<int>(row.integer(1)), row.integer(2)});
    goods->hours = readHours(sql);
    for (const SqlRow &row : sql.many(u"catalogue_heads"_s))
        read.heads.insert(row.uuid(0), row.integer(1));
    transaction.commit();
    read.goods = std::move(goods);
    return read;
}
