#include "orders_bench.h"

#include "made_goods.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 200;
constexpr int soldOutGoods = 10;
constexpr int scarceGoods = 1;
constexpr int scarcePieces = 1'000;
constexpr int manyClients = 64;
constexpr int refusedPercent = 30;
constexpr double uniformGoal = 1.3;
constexpr double oneProductGoal = 2.5;
constexpr double refusalsGoal = 0.8;
constexpr double p99GoalMs = 25;
/// Every order's way through the queue then falls into the run that placed it.
constexpr auto processing = u"1-2";

/// Rows of the catalogue file for goods that there are few or none of.
QByteArray scarceRows()
{
    QString rows;
    for (int i = 1; i <= soldOutGoods; ++i)
        rows += u"Gone %1,Bread,bread,100,EUR,0,gluten,,\n"_s.arg(i);
    for (int i = 1; i <= scarceGoods; ++i)
        rows += u"Scarce %1,Bread,bread,100,EUR,%2,gluten,,\n"_s.arg(i).arg(scarcePieces);
    return rows.toUtf8();
}

double milliseconds(std::chrono::microseconds time)
{
    return double(time.count()) / 1'000;
}

} // namespace

OrdersBench::OrdersBench(const BenchOptions &options, BenchReport &report)
    : m_options(options)
    , m_report(report)
    , m_shop(options.folder, {u"--orders-processing-seconds"_s, QString::fromUtf16(processing)})
{
}

Result<void> OrdersBench::run()
{
    Result<void> done = prepare();
    for (const auto step : {&OrdersBench::uniform, &OrdersBench::oneProduct, &OrdersBench::refusals,
                            &OrdersBench::lastPieces, &OrdersBench::books}) {
        if (done)
            done = (this->*step)();
    }
    return done;
}

Result<void> OrdersBench::prepare()
{
    Result<void> done = m_shop.start();
    if (done)
        done = m_shop.import({madeGoods(goods, m_options.seed, u"EUR"_s) + scarceRows()});
    if (!done)
        return done;
    Result<std::unique_ptr<BenchDatabase>> database = BenchDatabase::open(m_shop.database());
    if (!database)
        return database.error();
    m_database = std::move(*database);
    const auto inStock = m_database->numbers(u"bench_goods"_s, {true});
    const auto soldOut = m_database->numbers(u"bench_goods"_s, {false});
    const auto before = m_database->number(u"bench_orders"_s);
    if (!inStock || !soldOut || !before)
        return Error {.detail = u"the goods could not be read"_s};
    m_goods = *inStock;
    m_soldOut = *soldOut;
    m_before = *before;
    if (m_goods.size() != goods + scarceGoods
        || m_goods.back() - m_goods.front() != goods + soldOutGoods)
        return Error {.detail = u"the goods did not get numbers in a row"_s};
    return m_database->script(u"lean_function"_s);
}

Result<LoadFigures> OrdersBench::load(int clients, const QStringList &more)
{
    if (const Result<void> empty = m_database->awaitEmptyQueue(); !empty)
        return empty.error();
    const QString idsFile = m_options.folder + u"/placed"_s;
    const std::vector<qint64> common(m_goods.begin(), m_goods.begin() + goods);
    Result<LoadFigures> figures =
        LoadRun {.server = m_shop.url(),
                 .clients = clients,
                 .seconds = m_options.seconds,
                 .words = QStringList {u"read=0"_s, u"products="_s + idList(common),
                                       u"seed=%1"_s.arg(m_options.seed), u"ids="_s + idsFile}
                     + more}
            .run();
    if (!figures)
        return figures;
    m_faults += figures->faults;
    if (const Result<void> counted = countPlaced(idsFile, figures->orders.count); !counted)
        return counted.error();
    return figures;
}

Result<void> OrdersBench::countPlaced(const QString &idsFile, qint64 answered)
{
    QFile file(idsFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error {.detail = u"could not read "_s + idsFile};
    std::vector<qint64> ids;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.isEmpty())
            ids.push_back(line.toLongLong());
    }
    const auto known = m_database->number(u"bench_orders_known"_s, {SqlValue::array(ids)});
    if (!known)
        return known.error();
    m_placed += answered;
    m_known += *known;
    return {};
}

