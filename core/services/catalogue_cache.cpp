#include "catalogue_cache.h"

#include "catalogue_refresher.h"
#include "catalogue_saver.h"
#include "delay.h"
#include "on_result.h"
#include "snapshot_file.h"

#include <QPromise>

using namespace Qt::StringLiterals;

namespace {

/// What a receipt takes out of the shop, by product.
PendingEntries::Taken takenBy(const Receipt &receipt)
{
    PendingEntries::Taken taken;
    if (receipt.kind == ReceiptKind::Sale && receipt.orderPublicId)
        return taken; // Its goods left the stock when the order was placed.
    taken.reserve(receipt.lines.size());
    for (const ReceiptLine &line : receipt.lines)
        taken.push_back({line.product, line.quantity});
    return taken;
}

/// A copy on disk has the age of no read: the first asker reads the database.
QDateTime beforeAnyRead()
{
    return QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
}

}

/// The parts of the cache, put together.
class CatalogueCache::State
{
public:
    State(CatalogueStore &store, SnapshotFile &snapshots, const Clock &time,
          std::chrono::milliseconds expiry)
        : clock(time)
        , file(snapshots)
        , refresher(std::make_shared<CatalogueRefresher>(
              store, time, CatalogueRefresher::Timing {.expiry = expiry}, board, delay))
        , saver(std::make_shared<CatalogueSaver>(snapshots, board, delay))
    {
    }

    const Clock &clock;
    SnapshotFile &file;
    const std::shared_ptr<Delay> delay = std::make_shared<Delay>(u"catalogue"_s);
    const std::shared_ptr<CatalogueBoard> board = std::make_shared<CatalogueBoard>();
    const std::shared_ptr<CatalogueRefresher> refresher;
    const std::shared_ptr<CatalogueSaver> saver;
    std::atomic<qint64> reads = 0;
};

CatalogueCache::CatalogueCache(CatalogueStore &store, SnapshotFile &file, const Clock &clock,
                               std::chrono::milliseconds expiry)
    : m_state(std::make_unique<State>(store, file, clock, expiry))
{
}

CatalogueCache::~CatalogueCache()
{
    stop();
    m_state->saver->finish();
}

void CatalogueCache::stop()
{
    m_state->refresher->stop();
    m_state->delay->finish();
}

std::shared_ptr<const Catalogue> CatalogueCache::current() const
{
    return m_state->board->current();
}

std::shared_ptr<const Catalogue> CatalogueCache::young()
{
    return m_state->refresher->young();
}

QFuture<Result<std::shared_ptr<const Catalogue>>> CatalogueCache::fresh()
{
    return m_state->refresher->fresh();
}

void CatalogueCache::reload()
{
    m_state->refresher->reload();
}

/// Unless the database was faster.
static void fillFrom(CatalogueBoard &board, const CatalogueRead &copy)
{
    board.change([&copy](const CatalogueState &before) {
        return before.shown ? std::nullopt : withRead(before, copy, beforeAnyRead());
    });
}

QFuture<Result<void>> CatalogueCache::loadFromDisk()
{
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    onResult(m_state->file.load(),
             [promise, board = m_state->board](const Result<CatalogueRead> &copy) {
                 if (copy)
                     fillFrom(*board, *copy);
                 promise->addResult(copy ? Result<void>(Done {}) : Result<void>(copy.error()));
                 promise->finish();
             });
    return promise->future();
}

void CatalogueCache::noteEntry(const Receipt &receipt)
{
    m_state->board->change([&receipt, taken = takenBy(receipt)](const CatalogueState &before) {
        return withEntry(before, receipt.till, receipt.sequence, taken);
    });
}

void CatalogueCache::stockChanged(const StockChange &change)
{
    m_state->board->change(
        [&change](const CatalogueState &before) { return withChange(before, change); });
}

void CatalogueCache::catalogueRead(const CatalogueRead &read)
{
    ++m_state->reads;
    const QDateTime readAt = m_state->clock.now();
    m_state->board->change(
        [&read, &readAt](const CatalogueState &before) { return withRead(before, read, readAt); });
    m_state->saver->saveSoon();
}

void CatalogueCache::onChanged(const std::function<void()> &callback)
{
    m_state->board->onChanged(callback);
}

CatalogueCache::Counters CatalogueCache::counters() const
{
    return {.hits = m_state->refresher->hits(),
            .misses = m_state->refresher->misses(),
            .fallbacks = m_state->refresher->fallbacks(),
            .reads = m_state->reads,
            .failures = m_state->refresher->failures()};
}
