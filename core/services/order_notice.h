#pragma once

#include <QList>
#include <QString>

#include <vector>

/// What a notification of "bakehouse_orders" says. A hint, never data: everybody may notify.
struct OrderNotice {
    QString origin; ///< The program that did it; "-" = its program does not know of it either.
    std::vector<qint64> moved; ///< Public ids of orders that were there before and moved.
    bool any = false; ///< More orders moved than it could name.
    bool operator==(const OrderNotice &) const = default;
};

/// "ORIGIN", "ORIGIN ID,ID…" or "ORIGIN *"; what is no id is left out.
OrderNotice readOrderNotice(const QString &payload);
