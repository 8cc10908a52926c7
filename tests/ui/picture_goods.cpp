#include "picture_goods.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Row {
    const char *name;
    const char *category;
    const char *taxClass;
    int priceMinor;
    const char *allergens; ///< Separated by blanks; "?" = not recorded.
};

constexpr Row rows[] {
    {"Croissant", "Pastries", "food", 180, "wheat milk eggs"},
    {"Scone", "Pastries", "food", 230, "wheat milk"},
    {"Blueberry muffin", "Pastries", "food", 250, "wheat milk eggs"},
    {"Pain au chocolat", "Pastries", "food", 230, "wheat milk eggs soya"},
    {"Oat cookie", "Pastries", "food", 160, "oats wheat"},
    {"Star biscuit", "Pastries", "food", 160, "wheat milk"},
    {"Brownie", "Pastries", "food", 250, "wheat eggs walnuts"},
    {"Bakewell tart", "Pastries", "food", 250, "wheat eggs almonds"},
    {"Flapjack bar", "Pastries", "food", 220, "oats milk"},
    {"Macaron", "Pastries", "food", 190, "eggs almonds"},
    {"Fudge bites", "Pastries", "food", 190, "milk"},
    {"Truffles", "Pastries", "food", 190, "milk"},
    {"Carrot cake", "Pastries", "food", 290, "wheat eggs walnuts"},
    {"Victoria sponge", "Pastries", "food", 290, "wheat milk eggs"},
    {"Lemon drizzle slice", "Pastries", "food", 290, "wheat milk eggs"},
    {"Cheesecake", "Pastries", "food", 340, "wheat milk eggs"},
    {"Bread pudding", "Pastries", "food", 290, "wheat milk eggs"},
    {"Crepe with sugar", "Pastries", "food", 350, "wheat milk eggs"},
    {"Raspberry shortbread", "Pastries", "food", 250, "wheat milk"},
    {"Caramel bites", "Pastries", "food", 250, "milk"},
    {"Jam dodger", "Pastries", "food", 190, "wheat milk"},
    {"Mince pie", "Pastries", "food", 160, "wheat"},
    {"Date and nut bar", "Pastries", "food", 180, "walnuts hazelnuts"},
    {"Cinnamon bun", "Pastries", "food", 260, "wheat milk eggs"},
    {"Chocolate éclair", "Pastries", "food", 270, "wheat milk eggs"},
    {"Custard tart", "Pastries", "food", 240, "wheat milk eggs"},
    {"Panettone", "Pastries", "food", 1150, "wheat milk eggs"},
    {"Poppy seed roll", "Rolls", "food", 60, "wheat"},
    {"Kaiser roll", "Rolls", "food", 45, "wheat"},
    {"Rye roll", "Rolls", "food", 65, "rye wheat"},
    {"Sesame roll", "Rolls", "food", 65, "wheat sesame"},
    {"Milk roll", "Rolls", "food", 85, "wheat milk"},
    {"Pretzel", "Rolls", "food", 95, "wheat"},
    {"Pumpkin seed roll", "Rolls", "food", 85, "wheat"},
    {"Onion baguette", "Rolls", "food", 190, "wheat"},
    {"Cheese stick", "Rolls", "food", 210, "wheat milk"},
    {"Sourdough loaf", "Bread", "food", 520, "wheat"},
    {"Rye bread 750 g", "Bread", "food", 480, "rye wheat"},
    {"Baguette", "Bread", "food", 240, "wheat"},
    {"Spelt bread", "Bread", "food", 560, "spelt"},
    {"Walnut bread", "Bread", "food", 490, "wheat walnuts"},
    {"Farmhouse white", "Bread", "food", 320, "?"},
    {"Coffee", "Hot drinks", "drink", 250, "none"},
    {"Cappuccino", "Hot drinks", "drink", 340, "milk"},
    {"Latte macchiato", "Hot drinks", "drink", 360, "milk"},
    {"Espresso", "Hot drinks", "drink", 220, "none"},
    {"Tea", "Hot drinks", "drink", 210, "none"},
    {"Hot chocolate", "Hot drinks", "drink", 330, "milk soya"},
    {"Apple juice", "Cold drinks", "drink", 290, "none"},
    {"Mineral water", "Cold drinks", "drink", 220, "none"},
    {"Orange juice", "Cold drinks", "drink", 320, "none"},
    {"Cheese sandwich", "Cold food", "food", 390, "rye wheat milk"},
    {"Egg sandwich", "Cold food", "food", 420, "wheat eggs mustard"},
    {"Garden salad", "Cold food", "food", 480, "celery mustard"},
    {"Tomato soup", "Hot food", "food", 480, "celery"},
    {"Ham and cheese toast", "Hot food", "food", 490, "wheat milk"},
    {"Quiche", "Hot food", "food", 450, "wheat milk eggs"},
    {"Honey", "Shop", "food", 690, "none"},
    {"Strawberry jam", "Shop", "food", 420, "none"},
    {"Bread knife", "Shop", "goods", 1850, "none"},
    {"Cookies, loose", "Shop", "food", 1290, "wheat milk eggs"},
    {"Other goods", "Shop", "goods", 0, "?"},
    {"Baking class", "Events", "goods", 4500, "none"},
};

