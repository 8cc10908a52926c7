#include "shop_facts.h"

#include "goods_glyph.h"
#include "json_text.h"
#include "pickup_desk.h"
#include "pickup_text.h"

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

ShopFacts::ShopFacts(QString name, const PickupDesk &pickups, std::vector<PageLanguage> languages)
    : m_name(std::move(name))
    , m_pickups(pickups)
    , m_languages(std::move(languages))
{
}

/// Also when the clock was set back, or the opening told is long ago and another one may be known.
bool ShopFacts::isOutdated(const Catalogue &catalogue) const
{
    constexpr qint64 secondsOfDay = 86'400;
    const QDateTime now = m_pickups.now();
    const QDateTime change = m_opening.open ? m_opening.closesAt : m_opening.opensAt;
    return m_goods != catalogue.sharedGoods() || (change.isValid() && now >= change)
        || now < m_toldAt || m_toldAt.secsTo(now) > secondsOfDay;
}

Answer ShopFacts::answer(const Catalogue &catalogue, const QByteArray &ifNoneMatch,
                         const QByteArray &acceptEncoding)
{
    if (isOutdated(catalogue)) {
        m_toldAt = m_pickups.now();
        m_opening = m_pickups.opening(catalogue);
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
    json.name(u"time_zone"_s).text(QString::fromLatin1(m_pickups.zone().id()));
    json.name(u"has_hours"_s).boolean(goods.hours.recorded());
    json.name(u"open_now"_s).boolean(m_opening.open);
    appendMoment(json, u"opens_at_utc"_s, m_opening.opensAt);
    appendMoment(json, u"closes_at_utc"_s, m_opening.closesAt);
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
