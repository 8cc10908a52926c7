#include "client_address.h"
#include "fuzz_targets.h"
#include "head_check.h"
#include "host_names.h"
#include "json_reader.h"
#include "order_notice.h"
#include "order_reader.h"
#include "partner_reader.h"
#include "request_headers.h"
#include "route_table.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace {

constexpr std::array<Route, 4> table {{
    {.method = "GET", .pattern = "/api/orders/{id}", .handler = nullptr},
    {.method = "POST", .pattern = "/api/orders/{id}/cancel", .handler = nullptr},
    {.method = "POST", .pattern = "/api/orders", .handler = nullptr},
    {.method = "GET", .pattern = "/", .handler = nullptr},
}};

/// What a check made of bytes that came in pieces.
struct Checked {
    HeadCheck::Verdict verdict = HeadCheck::Verdict::Incomplete;
    qsizetype taken = 0;
    RequestHead head {};
    std::optional<Refusal> refusal {};
    bool operator==(const Checked &) const = default;
};

Checked checkedInPieces(QByteArrayView bytes, qsizetype size)
{
    HeadCheck check;
    Checked result;
    for (qsizetype begin = 0; begin < bytes.size(); begin += size) {
        result.verdict = check.feed(bytes.sliced(begin, std::min(size, bytes.size() - begin)));
        result.taken += check.taken();
        if (result.verdict != HeadCheck::Verdict::Incomplete)
            break;
    }
    if (result.verdict == HeadCheck::Verdict::Complete)
        result.head = check.head();
    if (result.verdict == HeadCheck::Verdict::Refused) {
        result.refusal = check.refusal();
        result.taken = 0; // Says nothing then.
    }
    return result;
}

/// Whether all numbers in @p value are such that a double holds them.
bool hasPlainNumbers(const JsonValue &value)
{
    constexpr qsizetype digits = 15;
    if (value.type == JsonValue::Type::Number)
        return value.text.size() <= digits
            && !value.text.contains(QLatin1Char('e'), Qt::CaseInsensitive);
    return std::ranges::all_of(value.items, hasPlainNumbers);
}

void feedPartnerBody(const JsonValue &body)
{
    constexpr int decimals = 2;
    const Result<StockStep> step = readStockStep(body);
    promise(!step || body.member(QStringLiteral("set")) || body.member(QStringLiteral("add")),
            "a change of stock has an amount");
    const Result<ProductFacts> facts = readProductFacts(body, decimals);
    promise(!facts || !facts->price || body.member(QStringLiteral("price")), "a price was named");
    static_cast<void>(readStep(body));
    static_cast<void>(readReason(body));
}

} // namespace

void feedJsonBody(const QByteArray &bytes)
{
    const Result<JsonValue> body = readJson(bytes);
    if (!body)
        return;
    const bool container =
        body->type == JsonValue::Type::Array || body->type == JsonValue::Type::Object;
    if (container && hasPlainNumbers(*body))
        promise(!QJsonDocument::fromJson(bytes).isNull(), "what we take as JSON, others do too");
    feedPartnerBody(*body);
    Result<NewOrder> order = readOrder(*body);
    if (!order)
        return;
    promise(!order->lines.empty() || body->member(QStringLiteral("items")), "an order has items");
    static_cast<void>(addKey(*order, bytes.left(300)));
}

void feedRequestHead(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const auto size = qsizetype(static_cast<unsigned char>(bytes.front())) + 1;
    const QByteArrayView head = QByteArrayView(bytes).sliced(1);
    promise(checkedInPieces(head, std::max<qsizetype>(1, head.size()))
                == checkedInPieces(head, size),
            "a head means the same in pieces");
}

void feedRequestWords(const QByteArray &bytes)
{
    static const NetworkList trusted =
        *NetworkList::parse(QStringLiteral("127.0.0.1, 10.0.0.0/8, fd00::/8"));
    static_cast<void>(clientAddress(QHostAddress::LocalHost, bytes, trusted));
    const QByteArray host = hostWithoutPort(bytes);
    promise(hostWithoutPort(host).size() <= host.size(), "a host does not grow");
    for (const QByteArray &item : listItems(bytes))
        promise(!item.isEmpty() && item == item.trimmed(), "items are trimmed");
    static_cast<void>(acceptsGzip(bytes));
    static_cast<void>(matchesTag(bytes, "\"abc\""));
    static_cast<void>(isJsonType(bytes));
    static_cast<void>(readOrderNotice(QString::fromUtf8(bytes)));
    if (const Result<OrderQuery> query = readOrderQuery(bytes, QTimeZone::utc()))
        promise(!query->pickupFrom.isValid() || query->pickupFrom < query->pickupUntil,
                "a day has a length");
    if (const std::optional<qint64> id = publicIdOf(bytes))
        promise(QByteArray::number(*id) == bytes, "an id has one spelling");
    for (const char *method : {"GET", "HEAD", "POST", "PUT"}) {
        const RouteMatch match = matchRoute(table, method, bytes);
        promise(!match.route || match.place >= 0, "a route has its place");
        promise(bytes.contains(match.id.toByteArray()), "an id stands in its path");
    }
}
