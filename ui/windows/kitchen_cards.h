#pragma once

#include "figures.h"
#include "order.h"
#include "ticket.h"

#include <QHash>
#include <QTimeZone>

#include <optional>
#include <vector>

/// One order as the kitchen sees it. A value.
struct KitchenCard {
    struct Item {
        QString quantity;
        QString name;
        bool operator==(const Item &) const = default;
    };
    enum class Mood { Calm, Waiting, Late };

    qint64 publicId = 0;
    QString code;
    QString name;
    QString pickup; ///< "Pick-up 10:15"; empty: as soon as possible.
    QString elapsed; ///< "12 min"
    QString unusual; ///< "Late", in words; empty while Calm.
    Mood mood = Mood::Calm;
    bool begun = false; ///< It is being made.
    std::vector<Item> items;
    QString note;
    std::optional<TicketState> ticket;
    bool operator==(const KitchenCard &) const = default;

    QString spoken() const; ///< All of it, for screen readers.
};

/// What the cards are made with. A value.
struct KitchenContext {
    QDateTime now;
    QTimeZone zone = QTimeZone::utc();
    Figures figures;
    QHash<qint64, TicketNote> tickets;
};

/// The cards of what is to be made now. A value.
struct KitchenPlan {
    std::vector<KitchenCard> cards; ///< In the order in which they came up: it never changes.
    int later = 0; ///< Accepted, but not due yet.
};
KitchenPlan kitchenPlan(const std::vector<Order> &orders, const KitchenContext &context);

/// Whether the order is to be made from now on: an order for later is so once it is due.
bool isDue(const Order &order, const QDateTime &now);
