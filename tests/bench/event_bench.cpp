#include "event_bench.h"

#include "await.h"
#include "made_goods.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int longMs = 60'000;
constexpr int goodsCount = 93;
constexpr std::chrono::microseconds goal = 50ms;

/// Another program keeps no cache here.
class Deaf final : public StockListener
{
public:
    void stockChanged(const StockChange &) override { }
    void catalogueRead(const CatalogueRead &) override { }
};

Error tooSlow(const QString &what)
{
    return {.code = Error::Code::Timeout, .detail = what + u" did not come"_s};
}

bool waitFor(const std::function<bool()> &there)
{
    return QTest::qWaitFor(there, longMs);
}

}

struct EventBench::Running {
    Running(std::unique_ptr<DatabaseHome> itsHome, const Settings &settings, const Clock &clock)
        : home(std::move(itsHome))
        , shop(std::make_unique<Shop>(*home, settings, clock, Shop::Parts()))
        , connection({.name = u"elsewhere"_s, .address = home->address()}, supervisor)
        , elsewhere(connection, connection, listener, u"elsewhere"_s)
        , commits(home->address())
    {
    }
    quint16 port() const { return quint16(QUrl(shop->apiUrl()).port()); }

    std::unique_ptr<DatabaseHome> home;
    std::unique_ptr<Shop> shop;
    Deaf listener;
    CallSupervisor supervisor;
    Database connection;
    OrderStore elsewhere;
    CommitEar commits;
};

EventBench::EventBench(EventBenchOptions options, BenchReport &report)
    : m_options(options)
    , m_report(report)
{
    // The private server's account walks through it.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
}

Result<void> EventBench::run()
{
    using Part = Result<void> (EventBench::*)(Load);
    if (const Result<void> filled = fill(); !filled)
        return filled.error();
    for (const Load load : {Load::Quiet, Load::Orders}) {
        m_report.begin(load == Load::Quiet ? u"events, quiet"_s : u"events, while others order"_s);
        for (const Part part : {&EventBench::staffFlow, &EventBench::automaticFlow}) {
            if (const Result<void> done = (this->*part)(load); !done)
                return done.error();
        }
    }
    return {};
}

Result<std::unique_ptr<EventBench::Running>> EventBench::start(const QString &flow) const
{
    const Result<Settings> settings =
        Settings::load({.commandLine = {{u"data.directory"_s, m_folder.filePath(u"shop"_s)},
                                        {u"api.port"_s, u"0"_s},
                                        {u"api.max_connections_per_address"_s, u"1024"_s},
                                        {u"orders.flow"_s, flow},
                                        {u"orders.processing_seconds"_s, u"1-2"_s},
                                        {u"orders.open_limit"_s, u"10000000"_s}}});
    if (!settings)
        return settings.error();
    auto home = DatabaseHome::open(*settings, u"bench_events"_s, DatabaseHome::Claim::Own);
    if (!home)
        return home.error();
    bool schemaReady = false;
    if (const Result<void> begun = (*home)->start(&schemaReady); !begun)
        return begun.error();
    auto running = std::make_unique<Running>(*std::move(home), *settings, m_clock);
    if (const Result<void> begun = running->shop->start(schemaReady); !begun)
        return begun.error();
    if (const auto goods = await(running->shop->stores().cache.fresh()); !goods)
        return goods.error();
    if (!waitFor([&] { return running->commits.listening(); }))
        return tooSlow(u"the ear"_s);
    return running;
}

Result<void> EventBench::fill()
{
    const auto running = start(u"staff"_s);
    if (!running)
        return running.error();
    const QByteArray goods = madeGoods(goodsCount, 1, u"GBP"_s);
    if (const auto taxes = await((*running)->shop->goodsDesk().importTax(madeTaxes({goods})));
        !taxes)
        return taxes.error();
    if (const auto done = await((*running)->shop->goodsDesk().importCatalogue(goods)); !done)
        return done.error();
    return {};
}

Result<std::vector<qint64>> EventBench::place(Running &running, int count) const
{
    const qint64 product = running.shop->stores().cache.current()->goods().products.front().id;
    std::vector<QFuture<Result<PlacedOrder>>> placed;
    for (int i = 0; i < count; ++i)
        placed.push_back(
            running.shop->orderDesk().place({.customerName = u"Zoe"_s,
                                             .customerEmail = u"zoe@example.com"_s,
                                             .lines = {{product, Quantity::fromPieces(1)}}}));
    std::vector<qint64> orders;
    for (const auto &future : placed) {
        const Result<PlacedOrder> order = await(future);
        if (!order)
            return order.error();
        orders.push_back(order->publicId);
    }
    return orders;
}

