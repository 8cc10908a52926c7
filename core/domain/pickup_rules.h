#pragma once

#include "error.h"
#include "opening_hours.h"

#include <QDateTime>

#include <optional>
#include <vector>

/// What a good asks of who orders it for later.
struct PickupNeed {
    qint64 product = 0;
    int leadMinutes = 0; ///< At least so long between order and pick-up; 0 = none.
    std::optional<int> cutoff; ///< Minutes since midnight of the day before; nothing = none.
    bool operator==(const PickupNeed &) const = default;
};

constexpr int longestLeadMinutes = 10'080; ///< A week.
/// Of a product, as people write it. Errors: Invalid/BadField, field = "lead_minutes" or "cutoff".
Result<void> checkPickupNeed(const PickupNeed &need);

/// How far ahead and in which steps pick-ups are offered.
struct PickupPlan {
    int days = 14; ///< Today is the first.
    int stepMinutes = 15; ///< On the wall, from midnight on.
    bool operator==(const PickupPlan &) const = default;
};

/// A shop at a moment, as far as pick-ups depend on it: opening hours, the zone, what was ordered.
/// Pure; made for one question and thrown away.
class PickupRules
{
public:
    /// @p now to the second.
    PickupRules(const OpeningHours &hours, const QTimeZone &zone, PickupPlan plan,
                const QDateTime &now);

    /// Whether goods may be ordered as soon as possible: the shop is open, and still is after their
    /// lead time, and no cut-off of the day before was missed. Errors: Conflict with ShopClosed (at
    /// = when it opens, or nothing) or as check(); field = "pickup_at".
    Result<void> checkNow(const std::vector<PickupNeed> &needs) const;
    /// Whether they may be picked up at @p at, any whole minute. Errors: Conflict with
    /// PickupTooSoon, PickupPastCutoff (both with the product that asks for more, if one does),
    /// PickupTooFar, PickupClosed; field = "pickup_at", at = the first moment that is offered, or
    /// nothing.
    Result<void> check(const QDateTime &at, const std::vector<PickupNeed> &needs) const;

    /// A moment that is offered, with the wall's offset from UTC there.
    struct Time {
        qint64 seconds = 0; ///< Since 1970, UTC.
        int offset = 0;
        bool operator==(const Time &) const = default;
    };
    struct Day {
        QDate date;
        std::vector<Time> times; ///< At least one.
        bool operator==(const Day &) const = default;
    };
    /// All that is offered; days without a time are left out.
    std::vector<Day> offered(const std::vector<PickupNeed> &needs) const;

private:
    QDate dateAt(qint64 seconds) const;
    qint64 lastCutoff(QDate day, int cutoff) const;
    const PickupNeed *missedCutoff(QDate day, const std::vector<PickupNeed> &needs) const;
    bool isOpen(qint64 at) const;
    Error refusal(Error::Reason reason, const PickupNeed *because,
                  const std::vector<PickupNeed> &needs) const;
    template <typename F> void eachOffered(const std::vector<PickupNeed> &needs, F take) const;

    const PickupPlan m_plan;
    const qint64 m_now;
    std::vector<WallStretch> m_stretches; ///< From a day before now, to look back at cut-offs.
    std::vector<WallStretch> m_open; ///< From now to the end of the plan.
    QDate m_lastDay;
    OpeningState m_state;
};

/// The longest lead time among @p needs; 0 = none.
int longestLead(const std::vector<PickupNeed> &needs);
