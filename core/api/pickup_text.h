#pragma once

#include "error.h"
#include "pickup_desk.h"
#include "result.h"

#include <QByteArray>
#include <QByteArrayView>

class JsonText;

/// A moment of RFC 3339 with its offset or Z, at a whole minute. Errors: Invalid/BadField, field =
/// "pickup_at".
Result<QDateTime> readPickupAt(const QString &text);
/// "2026-11-27T06:00:00Z".
QString pickupUtc(const QDateTime &moment);
/// The same, or null for an invalid one.
void appendMoment(JsonText &json, const QString &name, const QDateTime &moment);

/// The ids of "products=1,5" in a query, none where it is absent. Errors: Invalid/BadField, field =
/// "products".
Result<std::vector<qint64>> readBasket(QByteArrayView target);
/// The answer to GET /api/pickup-times.
QByteArray pickupTimesText(const PickupDesk::Offer &offer);

/// Why an order cannot be picked up when it was asked for, in a word: "closed", "too_soon" …; empty
/// for all other errors.
QString pickupReason(const Error &error);
