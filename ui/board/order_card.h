#pragma once

#include "badge.h"
#include "figures.h"
#include "order.h"
#include "order_times.h"

#include <QTimeZone>

#include <optional>
#include <vector>

/// What a key of a card does. The Ask ones only ask: the tap after them does it.
enum class CardAct { Advance, HandOver, More, Ticket, AskCancel, Cancel, AskNoShow, NoShow };

/// How far a card's More was opened.
enum class MoreStep { Closed, Open, AskedCancel, AskedNoShow };

/// A key on a card. A value.
struct CardKey {
    enum class Look { Plain, Accent, Pay, PayOutline, Danger, DangerFilled };
    CardAct act = CardAct::Advance;
    QString words; ///< More is read out, but only its icon is shown.
    QString icon;
    Look look = Look::Plain;
    bool operator==(const CardKey &) const = default;
};

/// Something unusual about an order, in a badge. A value.
struct CardFlag {
    BadgeKind kind = BadgeKind::Info;
    QString text;
    QString icon;
    bool operator==(const CardFlag &) const = default;
};

/// What stands on the card of an order, in words. A value.
struct OrderCard {
    struct Item {
        QString quantity;
        QString name;
        bool operator==(const Item &) const = default;
    };
    qint64 publicId = 0;
    QString code;
    QString name;
    QString time;
    std::vector<Item> items;
    QString rest; ///< "and 3 more"; empty = all are shown.
    QString note;
    QString phone; ///< Shown while More is open.
    QString state; ///< By time only: by state the column says it.
    QString quiet; ///< "From the web, 2 min ago", "To pay".
    QString sum; ///< Behind it, bold.
    std::optional<CardFlag> flag;
    bool late = false;
    std::vector<CardKey> keys; ///< The one that moves it on, More, then those that More opened.
    bool operator==(const OrderCard &) const = default;

    /// One line for a screen reader.
    QString spoken() const;
};

/// What cards are made for. A value.
struct CardContext {
    Figures figures;
    QTimeZone zone;
    QDateTime now;
    bool byTime = false;
    BoardTiming timing {};
    bool accented = false; ///< The one column whose keys are filled.
    MoreStep more = MoreStep::Closed;
    bool tickets = false; ///< More offers to print the ticket.
};

OrderCard makeCard(const Order &order, const CardContext &context);
/// The state that the card's first key leads to; nothing for Ready, which is handed over.
std::optional<OrderState> nextState(OrderState state);
