#include "api_calls.h"

#include "api_document.h"
#include "catalogue_cache.h"
#include "connection_guard.h"
#include "error_answer.h"
#include "health_desk.h"
#include "json_text.h"
#include "order_desk.h"
#include "order_reader.h"
#include "order_text.h"
#include "refusal_log.h"
#include "request_headers.h"
#include "route_table.h"
#include "when_done.h"

#include <QHttpServerRequest>
#include <QTcpSocket>

#include <array>
#include <exception>

using namespace Qt::StringLiterals;

namespace {

/// Every call there is; matching, Allow, HEAD and the index go by this table.
constexpr std::array<Route, 7> routes {{
    {"GET", "/", &ApiCalls::showIndex},
    {"GET", "/api/health", &ApiCalls::showHealth},
    {"GET", "/api/openapi.json", &ApiCalls::showDocument},
    {"GET", "/api/products", &ApiCalls::listProducts},
    {"POST", "/api/orders", &ApiCalls::placeOrder},
    {"GET", "/api/orders/{id}", &ApiCalls::showOrder},
    {"POST", "/api/orders/{id}/cancel", &ApiCalls::cancelOrder},
}};

constexpr auto notStored = "Cache-Control: no-store\r\n";

Answer preflightAnswer(const QByteArray &allow)
{
    return {
        .status = 204,
        .headers = "Allow: " + allow + "\r\nAccess-Control-Allow-Methods: " + allow
            + "\r\nAccess-Control-Allow-Headers: content-type, idempotency-key, if-none-match\r\n"
              "Access-Control-Max-Age: 86400\r\n"};
}

Answer methodAnswer(const QByteArray &allow)
{
    Answer answer =
        problemAnswer(405, "method_not_allowed", u"This address does not know that method."_s);
    answer.headers += "Allow: " + allow + "\r\n";
    return answer;
}

Error unknownOrder()
{
    return {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder};
}

Answer healthAnswer(const HealthReport &report)
{
    JsonText json;
    json.object();
    json.name(u"status"_s).text(report.healthy ? u"healthy"_s : u"unhealthy"_s);
    QStringList failing;
    json.name(u"checks"_s).object();
    for (const HealthCheck &check : report.checks) {
        json.name(check.name).object();
        json.name(u"healthy"_s).boolean(check.healthy);
        json.name(u"note"_s).text(check.note);
        json.end();
        if (!check.healthy)
            failing.append(check.name);
    }
    json.end();
    Answer answer {.headers = notStored};
    if (!report.healthy) {
        answer.status = 503;
        answer.headers += "Retry-After: 5\r\n";
        json.name(u"error"_s).text(u"Not healthy: %1."_s.arg(failing.join(u", "_s)));
        json.name(u"code"_s).text(u"unhealthy"_s);
        json.name(u"details"_s).object().end();
    }
    json.end();
    answer.body = json.bytes();
    return answer;
}

}

ApiCalls::ApiCalls(OrderDesk &orders, CatalogueCache &catalogue, HealthDesk &health,
                   const ApiSettings &settings, RefusalLog &log)
    : m_orders(orders)
    , m_catalogue(catalogue)
    , m_health(health)
    , m_settings(settings)
    , m_log(log)
{
    m_document.replace(apiDocument());
}

void ApiCalls::handle(const QHttpServerRequest &request, ConnectionGuard *guard) noexcept
{
    try {
        dispatch(request, guard);
    } catch (const std::exception &fault) {
        guard->answer(failed({.detail = QString::fromUtf8(fault.what())}));
    } catch (...) {
        guard->answer(failed({.detail = u"exception of an unknown kind"_s}));
    }
    guard->handlerReturned();
}

void ApiCalls::dispatch(const QHttpServerRequest &request, ConnectionGuard *guard)
{
    const RequestHead &head = guard->head();
    const RouteMatch match = matchRoute(routes, head.method, head.path());
    if (match.allow.isEmpty())
        guard->answer(problemAnswer(404, "not_found", u"There is nothing at this address."_s));
    else if (head.method == "OPTIONS")
        guard->answer(preflightAnswer(match.allow));
    else if (!match.route)
        guard->answer(methodAnswer(match.allow));
    else
        (this->*match.route->handler)(Call {.guard = guard, .request = request, .id = match.id});
}

