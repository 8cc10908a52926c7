#pragma once

#include "figures.h"
#include "order.h"
#include "product.h"
#include "ticket_content.h"

#include <QTimeZone>

#include <functional>

/// How an order becomes the words of its ticket. A value.
struct TicketWriter {
    Figures figures;
    QTimeZone zone = QTimeZone::utc();
    QDate today; ///< In the zone; a pick-up on another day says which.
    /// A product that is sold; nullptr where it is not any more.
    std::function<const Product *(qint64 product)> productOf;

    /// Of a ticket that came out @p prints times before.
    TicketContent content(const Order &order, int prints) const;
};
