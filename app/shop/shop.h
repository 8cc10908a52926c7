#pragma once

#include "backup_board.h"
#include "clock.h"
#include "database_home.h"
#include "goods_desk.h"
#include "health_desk.h"
#include "hours_desk.h"
#include "https_desk.h"
#include "key_desk.h"
#include "metrics.h"
#include "notifier.h"
#include "order_desk.h"
#include "order_feed.h"
#include "order_notice.h"
#include "partner_desk.h"
#include "pickup_desk.h"
#include "picture_desk.h"
#include "settings.h"
#include "shop_parts.h"
#include "stores.h"
#include "worker.h"

#include <QObject>
#include <QSemaphore>

#include <memory>
#include <thread>

class AnchorKeeper;
class BackupKeeper;
class DatabaseFigures;
class DiskWatch;
class Journal;
class JournalCourier;
class LogKeeping;
class ShopApi;
class ShopMetrics;
class Supervision;

/// A running shop: stores, cache, desks for orders and goods, worker, API, and a courier for
/// journals that nobody holds. The counter and `bakehousectl serve` are this plus a face. Lives on
/// the main thread; owned by main.
class Shop final : public QObject
{
    Q_OBJECT
public:
    using Parts = ShopParts;
    Shop(DatabaseHome &home, const Settings &settings, const Clock &clock, Parts parts);
    /// Stops the API first, then the worker, then the connections.
    ~Shop() override;

    /// Begins everything; @p schemaReady as DatabaseHome::start() said. Without it the database is
    /// started and brought up on a thread of its own, tried again for ever, and told to others.
    /// Errors: Invalid/BadField (a setting), Unavailable (the port is taken): all but the API runs.
    Result<void> start(bool schemaReady);
    /// After start() could not serve the API: tries again every few seconds, until apiServed().
    void keepTryingApi();
    /// Tries at once what of the API is wanted and not served.
    void tryApiNow();
    /// "http://127.0.0.1:5000" and, where it is served, the same of HTTPS.
    ApiUrls apiUrls() const;
    QString apiUrl() const { return apiUrls().http; }
    Stores &stores() { return m_stores; }
    OrderDesk &orderDesk() { return *m_orderDesk; }
    GoodsDesk &goodsDesk() { return *m_goodsDesk; }
    HoursDesk &hoursDesk() { return m_hoursDesk; }
    PictureDesk &pictureDesk() { return m_pictureDesk; }
    HealthDesk &healthDesk() { return *m_healthDesk; }
    HttpsDesk &httpsDesk() { return m_httpsDesk; }
    OrderFeed &orderFeed() { return m_orderFeed; }
    Metrics &metrics() { return m_metrics; }
    BackupBoard &backupBoard() { return *m_backupBoard; }
    /// Before start(): a journal that this program holds, so that backups can let it go of what
    /// they hold. It outlives the shop, or stopBackups() is called before its end.
    void lendJournal(Journal &journal) { m_lentJournals.push_back(&journal); }
    /// Asks a backup that runs to stop, and waits for that.
    void stopBackups();
    /// The watched threads that hang now, "orders, api"; empty while there are none. Thread-safe.
    QString stalledThreads() const;

signals:
    /// The schema is there: what needs the database has begun.
    void databaseReady();
    /// It could not be brought up; once for each other reason.
    void databaseTrouble(const Error &error);
    /// It is being brought from an older program's version to ours.
    void databaseUpgrading(DatabaseWork work);
    /// HTTP, HTTPS or both are served now that were not at the start.
    void apiServed();

private:
    void buildDesks();
    void buildMetrics();
    void buildSupervision();
    void startSupervision();
    std::vector<std::pair<QString, HealthDesk::Check>> healthChecks();
    HealthCheck checkDatabase();
    HealthCheck checkWorker() const;
    HealthCheck checkCache() const;
    void startAnchors();
    void startNotifier();
    void hearOfOrders(const OrderNotice &notice); ///< On the notifier's thread.
    void startWorker();
    void startBackups();
    Result<void> startApi();
    void tellUrls();
    void awaitSchema();
    void bringDatabaseUpAtLast(const ApiUrls &urls); ///< On a thread of its own.
    Result<void> bringDatabaseUp(const ApiUrls &urls, bool &published);
    void beginDatabaseWork();

    DatabaseHome &m_home;
    const Settings m_settings; ///< As of the start.
    const Clock &m_clock;
    const Parts m_parts;
    Metrics m_metrics;
    OrderFeed m_orderFeed; ///< Before all that hint to it.
    Stores m_stores;
    PickupDesk m_pickupDesk;
    HoursDesk m_hoursDesk;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<OrderDesk> m_orderDesk;
    std::unique_ptr<GoodsDesk> m_goodsDesk;
    std::unique_ptr<PartnerDesk> m_partnerDesk;
    std::unique_ptr<HealthDesk> m_healthDesk;
    std::unique_ptr<DatabaseFigures> m_databaseFigures;
    std::unique_ptr<ShopMetrics> m_shopMetrics;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<JournalCourier> m_courier;
    KeyDesk m_keyDesk;
    PictureDesk m_pictureDesk;
    std::unique_ptr<AnchorKeeper> m_anchors;
    /// Shared with a health check that may outlive the shop.
    const std::shared_ptr<BackupBoard> m_backupBoard = std::make_shared<BackupBoard>();
    std::vector<Journal *> m_lentJournals;
    std::unique_ptr<BackupKeeper> m_backupKeeper;
    std::unique_ptr<LogKeeping> m_logKeeping;
    HttpsDesk m_httpsDesk;
#ifdef BAKEHOUSE_WITH_API
    std::unique_ptr<ShopApi> m_api;
#endif
    std::unique_ptr<DiskWatch> m_diskWatch;
    std::unique_ptr<Supervision> m_supervision;
    Metrics::Place m_supervisionPlace; ///< Reads the above.
    bool m_databaseUp = false;
    bool m_urlsUntold = false; ///< Something came later than the rest.
    QSemaphore m_stop; ///< Released once, at the end.
    std::thread m_schemaThread; ///< Brings a database up that was not there at the start.
};
