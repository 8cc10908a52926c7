#pragma once

#include "money.h"
#include "quantity.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

/// Whose hand a change is by: the key that was shown, and what came with the request. A value.
struct PartnerHand {
    qint64 key = 0;
    QString keyName;
    QString reason; ///< In the partner's words; may be empty.
    QByteArray keyHash; ///< SHA-256 of the Idempotency-Key, or empty.
    QByteArray requestHash; ///< SHA-256 of what was asked for, when there is one.
};

/// What of a product a partner may change; nothing = as it is.
struct ProductFacts {
    std::optional<Money> price; ///< Gross, for one piece or one kilogram.
    std::optional<bool> available;
    std::optional<int> leadMinutes; ///< Between order and pick-up at least; 0 = none.
    bool hasAllergens = false; ///< Whether the next is meant.
    std::optional<QStringList> allergens; ///< Nothing = not recorded.
    bool operator==(const ProductFacts &) const = default;
};

/// A change of the stock: what it shall be, or what comes to it (less than zero = goes from it).
struct StockStep {
    enum class Kind { Set, Add };
    Kind kind = Kind::Set;
    Quantity quantity;
    bool operator==(const StockStep &) const = default;
};

/// A change by a partner as it was told when it was made; never changed again.
struct PartnerChange {
    qint64 number = 0; ///< From 1 on, without a gap.
    QDateTime at; ///< UTC, with milliseconds; `micros` has the rest.
    int micros = 0; ///< Microseconds within the second, 0…999,999.
    qint64 key = 0;
    QString keyName; ///< As the key was called then.
    QString action; ///< "order.advance", "order.cancel", "stock.set", "stock.add", "product.change"
    qint64 subject = 0; ///< The order's public id, or the product.
    QString before; ///< A JSON object: of what changed, as it was.
    QString after; ///< The same as it is now.
    QString reason;
};

/// Which changes to tell, the latest first.
struct PartnerChangeQuery {
    std::optional<qint64> before; ///< Only those with a lower number.
    std::optional<QString> action;
    std::optional<qint64> subject;
    int limit = 100;
};
