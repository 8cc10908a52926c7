#pragma once

#include "await.h"
#include "call_supervisor.h"
#include "catalogue_cache.h"
#include "catalogue_store.h"
#include "database.h"
#include "entry_store.h"
#include "job_store.h"
#include "manual_clock.h"
#include "order_store.h"
#include "snapshot_file.h"

#include <QTemporaryDir>

/// One program's worth of stores on a database, for tests of desks and worker: two of them are two
/// programs. A member of one test; main thread.
class DeskBench final
{
public:
    explicit DeskBench(const DatabaseAddress &address = nowhere(), int callTimeoutMs = 12'000)
        : snapshot(folder.filePath(QStringLiteral("catalogue.sqlite")))
        , cache(catalogue, snapshot, clock)
        , orderCalls({.name = QStringLiteral("orders"),
                      .address = address,
                      .callTimeoutMs = callTimeoutMs},
                     supervisor)
        , reads(
              {.name = QStringLiteral("store"), .address = address, .callTimeoutMs = callTimeoutMs},
              supervisor)
        , work({.name = QStringLiteral("worker"),
                .address = address,
                .callTimeoutMs = callTimeoutMs},
               supervisor)
        , catalogue(orderCalls, cache, origin)
        , orders(orderCalls, reads, cache, origin)
        , entries(orderCalls, cache, origin)
        , jobs(work, origin)
    {
    }
    ~DeskBench() { cache.stop(); }
    Q_DISABLE_COPY_MOVE(DeskBench)

    static DatabaseAddress nowhere()
    {
        return DatabaseAddress::forSocket(QStringLiteral("/nonexistent"), QStringLiteral("nobody"),
                                          QStringLiteral("nothing"));
    }

    /// What the cache shows of @p product, -1 when it is not there.
    qint64 shown(qint64 product) const
    {
        const std::shared_ptr<const Catalogue> current = cache.current();
        const int index = current ? current->indexOf(product) : -1;
        return index < 0 ? -1 : current->shownStock(index).wholePieces();
    }

    QTemporaryDir folder;
    ManualClock clock;
    const QString origin = QUuid::createUuid().toString();
    SnapshotFile snapshot;
    CatalogueCache cache;
    CallSupervisor supervisor;
    Database orderCalls;
    Database reads;
    Database work;
    CatalogueStore catalogue;
    OrderStore orders;
    EntryStore entries;
    JobStore jobs;
};

/// An order of @p pieces of one product that passes every check.
inline NewOrder orderOf(qint64 product, qint64 pieces)
{
    return {.uuid = QUuid::createUuid(),
            .customerName = QStringLiteral("Zoë"),
            .customerEmail = QStringLiteral("zoe@example.com"),
            .businessDay = QDate(2026, 3, 2),
            .lines = {{product, Quantity::fromPieces(pieces)}}};
}
