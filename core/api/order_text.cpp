#include "order_text.h"

#include "catalogue.h"
#include "json_text.h"
#include "pickup_text.h"

using namespace Qt::StringLiterals;

namespace {

/// "2023-03-15T14:30:45.123456" in the zone that @p moment is in.
QString withMicroseconds(const QDateTime &moment, int micros)
{
    return moment.toString(u"yyyy-MM-ddTHH:mm:ss"_s)
        + u".%1"_s.arg(micros, 6, 10, QLatin1Char('0'));
}

void appendLine(JsonText &json, const Order::Line &line, int decimals)
{
    json.object();
    json.name(u"product_id"_s).number(line.product);
    json.name(u"product_name"_s).text(line.productName);
    json.name(u"quantity"_s).decimal(quantityText(line.quantity));
    json.name(u"unit_price"_s).decimal(decimalText(line.unitPrice, decimals));
    json.name(u"total_price"_s).decimal(decimalText(line.total, decimals));
    json.end();
}

}

QString quantityText(Quantity quantity)
{
    constexpr int decimalsOfThousandths = 3;
    if (quantity.thousandths() % 1000 == 0)
        return QString::number(quantity.wholePieces());
    return decimalText(Money::fromMinor(quantity.thousandths()), decimalsOfThousandths);
}

QString orderPath(qint64 publicId)
{
    return u"/api/orders/%1"_s.arg(publicId);
}

QString utcText(const QDateTime &moment, int micros)
{
    return withMicroseconds(moment.toUTC(), micros) + u'Z';
}

QByteArray placedText(const PlacedOrder &order)
{
    JsonText json;
    json.object();
    json.name(u"order_id"_s).number(order.publicId);
    json.name(u"status"_s).text(orderStatusWord(OrderStatus::Pending));
    json.name(u"pickup_code"_s).text(order.pickupCode);
    json.name(u"status_url"_s).text(orderPath(order.publicId));
    appendMoment(json, u"pickup_at_utc"_s, order.pickupAt);
    json.end();
    return json.bytes();
}

QByteArray orderText(const Order &order, int decimals, const QTimeZone &zone)
{
    JsonText json;
    json.object();
    json.name(u"order_id"_s).number(order.publicId);
    json.name(u"customer_name"_s).text(order.customerName);
    json.name(u"status"_s).text(orderStatusWord(statusOf(order.state)));
    json.name(u"created_at"_s)
        .text(withMicroseconds(order.placedAt.toTimeZone(zone), order.placedMicros));
    json.name(u"created_at_utc"_s).text(utcText(order.placedAt, order.placedMicros));
    json.name(u"pickup_code"_s).text(order.pickupCode);
    appendMoment(json, u"pickup_at_utc"_s, order.pickupStart);
    json.name(u"items"_s).array();
    for (const Order::Line &line : order.lines)
        appendLine(json, line, decimals);
    json.end();
    json.name(u"total"_s).decimal(decimalText(order.total, decimals));
    json.end();
    return json.bytes();
}
