#pragma once

#include "clean_text.h"
#include "order.h"
#include "result.h"

/// What an order must be like before the database is asked. Field names are those of the API. Lines
/// are checked as the customer named them and again added up by product. Errors: Invalid with
/// MissingField, BadField or BadQuantity (field = "items[2].quantity", …).
Result<void> checkOrder(const NewOrder &order);

/// One @, something before it, a name with a dot after it. Whether mail arrives only a mail can
/// tell.
bool isPlausibleEmail(const QString &text);