Result<double> OrdersBench::single(const Best &best, int seconds, Goods which)
{
    if (const Result<void> empty = m_database->awaitEmptyQueue(); !empty)
        return empty.error();
    const Result<PgbenchRun::Figures> figures =
        PgbenchRun {.database = m_shop.database(),
                    .script = best.script,
                    .clients = best.clients,
                    .seconds = seconds,
                    .variables = {u"goods=%1"_s.arg(goods), u"first=%1"_s.arg(m_goods.front()),
                                  u"hot=%1"_s.arg(which == Goods::OneInAll ? 1 : 0)}}
            .run();
    if (!figures)
        return figures.error();
    m_byPgbench += figures->transactions;
    return figures->perSecond;
}

/// Tries both functions with ever more clients.
Result<OrdersBench::Best> OrdersBench::bestSingle(Goods which)
{
    Best best;
    const std::vector<int> crowds =
        m_options.quick ? std::vector {1, 8, 32} : std::vector {1, 4, 8, 16, 32, 64};
    for (const QString &script : {u"place_lean"_s, u"place_orders"_s}) {
        for (const int clients : crowds) {
            Best tried {.script = script, .clients = clients};
            const Result<double> rate = single(tried, m_options.seconds, which);
            if (!rate)
                return rate.error();
            tried.perSecond = *rate;
            m_report.fact(u"pgbench %1, %2 clients"_s.arg(script).arg(clients), qint64(*rate),
                          u"orders/s"_s);
            best = *rate > best.perSecond ? tried : best;
        }
    }
    return best;
}

Result<void> OrdersBench::uniform()
{
    m_report.begin(
        u"orders: 3 lines of %1 products against pgbench's best single call"_s.arg(goods));
    const Result<Best> best = bestSingle(Goods::Uniform);
    if (!best)
        return best.error();
    m_report.fact(u"the best of these"_s, u"%1, %2 clients"_s.arg(best->script).arg(best->clients));
    Result<void> done;
    for (const int clients : {1, 16, manyClients}) {
        if (done)
            done = againstBest(clients, *best);
    }
    return done;
}

Result<void> OrdersBench::againstBest(int clients, const Best &best)
{
    PairedFigures rates;
    std::vector<double> p50;
    std::vector<double> p99;
    for (int i = 0; i < m_options.rounds; ++i) {
        const Result<LoadFigures> ours = load(clients, {});
        if (!ours)
            return ours.error();
        const Result<double> theirs = single(best, m_options.seconds, Goods::Uniform);
        if (!theirs)
            return theirs.error();
        rates.ours.push_back(ours->perSecond());
        rates.theirs.push_back(*theirs);
        p50.push_back(milliseconds(ours->orders.p50));
        p99.push_back(milliseconds(ours->orders.p99));
    }
    const bool judged = clients == manyClients;
    m_report.pairs(u"orders/s, %1 clients"_s.arg(clients), rates,
                   judged ? RatioGoal {.limit = uniformGoal, .kind = RatioGoal::Kind::AtLeast}
                          : RatioGoal {});
    m_report.fact(u"p50, %1 clients"_s.arg(clients), median(p50), u"ms"_s);
    if (judged)
        m_report.goal(u"p99 ms, %1 clients"_s.arg(clients), median(p99), u"<= %1"_s.arg(p99GoalMs),
                      median(p99) <= p99GoalMs);
    else
        m_report.fact(u"p99, %1 clients"_s.arg(clients), median(p99), u"ms"_s);
    return {};
}

