#pragma once

#include "json_reader.h"
#include "order.h"

/// The order in the body of POST /api/orders: names and types only, what the values must be like is
/// the desk's. Members it does not know are ignored. Errors: Invalid with MissingField, BadField or
/// BadQuantity and the field.
Result<NewOrder> readOrder(const JsonValue &body);
/// What is kept of an Idempotency-Key: its SHA-256. Errors: Invalid/BadField unless it is 1 to 255
/// printable characters.
Result<QByteArray> hashOfKey(const QByteArray &key);
/// Gives @p order the Idempotency-Key of its request. Errors: Invalid/BadField unless it is 1 to
/// 255 printable characters.
Result<void> addKey(NewOrder &order, const QByteArray &key);
