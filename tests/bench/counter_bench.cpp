#include "counter_bench.h"

#include "await.h"
#include "catalogue_file.h"
#include "clerk_hands.h"
#include "counter_start.h"
#include "counter_window.h"
#include "goods_feed.h"
#include "made_goods.h"
#include "order_crowd.h"
#include "sale_bench.h"
#include "town_process.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QStorageInfo>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int readyTimeoutMs = 60'000;
constexpr int salesBeforeMemory = 500;
constexpr std::chrono::microseconds paintGoal = 16'700us;
constexpr std::chrono::microseconds searchGoal = 30ms;
constexpr std::chrono::microseconds scanGoal = 50ms;
constexpr std::chrono::microseconds watcherGoal = 200ms;
constexpr std::chrono::microseconds commitGoal = 50ms;
constexpr std::chrono::microseconds startGoal = 1'500ms;

Error failed(const QString &detail)
{
    return {.code = Error::Code::Internal, .detail = detail};
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(path + u": "_s + file.errorString());
    return file.readAll();
}

/// The currency of a catalogue file, or that of the made goods.
QString currencyOf(const QByteArray &catalogue)
{
    const QString code = readCatalogueFile(catalogue).currency.code;
    return code.isEmpty() ? u"EUR"_s : code;
}

/// This process's share of memory in kB; 0 where the system does not say.
qint64 memoryKb()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').constFirst().toLongLong();
    }
    return 0;
}

QString loadOfMachine()
{
    QFile file(u"/proc/loadavg"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).left(14) : u"?"_s;
}

} // namespace

struct CounterBench::Running {
    Running(BenchApplication &application, std::unique_ptr<CounterProgram> opened)
        : program(std::move(opened))
        , hands(application, program->window())
    {
    }

    const std::unique_ptr<CounterProgram> program;
    ClerkHands hands;
};

CounterBench::CounterBench(BenchApplication &application, const CounterBenchOptions &options,
                           BenchReport &report)
    : m_application(application)
    , m_options(options)
    , m_report(report)
    , m_folder((options.folder.isEmpty() ? QDir::tempPath() : options.folder)
               + u"/bakehouse-bench-XXXXXX"_s)
    , m_shop(m_folder.filePath(u"shop"_s))
{
    // The account of the private server walks through it.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
}

Result<void> CounterBench::run()
{
    describeMachine();
    if (const Result<void> filled = fill(); !filled)
        return filled;
    if (m_options.parts.contains(u"alone"_s)) {
        if (const Result<void> sold = sell(Customers::None); !sold)
            return sold;
    }
    if (m_options.parts.contains(u"orders"_s)) {
        if (const Result<void> sold = sell(Customers::OverHttp); !sold)
            return sold;
    }
    if (m_options.parts.contains(u"town"_s)) {
        if (const Result<void> sold = sellInTown(); !sold)
            return sold;
    }
    if (!m_options.parts.contains(u"start"_s))
        return {};
    m_report.begin(u"start, from exec"_s);
    if (const Result<void> started = start(u"with its database"_s, {}); !started)
        return started;
    return start(u"database away"_s,
                 {{u"database.url"_s, u"postgresql:///away?host=/nonexistent"_s}});
}

void CounterBench::describeMachine()
{
    m_report.begin(u"what runs"_s);
    m_report.fact(u"sales"_s, m_options.sales);
    m_report.fact(u"window"_s,
                  u"%1x%2"_s.arg(BenchShop::screen.width()).arg(BenchShop::screen.height()));
    m_report.fact(u"platform"_s, QGuiApplication::platformName());
    m_report.fact(u"file system"_s,
                  QString::fromLatin1(QStorageInfo(m_folder.path()).fileSystemType()));
    m_report.fact(u"load of the machine"_s, loadOfMachine());
}

Result<void> CounterBench::fill()
{
    QByteArrayList catalogues;
    if (!m_options.catalogue.isEmpty()) {
        const Result<QByteArray> own = contentOf(m_options.catalogue);
        if (!own)
            return own.error();
        catalogues << *own;
    }
    const QString currency = currencyOf(catalogues.value(0));
    catalogues << madeGoods(m_options.products, m_options.seed, currency);
    return m_shop.fill(catalogues);
}

