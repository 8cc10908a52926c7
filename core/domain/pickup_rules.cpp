#include "pickup_rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondsOfDay = 86'400;
constexpr qint64 secondsOfMinute = 60;
constexpr int minutesOfDay = 1'440;

const PickupNeed *slowest(const std::vector<PickupNeed> &needs)
{
    const auto found = std::ranges::max_element(needs, {}, &PickupNeed::leadMinutes);
    return found != needs.end() && found->leadMinutes > 0 ? &*found : nullptr;
}

/// As openingState(), as far as @p open tells, which ends at @p end.
OpeningState stateAt(const std::vector<WallStretch> &open, qint64 now, qint64 end)
{
    OpeningState state {.open = false};
    qint64 until = now;
    for (const WallStretch &part : open) {
        if (part.end <= now)
            continue;
        if (part.begin > until) { // the next opening
            if (!state.open)
                state.opensAt = momentOf(part.begin);
            break;
        }
        state.open = true;
        until = std::max(until, part.end);
    }
    if (state.open && until < end)
        state.closesAt = momentOf(until);
    return state;
}

} // namespace

int longestLead(const std::vector<PickupNeed> &needs)
{
    const PickupNeed *const need = slowest(needs);
    return need ? need->leadMinutes : 0;
}

Result<void> checkPickupNeed(const PickupNeed &need)
{
    Error error {.code = Error::Code::Invalid, .reason = Error::Reason::BadField};
    if (need.leadMinutes < 0 || need.leadMinutes > longestLeadMinutes) {
        error.field = u"lead_minutes"_s;
        error.detail = u"must be from 0 to %1, which is a week"_s.arg(longestLeadMinutes);
        return error;
    }
    if (need.cutoff && (*need.cutoff < 0 || *need.cutoff >= minutesOfDay)) {
        error.field = u"cutoff"_s;
        error.detail = u"must be a time of the day, 00:00 to 23:59"_s;
        return error;
    }
    return {};
}

PickupRules::PickupRules(const OpeningHours &hours, const QTimeZone &zone, PickupPlan plan,
                         const QDateTime &now)
    : m_plan(plan)
    , m_now(now.toSecsSinceEpoch())
{
    // Two days more on each side than the wall can be away from UTC.
    const qint64 begin = m_now - 3 * secondsOfDay;
    const qint64 end = m_now + (m_plan.days + 3) * secondsOfDay;
    m_stretches = wallStretches(zone, begin, end);
    m_lastDay = dateAt(m_now).addDays(m_plan.days - 1);
    const std::vector<WallStretch> whole = openStretches(hours, m_stretches);
    m_state = stateAt(whole, m_now, end);
    if (!m_state.open && !m_state.opensAt.isValid())
        m_state = openingState(hours, zone, now); // which looks further
    for (WallStretch open : whole) {
        open.begin = std::max(open.begin, m_now);
        open.end = std::min(open.end, wallSeconds(m_lastDay.addDays(1), 0) - open.offset);
        if (open.begin < open.end)
            m_open.push_back(open);
    }
}

QDate PickupRules::dateAt(qint64 seconds) const
{
    const auto found = std::ranges::find_if(
        m_stretches, [seconds](const WallStretch &stretch) { return seconds < stretch.end; });
    return wallDate(seconds + (found != m_stretches.end() ? found->offset : 0));
}

bool PickupRules::isOpen(qint64 at) const
{
    return std::ranges::any_of(
        m_open, [at](const WallStretch &open) { return at >= open.begin && at < open.end; });
}

/// The moment from which on @p day cannot be ordered for any more.
qint64 PickupRules::lastCutoff(QDate day, int cutoff) const
{
    return firstMomentAt(m_stretches, wallSeconds(day.addDays(-1), cutoff)).value_or(m_now);
}

