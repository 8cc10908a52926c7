#include "shop.h"

#include "anchor_keeper.h"
#include "backup_health.h"
#include "backup_keeper.h"
#include "database_figures.h"
#include "disk_watch.h"
#include "journal_courier.h"
#include "log_keeping.h"
#include "settings.h"
#include "shop_metrics.h"
#include "shop_supervision.h"
#include "when_done.h"
#ifdef BAKEHOUSE_WITH_API
#include "api_server.h"
#include "shop_api.h"
#endif

#include <QCoreApplication>
#include <QHostAddress>
#include <QSysInfo>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

constexpr int firstRetryMs = 500;
constexpr int longestRetryMs = 5'000;

OrderDesk::Settings orderSettings(const Settings &settings)
{
    return {.zone = QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
            .dayStart = QTime::fromString(settings.text(u"shop.day_start"_s), u"HH:mm"_s),
            .flow = settings.text(u"orders.flow"_s) == u"staff"_s ? OrderFlow::Staff
                                                                  : OrderFlow::Automatic,
            .openLimit = settings.integer(u"orders.open_limit"_s)};
}

PickupDesk::Settings pickupSettings(const Settings &settings)
{
    return {.zone = QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
            .plan = {.days = int(settings.integer(u"orders.pickup_days"_s)),
                     .stepMinutes = settings.text(u"orders.pickup_step_minutes"_s).toInt()}};
}

