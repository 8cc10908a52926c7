#include "partner_text.h"

#include "allergen_text.h"
#include "json_text.h"
#include "order_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

void appendProduct(JsonText &json, const Catalogue &catalogue, int index)
{
    const Goods &goods = catalogue.goods();
    const Product &product = goods.products.at(size_t(index));
    json.object();
    json.name(u"id"_s).number(product.id);
    json.name(u"name"_s).text(product.name);
    json.name(u"description"_s).text(product.description);
    json.name(u"category"_s).text(product.category);
    json.name(u"unit"_s).text(saleUnitWord(product.unit));
    json.name(u"price"_s).decimal(decimalText(product.price, goods.currency.decimals));
    json.name(u"tax_class"_s).text(product.taxClass);
    json.name(u"available"_s).boolean(product.available);
    json.name(u"stock"_s).decimal(quantityText(catalogue.shownStock(index)));
    json.name(u"lead_minutes"_s).number(product.leadMinutes);
    json.name(u"allergens"_s);
    appendAllergens(json, product.allergens);
    json.name(u"plu"_s).text(product.plu);
    json.name(u"barcode"_s).text(product.barcode);
    json.end();
}

/// A value of a change, as the API writes such values.
void appendValue(JsonText &json, const QString &name, const QJsonValue &value, int decimals)
{
    if (name == "price"_L1) {
        json.name(name).decimal(decimalText(Money::fromMinor(value.toInteger()), decimals));
    } else if (name == "stock"_L1) {
        json.name(name).decimal(quantityText(Quantity::fromThousandths(value.toInteger())));
    } else if (name == "lead_minutes"_L1) {
        json.name(name).number(value.toInteger());
    } else if (name == "available"_L1) {
        json.name(name).boolean(value.toBool());
    } else if (name == "allergens"_L1) {
        QStringList words;
        for (const auto &word : value.toArray())
            words.append(word.toString());
        json.name(name);
        appendAllergens(json, value.isArray() ? std::optional(words) : std::nullopt);
    }
}

void appendValues(JsonText &json, const QString &values, int decimals)
{
    const QJsonObject object = QJsonDocument::fromJson(values.toUtf8()).object();
    json.object();
    for (auto value = object.begin(); value != object.end(); ++value)
        appendValue(json, value.key(), value.value(), decimals);
    json.end();
}

template <typename F> QByteArray listText(const QString &name, const Catalogue &catalogue, F append)
{
    JsonText json;
    json.object().name(name).array();
    for (int i = 0; i < int(catalogue.goods().products.size()); ++i)
        append(json, catalogue, i);
    json.end().end();
    return json.bytes();
}

void appendStock(JsonText &json, const Catalogue &catalogue, int index)
{
    const Product &product = catalogue.goods().products.at(size_t(index));
    json.object();
    json.name(u"product_id"_s).number(product.id);
    json.name(u"name"_s).text(product.name);
    json.name(u"unit"_s).text(saleUnitWord(product.unit));
    json.name(u"stock"_s).decimal(quantityText(catalogue.shownStock(index)));
    json.end();
}

}

QByteArray partnerOrderText(const Order &order, int decimals, const QTimeZone &zone)
{
    JsonText more;
    more.object();
    more.name(u"state"_s).text(orderStateWord(order.state));
    more.name(u"state_at_utc"_s).text(utcText(order.stateAt, order.stateMicros));
    more.name(u"source"_s).text(orderSourceWord(order.source));
    more.name(u"customer_phone"_s).text(order.customerPhone);
    more.name(u"note"_s).text(order.note);
    more.end();
    // One object of two: what the public sees, and the rest.
    QByteArray text = orderText(order, decimals, zone);
    text.chop(1);
    return text + ',' + more.bytes().sliced(1);
}

QByteArray orderPageText(const OrderPage &page, int decimals, const QTimeZone &zone)
{
    QByteArrayList orders;
    for (const Order &order : page.orders)
        orders.append(partnerOrderText(order, decimals, zone));
    const QByteArray next = page.next != 0 ? QByteArray::number(page.next) : "null"_ba;
    return R"({"orders":[)" + orders.join(',') + R"(],"next":)" + next + '}';
}

QByteArray partnerProductsText(const Catalogue &catalogue)
{
    return listText(u"products"_s, catalogue, appendProduct);
}

QByteArray partnerProductText(const Catalogue &catalogue, int index)
{
    JsonText json;
    appendProduct(json, catalogue, index);
    return json.bytes();
}

QByteArray stockText(const Catalogue &catalogue)
{
    return listText(u"stock"_s, catalogue, appendStock);
}

QByteArray changeText(const PartnerChange &change, int decimals)
{
    JsonText json;
    json.object();
    json.name(u"change_id"_s).number(change.number);
    json.name(u"at_utc"_s).text(utcText(change.at, change.micros));
    json.name(u"product_id"_s).number(change.subject);
    json.name(u"before"_s);
    appendValues(json, change.before, decimals);
    json.name(u"after"_s);
    appendValues(json, change.after, decimals);
    json.name(u"reason"_s).text(change.reason);
    json.end();
    return json.bytes();
}
