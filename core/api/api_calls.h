#pragma once

#include "answer.h"
#include "api_server.h"
#include "order.h"
#include "products_page.h"

#include <QByteArrayView>
#include <QFuture>

class ConnectionGuard;
class QHttpServerRequest;
class RefusalLog;

/// A request in hand, as its handler sees it; gone when the handler returns.
struct Call {
    ConnectionGuard *guard;
    const QHttpServerRequest &request;
    QByteArrayView id; ///< What stands for "{id}" in the path.
};

/// The calls of the API: each reads its request, asks one desk and turns the result into an answer.
/// Lives in the api thread. Nothing it calls may throw through it: QHttpServer would end the
/// program.
class ApiCalls
{
public:
    ApiCalls(OrderDesk &orders, CatalogueCache &catalogue, HealthDesk &health,
             const ApiSettings &settings, RefusalLog &log);

    /// Answers the request that @p guard let through, now or when the desk has answered.
    void handle(const QHttpServerRequest &request, ConnectionGuard *guard) noexcept;

    void showIndex(const Call &call);
    void showHealth(const Call &call);
    void showDocument(const Call &call);
    void listProducts(const Call &call);
    void placeOrder(const Call &call);
    void showOrder(const Call &call);
    void cancelOrder(const Call &call);

private:
    void dispatch(const QHttpServerRequest &request, ConnectionGuard *guard);
    Answer failed(const Error &error);
    Answer refused(int status, const QByteArray &code, const QString &sentence);
    Answer orderAnswer(const Order &order) const;
    template <typename F> void answerSafely(ConnectionGuard *guard, F makeAnswer) noexcept;
    template <typename T, typename F>
    void whenKnown(const QFuture<Result<T>> &future, ConnectionGuard *guard, F toAnswer);

    OrderDesk &m_orders;
    CatalogueCache &m_catalogue;
    HealthDesk &m_health;
    const ApiSettings &m_settings;
    RefusalLog &m_log;
    ProductsPage m_products;
    TaggedPage m_document;
};
