#include "order_reader.h"

#include "pickup_text.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Error fieldError(Error::Reason reason, const QString &field)
{
    return Error {.code = Error::Code::Invalid, .reason = reason, .field = field};
}

/// The member, missing when null stands in its place.
Result<const JsonValue *> requiredMember(const JsonValue &object, const QString &name,
                                         JsonValue::Type type, const QString &prefix = {})
{
    const JsonValue *const value = object.member(name);
    if (!value || value->type == JsonValue::Type::Null)
        return fieldError(Error::Reason::MissingField, prefix + name);
    if (value->type != type)
        return fieldError(Error::Reason::BadField, prefix + name);
    return value;
}

/// Null stands for nothing.
Result<QString> optionalText(const JsonValue &object, const QString &name)
{
    const JsonValue *const value = object.member(name);
    if (!value || value->type == JsonValue::Type::Null)
        return QString();
    if (value->type != JsonValue::Type::String)
        return fieldError(Error::Reason::BadField, name);
    return value->text;
}

/// Absent or null: as soon as possible.
Result<QDateTime> readPickup(const JsonValue &body)
{
    const JsonValue *const value = body.member(u"pickup_at"_s);
    if (!value || value->type == JsonValue::Type::Null)
        return QDateTime();
    if (value->type != JsonValue::Type::String)
        return fieldError(Error::Reason::BadField, u"pickup_at"_s);
    return readPickupAt(value->text);
}

Result<NewOrder::Line> readLine(const JsonValue &item, const QString &place)
{
    constexpr qint64 farTooMany =
        1'000'000; // keeps the multiplication whole; the desk refuses far less
    const QString prefix = place + u'.';
    if (item.type != JsonValue::Type::Object)
        return fieldError(Error::Reason::BadField, place);
    const auto product = requiredMember(item, u"product_id"_s, JsonValue::Type::Number, prefix);
    if (!product)
        return product.error();
    const auto quantity = requiredMember(item, u"quantity"_s, JsonValue::Type::Number, prefix);
    if (!quantity)
        return quantity.error();
    const std::optional<qint64> id = (*product)->integer();
    if (!id)
        return fieldError(Error::Reason::BadField, prefix + u"product_id"_s);
    const std::optional<qint64> pieces = (*quantity)->integer();
    if (!pieces)
        return fieldError(Error::Reason::BadQuantity, prefix + u"quantity"_s);
    return NewOrder::Line {.product = *id,
                           .quantity =
                               Quantity::fromPieces(std::clamp(*pieces, -farTooMany, farTooMany))};
}

/// What was asked for, each part with its length before it so that no two orders give the same
/// bytes.
QByteArray canonicalRequest(const NewOrder &order)
{
    QByteArray bytes;
    const auto append = [&bytes](const QString &text) {
        const QByteArray part = text.toUtf8();
        bytes += QByteArray::number(part.size()) + ':' + part;
    };
    append(order.customerName);
    append(order.customerEmail);
    if (!order.customerPhone.isEmpty() || !order.note.isEmpty()) { // Else as orders always were.
        append(order.customerPhone);
        append(order.note);
    }
    if (order.pickupAt.isValid())
        append(pickupUtc(order.pickupAt));
    for (const NewOrder::Line &line : mergedLines(order.lines))
        bytes += QByteArray::number(line.product) + 'x'
            + QByteArray::number(line.quantity.thousandths()) + ';';
    return bytes;
}

}

Result<NewOrder> readOrder(const JsonValue &body)
{
    if (body.type != JsonValue::Type::Object)
        return fieldError(Error::Reason::BadField, u"body"_s);
    const auto name = requiredMember(body, u"customer_name"_s, JsonValue::Type::String);
    if (!name)
        return name.error();
    const auto email = requiredMember(body, u"customer_email"_s, JsonValue::Type::String);
    if (!email)
        return email.error();
    const auto items = requiredMember(body, u"items"_s, JsonValue::Type::Array);
    if (!items)
        return items.error();
    const auto phone = optionalText(body, u"customer_phone"_s);
    if (!phone)
        return phone.error();
    const auto note = optionalText(body, u"note"_s);
    if (!note)
        return note.error();
    const Result<QDateTime> pickup = readPickup(body);
    if (!pickup)
        return pickup.error();
    NewOrder order {.source = OrderSource::Web,
                    .customerName = (*name)->text,
                    .customerEmail = (*email)->text,
                    .customerPhone = *phone,
                    .note = *note,
                    .pickupAt = *pickup};
    for (const JsonValue &item : (*items)->items) {
        const Result<NewOrder::Line> line = readLine(item, u"items[%1]"_s.arg(order.lines.size()));
        if (!line)
            return line.error();
        order.lines.push_back(*line);
    }
    return order;
}

Result<QByteArray> hashOfKey(const QByteArray &key)
{
    constexpr qsizetype longestKey = 255;
    const bool printable =
        std::all_of(key.begin(), key.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    if (key.isEmpty() || key.size() > longestKey || !printable)
        return fieldError(Error::Reason::BadField, u"Idempotency-Key"_s);
    return QCryptographicHash::hash(key, QCryptographicHash::Sha256);
}

Result<void> addKey(NewOrder &order, const QByteArray &key)
{
    const Result<QByteArray> hash = hashOfKey(key);
    if (!hash)
        return hash.error();
    order.keyHash = *hash;
    order.requestHash =
        QCryptographicHash::hash(canonicalRequest(order), QCryptographicHash::Sha256);
    return Done {};
}