/// Every other order here, the others elsewhere.
Result<void> EventBench::step(Running &running, const std::vector<qint64> &orders,
                              OrderState to) const
{
    for (size_t i = 0; i < orders.size(); ++i) {
        const Result<Order> moved =
            await(i % 2 == 0 ? running.shop->orderDesk().advance(orders[i], to)
                             : running.elsewhere.advance(orders[i], to));
        if (!moved)
            return moved.error();
    }
    return {};
}

Result<void> EventBench::staffFlow(Load load)
{
    const auto running = start(u"staff"_s);
    if (!running)
        return running.error();
    const std::unique_ptr<OrderCrowd> others = customers(load, (*running)->port());
    Crowds here;
    Crowds elsewhere;
    for (int round = 0; round < m_options.rounds; ++round) {
        const Result<std::vector<qint64>> orders = place(**running, m_options.watchers / 4);
        if (!orders)
            return orders.error();
        std::vector<qint64> even;
        std::vector<qint64> odd;
        for (size_t i = 0; i < orders->size(); ++i)
            (i % 2 == 0 ? even : odd).push_back((*orders)[i]);
        here.push_back(
            std::make_unique<EventCrowd>((*running)->port(), even, m_options.watchers / 2, 1));
        elsewhere.push_back(
            std::make_unique<EventCrowd>((*running)->port(), odd, m_options.watchers / 2, 101));
        if (!waitFor([&] { return here.back()->begun() && elsewhere.back()->begun(); }))
            return tooSlow(u"the first event"_s);
        for (const OrderState to :
             {OrderState::Confirmed, OrderState::InProduction, OrderState::Ready}) {
            if (const Result<void> moved = step(**running, *orders, to); !moved)
                return moved.error();
        }
        if (!waitFor([&] { return here.back()->ended() && elsewhere.back()->ended(); }))
            return tooSlow(u"the last event"_s);
    }
    const int firstStep = stepNumber(OrderState::Confirmed);
    tell(u"this program's"_s, here, (*running)->commits, firstStep);
    tell(u"another program's"_s, elsewhere, (*running)->commits, firstStep);
    tellOthers(others.get());
    return {};
}

Result<void> EventBench::automaticFlow(Load load)
{
    const auto running = start(u"automatic"_s);
    if (!running)
        return running.error();
    const std::unique_ptr<OrderCrowd> others = customers(load, (*running)->port());
    Crowds crowds;
    for (int round = 0; round < m_options.rounds; ++round) {
        const Result<std::vector<qint64>> orders = place(**running, m_options.watchers);
        if (!orders)
            return orders.error();
        crowds.push_back(
            std::make_unique<EventCrowd>((*running)->port(), *orders, m_options.watchers, 1));
        if (!waitFor([&] { return crowds.back()->ended(); }))
            return tooSlow(u"the last event"_s);
    }
    tell(u"the worker's"_s, crowds, (*running)->commits, stepNumber(OrderState::InProduction));
    tellOthers(others.get());
    return {};
}

std::unique_ptr<OrderCrowd> EventBench::customers(Load load, quint16 port) const
{
    if (load == Load::Quiet)
        return {};
    auto crowd = std::make_unique<OrderCrowd>(port, m_options.clients, 1, goodsCount);
    return crowd->started() ? std::move(crowd) : nullptr;
}

void EventBench::tell(const QString &name, const Crowds &crowds, const CommitEar &commits,
                      int firstStep)
{
    SampleSeries fromCommit;
    SampleSeries fromChange;
    for (const auto &crowd : crowds)
        crowd->addTimes(commits, firstStep, fromCommit, fromChange);
    m_report.times(name, fromCommit.figures(), goal);
    m_report.times(name + u", with commit"_s, fromChange.figures());
}

void EventBench::tellOthers(OrderCrowd *customers)
{
    if (customers)
        m_report.fact(u"orders meanwhile"_s, customers->finish().ordersPerSecond(), u"/s"_s);
}
