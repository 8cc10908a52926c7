#include "products_page.h"

#include "allergen_text.h"
#include "json_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

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
    json.name(u"picture"_s);
    if (product.picture.isEmpty())
        json.null();
    else
        json.text(u"/pictures/"_s + product.picture);
    json.name(u"allergens"_s);
    appendAllergens(json, product.allergens);
    json.name(u"available"_s).boolean(product.available);
    json.name(u"lead_minutes"_s).number(product.leadMinutes);
    json.name(u"cutoff"_s);
    if (product.cutoff)
        json.text(minuteText(*product.cutoff));
    else
        json.null();
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
    if (m_catalogue != catalogue) {
        m_catalogue = catalogue;
        m_page.replace(productsText(*catalogue));
    }
    return m_page.answer(ifNoneMatch, acceptEncoding);
}
