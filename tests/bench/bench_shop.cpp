#include "bench_shop.h"

#include "await.h"
#include "counter_window.h"
#include "made_goods.h"
#include "sell_screen.h"
#include "tile_grid.h"
#include "tile_model.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int databaseTimeoutMs = 60'000;
constexpr int retryMs = 200;

/// Asks until the database answers: a connection that missed it once waits before it tries again.
template <typename F> auto untilAnswered(F ask)
{
    QElapsedTimer since;
    since.start();
    auto answer = await(ask());
    while (!answer && answer.error().code == Error::Code::Unavailable
           && !since.hasExpired(databaseTimeoutMs)) {
        static_cast<void>(QTest::qWaitFor([] { return false; }, retryMs));
        answer = await(ask());
    }
    return answer;
}
}

BenchShop::BenchShop(const QString &folder, const QHash<QString, QString> &more)
    : m_folder(folder)
    , m_more(more)
{
}

Result<std::unique_ptr<CounterProgram>> BenchShop::open() const
{
    SettingSources sources {.settingsFile = m_folder + u"/settings.ini"_s};
    sources.commandLine = {{u"data.directory"_s, m_folder},
                           {u"api.port"_s, u"0"_s},
                           {u"orders.open_limit"_s, u"10000000"_s},
                           {u"shop.first_run"_s, u"done"_s},
                           {u"shop.time_zone"_s, u"Europe/London"_s},
                           {u"counter.clerks"_s, u"Anna, Ben, Ida, Emre"_s},
                           {u"ui.language"_s, u"en"_s}};
    for (const auto &[key, value] : m_more.asKeyValueRange())
        sources.commandLine.insert(key, value);
    const Result<Settings> settings = Settings::load(sources);
    if (!settings)
        return settings.error();
    return CounterProgram::open(sources, *settings);
}

Result<void> BenchShop::fill(const QByteArrayList &catalogues) const
{
    const Result<std::unique_ptr<CounterProgram>> opened = open();
    if (!opened)
        return opened.error();
    Shop &shop = (*opened)->shop().shop();
    QSignalSpy ready(&shop, &Shop::databaseReady);
    (*opened)->shop().start();
    if (!ready.wait(databaseTimeoutMs))
        return Error {.code = Error::Code::Timeout, .detail = u"the database did not start"_s};
    const auto taxes =
        untilAnswered([&] { return shop.goodsDesk().importTax(madeTaxes(catalogues)); });
    if (!taxes)
        return taxes.error();
    for (const QByteArray &catalogue : catalogues) {
        const auto goods =
            untilAnswered([&] { return shop.goodsDesk().importCatalogue(catalogue); });
        if (!goods)
            return goods.error();
    }
    return {};
}

void startCounter(CounterProgram &program)
{
    program.window().resize(BenchShop::screen);
    program.start();
    program.window().resize(BenchShop::screen);
}

QRect firstTile(CounterWindow &window)
{
    TileGrid &grid = window.sellScreen().grid();
    const auto *model = qobject_cast<const TileModel *>(grid.model());
    if (!model->tileAt(model->indexOfPlace(0)))
        return {};
    const QRect tile = grid.tileRect(0);
    return {grid.viewport()->mapTo(&window, tile.topLeft()), tile.size()};
}
