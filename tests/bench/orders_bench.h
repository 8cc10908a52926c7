#pragma once

#include "bench_database.h"
#include "bench_options.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "served_shop.h"

/// POST /api/orders against pgbench calling a function that places a single order, on the same
/// cluster and with the same lines; then whether the books are right. The worker runs all the
/// while, and each run begins with an empty queue. Owned by measureOrders(); main thread.
class OrdersBench
{
public:
    OrdersBench(const BenchOptions &options, BenchReport &report);

    Result<void> run();

private:
    enum class Goods { Uniform, OneInAll };
    /// The single-order call that was the quickest, and with how many clients.
    struct Best {
        QString script;
        int clients = 0;
        double perSecond = 0;
    };

    Result<void> prepare();
    Result<LoadFigures> load(int clients, const QStringList &more);
    Result<double> single(const Best &best, int seconds, Goods which);
    Result<Best> bestSingle(Goods which);
    Result<void> uniform();
    Result<void> againstBest(int clients, const Best &best);
    Result<void> oneProduct();
    Result<void> refusals();
    Result<void> lastPieces();
    Result<void> books();
    Result<void> countPlaced(const QString &idsFile, qint64 answered);

    const BenchOptions m_options;
    BenchReport &m_report;
    ServedShop m_shop;
    std::unique_ptr<BenchDatabase> m_database;
    std::vector<qint64> m_goods;
    std::vector<qint64> m_soldOut;
    qint64 m_before = 0; ///< Orders.
    qint64 m_placed = 0; ///< Answered with 201.
    qint64 m_known = 0; ///< Of these, what the database holds.
    qint64 m_byPgbench = 0;
    qint64 m_faults = 0;
};
