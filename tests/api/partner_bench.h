#pragma once

#include "api_bench.h"
#include "await.h"

#include <QJsonArray>

#include <memory>
#include <utility>

/// The API as partners meet it: a shop's bench and a key of all scopes, which may ask as fast as it
/// can. A member of the test class.
class PartnerBench
{
public:
    explicit PartnerBench(TestCluster &cluster)
        : m_bench(std::make_unique<ApiBench>(cluster, doorWithoutRates()))
    {
        m_key = keyWith(apiKeyScopes());
    }

    ApiBench &shop() { return *m_bench; }
    TestDatabase &database() { return m_bench->database(); }
    /// Headers that show a new key.
    QByteArray keyWith(const QStringList &scopes)
    {
        const auto made =
            await(m_bench->keys().make(QStringLiteral("Partner %1").arg(++m_keys), scopes, {}));
        return "Authorization: Bearer " + made->secret + "\r\n";
    }
    /// Shows @p key from now on; gives the one before.
    QByteArray show(const QByteArray &key) { return std::exchange(m_key, key); }

    JsonAnswer get(const QByteArray &path) const { return m_bench->get(path, m_key); }
    /// POST or PATCH.
    JsonAnswer send(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                    const QByteArray &headers = {}) const
    {
        QByteArray request = postRequest(path, body, m_key + jsonType + headers);
        return m_bench->send(request.replace(0, qsizetype(sizeof "POST") - 1, method));
    }
    JsonAnswer post(const QByteArray &path, const QByteArray &body,
                    const QByteArray &headers = {}) const
    {
        return send("POST", path, body, headers);
    }
    JsonAnswer patch(const QByteArray &path, const QByteArray &body) const
    {
        return send("PATCH", path, body);
    }
    /// The id of a new order of one product 6.
    QByteArray placed(const QByteArray &name = "Anna") const
    {
        const QByteArray body = R"({"customer_name":")" + name
            + R"(","customer_email":"a@example.com","customer_phone":"0170 123 45",)"
              R"("note":"sliced","items":[{"product_id":6,"quantity":1}]})";
        const JsonAnswer answer = m_bench->post("/api/orders", body, jsonType);
        return QByteArray::number(answer.json[QStringLiteral("order_id")].toInteger());
    }
    /// As partners are told it; -1 when the product is not there.
    double stock(int product) const
    {
        const QJsonArray goods = get("/api/partner/stock").json[QStringLiteral("stock")].toArray();
        for (const QJsonValue &one : goods) {
            if (one[QStringLiteral("product_id")].toInt() == product)
                return one[QStringLiteral("stock")].toDouble();
        }
        return -1;
    }
    /// How many changes were told.
    int changes()
    {
        return database()
            .value(QStringLiteral("SELECT count(*) FROM bakehouse.partner_changes"))
            .toInt();
    }

private:
    static DoorSettings doorWithoutRates()
    {
        DoorSettings door;
        door.rates.keys = {};
        return door;
    }

    std::unique_ptr<ApiBench> m_bench;
    QByteArray m_key;
    int m_keys = 0;
};
