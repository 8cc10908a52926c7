#pragma once

#include "opening_hours.h"
#include "result.h"

#include <QFuture>

class Database;
class StockListener;

/// Opening hours in PostgreSQL; they are read with the catalogue. Thread-safe; owned by the shop.
class HoursStore
{
public:
    HoursStore(Database &orders, StockListener &listener, const QString &origin);

    /// The seven days anew, from Monday on; all empty = not recorded.
    QFuture<Result<void>> setWeek(const std::array<OpeningSpans, 7> &week);
    QFuture<Result<void>> setException(const OpeningException &exception);
    /// False when that date had no hours of its own.
    QFuture<Result<bool>> dropException(QDate day);

private:
    Database &m_orders;
    StockListener &m_listener;
    const QString m_origin;
};
