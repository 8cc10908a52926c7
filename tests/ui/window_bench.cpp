#include "window_bench.h"

#include "await.h"
#include "category_rail.h"
#include "counter.h"
#include "counter_sheets.h"
#include "goods_feed.h"
#include "picture_goods.h"
#include "sell_screen.h"
#include "tile_grid.h"
#include "tile_model.h"

#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Settings settingsIn(const QString &folder, const WindowBench::Options &options,
                    SettingSources &sources)
{
    sources = {.settingsFile = folder + u"/settings.ini"_s};
    sources.commandLine = {{u"data.directory"_s, folder},
                           {u"api.enabled"_s, u"no"_s},
                           {u"shop.first_run"_s, u"done"_s},
                           {u"shop.time_zone"_s, u"Europe/London"_s},
                           {u"counter.clerks"_s, u"Anna, Ben, Ida, Emre, Mia"_s}};
    if (options.database == WindowBench::Database::Away)
        sources.commandLine.insert(u"database.url"_s, u"postgresql:///away?host=/nonexistent"_s);
    for (const auto &[key, value] : options.settings.asKeyValueRange())
        sources.commandLine.insert(key, value);
    const Result<Settings> loaded = Settings::load(sources);
    if (!loaded)
        qFatal("the settings of the bench: %s", qUtf8Printable(describe(loaded.error())));
    return *loaded;
}

} // namespace

WindowBench::WindowBench()
    : WindowBench(Options {})
{
}

WindowBench::WindowBench(const Options &options)
{
    SettingSources sources;
    QHash<QString, QString> given = options.settings;
    const Settings settings = settingsIn(folder.path(), options, sources);
    Result<std::unique_ptr<CounterShop>> opened = CounterShop::open(sources, settings);
    if (!opened)
        qFatal("the shop of the bench: %s", qUtf8Printable(describe(opened.error())));
    shop = *std::move(opened);
    if (options.database == Database::Away) {
        shop->catalogue().catalogueRead(PictureGoods::read(options.bulk));
        if (!await(shop->counterTill().journal().setRegistration(1, u"1-"_s)))
            qFatal("the till of the bench was not registered");
    }
    theme = std::make_unique<Theme>(ThemeSettings {.mode = options.mode});
    theme->apply(*qApp);
    window = std::make_unique<CounterWindow>(windowParts(*shop, *theme, options.mode));
    shop->start();
    window->resize(options.size);
    window->show();
    window->setFocus();
    if (!QTest::qWaitForWindowActive(window.get()))
        qFatal("the window of the bench did not come up");
    if (options.database == Database::Away
        && !QTest::qWaitFor([this] { return window->goods().index().byPlu(u"101"_s) != nullptr; }))
        qFatal("the goods of the bench were not indexed");
}

WindowBench::~WindowBench()
{
    window.reset();
    shop.reset();
}

QPoint WindowBench::tileOf(qint64 product)
{
    TileGrid &grid = window->sellScreen().grid();
    const auto *model = qobject_cast<const TileModel *>(grid.model());
    const QModelIndex index = model->indexOfProduct(product);
    if (!index.isValid())
        qFatal("no tile of product %lld on this page", static_cast<long long>(product));
    const QRect tile = grid.tileRect(model->placeOf(index));
    return grid.viewport()->mapTo(window.get(), tile.center());
}

void WindowBench::tap(QPoint where)
{
    QWidget *target = window->childAt(where);
    QTest::mouseClick(target ? target : window.get(), Qt::LeftButton, {},
                      target ? target->mapFrom(window.get(), where) : where);
}

bool WindowBench::tapWidget(QWidget *key)
{
    if (!key || !key->isVisible() || !key->isEnabled())
        return false;
    tap(key->mapTo(window.get(), key->rect().center()));
    return true;
}

bool WindowBench::tapKey(const QString &objectName)
{
    return tapWidget(find(objectName));
}

bool WindowBench::tapSheetKey(const QString &objectName)
{
    QWidget *sheet = window->sheets().current();
    return sheet && tapWidget(sheet->findChild<QWidget *>(objectName));
}

void WindowBench::scan(const QString &code)
{
    QWidget *focus = QApplication::focusWidget() ? QApplication::focusWidget() : window.get();
    for (const QChar letter : code)
        QTest::keyClick(focus, letter.toLatin1());
    QTest::keyClick(focus, Qt::Key_Return);
}

void WindowBench::openCategory(const QString &category)
{
    window->sellScreen().rail().openPage(category);
}
