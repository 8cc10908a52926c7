#pragma once

#include "counter_metrics.h"
#include "counter_report.h"
#include "counter_till.h"
#include "database_home.h"
#include "first_run.h"
#include "latency_meter.h"
#include "settings_book.h"
#include "shop.h"
#include "shop_state.h"
#include "system_clock.h"
#include "ticket_desk.h"

#include <QObject>

#include <memory>

/// Everything behind the counter's window: the shop of a data directory and its till. Sells as soon
/// as it is open, whatever the database does. Lives on the main thread; owned by main.
class CounterShop final : public QObject
{
    Q_OBJECT
public:
    /// Claims the directory and opens the journal; waits for no database. Errors: as
    /// DatabaseHome::open(), with Conflict/DirectoryOwned naming the owner; as CounterTill::open().
    static Result<std::unique_ptr<CounterShop>> open(const SettingSources &sources,
                                                     const Settings &settings);
    /// The same by another clock, which outlives the shop.
    static Result<std::unique_ptr<CounterShop>> open(const SettingSources &sources,
                                                     const Settings &settings, const Clock &clock);
    ~CounterShop() override;

    /// Begins what goes on behind the window. While the API's port is not free the counter sells
    /// without it, says so, and goes on trying.
    void start();

    /// Where pictures of goods lie, named as the goods.
    QString picturesFolder() const;
    /// Where posters are written.
    QString postersFolder() const;
    QString seenOrdersFile() const;
    const Clock &clock() const { return m_clock; }
    SettingsBook &settings() { return m_book; }
    Shop &shop() { return m_shop; }
    CatalogueCache &catalogue() { return m_shop.stores().cache; }
    CatalogueStore &goods() { return m_shop.stores().catalogue; }
    OrderDesk &orders() { return m_shop.orderDesk(); }
    OrderFeed &orderFeed() { return m_shop.orderFeed(); }
    CounterTill &counterTill() { return *m_counterTill; }
    TicketDesk &tickets() { return *m_tickets; }
    Till &till() { return m_counterTill->till(); }
    ShopState &state() { return *m_state; }
    FirstRun &firstRun() { return *m_firstRun; }
    LatencyMeter &meter() { return m_meter; }

private:
    static Result<std::unique_ptr<CounterShop>> openBy(const SettingSources &sources,
                                                       const Settings &settings,
                                                       const Clock *clock);
    CounterShop(const SettingSources &sources, const Settings &settings,
                std::unique_ptr<DatabaseHome> home, const Clock *clock);
    Result<void> openTill();
    void buildState();
    void buildFirstRun();
    void connectTill();
    void settingsChanged(const QStringList &keys);

    const SystemClock m_systemClock;
    const Clock &m_clock;
    LatencyMeter m_meter;
    const std::unique_ptr<DatabaseHome> m_home;
    SettingsBook m_book;
    Shop m_shop;
    std::unique_ptr<CounterTill> m_counterTill;
    std::unique_ptr<TicketDesk> m_tickets;
    std::unique_ptr<CounterMetrics> m_metrics;
    std::unique_ptr<ShopState> m_state;
    std::unique_ptr<FirstRun> m_firstRun;
    std::unique_ptr<CounterReport> m_report;
};
