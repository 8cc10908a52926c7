#include "product_index.h"

#include "folded_text.h"
#include "scan_code.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

namespace {

/// What of a product is compared with typed words.
struct Entry {
    QString words; // folded, each after a space
    QString plu;
    QString barcode; // folded
    bool available = true;
    int nameRank = 0; // position in the order of names
};

/// A word under which a product can be found.
struct Term {
    QString text;
    int product = 0;
};

/// Where a product stands in an answer; the least comes first.
struct Hit {
    bool away = false;
    bool otherPlu = true;
    bool beginsElsewhere = true;
    qsizetype position = 0;
    int nameRank = 0;
    int product = 0;
};

bool comesBefore(const Hit &left, const Hit &right)
{
    const auto order = [](const Hit &hit) {
        return std::tie(hit.away, hit.otherPlu, hit.beginsElsewhere, hit.position, hit.nameRank);
    };
    return order(left) < order(right);
}

QString withoutZeros(const QString &digits)
{
    qsizetype zeros = 0;
    while (zeros < digits.size() - 1 && digits.at(zeros) == u'0')
        ++zeros;
    return digits.mid(zeros);
}

QString storedBarcode(const QString &barcode)
{
    const Result<QString> text = barcodeText(barcode);
    return text ? *text : barcode;
}

/// Where @p word begins something of the entry: the position in its name, or far behind for PLU
/// and barcode.
std::optional<qsizetype> foundAt(const Entry &entry, const QString &word)
{
    const qsizetype position = entry.words.indexOf(u' ' + word);
    if (position >= 0)
        return position;
    if (entry.plu.startsWith(word) || entry.barcode.startsWith(word))
        return std::numeric_limits<qsizetype>::max();
    return std::nullopt;
}

}

/// The goods and what is looked up in them.
class ProductIndex::Contents
{
public:
    explicit Contents(std::shared_ptr<const Goods> goods);

    std::vector<qint64> search(const QString &text, int limit) const;
    const Product *byPlu(const QString &plu) const;
    const Product *byBarcode(const QString &barcode) const;

private:
    struct Query {
        QStringList words;
        QString joined; // as Entry::words
        QString plu;
    };

    void addTerms(const QStringList &words, int product);
    void rankNames();
    std::vector<int> candidates(const QStringList &words) const;
    std::optional<Hit> hit(int product, const Query &query) const;
    const Product *productAt(const QHash<QString, int> &places, const QString &key) const;

    std::shared_ptr<const Goods> m_goods;
    std::vector<Entry> m_entries; // in the order of the products
    std::vector<Term> m_terms; // by text
    QHash<QString, int> m_plus;
    QHash<QString, int> m_shortPlus; // without leading zeros
    QHash<QString, int> m_barcodes;
};

ProductIndex::Contents::Contents(std::shared_ptr<const Goods> goods)
    : m_goods(std::move(goods))
{
    m_entries.reserve(m_goods->products.size());
    for (const Product &product : m_goods->products) {
        const int index = int(m_entries.size());
        const QStringList words = foldedWords(product.name);
        const QString barcode = storedBarcode(product.barcode);
        m_entries.push_back({.words = u' ' + words.join(u' '),
                             .plu = product.plu,
                             .barcode = foldedText(barcode),
                             .available = product.available});
        addTerms(words + QStringList {product.plu, foldedText(barcode)}, index);
        if (!product.plu.isEmpty()) {
            m_plus.insert(product.plu, index);
            m_shortPlus.insert(withoutZeros(product.plu), index);
        }
        if (!barcode.isEmpty())
            m_barcodes.insert(barcode, index);
    }
    std::ranges::sort(m_terms, {}, &Term::text);
    rankNames();
}

void ProductIndex::Contents::addTerms(const QStringList &words, int product)
{
    for (const QString &word : words) {
        if (!word.isEmpty())
            m_terms.push_back({word, product});
    }
}

