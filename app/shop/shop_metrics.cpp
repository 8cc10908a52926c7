#include "shop_metrics.h"

#include "backup_figures.h"
#include "catalogue_cache.h"
#include "clock.h"
#include "database_figures.h"
#include "order_desk.h"
#include "order_store.h"
#include "process_figures.h"
#include "worker.h"

namespace {

using Type = MetricsText::Type;
constexpr int milli = 3;

void writeOrders(MetricsText &text, const OrderDesk &desk, const OrderStore &store)
{
    const OrderDesk::Counters counters = desk.counters();
    text.family("bakehouse_orders_placed_total", Type::Counter, "Orders placed by this program.")
        .sample(counters.placed);
    text.family("bakehouse_orders_replayed_total", Type::Counter,
                "Orders asked for again under the same key, and not placed again.")
        .sample(counters.replayed);
    const OrderBatchFigures batches = store.batchFigures();
    text.family("bakehouse_order_batch_orders", Type::Histogram, "Orders that shared a commit.")
        .histogram(batches.sizes);
    text.family("bakehouse_order_batch_commit_seconds", Type::Histogram,
                "Round trip of the commit that places orders.")
        .histogram(batches.times);
}

void writeWorker(MetricsText &text, const Worker &worker)
{
    const Worker::Health health = worker.health();
    text.family("bakehouse_jobs_started_total", Type::Counter, "Jobs that this program began.")
        .sample(health.started);
    text.family("bakehouse_jobs_completed_total", Type::Counter, "Jobs that this program ended.")
        .sample(health.completed);
    text.family("bakehouse_jobs_failed_total", Type::Counter,
                "Tries of jobs that failed in this program.")
        .sample(health.failed);
    const std::vector<Worker::Times> times = worker.times();
    text.family("bakehouse_job_waiting_seconds", Type::Histogram,
                "From a job's being due to its begin, by kind.");
    for (const Worker::Times &kind : times)
        text.histogram(kind.waiting, {{.name = "kind", .value = kind.kind}});
    text.family("bakehouse_job_running_seconds", Type::Histogram,
                "From a job's begin to its end, by kind.");
    for (const Worker::Times &kind : times)
        text.histogram(kind.running, {{.name = "kind", .value = kind.kind}});
}

void writeCache(MetricsText &text, const CatalogueCache &cache, const Clock &clock)
{
    const CatalogueCache::Counters counters = cache.counters();
    const auto counter = [&text](const QByteArray &name, const QByteArray &help, qint64 value) {
        text.family("bakehouse_catalogue_cache_" + name, Type::Counter, help).sample(value);
    };
    counter("hits_total", "Questions that the catalogue in memory answered.", counters.hits);
    counter("misses_total", "Questions when it held nothing young enough.", counters.misses);
    counter("fallbacks_total", "Misses that waited for the database.", counters.fallbacks);
    counter("reloads_total", "Times that the whole catalogue was read from the database.",
            counters.reads);
    counter("failures_total", "Reads of the database that failed.", counters.failures);
    const std::shared_ptr<const Catalogue> catalogue = cache.current();
    if (!catalogue)
        return;
    text.family("bakehouse_catalogue_cache_products", Type::Gauge, "Products in memory.")
        .sample(qint64(catalogue->goods().products.size()));
    // A copy from the disk has the age of no read.
    if (catalogue->readAt().toMSecsSinceEpoch() > 0)
        text.family("bakehouse_catalogue_cache_age_seconds", Type::Gauge,
                    "Time since the catalogue in memory was read.")
            .decimal(catalogue->readAt().msecsTo(clock.now()), milli);
}

} // namespace

ShopMetrics::ShopMetrics(Metrics &metrics, const Parts &parts)
{
    m_places.push_back(metrics.add(writeProcess));
    m_places.push_back(
        metrics.add([&database = parts.database](MetricsText &text) { database.write(text); }));
    m_places.push_back(metrics.add([&desk = parts.desk, &orders = parts.orders](MetricsText &text) {
        writeOrders(text, desk, orders);
    }));
    m_places.push_back(metrics.add([&cache = parts.cache, &clock = parts.clock](MetricsText &text) {
        writeCache(text, cache, clock);
    }));
    m_places.push_back(metrics.add(
        [&backups = parts.backups](MetricsText &text) { writeBackups(text, backups.report()); }));
    if (parts.worker)
        m_places.push_back(metrics.add(
            [&worker = *parts.worker](MetricsText &text) { writeWorker(text, worker); }));
}
