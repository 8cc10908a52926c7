#pragma once

#include "clock.h"
#include "receipt.h"
#include "result.h"
#include "stock_listener.h"

#include <QFuture>

#include <chrono>
#include <functional>
#include <memory>

class CatalogueStore;
class SnapshotFile;

/// The catalogue in memory: an immutable snapshot that any thread reads without waiting. Replaced
/// on each change of stock, reloaded on hints from other programs and when 5 minutes old, copied to
/// disk, filled from disk when the database is away at start. Owned by the shop; thread-safe
/// without a lock.
class CatalogueCache final : public StockListener
{
public:
    CatalogueCache(CatalogueStore &store, SnapshotFile &file, const Clock &clock,
                   std::chrono::milliseconds expiry = std::chrono::minutes(5));
    /// Saves what changed since the last copy; @p file writes it before it ends.
    ~CatalogueCache() override;
    Q_DISABLE_COPY_MOVE(CatalogueCache)
    /// Begins no more reads: before the store and its database end, whose thread reports to this
    /// cache.
    void stop();

    /// The newest snapshot, however old; null before the first. Never blocks.
    std::shared_ptr<const Catalogue> current() const;
    /// A snapshot younger than the expiry, or null: then fresh() has to be asked. Never blocks.
    std::shared_ptr<const Catalogue> young();
    /// A snapshot younger than the expiry, read from the database if need be; when that is away or
    /// does not answer in 2 s, the old one. Errors: Unavailable/DatabaseAway when there is none at
    /// all.
    QFuture<Result<std::shared_ptr<const Catalogue>>> fresh();
    /// Reads the database again soon; hints that come together cause one read.
    void reload();
    /// Fills the cache from disk at start, unless the database was faster. Errors: as
    /// SnapshotFile::load().
    QFuture<Result<void>> loadFromDisk();

    /// An entry of the journal whose stock the database may not know yet (rule 12). Any number of
    /// times, in any order; known ones change nothing. A receipt that pays for an order takes no
    /// stock again.
    void noteEntry(const Receipt &receipt);

    void stockChanged(const StockChange &change) override;
    void catalogueRead(const CatalogueRead &read) override;

    /// Called (on any thread) after each new snapshot.
    void onChanged(const std::function<void()> &callback);

    struct Counters {
        qint64 hits = 0; ///< Answers of young() and fresh() without a read.
        qint64 misses = 0; ///< Questions of fresh() when nothing young was there.
        qint64 fallbacks = 0; ///< Misses that were given what the database said.
        qint64 reads = 0;
        qint64 failures = 0;
    };
    Counters counters() const;

private:
    class State;
    std::unique_ptr<State> m_state;
};
