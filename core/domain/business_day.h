#pragma once

#include <QDate>
#include <QDateTime>
#include <QTime>
#include <QTimeZone>

/// Which day of the shop a moment belongs to: its local date, minus the hours before @p dayStart.
QDate businessDay(const QDateTime &moment, const QTimeZone &zone, QTime dayStart = QTime(4, 0));