Result<std::vector<PlannedSale>> CounterBench::plan(const Goods &goods) const
{
    if (!m_options.receipts.isEmpty())
        return receiptSales(goods, m_options.sales, m_options.receipts);
    return madeSales(goods, m_options.sales, m_options.seed);
}

/// They order what nobody is short of: all goods but those of a catalogue file. Products stand in
/// the order of their tiles.
std::unique_ptr<OrderCrowd> CounterBench::customers(CounterProgram &program) const
{
    const std::vector<Product> &products = program.window().goods().catalogue()->goods().products;
    const qint64 last = std::ranges::max_element(products, {}, &Product::id)->id;
    const QUrl api(program.shop().shop().apiUrl());
    return std::make_unique<OrderCrowd>(quint16(api.port()), m_options.clients,
                                        last - m_options.products + 1, last);
}

/// Whether the connection for orders is there: one that came before the database waits a while
/// before it tries again. Asked with a number that no order has.
static bool takesOrders(OrderDesk &desk)
{
    const Result<Order> asked = await(desk.cancel(1));
    return asked || asked.error().code != Error::Code::Unavailable;
}

Result<std::unique_ptr<CounterBench::Running>> CounterBench::open()
{
    auto opened = m_shop.open();
    if (!opened)
        return opened.error();
    auto running = std::make_unique<Running>(m_application, *std::move(opened));
    CounterProgram &program = *running->program;
    bool ready = false;
    QObject::connect(&program.shop().shop(), &Shop::databaseReady, &running->hands,
                     [&ready] { ready = true; });
    startCounter(program);
    const auto sellable = [&] { return ready && program.window().goods().index().byPlu(u"101"_s); };
    const auto ordering = [&] { return takesOrders(program.shop().shop().orderDesk()); };
    const bool open = running->hands.until(sellable, readyTimeoutMs)
        && running->hands.until(ordering, readyTimeoutMs);
    program.shop().shop().disconnect(&running->hands);
    if (!open)
        return failed(u"the shop was not ready"_s);
    return running;
}

Result<void> CounterBench::sell(Customers customers)
{
    const bool crowded = customers == Customers::OverHttp;
    m_report.begin(crowded ? u"while %1 clients order"_s.arg(m_options.clients) : u"alone"_s);
    const auto running = open();
    if (!running)
        return running.error();
    CounterProgram &program = *(*running)->program;
    ClerkHands &hands = (*running)->hands;
    const auto sales = plan(program.window().goods().catalogue()->goods());
    if (!sales)
        return sales.error();
    std::unique_ptr<OrderCrowd> crowd;
    if (crowded) {
        crowd = this->customers(program);
        if (!crowd->started())
            return failed(u"the clients of the API did not start"_s);
        hands.pause(int(std::chrono::milliseconds(2s).count()));
    }
    SaleBench bench(program.window(), hands, m_options.seed);
    if (const Result<void> sold = sellAll(bench, *sales); !sold)
        return sold;
    tell(program, hands, bench);
    if (crowd)
        tellOrders(*crowd);
    else
        tellMemory();
    return {};
}

/// One sale after the other for as long as the town is about.
Result<void> CounterBench::sellInTown()
{
    m_report.begin(
        u"while a town of %1 looks, orders and watches for %2 s"_s.arg(m_options.townsfolk)
            .arg(m_options.townSeconds));
    const auto running = open();
    if (!running)
        return running.error();
    CounterProgram &program = *(*running)->program;
    const auto catalogue = program.window().goods().catalogue();
    const Goods &goods = catalogue->goods();
    const auto sales = plan(goods);
    if (!sales)
        return sales.error();
    const qint64 last = std::ranges::max_element(goods.products, {}, &Product::id)->id;
    TownProcess town(quint16(QUrl(program.shop().shop().apiUrl()).port()), m_options.townsfolk,
                     last - m_options.products + 1, last);
    if (!town.started())
        return failed(u"the customers did not start"_s);
    SaleBench bench(program.window(), (*running)->hands, m_options.seed);
    const QDeadlineTimer end(std::chrono::seconds(m_options.townSeconds));
    for (size_t i = 0; !end.hasExpired(); i = (i + 1) % sales->size()) {
        if (const Result<void> sold = bench.sell(sales->at(i)); !sold)
            return sold;
    }
    tell(program, (*running)->hands, bench);
    tellTown(town);
    return {};
}

