#pragma once

#include "order.h"

#include <QByteArray>
#include <QByteArrayView>

/// What a silent stream of events says now and then: a comment, which clients pass over.
QByteArray pingText();
/// How long a client waits before it connects again; the first line of a stream's first block.
QByteArray retryLine();
/// One change of an order as a Server-Sent Event: id, "event: status", data in JSON.
QByteArray eventText(const OrderMove &move, const QString &pickupCode);
/// The step that a client has seen last, by its Last-Event-ID; 0 for none and for what was never
/// sent.
int stepOfEventId(QByteArrayView lastEventId);
