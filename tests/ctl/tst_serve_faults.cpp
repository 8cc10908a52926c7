#include "ctl_shop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

QByteArray orderBody(int product)
{
    const QJsonArray items {QJsonObject {{u"product_id"_s, product}, {u"quantity"_s, 1}}};
    return QJsonDocument(QJsonObject {{u"customer_name"_s, u"Test Buyer"_s},
                                      {u"customer_email"_s, u"buyer@example.com"_s},
                                      {u"items"_s, items}})
        .toJson(QJsonDocument::Compact);
}

/// A customer who sends each order under one key until it is answered, whatever happens to the
/// server.
class StubbornCustomer : public QObject
{
public:
    StubbornCustomer(QNetworkAccessManager &network, int number)
        : m_network(network)
        , m_number(number)
    {
    }

    QString api; ///< Where the server is now; empty = it is down.
    QHash<QByteArray, qint64> answered; ///< Key → order.
    int contradictions = 0;
    bool finished = false;

    void next()
    {
        m_key =
            "customer-" + QByteArray::number(m_number) + '-' + QByteArray::number(answered.size());
        send();
    }
    void finish() { m_finishing = true; }

private:
    void send()
    {
        QNetworkRequest request(QUrl(api + u"/api/orders"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setRawHeader("Idempotency-Key", m_key);
        request.setTransferTimeout(5'000);
        QNetworkReply *reply = m_network.post(request, orderBody(1 + m_number % 20));
        connect(reply, &QNetworkReply::finished, this, [this, reply] { take(reply); });
    }
    void take(QNetworkReply *reply)
    {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 201) {
            const qint64 order =
                QJsonDocument::fromJson(reply->readAll()).object().value(u"order_id"_s).toInteger();
            contradictions += answered.contains(m_key) ? 1 : 0;
            answered.insert(m_key, order);
        }
        if (status == 201 && m_finishing)
            finished = true;
        else if (status == 201)
            next();
        else
            QTimer::singleShot(20, this, [this] { send(); });
    }

    QNetworkAccessManager &m_network;
    const int m_number;
    QByteArray m_key;
    bool m_finishing = false;
};

}

/// The server killed under customers who insist: each key one order, and each order ends completed.
class TestServeFaults : public QObject
{
    Q_OBJECT

private slots:
    void serve_killedUnderRetries_keepsOneOrderForEachKey();
};

void TestServeFaults::serve_killedUnderRetries_keepsOneOrderForEachKey()
{
    CtlShop shop;
    qputenv("BAKEHOUSE_ORDERS_PROCESSING_SECONDS", "0-1");
    QString api = shop.serve();
    QVERIFY(!api.isEmpty());
    QNetworkAccessManager network;
    std::vector<std::unique_ptr<StubbornCustomer>> customers;
    shop.sql(u"SELECT bakehouse.book_delivery('test', current_date, (SELECT "
             u"jsonb_agg(jsonb_build_array(id, 100000000)) "
             "FROM bakehouse.catalogue_products), 'test')"_s);
    for (int i = 0; i < 16; ++i) {
        customers.push_back(std::make_unique<StubbornCustomer>(network, i));
        customers.back()->api = api;
        customers.back()->next();
    }
    const auto total = [&] {
        qsizetype sum = 0;
        for (const auto &customer : customers)
            sum += customer->answered.size();
        return sum;
    };
    for (int round = 0; round < 3; ++round) {
        const qsizetype before = total();
        QTRY_VERIFY_WITH_TIMEOUT(total() >= before + 40, 30'000);
        shop.killServer();
        api = shop.serve();
        QVERIFY(!api.isEmpty());
        for (const auto &customer : customers)
            customer->api = api;
    }
    for (const auto &customer : customers)
        customer->finish();
    for (const auto &customer : customers)
        QTRY_VERIFY_WITH_TIMEOUT(customer->finished, 30'000);

    QSet<qint64> orders;
    for (const auto &customer : customers) {
        QCOMPARE(customer->contradictions, 0);
        for (const qint64 order : std::as_const(customer->answered))
            orders.insert(order);
    }
    QCOMPARE(orders.size(), total());
    QCOMPARE(shop.sql(u"SELECT count(*) FROM bakehouse.orders"_s).toLongLong(), qint64(total()));
    QTRY_COMPARE_WITH_TIMEOUT(
        shop.sql(u"SELECT count(*) FROM bakehouse.orders WHERE state <> 'ready'"_s).toInt(), 0,
        30'000);
    QCOMPARE(shop.sql(u"SELECT count(*) FROM bakehouse.order_events WHERE state = 'ready'"_s)
                 .toLongLong(),
             qint64(total()));
    const CommandResult verify = shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
}

QTEST_GUILESS_MAIN(TestServeFaults)
#include "tst_serve_faults.moc"
