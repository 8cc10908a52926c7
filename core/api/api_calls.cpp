#include "api_calls.h"

#include "api_document.h"
#include "call_answers.h"
#include "catalogue_cache.h"
#include "event_text.h"
#include "health_desk.h"
#include "json_text.h"
#include "metrics.h"
#include "metrics_page.h"
#include "order_desk.h"
#include "order_reader.h"
#include "order_stream.h"
#include "order_text.h"
#include "request_headers.h"
#include "request_log.h"
#include "route_table.h"
#include "when_done.h"

#include <QHttpServerRequest>
#include <QTcpSocket>
#include <QTimer>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// Every call there is; matching, Allow, HEAD and the index go by this table.
constexpr auto routes = std::to_array<Route>({
    {"GET", "/", &ApiCalls::showIndex, Reach::Public},
    {"GET", "/api/health", &ApiCalls::showHealth, Reach::Public},
    {"GET", "/api/openapi.json", &ApiCalls::showDocument, Reach::Public},
    {"GET", "/api/products", &ApiCalls::listProducts, Reach::Public},
    {"POST", "/api/orders", &ApiCalls::placeOrder, Reach::Public, Pace::Write},
    {"GET", "/api/orders/{id}", &ApiCalls::showOrder, Reach::Public},
    {"POST", "/api/orders/{id}/cancel", &ApiCalls::cancelOrder, Reach::Public, Pace::Write},
    {"GET", "/api/orders/{id}/events", &ApiCalls::followOrder, Reach::Public},
    {"GET", "/api/pickup-times", &ApiCalls::showPickupTimes, Reach::Public},
    {"GET", "/api/shop", &ApiCalls::showShop, Reach::Public},
    {"GET", "/web/{id}", &ApiCalls::showWebFile, Reach::Page},
    {"GET", "/pictures/{id}", &ApiCalls::showPicture, Reach::File},
    {"GET", "/api/partner/key", &ApiCalls::showKey, Reach::Shop, Pace::Read, anyKey},
    {"GET", "/api/partner/orders", &ApiCalls::partner<&PartnerCalls::listOrders>, Reach::Shop,
     Pace::Read, "orders.read"},
    {"GET", "/api/partner/orders/{id}", &ApiCalls::partner<&PartnerCalls::showOrder>, Reach::Shop,
     Pace::Read, "orders.read"},
    {"POST", "/api/partner/orders/{id}/advance", &ApiCalls::partner<&PartnerCalls::advanceOrder>,
     Reach::Shop, Pace::Write, "orders.write"},
    {"POST", "/api/partner/orders/{id}/cancel", &ApiCalls::partner<&PartnerCalls::cancelOrder>,
     Reach::Shop, Pace::Write, "orders.write"},
    {"GET", "/api/partner/products", &ApiCalls::partner<&PartnerCalls::listProducts>, Reach::Shop,
     Pace::Read, "goods.read"},
    {"GET", "/api/partner/products/{id}", &ApiCalls::partner<&PartnerCalls::showProduct>,
     Reach::Shop, Pace::Read, "goods.read"},
    {"PATCH", "/api/partner/products/{id}", &ApiCalls::partner<&PartnerCalls::changeProduct>,
     Reach::Shop, Pace::Write, "goods.write"},
    {"POST", "/api/partner/products/{id}/stock", &ApiCalls::partner<&PartnerCalls::changeStock>,
     Reach::Shop, Pace::Write, "goods.write"},
    {"GET", "/api/partner/stock", &ApiCalls::partner<&PartnerCalls::listStock>, Reach::Shop,
     Pace::Read, "goods.read"},
    {"GET", metricsPath, &ApiCalls::showMetrics},
});

constexpr auto notStored = "Cache-Control: no-store\r\n";

/// For what, if anything, the rates count a request.
Pace paceOf(const RouteMatch &match)
{
    return match.route ? match.route->pace : Pace::Read;
}

/// Files that go with the page are no calls of the API.
bool isCall(const Route &route)
{
    return route.reach != Reach::Page && route.reach != Reach::File;
}

Error unknownOrder()
{
    return {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
}

}

