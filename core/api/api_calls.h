#pragma once

#include "answer.h"
#include "api_server.h"
#include "call.h"
#include "connection_guard.h"
#include "door.h"
#include "error_answer.h"
#include "log_scope.h"
#include "order.h"
#include "partner_calls.h"
#include "products_page.h"
#include "picture_files.h"
#include "shop_facts.h"
#include "stream_places.h"
#include "when_done.h"

#include <QFuture>
#include <QTcpSocket>

#include <exception>
#include <optional>

class QHttpServerRequest;
class RequestLog;
struct Route;
struct RouteMatch;

/// The calls of the API: each reads its request, asks one desk and turns the result into an answer.
/// Lives in the api thread. Nothing it calls may throw through it: QHttpServer would end the
/// program.
class ApiCalls
{
public:
    ApiCalls(const ApiDesks &desks, const ApiSettings &settings, RequestLog &log);

    /// Answers the request that @p guard let through, now or when the desk has answered.
    void handle(const QHttpServerRequest &request, ConnectionGuard *guard) noexcept;

    void showIndex(const Call &call);
    void showShop(const Call &call);
    void showWebFile(const Call &call);
    void showPicture(const Call &call);
    void showHealth(const Call &call);
    void showDocument(const Call &call);
    void listProducts(const Call &call);
    void showPickupTimes(const Call &call);
    void placeOrder(const Call &call);
    void showOrder(const Call &call);
    void cancelOrder(const Call &call);
    void showMetrics(const Call &call);
    void followOrder(const Call &call);
    void showKey(const Call &call);
    /// A call of PartnerCalls, for the table of routes.
    template <auto Handler> void partner(const Call &call) { (m_partners.*Handler)(call); }

private:
    friend PartnerCalls;
    using OrderQuestion = QFuture<Result<Order>> (OrderDesk::*)(qint64);

    void dispatch(const QHttpServerRequest &request, ConnectionGuard *guard);
    /// What keeps a request from its call: host, rates, address, method. A @p key counts by itself.
    std::optional<Answer> obstacle(const RouteMatch &match, const Call &call,
                                   const QByteArray &key);
    /// Goes on with @p call if @p secret is a key that may make it; answers it otherwise.
    void checkKey(const RouteMatch &match, const Call &call, const QByteArray &secret);
    void callWithKey(const Route &route, Call call, const QHostAddress &client,
                     const Result<ApiKey> &key);
    std::optional<Answer> keyObstacle(const Route &route, const QHostAddress &client,
                                      const Result<ApiKey> &key);
    bool isHidden(QByteArrayView pattern, const Call &call) const;
    Answer failed(const Error &error, QByteArrayView requestId);
    Answer noted(const Answer &answer, Problem problem);
    Answer malformed(const Error &fault);
    std::optional<Answer> foreignType(const Call &call);
    std::optional<Answer> foreignBody(const Call &call);
    void lookUp(const Call &call, OrderQuestion question);
    void sendWebFile(const Call &call, const QByteArray &name);
    Answer missed(const QHostAddress &client);
    Answer orderAnswer(const Order &order, QByteArrayView requestId) const;
    Answer streamsFull(StreamPlaces::Full full);
    /// Runs @p work within the LogScope of its request; what it throws becomes the answer.
    template <typename F> void runSafely(ConnectionGuard *guard, F work) noexcept;
    template <typename F> void answerSafely(ConnectionGuard *guard, F makeAnswer) noexcept;
    template <typename T, typename F>
    void whenSettled(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer);
    template <typename T, typename F>
    void whenKnown(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer);

    OrderDesk &m_orders;
    const PickupDesk &m_pickups;
    CatalogueCache &m_catalogue;
    HealthDesk &m_health;
    KeyDesk &m_keys;
    const Metrics &m_metrics;
    const ApiSettings &m_settings;
    RequestLog &m_log;
    Door m_door;
    ProductsPage m_products;
    TaggedPage m_document;
    TaggedPage m_pickupTimes; ///< Of the last basket: most ask for the same.
    WebFiles m_web;
    PictureFiles m_pictures;
    ShopFacts m_shop; ///< After m_web, whose languages it tells.
    StreamPlaces m_streams;
    PartnerCalls m_partners;
};

template <typename F> void ApiCalls::runSafely(ConnectionGuard *guard, F work) noexcept
{
    const QByteArray id = guard->requestId();
    const LogScope scope(id);
    try {
        work();
    } catch (const std::exception &fault) {
        guard->answer(failed({.detail = QString::fromUtf8(fault.what())}, id));
    } catch (...) {
        guard->answer(failed({.detail = QStringLiteral("exception of an unknown kind")}, id));
    }
}

template <typename F> void ApiCalls::answerSafely(ConnectionGuard *guard, F makeAnswer) noexcept
{
    runSafely(guard, [&] { guard->answer(makeAnswer()); });
}

/// Answers with what @p toAnswer makes of the result, good or bad. If the client is gone by then,
/// nothing runs.
template <typename T, typename F>
void ApiCalls::whenSettled(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer)
{
    const auto finish = [this, guard, toAnswer = std::move(toAnswer)](const Result<T> &result) {
        answerSafely(guard, [&] { return toAnswer(result); });
    };
    if (future.isFinished() && future.resultCount() > 0)
        finish(future.result());
    else
        whenDone(future, guard->socket(), finish);
}

/// Answers with what @p toAnswer makes of the value, or with the error.
template <typename T, typename F>
void ApiCalls::whenKnown(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer)
{
    const auto settle = [this, guard, toAnswer = std::move(toAnswer)](const Result<T> &result) {
        return result ? toAnswer(*result) : failed(result.error(), guard->requestId());
    };
    whenSettled(future, guard, settle);
}
