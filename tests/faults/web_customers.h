#pragma once

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>

#include <memory>
#include <vector>

/// Customers of the web API who send each order under one key until it is answered, whatever
/// happens to the shop; what they were told is the account of the orders. Owned by a test; main
/// thread.
class WebCustomers final : public QObject
{
    Q_OBJECT
public:
    WebCustomers(int count, QList<qint64> products);
    ~WebCustomers() override;

    /// Where the shop is now.
    void orderAt(const QString &api);
    void start();
    /// Nobody orders anew; true when all have their answer.
    bool finish(int timeoutMs);
    /// Order ids by key.
    const QHash<QByteArray, qint64> &answers() const { return m_answers; }
    /// Keys that were answered with two orders.
    int contradictions() const { return m_contradictions; }

private:
    struct Customer;
    void next(Customer &customer);
    void send(Customer &customer);
    void take(Customer &customer, int status, const QByteArray &body);

    const QList<qint64> m_products;
    QNetworkAccessManager m_network;
    QString m_api;
    QHash<QByteArray, qint64> m_answers;
    std::vector<std::unique_ptr<Customer>> m_customers;
    int m_contradictions = 0;
    bool m_finishing = false;
};
