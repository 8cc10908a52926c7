#pragma once

#include "sample_series.h"

#include <memory>
#include <vector>

/// What became of the customers of a town. A value.
struct TownAccount {
    qint64 reads = 0; ///< Lists of goods that were looked at.
    qint64 orders = 0;
    qint64 finished = 0; ///< Orders that were watched until they were ready.
    qint64 missed = 0; ///< Changes that a watcher was not told of.
    qint64 faults = 0; ///< Other answers than the right one, and connections that broke.
    SampleSeries answers; ///< From a request to its answer.
    SampleSeries changes; ///< From each change, by the shop's clock, until its watcher had it.
};

/// Customers, each at an address of its own from 127.0.1.1 on, who look at the goods, think, order,
/// watch the order until it is ready, and begin again. Owned by a benchmark or test on the shop's
/// machine; works by the event loop of its thread.
class TownCrowd
{
public:
    struct Plan {
        quint16 port = 0;
        int customers = 200; ///< At most 254.
        qint64 firstProduct = 1;
        qint64 lastProduct = 1;
        int thinkMs = 2'000; ///< On average before each look, order, and next visit.
        quint32 seed = 1;
    };
    explicit TownCrowd(const Plan &plan);
    ~TownCrowd();
    Q_DISABLE_COPY_MOVE(TownCrowd)

    /// Nobody orders any more; who watches an order goes on until it is ready.
    void close();
    /// Nobody waits for anything any more, after close().
    bool quiet() const;
    const TownAccount &account() const;

private:
    class Customer;
    struct Shared;

    const std::unique_ptr<Shared> m_shared;
    std::vector<std::unique_ptr<Customer>> m_customers;
};
