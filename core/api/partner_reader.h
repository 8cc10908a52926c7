#pragma once

#include "json_reader.h"
#include "order_query.h"
#include "partner_change.h"

#include <QTimeZone>

// Reads what partners send: names and types only, what the values must be like is the desk's.
// Members and parameters that it does not know are ignored. Errors: Invalid with MissingField or
// BadField and the field.

/// The part of a request's target after "?": state (words with commas between, "open", "all"),
/// since and until (RFC 3339), pickup_day (a day of @p zone), q, before, limit. One that stands
/// twice is not taken.
Result<OrderQuery> readOrderQuery(QByteArrayView text, const QTimeZone &zone);
/// "to": a state.
Result<OrderState> readStep(const JsonValue &body);
/// "set" or "add": a number of up to three decimals.
Result<StockStep> readStockStep(const JsonValue &body);
/// "price" with up to @p decimals, "available", "lead_minutes", "allergens": each may be absent,
/// and only allergens may be null.
Result<ProductFacts> readProductFacts(const JsonValue &body, int decimals);
/// "reason", empty when it is absent or null.
Result<QString> readReason(const JsonValue &body);
/// A number as it was written, times ten to the power of @p decimals; nothing when it has an
/// exponent, more decimals or more than 15 digits.
std::optional<qint64> scaledNumber(const QString &written, int decimals);
