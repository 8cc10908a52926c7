#pragma once

#include "order.h"
#include "result.h"

/// What an order must be like before the database is asked. Field names are those of the API. Lines
/// are checked as the customer named them and again added up by product. Errors: Invalid with
/// MissingField, BadField or BadQuantity (field = "items[2].quantity", …).
Result<void> checkOrder(const NewOrder &order);

/// Text from outside that is safe to keep and to show on one line: whole UTF-16, no control
/// characters (C0, C1), no line separators, nothing that turns the direction of what stands beside
/// it, no noncharacters.
bool isCleanText(const QString &text);
/// In characters, not in UTF-16 units.
qsizetype characters(const QString &text);
/// One @, something before it, a name with a dot after it. Whether mail arrives only a mail can
/// tell.
bool isPlausibleEmail(const QString &text);
