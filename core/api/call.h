#pragma once

#include "request_in_hand.h"

#include <QByteArrayView>
#include <QHostAddress>

class ConnectionGuard;
struct ApiKey;

/// A request in hand, as its handler sees it; what it points to is gone when the handler returns.
struct Call {
    ConnectionGuard *guard;
    RequestInHand request;
    QByteArrayView id; ///< What stands for "{id}" in the path.
    QHostAddress asker; ///< Who asks, behind proxies too.
    QHostAddress client; ///< For whom the rates count it; a null address for nobody.
    const ApiKey *key = nullptr; ///< The partner's, where one was shown.
};