Result<void> OrdersBench::oneProduct()
{
    m_report.begin(u"orders: 3 lines, one product in all of them"_s);
    const Result<Best> best = bestSingle(Goods::OneInAll);
    if (!best)
        return best.error();
    m_report.fact(u"the best of these"_s, u"%1, %2 clients"_s.arg(best->script).arg(best->clients));
    PairedFigures rates;
    std::vector<double> p99;
    for (int i = 0; i < m_options.rounds; ++i) {
        const Result<LoadFigures> ours = load(manyClients, {u"hot=%1"_s.arg(m_goods.front())});
        if (!ours)
            return ours.error();
        const Result<double> theirs = single(*best, m_options.seconds, Goods::OneInAll);
        if (!theirs)
            return theirs.error();
        rates.ours.push_back(ours->perSecond());
        rates.theirs.push_back(*theirs);
        p99.push_back(milliseconds(ours->orders.p99));
    }
    m_report.pairs(u"orders/s, %1 clients"_s.arg(manyClients), rates,
                   {.limit = oneProductGoal, .kind = RatioGoal::Kind::AtLeast});
    m_report.goal(u"p99 ms, %1 clients"_s.arg(manyClients), median(p99), u"<= %1"_s.arg(p99GoalMs),
                  median(p99) <= p99GoalMs);
    return {};
}

Result<void> OrdersBench::refusals()
{
    m_report.begin(u"orders: %1 % are refused, against none"_s.arg(refusedPercent));
    PairedFigures answers;
    PairedFigures accepted;
    PairedFigures p50;
    double refused = 0;
    for (int i = 0; i < m_options.rounds; ++i) {
        const Result<LoadFigures> some = load(
            manyClients, {u"refused=%1"_s.arg(refusedPercent), u"sold-out="_s + idList(m_soldOut)});
        const Result<LoadFigures> none = some ? load(manyClients, {}) : some;
        if (!some || !none)
            return none.error();
        answers.ours.push_back(some->perSecond());
        answers.theirs.push_back(none->perSecond());
        accepted.ours.push_back(some->rate(some->orders.count));
        accepted.theirs.push_back(none->rate(none->orders.count));
        p50.ours.push_back(milliseconds(some->orders.p50));
        p50.theirs.push_back(milliseconds(none->orders.p50));
        refused = double(some->refused.count) / double(std::max<qint64>(1, some->all.count));
    }
    m_report.fact(u"share that was refused"_s, refused);
    m_report.pairs(u"answers/s"_s, answers,
                   {.limit = refusalsGoal, .kind = RatioGoal::Kind::AtLeast});
    m_report.pairs(u"accepted orders/s"_s, accepted);
    m_report.pairs(u"p50 ms of accepted orders"_s, p50);
    return {};
}

/// Many want what there is little of.
Result<void> OrdersBench::lastPieces()
{
    m_report.begin(u"orders: the last %1 pieces"_s.arg(scarcePieces));
    const Result<LoadFigures> figures = load(manyClients, {u"hot=%1"_s.arg(m_goods.back())});
    if (!figures)
        return figures.error();
    const auto left = m_database->number(u"bench_stock_left"_s, {m_goods.back()});
    if (!left)
        return left.error();
    const bool exact = figures->orders.count + *left == scarcePieces;
    m_report.goal(u"sold + left"_s, figures->orders.count + *left, u"= %1"_s.arg(scarcePieces),
                  exact);
    m_report.fact(u"left"_s, *left);
    m_report.fact(u"refused"_s, figures->refused.count);
    return {};
}

Result<void> OrdersBench::books()
{
    m_report.begin(u"orders: the books"_s);
    const auto orders = m_database->number(u"bench_orders"_s);
    const auto goodsAstray = m_database->number(u"bench_goods_astray"_s);
    const auto ordersAstray = m_database->number(u"bench_orders_astray"_s);
    for (const Result<qint64> *figure : {&orders, &goodsAstray, &ordersAstray}) {
        if (!*figure)
            return figure->error();
    }
    const auto none = [this](const QString &name, qint64 count) {
        m_report.goal(name, count, u"= 0"_s, count == 0);
    };
    m_report.fact(u"orders placed over HTTP"_s, m_placed);
    none(u"lost: 201 without an order"_s, m_placed - m_known);
    none(u"orders nobody was told of"_s, *orders - m_before - m_placed - m_byPgbench);
    none(u"goods whose stock is not Σ movements"_s, *goodsAstray);
    none(u"orders whose lines do not add up"_s, *ordersAstray);
    none(u"answers but 201 and 409, broken"_s, m_faults);
    return {};
}

Result<void> measureOrders(const BenchOptions &options, BenchReport &report)
{
    return OrdersBench(options, report).run();
}
