#pragma once

#include "audit_store.h"
#include "call_supervisor.h"
#include "catalogue_cache.h"
#include "catalogue_store.h"
#include "database.h"
#include "entry_store.h"
#include "failing_disk.h"
#include "job_store.h"
#include "journal.h"
#include "manual_clock.h"
#include "order_desk.h"
#include "order_store.h"
#include "snapshot_file.h"
#include "till.h"

#include <memory>

/// The stores of one running program, on one connection: decisions come one after the other, so
/// more would only be opened. Owned by the program; main thread.
struct DayStores {
    DayStores(const DatabaseAddress &address, const QString &folder, const Clock &clock);
    ~DayStores() { cache.stop(); }
    Q_DISABLE_COPY_MOVE(DayStores)

    const QString origin;
    SnapshotFile snapshot;
    CatalogueCache cache;
    CallSupervisor supervisor;
    Database database;
    CatalogueStore catalogue;
    OrderStore orders;
    EntryStore entries;
    AuditStore audit;
    JobStore jobs;
};

/// A counter's program in the simulation: a till with its journal, catalogue and stores, and a desk
/// for orders. Started, ended and killed as the day wants it; what it keeps lies in its folder.
/// Owned by the day; main thread.
class DayProgram
{
public:
    struct Shop {
        QTimeZone zone;
        qint64 cashStep = 1;
        OrderFlow flow = OrderFlow::Automatic;
    };
    /// How an upload ended.
    enum class Upload { Drained, Stalled };

    DayProgram(const DatabaseAddress &address, const QString &folder, const QUuid &till,
               const Shop &shop, ManualClock &clock);
    ~DayProgram();
    Q_DISABLE_COPY_MOVE(DayProgram)

    /// Opens the journal, reads the goods (from the disk when the database is away) and the unpaid
    /// baskets. A sentence when that fails.
    QString start();
    void stop();
    /// Leaves the files as a kill at this moment would.
    void kill();
    /// The milliseconds after a tap, in which its basket is written.
    void settle();

    Till &till() { return *m_till; }
    Journal &journal() { return *m_journal; }
    DayStores &stores() { return *m_stores; }
    OrderDesk &desk() { return *m_desk; }
    FailingDisk &disk() { return m_disk; }
    QUuid tillId() const { return m_tillId; }

    /// Registers the till if need be and uploads until nothing is left or something fails. A till
    /// whose journal has forked takes a new id and goes on.
    Upload upload();
    /// Rebuilds the connections that were lost; false when the database does not answer.
    bool reconnect();
    /// Keeps the journal as it is now; the program must not run.
    void keepJournal();
    /// Puts back what keepJournal() kept; the program must not run.
    void restoreJournal();

private:
    QString journalFolder() const;
    bool takeNewId();
    QString readGoods();

    const DatabaseAddress m_address;
    const QString m_folder;
    const Shop m_shop;
    ManualClock &m_clock;
    FailingDisk m_disk;
    QUuid m_tillId;
    std::unique_ptr<DayStores> m_stores;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Till> m_till;
    std::unique_ptr<OrderDesk> m_desk;
};