Worker::Settings workerSettings(const Settings &settings, OrderFlow flow, const QString &origin)
{
    const auto [shortest, longest] = settings.range(u"orders.processing_seconds"_s);
    return {.name = u"%1/%2/%3"_s.arg(QSysInfo::machineHostName())
                        .arg(QCoreApplication::applicationPid())
                        .arg(origin.left(8)),
            .flow = flow,
            .minMs = int(shortest * 1'000),
            .maxMs = int(longest * 1'000),
            .poolThreads = int(settings.integer(u"worker.threads"_s))};
}

#ifdef BAKEHOUSE_WITH_API
MetricsReach metricsReachOf(const Settings &settings)
{
    const QString reach = settings.text(u"api.metrics"_s);
    if (reach == u"network"_s)
        return MetricsReach::Network;
    return reach == u"off"_s ? MetricsReach::Off : MetricsReach::Loopback;
}
#endif

} // namespace

Shop::Shop(DatabaseHome &home, const Settings &settings, const Clock &clock, Parts parts)
    : m_home(home)
    , m_settings(settings)
    , m_clock(clock)
    , m_parts(parts)
    , m_stores(home, settings, clock)
    , m_pickupDesk(m_stores.cache, clock, pickupSettings(settings))
    , m_hoursDesk(m_stores.hours)
    , m_keyDesk(m_stores.keys, clock)
    , m_pictureDesk(m_stores.pictures)
    , m_httpsDesk(httpsSettingsOf(settings, home.directory().path()), clock)
{
    buildDesks();
    buildMetrics();
    buildSupervision();
}

Shop::~Shop()
{
    m_supervisionPlace.leave();
    m_stop.release();
    m_home.cancelUpgrade();
    if (m_schemaThread.joinable())
        m_schemaThread.join();
#ifdef BAKEHOUSE_WITH_API
    m_api.reset();
#endif
    m_anchors.reset();
    m_backupKeeper.reset();
    m_logKeeping.reset();
    m_courier.reset();
    m_notifier.reset();
    m_shopMetrics.reset();
    m_healthDesk.reset();
    m_supervision.reset();
    m_diskWatch.reset();
    m_worker.reset();
}

void Shop::buildDesks()
{
    OrderDesk::Settings orders = orderSettings(m_settings);
    orders.pickups = &m_pickupDesk;
    if (m_parts.worker)
        m_worker = std::make_unique<Worker>(
            m_stores.jobs, workerSettings(m_settings, orders.flow, m_stores.origin));
    if (m_worker)
        m_worker->onOrdersChanged([this](const std::vector<OrderMove> &moves) {
            m_orderDesk->watch().noteMoves(moves);
            m_orderFeed.hint();
        });
    m_orderDesk = std::make_unique<OrderDesk>(m_stores.orders, m_clock, orders,
                                              [worker = m_worker.get(), &feed = m_orderFeed] {
                                                  if (worker)
                                                      worker->wake();
                                                  feed.hint();
                                              });
    m_goodsDesk = std::make_unique<GoodsDesk>(
        m_stores.catalogue, m_stores.audit, m_clock,
        GoodsDesk::Settings {.zone = orders.zone, .dayStart = orders.dayStart});
    m_partnerDesk = std::make_unique<PartnerDesk>(
        m_stores.partners, *m_orderDesk, m_clock,
        PartnerDesk::Settings {.zone = orders.zone, .dayStart = orders.dayStart});
}

void Shop::buildMetrics()
{
    m_databaseFigures = std::make_unique<DatabaseFigures>(m_stores.audit, m_stores.probe);
    m_metrics.refreshBy([figures = m_databaseFigures.get()] { return figures->refresh(); });
    m_shopMetrics =
        std::make_unique<ShopMetrics>(m_metrics,
                                      ShopMetrics::Parts {.database = *m_databaseFigures,
                                                          .desk = *m_orderDesk,
                                                          .orders = m_stores.orders,
                                                          .cache = m_stores.cache,
                                                          .worker = m_worker.get(),
                                                          .backups = *m_backupBoard,
                                                          .clock = m_clock});
}

Result<void> Shop::start(bool schemaReady)
{
    static_cast<void>(m_stores.cache.loadFromDisk());
    m_logKeeping = std::make_unique<LogKeeping>(m_home, m_settings, *m_backupBoard);
    startSupervision();
    Result<void> api = m_parts.api ? startApi() : Result<void>();
    if (schemaReady)
        beginDatabaseWork();
    else
        awaitSchema();
    return api;
}

void Shop::beginDatabaseWork()
{
    m_databaseUp = true;
    tellUrls();
    startNotifier();
    startWorker();
    m_stores.cache.reload();
    if (m_home.owner()) {
        m_courier = std::make_unique<JournalCourier>(m_home.directory(), m_stores.entries);
        m_courier->start();
        startAnchors();
        startBackups();
    }
    m_logKeeping->databaseReady();
    emit databaseReady();
}

void Shop::startAnchors()
{
    const OrderDesk::Settings &day = m_orderDesk->settings();
    m_anchors = std::make_unique<AnchorKeeper>(
        m_stores.audit, m_clock,
        AnchorBook(m_home.directory().file(QLatin1StringView(AnchorBook::fileName))),
        AnchorKeeper::Day {.zone = day.zone, .start = day.dayStart});
    m_anchors->start();
}

void Shop::startNotifier()
{
    const auto notified = [this](const QString &channel, const QString &payload) {
        if (channel == u"bakehouse_orders"_s)
            hearOfOrders(readOrderNotice(payload));
        else if (payload != m_stores.origin)
            m_stores.cache.reload();
    };
    const auto listening = [this] {
        m_stores.cache.reload();
        m_orderDesk->watch().hintAll();
        m_orderFeed.hint();
        if (m_worker)
            m_worker->wake();
    };
    m_notifier = std::make_unique<Notifier>(
        m_home.address(),
        QStringList {u"bakehouse_catalogue"_s, u"bakehouse_orders"_s, u"bakehouse_jobs"_s},
        Notifier::Callbacks {.notified = notified, .listening = listening});
}

void Shop::hearOfOrders(const OrderNotice &notice)
{
    m_orderFeed.hint(); // Own changes too: the board shows them like all others.
    if (notice.origin == m_stores.origin)
        return;
    if (notice.any)
        m_orderDesk->watch().hintAll();
    else
        m_orderDesk->watch().hint(notice.moved);
    if (m_worker)
        m_worker->wake();
}

void Shop::startWorker()
{
    if (m_worker)
        m_worker->start();
}

void Shop::startBackups()
{
    BackupKeeper::Options options =
        backupOptionsOf(m_settings, m_home.directory().path(), m_home.address());
    options.openJournals = m_lentJournals;
    m_backupKeeper = std::make_unique<BackupKeeper>(std::move(options), m_clock, *m_backupBoard);
}

void Shop::stopBackups()
{
    m_backupKeeper.reset();
}

void Shop::awaitSchema()
{
    m_schemaThread = std::thread(&Shop::bringDatabaseUpAtLast, this, apiUrls());
}

void Shop::bringDatabaseUpAtLast(const ApiUrls &urls)
{
    bool published = false;
    std::optional<Error> told;
    for (int pauseMs = firstRetryMs;; pauseMs = std::min(2 * pauseMs, longestRetryMs)) {
        const Result<void> up = bringDatabaseUp(urls, published);
        if (up) {
            QMetaObject::invokeMethod(this, &Shop::beginDatabaseWork, Qt::QueuedConnection);
            return;
        }
        if (told != up.error()) {
            told = up.error();
            emit databaseTrouble(*told); // Queued to whoever listens on the main thread.
        }
        if (m_stop.tryAcquire(1, pauseMs))
            return;
    }
}

/// Others may attach as soon as the server answers, to a shared one at once.
Result<void> Shop::bringDatabaseUp(const ApiUrls &urls, bool &published)
{
    Result<void> started = m_home.startServer();
    if (started && !std::exchange(published, true))
        m_home.publishApi(urls);
    if (!started)
        return started;
    return m_home.bringSchemaUp([this](DatabaseWork work) { emit databaseUpgrading(work); });
}

#ifdef BAKEHOUSE_WITH_API
/// Every text has been checked by the settings.
static DoorSettings doorSettings(const Settings &settings)
{
    const auto rate = [&settings](const QString &key) { return *requestRate(settings.text(key)); };
    return {.hostNames = settings.names(u"api.host_names"_s),
            .trustedProxies = *NetworkList::parse(settings.text(u"api.trusted_proxies"_s)),
            .limitLoopback = settings.text(u"api.limit_loopback"_s) == u"yes"_s,
            .rates = {.reads = rate(u"api.rate_reads"_s),
                      .writes = rate(u"api.rate_orders"_s),
                      .keys = rate(u"api.rate_keys"_s),
                      .misses = rate(u"api.rate_unknown_ids"_s)}};
}
#endif

Result<void> Shop::startApi()
{
#ifdef BAKEHOUSE_WITH_API
    ApiSettings api;
    if (!api.listen.setAddress(m_settings.text(u"api.listen"_s)))
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"api.listen"_s,
                      .detail = u"is no address of this machine"_s};
    api.port = quint16(m_settings.integer(u"api.port"_s));
    api.maxConnections = int(m_settings.integer(u"api.max_connections"_s));
    api.maxConnectionsPerAddress = int(m_settings.integer(u"api.max_connections_per_address"_s));
    api.door = doorSettings(m_settings);
    api.maxStreams = int(m_settings.integer(u"api.max_streams"_s));
    api.maxStreamsPerAddress = int(m_settings.integer(u"api.max_streams_per_address"_s));
    api.zone = m_orderDesk->settings().zone;
    api.shopName = m_settings.text(u"shop.name"_s);
    api.metrics = metricsReachOf(m_settings);
    api.languagesFolder = m_home.directory().file(u"languages"_s);
    m_api = std::make_unique<ShopApi>(
        ApiDesks {*m_orderDesk, m_pickupDesk, m_stores.cache, *m_healthDesk, m_keyDesk,
                  *m_partnerDesk, m_metrics, m_pictureDesk},
        api, quint16(m_settings.integer(u"api.https_port"_s)), m_httpsDesk);
    connect(m_api.get(), &ShopApi::urlsChanged, this, [this] {
        m_urlsUntold = true;
        tellUrls();
        emit apiServed();
    });
    return m_api->start(m_parts.httpsFollows ? ShopApi::Https::Follows : ShopApi::Https::WithStart);
#else
    return Error {.code = Error::Code::Invalid,
                  .reason = Error::Reason::BadField,
                  .field = u"api.enabled"_s,
                  .detail = u"this build has no HTTP API"_s};
#endif
}

void Shop::keepTryingApi()
{
#ifdef BAKEHOUSE_WITH_API
    if (m_api)
        m_api->keepTrying();
#endif
}

void Shop::tryApiNow()
{
#ifdef BAKEHOUSE_WITH_API
    if (m_api)
        m_api->tryNow();
#endif
}

/// Others attach to what is told, so it waits for the database.
void Shop::tellUrls()
{
    if (m_databaseUp && std::exchange(m_urlsUntold, false))
        m_home.publishApi(apiUrls());
}

ApiUrls Shop::apiUrls() const
{
#ifdef BAKEHOUSE_WITH_API
    if (m_api)
        return m_api->urls();
#endif
    return {};
}
