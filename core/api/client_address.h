#pragma once

#include "network_list.h"

#include <QByteArray>

/// Who asks: the peer itself, or, when it is one of the @p trusted proxies, the last hop in its
/// X-Forwarded-For that is none of them. A header that is missing or malformed at that place says
/// nothing: then the nearest hop known for sure asks.
QHostAddress clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor,
                           const NetworkList &trusted);
