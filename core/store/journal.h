#pragma once

#include "basket.h"
#include "entry.h"
#include "histogram.h"
#include "journal_pruning.h"
#include "journal_state.h"

#include <QElapsedTimer>
#include <QFuture>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

class BasketBuffer;
class FileLock;
class JournalKeeper;
class SqliteFaults;
class WorkQueue;

/// A till's own SQLite file: entries, baskets, registration. A sale is done when append() resolves:
/// one commit with synchronous=FULL. Owns a thread, its connection and the lock of the till's
/// folder; thread-safe.
class Journal
{
public:
    /// Opens or makes @p folder/journal.sqlite for @p till and takes its lock. Blocks shortly.
    /// Errors: Conflict/DirectoryOwned (another program holds it), Unavailable/JournalUnwritable;
    /// Conflict/JournalForked (acknowledged entries are missing and @p lost refuses that).
    /// @p faults, for tests, outlives the journal.
    static Result<std::unique_ptr<Journal>> open(const QString &folder, const QUuid &till,
                                                 SqliteFaults *faults = nullptr,
                                                 LostEntries lost = LostEntries::Refused);
    ~Journal();

    JournalState state() const; ///< As of the last finished call.
    QString folder() const; ///< Of now: see moveTo().
    /// How long the synced commits of receipts and events took, those that failed too.
    HistogramReading commitTimes() const { return m_commitTimes.reading(); }

    QFuture<Result<void>> setRegistration(int number, const QString &prefix);
    /// Writes are ordered; not synced one by one (survives a killed program), synced when the till
    /// is idle.
    QFuture<Result<void>> saveBasket(const Basket &basket);
    QFuture<Result<void>> dropBasket(const QUuid &uuid);
    QFuture<Result<std::vector<Basket>>> baskets();

    /// Gives @p receipt till, sequence, prefix, number and the clock flag, chains it, and commits
    /// it together with the removal of its basket. The same uuid again returns the first receipt
    /// and writes nothing. After a failed commit it reopens, looks the uuid up and tries again.
    /// Errors: Unavailable/JournalUnwritable (nothing kept), Timeout/OutcomeUnknown (the basket
    /// stays frozen; ask again with the same uuid), Unavailable/TillNotRegistered.
    QFuture<Result<Receipt>> append(const Receipt &receipt);
    /// The same for an entry that is no receipt.
    QFuture<Result<Entry>> append(const EventDraft &event);

    /// Up to @p limit entries after @p sequence, in order.
    QFuture<Result<std::vector<Entry>>> entriesAfter(qint64 sequence, int limit);
    /// Errors: NotFound.
    QFuture<Result<Entry>> entryOf(const QUuid &uuid);
    QFuture<Result<std::vector<Receipt>>> refundsOf(const QUuid &original);
    /// Up to @p limit receipts before @p sequence (0 = from the head), the newest first.
    QFuture<Result<std::vector<Receipt>>> receiptsBefore(qint64 sequence, int limit);
    /// Found without a scan. Errors: NotFound/UnknownReceipt.
    QFuture<Result<Receipt>> receiptNumbered(qint64 number);
    /// Notes that the database holds everything up to @p sequence, and no more; a restored database
    /// may hold less than before. Lazy; asked again after a crash.
    void acknowledge(qint64 sequence);
    /// Tries a synced write; asked before a tender sheet or a terminal opens. Errors:
    /// Unavailable/JournalUnwritable.
    QFuture<Result<void>> checkWritable();
    /// Recomputes the chain, in slices between which sales go on. Errors: Conflict with field =
    /// what differs, left = sequence.
    QFuture<Result<void>> verify();
    /// Lets go of the oldest entries that @p rule allows, in slices between which sales go on; the
    /// last of them stays as the journal's beginning. Gives how many went. Errors:
    /// Conflict/JournalForked (the backup holds another chain), Unavailable/JournalUnwritable.
    QFuture<Result<qint64>> prune(const JournalPruning &rule);
    /// Goes on as the journal of another till, made in @p folder: unpaid baskets come along, the
    /// old folder stays as it is. @p settle notes the new till wherever the next start looks for
    /// it, on the journal's thread; nothing has moved when it fails. Calls made before are carried
    /// out before. Errors: as open(), as @p settle.
    QFuture<Result<void>> moveTo(const QString &folder, const QUuid &till,
                                 std::function<Result<void>()> settle);

private:
    struct Verification;
    struct Pruning;

    Journal(const QString &folder, std::unique_ptr<FileLock> lock);
    Result<void> start(const QUuid &till, SqliteFaults *faults, LostEntries lost);
    template <typename T> QFuture<Result<T>> ask(std::function<Result<T>(JournalKeeper &)> work);
    QFuture<Result<void>> changeBasket(const QUuid &uuid, std::optional<Basket> basket);
    void writeBaskets();
    int useIdleTime();
    template <typename T, typename D> QFuture<Result<T>> keep(const D &draft);
    void verifyOn(const std::shared_ptr<Verification> &verification);
    void pruneOn(const std::shared_ptr<Pruning> &pruning);
    Result<void> move(const QString &folder, const QUuid &till,
                      const std::function<Result<void>()> &settle);
    Result<void> carryBaskets(JournalKeeper &to);
    void publish();

    std::unique_ptr<FileLock> m_lock; // of the thread, once it runs
    std::unique_ptr<BasketBuffer> m_baskets; // not written yet
    std::unique_ptr<JournalKeeper> m_keeper; // of the thread
    QElapsedTimer m_basketsWait; // of the thread; valid while some are not written
    bool m_idleForLong = false; // of the thread
    SqliteFaults *m_faults = nullptr; // of the thread
    SharedHistogram m_commitTimes {shortTimes, 9};
    mutable std::mutex m_mutex;
    JournalState m_state; // guarded by m_mutex
    QString m_folder; // guarded by m_mutex
    std::unique_ptr<WorkQueue> m_queue; // last: its thread uses the above
};
