#pragma once

#include "fault_proxy.h"
#include "fault_rounds.h"
#include "test_database.h"
#include "till_bench.h"
#include "uploader.h"

#include <QRandomGenerator>

/// A till that uploads to a database of its own over a network that fails on demand, and an account
/// of what it sold, kept apart from all of them. A member of one test; main thread.
class ProxiedTill final
{
public:
    /// @p cluster listens on TCP.
    ProxiedTill(TestCluster &cluster, quint32 seed);

    /// Reads the goods, registers, begins to upload. False when that takes too long.
    bool begin();
    /// Sells baskets of one to four pieces. False when a sale was refused.
    bool sell(int count);
    /// Waits until everything is stored.
    bool drains();
    /// The first thing in which account, journal and database differ; empty when they agree.
    QString fault();

    qint64 takingsMinor() const { return m_takings; }
    /// For the table; the longest time is of a sale, from the tap on Pay to the durable receipt.
    FaultRow row(const char *part, int faults);

    TestDatabase database;
    FaultProxy network;
    TillBench bench;
    Uploader uploader;

private:
    bool sellOne();
    QString stored(const QString &expression);

    QRandomGenerator m_random;
    std::vector<Product> m_goods;
    qint64 m_sold = 0;
    qint64 m_takings = 0;
    qint64 m_longestSaleMs = 0;
};
