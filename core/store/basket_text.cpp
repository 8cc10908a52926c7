#include "basket_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

// Places in the array of a line.
enum Field {
    Product,
    Name,
    Thousandths,
    UnitPrice,
    Discount,
    TaxClass,
    Prepared,
    FirstFieldCount, ///< All there was before lines had a reason.
    Reason = FirstFieldCount,
    ListPrice,
    DiscountBp,
    Unit,
    Divisible,
    FieldCount
};

QJsonArray lineArray(const BasketLine &line)
{
    return {line.product,
            line.name,
            line.quantity.thousandths(),
            line.unitPrice.minor(),
            line.discount.minor(),
            line.taxClass,
            line.prepared,
            line.reason,
            line.listPrice.minor(),
            line.discountBp,
            saleUnitWord(line.unit),
            line.divisible};
}

/// What a line of an older basket does not say about itself: it was sold at its list price, and
/// only weight came in parts.
void completeOldLine(BasketLine &line)
{
    line.listPrice = line.unitPrice;
    if (line.quantity.thousandths() % 1000 != 0)
        line.unit = SaleUnit::Weight;
}

std::optional<BasketLine> lineIn(const QJsonArray &values)
{
    if (values.size() != FirstFieldCount && values.size() != FieldCount)
        return {};
    BasketLine line {.product = values[Product].toInteger(),
                     .name = values[Name].toString(),
                     .quantity = Quantity::fromThousandths(values[Thousandths].toInteger()),
                     .unitPrice = Money::fromMinor(values[UnitPrice].toInteger()),
                     .discount = Money::fromMinor(values[Discount].toInteger()),
                     .taxClass = values[TaxClass].toString(),
                     .prepared = values[Prepared].toBool()};
    if (values.size() == FirstFieldCount) {
        completeOldLine(line);
        return line;
    }
    const std::optional<SaleUnit> unit = saleUnitFromWord(values[Unit].toString());
    if (!unit)
        return {};
    line.reason = values[Reason].toString();
    line.listPrice = Money::fromMinor(values[ListPrice].toInteger());
    line.discountBp = values[DiscountBp].toInt();
    line.unit = *unit;
    line.divisible = values[Divisible].toBool();
    return line;
}

QJsonObject discountObject(const ReceiptDiscount &discount)
{
    return {{u"percent"_s, discount.percentBp},
            {u"amount"_s, discount.amount.minor()},
            {u"reason"_s, discount.reason}};
}

ReceiptDiscount discountIn(const QJsonObject &object)
{
    return {.percentBp = object["percent"_L1].toInt(),
            .amount = Money::fromMinor(object["amount"_L1].toInteger()),
            .reason = object["reason"_L1].toString()};
}

} // namespace

QByteArray basketText(const Basket &basket)
{
    QJsonArray lines;
    for (const BasketLine &line : basket.lines)
        lines.append(lineArray(line));
    QJsonObject object {{u"uuid"_s, basket.uuid.toString(QUuid::WithoutBraces)},
                        {u"started"_s, basket.startedAt.toMSecsSinceEpoch()},
                        {u"clerk"_s, basket.clerk},
                        {u"mode"_s, taxModeWord(basket.mode)},
                        {u"name"_s, basket.name},
                        {u"lines"_s, lines}};
    if (!basket.customer.isEmpty())
        object.insert(u"customer"_s, basket.customer);
    if (basket.discount)
        object.insert(u"discount"_s, discountObject(*basket.discount));
    if (basket.orderPublicId)
        object.insert(u"order"_s, *basket.orderPublicId);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<Basket> basketFromText(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const std::optional<TaxMode> mode = taxModeFromWord(object["mode"_L1].toString());
    const QUuid uuid = QUuid::fromString(object["uuid"_L1].toString());
    if (!mode || uuid.isNull())
        return {};
    Basket basket {.uuid = uuid,
                   .startedAt =
                       QDateTime::fromMSecsSinceEpoch(object["started"_L1].toInteger(), Qt::UTC),
                   .clerk = object["clerk"_L1].toInt(),
                   .mode = *mode,
                   .name = object["name"_L1].toString(),
                   .customer = object["customer"_L1].toString(),
                   .lines = {}};
    const QJsonArray lines = object["lines"_L1].toArray();
    for (const auto &line : lines) {
        std::optional<BasketLine> read = lineIn(line.toArray());
        if (!read)
            return {};
        basket.lines.push_back(*std::move(read));
    }
    if (object.contains("discount"_L1))
        basket.discount = discountIn(object["discount"_L1].toObject());
    if (object.contains("order"_L1))
        basket.orderPublicId = object["order"_L1].toInteger();
    return basket;
}
