#pragma once

#include "result.h"
#include "wall_clock.h"

#include <QDate>
#include <QString>

#include <array>
#include <optional>
#include <vector>

/// A part of a day in which the shop is open, by the clock on its wall.
struct OpeningSpan {
    int from = 0; ///< Minutes since midnight, 0…1439.
    int to = 0; ///< Past the last minute; over 1440 it ends on the next day, at most a day later.
    bool operator==(const OpeningSpan &) const = default;
};
using OpeningSpans = std::vector<OpeningSpan>; ///< By time, none into another; empty = closed.

/// A date that has other hours than its weekday.
struct OpeningException {
    QDate day;
    QString name; ///< "Christmas", or empty.
    OpeningSpans spans;
    bool operator==(const OpeningException &) const = default;
};

/// When the shop is open. A value; part of the goods' snapshot.
struct OpeningHours {
    std::array<OpeningSpans, 7> week; ///< From Monday on; all empty = not recorded.
    std::vector<OpeningException> exceptions; ///< By day.

    /// Whether the week was recorded. A shop that never did is always open, but on the dates of
    /// exceptions.
    bool recorded() const;
    /// Of the day by itself, without what runs over from the day before.
    const OpeningSpans &spansOf(QDate day) const;
    const OpeningException *exceptionOf(QDate day) const;
    bool operator==(const OpeningHours &) const = default;
};

/// "07:00-12:30, 14:00-18:00", "22:00-02:00", "00:00-24:00" or "closed".
QString spansText(const OpeningSpans &spans);
/// Reads what spansText() writes; order and spaces do not matter. Errors: Invalid/BadField, field =
/// "hours", the sentence in detail.
Result<OpeningSpans> spansFromText(const QString &text);
/// Errors: as spansFromText().
Result<void> checkSpans(const OpeningSpans &spans);
/// "07:05" from 425; 1440 is "24:00", later ones belong to the next day: "02:00" from 1560.
QString minuteText(int minute);
/// 0…1440 from "HH:MM".
std::optional<int> minuteFromText(const QString &text);

/// Parts of @p stretches in which the shop is open, in order. The wall decides: a repeated hour is
/// open twice, a skipped one never.
std::vector<WallStretch> openStretches(const OpeningHours &hours,
                                       const std::vector<WallStretch> &stretches);

/// Whether it is open now; costs next to nothing.
bool isOpenAt(const OpeningHours &hours, const QTimeZone &zone, const QDateTime &now);

/// Whether the shop is open at a moment, and when that changes.
struct OpeningState {
    bool open = true;
    QDateTime opensAt; ///< UTC; invalid while it is open, or when nobody can say.
    QDateTime closesAt; ///< UTC; invalid while it is closed, or when it does not close.
    bool operator==(const OpeningState &) const = default;
};
/// Looks a year ahead.
OpeningState openingState(const OpeningHours &hours, const QTimeZone &zone, const QDateTime &now);
