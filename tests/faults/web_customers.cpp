#include "web_customers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int answerLimitMs = 5'000;
constexpr int betweenOrdersMs = 25;
constexpr int tryAgainMs = 20;

QByteArray orderBody(qint64 product)
{
    const QJsonArray items {QJsonObject {{u"product_id"_s, product}, {u"quantity"_s, 1}}};
    return QJsonDocument(QJsonObject {{u"customer_name"_s, u"Test Buyer"_s},
                                      {u"customer_email"_s, u"buyer@example.com"_s},
                                      {u"items"_s, items}})
        .toJson(QJsonDocument::Compact);
}

}

struct WebCustomers::Customer {
    int number = 0;
    int orders = 0;
    QByteArray key = {};
    bool waits = false; ///< For an answer.
};

WebCustomers::WebCustomers(int count, QList<qint64> products)
    : m_products(std::move(products))
{
    for (int i = 0; i < count; ++i)
        m_customers.push_back(std::make_unique<Customer>(Customer {.number = i}));
}

WebCustomers::~WebCustomers() = default;

void WebCustomers::orderAt(const QString &api)
{
    m_api = api;
}

void WebCustomers::start()
{
    m_finishing = false;
    for (const auto &customer : m_customers) {
        if (!customer->waits)
            next(*customer);
    }
}

bool WebCustomers::finish(int timeoutMs)
{
    m_finishing = true;
    return QTest::qWaitFor(
        [this] {
            return std::none_of(m_customers.begin(), m_customers.end(),
                                [](const auto &customer) { return customer->waits; });
        },
        timeoutMs);
}

void WebCustomers::next(Customer &customer)
{
    if (m_finishing)
        return;
    customer.key = "customer-" + QByteArray::number(customer.number) + '-'
        + QByteArray::number(customer.orders++);
    customer.waits = true;
    send(customer);
}

void WebCustomers::send(Customer &customer)
{
    QNetworkRequest request(QUrl(m_api + u"/api/orders"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Idempotency-Key", customer.key);
    request.setTransferTimeout(answerLimitMs);
    const qint64 product = m_products.at(customer.number % m_products.size());
    QNetworkReply *reply = m_network.post(request, orderBody(product));
    connect(reply, &QNetworkReply::finished, this, [this, reply, &customer] {
        reply->deleteLater();
        take(customer, reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
             reply->readAll());
    });
}

void WebCustomers::take(Customer &customer, int status, const QByteArray &body)
{
    if (status != 201) {
        QTimer::singleShot(tryAgainMs, this, [this, &customer] { send(customer); });
        return;
    }
    const qint64 order = QJsonDocument::fromJson(body).object().value(u"order_id"_s).toInteger();
    const qint64 known = m_answers.value(customer.key, order);
    m_contradictions += known == order ? 0 : 1;
    m_answers.insert(customer.key, order);
    customer.waits = false;
    QTimer::singleShot(betweenOrdersMs, this, [this, &customer] {
        if (!customer.waits)
            next(customer);
    });
}
