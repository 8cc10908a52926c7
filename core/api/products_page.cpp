#include "products_page.h"

#include "gzip.h"
#include "json_text.h"
#include "request_headers.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

void appendAllergens(JsonText &json, const std::optional<QStringList> &allergens)
{
    if (!allergens) {
        json.null(); // not recorded, which is not the same as none
        return;
    }
    json.array();
    for (const QString &allergen : *allergens)
        json.text(allergen);
    json.end();
}

void appendProduct(JsonText &json, const Product &product, qint64 stock, int decimals)
{
    json.object();
    json.name(u"id"_s).number(product.id);
    json.name(u"name"_s).text(product.name);
    json.name(u"description"_s).text(product.description);
    json.name(u"price"_s).decimal(decimalText(product.price, decimals));
    json.name(u"stock"_s)
        .number(product.available ? stock : 0); // "sold out" also for those who only read this
    json.name(u"category"_s).text(product.category);
    json.name(u"allergens"_s);
    appendAllergens(json, product.allergens);
    json.name(u"available"_s).boolean(product.available);
    json.end();
}

QByteArray productsText(const Catalogue &catalogue)
{
    const Goods &goods = catalogue.goods();
    JsonText json;
    json.object().name(u"products"_s).array();
    for (size_t i = 0; i < goods.products.size(); ++i) {
        const Product &product = goods.products[i];
        if (product.unit != SaleUnit::Piece)
            continue;
        const qint64 stock = std::max<qint64>(0, catalogue.shownStock(int(i)).wholePieces());
        appendProduct(json, product, stock, goods.currency.decimals);
    }
    json.end().end();
    return json.bytes();
}

}

Answer ProductsPage::answer(const std::shared_ptr<const Catalogue> &catalogue,
                            const QByteArray &ifNoneMatch, const QByteArray &acceptEncoding)
{
    prepare(catalogue);
    bool packed = acceptsGzip(acceptEncoding);
    if (packed && m_gzip.isEmpty())
        m_gzip = gzipped(m_plain);
    packed = packed && !m_gzip.isEmpty();
    const QByteArray tag = '"' + m_tag + (packed ? "-gzip" : "") + '"';
    Answer answer {.headers =
                       "ETag: " + tag + "\r\nVary: Accept-Encoding\r\nCache-Control: no-cache\r\n"};
    if (matchesTag(ifNoneMatch, tag)) {
        answer.status = 304;
        return answer;
    }
    if (packed)
        answer.headers += "Content-Encoding: gzip\r\n";
    answer.body = packed ? m_gzip : m_plain;
    return answer;
}

void ProductsPage::prepare(const std::shared_ptr<const Catalogue> &catalogue)
{
    constexpr qsizetype tagBytes = 16;
    if (m_catalogue == catalogue)
        return;
    m_catalogue = catalogue;
    const QByteArray text = productsText(*catalogue);
    if (text == m_plain)
        return; // read again, nothing new
    m_plain = text;
    m_gzip.clear();
    m_tag = QCryptographicHash::hash(m_plain, QCryptographicHash::Sha256).first(tagBytes).toHex();
}
