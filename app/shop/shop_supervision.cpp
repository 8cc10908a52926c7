#include "shop_supervision.h"

#include "disk_watch.h"
#include "notifier.h"
#include "shop.h"
#include "stores.h"
#include "worker.h"
#ifdef BAKEHOUSE_WITH_API
#include "api_server.h"
#include "shop_api.h"
#endif

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(supervisionLog, "bakehouse.supervision")

using Type = MetricsText::Type;
using std::chrono::milliseconds;
constexpr qint64 bytesOfAMegabyte = 1'000'000;

/// Longer than a call to a server that hangs takes, with the way back to it.
constexpr milliseconds connectionPatience {15'000};
/// Longer than one to a server of several hosts that do not answer.
constexpr milliseconds notifierPatience {10'000};

/// The goods are read again: what the thread left behind may have published comes before that.
Supervision::Duty connectionDuty(const QString &thread, Database &database, CatalogueCache &cache)
{
    return {.thread = thread,
            .sign = [&database] { return database.sign(); },
            .rebuild =
                [&database, &cache] {
                    database.rebuild();
                    cache.reload();
                },
            .patience = connectionPatience};
}

Supervision::Duty notifierDuty(const std::function<Notifier *()> &notifier)
{
    return {.thread = u"notifier"_s,
            .sign =
                [notifier] {
                    const Notifier *there = notifier();
                    return there ? there->sign() : ThreadSign {.resting = true};
                },
            .rebuild = [notifier] { notifier()->rebuild(); },
            .patience = notifierPatience};
}

#ifdef BAKEHOUSE_WITH_API
Supervision::Duty apiDuty(const std::function<ApiServer *()> &api)
{
    return {.thread = u"api"_s,
            .sign =
                [api] {
                    const ApiServer *there = api();
                    return there ? there->sign() : ThreadSign {.resting = true};
                },
            .rebuild =
                [api] {
                    if (const Result<void> rebuilt = api()->rebuild(); !rebuilt)
                        qCWarning(supervisionLog).noquote()
                            << "the API is not back yet:" << describe(rebuilt.error());
                }};
}
#endif

void writeDisk(MetricsText &text, qint64 freeBytes)
{
    if (freeBytes >= 0)
        text.family("bakehouse_disk_free_bytes", Type::Gauge,
                    "Room on the disk of the shop's data.")
            .sample(freeBytes);
}

} // namespace

std::vector<Supervision::Duty> supervisionDuties(const SupervisedParts &parts)
{
    Stores &stores = parts.stores;
    std::vector<Supervision::Duty> duties {
        connectionDuty(u"orders"_s, stores.ordersDatabase, stores.cache),
        connectionDuty(u"store"_s, stores.readsDatabase, stores.cache)};
    if (Worker *worker = parts.worker) {
        duties.push_back(connectionDuty(u"queue"_s, stores.workerDatabase, stores.cache));
        duties.push_back({.thread = u"worker"_s,
                          .sign = [worker] { return worker->sign(); },
                          .rebuild = [worker] { worker->rebuild(); }});
    }
    duties.push_back(notifierDuty(parts.notifier));
#ifdef BAKEHOUSE_WITH_API
    duties.push_back(apiDuty(parts.api));
#endif
    return duties;
}

HealthCheck checkThreads(const std::vector<ThreadReport> &reports)
{
    HealthCheck check {.name = u"threads"_s, .healthy = true};
    QStringList notes;
    for (const ThreadReport &report : reports) {
        check.healthy = check.healthy && !report.stalled;
        if (report.stalled)
            notes.append(u"%1 silent for %2 ms"_s.arg(report.thread).arg(report.silentMs));
        else if (report.rebuilt > 0)
            notes.append(u"%1 rebuilt %2, last at %3"_s.arg(
                report.thread, report.rebuilt == 1 ? u"once"_s : u"%1 times"_s.arg(report.rebuilt),
                report.rebuiltAt.toString(Qt::ISODate)));
    }
    check.note = notes.isEmpty() ? u"%1 go on"_s.arg(reports.size()) : notes.join(u"; "_s);
    return check;
}

void writeThreads(MetricsText &text, const std::vector<ThreadReport> &reports)
{
    text.family("bakehouse_thread_stalled", Type::Gauge,
                "1 while a thread shows no sign of life, by thread.");
    for (const ThreadReport &report : reports)
        text.sample(report.stalled ? 1 : 0, {{.name = "thread", .value = report.thread}});
    text.family("bakehouse_thread_rebuilds_total", Type::Counter,
                "Times that a thread which hung was replaced, by thread.");
    for (const ThreadReport &report : reports)
        text.sample(report.rebuilt, {{.name = "thread", .value = report.thread}});
}

void Shop::buildSupervision()
{
    const SupervisedParts parts {.stores = m_stores,
                                 .worker = m_worker.get(),
                                 .notifier = [this] { return m_notifier.get(); },
#ifdef BAKEHOUSE_WITH_API
                                 .api = [this] { return m_api ? m_api->server() : nullptr; }
#else
                                 .api = [] { return nullptr; }
#endif
    };
    m_supervision = std::make_unique<Supervision>(supervisionDuties(parts));
    m_diskWatch = std::make_unique<DiskWatch>(DiskWatch::Options {
        .folder = m_home.directory().path(),
        .minimumBytes = m_settings.integer(u"disk.minimum_free_mb"_s) * bytesOfAMegabyte});
    m_supervisionPlace = m_metrics.add(
        [supervision = m_supervision.get(), disk = m_diskWatch.get()](MetricsText &text) {
            writeThreads(text, supervision->report());
            writeDisk(text, disk->freeBytes());
        });
    m_healthDesk = std::make_unique<HealthDesk>(healthChecks());
}

QString Shop::stalledThreads() const
{
    QStringList names;
    for (const ThreadReport &report : m_supervision->report()) {
        if (report.stalled)
            names.append(report.thread);
    }
    return names.join(u", "_s);
}

void Shop::startSupervision()
{
    m_supervision->start();
    m_diskWatch->start();
}
