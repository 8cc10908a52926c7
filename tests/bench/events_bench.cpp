// How long after the commit of a step the customer's stream of events tells of it.

#include "bench_database.h"
#include "bench_options.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "made_goods.h"
#include "served_shop.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 93;
constexpr int streams = 16; ///< As many as one address may have.
constexpr int answerTimeoutMs = 10'000;
constexpr std::chrono::milliseconds p99Goal {50};

/// One customer who watches one order. Main thread; owned by the part.
class Watcher
{
public:
    explicit Watcher(qint64 order)
        : m_order(order)
    {
    }
    qint64 order() const { return m_order; }

    /// Errors: false when the server does not serve streams.
    bool open(const QUrl &server)
    {
        m_socket.connectToHost(server.host(), quint16(server.port()));
        if (!m_socket.waitForConnected(answerTimeoutMs))
            return false;
        m_socket.write("GET /api/orders/" + QByteArray::number(m_order)
                       + "/events HTTP/1.1\r\nHost: " + server.authority().toLatin1()
                       + "\r\nAccept: text/event-stream\r\n\r\n");
        QByteArray head;
        while (!head.contains("\r\n\r\n") && m_socket.waitForReadyRead(answerTimeoutMs))
            head += m_socket.readAll();
        return head.startsWith("HTTP/1.1 200") && head.toLower().contains("text/event-stream");
    }

    void forget() { m_socket.readAll(); }

    /// Until an event comes. Errors: false after a long while.
    bool await()
    {
        QEventLoop loop;
        QByteArray said;
        const auto hear = [&] {
            said += m_socket.readAll();
            if (said.contains("data:"))
                loop.quit();
        };
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &loop, hear);
        QTimer::singleShot(answerTimeoutMs, &loop, &QEventLoop::quit);
        hear();
        if (!said.contains("data:"))
            loop.exec();
        return said.contains("data:");
    }

private:
    const qint64 m_order;
    QTcpSocket m_socket;
};

using Watchers = std::vector<std::unique_ptr<Watcher>>;

Result<Watchers> watchers(const ServedShop &shop, BenchDatabase &database)
{
    const auto ids = database.numbers(u"bench_goods"_s, {true});
    if (!ids)
        return ids.error();
    const Result<LoadFigures> placed =
        LoadRun {.server = shop.url(), .words = {u"read=0"_s, u"products="_s + idList(*ids)}}.run();
    const auto orders = database.numbers(u"bench_orders_latest"_s, {streams});
    if (!placed || !orders)
        return placed ? orders.error() : placed.error();
    Watchers opened;
    for (const qint64 order : *orders) {
        opened.push_back(std::make_unique<Watcher>(order));
        if (!opened.back()->open(shop.url()))
            return Watchers();
    }
    letPass(300); // What a stream says at its beginning.
    return opened;
}

/// Moves each order to @p state and notes how long its stream took to say so.
Result<void> step(BenchDatabase &database, Watchers &watchers, const QString &state,
                  SampleSeries &times)
{
    for (const std::unique_ptr<Watcher> &watcher : watchers) {
        watcher->forget();
        const auto moved = database.number(u"bench_advance"_s, {watcher->order(), state});
        QElapsedTimer since;
        since.start();
        if (!moved || *moved != 1 || !watcher->await())
            return Error {.detail = u"a step was not told"_s};
        times.add(std::chrono::nanoseconds(since.nsecsElapsed()));
    }
    return {};
}

} // namespace

Result<void> measureEvents(const BenchOptions &options, BenchReport &report)
{
    ServedShop shop(options.folder + u"/shop"_s, {u"--no-worker"_s});
    Result<void> done = shop.start();
    if (done)
        done = shop.import({madeGoods(goods, options.seed, u"EUR"_s)});
    const auto database = done ? BenchDatabase::open(shop.database())
                               : Result<std::unique_ptr<BenchDatabase>>(done.error());
    if (!database)
        return database.error();
    report.begin(u"events: from a step's commit to its event, %1 streams"_s.arg(streams));
    SampleSeries times;
    for (int i = 0; i < options.rounds; ++i) {
        Result<Watchers> opened = watchers(shop, **database);
        if (!opened)
            return opened.error();
        if (opened->empty()) {
            report.fact(u"streams"_s, u"not served by this build"_s);
            return {};
        }
        done = step(**database, *opened, u"in_production"_s, times);
        if (done)
            done = step(**database, *opened, u"ready"_s, times);
        if (!done)
            return done;
    }
    report.times(u"step to event"_s, times.figures(), p99Goal);
    return {};
}
