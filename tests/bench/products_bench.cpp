// GET /api/products against nginx serving the same bytes.

#include "bench_options.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "made_goods.h"
#include "measured_process.h"
#include "nginx_server.h"
#include "served_shop.h"

#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 93;
constexpr int clients = 32;
constexpr int settleMs = 2'000; ///< What an import sets going in the database comes to its end.
constexpr double cpuGoal = 1.4;
constexpr std::chrono::milliseconds p99Goal {5};

Result<QByteArray> catalogueOf(const BenchOptions &options)
{
    if (options.catalogue.isEmpty())
        return madeGoods(goods, options.seed, u"EUR"_s);
    QFile file(options.catalogue);
    if (!file.open(QIODevice::ReadOnly))
        return Error {.detail = u"could not read "_s + options.catalogue};
    return file.readAll();
}

/// The bytes that a client without gzip gets.
Result<QByteArray> plainBody(const QUrl &server)
{
    QNetworkAccessManager manager;
    QNetworkRequest request(server.resolved(QUrl(u"/api/products"_s)));
    request.setRawHeader("Accept-Encoding", "identity");
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    if (reply->error() != QNetworkReply::NoError)
        return Error {.code = Error::Code::Unavailable, .detail = reply->errorString()};
    return reply->readAll();
}

/// What one server did in all its runs.
struct ServerFigures {
    std::vector<double> cpuMicros; ///< For each request.
    std::vector<double> perSecond;
    std::vector<double> p50;
    std::vector<double> p99;
    qint64 faults = 0;
};

Result<void> runOnce(const QUrl &server, qint64 pid, int seconds, ServerFigures &figures)
{
    const std::vector<qint64> processes = processesBelow(pid);
    const double before = cpuSeconds(processes);
    const Result<LoadFigures> load =
        LoadRun {.server = server, .clients = clients, .seconds = seconds, .words = {}}.run();
    if (!load)
        return load.error();
    const double taken = cpuSeconds(processes) - before;
    figures.cpuMicros.push_back(taken * 1e6 / double(std::max<qint64>(1, load->all.count)));
    figures.perSecond.push_back(load->perSecond());
    figures.p50.push_back(double(load->all.p50.count()) / 1'000);
    figures.p99.push_back(double(load->all.p99.count()) / 1'000);
    figures.faults += load->faults;
    return {};
}

void tell(const ServerFigures &ours, const ServerFigures &theirs, BenchReport &report)
{
    report.pairs(u"CPU µs per request"_s, {ours.cpuMicros, theirs.cpuMicros},
                 {.limit = cpuGoal, .kind = RatioGoal::Kind::AtMost});
    report.pairs(u"requests per second"_s, {ours.perSecond, theirs.perSecond});
    report.pairs(u"p50 ms"_s, {ours.p50, theirs.p50});
    report.pairs(u"p99 ms"_s, {ours.p99, theirs.p99});
    const double p99 = median(ours.p99);
    report.goal(u"p99 ms, ours"_s, p99, u"<= %1"_s.arg(p99Goal.count()),
                p99 <= double(p99Goal.count()));
    report.goal(u"answers other than 200, broken connections"_s, ours.faults + theirs.faults,
                u"= 0"_s, ours.faults + theirs.faults == 0);
}

} // namespace

Result<void> measureProducts(const BenchOptions &options, BenchReport &report)
{
    const Result<QByteArray> catalogue = catalogueOf(options);
    if (!catalogue)
        return catalogue.error();
    ServedShop shop(options.folder + u"/shop"_s);
    Result<void> done = shop.start();
    if (done)
        done = shop.import({*catalogue});
    const Result<QByteArray> body = done ? plainBody(shop.url()) : Result<QByteArray>(done.error());
    if (!body)
        return body.error();
    NginxServer nginx(options.folder + u"/nginx"_s);
    if (done = nginx.start(*body); !done)
        return done.error();
    report.begin(u"products: GET /api/products, %1 clients, against nginx"_s.arg(clients));
    report.fact(u"bytes of the answer"_s, body->size());
    ServerFigures ours;
    ServerFigures theirs;
    ServerFigures warm;
    letPass(settleMs);
    done = runOnce(shop.url(), shop.pid(), 1, warm);
    if (done)
        done = runOnce(nginx.url(), nginx.pid(), 1, warm);
    for (int i = 0; i < options.rounds && done; ++i) {
        done = runOnce(shop.url(), shop.pid(), options.seconds, ours);
        if (done)
            done = runOnce(nginx.url(), nginx.pid(), options.seconds, theirs);
    }
    if (done)
        tell(ours, theirs, report);
    return done;
}
