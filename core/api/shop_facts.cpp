#include "shop_facts.h"

#include "goods_glyph.h"
#include "json_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

void appendCategories(JsonText &json, const Goods &goods)
{
    json.name(u"categories"_s).array();
    for (const Category &category : goods.categories) {
        json.object();
        json.name(u"name"_s).text(category.name);
        json.name(u"colour"_s).text(categoryColourWord(category.colour));
        json.name(u"icon"_s).text(categoryGlyph(category.name, category.colour));
        json.end();
    }
    json.end();
}

CategoryColour colourOf(const Product &product, const Goods &goods)
{
    const auto found = std::ranges::find(goods.categories, product.category, &Category::name);
    return found != goods.categories.end() ? found->colour : CategoryColour::Shop;
}

void appendIcons(JsonText &json, const Goods &goods)
{
    json.name(u"icons"_s).object();
    for (const Product &product : goods.products) {
        if (product.unit == SaleUnit::Piece)
            json.name(QString::number(product.id))
                .text(glyphOf(product.name, colourOf(product, goods)));
    }
    json.end();
}

}

ShopFacts::ShopFacts(QString name, QTimeZone zone, std::vector<PageLanguage> languages)
    : m_name(std::move(name))
    , m_zone(std::move(zone))
    , m_languages(std::move(languages))
{
}

Answer ShopFacts::answer(const Catalogue &catalogue, const QByteArray &ifNoneMatch,
                        const QByteArray &acceptEncoding)
{
    if (m_goods != catalogue.sharedGoods()) {
        m_goods = catalogue.sharedGoods();
        m_page.replace(text(*m_goods));
    }
    return m_page.answer(ifNoneMatch, acceptEncoding);
}

QByteArray ShopFacts::text(const Goods &goods) const
{
    JsonText json;
    json.object();
    json.name(u"name"_s).text(m_name);
    json.name(u"currency"_s).text(goods.currency.code);
    json.name(u"decimals"_s).number(goods.currency.decimals);
    json.name(u"time_zone"_s).text(QString::fromLatin1(m_zone.id()));
    json.name(u"languages"_s).array();
    for (const PageLanguage &language : m_languages) {
        json.object();
        json.name(u"code"_s).text(language.code);
        json.name(u"name"_s).text(language.name);
        json.end();
    }
    json.end();
    appendCategories(json, goods);
    appendIcons(json, goods);
    json.end();
    return json.bytes();
}
