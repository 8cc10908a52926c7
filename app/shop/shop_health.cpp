#include "backup_health.h"
#include "shop.h"
#include "shop_supervision.h"

using namespace Qt::StringLiterals;

// What the shop says of its health.

namespace {

constexpr qint64 workerSilenceLimitMs = 5'000;

}

std::vector<std::pair<QString, HealthDesk::Check>> Shop::healthChecks()
{
    std::vector<std::pair<QString, HealthDesk::Check>> checks;
    checks.emplace_back(u"database"_s, [this] { return checkDatabase(); });
    if (m_worker)
        checks.emplace_back(u"worker"_s, [this] { return checkWorker(); });
    checks.emplace_back(u"threads"_s, [supervision = m_supervision.get()] {
        return checkThreads(supervision->report());
    });
    checks.emplace_back(u"cache"_s, [this] { return checkCache(); });
    checks.emplace_back(u"disk"_s,
                        [folder = m_home.directory().path(),
                         minimum = m_settings.integer(u"disk.minimum_free_mb"_s) * 1'000'000] {
                            return checkDisk(folder, minimum);
                        });
    checks.emplace_back(u"backup"_s, [board = m_backupBoard, &clock = m_clock] {
        return checkBackups(board->report(), clock.now());
    });
    return checks;
}

HealthCheck Shop::checkDatabase()
{
    const QFuture<Result<void>> ping = m_stores.probe.ping();
    QFuture<Result<void>>(ping).waitForFinished();
    const bool answered = ping.resultCount() > 0 && ping.result();
    return {.name = u"database"_s,
            .healthy = answered,
            .note = answered ? u"answers"_s : u"does not answer"_s};
}

HealthCheck Shop::checkWorker() const
{
    const Worker::Health health = m_worker->health();
    const bool moving = health.running && health.lastRoundMs < workerSilenceLimitMs;
    return {.name = u"worker"_s,
            .healthy = moving,
            .note = moving ? u"works"_s
                           : u"has not reached the queue for %1 ms"_s.arg(health.lastRoundMs)};
}

HealthCheck Shop::checkCache() const
{
    const std::shared_ptr<const Catalogue> catalogue = m_stores.cache.current();
    if (!catalogue)
        return {.name = u"cache"_s, .healthy = false, .note = u"holds no catalogue yet"_s};
    return {.name = u"cache"_s,
            .healthy = true,
            .note = u"%1 products"_s.arg(catalogue->goods().products.size())};
}
