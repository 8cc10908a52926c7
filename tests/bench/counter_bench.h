#pragma once

#include "bench_application.h"
#include "bench_report.h"
#include "bench_shop.h"
#include "planned_sales.h"

#include <QTemporaryDir>

class ClerkHands;
class OrderCrowd;
class SaleBench;
class TownProcess;

/// What to measure and with how much.
struct CounterBenchOptions {
    int sales = 4'000;
    int products = 10'000;
    int clients = 32;
    int starts = 5;
    int townsfolk = 200; ///< Customers of the part "town".
    int townSeconds = 60;
    quint32 seed = 1;
    QString receipts; ///< A file of real receipts; empty = made sales.
    QString catalogue; ///< Its goods; the made ones are added.
    QString folder; ///< Where the shop is made; empty = where temporary files lie.
    QStringList parts {QStringLiteral("alone"), QStringLiteral("orders"), QStringLiteral("start")};
};

/// The counter's benchmark: sales at the window alone, while customers order over HTTP without a
/// pause, and while a town looks, orders and watches; memory, and starts. Owned by main; main
/// thread.
class CounterBench
{
public:
    CounterBench(BenchApplication &application, const CounterBenchOptions &options,
                 BenchReport &report);

    /// Errors: what could not be run; goals that were missed are no errors.
    Result<void> run();

private:
    /// Whether customers order meanwhile.
    enum class Customers { None, OverHttp };
    /// The window with its shop, ready to sell and to take orders.
    struct Running;

    void describeMachine();
    Result<void> fill();
    Result<std::unique_ptr<Running>> open();
    Result<void> sell(Customers customers);
    Result<void> sellInTown();
    Result<void> sellAll(SaleBench &bench, const std::vector<PlannedSale> &sales);
    Result<std::vector<PlannedSale>> plan(const Goods &goods) const;
    std::unique_ptr<OrderCrowd> customers(CounterProgram &program) const;
    void tell(CounterProgram &program, const ClerkHands &hands, const SaleBench &bench);
    void tellMemory();
    void tellOrders(OrderCrowd &crowd);
    void tellTown(TownProcess &town);
    Result<void> start(const QString &title, const QHash<QString, QString> &settings);

    BenchApplication &m_application;
    const CounterBenchOptions m_options;
    BenchReport &m_report;
    const QTemporaryDir m_folder;
    const BenchShop m_shop;
    qint64 m_memoryAtFirstKb = 0;
    qint64 m_memoryAtLastKb = 0;
};
