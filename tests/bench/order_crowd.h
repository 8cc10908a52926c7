#pragma once

#include <QProcess>

/// What the customers of a crowd got.
struct CrowdAccount {
    qint64 orders = 0;
    qint64 errors = 0;
    qint64 elapsedMs = 0;
    std::chrono::microseconds p50 {0};
    std::chrono::microseconds p99 {0};
    double ordersPerSecond() const
    {
        return elapsedMs > 0 ? double(orders) * 1'000 / double(elapsedMs) : 0;
    }
};

/// Customers who order over HTTP without a pause, from a process of their own at nice 10. Owned by
/// the benchmark; ends with the object.
class OrderCrowd
{
public:
    /// Products from @p first to @p last, ids.
    OrderCrowd(quint16 port, int clients, qint64 first, qint64 last);
    ~OrderCrowd();
    Q_DISABLE_COPY_MOVE(OrderCrowd)

    bool started();
    /// Sends everybody home.
    CrowdAccount finish();

private:
    QProcess m_process;
};
