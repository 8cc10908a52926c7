#pragma once

#include "bench_report.h"
#include "event_crowd.h"
#include "order_crowd.h"
#include "order_store.h"
#include "shop.h"
#include "stock_listener.h"
#include "system_clock.h"

#include <QTemporaryDir>

#include <functional>

/// What is measured.
struct EventBenchOptions {
    int watchers = 200;
    int rounds = 5;
    int clients = 16; ///< That order meanwhile.
};

/// Measures how soon those who follow orders hear of a change: of this program's steps, of another
/// program's and of the worker's, quiet and while others order. Owned by main; main thread.
class EventBench
{
public:
    EventBench(EventBenchOptions options, BenchReport &report);
    /// Errors: as DatabaseHome::open() and Shop::start(); Timeout.
    Result<void> run();

private:
    /// A shop that runs, and a connection of another program to its database.
    struct Running;
    enum class Load { Quiet, Orders };
    using Crowds = std::vector<std::unique_ptr<EventCrowd>>;

    Result<void> fill();
    Result<std::unique_ptr<Running>> start(const QString &flow) const;
    Result<void> staffFlow(Load load);
    Result<void> automaticFlow(Load load);
    Result<std::vector<qint64>> place(Running &running, int count) const;
    Result<void> step(Running &running, const std::vector<qint64> &orders, OrderState to) const;
    std::unique_ptr<OrderCrowd> customers(Load load, quint16 port) const;
    void tell(const QString &name, const Crowds &crowds, const CommitEar &commits, int firstStep);
    void tellOthers(OrderCrowd *customers);

    const EventBenchOptions m_options;
    BenchReport &m_report;
    QTemporaryDir m_folder;
    const SystemClock m_clock;
};
