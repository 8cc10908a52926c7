#include "counter_shop.h"

#include "till_settings.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(counterLog, "bakehouse.counter")

constexpr qint64 bytesOfAMegabyte = 1'000'000;

} // namespace

Result<std::unique_ptr<CounterShop>> CounterShop::open(const SettingSources &sources,
                                                       const Settings &settings)
{
    return openBy(sources, settings, nullptr);
}

Result<std::unique_ptr<CounterShop>> CounterShop::open(const SettingSources &sources,
                                                       const Settings &settings, const Clock &clock)
{
    return openBy(sources, settings, &clock);
}

Result<std::unique_ptr<CounterShop>> CounterShop::openBy(const SettingSources &sources,
                                                         const Settings &settings,
                                                         const Clock *clock)
{
    Result<std::unique_ptr<DatabaseHome>> home =
        DatabaseHome::open(settings, u"bakehouse"_s, DatabaseHome::Claim::Own);
    if (!home)
        return home.error();
    std::unique_ptr<CounterShop> counter(
        new CounterShop(sources, settings, *std::move(home), clock));
    if (const Result<void> opened = counter->openTill(); !opened)
        return opened.error();
    return counter;
}

CounterShop::CounterShop(const SettingSources &sources, const Settings &settings,
                         std::unique_ptr<DatabaseHome> home, const Clock *clock)
    : m_clock(clock ? *clock : m_systemClock)
    , m_home(std::move(home))
    , m_book(sources, settings)
    , m_shop(*m_home, settings, m_clock,
             {.api = settings.text(u"api.enabled"_s) == u"yes"_s, .httpsFollows = true})
{
}

CounterShop::~CounterShop()
{
    m_shop.stopBackups(); // They use the till's journal.
}

Result<void> CounterShop::openTill()
{
    Stores &stores = m_shop.stores();
    Result<std::unique_ptr<CounterTill>> till =
        CounterTill::open({m_home->directory(), stores.entries, stores.cache, m_clock},
                          tillSettingsOf(m_book.settings()));
    if (!till)
        return till.error();
    m_counterTill = *std::move(till);
    m_shop.lendJournal(m_counterTill->journal());
    m_tickets = std::make_unique<TicketDesk>(
        TicketDesk::Parts {stores.tickets, m_shop.orderDesk(), m_shop.orderFeed(), m_book});
    m_metrics =
        std::make_unique<CounterMetrics>(m_shop.metrics(), *m_counterTill, m_meter, m_clock);
    buildState();
    buildFirstRun();
    connectTill();
    connect(&m_book, &SettingsBook::changed, this, &CounterShop::settingsChanged);
    return {};
}

void CounterShop::buildState()
{
    const qint64 minimumBytes =
        m_book.settings().integer(u"disk.minimum_free_mb"_s) * bytesOfAMegabyte;
    m_state = std::make_unique<ShopState>(
        ShopState::Sources {
            .askDatabase = [this] { return m_shop.stores().probe.ping(); },
            .askJournal = [this, minimumBytes] { return m_counterTill->check(minimumBytes); },
            .waiting = [this] { return m_counterTill->waiting(); },
            .retry =
                [this] {
                    m_counterTill->wake();
                    m_shop.tryApiNow();
                }},
        m_clock);
    connect(&m_shop, &Shop::databaseTrouble, m_state.get(), &ShopState::noteTrouble);
    connect(&m_shop, &Shop::databaseUpgrading, m_state.get(), &ShopState::noteWork);
    connect(&m_shop, &Shop::databaseReady, m_state.get(), &ShopState::tryNow);
    connect(&m_shop, &Shop::apiServed, m_state.get(), [this] { m_state->noteApi({}); });
}

/// A till that has sold, or any till beside ours, is a shop that is in use.
void CounterShop::buildFirstRun()
{
    const bool sold =
        m_counterTill->till().state().head > 0 || m_home->directory().tills().size() > 1;
    Stores &stores = m_shop.stores();
    m_firstRun = std::make_unique<FirstRun>(
        FirstRun::Parts {m_book, stores.shop, stores.catalogue, stores.cache, m_clock},
        sold ? FirstRun::Shop::InUse : FirstRun::Shop::New);
}

void CounterShop::connectTill()
{
    connect(m_counterTill.get(), &CounterTill::entriesChanged, m_state.get(),
            &ShopState::noteEntries);
    connect(m_counterTill.get(), &CounterTill::databaseMissed, m_state.get(),
            &ShopState::noteTrouble);
    connect(m_counterTill.get(), &CounterTill::forked, m_state.get(), &ShopState::noteFork);
}

QString CounterShop::picturesFolder() const
{
    return m_home->directory().file(u"pictures"_s);
}

QString CounterShop::postersFolder() const
{
    return m_home->directory().file(u"posters"_s);
}

QString CounterShop::seenOrdersFile() const
{
    return m_home->directory().file(u"orders-seen"_s);
}

void CounterShop::start()
{
    if (const Result<void> started = m_shop.start(false); !started) {
        qCWarning(counterLog).noquote() << "no HTTP API:" << describe(started.error());
        if (started.error().code == Error::Code::Unavailable) { // Else trying again is no use.
            m_state->noteApi(started.error());
            m_shop.keepTryingApi();
        }
    }
    if (const std::optional<Error> &trouble = m_shop.httpsDesk().state().trouble)
        qCWarning(counterLog).noquote() << "no HTTPS:" << describe(*trouble);
    m_counterTill->start();
    m_state->start();
    m_report =
        std::make_unique<CounterReport>(m_meter, m_home->directory().file(u"counter.json"_s));
}

void CounterShop::settingsChanged(const QStringList &keys)
{
    if (keys.contains(u"shop.country"_s) || keys.contains(u"cash.round_to"_s))
        m_counterTill->till().setCashStep(cashStepOf(m_book.settings()));
}