ApiCalls::ApiCalls(const ApiDesks &desks, const ApiSettings &settings, RequestLog &log)
    : m_orders(desks.orders)
    , m_pickups(desks.pickups)
    , m_catalogue(desks.catalogue)
    , m_health(desks.health)
    , m_keys(desks.keys)
    , m_metrics(desks.metrics)
    , m_settings(settings)
    , m_log(log)
    , m_door(settings.listen, settings.door)
    , m_web(settings.languagesFolder)
    , m_pictures(desks.pictures)
    , m_shop(settings.shopName, desks.pickups, m_web.languages())
    , m_streams({.inAll = settings.maxStreams, .perAddress = settings.maxStreamsPerAddress})
    , m_partners(*this, desks.partners, settings)
{
    m_document.replace(apiDocument());
}

void ApiCalls::handle(const QHttpServerRequest &request, ConnectionGuard *guard) noexcept
{
    runSafely(guard, [&] { dispatch(request, guard); });
    guard->handlerReturned();
}

void ApiCalls::dispatch(const QHttpServerRequest &request, ConnectionGuard *guard)
{
    const RequestHead &head = guard->head();
    const RouteMatch match = matchRoute(routes, head.method, head.path());
    const QHostAddress asker = m_door.askerOf(request);
    const Call call {.guard = guard,
                     .request = RequestInHand(request),
                     .id = match.id,
                     .asker = asker,
                     .client = m_door.clientOf(asker)};
    guard->setReach(match.reach);
    guard->setRoute(match.place, match.pattern);
    const QByteArray key = shownKey(request.value("Authorization"), match);
    if (const std::optional<Answer> answer = obstacle(match, call, key))
        guard->answer(*answer);
    else if (!key.isEmpty() || !match.route->scope.isEmpty())
        checkKey(match, call, key);
    else
        (this->*match.route->handler)(call);
}

std::optional<Answer> ApiCalls::obstacle(const RouteMatch &match, const Call &call,
                                         const QByteArray &key)
{
    if (const std::optional<Answer> wrongHost = m_door.wrongHost(*call.guard)) {
        call.guard->setReach(Reach::Shop);
        return noted(*wrongHost, Problem::WrongHost);
    }
    const QHostAddress client = key.isEmpty() || !match.route ? call.client : QHostAddress();
    if (const std::optional<Answer> tooMany = m_door.tooMany(paceOf(match), client))
        return noted(*tooMany, Problem::TooManyRequests);
    if (match.allow.isEmpty() || isHidden(match.pattern, call))
        return problemAnswer(Problem::UnknownAddress);
    if (call.guard->head().method == "OPTIONS")
        return preflightAnswer(match, call.request);
    if (!match.route)
        return methodAnswer(match);
    return std::nullopt;
}

bool ApiCalls::isHidden(QByteArrayView pattern, const Call &call) const
{
    return pattern == metricsPath && !mayReadMetrics(m_settings.metrics, call.asker);
}

/// Within the LogScope of the request.
Answer ApiCalls::failed(const Error &error, QByteArrayView requestId)
{
    if (error.code == Error::Code::Invalid)
        m_log.note(400, errorWord(error).toLatin1(), error.field);
    if (error.code == Error::Code::Internal)
        qCWarning(apiLog, "call failed: %s", escapedForLog(describe(error)).constData());
    return errorAnswer(error, requestId);
}

Answer ApiCalls::noted(const Answer &answer, Problem problem)
{
    m_log.note(answer.status, problemWord(problem));
    return answer;
}

Answer ApiCalls::malformed(const Error &fault)
{
    const QString where = u"The body is not valid JSON: at byte %1 it %2."_s;
    const QString sentence = where.arg(fault.left.value_or(0)).arg(fault.detail);
    return noted(problemAnswer(Problem::MalformedJson, sentence, fault), Problem::MalformedJson);
}