void addRates(Goods &goods)
{
    const QDate from(2011, 1, 4);
    std::vector<TaxRate> rates;
    for (const TaxMode mode : {TaxMode::TakeAway, TaxMode::EatIn}) {
        const bool eatIn = mode == TaxMode::EatIn;
        rates.push_back({u"food"_s, mode, from, eatIn ? 2000 : 0});
        rates.push_back({u"drink"_s, mode, from, 2000});
        rates.push_back({u"goods"_s, mode, from, 2000});
    }
    goods.taxes = TaxTable(std::move(rates));
}

Product productOf(const Row &row, qint64 id)
{
    Product product {.id = id,
                     .name = QString::fromUtf8(row.name),
                     .category = QString::fromUtf8(row.category),
                     .taxClass = QString::fromUtf8(row.taxClass),
                     .price = Money::fromMinor(row.priceMinor),
                     .plu = QString::number(100 + id),
                     .barcode = u"20000000%1"_s.arg(10'000 + id)};
    const QString allergens = QString::fromUtf8(row.allergens);
    if (allergens == u"none"_s)
        product.allergens = QStringList();
    else if (allergens != u"?"_s)
        product.allergens = allergens.split(u' ');
    product.divisible = product.category == u"Bread"_s;
    product.prepared = product.category == u"Hot drinks"_s;
    product.barcode.clear();
    return product;
}

Product bulkProduct(int number, qint64 id)
{
    static const QStringList first {u"Golden"_s, u"Dark"_s,  u"Small"_s, u"Large"_s, u"Crusty"_s,
                                    u"Soft"_s,   u"Sweet"_s, u"Plain"_s, u"Old"_s,   u"Fresh"_s};
    static const QStringList second {u"roll"_s,  u"loaf"_s, u"bun"_s,     u"cake"_s,  u"tart"_s,
                                     u"stick"_s, u"pie"_s,  u"biscuit"_s, u"twist"_s, u"ring"_s};
    return {.id = id,
            .name =
                u"%1 %2 %3"_s.arg(first.at(number % 10), second.at(number / 10 % 10)).arg(number),
            .category = u"Shelf %1"_s.arg(number % 20),
            .taxClass = u"food"_s,
            .price = Money::fromMinor(100 + number % 900),
            .allergens = QStringList {u"wheat"_s},
            .plu = QString::number(10'000 + number)};
}

} // namespace

std::shared_ptr<const Goods> PictureGoods::goods(int bulk)
{
    auto goods = std::make_shared<Goods>();
    goods->currency = {.code = u"GBP"_s, .decimals = 2};
    qint64 id = 0;
    for (const Row &row : rows)
        goods->products.push_back(productOf(row, ++id));
    for (int i = 0; i < bulk; ++i)
        goods->products.push_back(bulkProduct(i, ++id));
    goods->products[size_t(looseCookies - 1)].unit = SaleUnit::Weight;
    goods->products[size_t(otherGoods - 1)].unit = SaleUnit::OpenPrice;
    goods->products[16].available = false; // the bread pudding
    goods->products[0].barcode = u"4006381333931"_s;
    goods->products[42].barcode = u"96385074"_s;
    for (const Product &product : goods->products) {
        if (std::ranges::find(goods->categories, product.category, &Category::name)
            == goods->categories.end())
            goods->categories.push_back(
                {product.category, guessedColour(product.category, int(goods->categories.size()))});
    }
    addRates(*goods);
    goods->revision = 1;
    return goods;
}

CatalogueRead PictureGoods::read(int bulk)
{
    CatalogueRead read {.goods = goods(bulk)};
    for (const Product &product : read.goods->products)
        read.stock.push_back({product.id, Quantity::fromPieces(product.id == muffin ? 3 : 4'000)});
    return read;
}
