#pragma once

#include "audit_store.h"
#include "call_supervisor.h"
#include "catalogue_cache.h"
#include "catalogue_store.h"
#include "database.h"
#include "entry_store.h"
#include "hours_store.h"
#include "job_store.h"
#include "key_store.h"
#include "order_store.h"
#include "partner_store.h"
#include "picture_store.h"
#include "shop_store.h"
#include "snapshot_file.h"
#include "ticket_store.h"

class DatabaseHome;
class Settings;

/// The connections of one program and everything that speaks through them, in the order they depend
/// on each other. Connections open at their first call. Owned by main, after the DatabaseHome.
class Stores
{
public:
    Stores(DatabaseHome &home, const Settings &settings, const Clock &clock);
    ~Stores() { cache.stop(); } // Before the store that it reads through.
    Q_DISABLE_COPY_MOVE(Stores)

    const QString origin; ///< Marks this program's notifications.
    SnapshotFile snapshot;
    /// Before the connections: their threads report to it until they are joined.
    CatalogueCache cache;

private:
    CallSupervisor m_supervisor;

public:
    Database ordersDatabase;
    Database readsDatabase;
    Database checksDatabase; ///< Shares the work of verify with the next, which ends before it.
    Database reportsDatabase;
    Database workerDatabase;
    OrderStore orders;
    EntryStore entries;
    CatalogueStore catalogue;
    PictureStore pictures;
    ShopStore shop;
    HoursStore hours;
    AuditStore audit;
    AuditStore probe; ///< Asks whether the server answers; short deadlines.
    JobStore jobs;
    KeyStore keys;
    TicketStore tickets;
    PartnerStore partners;
};
