#include "opening_hours.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int minutesOfDay = 1'440;
constexpr qsizetype mostSpans = 10;
constexpr qint64 secondsOfDay = 86'400;
constexpr qint64 secondsOfMinute = 60;

Error badHours(const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = u"hours"_s,
            .detail = detail};
}

std::optional<OpeningSpan> spanFromText(const QString &text)
{
    const QStringList ends = text.trimmed().split(u'-');
    const std::optional<int> from = minuteFromText(ends.value(0).trimmed());
    const std::optional<int> to = minuteFromText(ends.value(1).trimmed());
    if (ends.size() != 2 || !from || !to || *from == minutesOfDay)
        return std::nullopt;
    return OpeningSpan {.from = *from, .to = *to > *from ? *to : *to + minutesOfDay};
}

/// Those of one day that lie within @p stretch, appended to @p open.
void appendDay(std::vector<WallStretch> &open, const OpeningSpans &spans, QDate day,
               const WallStretch &stretch)
{
    for (const OpeningSpan &span : spans) {
        const qint64 begin = std::max(stretch.begin, wallSeconds(day, span.from) - stretch.offset);
        const qint64 end = std::min(stretch.end, wallSeconds(day, span.to) - stretch.offset);
        if (begin < end)
            open.push_back({.begin = begin, .end = end, .offset = stretch.offset});
    }
}

/// What overlaps becomes one: the night of one day may run into the morning of the next.
std::vector<WallStretch> joined(std::vector<WallStretch> parts)
{
    std::ranges::sort(parts, {}, &WallStretch::begin);
    std::vector<WallStretch> whole;
    for (const WallStretch &part : parts) {
        const bool touches =
            !whole.empty() && part.begin <= whole.back().end && part.offset == whole.back().offset;
        if (touches)
            whole.back().end = std::max(whole.back().end, part.end);
        else
            whole.push_back(part);
    }
    return whole;
}

/// The end of the while that is open at @p at, whatever the wall does meanwhile.
qint64 endOfOpening(const std::vector<WallStretch> &open, qint64 at)
{
    qint64 end = at;
    for (const WallStretch &part : open) {
        if (part.begin <= end)
            end = std::max(end, part.end);
    }
    return end;
}

} // namespace

bool OpeningHours::recorded() const
{
    return std::ranges::any_of(week, [](const OpeningSpans &spans) { return !spans.empty(); });
}

const OpeningException *OpeningHours::exceptionOf(QDate day) const
{
    const auto found = std::ranges::lower_bound(exceptions, day, {}, &OpeningException::day);
    return found != exceptions.end() && found->day == day ? &*found : nullptr;
}

const OpeningSpans &OpeningHours::spansOf(QDate day) const
{
    static const OpeningSpans always {{.from = 0, .to = minutesOfDay}};
    if (const OpeningException *exception = exceptionOf(day))
        return exception->spans;
    return recorded() ? week.at(size_t(day.dayOfWeek() - 1)) : always;
}

QString minuteText(int minute)
{
    const int shown = minute > minutesOfDay ? minute - minutesOfDay : minute;
    return u"%1:%2"_s.arg(shown / 60, 2, 10, QLatin1Char('0'))
        .arg(shown % 60, 2, 10, QLatin1Char('0'));
}

std::optional<int> minuteFromText(const QString &text)
{
    static const QRegularExpression pattern(u"\\A([0-9]{1,2}):([0-9]{2})\\z"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    const int minute = match.captured(1).toInt() * 60 + match.captured(2).toInt();
    const bool good = match.hasMatch() && match.captured(2).toInt() < 60 && minute <= minutesOfDay;
    return good ? std::optional(minute) : std::nullopt;
}

QString spansText(const OpeningSpans &spans)
{
    QStringList texts;
    for (const OpeningSpan &span : spans)
        texts.append(minuteText(span.from) + u'-' + minuteText(span.to));
    return texts.isEmpty() ? u"closed"_s : texts.join(u", "_s);
}

Result<OpeningSpans> spansFromText(const QString &text)
{
    OpeningSpans spans;
    if (text.trimmed().compare(u"closed"_s, Qt::CaseInsensitive) == 0)
        return spans;
    for (const QString &part : text.split(u',')) {
        const std::optional<OpeningSpan> span = spanFromText(part);
        if (!span)
            return badHours(u"\"%1\" is no time such as 07:00-18:00, nor closed"_s.arg(
                part.trimmed().left(40)));
        spans.push_back(*span);
    }
    std::ranges::sort(spans, {}, &OpeningSpan::from);
    const Result<void> good = checkSpans(spans);
    return good ? Result<OpeningSpans>(spans) : good.error();
}

Result<void> checkSpans(const OpeningSpans &spans)
{
    if (qsizetype(spans.size()) > mostSpans)
        return badHours(u"a day has at most %1 openings"_s.arg(mostSpans));
    int before = 0;
    for (const OpeningSpan &span : spans) {
        const bool shaped = span.from >= 0 && span.from < minutesOfDay && span.to > span.from
            && span.to <= span.from + minutesOfDay;
        if (!shaped)
            return badHours(u"an opening lies within a day and is no longer than one"_s);
        if (span.from < before)
            return badHours(
                u"%1 begins before the opening in front of it ends"_s.arg(spansText({span})));
        before = span.to;
    }
    return {};
}

std::vector<WallStretch> openStretches(const OpeningHours &hours,
                                       const std::vector<WallStretch> &stretches)
{
    std::vector<WallStretch> open;
    for (const WallStretch &stretch : stretches) {
        const QDate last = wallDate(stretch.end + stretch.offset - 1);
        // From the day before: its night may reach into this one.
        for (QDate day = wallDate(stretch.begin + stretch.offset).addDays(-1); day <= last;
             day = day.addDays(1))
            appendDay(open, hours.spansOf(day), day, stretch);
    }
    return joined(std::move(open));
}

bool isOpenAt(const OpeningHours &hours, const QTimeZone &zone, const QDateTime &now)
{
    const qint64 at = now.toSecsSinceEpoch();
    const qint64 offset = zone.offsetFromUtc(now);
    const QDate today = wallDate(at + offset);
    return std::ranges::any_of(std::array {today.addDays(-1), today}, [&](QDate day) {
        const qint64 shown = (at + offset - wallSeconds(day, 0)) / secondsOfMinute;
        return std::ranges::any_of(hours.spansOf(day), [shown](const OpeningSpan &span) {
            return shown >= span.from && shown < span.to;
        });
    });
}

OpeningState openingState(const OpeningHours &hours, const QTimeZone &zone, const QDateTime &now)
{
    constexpr qint64 lookedAt = 16 * secondsOfDay;
    constexpr int looks = 24;
    const qint64 at = now.toSecsSinceEpoch();
    OpeningState state;
    for (int look = 0; look < looks; ++look) {
        const qint64 begin = at + look * lookedAt;
        const qint64 end = begin + lookedAt;
        const auto open = openStretches(hours, wallStretches(zone, begin, end));
        const qint64 first = open.empty() ? end : open.front().begin;
        if (look == 0)
            state.open = first == at;
        if (!state.open && first < end) {
            state.opensAt = momentOf(first);
            return state;
        }
        if (state.open && first > begin) { // it closed between two looks
            state.closesAt = momentOf(begin);
            return state;
        }
        const qint64 until = state.open ? endOfOpening(open, begin) : end;
        if (until < end) {
            state.closesAt = momentOf(until);
            return state;
        }
    }
    return state;
}
