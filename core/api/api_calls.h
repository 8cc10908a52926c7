#pragma once

#include "answer.h"
#include "api_server.h"
#include "door.h"
#include "error_answer.h"
#include "order.h"
#include "products_page.h"
#include "stream_places.h"

#include <QByteArrayView>
#include <QFuture>
#include <QHostAddress>

#include <optional>

class ConnectionGuard;
class QHttpServerRequest;
class RequestLog;
struct RouteMatch;

/// A request in hand, as its handler sees it; gone when the handler returns.
struct Call {
    ConnectionGuard *guard;
    const QHttpServerRequest &request;
    QByteArrayView id; ///< What stands for "{id}" in the path.
    QHostAddress asker; ///< Who asks, behind proxies too.
    QHostAddress client; ///< For whom the rates count it; a null address for nobody.
};

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
    void showHealth(const Call &call);
    void showDocument(const Call &call);
    void listProducts(const Call &call);
    void placeOrder(const Call &call);
    void showOrder(const Call &call);
    void cancelOrder(const Call &call);
    void showMetrics(const Call &call);
    void followOrder(const Call &call);

private:
    using OrderQuestion = QFuture<Result<Order>> (OrderDesk::*)(qint64);

    void dispatch(const QHttpServerRequest &request, ConnectionGuard *guard);
    /// What keeps a request from its call: host, rates, address, method.
    std::optional<Answer> obstacle(const RouteMatch &match, const Call &call);
    bool isHidden(QByteArrayView pattern, const Call &call) const;
    Answer failed(const Error &error, QByteArrayView requestId);
    Answer noted(const Answer &answer, Problem problem);
    Answer malformed(const Error &fault);
    std::optional<Answer> foreignBody(const Call &call);
    void lookUp(const Call &call, OrderQuestion question);
    Answer missed(const QHostAddress &client);
    Answer orderAnswer(const Order &order, QByteArrayView requestId) const;
    Answer streamsFull(StreamPlaces::Full full);
    template <typename F> void answerSafely(ConnectionGuard *guard, F makeAnswer) noexcept;
    template <typename T, typename F>
    void whenSettled(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer);
    template <typename T, typename F>
    void whenKnown(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer);

    OrderDesk &m_orders;
    CatalogueCache &m_catalogue;
    HealthDesk &m_health;
    const Metrics &m_metrics;
    const ApiSettings &m_settings;
    RequestLog &m_log;
    Door m_door;
    ProductsPage m_products;
    TaggedPage m_document;
    StreamPlaces m_streams;
};