const PickupNeed *PickupRules::missedCutoff(QDate day, const std::vector<PickupNeed> &needs) const
{
    const auto found = std::ranges::find_if(needs, [this, day](const PickupNeed &need) {
        return need.cutoff && m_now >= lastCutoff(day, *need.cutoff);
    });
    return found != needs.end() ? &*found : nullptr;
}

/// Gives @p visit what the wall shows at each step of @p open that is not before @p wall, until it
/// returns false; whether it never did.
template <typename F>
static bool eachStep(const WallStretch &open, qint64 wall, qint64 step, F visit)
{
    for (qint64 at = (wall + step - 1) / step * step; at < open.end + open.offset; at += step) {
        if (!visit(at))
            return false;
    }
    return true;
}

/// Gives @p take each offered moment and its offset, the earliest first, until it returns false.
template <typename F>
void PickupRules::eachOffered(const std::vector<PickupNeed> &needs, F take) const
{
    const qint64 step = m_plan.stepMinutes * secondsOfMinute;
    const qint64 earliest = m_now + longestLead(needs) * secondsOfMinute;
    QDate day;
    bool late = false;
    const auto isLate = [&](QDate date) { // asked once a day
        late = date == day ? late : missedCutoff(date, needs) != nullptr;
        day = date;
        return late;
    };
    for (const WallStretch &open : m_open) {
        const auto visit = [&](qint64 wall) {
            return isLate(wallDate(wall)) || take(day, Time {wall - open.offset, int(open.offset)});
        };
        if (!eachStep(open, std::max(open.begin, earliest) + open.offset, step, visit))
            return;
    }
}

std::vector<PickupRules::Day> PickupRules::offered(const std::vector<PickupNeed> &needs) const
{
    std::vector<Day> days;
    eachOffered(needs, [&days](QDate date, const Time &time) {
        if (days.empty() || days.back().date != date)
            days.push_back({.date = date});
        days.back().times.push_back(time);
        return true;
    });
    return days;
}

Error PickupRules::refusal(Error::Reason reason, const PickupNeed *because,
                           const std::vector<PickupNeed> &needs) const
{
    Error error {.code = Error::Code::Conflict, .reason = reason, .field = u"pickup_at"_s};
    if (because)
        error.product = because->product;
    eachOffered(needs, [&error](QDate, const Time &time) {
        error.at = momentOf(time.seconds);
        return false;
    });
    return error;
}

Result<void> PickupRules::checkNow(const std::vector<PickupNeed> &needs) const
{
    if (!m_state.open)
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::ShopClosed,
                      .field = u"pickup_at"_s,
                      .at = m_state.opensAt};
    const QDateTime ready = momentOf(m_now + longestLead(needs) * secondsOfMinute);
    if (m_state.closesAt.isValid() && ready >= m_state.closesAt)
        return refusal(Error::Reason::PickupTooSoon, slowest(needs), needs);
    if (const PickupNeed *missed = missedCutoff(dateAt(ready.toSecsSinceEpoch()), needs))
        return refusal(Error::Reason::PickupPastCutoff, missed, needs);
    return {};
}

Result<void> PickupRules::check(const QDateTime &at, const std::vector<PickupNeed> &needs) const
{
    const qint64 seconds = at.toSecsSinceEpoch();
    if (seconds < m_now)
        return refusal(Error::Reason::PickupTooSoon, nullptr, needs);
    if (seconds < m_now + longestLead(needs) * secondsOfMinute)
        return refusal(Error::Reason::PickupTooSoon, slowest(needs), needs);
    const QDate day = dateAt(seconds);
    if (day > m_lastDay)
        return refusal(Error::Reason::PickupTooFar, nullptr, needs);
    if (const PickupNeed *missed = missedCutoff(day, needs))
        return refusal(Error::Reason::PickupPastCutoff, missed, needs);
    if (!isOpen(seconds))
        return refusal(Error::Reason::PickupClosed, nullptr, needs);
    return {};
}
