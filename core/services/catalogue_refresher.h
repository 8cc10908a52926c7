#pragma once

#include "catalogue_board.h"
#include "clock.h"
#include "result.h"
#include "shared_answer.h"

#include <QFuture>

#include <atomic>
#include <chrono>
#include <memory>

class CatalogueStore;
class Delay;

/// Decides when the catalogue is read from the database again: one read at a time however many ask,
/// one more after a rest when hints came meanwhile (another program's upload gives hundreds a
/// second), at most one try a second while the database is away. Part of the cache; thread-safe
/// without a lock.
class CatalogueRefresher : public std::enable_shared_from_this<CatalogueRefresher>
{
public:
    using Snapshot = std::shared_ptr<const Catalogue>;
    using Answer = Result<Snapshot>;
    struct Timing {
        std::chrono::milliseconds expiry;
        std::chrono::milliseconds patience {
            2'000}; ///< How long an asker waits when there is an old snapshot.
        std::chrono::milliseconds retry {1'000};
        std::chrono::milliseconds rest {100}; ///< After a read that a hint led to.
    };

    CatalogueRefresher(CatalogueStore &store, const Clock &clock, Timing timing,
                       std::shared_ptr<CatalogueBoard> board, std::shared_ptr<Delay> delay);

    /// What needs no read, or null.
    Snapshot young();
    QFuture<Answer> fresh();
    void reload();
    /// Begins no more reads.
    void stop() { m_stopped = true; }
    qint64 hits() const { return m_hits; }
    qint64 misses() const { return m_misses; }
    qint64 fallbacks() const { return m_fallbacks; }
    qint64 failures() const { return m_failures; }

private:
    /// One read under way and those who wait for it.
    struct Flight {
        SharedAnswer<Answer> answer;
        bool forReload = false; // Its failure must not lose the hint.
    };

    bool isYoung(const Catalogue &catalogue) const;
    bool failedLately() const;
    Answer newest() const;
    std::shared_ptr<Flight> fly();
    void limitPatience(const std::shared_ptr<Flight> &flight);
    void land(const std::shared_ptr<Flight> &flight, bool succeeded);
    void flyAfter(std::chrono::milliseconds wait);

    CatalogueStore &m_store;
    const Clock &m_clock;
    const Timing m_timing;
    const std::shared_ptr<CatalogueBoard> m_board;
    const std::shared_ptr<Delay> m_delay;
    std::atomic<std::shared_ptr<Flight>> m_flight;
    std::atomic<bool> m_hinted = false;
    std::atomic<bool> m_resting = false; // A hint waits for the rest's end.
    std::atomic<bool> m_stopped = false;
    std::atomic<qint64> m_failedAtMs = 0; // 0 = the last read succeeded.
    std::atomic<qint64> m_hits = 0;
    std::atomic<qint64> m_misses = 0;
    std::atomic<qint64> m_fallbacks = 0;
    std::atomic<qint64> m_failures = 0;
};
