#pragma once

#include "api_server.h"
#include "call_supervisor.h"
#include "catalogue_cache.h"
#include "catalogue_store.h"
#include "database.h"
#include "health_desk.h"
#include "hours_store.h"
#include "key_desk.h"
#include "key_store.h"
#include "metrics.h"
#include "order_desk.h"
#include "order_store.h"
#include "partner_desk.h"
#include "partner_store.h"
#include "pickup_desk.h"
#include "picture_desk.h"
#include "picture_store.h"
#include "raw_client.h"
#include "snapshot_file.h"
#include "system_clock.h"
#include "test_database.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <atomic>

/// An answer with its body read as JSON.
struct JsonAnswer {
    int status = 0; ///< 0: the connection ended without an answer.
    RawAnswer raw;
    QJsonObject json;

    bool isError() const; ///< Has the form of all errors.
    QString code() const { return json[QStringLiteral("code")].toString(); }
};

/// Hands on to the cache, which needs the store that needs a listener.
class ListenerRelay final : public StockListener
{
public:
    void stockChanged(const StockChange &change) override { m_next->stockChanged(change); }
    void catalogueRead(const CatalogueRead &read) override { m_next->catalogueRead(read); }
    void leadTo(StockListener &next) { m_next = &next; }

private:
    StockListener *m_next = nullptr;
};

/// The system's clock until a test sets a time, at which it stands. Thread-safe.
class StoppableClock final : public Clock
{
public:
    QDateTime now() const override
    {
        const qint64 stoppedMs = m_stoppedMs;
        return stoppedMs == 0 ? m_system.now() : QDateTime::fromMSecsSinceEpoch(stoppedMs, Qt::UTC);
    }
    void stopAt(const QDateTime &time) { m_stoppedMs = time.toMSecsSinceEpoch(); }

private:
    SystemClock m_system;
    std::atomic<qint64> m_stoppedMs = 0;
};

/// What most tests say as their host.
inline const QString anyHost = QStringLiteral("x");

/// The API on a free port over real services and a database of its own with the sample goods.
class ApiBench
{
public:
    explicit ApiBench(TestCluster &cluster, const DoorSettings &door = {.hostNames = {anyHost}},
                      MetricsReach metrics = MetricsReach::Loopback,
                      const QHostAddress &listen = QHostAddress(QHostAddress::LocalHost));

    quint16 port() const { return m_port; }
    TestDatabase &database() { return m_database; }
    ApiServer &server() { return m_api; }
    CatalogueStore &catalogue() { return m_catalogue; }
    HoursStore &hours() { return m_hours; }
    StoppableClock &clock() { return m_clock; }
    /// Another API over the same services, on that port; for as long as the call lasts.
    Result<quint16> startAnother(quint16 port);
    std::atomic<bool> &healthy() { return m_healthy; }
    Metrics &metrics() { return m_metrics; }
    KeyDesk &keys() { return m_keys; }
    PictureDesk &pictures() { return m_pictures; }

    JsonAnswer get(const QByteArray &path, const QByteArray &headers = {}) const;
    JsonAnswer post(const QByteArray &path, const QByteArray &body,
                    const QByteArray &headers = {}) const;
    JsonAnswer placeOrder(const QByteArray &items, const QByteArray &headers = {}) const;
    JsonAnswer send(const QByteArray &request) const;
    qint64 stock(qint64 product) const;
    qint64 orders(); ///< As the database counts them.

private:
    TestDatabase m_database;
    QTemporaryDir m_folder;
    StoppableClock m_clock;
    CallSupervisor m_supervisor;
    ListenerRelay m_relay;
    SnapshotFile m_file;
    std::unique_ptr<CatalogueCache> m_cache; // ends after the database, as in the shop
    Database m_orderLane;
    Database m_reads;
    CatalogueStore m_catalogue;
    HoursStore m_hours;
    OrderStore m_orders;
    PickupDesk m_pickups;
    OrderDesk m_desk;
    std::atomic<bool> m_healthy = true;
    HealthDesk m_health;
    KeyStore m_keyStore;
    KeyDesk m_keys;
    PictureStore m_pictureStore;
    PictureDesk m_pictures;
    PartnerStore m_partnerStore;
    PartnerDesk m_partners;
    Metrics m_metrics;
    ApiServer m_api;
    quint16 m_port = 0;
};

constexpr auto jsonType = "Content-Type: application/json\r\n";
QByteArray orderBody(const QByteArray &items);
