#include "goods_steps.h"

#include "await.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Whether @p call was carried out; in a database that is away nothing is.
template <typename T> bool reached(DayHouse &house, const Result<T> &call, const QString &what)
{
    if (!house.database.away())
        return house.expectDone(call, what);
    house.expect(!call, what + u": done without a database"_s);
    return false;
}

void deliver(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    const bool again = house.names > 0 && house.dice.chance(20);
    const QString key =
        u"delivery %1"_s.arg(again ? house.dice.between(1, house.names) : ++house.names);
    std::map<qint64, qint64> amounts;
    for (qint64 goods = house.dice.between(1, 8); goods > 0; --goods)
        amounts[house.dice.pick(house.books.goods.products).id] += house.dice.between(1, 60) * 1000;
    std::vector<StockLevel> brought;
    for (const auto &[product, amount] : amounts)
        brought.push_back({product, Quantity::fromThousandths(amount)});
    const QDate day = house.dayOf(counter.clock.now());
    house.note(u"%1 brings %2 goods"_s.arg(key).arg(amounts.size()));
    const Result<bool> booked =
        await(counter.program->stores().catalogue.bookDelivery(key, day, brought));
    if (!reached(house, booked, key))
        return;
    const bool fresh = house.books.deliver(key, day, amounts);
    house.expect(*booked == fresh, key + u": known or not, the books say otherwise"_s);
}

CatalogueRow rowFor(const ModelProduct &product, qint64 price, std::optional<qint64> stock)
{
    CatalogueRow row {.name = product.name,
                      .category = product.category,
                      .taxClass = product.taxClass,
                      .price = Money::fromMinor(price)};
    if (stock)
        row.stock = Quantity::fromThousandths(*stock);
    return row;
}

/// A file's row for something that is sold already: another price, a counted stock.
CatalogueRow changedRow(DayHouse &house, ModelProduct &product, QDate day)
{
    if (house.dice.chance(60))
        product.price = house.dice.between(1, 900);
    std::optional<qint64> counted;
    if (house.dice.chance(40)) {
        counted = house.dice.below(40) * 1000;
        house.books.setStock(product.id, *counted, u"import"_s, day);
    }
    return rowFor(product, product.price, counted);
}

/// Changes what is sold and adds one good. In a shop without a receipt a file would take the
/// samples off the counter, which is not this day's subject.
void importFile(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    if (house.books.receipts.empty() || house.database.away())
        return deliver(house);
    const QDate day = house.dayOf(counter.clock.now());
    std::vector<CatalogueRow> rows;
    for (ModelProduct &product : house.books.goods.products) {
        if (product.inPieces() && house.dice.chance(15))
            rows.push_back(changedRow(house, product, day));
    }
    ModelProduct added {.name = u"Seasonal loaf %1"_s.arg(++house.names),
                        .category = u"Bread"_s,
                        .taxClass = u"food"_s,
                        .price = house.dice.between(100, 700),
                        .unit = u"piece"_s};
    const qint64 opening = house.dice.below(30) * 1000;
    rows.push_back(rowFor(added, added.price, opening));
    house.note(u"a file with %1 goods"_s.arg(rows.size()));
    const Result<ImportSummary> read = await(counter.program->stores().catalogue.importCatalogue(
        rows, {.code = u"EUR"_s, .decimals = 2}, day));
    if (!house.expectDone(read, u"an import"_s))
        return;
    added.id = house.database
                   .column(u"SELECT id FROM bakehouse.products WHERE active AND name = '%1'"_s.arg(
                       added.name))
                   .value(0)
                   .toLongLong();
    house.books.goods.products.push_back(added);
    std::sort(house.books.goods.products.begin(), house.books.goods.products.end(),
              [](const ModelProduct &a, const ModelProduct &b) { return a.id < b.id; });
    house.books.setStock(added.id, opening, u"opening"_s, day);
    house.expect(read->added == 1, u"an import added %1 goods"_s.arg(read->added));
    house.readGoods(counter);
}

void sellOut(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    auto &products = house.books.goods.products;
    ModelProduct &product = products[size_t(house.dice.below(qint64(products.size())))];
    const bool available = house.dice.chance(50);
    house.note(u"%1 is %2"_s.arg(product.name, available ? u"there"_s : u"sold out"_s));
    const Result<void> set =
        await(counter.program->stores().catalogue.setAvailable(product.id, available));
    if (!reached(house, set, u"sold out"_s))
        return;
    product.available = available;
    house.readGoods(counter);
}

void hearOfGoods(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"till %1 reads the goods"_s.arg(counter.place));
    house.readGoods(counter);
}

}

const std::vector<DayChoice> &goodsSteps()
{
    static const std::vector<DayChoice> steps {
        {deliver, 5}, {importFile, 3}, {sellOut, 2}, {hearOfGoods, 4}};
    return steps;
}