Result<void> CounterBench::sellAll(SaleBench &bench, const std::vector<PlannedSale> &sales)
{
    m_memoryAtFirstKb = 0;
    for (size_t i = 0; i < sales.size(); ++i) {
        if (const Result<void> sold = bench.sell(sales[i]); !sold)
            return sold;
        if (i + 1 == salesBeforeMemory)
            m_memoryAtFirstKb = memoryKb();
    }
    m_memoryAtLastKb = memoryKb();
    return {};
}

void CounterBench::tell(CounterProgram &program, const ClerkHands &hands, const SaleBench &bench)
{
    using Span = LatencyMeter::Span;
    const LatencyMeter &meter = program.shop().meter();
    const auto inside = [&meter](Span span) { return figuresOf(meter.histogram(span)); };
    m_report.times(u"tap to paint, from outside"_s, hands.all().figures(), paintGoal);
    m_report.times(u"tap to paint, own meter"_s, inside(Span::TapToPaint), paintGoal);
    m_report.times(u"search, from outside"_s, hands.named().value(u"search letter"_s).figures(),
                   searchGoal);
    m_report.times(u"search, own meter"_s, inside(Span::Search), searchGoal);
    m_report.times(u"scan to line, from outside"_s, hands.named().value(u"scan"_s).figures(),
                   scanGoal);
    m_report.times(u"scan to line, own meter"_s, inside(Span::Scan), scanGoal);
    m_report.times(u"pay to durable, from outside"_s, bench.commits().figures(), commitGoal);
    m_report.times(u"pay to durable, own meter"_s, inside(Span::Commit), commitGoal);
    for (const auto &[name, series] : hands.named().asKeyValueRange())
        m_report.times(u"  "_s + name, series.figures());
    m_report.fact(u"lines"_s, bench.lines());
    m_report.fact(u"scans broken up by waiting"_s, bench.brokenScans());
    m_report.fact(u"load of the machine"_s, loadOfMachine());
}

void CounterBench::tellMemory()
{
    if (m_memoryAtFirstKb == 0)
        return;
    m_report.fact(u"memory after %1 sales"_s.arg(salesBeforeMemory), m_memoryAtFirstKb, u"kB"_s);
    m_report.fact(u"memory after all sales"_s, m_memoryAtLastKb, u"kB"_s);
    const double growth = double(m_memoryAtLastKb) / double(m_memoryAtFirstKb);
    m_report.goal(u"growth of memory"_s, QString::number(growth, 'f', 3), u"at most 1.05"_s,
                  growth <= 1.05);
}

void CounterBench::tellOrders(OrderCrowd &crowd)
{
    const CrowdAccount account = crowd.finish();
    m_report.fact(u"orders"_s, account.orders);
    m_report.fact(u"orders a second"_s, qRound(account.ordersPerSecond()));
    m_report.fact(u"order to answer, p50"_s, millisecondsText(account.p50), u"ms"_s);
    m_report.fact(u"order to answer, p99"_s, millisecondsText(account.p99), u"ms"_s);
    m_report.goal(u"orders refused or lost"_s, account.errors, u"none"_s,
                  account.errors == 0 && account.orders > 0);
}

void CounterBench::tellTown(TownProcess &town)
{
    const TownFigures figures = town.finish();
    m_report.times(u"change to watcher"_s, figures.changes, watcherGoal);
    m_report.times(u"question to answer"_s, figures.answers);
    m_report.fact(u"lists looked at"_s, figures.reads);
    m_report.fact(u"orders"_s, figures.orders);
    m_report.goal(u"orders watched until ready"_s, figures.finished, u"all"_s,
                  figures.finished == figures.orders && figures.orders > 0);
    m_report.goal(u"changes not told"_s, figures.missed, u"none"_s, figures.missed == 0);
    m_report.goal(u"customers' faults"_s, figures.faults, u"none"_s, figures.faults == 0);
}

Result<void> CounterBench::start(const QString &title, const QHash<QString, QString> &settings)
{
    SampleSeries painted;
    SampleSeries sold;
    for (int i = 0; i < m_options.starts; ++i) {
        const Result<StartTimes> times = measureStart(m_folder.filePath(u"shop"_s), settings);
        if (!times)
            return times.error();
        painted.add(times->painted);
        sold.add(times->sold);
    }
    m_report.times(title + u", tiles painted"_s, painted.figures());
    m_report.times(title + u", sellable"_s, sold.figures(), startGoal);
    return {};
}
