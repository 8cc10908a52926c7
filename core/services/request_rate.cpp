#include "request_rate.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// A unit of time in which rates are said.
struct Period {
    QLatin1StringView word;
    int ms;
};

constexpr std::array periods {Period {"s"_L1, 1'000}, Period {"min"_L1, 60'000},
                              Period {"h"_L1, 3'600'000}};

Error malformed()
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .detail = u"must be a rate as 20/s burst 60 or 30/min burst 10, or unlimited"_s};
}

}

Result<RequestRate> requestRate(const QString &text)
{
    static const QRegularExpression form(
        uR"(\A([0-9]{1,7})\s*/\s*(s|min|h)\s+burst\s+([0-9]{1,7})\z)"_s);
    constexpr int most = 1'000'000;
    if (text == "unlimited"_L1)
        return RequestRate {};
    const QRegularExpressionMatch match = form.match(text);
    const int count = match.captured(1).toInt();
    const int burst = match.captured(3).toInt();
    if (!match.hasMatch() || std::clamp(count, 1, most) != count
        || std::clamp(burst, 1, most) != burst)
        return malformed();
    const auto *const period = std::ranges::find_if(
        periods, [word = match.captured(2)](const Period &known) { return word == known.word; });
    return RequestRate {.count = count, .periodMs = period->ms, .burst = burst};
}

QString requestRateText(const RequestRate &rate)
{
    if (!rate.limited())
        return u"unlimited"_s;
    const auto *const period = std::ranges::find(periods, rate.periodMs, &Period::ms);
    Q_ASSERT(period != periods.end());
    return u"%1/%2 burst %3"_s.arg(rate.count).arg(period->word).arg(rate.burst);
}
