#pragma once

#include "order.h"

#include <QTimeZone>

/// Where an order can be read: "/api/orders/4711".
QString orderPath(qint64 publicId);
/// A moment with its @p micros within the second: "2023-03-15T14:30:45.123456Z".
QString utcText(const QDateTime &moment, int micros);
/// The answer to a placed order. Given again under the same key it is the same, whatever became of
/// the order.
QByteArray placedText(const PlacedOrder &order);
/// Whole pieces as an integer; what was weighed keeps its thousandths.
QString quantityText(Quantity quantity);
/// The public view of an order, in the shop's local time; amounts with the currency's @p decimals.
QByteArray orderText(const Order &order, int decimals, const QTimeZone &zone);
