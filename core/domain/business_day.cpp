#include "business_day.h"

QDate businessDay(const QDateTime &moment, const QTimeZone &zone, QTime dayStart)
{
    Q_ASSERT(zone.isValid());
    // The clock on the wall decides, so that the nights of the time change need no rule of their
    // own.
    const QDateTime local = moment.toTimeZone(zone);
    return local.time() < dayStart ? local.date().addDays(-1) : local.date();
}