/// A browser gets the customers' page, a program the list of calls.
void ApiCalls::showIndex(const Call &call)
{
    if (takesHtml(call.request.value("Accept"))) {
        call.guard->setReach(Reach::Page);
        sendWebFile(call, "index.html");
        return;
    }
    JsonText json;
    json.object();
    json.name(u"name"_s).text(u"Bakehouse"_s);
    json.name(u"version"_s).text(QStringLiteral(BAKEHOUSE_VERSION));
    json.name(u"shop"_s).text(m_settings.shopName);
    json.name(u"calls"_s).array();
    for (const Route &route : routes) {
        if (!isHidden(route.pattern, call) && isCall(route))
            json.text(QString::fromLatin1(route.method) + u' '
                      + QString::fromLatin1(route.pattern));
    }
    json.end().end();
    call.guard->answer({.vary = "Accept", .body = json.bytes()});
}

void ApiCalls::showHealth(const Call &call)
{
    whenKnown(m_health.report(), call.guard, [guard = call.guard](const HealthReport &report) {
        return healthAnswer(report, guard->requestId());
    });
}

void ApiCalls::showDocument(const Call &call)
{
    call.guard->answer(m_document.answer(call.request.value("If-None-Match"),
                                         call.request.value("Accept-Encoding")));
}

void ApiCalls::listProducts(const Call &call)
{
    const auto answer = [this, ifNoneMatch = call.request.value("If-None-Match"),
                         acceptEncoding =
                             call.request.value("Accept-Encoding")](const auto &catalogue) {
        return m_products.answer(catalogue, ifNoneMatch, acceptEncoding);
    };
    // Nearly always, and then it is cheaper to do without a future.
    if (const std::shared_ptr<const Catalogue> young = m_catalogue.young())
        call.guard->answer(answer(young));
    else
        whenKnown(m_catalogue.fresh(), call.guard, answer);
}

void ApiCalls::placeOrder(const Call &call)
{
    if (const std::optional<Answer> answer = foreignType(call)) {
        call.guard->answer(*answer);
        return;
    }
    const Result<JsonValue> body = readJson(call.request.body());
    if (!body) {
        call.guard->answer(malformed(body.error()));
        return;
    }
    Result<NewOrder> order = readOrder(*body);
    if (!order) {
        call.guard->answer(failed(order.error(), call.guard->requestId()));
        return;
    }
    if (call.guard->head().hasIdempotencyKey) {
        const Result<void> keyed = addKey(*order, call.request.value("Idempotency-Key"));
        if (!keyed) {
            call.guard->answer(failed(keyed.error(), call.guard->requestId()));
            return;
        }
    }
    whenKnown(m_orders.place(*std::move(order)), call.guard, [](const PlacedOrder &placed) {
        return Answer {.status = 201,
                       .headers = notStored + ("Location: " + orderPath(placed.publicId).toLatin1())
                           + "\r\n",
                       .body = placedText(placed)};
    });
}

void ApiCalls::showOrder(const Call &call)
{
    lookUp(call, &OrderDesk::find);
}

void ApiCalls::cancelOrder(const Call &call)
{
    if (const std::optional<Answer> answer = foreignBody(call))
        call.guard->answer(*answer);
    else
        lookUp(call, &OrderDesk::cancel);
}

/// A body is JSON as it is; one that says to be packed is not unpacked (RFC 9110 §15.5.16).
std::optional<Answer> ApiCalls::foreignType(const Call &call)
{
    if (!isJsonType(call.request.value("Content-Type")))
        return noted(problemAnswer(Problem::NotJson), Problem::NotJson);
    const QByteArray coding = call.request.value("Content-Encoding");
    if (coding.isEmpty() || coding.compare("identity", Qt::CaseInsensitive) == 0)
        return std::nullopt;
    Answer answer = problemAnswer(Problem::NotJson, u"Send the body as it is, not packed."_s,
                                  {.field = u"Content-Encoding"_s});
    answer.headers += "Accept-Encoding: identity\r\n";
    return noted(answer, Problem::NotJson);
}

/// A call that needs no body takes an empty one or a JSON object: nothing that a form can send.
std::optional<Answer> ApiCalls::foreignBody(const Call &call)
{
    const QByteArray text = call.request.body();
    if (text.isEmpty())
        return std::nullopt;
    if (std::optional<Answer> answer = foreignType(call))
        return answer;
    const Result<JsonValue> body = readJson(text);
    if (!body)
        return malformed(body.error());
    if (body->type != JsonValue::Type::Object)
        return failed(
            {.code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = u"body"_s},
            call.guard->requestId());
    return std::nullopt;
}

