#pragma once

#include "metrics.h"

#include <vector>

class BackupBoard;
class CatalogueCache;
class Clock;
class DatabaseFigures;
class OrderDesk;
class OrderStore;
class Worker;

/// Puts the figures of a running shop into the registry: process, database, orders, queue, cache.
/// Owned by the shop; ends before what it reads.
class ShopMetrics
{
public:
    /// Whose figures; all outlive it.
    struct Parts {
        DatabaseFigures &database;
        const OrderDesk &desk;
        const OrderStore &orders;
        const CatalogueCache &cache;
        const Worker *worker; ///< Null without one.
        const BackupBoard &backups;
        const Clock &clock;
    };
    ShopMetrics(Metrics &metrics, const Parts &parts);

private:
    std::vector<Metrics::Place> m_places;
};
