#include "made_goods.h"

#include "catalogue_file.h"

#include <QRandomGenerator>
#include <QSet>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int stock = 1'000'000;
constexpr int goodsWithPlu = 500;
constexpr int shelves = 44;

/// A page of the counter with the first goods on it.
struct Page {
    const char16_t *category;
    const char16_t *taxClass;
    const char16_t *allergens;
    std::array<const char16_t *, 5> goods;
};

constexpr std::array pages {
    Page {u"Bread",
          u"bread",
          u"gluten;wheat",
          {u"Farmhouse loaf", u"Rye loaf", u"Sourdough", u"Baguette", u"Spelt loaf"}},
    Page {u"Rolls",
          u"bread",
          u"gluten;wheat;sesame",
          {u"White roll", u"Poppy roll", u"Pretzel", u"Seeded roll", u"Milk roll"}},
    Page {u"Pastries",
          u"cake",
          u"gluten;milk;eggs",
          {u"Croissant", u"Pain au chocolat", u"Cinnamon swirl", u"Almond croissant", u"Scone"}},
    Page {u"Cake",
          u"cake",
          u"gluten;milk;eggs;nuts",
          {u"Carrot cake", u"Cheesecake", u"Brownie", u"Lemon drizzle", u"Plum slice"}},
    Page {u"Coffee",
          u"hot_drink",
          u"milk",
          {u"Filter coffee", u"Cappuccino", u"Flat white", u"Espresso", u"Latte"}},
    Page {u"Drinks",
          u"cold_drink",
          u"none",
          {u"Still water", u"Apple juice", u"Cola", u"Ginger beer", u"Iced tea"}},
    Page {u"Snacks",
          u"cold_food",
          u"gluten;milk;eggs",
          {u"Cheese sandwich", u"Ham baguette", u"Tuna roll", u"Egg sandwich", u"Falafel wrap"}},
    Page {u"Hot food",
          u"hot_food",
          u"gluten;milk",
          {u"Soup of the day", u"Quiche", u"Sausage roll", u"Toastie", u"Cheese pasty"}},
};

constexpr std::array makers {
    u"Miller", u"Hofmann", u"Rivera",  u"Okafor", u"Lindqvist", u"Marchetti", u"Dubois", u"Novak",
    u"Haines", u"Brandt",  u"Castell", u"Yilmaz", u"Petrov",    u"Ashby",     u"Keller", u"Moreau"};
constexpr std::array kinds {u"oat",   u"honey", u"dark",   u"plain",  u"spiced", u"cherry",
                            u"lemon", u"wild",  u"salted", u"smoked", u"sweet",  u"crisp"};
constexpr std::array things {u"biscuits", u"jam",   u"crackers", u"tea",   u"chutney", u"granola",
                             u"fudge",    u"honey", u"pasta",    u"flour", u"syrup",   u"candles"};

QString text(const char16_t *words)
{
    return QString::fromUtf16(words);
}

/// Writes one row after the other.
class Rows
{
public:
    explicit Rows(const QString &currency)
        : m_currency(currency)
    {
        m_csv = u"name,category,tax_class,price_minor,currency,stock,allergens,plu,barcode\n"_s;
    }
    int count() const { return m_count; }
    QByteArray csv() const { return m_csv.toUtf8(); }

    /// @p words are made different from all before.
    void add(const QString &words, const QString &category, const QString &taxClass, int priceMinor,
             const QString &allergens)
    {
        QString name = words;
        for (int number = 2; m_names.contains(name); ++number)
            name = words + u' ' + QString::number(number);
        m_names.insert(name);
        ++m_count;
        const QString plu = m_count <= goodsWithPlu ? QString::number(100 + m_count) : QString();
        const QString barcode = m_count % 2 == 0
            ? withCheckDigit(u"40"_s + QString::number(m_count).rightJustified(10, u'0'))
            : QString();
        const QStringList cells {name,       category,
                                 taxClass,   QString::number(priceMinor),
                                 m_currency, QString::number(stock),
                                 allergens,  plu,
                                 barcode};
        m_csv += cells.join(u',') + u'\n';
    }

private:
    const QString m_currency;
    QString m_csv;
    QSet<QString> m_names;
    int m_count = 0;
};

/// What one shelf more holds: a quarter of them belong to the bakery's own pages.
void addShelfGood(Rows &rows, QRandomGenerator &random)
{
    const auto one = [&random](const auto &list) {
        return text(list[random.bounded(quint32(list.size()))]);
    };
    const QString maker = one(makers);
    const QString name = maker + u' ' + one(kinds) + u' ' + one(things);
    const int price = 50 + 5 * int(random.bounded(300));
    const quint32 place = random.bounded(4U);
    if (place == 0) {
        const Page &page = pages[random.bounded(quint32(pages.size()))];
        rows.add(name, text(page.category), text(page.taxClass), price, text(page.allergens));
        return;
    }
    const QString shelf = u"Shelf %1"_s.arg(1 + random.bounded(shelves));
    rows.add(name, shelf, u"grocery"_s, price, place == 1 ? QString() : u"nuts;milk"_s);
}

} // namespace

QString withCheckDigit(const QString &digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i)
        sum += digits.at(i).digitValue() * (i % 2 == 0 ? 1 : 3);
    return digits + QString::number((10 - sum % 10) % 10);
}

QByteArray madeGoods(int count, quint32 seed, const QString &currency)
{
    QRandomGenerator random(seed);
    Rows rows(currency);
    for (size_t place = 0; place < pages.front().goods.size(); ++place) {
        for (const Page &page : pages)
            rows.add(text(page.goods[place]), text(page.category), text(page.taxClass),
                     80 + 5 * int(random.bounded(80)), text(page.allergens));
    }
    while (rows.count() < count)
        addShelfGood(rows, random);
    return rows.csv();
}

QByteArray madeTaxes(const QByteArrayList &catalogues)
{
    QSet<QString> classes;
    for (const QByteArray &catalogue : catalogues) {
        for (const CatalogueRow &row : readCatalogueFile(catalogue).rows)
            classes.insert(row.taxClass);
    }
    QByteArray csv = "tax_class,takeaway_bp,eat_in_bp,valid_from\n";
    for (const QString &taxClass : std::as_const(classes))
        csv += taxClass.toUtf8() + ",700,1900,2000-01-01\n";
    return csv;
}
