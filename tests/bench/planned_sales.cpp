#include "planned_sales.h"

#include "csv.h"

#include <QFile>
#include <QHash>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr size_t favourites = 40;
constexpr size_t mostLines = 8;

void addPieces(PlannedSale &sale, qint64 product, int pieces)
{
    const auto known = std::ranges::find(sale, product, &PlannedLine::product);
    if (known != sale.end())
        known->pieces += pieces;
    else
        sale.push_back({product, pieces});
}

/// The most wanted come first, so that the square of a fraction finds them more often.
qint64 wantedProduct(const Goods &goods, QRandomGenerator &random)
{
    const size_t all = goods.products.size();
    if (random.bounded(100) < 5)
        return goods.products[random.bounded(quint32(all))].id;
    const double fraction = random.generateDouble();
    const size_t few = std::min(favourites, all);
    return goods.products[size_t(double(few) * fraction * fraction)].id;
}

PlannedSale madeSale(const Goods &goods, QRandomGenerator &random)
{
    PlannedSale sale;
    do {
        const int pieces = random.bounded(100) < 85 ? 1 : 2 + int(random.bounded(5));
        addPieces(sale, wantedProduct(goods, random), pieces);
    } while (sale.size() < mostLines && random.bounded(100) < 56);
    return sale;
}

/// Gathers the rows of a file of receipts.
class ReceiptRows
{
public:
    explicit ReceiptRows(const Goods &goods)
    {
        for (const Product &product : goods.products)
            m_products.insert(product.name, product.id);
    }

    Result<void> take(const CsvRecord &record)
    {
        if (record.fields.size() != 4 || record.line == 1)
            return {};
        const QString &receipt = record.fields.at(2);
        const auto product = m_products.constFind(record.fields.at(3));
        if (product == m_products.constEnd())
            return Error {.code = Error::Code::NotFound,
                          .reason = Error::Reason::UnknownProduct,
                          .field = record.fields.at(3)};
        if (receipt != m_receipt)
            m_sales.emplace_back();
        m_receipt = receipt;
        addPieces(m_sales.back(), *product, 1);
        return {};
    }

    std::vector<PlannedSale> takeSales() { return std::move(m_sales); }

private:
    QHash<QString, qint64> m_products;
    std::vector<PlannedSale> m_sales;
    QString m_receipt;
};

} // namespace

std::vector<PlannedSale> madeSales(const Goods &goods, int count, quint32 seed)
{
    QRandomGenerator random(seed);
    std::vector<PlannedSale> sales;
    std::generate_n(std::back_inserter(sales), count,
                    [&goods, &random] { return madeSale(goods, random); });
    return sales;
}

Result<std::vector<PlannedSale>> receiptSales(const Goods &goods, int count, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {
            .code = Error::Code::Unavailable, .field = path, .detail = file.errorString()};
    ReceiptRows rows(goods);
    const Result<void> read =
        readCsv(file.readAll(), [&rows](const CsvRecord &record) { return rows.take(record); });
    if (!read)
        return read.error();
    const std::vector<PlannedSale> known = rows.takeSales();
    if (known.empty())
        return Error {.code = Error::Code::NotFound, .field = path, .detail = u"no receipts"_s};
    std::vector<PlannedSale> sales;
    for (size_t i = 0; i < size_t(count); ++i)
        sales.push_back(known[i % known.size()]);
    return sales;
}