Answer ApiCalls::failed(const Error &error)
{
    if (error.code == Error::Code::Invalid)
        m_log.note(400, errorWord(error).toLatin1(), error.field);
    if (error.code == Error::Code::Internal)
        qCWarning(apiLog, "call failed: %s", escapedForLog(describe(error)).constData());
    return errorAnswer(error);
}

Answer ApiCalls::refused(int status, const QByteArray &code, const QString &sentence)
{
    m_log.note(status, code);
    return problemAnswer(status, code, sentence);
}

template <typename F> void ApiCalls::answerSafely(ConnectionGuard *guard, F makeAnswer) noexcept
{
    try {
        guard->answer(makeAnswer());
    } catch (const std::exception &fault) {
        guard->answer(failed({.detail = QString::fromUtf8(fault.what())}));
    } catch (...) {
        guard->answer(failed({.detail = u"exception of an unknown kind"_s}));
    }
}

/// Answers with what @p toAnswer makes of the result. If the client is gone by then, nothing runs.
template <typename T, typename F>
void ApiCalls::whenKnown(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer)
{
    const auto finish = [this, guard, toAnswer = std::move(toAnswer)](const Result<T> &result) {
        answerSafely(guard, [&] { return result ? toAnswer(*result) : failed(result.error()); });
    };
    if (future.isFinished() && future.resultCount() > 0)
        finish(future.result());
    else
        whenDone(future, guard->socket(), finish);
}

void ApiCalls::showIndex(const Call &call)
{
    JsonText json;
    json.object();
    json.name(u"name"_s).text(u"Bakehouse"_s);
    json.name(u"version"_s).text(QStringLiteral(BAKEHOUSE_VERSION));
    json.name(u"shop"_s).text(m_settings.shopName);
    json.name(u"calls"_s).array();
    for (const Route &route : routes)
        json.text(QString::fromLatin1(route.method) + u' ' + QString::fromLatin1(route.pattern));
    json.end().end();
    call.guard->answer({.body = json.bytes()});
}

void ApiCalls::showHealth(const Call &call)
{
    whenKnown(m_health.report(), call.guard, healthAnswer);
}

void ApiCalls::showDocument(const Call &call)
{
    call.guard->answer(m_document.answer(call.request.value("If-None-Match"),
                                         call.request.value("Accept-Encoding")));
}

void ApiCalls::listProducts(const Call &call)
{
    whenKnown(m_catalogue.fresh(), call.guard,
              [this, ifNoneMatch = call.request.value("If-None-Match"),
               acceptEncoding = call.request.value("Accept-Encoding")](const auto &catalogue) {
                  return m_products.answer(catalogue, ifNoneMatch, acceptEncoding);
              });
}

void ApiCalls::placeOrder(const Call &call)
{
    if (!isJsonType(call.request.value("Content-Type"))) {
        call.guard->answer(refused(415, "not_json", u"Send the order as application/json."_s));
        return;
    }
    const Result<JsonValue> body = readJson(call.request.body());
    if (!body) {
        const QString where = u"The body is not valid JSON: at byte %1 it %2."_s;
        const Error &fault = body.error();
        call.guard->answer(
            refused(400, "malformed_json", where.arg(fault.left.value_or(0)).arg(fault.detail)));
        return;
    }
    Result<NewOrder> order = readOrder(*body);
    if (!order) {
        call.guard->answer(failed(order.error()));
        return;
    }
    if (call.guard->head().hasIdempotencyKey) {
        const Result<void> keyed = addKey(*order, call.request.value("Idempotency-Key"));
        if (!keyed) {
            call.guard->answer(failed(keyed.error()));
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
    if (const std::optional<qint64> id = publicIdOf(call.id))
        whenKnown(m_orders.find(*id), call.guard,
                  [this](const Order &order) { return orderAnswer(order); });
    else
        call.guard->answer(failed(unknownOrder()));
}

void ApiCalls::cancelOrder(const Call &call)
{
    if (const std::optional<qint64> id = publicIdOf(call.id))
        whenKnown(m_orders.cancel(*id), call.guard,
                  [this](const Order &order) { return orderAnswer(order); });
    else
        call.guard->answer(failed(unknownOrder()));
}

Answer ApiCalls::orderAnswer(const Order &order) const
{
    const std::shared_ptr<const Catalogue> catalogue = m_catalogue.current();
    if (!catalogue) // without it nobody knows the currency
        return errorAnswer(
            {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway});
    return {.headers = notStored,
            .body = orderText(order, catalogue->goods().currency.decimals, m_settings.zone)};
}
