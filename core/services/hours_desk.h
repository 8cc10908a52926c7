#pragma once

#include "opening_hours.h"
#include "result.h"

#include <QFuture>

class HoursStore;

/// Opening hours as the owner writes them down. When a future resolves, the catalogue in memory and
/// the HTTP API go by the new ones. Stateless; thread-safe; owned by the shop. All errors of the
/// database besides those named.
class HoursDesk final
{
public:
    explicit HoursDesk(HoursStore &store);

    /// From Monday on; all empty = not recorded, the shop is always open. Errors: Invalid/BadField
    /// as checkSpans(), field = "hours".
    QFuture<Result<void>> setWeek(const std::array<OpeningSpans, 7> &week);
    /// Instead of the weekday's. Errors: Invalid/BadField, field = "day", "name" (up to 60
    /// printable characters) or "hours".
    QFuture<Result<void>> setException(const OpeningException &exception);
    /// Errors: NotFound/BadField, field = "day": it has no hours of its own.
    QFuture<Result<void>> dropException(QDate day);

private:
    HoursStore &m_store;
};
