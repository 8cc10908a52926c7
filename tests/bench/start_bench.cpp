// From the start of `bakehousectl serve` to its first answers.

#include "bench_options.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "made_goods.h"
#include "served_shop.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 93;
constexpr int answerTimeoutMs = 60'000;
constexpr int stepMs = 2;
constexpr double againGoal = 1.5;
constexpr double firstGoal = 4;

/// Seconds since the start.
struct StartFigures {
    std::vector<double> ready; ///< It says so.
    std::vector<double> products; ///< The first GET /api/products that is answered with 200.
    std::vector<double> healthy; ///< The first GET /api/health likewise: nothing is still missing.
};

Result<double> firstAnswer(const QUrl &server, const QString &path, const QElapsedTimer &since)
{
    Result<QJsonObject> answer = askJson(server.resolved(QUrl(path)).toString());
    while (!answer && !since.hasExpired(answerTimeoutMs)) {
        letPass(stepMs);
        answer = askJson(server.resolved(QUrl(path)).toString());
    }
    if (!answer)
        return answer.error();
    return double(since.nsecsElapsed()) / 1e9;
}

Result<void> startOnce(ServedShop &shop, StartFigures &figures)
{
    QElapsedTimer since;
    since.start();
    if (const Result<void> started = shop.start(); !started)
        return started.error();
    figures.ready.push_back(double(since.nsecsElapsed()) / 1e9);
    const Result<double> products = firstAnswer(shop.url(), u"/api/products"_s, since);
    if (!products)
        return products.error();
    const Result<double> healthy = firstAnswer(shop.url(), u"/api/health"_s, since);
    if (!healthy)
        return healthy.error();
    figures.products.push_back(*products);
    figures.healthy.push_back(*healthy);
    return {};
}

void tell(const StartFigures &figures, double goal, BenchReport &report)
{
    report.fact(u"ready, median"_s, median(figures.ready), u"s"_s);
    report.fact(u"first products, median"_s, median(figures.products), u"s"_s);
    report.goal(u"first healthy, median s of %1"_s.arg(figures.healthy.size()),
                median(figures.healthy), u"<= %1"_s.arg(goal), median(figures.healthy) <= goal);
}

} // namespace

Result<void> measureStart(const BenchOptions &options, BenchReport &report)
{
    StartFigures first;
    StartFigures again;
    Result<void> done;
    for (int i = 0; i < options.rounds && done; ++i) {
        ServedShop shop(options.folder + u"/shop%1"_s.arg(i));
        done = startOnce(shop, first);
        if (done)
            done = shop.import({madeGoods(goods, options.seed, u"EUR"_s)});
        shop.stop();
        if (done)
            done = startOnce(shop, again);
    }
    if (!done)
        return done;
    report.begin(u"start: existing cluster"_s);
    tell(again, againGoal, report);
    report.begin(u"start: the very first, makes the cluster"_s);
    tell(first, firstGoal, report);
    return {};
}
