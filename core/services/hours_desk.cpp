#include "hours_desk.h"

#include "clean_text.h"
#include "hours_store.h"
#include "shared_promise.h"

using namespace Qt::StringLiterals;

static Error badField(Error::Code code, const QString &field, const QString &detail)
{
    return {.code = code, .reason = Error::Reason::BadField, .field = field, .detail = detail};
}

HoursDesk::HoursDesk(HoursStore &store)
    : m_store(store)
{
}

QFuture<Result<void>> HoursDesk::setWeek(const std::array<OpeningSpans, 7> &week)
{
    for (const OpeningSpans &spans : week) {
        if (const Result<void> good = checkSpans(spans); !good)
            return failedFuture<void>(good.error());
    }
    return m_store.setWeek(week);
}

QFuture<Result<void>> HoursDesk::setException(const OpeningException &exception)
{
    constexpr qsizetype longestName = 60;
    if (!exception.day.isValid() || exception.day.year() < 2000 || exception.day.year() > 9999)
        return failedFuture<void>(badField(Error::Code::Invalid, u"day"_s, u"is no date"_s));
    if (characters(exception.name) > longestName || !isCleanText(exception.name))
        return failedFuture<void>(
            badField(Error::Code::Invalid, u"name"_s, u"has up to 60 printable characters"_s));
    const Result<void> good = checkSpans(exception.spans);
    return good ? m_store.setException(exception) : failedFuture<void>(good.error());
}

QFuture<Result<void>> HoursDesk::dropException(QDate day)
{
    return m_store.dropException(day).then(
        QtFuture::Launch::Sync, [](const Result<bool> &dropped) -> Result<void> {
            if (!dropped)
                return dropped.error();
            return *dropped
                ? Result<void>()
                : badField(Error::Code::NotFound, u"day"_s, u"has no hours of its own"_s);
        });
}
