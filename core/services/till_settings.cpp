#include "till_settings.h"

#include "country.h"
#include "settings.h"

using namespace Qt::StringLiterals;

Money cashStepOf(const Settings &settings)
{
    QString step = settings.text(u"cash.round_to"_s);
    if (step != "country"_L1)
        return Money::fromMinor(step.remove(u'.').toLongLong());
    const Country *country = countryOf(settings.text(u"shop.country"_s));
    return country ? country->cashStep : Money::fromMinor(1);
}

TillSettings tillSettingsOf(const Settings &settings)
{
    return {.zone = QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
            .dayStart = QTime::fromString(settings.text(u"shop.day_start"_s), u"HH:mm"_s),
            .cashStep = cashStepOf(settings)};
}
