#pragma once

#include "await.h"
#include "bakery_goods.h"
#include "call_supervisor.h"
#include "catalogue_cache.h"
#include "catalogue_store.h"
#include "database.h"
#include "entry_store.h"
#include "failing_disk.h"
#include "journal.h"
#include "manual_clock.h"
#include "snapshot_file.h"
#include "till.h"

#include <QDir>
#include <QTemporaryDir>

/// Ends the test program when a step that is not the test's subject fails.
inline void must(bool done, const char *what)
{
    if (!done)
        qFatal("the bench could not: %s", what);
}

/// A till and all it needs: a journal in a folder of its own, a catalogue, the time by hand.
/// Without an address there is no database, and feed() fills the catalogue. A member of one test;
/// main thread.
class TillBench final
{
public:
    explicit TillBench(const DatabaseAddress &address = nowhere(), SqliteFaults *faults = nullptr,
                       std::function<void(qint64)> onHung = {})
        : m_faults(faults)
        , snapshot(folder.filePath(QStringLiteral("catalogue.sqlite")))
        , cache(catalogue, snapshot, clock)
        , orders({.name = QStringLiteral("orders"),
                  .address = address,
                  .callTimeoutMs = 2'000,
                  .onHung = std::move(onHung)},
                 supervisor)
        , catalogue(orders, cache, QStringLiteral("bench"))
        , entries(orders, cache, QStringLiteral("bench"))
    {
        openTill();
    }

    static DatabaseAddress nowhere()
    {
        return DatabaseAddress::forSocket(QStringLiteral("/nonexistent"), QStringLiteral("nobody"),
                                          QStringLiteral("nothing"));
    }
    /// Fills the catalogue from the database.
    bool readGoods() { return bool(await(catalogue.read())); }
    void feed() { cache.catalogueRead(BakeryGoods::read()); }
    /// Opens the journal again, as after a start.
    void reopen()
    {
        till.reset();
        journal.reset();
        openTill();
    }
    /// Opens the journal as a kill at this moment would leave it: nothing more is written or
    /// synced.
    void reopenAsKilled()
    {
        const QDir from(folder.filePath(m_tillFolder));
        m_tillFolder += QStringLiteral("-killed");
        const QDir to(folder.filePath(m_tillFolder));
        must(to.mkpath(QStringLiteral(".")), "make a folder");
        const QStringList files = from.entryList({QStringLiteral("journal.sqlite*")});
        for (const QString &file : files)
            must(QFile::copy(from.filePath(file), to.filePath(file)), "copy the journal");
        till.reset();
        journal.reset();
        openTill();
    }
    bool registerTill() { return bool(await(journal->setRegistration(1, QStringLiteral("1-")))); }

    /// A basket of single pieces.
    QUuid fill(const std::vector<qint64> &products)
    {
        const QUuid uuid = till->startBasket(TaxMode::TakeAway).uuid;
        for (const qint64 product : products)
            must(bool(till->add(uuid, product, Quantity::fromPieces(1))), "add");
        return uuid;
    }
    QFuture<Result<Receipt>> payExactly(const QUuid &basket)
    {
        const Basket *found = till->basket(basket);
        const Money total = found ? found->total() : Money();
        return till->pay(basket, {{.method = TenderMethod::Cash, .amount = total}});
    }
    Result<Receipt> sell(const std::vector<qint64> &products)
    {
        return await(payExactly(fill(products)));
    }

    QTemporaryDir folder;
    ManualClock clock;
    const QUuid tillId = QUuid::createUuid();

private:
    void openTill()
    {
        Result<std::unique_ptr<Journal>> opened =
            Journal::open(folder.filePath(m_tillFolder), tillId, m_faults);
        must(bool(opened), "open the journal");
        journal = std::move(*opened);
        till = std::make_unique<Till>(
            *journal, cache, clock,
            TillSettings {.zone = QTimeZone("Europe/London"), .entries = &entries});
    }

    SqliteFaults *const m_faults;
    QString m_tillFolder = QStringLiteral("till");

public:
    SnapshotFile snapshot;
    CatalogueCache cache;
    CallSupervisor supervisor;
    Database orders;
    CatalogueStore catalogue;
    EntryStore entries;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<Till> till;
};