void ProductIndex::Contents::rankNames()
{
    std::vector<int> order(m_entries.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    std::ranges::stable_sort(order, {}, [this](int product) -> const QString & {
        return m_entries[size_t(product)].words;
    });
    for (size_t rank = 0; rank < order.size(); ++rank)
        m_entries[size_t(order[rank])].nameRank = int(rank);
}

/// Products with a term that begins with the rarest of @p words, each once.
std::vector<int> ProductIndex::Contents::candidates(const QStringList &words) const
{
    using Range = std::pair<std::vector<Term>::const_iterator, std::vector<Term>::const_iterator>;
    std::optional<Range> rarest;
    for (const QString &word : words) {
        const auto first = std::ranges::lower_bound(m_terms, word, {}, &Term::text);
        const auto last = std::partition_point(
            first, m_terms.end(), [&word](const Term &term) { return term.text.startsWith(word); });
        if (!rarest || last - first < rarest->second - rarest->first)
            rarest = Range {first, last};
    }
    std::vector<int> products;
    if (rarest)
        std::transform(rarest->first, rarest->second, std::back_inserter(products),
                       [](const Term &term) { return term.product; });
    std::ranges::sort(products);
    products.erase(std::unique(products.begin(), products.end()), products.end());
    return products;
}

std::optional<Hit> ProductIndex::Contents::hit(int product, const Query &query) const
{
    const Entry &entry = m_entries[size_t(product)];
    qsizetype first = std::numeric_limits<qsizetype>::max();
    for (const QString &word : query.words) {
        const std::optional<qsizetype> position = foundAt(entry, word);
        if (!position)
            return std::nullopt;
        first = std::min(first, *position);
    }
    return Hit {.away = !entry.available,
                .otherPlu = entry.plu.isEmpty() || entry.plu != query.plu,
                .beginsElsewhere = !entry.words.startsWith(query.joined),
                .position = first,
                .nameRank = entry.nameRank,
                .product = product};
}

std::vector<qint64> ProductIndex::Contents::search(const QString &text, int limit) const
{
    const QStringList words = foldedWords(text);
    const Query query {.words = words, .joined = u' ' + words.join(u' '), .plu = text.trimmed()};
    std::vector<Hit> hits;
    for (const int product : candidates(query.words)) {
        if (const std::optional<Hit> found = hit(product, query))
            hits.push_back(*found);
    }
    const auto wanted = std::min(hits.size(), size_t(std::max(limit, 0)));
    std::partial_sort(hits.begin(), hits.begin() + qsizetype(wanted), hits.end(), comesBefore);
    std::vector<qint64> found;
    for (size_t i = 0; i < wanted; ++i)
        found.push_back(m_goods->products[size_t(hits[i].product)].id);
    return found;
}

const Product *ProductIndex::Contents::productAt(const QHash<QString, int> &places,
                                                 const QString &key) const
{
    const auto found = places.constFind(key);
    return found == places.constEnd() ? nullptr : &m_goods->products[size_t(*found)];
}

const Product *ProductIndex::Contents::byPlu(const QString &plu) const
{
    const Product *exact = productAt(m_plus, plu);
    return exact ? exact : productAt(m_shortPlus, withoutZeros(plu));
}

const Product *ProductIndex::Contents::byBarcode(const QString &barcode) const
{
    return productAt(m_barcodes, storedBarcode(barcode));
}

ProductIndex::ProductIndex(std::shared_ptr<const Goods> goods)
    : m_contents(std::make_shared<const Contents>(std::move(goods)))
{
}

std::vector<qint64> ProductIndex::search(const QString &text, int limit) const
{
    return m_contents->search(text, limit);
}

const Product *ProductIndex::byPlu(const QString &plu) const
{
    return m_contents->byPlu(plu);
}

const Product *ProductIndex::byBarcode(const QString &barcode) const
{
    return m_contents->byBarcode(barcode);
}
