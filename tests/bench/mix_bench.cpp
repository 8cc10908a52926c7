// 70 % reads, 20 % look-ups, 10 % orders of two lines, against our own shop and any other server
// with this API beside it.

#include "bench_options.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "made_goods.h"
#include "served_shop.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 93;
constexpr int clients = 32;
constexpr int readPercent = 70;
constexpr int statusPercent = 20;
constexpr int linesOfOrder = 2;
constexpr int ordersToLookUp = 20;
constexpr qint64 enoughStock = 1'000;

/// A server and what it did.
struct MixedServer {
    QString name;
    QUrl url;
    QStringList words;
    std::vector<double> perSecond;
    std::vector<double> p50;
    std::vector<double> p99;
    qint64 faults = 0;
};

Result<std::vector<qint64>> goodsInStock(const QString &base)
{
    const Result<QJsonObject> products = askJson(base + u"/api/products"_s);
    if (!products)
        return products.error();
    std::vector<qint64> ids;
    for (const auto &product : (*products)[u"products"_s].toArray()) {
        if (product[u"stock"_s].toInteger() >= enoughStock)
            ids.push_back(product[u"id"_s].toInteger());
    }
    if (ids.size() < linesOfOrder)
        return Error {
            .detail = u"%1 has too few products with a stock of %2"_s.arg(base).arg(enoughStock)};
    return ids;
}

Result<std::vector<qint64>> someOrders(const QString &base, qint64 product)
{
    const QByteArray body = R"({"customer_name":"Zoe","customer_email":"zoe@example.com",)"
                            R"("items":[{"product_id":)"
        + QByteArray::number(product) + R"(,"quantity":1}]})";
    std::vector<qint64> ids;
    while (ids.size() < ordersToLookUp) {
        const Result<QJsonObject> order = askJson(base + u"/api/orders"_s, body);
        if (!order)
            return order.error();
        ids.push_back((*order)[u"order_id"_s].toInteger());
    }
    return ids;
}

Result<void> prepare(MixedServer &server)
{
    QString base = server.url.toString();
    while (base.endsWith(u'/'))
        base.chop(1);
    const Result<std::vector<qint64>> ids = goodsInStock(base);
    if (!ids)
        return ids.error();
    const Result<std::vector<qint64>> orders = someOrders(base, ids->front());
    if (!orders)
        return orders.error();
    server.words = {u"read=%1"_s.arg(readPercent), u"status=%1"_s.arg(statusPercent),
                    u"lines=%1"_s.arg(linesOfOrder), u"products="_s + idList(*ids),
                    u"orders="_s + idList(*orders)};
    return {};
}

Result<void> runOnce(MixedServer &server, int seconds)
{
    const Result<LoadFigures> figures =
        LoadRun {
            .server = server.url, .clients = clients, .seconds = seconds, .words = server.words}
            .run();
    if (!figures)
        return figures.error();
    server.perSecond.push_back(figures->perSecond());
    server.p50.push_back(double(figures->all.p50.count()) / 1'000);
    server.p99.push_back(double(figures->all.p99.count()) / 1'000);
    server.faults += figures->faults;
    return {};
}

void tell(const std::vector<MixedServer> &servers, BenchReport &report)
{
    for (const MixedServer &server : servers) {
        report.fact(server.name,
                    u"%1 requests/s, p50 %2 ms, p99 %3 ms, %4 faults"_s
                        .arg(median(server.perSecond), 0, 'f', 0)
                        .arg(median(server.p50))
                        .arg(median(server.p99))
                        .arg(server.faults));
    }
    for (size_t i = 1; i < servers.size(); ++i) {
        report.pairs(u"requests/s against "_s + servers[i].name,
                     {servers.front().perSecond, servers[i].perSecond});
        report.pairs(u"p99 ms against "_s + servers[i].name, {servers.front().p99, servers[i].p99});
    }
}

} // namespace

Result<void> measureMix(const BenchOptions &options, BenchReport &report)
{
    ServedShop shop(options.folder + u"/shop"_s);
    Result<void> done = shop.start();
    if (done)
        done = shop.import({madeGoods(goods, options.seed, u"EUR"_s)});
    std::vector<MixedServer> servers {{.name = u"ours"_s, .url = shop.url()}};
    for (const QString &url : options.urls)
        servers.push_back({.name = url, .url = QUrl(url)});
    for (MixedServer &server : servers) {
        if (done)
            done = prepare(server);
    }
    for (int i = 0; i < options.rounds; ++i) {
        for (MixedServer &server : servers) {
            if (done)
                done = runOnce(server, options.seconds);
        }
    }
    if (!done)
        return done;
    report.begin(u"mix: %1 % read, %2 % status, the rest orders, %3 clients"_s.arg(readPercent)
                     .arg(statusPercent)
                     .arg(clients));
    tell(servers, report);
    return {};
}
