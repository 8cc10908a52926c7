#include "basket_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

// Places in the array of a line.
enum Field { Product, Name, Thousandths, UnitPrice, Discount, TaxClass, Prepared, FieldCount };

QJsonArray lineArray(const BasketLine &line)
{
    return {line.product,
            line.name,
            line.quantity.thousandths(),
            line.unitPrice.minor(),
            line.discount.minor(),
            line.taxClass,
            line.prepared};
}

BasketLine lineIn(const QJsonArray &values)
{
    return {.product = values[Product].toInteger(),
            .name = values[Name].toString(),
            .quantity = Quantity::fromThousandths(values[Thousandths].toInteger()),
            .unitPrice = Money::fromMinor(values[UnitPrice].toInteger()),
            .discount = Money::fromMinor(values[Discount].toInteger()),
            .taxClass = values[TaxClass].toString(),
            .prepared = values[Prepared].toBool()};
}

} // namespace

QByteArray basketText(const Basket &basket)
{
    QJsonArray lines;
    for (const BasketLine &line : basket.lines)
        lines.append(lineArray(line));
    const QJsonObject object {{u"uuid"_s, basket.uuid.toString(QUuid::WithoutBraces)},
                              {u"started"_s, basket.startedAt.toMSecsSinceEpoch()},
                              {u"clerk"_s, basket.clerk},
                              {u"mode"_s, taxModeWord(basket.mode)},
                              {u"name"_s, basket.name},
                              {u"lines"_s, lines}};
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
                   .lines = {}};
    const QJsonArray lines = object["lines"_L1].toArray();
    for (const auto &line : lines) {
        if (line.toArray().size() != FieldCount)
            return {};
        basket.lines.push_back(lineIn(line.toArray()));
    }
    return basket;
}
