#include "board_words.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {
constexpr int minutesOfAnHour = 60;
constexpr int minutesOfADay = 24 * minutesOfAnHour;
constexpr int daysOfAWeek = 7;
}

BoardWords::Title BoardWords::timeTitle(int column)
{
    switch (column) {
    case 0:
        return {u"warning"_s, tr("Late")};
    case 1:
        return {u"clock"_s, tr("Next hour")};
    default:
        return {u"sunrise"_s, tr("Later")};
    }
}

BoardWords::Title BoardWords::dayTitle(int column)
{
    switch (column) {
    case 0:
        return {u"clock"_s, tr("Later today")};
    case 1:
        return {u"sunrise"_s, tr("Tomorrow")};
    default:
        return {u"order"_s, tr("After that")};
    }
}

BoardWords::Title BoardWords::columnTitle(BoardSort sort, int column)
{
    switch (sort) {
    case BoardSort::ByTime:
        return timeTitle(column);
    case BoardSort::Later:
        return dayTitle(column);
    case BoardSort::ByState:
        break;
    }
    switch (column) {
    case 0:
        return {u"bell"_s, state(OrderState::Requested)};
    case 1:
        return {u"clock"_s, state(OrderState::Confirmed)};
    case 2:
        return {u"loaf"_s, state(OrderState::InProduction)};
    default:
        return {u"bag"_s, tr("Ready to hand over")};
    }
}

QString BoardWords::state(OrderState state)
{
    switch (state) {
    case OrderState::Requested:
        return tr("New", "order");
    case OrderState::Confirmed:
        return tr("Accepted", "order");
    case OrderState::InProduction:
        return tr("In the oven", "order");
    case OrderState::Ready:
        return tr("Ready", "order");
    case OrderState::Collected:
        return tr("Handed over", "order");
    case OrderState::Cancelled:
        return tr("Cancelled", "order");
    case OrderState::NoShow:
        return tr("Not collected", "order");
    }
    Q_UNREACHABLE();
}

QString BoardWords::span(int minutes)
{
    if (minutes < minutesOfAnHour)
        return tr("%1 min").arg(minutes);
    if (minutes < 2 * minutesOfADay)
        return tr("%1 h").arg(minutes / minutesOfAnHour);
    return tr("%1 days").arg(minutes / minutesOfADay);
}

QString BoardWords::late(int minutes)
{
    //: %1 is a span of time, "7 min"
    return tr("%1 late").arg(span(minutes));
}

QString BoardWords::waiting(int minutes)
{
    //: %1 is a span of time, "12 min"
    return tr("Waiting %1").arg(span(minutes));
}

QString BoardWords::placed(OrderSource source, int minutesAgo)
{
    const bool now = minutesAgo < 1;
    switch (source) {
    case OrderSource::Counter:
        return now ? tr("Sold just now") : tr("Sold %1 ago").arg(span(minutesAgo));
    case OrderSource::Web:
        return now ? tr("From the web, just now")
                   : tr("From the web, %1 ago").arg(span(minutesAgo));
    case OrderSource::Partner:
        return now ? tr("From a partner, just now")
                   : tr("From a partner, %1 ago").arg(span(minutesAgo));
    }
    Q_UNREACHABLE();
}

QString BoardWords::time(const Figures &figures, const QDateTime &local, const QDate &today)
{
    if (local.date() == today)
        return figures.clock(local.time());
    const QLocale &locale = figures.locale();
    if (qAbs(local.date().daysTo(today)) < daysOfAWeek)
        return locale.toString(local.date(), u"ddd"_s) + u' ' + figures.clock(local.time());
    const QString date = locale.toString(local.date(), u"d MMM"_s);
    return local.date() < today ? date : date + u' ' + figures.clock(local.time());
}

QString BoardWords::hands(const RaisedHands &hands)
{
    QStringList words;
    if (hands.late > 0)
        words << tr("%n late", nullptr, hands.late);
    if (hands.unanswered > 0)
        words << tr("%n unanswered", nullptr, hands.unanswered);
    return words.join(u", "_s);
}

QString BoardWords::worstHand(const RaisedHands &hands)
{
    return BoardWords::hands(hands.late > 0 ? RaisedHands {.late = hands.late} : hands);
}

QString BoardWords::forLater(int orders)
{
    return tr("%n for later", nullptr, orders);
}

QString BoardWords::notOpen(const QString &code)
{
    return tr("No open order has the code %1.").arg(code);
}

QString BoardWords::refusal(const QString &code, const Error &error)
{
    switch (error.code) {
    case Error::Code::Conflict:
        return tr("Somebody else was quicker with %1. The board shows how it stands.").arg(code);
    case Error::Code::NotFound:
        return tr("Order %1 is no longer there.").arg(code);
    case Error::Code::Unavailable:
        return tr("No database: %1 stays as it was. Selling goes on.").arg(code);
    case Error::Code::Timeout:
        return tr("No answer about %1. The board shows how it stands when the database is back.")
            .arg(code);
    case Error::Code::Invalid:
    case Error::Code::Denied:
    case Error::Code::Internal:
        break;
    }
    return tr("That did not work: %1 stays as it was.").arg(code);
}
