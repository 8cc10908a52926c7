#pragma once

#include "money.h"
#include "quantity.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>
#include <QUuid>

#include <optional>
#include <vector>

/// Detailed state of an order. The words in the database and the journal are orderStateWord().
enum class OrderState { Requested, Confirmed, InProduction, Ready, Collected, Cancelled, NoShow };
/// The documented status of the API.
enum class OrderStatus { Pending, Processing, Completed, Cancelled };
enum class OrderSource { Counter, Web, Partner };
/// Who moves an order: the worker on a timer, or staff on the board.
enum class OrderFlow { Automatic, Staff };

QString orderStateWord(OrderState state); ///< "requested", "confirmed", "in_production", …
std::optional<OrderState> orderStateFromWord(const QString &word);
QString orderStatusWord(OrderStatus status); ///< "pending", "processing", "completed", "cancelled"
OrderStatus statusOf(OrderState state);
QString orderSourceWord(OrderSource source); ///< "counter", "web", "partner"
std::optional<OrderSource> orderSourceFromWord(const QString &word);

/// The one table of allowed steps. Collected needs a receipt: the one that pays on handing over, or
/// the one that a counter sale has from the first.
bool stepAllowed(OrderState from, OrderState to);
/// How far a state is from the first, from 1 on: every allowed step leads to a greater number, so
/// an order comes into a state at most once.
int stepNumber(OrderState state);
/// Whether an order that was in @p from and is in @p to was in no state between.
bool followsAtOnce(OrderState from, OrderState to);
/// Cancel is allowed while requested or confirmed.
bool cancelAllowed(OrderState state);

/// An order as a customer asked for it: prices come from the database.
struct NewOrder {
    struct Line {
        qint64 product = 0;
        Quantity quantity;
        bool operator==(const Line &) const = default;
    };
    QUuid uuid; ///< Made when the request was read; sending it again places nothing again.
    OrderSource source = OrderSource::Web;
    OrderFlow flow = OrderFlow::Automatic;
    QString customerName;
    QString customerEmail;
    QString customerPhone;
    QString note;
    QDate businessDay;
    std::vector<Line> lines; ///< Merged by product, in the order first named.
    QDateTime pickupAt; ///< UTC, a whole minute; invalid = as soon as possible.
    QDateTime pickupEnd; ///< Of the window that begins there.
    QDateTime dueAt; ///< When it must be begun for that; invalid = at once.
    QByteArray keyHash; ///< SHA-256 of the Idempotency-Key, or empty.
    QByteArray requestHash; ///< SHA-256 of what was asked for, when there is a key.
    bool operator==(const NewOrder &) const = default;
};

/// Lines of the same product added up, at the place of the first.
std::vector<NewOrder::Line> mergedLines(const std::vector<NewOrder::Line> &lines);

/// A state that an order came into, and when.
struct OrderMove {
    qint64 publicId = 0;
    OrderState state = OrderState::Requested;
    QDateTime at; ///< UTC, with milliseconds; `micros` has the rest.
    int micros = 0; ///< Microseconds within the second, 0…999,999.
    bool operator==(const OrderMove &) const = default;
};

/// All states that an order came into, the oldest first; there is at least one.
struct OrderHistory {
    QString pickupCode;
    std::vector<OrderMove> moves;
    bool operator==(const OrderHistory &) const = default;
};

/// What placing an order gave.
struct PlacedOrder {
    qint64 publicId = 0;
    QString pickupCode;
    OrderState state = OrderState::Confirmed;
    Money total;
    QDateTime pickupAt; ///< UTC; invalid = as soon as possible.
    bool replayed = false; ///< Known from an earlier request under the same key or uuid.
    bool operator==(const PlacedOrder &) const = default;
};

/// An order as the database holds it, for its public view and the board.
struct Order {
    struct Line {
        qint64 product = 0;
        QString productName;
        Quantity quantity;
        Money unitPrice;
        Money total;
        QString taxClass;
        bool operator==(const Line &) const = default;
    };
    qint64 publicId = 0;
    QString pickupCode;
    OrderSource source = OrderSource::Web;
    OrderState state = OrderState::Requested;
    QString customerName;
    QString customerPhone;
    QString note;
    QDateTime placedAt; ///< UTC, with milliseconds; `placedMicros` has the rest.
    int placedMicros = 0; ///< Microseconds within the second, 0…999,999.
    QDateTime stateAt;
    int stateMicros = 0; ///< As placedMicros.
    QDateTime dueAt; ///< Invalid = as soon as it can be; UTC, like the next two.
    QDateTime pickupStart; ///< Invalid = no window was agreed.
    QDateTime pickupEnd;
    std::vector<Line> lines;
    Money total;
    bool operator==(const Order &) const = default;
};

/// Whether nobody has to do anything about @p order yet: it is for later, not begun and not due at
/// @p now.
bool isForLater(const Order &order, const QDateTime &now);
