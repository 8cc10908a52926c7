#include "event_text.h"

#include "json_text.h"
#include "order_text.h"

using namespace Qt::StringLiterals;

QByteArray pingText()
{
    return ": ping\n\n";
}

QByteArray retryLine()
{
    return "retry: 2000\n";
}

QByteArray eventText(const OrderMove &move, const QString &pickupCode)
{
    JsonText json;
    json.object();
    json.name(u"order_id"_s).number(move.publicId);
    json.name(u"status"_s).text(orderStatusWord(statusOf(move.state)));
    json.name(u"state"_s).text(orderStateWord(move.state));
    if (!pickupCode.isEmpty())
        json.name(u"pickup_code"_s).text(pickupCode);
    json.name(u"changed_at_utc"_s).text(utcText(move.at, move.micros));
    json.end();
    return "id: " + QByteArray::number(stepNumber(move.state))
        + "\nevent: status\ndata: " + json.bytes() + "\n\n";
}

int stepOfEventId(QByteArrayView lastEventId)
{
    const bool oneDigit =
        lastEventId.size() == 1 && lastEventId.front() >= '1' && lastEventId.front() <= '9';
    return oneDigit ? lastEventId.front() - '0' : 0;
}