/// Asks @p question about the order that the address names. Ids that are malformed, unknown or no
/// longer public are answered alike and counted as misses.
void ApiCalls::lookUp(const Call &call, OrderQuestion question)
{
    if (const std::optional<Answer> shut = m_door.shutFor(call.client)) {
        call.guard->answer(noted(*shut, Problem::TooManyUnknownIds));
        return;
    }
    const std::optional<qint64> id = publicIdOf(call.id);
    if (!id) {
        call.guard->answer(missed(call.client));
        return;
    }
    whenSettled((m_orders.*question)(*id), call.guard,
                [this, guard = call.guard, client = call.client](const Result<Order> &order) {
                    if (order)
                        return orderAnswer(*order, guard->requestId());
                    if (order.error().code == Error::Code::NotFound)
                        return missed(client);
                    return failed(order.error(), guard->requestId());
                });
}

Answer ApiCalls::missed(const QHostAddress &client)
{
    if (const std::optional<Answer> tooMany = m_door.miss(client))
        return noted(*tooMany, Problem::TooManyUnknownIds);
    return failed(unknownOrder(), {});
}

/// With figures of the database that are fresh, or after a while the last known.
void ApiCalls::showMetrics(const Call &call)
{
    constexpr int patienceMs = 1'000;
    const auto answered = std::make_shared<bool>(false);
    const auto answer = [this, guard = call.guard, answered] {
        if (!std::exchange(*answered, true))
            answerSafely(guard, [this] { return metricsAnswer(m_metrics, m_log.figures()); });
    };
    const QFuture<Result<void>> fresh = m_metrics.refresh();
    if (fresh.isFinished()) {
        answer();
        return;
    }
    whenDone(fresh, call.guard->socket(), [answer](const Result<void> &) { answer(); });
    QTimer::singleShot(patienceMs, call.guard->socket(), answer);
}

void ApiCalls::followOrder(const Call &call)
{
    if (const std::optional<Answer> shut = m_door.shutFor(call.client)) {
        call.guard->answer(noted(*shut, Problem::TooManyUnknownIds));
        return;
    }
    const std::optional<qint64> id = publicIdOf(call.id);
    if (!id) {
        call.guard->answer(missed(call.client));
        return;
    }
    auto place = m_streams.take(call.asker);
    if (const auto *full = std::get_if<StreamPlaces::Full>(&place)) {
        call.guard->answer(streamsFull(*full));
        return;
    }
    ConnectionGuard *const guard = call.guard;
    const auto refuse = [this, guard, client = call.client](const Error &error) {
        answerSafely(guard, [&] {
            return error.code == Error::Code::NotFound ? missed(client)
                                                       : failed(error, guard->requestId());
        });
    };
    auto *stream = new OrderStream(
        guard, std::get<std::unique_ptr<StreamPlaces::Place>>(std::move(place)), refuse);
    stream->follow(m_orders.watch(), *id, stepOfEventId(call.request.value("Last-Event-ID")));
}

Answer ApiCalls::streamsFull(StreamPlaces::Full full)
{
    const Problem problem = full == StreamPlaces::Full::FromThatAddress ? Problem::TooManyStreams
                                                                        : Problem::AllStreamsTaken;
    Answer answer = noted(problemAnswer(problem), problem);
    if (problem == Problem::TooManyStreams) // one of the client's own has to end
        answer.headers += "Retry-After: 10\r\n";
    return answer;
}

Answer ApiCalls::orderAnswer(const Order &order, QByteArrayView requestId) const
{
    const std::shared_ptr<const Catalogue> catalogue = m_catalogue.current();
    if (!catalogue) // without it nobody knows the currency
        return errorAnswer(
            {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway}, requestId);
    return {.headers = notStored,
            .body = orderText(order, catalogue->goods().currency.decimals, m_settings.zone)};
}
